import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import (
    Cited,
    Refusals,
    attribution,
    bootstrap_interval,
    citation_precision,
    citation_recall,
    has_point,
    holds,
    mean,
    normalise,
    percentile,
    points_found,
    recall_at_k,
    reciprocal_rank,
    refusals,
)
from eval.questions import Evidence

TOURISM = Evidence("003.txt", "王中", "文旅产业增加值占GDP达10%以上")
RAILWAY = Evidence("003.txt", "王中", "全力争取安张铁路纳入国家铁路建设规划")

RIGHT = Cited("003.txt", "王中", "力争翻番,文旅产业增加值占GDP达10%以上。", "占GDP达10%以上。")
WRONG_AUTHOR = Cited("003.txt", "姚文平", RIGHT.text, RIGHT.quote)
BESIDE = Cited("003.txt", "王中", "加快打通出境通道。", "加快打通出境通道。")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("青島市", "青岛市"),
        ("１０％", "10%"),
        ("陆 静", "陆静"),
        ("百分之十", "10%"),
        ("百分之二十五", "25%"),
        ("百分之三点五", "3.5%"),
        ("百分之一百", "100%"),
        ("百分之0.8", "0.8%"),
        ("百分之百", "100%"),
    ],
)
def test_spellings_of_the_same_thing_become_one(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("text", "point", "found"),
    [
        ("占GDP达10%以上", "百分之十", True),
        ("提高了110%", "10%", False),
        ("只有0.10%", "10%", False),
        ("共有7667个", "766", False),
        ("为7.1万个", "7", False),
        ("建成于2025年。", "2025", True),
    ],
)
def test_a_number_counts_only_where_it_stands_whole(text: str, point: str, found: bool) -> None:
    assert has_point(text, [point]) is found


def test_the_share_of_points_found_takes_any_spelling() -> None:
    points = [["10%", "百分之十"], ["翻番"], ["2030年"]]
    # 10% and 翻番 are there, 2030年 is not: 2/3
    assert points_found("到2026年翻番,占百分之十以上", points) == pytest.approx(2 / 3)


def test_a_question_without_points_has_no_share_of_points() -> None:
    assert points_found("随便什么", []) is None


def test_a_fragment_counts_only_in_its_own_file_wherever_the_file_lies() -> None:
    assert holds("papers/003.txt", RIGHT.text, TOURISM)
    assert not holds("004.txt", RIGHT.text, TOURISM)


def test_a_fragment_is_found_across_a_line_break() -> None:
    assert holds("003.txt", "文旅产业增加\n值占GDP达10%以上", TOURISM)


def test_a_fragment_is_found_where_it_ends_inside_what_looks_like_a_number() -> None:
    assert holds("003.txt", "全市统一年度考核", Evidence("003.txt", "王中", "全市统一"))


def test_recall_is_the_share_of_fragments_among_the_first_k() -> None:
    results = [{0}, set[int](), {0, 1}]
    assert recall_at_k(results, gold=3, k=1) == pytest.approx(1 / 3)  # fragment 0 of 3
    assert recall_at_k(results, gold=3, k=2) == pytest.approx(1 / 3)  # the second holds none
    assert recall_at_k(results, gold=3, k=10) == pytest.approx(2 / 3)  # 0 and 1, each once


def test_the_reciprocal_rank_is_that_of_the_first_result_with_a_fragment() -> None:
    assert reciprocal_rank([set[int](), {1}, {0}], gold=2) == 0.5  # rank 2: 1/2
    assert reciprocal_rank([set[int]()], gold=2) == 0.0


def test_nothing_found_is_zero_but_nothing_to_find_is_no_score() -> None:
    assert recall_at_k([], gold=1, k=5) == 0.0
    assert reciprocal_rank([], gold=1) == 0.0
    assert recall_at_k([{0}], gold=0, k=5) is None
    assert reciprocal_rank([{0}], gold=0) is None


def test_citation_precision_is_the_share_of_citations_that_support_the_answer() -> None:
    # RIGHT holds the fragment, BESIDE holds neither fragment nor point: 1/2
    assert citation_precision([RIGHT, BESIDE], [TOURISM], [["翻番"]]) == 0.5


