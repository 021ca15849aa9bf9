"""Two runs of the same questions side by side: what a change did, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.labels import MEASURES
from eval.metrics import mcnemar, paired_difference
from eval.questions import Question
from eval.score import Record
from eval.summary import MEASURES as MEASURED
from eval.summary import value


@dataclass(frozen=True, slots=True)
class Change:
    """How far a measure has moved, and the 95 % interval of that, over ``n`` questions."""

    measure: str
    n: int
    difference: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in the second of two runs.

    ``n`` questions were answered in both. ``p`` is McNemar's, for right and wrong answers.
    ``won`` turned right, ``lost`` turned wrong: each by id and, unless it is held out, its words.
    """

    n: int
    changes: tuple[Change, ...]
    p: float
    won: tuple[str, ...]
    lost: tuple[str, ...]


def compare(first: Sequence[Record], second: Sequence[Record]) -> Comparison:
    """Compare two runs over the questions that both have answered."""
    before = {r.question.id: r for r in first if r.answer}
    pairs = [(before[r.question.id], r) for r in second if r.answer and r.question.id in before]
    right = [(bool(a.scores.right), bool(b.scores.right)) for a, b in pairs]
    names = [_name(b.question) for _, b in pairs]
    return Comparison(
        n=len(pairs),
        changes=tuple(_changes(pairs)),
        p=mcnemar(right),
        won=tuple(name for name, (a, b) in zip(names, right, strict=True) if b and not a),
        lost=tuple(name for name, (a, b) in zip(names, right, strict=True) if a and not b),
    )


def _name(question: Question) -> str:
    return question.id if question.split == "test" else f"{question.id} {question.question}"


def _changes(pairs: Sequence[tuple[Record, Record]]) -> Iterator[Change]:
    for measure in MEASURED:
        values = [(value(a, measure), value(b, measure)) for a, b in pairs]
        both = [(a, b) for a, b in values if a is not None and b is not None]
        found = paired_difference([a for a, _ in both], [b for _, b in both])
        if found and measure in MEASURES:
            yield Change(measure, len(both), *found)


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Say in Chinese what is different; measures that have not moved are left out."""
    yield f"与另一次评测比较(共同答过 {comparison.n} 题,百分点,括号内为 95% 置信区间):"
    for change in comparison.changes:
        if change.difference:
            low, high = (100 * end for end in change.interval)
            moved = f"{100 * change.difference:+.1f} ({low:+.1f}–{high:+.1f})"
            yield f"{MEASURES[change.measure]} {moved},{change.n} 题"
    yield f"答对与答错之变,McNemar 检验 p = {comparison.p:.3f}"
    yield f"由错变对 {len(comparison.won)} 题:{'、'.join(comparison.won) or '无'}"
    yield f"由对变错 {len(comparison.lost)} 题:{'、'.join(comparison.lost) or '无'}"
