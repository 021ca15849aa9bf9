from __future__ import annotations

from dataclasses import replace

from qa.corpus.chunk import chunks, heading
from qa.schema import HEAD, Article, Paragraph, Role, Span


def article(*texts: str, subhead: int = 0) -> Article:
    paragraphs = tuple(
        Paragraph(n, text, (Span(0, len(text)),), Role.SUBHEAD if n == subhead else Role.BODY)
        for n, text in enumerate(texts, start=1)
    )
    head = Paragraph(HEAD, "", (), Role.HEAD)
    return Article("a1", "p.txt", "标题", True, ("许强", "何洁"), "市委党校", head, paragraphs)


def test_sentences_are_packed_up_to_the_size() -> None:
    found = chunks(article("一二三。四五六。七八九。"), size=8)
    assert [(c.id, c.text) for c in found] == [
        ("a1:1:0", "一二三。四五六。"),
        ("a1:1:1", "七八九。"),
    ]


def test_a_chunk_never_spans_paragraphs() -> None:
    found = chunks(article("小标题", "一二三。", subhead=1), size=100)
    assert [(c.paragraph, c.text) for c in found] == [(1, "小标题"), (2, "一二三。")]


def test_a_longer_sentence_stands_alone() -> None:
    found = chunks(article("一。二三四五六七八九十。甲。"), size=6)
    assert [c.text for c in found] == ["一。", "二三四五六七八九十。", "甲。"]


def test_an_overlong_sentence_is_cut_at_semicolons_then_commas_then_anywhere() -> None:
    assert [c.text for c in chunks(article("一二三;四五六;七八九。"), size=4)] == [
        "一二三;", "四五六;", "七八九。",
    ]  # fmt: skip
    assert [c.text for c in chunks(article("一二三,四五六,七八九。"), size=5)] == [
        "一二三,", "四五六,", "七八九。",
    ]  # fmt: skip
    assert [c.text for c in chunks(article("一二三四五六七"), size=3)] == ["一二三", "四五六", "七"]


def test_the_heading_names_title_author_post_and_subhead_above() -> None:
    made = article("一。", "小\u3000标题", "二。", subhead=2)
    assert heading(made, 1) == "标题 许强、何洁 市委党校"
    assert heading(made, 3) == "标题 许强、何洁 市委党校 小 标题"


def test_the_label_of_an_article_that_lost_its_headline_does_not_stand_before_its_chunks() -> None:
    assert heading(replace(article("一。"), titled=False), 1) == "许强、何洁 市委党校"
