"""CMRC 2018's measures, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sets.cmrc import exact_match, f1


@pytest.mark.parametrize(
    ("answer", "truths", "expected"),
    [
        ("《八篇书》", ["八篇书"], 1.0),  # signs do not count
        ("DRCD", ["drcd"], 1.0),  # nor does case
        ("4分钟内", ["4分钟"], 0.0),
        ("4分钟", ["4分", "4分钟"], 1.0),  # the best of several truths
        ("答", [], 0.0),
    ],
)
def test_exact_match(answer: str, truths: list[str], expected: float) -> None:
    assert exact_match(answer, truths) == expected


def test_f1_counts_the_longest_common_run() -> None:
    # answer 甲乙丙丁, truth 乙丙戊: common run 乙丙; P = 2/4, R = 2/3, F1 = 4/7
    assert f1("甲乙丙丁", ["乙丙戊"]) == pytest.approx(4 / 7)


def test_f1_counts_no_scattered_characters() -> None:
    # 甲 and 丙 are common, but not next to each other: run 1; P = 1/3, R = 1/3
    assert f1("甲乙丙", ["甲丁丙"]) == pytest.approx(1 / 3)


def test_a_number_counts_as_one_unit() -> None:
    # units 3.6 亿 元 against 3.6 亿: P = 2/3, R = 1
    assert f1("3.6亿元", ["3.6亿"]) == pytest.approx(4 / 5)


def test_nothing_in_common_is_zero() -> None:
    assert f1("", ["甲"]) == f1("乙", ["甲"]) == f1("乙", []) == 0.0


@given(
    st.text(alphabet="甲乙丙丁12ab,。", max_size=8), st.text(alphabet="甲乙丙丁12ab,。", max_size=8)
)
def test_f1_is_a_share_and_takes_no_side(answer: str, truth: str) -> None:
    assert 0.0 <= f1(answer, [truth]) <= 1.0
    assert f1(answer, [truth]) == pytest.approx(f1(truth, [answer]))
