"""From the records of single questions to the figures of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from eval.metrics import Refusals, bootstrap_interval, mean, percentile, refusals
from eval.score import Record, Scores

MEASURES = tuple(field.name for field in fields(Scores))


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean of a measure over the ``n`` questions to which it applies; ``None`` over none."""

    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a group of ``n`` questions, by the names of the fields of ``Scores``."""

    name: str
    n: int
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers took, in milliseconds."""

    median: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run. ``right_interval`` is a 95 % interval of the share of right ones."""

    overall: Row
    kinds: tuple[Row, ...]
    refusals: Refusals
    right_interval: tuple[float, float] | None
    failed: int
    latency: Latency


def summarise(records: Sequence[Record]) -> Summary:
    """Sum up the records of a run, by kind of question in the order of the alphabet."""
    kinds = sorted({record.question.kind for record in records})
    answered = [record.latency_ms for record in records if record.answer]
    return Summary(
        overall=_row("", records),
        kinds=tuple(_row(kind, [r for r in records if r.question.kind == kind]) for kind in kinds),
        refusals=refusals([(r.question.answerable, bool(r.scores.refused)) for r in records]),
        right_interval=bootstrap_interval([r.scores.right for r in records]),
        failed=len(records) - len(answered),
        latency=Latency(percentile(answered, 50), percentile(answered, 95)),
    )


def _row(name: str, records: Sequence[Record]) -> Row:
    return Row(name, len(records), {measure: _figure(measure, records) for measure in MEASURES})


def _figure(measure: str, records: Sequence[Record]) -> Figure:
    values = [value for r in records if (value := getattr(r.scores, measure)) is not None]
    return Figure(mean(values), len(values))
