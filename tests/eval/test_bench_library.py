"""What is reckoned from the marks of a bulk run."""

from __future__ import annotations

import pytest

from eval.bench_library import exponent, pace
from eval.bench_retrieval import row

MARKS = [(0, 0.0), (50, 10.0), (100, 60.0)]  # 5 articles a second, then 1


def test_the_pace_of_a_share_is_interpolated_between_marks() -> None:
    assert pace(MARKS, 0.0, 0.1) == pytest.approx(5.0)
    assert pace(MARKS, 0.9, 1.0) == pytest.approx(1.0)
    assert pace(MARKS, 0.4, 0.6) == pytest.approx(20 / (2 + 10))
    assert pace([(0, 0.0)], 0.9, 1.0) == 0.0


def test_the_exponent_is_one_where_a_figure_grows_as_the_size_does() -> None:
    assert exponent(2.0, 20.0, 1_000, 10_000) == pytest.approx(1.0)
    assert exponent(2.0, 2.0, 1_000, 10_000) == 0.0


def test_a_question_counts_as_found_within_the_first_k() -> None:
    judged, yardstick = [[False, True], [True]], [[True], [True]]
    line = row("fusion", judged, yardstick)
    assert line.startswith("| fusion | 50.0 [-100.0, +0.0] | 100.0 [+0.0, +0.0] |")
