"""Measures worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    agreement,
    area_under_curve,
    character_f1,
    consistent,
    exact_match,
    length,
    length_ratio,
    mcnemar,
    ndcg_at_k,
    paired_difference,
    verbatim,
)


def test_an_exact_match_overlooks_signs_and_spelling_and_nothing_else() -> None:
    assert exact_match("百分之十。", ["10%"]) == 1.0
    assert exact_match("占10%以上", ["10%"]) == 0.0
    assert exact_match("10%", []) is None


def test_character_f1_counts_the_longest_common_run() -> None:
    # 到 2025 年 and 2025 年 share 2 tokens of 3 and 2: 2·2 / (3+2)
    assert character_f1("到2025年", ["2025年"]) == pytest.approx(0.8)
    # 王中说 / 王中: 2·2 / (3+2); 县长王中 / 王中: 2·2 / (4+2); the best counts
    assert character_f1("王中", ["县长王中", "王中说"]) == pytest.approx(0.8)
    assert character_f1("甲", ["乙"]) == 0.0


def test_a_common_run_is_unbroken() -> None:
    # 甲 and 丙 are common but apart: the longest run is one of 3 and of 3
    assert character_f1("甲乙丙", ["甲丁丙"]) == pytest.approx(1 / 3)


def test_length_leaves_out_white_space() -> None:
    assert length("甲 乙\n丙") == 3.0


def test_the_length_ratio_is_to_the_points_in_their_shortest_spelling() -> None:
    # 8 characters to 10% and 翻番: 3 + 2
    assert length_ratio("到2030年翻番", [["百分之十", "10%"], ["翻番"]]) == pytest.approx(8 / 5)
    assert length_ratio("翻番", []) is None


def test_ndcg_of_a_fragment_at_rank_two_of_one() -> None:
    assert ndcg_at_k([set(), {0}], 1, 10) == pytest.approx((1 / log2(3)) / 1)


def test_ndcg_gives_nothing_for_the_same_fragment_again() -> None:
    found = ndcg_at_k([{0}, {0}, {1}], 2, 10)
    assert found == pytest.approx((1 + 1 / log2(4)) / (1 + 1 / log2(3)))


def test_ndcg_looks_no_further_than_k_and_needs_gold() -> None:
    assert ndcg_at_k([set(), {0}], 1, 1) == 0.0
    assert ndcg_at_k([{0}], 0, 10) is None


@given(st.lists(st.frozensets(st.integers(0, 4)), max_size=12))
def test_ndcg_stays_between_nothing_and_one(results: list[frozenset[int]]) -> None:
    found = ndcg_at_k(results, 5, 10)
    assert found is not None
    assert 0 <= found <= 1


def test_mcnemar_of_four_lost_and_none_won() -> None:
    assert mcnemar([(True, False)] * 4) == pytest.approx(2 * 0.5**4)


def test_mcnemar_of_one_won_and_three_lost() -> None:
    # of 4 that differ at most 1 won: (1 + 4) / 16, both sides
    pairs = [(True, False)] * 3 + [(False, True)] + [(True, True)] * 20
    assert mcnemar(pairs) == pytest.approx(2 * 5 / 16)


def test_mcnemar_of_runs_that_do_not_differ_is_one() -> None:
    assert mcnemar([(True, True), (False, False)]) == 1.0


def test_mcnemar_takes_more_questions_than_a_float_can_count() -> None:
    assert mcnemar([(True, False)] * 3000) == pytest.approx(0.0)
    assert mcnemar([(True, False), (False, True)] * 1500) == 1.0


def test_a_paired_difference_is_that_of_the_means() -> None:
    found = paired_difference([0.0, 1.0, 0.0], [1.0, 1.0, 1.0])
    assert found is not None
    difference, (low, high) = found
    assert difference == pytest.approx(2 / 3)
    assert 0 <= low <= difference <= high <= 1
    assert paired_difference([], []) is None


def test_the_area_under_the_curve_counts_pairs_in_the_right_order() -> None:
    judged = [(0.9, True), (0.4, True), (0.4, False), (0.1, False)]
    # of 4 pairs 3 are in order and 1 is a tie
    assert area_under_curve(judged) == pytest.approx(3.5 / 4)
    assert area_under_curve([(0.9, True)]) is None


def test_a_sentence_is_verbatim_if_a_paragraph_it_cites_holds_it() -> None:
    assert verbatim([("乙。", ["甲。乙。"]), ("丙。", ["甲。乙。"])]) == 0.5
    assert verbatim([]) is None


def test_wordings_are_consistent_if_all_came_out_the_same() -> None:
    assert consistent(["甲", "甲", "甲"]) == 1.0
    assert consistent(["甲", "甲", "乙"]) == 0.0
    assert consistent(["甲"]) is None


def test_agreement_is_the_mean_overlap_of_what_is_cited() -> None:
    # {1,2}/{2,3}: 1 of 3; {1,2}/{}: 0; {2,3}/{}: 0
    assert agreement([{1, 2}, {2, 3}, set()]) == pytest.approx(1 / 9)
    assert agreement([set(), set()]) == 1.0
    assert agreement([{1}]) is None
