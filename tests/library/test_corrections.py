"""Corrections beside a file: followed as the file itself is, and embedded no more than needed."""

from __future__ import annotations

import os

import pytest

from qa.corpus.sidecar import sidecar

from .conftest import HARBOUR, ORCHARD, Run

SALE = "合作社把石榴卖到了省城。"
PAGE = f"# 东港码头夜里也亮着灯\n\n{HARBOUR}\n\n{SALE}\n\n# 石榴红了\n\n{ORCHARD}\n"
MOVE = '[[move]]\ntext = "合作社把"\nto = "石榴红了"\n'


@pytest.fixture
def page(run: Run) -> Run:
    """A page on which a paragraph stands in the wrong article, indexed."""
    (run.pages / "a.md").write_text(PAGE, encoding="utf-8")
    run.index()
    run.embedded.clear()
    return run


def shared_out(run: Run) -> list[list[str]]:
    return [[p.text for p in a.paragraphs] for a in run.library.catalogue.articles()]


def write(run: Run, text: str) -> None:
    sidecar(run.pages / "a.md").write_text(text, encoding="utf-8")


def test_corrections_that_come_change_or_go_are_followed_and_only_what_moved_is_embedded(
    page: Run,
) -> None:
    write(page, MOVE)
    report = page.index()
    assert (report.added, report.articles, report.chunks) == (1, 2, 3)
    assert shared_out(page) == [[HARBOUR], [SALE, ORCHARD]]
    assert page.embedded == [f"石榴红了\n{SALE}"]
    assert page.found(SALE)[0] == SALE
    assert page.index().unchanged == 1
    write(page, MOVE + '[[article]]\nfind = "石榴红了"\nchecked = true')
    assert (page.index().added, len(page.embedded)) == (1, 1)
    sidecar(page.pages / "a.md").unlink()
    assert page.index().added == 1
    assert shared_out(page) == [[HARBOUR, SALE], [ORCHARD]]
    assert page.embedded[1:] == [f"东港码头夜里也亮着灯\n{SALE}"]


def test_they_survive_a_change_of_their_file_and_one_of_the_same_length_is_seen(page: Run) -> None:
    write(page, MOVE)
    page.index()
    (page.pages / "a.md").write_text(PAGE + "\n明年还要再种两百亩。\n", encoding="utf-8")
    page.index()
    assert [len(paragraphs) for paragraphs in shared_out(page)] == [1, 3]
    write(page, MOVE.replace("合作社把", HARBOUR[:4]))
    os.utime(sidecar(page.pages / "a.md"), (1, 1))  # older than the last, as from a backup
    assert page.index().added == 1
    assert shared_out(page)[0] == [SALE]


def test_corrections_that_do_not_fit_are_told_and_what_was_stored_stays(page: Run) -> None:
    write(page, MOVE.replace("合作社把", "世上没有"))
    ((source, reason),) = page.index().failed
    assert source == "a.md"
    assert ("a.md.fix.toml" in reason, "世上没有" in reason, "仍保留" in reason) == (True,) * 3
    assert shared_out(page) == [[HARBOUR, SALE], [ORCHARD]]
    assert page.index().failed == ((source, reason),)
    write(page, MOVE)
    assert page.index().failed == ()
    assert len(shared_out(page)[1]) == 2


def test_a_correction_that_a_change_of_its_file_has_made_void_is_told_with_its_line(
    page: Run,
) -> None:
    write(page, MOVE)
    page.index()
    (page.pages / "a.md").write_text(PAGE.replace("合作社把", "果农们把"), encoding="utf-8")
    ((_, reason),) = page.index().failed
    assert "第 2 行 [[move]] 的 text = “合作社把”在原文件里找不到" in reason
    assert "删去这一条" in reason
    write(page, "")
    assert page.index().failed == ()


def test_an_article_split_or_joined_is_found_as_such(page: Run) -> None:
    write(page, '[[split]]\ntext = "合作社把"\n[[join]]\nfind = "合作社把"\nto = "石榴红了"')
    assert page.index().articles == 2
    assert shared_out(page) == [[HARBOUR], [SALE, ORCHARD]]
    write(page, '[[split]]\ntext = "合作社把"')
    assert page.index().articles == 3
    assert page.found(SALE)[0] == SALE
