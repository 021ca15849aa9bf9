"""Score fusion and the evidence of whole articles, reckoned by hand."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieval.evidence import article_scores
from qa.retrieval.fusion import Weights, between_extremes, fuse, share_of_best
from qa.schema import Article, Paragraph

EQUAL = Weights(vector=1.0, article=1.0)
rankings = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 100))


def test_keywords_count_as_a_share_of_the_best() -> None:
    assert share_of_best({"a": 8.0, "b": 2.0}) == {"a": 1.0, "b": 0.25}
    assert share_of_best({"a": 0.0}) == {"a": 0.0}


def test_cosines_count_as_their_place_between_the_extremes() -> None:
    assert between_extremes({"a": 0.9, "b": 0.85, "c": 0.8}) == pytest.approx(
        {"a": 1.0, "b": 0.5, "c": 0.0}
    )
    assert between_extremes({"a": 0.8}) == {"a": 1.0}


def test_the_three_are_added_with_their_weights() -> None:
    fused = fuse(
        {"a": 8.0, "b": 2.0},
        {"b": 0.9, "c": 0.7},
        {"a": 5.0, "b": 10.0, "c": 0.0},
        Weights(vector=0.5, article=0.4),
    )
    assert [name for name, _ in fused] == ["a", "b", "c"]
    assert dict(fused) == pytest.approx(
        {"a": 1 + 0 + 0.4 * 0.5, "b": 0.25 + 0.5 * 1 + 0.4 * 1, "c": 0.0}
    )


def test_ties_are_broken_by_id() -> None:
    same = {"b": 1.0, "a": 1.0}
    assert [name for name, _ in fuse(same, same, same, EQUAL)] == ["a", "b"]


@given(rankings, rankings)
def test_all_ids_come_out_once_best_first(
    keyword: dict[str, float], vector: dict[str, float]
) -> None:
    fused = fuse(keyword, vector, dict.fromkeys({**keyword, **vector}, 1.0), EQUAL)
    scores = [score for _, score in fused]
    assert sorted(name for name, _ in fused) == sorted({*keyword, *vector})
    assert scores == sorted(scores, reverse=True)


def article(name: str, *texts: str) -> Article:
    paragraphs = tuple(Paragraph(n, text, ()) for n, text in enumerate(texts, start=1))
    return Article(name, "x.txt", "", False, (), "", Paragraph(0, "", ()), paragraphs)


def frequency(terms: Iterable[str]) -> dict[str, int]:
    return {term: 3 for term in terms if term in ("水库", "库长")}


def test_an_article_scores_by_bm25_over_all_its_paragraphs() -> None:
    found = article_scores(
        "水库长", [article("long", "甲水库", "乙水库"), article("short", "丙")], frequency, 10
    )
    # Each article begins with the line feed after an empty heading: 8 and 2 characters, 5 on
    # average. Two of 水库, none of 库长: k1 (1 - b + b * 8/5) = 1.2 * 1.45 = 1.74.
    rarity = math.log(1 + (10 - 3 + 0.5) / (3 + 0.5))
    assert found == pytest.approx({"long": rarity * 2 * 2.2 / (2 + 1.74), "short": 0.0})


def test_no_article_and_no_known_word_are_no_error() -> None:
    assert article_scores("水库", [], frequency, 0) == {}
    assert article_scores("?", [article("a", "甲")], frequency, 1) == {"a": 0.0}
