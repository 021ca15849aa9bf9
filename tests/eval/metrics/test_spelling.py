"""The same thing in another spelling is the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.spelling import normalise, read_number

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青島市", "青岛市"),
        ("１０％", "10%"),
        ("陆 静", "陆静"),
        ("百分之十五", "15％"),
        ("百分之三点五", "3.5%"),
        ("百分之百", "100%"),
        ("二〇二六年", "2026年"),
        ("三万五千", "3.5万"),
        ("35,000", "3.5万"),
        ("三万五", "3.5万"),
        ("一百二", "120"),
        ("十亿级", "10亿级"),
        ("1.2亿", "12000万"),
        ("一万亿元", "1万亿元"),
        ("四台", "4台"),
        ("十个", "10个"),
        ("一百零八项", "108项"),
        ("十五分钟", "15分钟"),
    ],
)
def test_spellings_of_the_same_thing_become_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("15%", "15"), ("3.5万", "3.5亿"), ("2026年", "2025年"), ("十四五", "145"), ("一是", "1是")],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_chinese_numeral_reads_as_it_was_written(number: int) -> None:
    assert read_number(written(number)) == number


@given(st.integers(min_value=10, max_value=99_999_999))
def test_chinese_numerals_and_digits_compare_equal(number: int) -> None:
    assert normalise(f"共{written(number)}人") == normalise(f"共{number}人")


@given(st.text())
def test_normalising_twice_changes_nothing_more_in_folded_text_without_numerals(text: str) -> None:
    plain = "".join(c for c in text if c not in f"{_DIGITS}〇两十百千万亿" and not c.isdigit())
    once = normalise(plain)
    assert normalise(once) == once


def written(number: int) -> str:
    """Write a number below a hundred million as Chinese newspapers do."""
    high, low = divmod(number, 10_000)
    if not high:
        return below_ten_thousand(low)
    gap = "零" if 0 < low < 1000 else ""
    return below_ten_thousand(high) + "万" + gap + (below_ten_thousand(low) if low else "")


def below_ten_thousand(number: int) -> str:
    found, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            found += ("零" if zero and found else "") + _DIGITS[digit] + name
        zero = not digit
    return found
