"""What single parts of the report show: charts by group, calibration, speed, wrong answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from eval.calibration import Calibration
from eval.html.charts import Bar, Curve, bars, curves, histogram, reliability
from eval.labels import DIFFICULTIES, KINDS, TAGS, label
from eval.metrics import has_point, holds
from eval.questions import Evidence, Question
from eval.score import Record
from eval.summary import (
    Groups,
    Row,
    Summary,
    by_article,
    by_difficulty,
    by_form,
    by_kind,
    rows,
)

_MOST = 60  # bars of a chart: other people's sets have thousands of articles
_LABEL, _ARTICLE_LABEL = 130, 360  # pixels: headlines are long


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart under its heading."""

    heading: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Point:
    """A gold point in its spellings, and whether the answer holds it."""

    spellings: str
    found: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold fragment, and whether a citation's paragraph holds it."""

    evidence: Evidence
    cited: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer beside the gold one."""

    record: Record
    question: Question
    points: tuple[Point, ...]
    gold: tuple[Gold, ...]


def group_charts(records: Sequence[Record]) -> list[Chart]:
    """How much is right by kind, difficulty, form and article.

    Groupings into nothing, or into more than one can look at, are left out.
    """
    answered = [record for record in records if record.answer]
    wanted: list[tuple[str, Groups, dict[str, str], int]] = [
        ("按问题类别", by_kind, KINDS, _LABEL),
        ("按难度", by_difficulty, DIFFICULTIES, _LABEL),
        ("按问法", by_form, TAGS, _LABEL),
        ("按答案所在的文章", by_article, {}, _ARTICLE_LABEL),
    ]
    return [
        Chart(heading, bars([_bar(row, labels) for row in found], f"答对率{heading}", width))
        for heading, groups, labels, width in wanted
        if 0 < len(found := rows(answered, groups, labels)) <= _MOST
    ]


def calibration_charts(calibration: Calibration | None) -> list[Chart]:
    """What each refusal threshold would have done, and how far the support can be believed."""
    if calibration is None:
        return []
    return [
        Chart("拒答的准确率、召回率、误拒率随阈值的变化", _threshold_curves(calibration)),
        Chart("把握与实际能否回答", _reliability(calibration)),
    ]


def latency_chart(records: Sequence[Record], summary: Summary) -> Markup:
    """How the times of the answers are spread."""
    times = [record.latency_ms for record in records if record.answer]
    latency = summary.latency
    if latency.median is None or latency.p95 is None:
        return Markup()
    below = (f"中位数 {latency.median:.0f}", latency.median)
    above = (f"95% 分位 {latency.p95:.0f}", latency.p95)
    return histogram(times, below, above, "每题用时的分布,毫秒")


def wrong_answer(record: Record) -> Wrong:
    """Set a wrong answer beside the gold one, part by part."""
    question, answer = record.question, record.answer
    written = "\n".join(s.text for s in answer.sentences) if answer else ""
    cited = answer.citations if answer else ()
    return Wrong(
        record,
        question,
        tuple(Point(" / ".join(s), has_point(written, s)) for s in question.points),
        tuple(Gold(e, any(holds(c.source, c.text, e) for c in cited)) for e in question.evidence),
    )


def _bar(row: Row, labels: dict[str, str]) -> Bar:
    right = row.figures["right"]
    return Bar(label(labels, row.name), right.value, right.interval, right.n)


def _threshold_curves(calibration: Calibration) -> Markup:
    curve = calibration.curve
    precision = [(p.threshold, p.precision) for p in curve if p.precision is not None]
    lines = [
        Curve("准确率", "first", _steps(precision)),
        Curve("召回率", "second", _steps([(p.threshold, p.recall) for p in curve])),
        Curve("误拒率", "third", _steps([(p.threshold, p.false_rate) for p in curve])),
    ]
    chosen = calibration.chosen.threshold
    return curves(lines, chosen, "拒答阈值曲线", "拒答阈值:把握低于它就拒答")


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Between two supports nothing changes: what a threshold does holds back to the one before."""
    before = [(x, y) for (x, _), (_, y) in pairwise(points)]
    return [*points[:1], *(p for pair in zip(before, points[1:], strict=True) for p in pair)]


def _reliability(calibration: Calibration) -> Markup:
    points = [
        (part.foretold, Bar(f"把握 {part.foretold:.2f}", came.value, came.interval, came.n))
        for part in calibration.bins
        for came in (part.answerable,)
    ]
    return reliability(points, "可靠性图", "预计有答案的把握")
