"""From the records of single questions to the figures of a run, as a whole and by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from eval.labels import KINDS, SPLITS
from eval.metrics import (
    agreement,
    area_under_curve,
    bootstrap_interval,
    consistent,
    has_point,
    mean,
    percentile,
    wilson_interval,
)
from eval.questions import Question
from eval.score import Record, Scores
from qa.texts import UNSIGNED

REFUSALS = ("refusal_precision", "refusal_recall", "false_refusals")
MEASURES = (*(field.name for field in fields(Scores)), *REFUSALS)
"""What is measured of a single question. See ``value``."""

Groups = Callable[[Question], Iterable[str]]
"""The names of the groups that a question belongs to."""


@dataclass(frozen=True)
class Figure:
    """A measure over those of ``of`` questions to which it applies: one value for each."""

    values: tuple[float, ...]
    of: int

    @property
    def n(self) -> int:
        """How many questions the measure applies to."""
        return len(self.values)

    @cached_property
    def value(self) -> float | None:
        """The mean; ``None`` where the measure applies to no question."""
        return mean(self.values)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the mean: of a share Wilson's, else by the bootstrap."""
        if self.values and set(self.values) <= {0.0, 1.0}:
            return wilson_interval(int(sum(self.values)), self.n)
        return bootstrap_interval(self.values)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a group of ``n`` questions, by the names in ``MEASURES``, and ``consistency``
    and ``agreement``, which count groups of wordings.
    """

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
    """The figures of a run. Questions that ``failed`` are in none but that number.

    ``support_auc`` is the area under the ROC curve of the support: how well it tells answerable
    questions from the others. All answerable ones count, those wrongly refused too.
    """

    overall: Row
    kinds: tuple[Row, ...]
    splits: tuple[Row, ...]
    failed: int
    latency: Latency
    support_auc: float | None


def value(record: Record, measure: str) -> float | None:
    """Return what a question gives to a measure; ``None`` where the measure does not apply.

    Of the refusals, the precision is the share of refusals that are right, the recall the share
    of unanswerable questions that are refused, and false refusals the share of answerable
    questions that are refused.
    """
    answerable, refused = record.question.answerable, record.scores.refused
    match measure:
        case "refusal_precision":
            return float(not answerable) if refused else None
        case "refusal_recall":
            return None if answerable else refused
        case "false_refusals":
            return refused if answerable else None
    found: float | None = getattr(record.scores, measure)
    return found


def by_kind(question: Question) -> Iterable[str]:
    """The group of questions of the same kind."""
    return (question.kind,)


def by_split(question: Question) -> Iterable[str]:
    """The group of development or held-out questions."""
    return (question.split,)


def by_difficulty(question: Question) -> Iterable[str]:
    """The group of questions held to be equally hard."""
    return filter(None, (question.difficulty,))


def by_form(question: Question) -> Iterable[str]:
    """The groups of questions asked in the same form."""
    return question.tags


def by_article(question: Question) -> Iterable[str]:
    """The articles that the answer stands in; one without headline is named by author and file."""
    return dict.fromkeys(
        e.title or f"{e.author or UNSIGNED}({e.source})" for e in question.evidence
    )


def summarise(records: Sequence[Record]) -> Summary:
    """Sum up the records of a run."""
    answered = [record for record in records if record.answer]
    latencies = [record.latency_ms for record in answered]
    return Summary(
        overall=row("", answered),
        kinds=rows(answered, by_kind, KINDS),
        splits=rows(answered, by_split, SPLITS),
        failed=len(records) - len(answered),
        latency=Latency(percentile(latencies, 50), percentile(latencies, 95)),
        support_auc=area_under_curve(
            [(r.support, r.question.answerable) for r in answered if r.support is not None]
        ),
    )


def rows(records: Sequence[Record], groups: Groups, order: Iterable[str] = ()) -> tuple[Row, ...]:
    """Return the figures of each group: those named in ``order`` first, others by name."""
    members: dict[str, list[Record]] = {}
    for record in records:
        for name in groups(record.question):
            members.setdefault(name, []).append(record)
    first = [name for name in order if name in members]
    return tuple(row(name, members[name]) for name in dict.fromkeys([*first, *sorted(members)]))


def row(name: str, records: Sequence[Record]) -> Row:
    """Return the figures of a group of questions."""
    figures = {measure: figure(records, measure) for measure in MEASURES}
    figures |= {"consistency": consistency(records), "agreement": citation_agreement(records)}
    return Row(name, len(records), figures)


def figure(records: Sequence[Record], measure: str) -> Figure:
    """Return one measure over a group of questions."""
    given = (value(record, measure) for record in records)
    return Figure(tuple(v for v in given if v is not None), len(records))


def consistency(records: Sequence[Record]) -> Figure:
    """Return in how many groups of wordings all came out the same: one value for each group."""
    return _grouped(consistent([_outcome(r) for r in group]) for group in _wordings(records))


def citation_agreement(records: Sequence[Record]) -> Figure:
    """Return how far the wordings of a question cite the same: one value for each group."""
    return _grouped(agreement([_cited(r) for r in group]) for group in _wordings(records))


def _wordings(records: Sequence[Record]) -> list[list[Record]]:
    """The groups of questions that ask the same in other words."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        if record.question.group:
            groups.setdefault(record.question.group, []).append(record)
    return list(groups.values())


def _grouped(given: Iterable[float | None]) -> Figure:
    """A measure of groups of wordings: one value for each to which it applies."""
    values = tuple(given)
    return Figure(tuple(v for v in values if v is not None), len(values))


def _cited(record: Record) -> frozenset[tuple[str, int]]:
    """The paragraphs that an answer cites."""
    citations = record.answer.citations if record.answer else ()
    return frozenset((c.article_id, c.paragraph) for c in citations)


def _outcome(record: Record) -> tuple[bool, ...]:
    """Whether a question was refused, and which of its points the answer holds."""
    sentences = record.answer.sentences if record.answer else ()
    written = "\n".join(sentence.text for sentence in sentences)
    held = (has_point(written, spellings) for spellings in record.question.points)
    return bool(record.scores.refused), *held
