"""A wrong character of the right sound is taken for what the collection holds; nothing else is."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.answering.questions.spelling import corrected
from qa.zh import bigrams

TEXT = "区委书记说,要减轻基层负担,推动旅游产业发展,解决饮水困难。渝中区也要这样做,会上说把事办好。"
HELD = set(bigrams(TEXT))


def frequency(terms: Iterable[str]) -> Mapping[str, int]:
    return {term: 1 for term in terms if term in HELD}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("区委书纪怎么说?", "区委书记怎么说?"),
        ("基层负但重吗?", "基层负担重吗?"),
        ("旅游产业发站的目标?", "旅游产业发展的目标?"),
    ],
)
def test_a_slip_is_corrected(typed: str, meant: str) -> None:
    assert corrected(typed, frequency) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "区委书记怎么说?",
        "在渝中哪里?",
        "把收到的文章列一列",
        "忠县有多少人?",  # a place that the collection does not hold stays that place
        "李书纪是谁?",  # so does a name
        "谁回上河村开店?",  # and two plain words are not 会上
        "红烧肉怎么烧才好吃?",
        "What is GDP?",
    ],
)
def test_what_is_no_slip_stays_as_it_is(typed: str) -> None:
    assert corrected(typed, frequency) == typed


@example("负但书纪")
@given(st.text(alphabet="书记纪区委负担但发展站的是谁a1?,", max_size=20))
def test_the_length_never_changes_and_what_is_corrected_stays_so(text: str) -> None:
    once = corrected(text, frequency)
    assert len(once) == len(text)
    assert sum(a != b for a, b in zip(once, text, strict=True)) <= len(text)
    assert corrected(once, frequency) == once
