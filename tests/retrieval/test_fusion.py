"""Reciprocal rank fusion, reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.retrieval.fusion import reciprocal_rank_fusion

EQUAL = {"keyword": 1.0, "vector": 1.0}
rankings = st.lists(st.sampled_from("abcdefgh"), unique=True)


def test_an_id_scores_one_over_sixty_plus_its_rank_in_each_ranking() -> None:
    fused = reciprocal_rank_fusion({"keyword": ["a", "b"], "vector": ["b", "c"]}, EQUAL)
    assert [name for name, _ in fused] == ["b", "a", "c"]
    assert dict(fused) == pytest.approx(
        {
            "a": float(Fraction(1, 61)),
            "b": float(Fraction(1, 61) + Fraction(1, 62)),
            "c": float(Fraction(1, 62)),
        }
    )


def test_weights_multiply() -> None:
    fused = reciprocal_rank_fusion(
        {"keyword": ["a"], "vector": ["b"]}, {"keyword": 1.0, "vector": 3.0}
    )
    assert [name for name, _ in fused] == ["b", "a"]
    assert dict(fused) == pytest.approx({"b": 3 / 61, "a": 1 / 61})


def test_ties_are_broken_by_id() -> None:
    fused = reciprocal_rank_fusion({"keyword": ["b"], "vector": ["a"]}, EQUAL)
    assert [name for name, _ in fused] == ["a", "b"]


@given(rankings, rankings)
def test_all_ids_come_out_once_best_first(keyword: list[str], vector: list[str]) -> None:
    fused = reciprocal_rank_fusion({"keyword": keyword, "vector": vector}, EQUAL)
    scores = [score for _, score in fused]
    assert sorted(name for name, _ in fused) == sorted({*keyword, *vector})
    assert scores == sorted(scores, reverse=True)


@given(rankings)
def test_one_ranking_keeps_its_order(ranking: list[str]) -> None:
    fused = reciprocal_rank_fusion({"keyword": ranking, "vector": []}, EQUAL)
    assert [name for name, _ in fused] == ranking
