"""Indexing: only what changed is done again, nothing that was finished is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.library.indexing import index, require
from qa.library.store import open_library

from .conftest import HARBOUR, ORCHARD, CountingEncoder, Run

SCHOOL = "镇中心小学把空置的库房改成了图书室,藏书八千册。"

Write = Callable[..., Path]


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


def test_the_other_files_that_hold_an_article_are_named(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    (run.pages / "link.txt").symlink_to(path)
    run.index()
    (article,) = run.library.articles()
    assert (article.source, run.library.also_in(article.id)) == ("a.txt", ["link.txt"])
    (run.pages / "link.txt").unlink()
    run.index()
    assert run.library.also_in(article.id) == []


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
    index(run.library, run.encoder, [other])
    assert set(run.found(HARBOUR)) == {HARBOUR, ORCHARD}


def test_a_path_that_does_not_exist_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到"):
        require([tmp_path / "missing"], tmp_path / "home")


def test_a_folder_or_file_that_has_gone_is_forgotten_when_it_is_named(
    run: Run, write: Write, home: Path
) -> None:
    one = write(run.pages / "one" / "a.txt", HARBOUR).parent
    other = write(run.pages / "b.txt", ORCHARD, title="石榴红了")
    run.index()
    shutil.rmtree(one)
    require([one], home)
    assert index(run.library, run.encoder, [one]).removed == 1
    assert run.found(HARBOUR) == [ORCHARD]
    other.unlink()
    assert index(run.library, run.encoder, [other]).removed == 1
    assert run.found(HARBOUR) == []
    with pytest.raises(SourceError, match="找不到"):
        require([one], home)


def test_a_file_that_is_moved_below_another_folder_embeds_nothing(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    run.index()
    run.embedded.clear()
    (run.pages / "deep").mkdir()
    path.rename(run.pages / "deep" / "b.txt")
    assert (run.index().removed, run.embedded) == (1, [])
    assert [article.source for article in run.library.articles()] == ["deep/b.txt"]


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
