"""Indexing: only what changed is done again, nothing that was finished is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from qa.corpus.articles import articles
from qa.corpus.read import read_page
from qa.errors import SourceError
from qa.library.catalogue import Catalogue
from qa.library.indexing import DocumentEncoder, IndexReport, index, require
from qa.library.store import Library, open_library
from qa.retrieval.hybrid import HybridRetriever, QueryEncoder

LIMIT = 20_000_000
HARBOUR = "东港码头今年吞吐量达到三百万吨,比去年增长两成。"
ORCHARD = "山坡上的果园改种耐旱的石榴,亩产提高到两千斤。"
SCHOOL = "镇中心小学把空置的库房改成了图书室,藏书八千册。"

Write = Callable[..., Path]


class CountingEncoder(DocumentEncoder, QueryEncoder, Protocol):
    """The real model, and every text that it was asked to embed."""

    identity: str
    texts: list[str]


class Run:
    """A library with its encoder and the folder that is indexed into it."""

    def __init__(self, library: Library, encoder: CountingEncoder, pages: Path) -> None:
        self.library, self.encoder, self.pages = library, encoder, pages

    def index(self, limit: int = LIMIT) -> IndexReport:
        return index(self.library, self.encoder, [self.pages], limit)

    def found(self, query: str) -> list[str]:
        """The texts that retrieval finds, best first."""
        retriever = HybridRetriever(library=self.library, encoder=self.encoder)
        return [hit.chunk.text for hit in retriever.hits(query)]

    @property
    def embedded(self) -> list[str]:
        return self.encoder.texts


@pytest.fixture
def run(library: Library, encoder: CountingEncoder, pages: Path) -> Run:
    return Run(library, encoder, pages)


def test_indexing_again_embeds_nothing(run: Run, write: Write) -> None:
    write(run.pages / "a.txt", HARBOUR, ORCHARD)
    first = run.index()
    assert (first.added, first.unchanged, first.articles, first.chunks) == (1, 0, 1, 2)
    assert len(run.embedded) == 2
    run.embedded.clear()
    again = run.index()
    assert (again.added, again.unchanged, again.removed) == (0, 1, 0)
    assert run.embedded == []


def test_a_changed_file_is_replaced_and_only_its_new_paragraphs_are_embedded(
    run: Run, write: Write
) -> None:
    write(run.pages / "a.txt", HARBOUR)
    write(run.pages / "b.txt", SCHOOL, title="库房变成图书室")
    run.index()
    run.embedded.clear()
    write(run.pages / "a.txt", ORCHARD)
    report = run.index()
    assert (report.added, report.unchanged) == (1, 1)
    assert [ORCHARD in text for text in run.embedded] == [True]
    assert set(run.found(HARBOUR)) == {ORCHARD, SCHOOL}


def test_a_deleted_file_can_no_longer_be_found(run: Run, write: Write) -> None:
    write(run.pages / "a.txt", HARBOUR)
    write(run.pages / "b.txt", ORCHARD, title="石榴红了")
    run.index()
    (run.pages / "a.txt").unlink()
    assert run.index().removed == 1
    assert run.found(HARBOUR) == [ORCHARD]


def test_a_renamed_file_embeds_nothing_and_is_cited_by_its_new_name(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    run.index()
    run.embedded.clear()
    path.rename(run.pages / "b.txt")
    run.index()
    assert run.embedded == []
    assert [article.source for article in run.library.articles()] == ["b.txt"]
    assert run.found(HARBOUR) == [HARBOUR]


def test_a_copy_of_a_file_that_goes_leaves_the_other_to_be_cited(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    shutil.copy(path, run.pages / "b.txt")
    run.index()
    (article,) = run.library.articles()
    (run.pages / article.source).unlink()
    run.index()
    kept = run.library.article(article.id)
    assert kept is not None
    assert (run.pages / kept.source).exists()


def test_a_linked_file_that_goes_is_forgotten(run: Run, write: Write, tmp_path: Path) -> None:
    target = write(tmp_path / "elsewhere" / "page.txt", HARBOUR)
    (run.pages / "link.txt").symlink_to(target)
    assert run.index().articles == 1
    (run.pages / "link.txt").unlink()
    assert run.index().articles == 0


def test_a_file_that_is_no_text_is_reported_and_harms_nothing_else(run: Run, write: Write) -> None:
    (run.pages / "a.txt").write_bytes(b"\x00\xff\xfe\x80" * 50)
    write(run.pages / "b.txt", ORCHARD)
    (run.pages / "c.txt").write_bytes(b"")
    report = run.index()
    assert [source for source, _ in report.failed] == ["a.txt", "c.txt"]
    assert all(reason.endswith("。") for _, reason in report.failed)
    assert run.found(ORCHARD) == [ORCHARD]
    assert run.index().failed == report.failed  # said again until it is mended


def test_a_file_beyond_the_limit_is_taken_in_once_the_limit_is_raised(
    run: Run, write: Write
) -> None:
    write(run.pages / "a.txt", HARBOUR)
    assert [source for source, _ in run.index(limit=20).failed] == ["a.txt"]
    report = run.index()
    assert (report.failed, report.articles) == ((), 1)


def test_gb18030_is_read_like_utf8(run: Run) -> None:
    text = "\n\n".join(("港口吞吐量再创新高", "周明", HARBOUR))
    (run.pages / "a.txt").write_bytes(text.encode("gb18030"))
    run.index()
    assert run.found("东港码头") == [HARBOUR]
    assert [file.encoding for file in run.library.catalogue.files()] == ["gb18030"]


def test_files_of_other_folders_stay(run: Run, write: Write, tmp_path: Path) -> None:
    write(run.pages / "a.txt", HARBOUR)
    run.index()
    other = write(tmp_path / "other" / "a.txt", ORCHARD, title="石榴红了").parent
    index(run.library, run.encoder, [other], LIMIT)
    assert set(run.found(HARBOUR)) == {HARBOUR, ORCHARD}


def test_a_path_that_does_not_exist_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到"):
        require([tmp_path / "missing"])


def qa_index(home: Path, pages: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "index", str(pages)],
        env={"QA_HOME": str(home), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
def test_a_reader_sees_what_another_process_has_indexed_since(
    encoder: CountingEncoder, write: Write, home: Path, pages: Path
) -> None:
    write(pages / "a.txt", HARBOUR)
    assert qa_index(home, pages).wait() == 0
    reader = Run(open_library(home, encoder.identity), encoder, pages)
    assert reader.found(ORCHARD) == [HARBOUR]
    write(pages / "b.txt", ORCHARD, title="石榴红了")
    assert qa_index(home, pages).wait() == 0
    assert reader.found(ORCHARD)[0] == ORCHARD
    (pages / "a.txt").unlink()
    assert qa_index(home, pages).wait() == 0
    assert reader.found(HARBOUR) == [ORCHARD]
    reader.library.close()


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_was_finished_and_the_next_run_does_the_rest(
    home: Path, pages: Path, write: Write, encoder: CountingEncoder
) -> None:
    for n in range(40):
        facts = [f"第{n}号果园今年种下{n * 10 + i}棵石榴树,由{i}户人家照看。" for i in range(6)]
        write(pages / f"{n:02}.txt", *facts, title=f"第{n}号果园")
    chance, finished = random.Random(5), 0
    for _ in range(8):
        process = qa_index(home, pages)
        time.sleep(2 + 2 * chance.random())
        process.kill()
        process.wait()
        now = assert_whole_files(home, pages)
        assert now >= finished
        finished = now
    assert qa_index(home, pages).wait() == 0
    assert assert_whole_files(home, pages) == 40
    library = open_library(home, encoder.identity, repair=False)
    assert library.sound()
    library.close()


def assert_whole_files(home: Path, pages: Path) -> int:
    """Every file the catalogue knows is there with all its articles; returns how many."""
    if not (home / "catalogue.sqlite").exists():
        return 0
    catalogue = Catalogue(home / "catalogue.sqlite")
    files = catalogue.files()
    for file in files:
        for article in articles(read_page(pages / file.source, file.source)):
            assert catalogue.article(article.id) == article
    catalogue.close()
    return len(files)