def test_a_citation_whose_quote_holds_a_point_is_right_too() -> None:
    other = Cited("002.txt", "谢俊", "目标是10%以上。", "目标是10%以上。")
    assert citation_precision([other], [TOURISM], [["10%"]]) == 1.0


def test_citation_recall_is_the_share_of_fragments_that_are_cited() -> None:
    # of TOURISM and RAILWAY only TOURISM is cited: 1/2
    assert citation_recall([RIGHT, BESIDE], [TOURISM, RAILWAY]) == 0.5


def test_citing_nothing_leaves_recall_zero_and_precision_without_a_score() -> None:
    assert citation_recall([], [TOURISM]) == 0.0
    assert citation_precision([], [TOURISM], [["10%"]]) is None
    assert citation_precision([RIGHT], [], []) is None
    assert citation_recall([RIGHT], []) is None


def test_attribution_counts_the_citations_of_gold_fragments_only() -> None:
    # RIGHT names 王中, WRONG_AUTHOR 姚文平, BESIDE holds no fragment: 1/2
    assert attribution([RIGHT, WRONG_AUTHOR, BESIDE], [TOURISM]) == 0.5


def test_attribution_has_no_score_where_no_gold_fragment_is_cited() -> None:
    assert attribution([BESIDE], [TOURISM]) is None
    assert attribution([], [TOURISM]) is None


@pytest.mark.parametrize(
    ("shown", "gold", "right"),
    [
        ("陆静", "陆 静", 1.0),
        ("吴边、殷新", "吴边 殷新", 1.0),
        ("", "", 1.0),
        ("刘平", "", 0.0),
    ],
)
def test_attribution_compares_names_without_spaces(shown: str, gold: str, right: float) -> None:
    cited = Cited("a.txt", shown, "良法是善治之前提", "")
    assert attribution([cited], [Evidence("a.txt", gold, "良法是善治")]) == right


def test_refusals_are_measured_in_both_directions() -> None:
    outcomes = [(True, False), (True, False), (True, True), (False, True), (False, False)]
    # refused: 2, of them unanswerable 1 → 1/2; unanswerable: 2, refused 1 → 1/2;
    # answerable: 3, refused 1 → 1/3
    measured = refusals(outcomes)
    assert (measured.precision, measured.recall) == (0.5, 0.5)
    assert measured.false_rate == pytest.approx(1 / 3)


def test_refusals_have_no_score_where_there_is_nothing_to_share() -> None:
    assert refusals([]) == Refusals(None, None, None)
    assert refusals([(True, False)]) == Refusals(precision=None, recall=None, false_rate=0.0)


def test_percentiles_are_interpolated() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5  # place 3 x 0.5 = 1.5: between 2 and 3
    assert percentile([10, 20], 95) == pytest.approx(19.5)  # place 0.95: 10 + 0.95 x 10
    assert percentile([7], 95) == 7


def test_mean_percentile_and_interval_of_nothing_are_no_score() -> None:
    assert mean([]) is None
    assert percentile([], 50) is None
    assert bootstrap_interval([]) is None


def test_the_interval_of_equal_values_is_that_value() -> None:
    assert bootstrap_interval([1.0, 1.0, 1.0]) == (1.0, 1.0)


def test_the_interval_is_near_the_normal_one_for_a_share() -> None:
    low, high = bootstrap_interval([1.0] * 50 + [0.0] * 50) or (0.0, 0.0)
    # standard error sqrt(0.5 x 0.5 / 100) = 0.05; 0.5 ± 1.96 x 0.05 = 0.402 … 0.598
    assert low == pytest.approx(0.402, abs=0.03)
    assert high == pytest.approx(0.598, abs=0.03)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_interval_is_reproducible_and_within_the_values(values: list[float]) -> None:
    low, high = bootstrap_interval(values, resamples=50) or (0.0, 0.0)
    assert (low, high) == bootstrap_interval(values, resamples=50)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


@given(st.lists(st.sets(st.integers(0, 4)), max_size=12))
def test_recall_never_falls_with_depth_and_stays_within_bounds(results: list[set[int]]) -> None:
    recalls = [recall_at_k(results, 5, k) or 0.0 for k in range(1, 13)]
    assert recalls == sorted(recalls)
    assert all(0 <= recall <= 1 for recall in recalls)
