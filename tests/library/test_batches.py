"""Batches: progress, going on where a run was stopped, and whole files at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.library import batches
from qa.library.indexing import index
from qa.library.progress import Step
from qa.library.records import Portion, State

from .conftest import Run, lines

Write = Callable[..., Path]


def test_progress_tells_files_articles_pace_and_what_is_at_hand(run: Run, write: Write) -> None:
    steps: list[Step] = []
    for n in range(3):
        write(run.pages / f"{n}.txt", f"{n}号渡口修了新桥。", title=f"渡口{n}")
    index(run.library, run.encoder, [run.pages], progress=steps.append)
    assert [step.source for step in steps if not step.articles] == ["0.txt", "1.txt", "2.txt"]
    last = steps[-1]
    assert (last.files, last.files_total, last.articles, last.chunks) == (3, 3, 3, 3)
    assert (last.source, last.left) == ("", 0.0)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "CHUNKS", 4)


def stop_after(stores: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the run end as if it were killed when it has stored so many batches."""
    store, left = run.library.catalogue.store, [stores]

    def counted(*arguments: Any) -> None:  # noqa: ANN401
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        store(*arguments)

    monkeypatch.setattr(run.library.catalogue, "store", counted)
    with pytest.raises(KeyboardInterrupt):
        run.index()
    monkeypatch.undo()


@pytest.mark.usefixtures("small_batches")
def test_a_large_file_that_was_interrupted_is_gone_on_with(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.pages / "a.jsonl").write_text(lines(12))
    stop_after(2, run, monkeypatch)
    monkeypatch.setattr(batches, "CHUNKS", 4)
    stored = run.library.article_count()
    assert (run.file("a.jsonl").state, 0 < stored < 12) == (State.INDEXING, True)
    first = set(run.embedded[: run.library.chunk_count()])
    run.embedded.clear()
    run.index()
    assert not first & set(run.embedded)
    assert (run.file("a.jsonl").state, run.file("a.jsonl").attempts) == (State.INDEXED, 2)
    run.embedded.clear()
    assert (run.index().unchanged, run.embedded) == (1, [])


@pytest.mark.usefixtures("small_batches")
def test_a_small_file_is_replaced_at_once_however_the_batches_fall(
    run: Run, record: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [3, 2, 3, 1, 2]
    for n, size in enumerate(sizes):
        facts = [f"{n}号果园种下{i}棵石榴树。" for i in range(size)]
        record(run.pages / f"{n}.jsonl", f"果园{n}", *facts)
    store, seen = run.library.catalogue.store, []

    def watched(portions: Sequence[Portion], vectors: Any) -> None:  # noqa: ANN401
        seen.extend((p.file.source, p.complete) for p in portions)
        store(portions, vectors)

    monkeypatch.setattr(run.library.catalogue, "store", watched)
    run.index()
    assert seen == [(f"{n}.jsonl", True) for n in range(len(sizes))]
