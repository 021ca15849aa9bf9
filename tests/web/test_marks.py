from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from qa.web.marks import Mark, marked


def test_marks_the_stretch_and_nothing_else() -> None:
    assert marked("甲乙丙丁", [Mark(1, 3, "x")]) == '甲<mark data-ref="x">乙丙</mark>丁'


def test_overlapping_stretches_each_keep_their_reference() -> None:
    assert marked("甲乙丙", [Mark(0, 2, "x"), Mark(1, 3, "y")]) == (
        '<mark data-ref="x">甲</mark><mark data-ref="x y">乙</mark><mark data-ref="y">丙</mark>'
    )


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_text_comes_through_unchanged(text: str, ends: list[tuple[int, int]]) -> None:
    marks = [Mark(min(pair), max(pair), f"r{i}") for i, pair in enumerate(ends)]
    without = re.sub(r"</?mark[^>]*>", "", marked(text, marks))
    assert html.unescape(without) == text
    assert "<" not in without
