"""The gate lets chance through and stops a fall."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.configuration import digest
from eval.gate import falls, measure
from eval.levels import GATED, Levels, Outcomes, levels_of, mean_of, read_levels, write_levels
from eval.questions import DEFAULT_SET, Question
from eval.run import run
from eval.sets import Engine
from qa.service import Service

RIGHT, CITED = (1.0, 1.0, 1.0, 1.0, None, 0.0), (0.0, 1.0, 1.0, 1.0, None, 0.0)
REFUSED, ANSWERED = (1.0, None, None, None, 1.0, None), (0.0, None, None, None, 0.0, None)
WRONGLY_REFUSED = (0.0, None, 0.0, None, None, 1.0)


def outcomes(*given: tuple[float | None, ...]) -> Outcomes:
    return {f"q{number}": one for number, one in enumerate(given)}


def levels(dev: Outcomes, test: Outcomes | None = None) -> Levels:
    return Levels("the same set", {"dev": dev, "test": test or {}})


RECORDED = levels(outcomes(*[RIGHT] * 40, *[REFUSED] * 20), outcomes(*[RIGHT] * 30))


def changed(count: int, to: tuple[float | None, ...], first: int = 0) -> Levels:
    """What was recorded, but for ``count`` development questions from ``first`` on."""
    dev = dict(RECORDED.outcomes["dev"])
    return levels(dev | {f"q{n}": to for n in range(first, first + count)}, outcomes(*[RIGHT] * 30))


def test_what_did_not_change_passes() -> None:
    assert falls(RECORDED, RECORDED) == []


@pytest.mark.parametrize(("lost", "caught"), [(1, False), (3, False), (5, True), (20, True)])
def test_a_question_or_two_may_be_chance_and_many_are_a_fall(lost: int, caught: bool) -> None:
    assert bool(falls(changed(lost, CITED), RECORDED)) is caught


def test_the_reason_names_measure_levels_noise_and_the_questions_that_turned() -> None:
    (reason,) = falls(changed(6, CITED), RECORDED)
    # 60 of 60 were right, 54 of 60 are
    assert reason.startswith("开发题的“答对”变差:记录 100.0%,现在 90.0%,相差 -10.0(95% 区间 -")
    assert "变差的题:q0、q1、q2、q3、q4、q5" in reason


def test_held_out_questions_are_counted_and_not_named() -> None:
    worse = outcomes(*[CITED] * 8, *[RIGHT] * 22)
    (reason,) = falls(levels(RECORDED.outcomes["dev"], worse), RECORDED)
    assert reason.startswith("留出题的“答对”变差")
    assert "变差 8 题" in reason
    assert "q0" not in reason


def test_answers_where_a_refusal_was_right_and_refusals_where_an_answer_was_are_falls() -> None:
    answered = " ".join(falls(changed(8, ANSWERED, first=40), RECORDED))
    assert "拒答召回率" in answered
    refused = " ".join(falls(changed(8, WRONGLY_REFUSED), RECORDED))
    assert "误拒率" in refused
    assert "引文全" in refused


def test_getting_better_passes() -> None:
    assert falls(RECORDED, changed(20, CITED)) == []


def test_another_question_set_must_be_recorded_first() -> None:
    (reason,) = falls(replace(RECORDED, questions="another"), RECORDED)
    assert "python -m eval.gate --record" in reason


def test_levels_are_read_back_as_they_were_written(
    engine: Engine, questions: list[Question], tmp_path: Path
) -> None:
    reached = levels_of(run(engine, questions))
    write_levels(reached, tmp_path / "levels.json")
    assert read_levels(tmp_path / "levels.json") == reached
    lines = (tmp_path / "levels.json").read_text(encoding="utf-8").splitlines()
    assert sum('"q1":' in line for line in lines) == 1  # a question a line


def test_the_mean_of_a_measure_leaves_out_what_it_does_not_apply_to() -> None:
    dev = RECORDED.outcomes["dev"]
    assert {name: mean_of(dev, name) for name in GATED} == {
        "right": 1.0,
        "citation_precision": 1.0,
        "citation_recall": 1.0,
        "attribution": 1.0,
        "refusal_recall": 1.0,
        "false_refusals": 0.0,
    }


def test_the_recorded_levels_belong_to_the_question_set() -> None:
    assert read_levels().questions == digest([DEFAULT_SET])


@pytest.mark.slow
def test_the_product_keeps_its_recorded_levels(service: Service) -> None:
    assert falls(measure(service), read_levels()) == []
