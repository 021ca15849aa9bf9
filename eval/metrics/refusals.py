"""Measures of refusing: how well the product knows what it cannot answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics.statistics import mean


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well the product knows what it cannot answer.

    ``precision``: share of the refusals that are right. ``recall``: share of the unanswerable
    questions that are refused. ``false_rate``: share of the answerable questions that are
    refused. Each is ``None`` where nothing is there to be shared.
    """

    precision: float | None
    recall: float | None
    false_rate: float | None


def refusals(outcomes: Sequence[tuple[bool, bool]]) -> Refusals:
    """Measure refusals over pairs of (answerable, refused), by the usual definitions."""
    refused = [not answerable for answerable, was_refused in outcomes if was_refused]
    unanswerable = [was_refused for answerable, was_refused in outcomes if not answerable]
    answerable = [was_refused for can_be, was_refused in outcomes if can_be]
    return Refusals(mean(refused), mean(unanswerable), mean(answerable))


def area_under_curve(judged: Sequence[tuple[float, bool]]) -> float | None:
    """The area under the ROC curve: how probable it is that a score for a true case is above one
    for a false case, ties counting half (Hanley and McNeil, Radiology 143, 1982).

    ``judged`` gives scores and truths; ``None`` unless there are both kinds.
    """
    true = [score for score, truth in judged if truth]
    false = [score for score, truth in judged if not truth]
    if not true or not false:
        return None
    above = sum((a > b) + 0.5 * (a == b) for a in true for b in false)
    return above / (len(true) * len(false))
