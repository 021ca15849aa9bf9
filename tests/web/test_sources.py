from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from qa.schema import HEAD, Answer, Article, Citation
from qa.web import render, sources, texts

Read = Callable[[str], Any]
Cite = Callable[..., Citation]
Answered = Callable[..., Answer]
Find = Callable[[str], Article | None]


@pytest.fixture
def find(collection: list[Article]) -> Find:
    return {article.id: article for article in collection}.get


def test_a_card_names_headline_author_file_and_paragraph_and_marks_the_sentence(
    page: Read, signed: Article, cite: Cite, answered: Answered
) -> None:
    citation = cite(1, signed, 2, 3, 20)
    shown = page(sources.panel([(1, answered(citation))], lambda _: None))
    for words in (signed.title, signed.author, signed.affiliation, signed.source, "第2段"):
        assert words in shown.text
    assert citation.text in shown.text
    assert shown.marked == [citation.quote]


def test_a_citation_of_the_head_says_so(
    page: Read, signed: Article, cite: Cite, answered: Answered, find: Find
) -> None:
    shown = page(sources.panel([(1, answered(cite(1, signed, HEAD, 0, 4)))], find))
    assert f"{signed.source} · 标题与署名" in shown.text


def test_doubt_about_the_attribution_is_shown_with_its_reason(
    signed: Article, cite: Cite, answered: Answered, find: Find
) -> None:
    sure = sources.panel([(1, answered(cite(1, signed, 1, 0, 9)))], lambda _: None)
    unsure = sources.panel(
        [(1, answered(cite(1, signed, 1, 0, 9, doubt="接在分栏处。")))], lambda _: None
    )
    assert "归属待核" not in sure
    assert "归属待核</b> 接在分栏处。" in unsure


def test_the_whole_article_stands_behind_its_headline_with_the_sentence_marked(
    page: Read, signed: Article, cite: Cite, answered: Answered, find: Find
) -> None:
    citation = cite(1, signed, 2, 0, 12)
    shown = page(sources.panel([(1, answered(citation))], find))
    for paragraph in signed.paragraphs:
        assert f"第{paragraph.n}段{paragraph.text}" in shown.text
    assert shown.marked == [citation.quote] * 2  # in the card and in the article
    assert "t1-quote1" in shown.values("data-open")


def test_everything_that_can_be_opened_is_there_exactly_once(
    page: Read,
    collection: list[Article],
    cite: Cite,
    answered: Answered,
    refused: Answered,
    find: Find,
) -> None:
    first, second = collection[0], collection[1]
    turns = [
        (1, answered(cite(1, first, 1, 0, 9), cite(2, first, 1, 5, 15))),
        (2, answered(cite(1, second, 1, 0, 9), cite(2, first, HEAD, 0, 3))),
        (3, refused(first, second)),
    ]
    messages = Markup("").join(render.message(answer, turn) for turn, answer in turns)
    shown = page(messages + sources.panel(turns, find))
    names = [name for value in shown.values("data-ref") for name in value.split()]
    assert set(shown.values("data-open")) <= set(names)
    split = "t1-quote1", "t1-quote2"  # overlapping sentences are marked piece by piece
    once = [name for name in names if name not in split]
    assert len(once) == len(set(once))


def test_only_the_sources_of_the_last_answer_are_open_at_first(
    page: Read, signed: Article, cite: Cite, answered: Answered, find: Find
) -> None:
    answer = answered(cite(1, signed, 1, 0, 9))
    shown = page(sources.panel([(1, answer), (2, answer)], find))
    views = [attrs for tag, attrs in shown.tags if "data-view" in attrs]
    assert [a.get("data-ref") for a in views if "hidden" not in a] == ["t2-sources"]


def test_a_refusal_has_no_sources_but_its_nearest_articles_can_be_read(
    page: Read, collection: list[Article], refused: Answered, find: Find
) -> None:
    markup = sources.panel([(1, refused(*collection[:2]))], find)
    assert texts.PANEL_REFUSED in markup
    assert "qa-card" not in markup
    assert "<mark" not in markup
    assert {"t1-near1", "t1-near2"} <= set(page(markup).values("data-ref"))


def test_an_article_that_the_collection_no_longer_holds_is_not_offered(
    page: Read, signed: Article, cite: Cite, answered: Answered
) -> None:
    markup = sources.panel([(1, answered(cite(1, signed, 1, 0, 9)))], lambda _: None)
    assert page(markup).values("data-open") == ["t1-answer"]


def test_hostile_articles_add_no_tag_and_no_attribute(
    page: Read, cite: Cite, answered: Answered, written: Callable[[str], Article]
) -> None:
    def shown(text: str) -> Any:  # noqa: ANN401
        article = written(text)
        citation = cite(1, article, 1, 0, len(text), doubt=text)
        return page(sources.panel([(1, answered(citation))], lambda _: article))

    text = '"><img src=x onerror=alert(1)><script>[1](javascript:alert(1))</script>'
    assert shown(text).shape == shown("平常的话").shape
    assert text in shown(text).text
