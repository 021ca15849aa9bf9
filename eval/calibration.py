"""How well the refusal threshold is placed, and how far the support behind it can be believed.

An answer's support is how probable the product holds it that the question has an answer at all;
below a threshold it refuses (``qa/answering/reading/support.py``). What the records hold is enough
to see what any other threshold would have done: nothing is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from eval.score import Record
from eval.summary import Figure

BINS = 8
"""Of how many parts of equal size the reliability is told."""

Judged = tuple[float, bool]
"""A question's support, and whether it can be answered."""


@dataclass(frozen=True, slots=True)
class Point:
    """What refusing below ``threshold`` does, as shares of 0–1.

    ``precision``: share of the refusals that are right, ``None`` without any. ``recall``: share
    of the unanswerable questions that are refused. ``false_rate``: share of the answerable ones.
    """

    threshold: float
    precision: float | None
    recall: float
    false_rate: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like support: its mean, and whether each could be answered."""

    foretold: float
    answerable: Figure


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curve over all thresholds, the point in use, and the reliability of the support.

    ``decided`` questions have a support; the others are answered from the catalogue or refused
    for a name that is nowhere, whatever the threshold. ``brier`` is the mean squared difference
    between support and outcome (Brier, Monthly Weather Review 78, 1950), ``error`` the expected
    calibration error over ``bins`` (Guo et al., ICML 2017).
    """

    curve: tuple[Point, ...]
    chosen: Point
    bins: tuple[Bin, ...]
    decided: int
    brier: float
    error: float


def calibrate(records: Sequence[Record], threshold: float) -> Calibration | None:
    """Return what other thresholds than the one in use would have done.

    ``None`` unless both answerable and unanswerable questions have a support.
    """
    answered = [record for record in records if record.answer]
    judged = [(r.support, r.question.answerable) for r in answered if r.support is not None]
    if len({answerable for _, answerable in judged}) < 2:
        return None
    bins = _bins(judged)
    return Calibration(
        curve=tuple(point(answered, t) for t in sorted({0.0, *(s for s, _ in judged), 1.0})),
        chosen=point(answered, threshold),
        bins=bins,
        decided=len(judged),
        brier=fmean((support - answerable) ** 2 for support, answerable in judged),
        error=_expected_error(bins),
    )


def point(records: Sequence[Record], threshold: float) -> Point:
    """Return what refusing below ``threshold`` does; answers without support stay as they are.

    There must be answerable and unanswerable questions.
    """
    outcomes = [(r.question.answerable, _refused(r, threshold)) for r in records]
    refused = [not answerable for answerable, was_refused in outcomes if was_refused]
    return Point(
        threshold=threshold,
        precision=fmean(refused) if refused else None,
        recall=fmean(was_refused for answerable, was_refused in outcomes if not answerable),
        false_rate=fmean(was_refused for answerable, was_refused in outcomes if answerable),
    )


def _refused(record: Record, threshold: float) -> bool:
    if record.support is None:
        return bool(record.scores.refused)
    return record.support < threshold


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Cut the questions, by support, into parts of equal size."""
    ordered = sorted(judged)
    cuts = [len(ordered) * number // BINS for number in range(BINS + 1)]
    parts = [ordered[a:b] for a, b in pairwise(cuts) if a < b]
    return tuple(
        Bin(
            fmean(support for support, _ in part),
            Figure(tuple(float(answerable) for _, answerable in part), len(part)),
        )
        for part in parts
    )


def _expected_error(bins: Sequence[Bin]) -> float:
    off = [abs((part.answerable.value or 0.0) - part.foretold) * part.answerable.n for part in bins]
    return sum(off) / sum(part.answerable.n for part in bins)
