from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qa.schema import HEAD, Answer, Article, Citation
from qa.texts import REFUSAL
from qa.web import render
from qa.web.plain import plain_text

Cite = Callable[..., Citation]
Answered = Callable[..., Answer]


def test_a_copied_answer_carries_every_source(
    signed: Article, cite: Cite, answered: Answered
) -> None:
    answer = answered(cite(1, signed, 2, 0, 9), cite(2, signed, HEAD, 0, 4, doubt="待查。"))
    lines = plain_text(answer).split("\n")
    where = f"《{signed.title}》，{signed.author}（{signed.affiliation}），{signed.source}"
    assert lines == [
        "问：怎么做?",
        f"答：{answer.text}",
        "",
        "出处：",
        f"[1] {where}，第2段：“{answer.citations[0].quote}”",
        f"[2] {where}，标题与署名（归属待核：待查。）：“{answer.citations[1].quote}”",
    ]


def test_the_copy_button_holds_that_text(
    page: Callable[[str], Any], signed: Article, cite: Cite, answered: Answered
) -> None:
    answer = answered(cite(1, signed, 1, 0, 9))
    assert page(render.message(answer, 1)).values("data-copy") == [plain_text(answer)]


def test_a_refusal_names_no_source(collection: list[Article], refused: Answered) -> None:
    text = plain_text(refused(*collection[:2]))
    assert text == f"问：月球上有什么?\n答：{REFUSAL}"
