"""What a refusal threshold does, on six answers whose support is known."""

from dataclasses import replace

import pytest

from eval.calibration import calibrate, point
from eval.questions import Question
from eval.run import run
from eval.score import Record
from eval.sets import Engine
from qa.schema import Answer

# Support, and whether the question has an answer; ``None`` was refused for a name that is nowhere.
JUDGED = [(0.1, False), (0.3, False), (0.4, True), (0.6, False), (0.9, True), (None, False)]


@pytest.fixture
def records(engine: Engine, questions: list[Question]) -> list[Record]:
    answered, _, refused, _ = run(engine, questions)
    return [
        replace(base, answer=replace(base.answer or Answer("", "", "", ""), support=support))
        for support, answerable in JUDGED
        for base in (answered if answerable else refused,)
    ]


def test_a_point_of_the_curve_is_what_refusing_below_it_does(records: list[Record]) -> None:
    found = point(records, 0.5)
    assert found.precision == 3 / 4  # .1, .3 and the one without support; .4 is wrong
    assert found.recall == 3 / 4  # .6 is answered
    assert found.false_rate == 1 / 2


def test_at_zero_only_those_without_support_are_refused_and_above_all_everything(
    records: list[Record],
) -> None:
    lowest, highest = point(records, 0.0), point(records, 1.0)
    assert (lowest.recall, lowest.false_rate) == (1 / 4, 0.0)
    assert (highest.recall, highest.false_rate) == (1.0, 1.0)


def test_the_curve_has_a_point_at_every_support_and_the_one_in_use(records: list[Record]) -> None:
    found = calibrate(records, 0.34)
    assert found is not None
    assert [p.threshold for p in found.curve] == [0.0, 0.1, 0.3, 0.4, 0.6, 0.9, 1.0]
    assert (found.chosen.threshold, found.chosen.recall) == (0.34, 3 / 4)
    assert found.decided == 5


def test_recall_and_false_refusals_grow_with_the_threshold(records: list[Record]) -> None:
    found = calibrate(records, 0.34)
    assert found is not None
    for rising in ([p.recall for p in found.curve], [p.false_rate for p in found.curve]):
        assert rising == sorted(rising)


def test_reliability_compares_support_with_what_came(records: list[Record]) -> None:
    found = calibrate(records, 0.34)
    assert found is not None
    # (.01 + .09 + .36 + .36 + .01) / 5, and of five parts of one question: (.1+.3+.6+.6+.1) / 5
    assert found.brier == pytest.approx(0.166)
    assert found.error == pytest.approx(0.34)


def test_without_both_kinds_of_question_there_is_nothing_to_calibrate(
    records: list[Record],
) -> None:
    assert calibrate(records[:2], 0.34) is None
    assert calibrate([], 0.34) is None
