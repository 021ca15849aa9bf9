from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qa.schema import Answer, Article, Citation
from qa.texts import REFUSAL
from qa.web import render, texts

Read = Callable[[str], Any]
Cite = Callable[..., Citation]
Answered = Callable[..., Answer]

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[点我](javascript:alert(1)) **粗** # 题 `码` [1] [2]",
    "${alert(1)} {{value}} {0} {} %s $$x^2$$",
    "&lt;b&gt; &amp; \u2028 ]]> --> </textarea></style>",
]


def test_every_sentence_is_followed_by_a_number_that_opens_its_source(
    page: Read, signed: Article, cite: Cite, answered: Answered
) -> None:
    answer = answered(cite(1, signed, 1, 0, 10), cite(2, signed, 2, 0, 10))
    shown = page(render.message(answer, 7))
    assert shown.values("data-open") == ["t7-card1", "t7-card2"]
    assert answer.text in shown.text


def test_a_list_is_shown_as_a_list(
    page: Read, signed: Article, cite: Cite, answered: Answered
) -> None:
    citations = [cite(n, signed, n, 0, 8) for n in (1, 2, 3)]
    tags = [tag for tag, _ in page(render.message(answered(*citations, kind="list"), 1)).tags]
    assert tags.count("li") == 3
    assert "li" not in [tag for tag, _ in page(render.message(answered(*citations), 1)).tags]


def test_a_refusal_shows_the_nearest_paragraphs_and_no_number(
    page: Read, collection: list[Article], refused: Answered
) -> None:
    markup = render.message(refused(*collection[:3]), 1)
    shown = page(markup)
    assert REFUSAL in shown.text
    for article in collection[:3]:
        assert article.title in shown.text
        assert article.paragraph(1).text[: render.EXCERPT] in shown.text
    assert "[1]" not in shown.text
    assert "qa-cite" not in markup
    assert "data-copy" not in markup


def test_a_refusal_says_why(signed: Article, refused: Answered) -> None:
    answer = replace(refused(signed), reason="找到的文章都没有提到“济南”。")
    assert "找到的文章都没有提到“济南”。" in render.message(answer, 1)


def test_a_refusal_looks_different_from_an_answer(
    signed: Article, cite: Cite, answered: Answered, refused: Answered
) -> None:
    assert "qa-refused" in render.message(refused(signed), 1)
    assert "qa-refused" not in render.message(answered(cite(1, signed, 1, 0, 9)), 1)


def test_how_the_question_was_understood_is_shown_only_where_it_differs(
    signed: Article, cite: Cite, answered: Answered
) -> None:
    citation = cite(1, signed, 1, 0, 9)
    assert "理解" not in render.message(answered(citation), 1)
    assert "按“那里怎么做?”理解" in render.message(answered(citation, understood="那里怎么做?"), 1)


def test_engine_time_and_fallback_are_shown(
    signed: Article, cite: Cite, answered: Answered
) -> None:
    answer = replace(
        answered(cite(1, signed, 1, 0, 9)), timings={"total": 48.2}, fallback="模型没有回答。"
    )
    shown = render.message(answer, 1)
    assert texts.ENGINES["extractive"] in shown
    assert "48 毫秒" in shown
    assert "模型没有回答。" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_an_article_says_is_shown_and_never_acts(
    text: str,
    page: Read,
    cite: Cite,
    answered: Answered,
    refused: Answered,
    written: Callable[[str], Article],
) -> None:
    def views(words: str) -> list[Any]:
        article = written(words)
        return [
            page(render.message(answered(cite(1, article, 1, 0, len(words))), 1)),
            page(render.message(refused(article), 1)),
            page(render.question(words)),
            page(render.notice(words)),
        ]

    for hostile, plain in zip(views(text), views("平常的话"), strict=True):
        assert text in hostile.text
        assert hostile.shape == plain.shape
