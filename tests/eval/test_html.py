"""The report as a page: complete, self-contained, and nothing in it taken for markup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from eval.html.page import page
from eval.questions import Question
from eval.run import run
from eval.score import Record
from eval.sets import Engine
from qa.schema import Answer, Sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

CONFIG = {"version": "0.1.0", "settings": {"embedding_model": ""}}
SLY = "<script>alert('x')</script> & \"好\""


@pytest.fixture
def records(engine: Engine, questions: list[Question]) -> list[Record]:
    """One right, one wrong and held out, one rightly refused, one failed, one wrong."""
    found = run(engine, questions)
    wrong = replace(found[1].question, id="q5", split="dev", question=SLY)
    return [*found, replace(found[1], question=wrong)]


def test_a_wrong_answer_is_shown_with_all_that_explains_it(records: list[Record]) -> None:
    (shown,) = html.fromstring(page(CONFIG, records)).find_class("wrong")
    text = " ".join(shown.text_content().split())
    assert "三级医院哪年建成?有几所?" in text  # understood as
    assert "✓ 两所" in text
    assert "✗ 十所" in text
    assert "✓ 已引" in text
    (row,) = shown.xpath(".//tbody/tr")
    assert [cell.text_content() for cell in row][:5] == [
        "1",
        "推动县域全面振兴",
        "第1段",
        "1.000",
        "✓",
    ]


def test_held_out_questions_are_named_only_unless_asked_for(records: list[Record]) -> None:
    hidden = page(CONFIG, records)
    assert "留出的问题只列编号:q2" in hidden
    assert "有几所?" not in re.sub(r"理解为.*", "", hidden)
    assert len(html.fromstring(page(CONFIG, records, show_test=True)).find_class("wrong")) == 2


def test_what_failed_is_listed_with_its_reason(records: list[Record]) -> None:
    assert "q4:LookupError: 缺一块" in html.fromstring(page(CONFIG, records)).text_content()


def test_nothing_is_taken_for_markup(records: list[Record]) -> None:
    sly = Answer(SLY, SLY, "date", "extractive", (Sentence(SLY, ()),))
    attacked = [replace(record, answer=sly, error=SLY) for record in records]
    found = html.fromstring(page({SLY: SLY}, attacked, [SLY, SLY], show_test=True))
    assert len(found.xpath("//script")) == 1  # our own
    assert found.find_class("wrong")[0].text_content().count(SLY) >= 2


def test_the_page_needs_nothing_else(records: list[Record]) -> None:
    found = html.fromstring(page(CONFIG, records, show_test=True))
    assert not found.xpath("//@src | //@href | //link | //img | //iframe")
    assert "url(" not in page(CONFIG, records)
    assert any("default-src 'none'" in content for content in found.xpath("//meta/@content"))


def test_groups_and_configuration_and_comparison_are_shown(records: list[Record]) -> None:
    compared = ["与另一次评测比较:", "由错变对 1 题:q1"]
    text = html.fromstring(page(CONFIG, records, compared)).text_content()
    for part in ("按问题类别", "按答案所在的文章", "每题用时", "运行的条件", "由错变对 1 题:q1"):
        assert part in text


def test_a_run_without_questions_is_still_a_page() -> None:
    assert "评测报告" in page(CONFIG, [])


@pytest.fixture
def shown(records: list[Record], tmp_path: Path) -> Iterator[Page]:
    chromium = shutil.which("chromium") or pytest.skip("no chromium")
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(page(CONFIG, records, show_test=True), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(path.as_uri())
        yield opened
        browser.close()


@pytest.mark.slow
def test_wrong_answers_can_be_filtered(shown: Page) -> None:
    assert shown.locator("article.wrong:visible").count() == 2
    shown.select_option("select[name=split]", "test")
    assert shown.locator("article.wrong:visible").count() == 1
    assert shown.locator("output").text_content() == "1 题"
    shown.select_option("select[name=split]", "")
    assert shown.locator("article.wrong:visible").count() == 2
