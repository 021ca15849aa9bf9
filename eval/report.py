"""The figures of a run for people: a table for the terminal, and Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.labels import KINDS, MEASURES, SPLITS, label
from eval.score import Record
from eval.summary import Figure, Row, Summary, summarise

BY_KIND = (
    "right",
    "points",
    "citation_precision",
    "citation_recall",
    "attribution",
    "refused",
)
OVERALL = (
    *("right", "points", "exact", "f1"),
    *("citation_precision", "citation_recall", "verbatim", "attribution"),
    *("recall_1", "recall_5", "recall_10", "mrr", "ndcg_10"),
    *("refusal_precision", "refusal_recall", "false_refusals", "consistency", "agreement"),
)
ALL = "全部"
Cells = tuple[str, ...]


def table(summary: Summary) -> str:
    """The figures for the terminal, in per cent; ``-`` where a measure does not apply."""
    parts = [_aligned(kind_cells(summary)), _aligned(figure_cells(summary)), *notes(summary)]
    return "\n".join([parts[0], "", parts[1], "", *parts[2:]]) + "\n"


def markdown(
    configuration: Mapping[str, Any],
    records: Sequence[Record],
    comparison: Sequence[str] = (),
    *,
    show_test: bool = False,
) -> str:
    """The figures, what they depend on, and every wrong answer beside the gold one.

    ``comparison`` are lines on how the run differs from another. Wrong answers of held-out
    questions are listed by id only, unless ``show_test``.
    """
    summary = summarise(records)
    wrong = [record for record in records if record.answer and not record.scores.right]
    parts = ["# 评测报告", "", *(f"- {key}:{value}" for key, value in configuration.items())]
    parts += ["", *md_table(kind_cells(summary)), "", *md_table(figure_cells(summary)), ""]
    parts += [f"- {note}" for note in (*notes(summary), *comparison)]
    parts += ["", f"## 答错的问题({len(wrong)})"]
    for record in wrong:
        hidden = record.question.split == "test" and not show_test
        parts += ["", f"### {record.question.id}", *([] if hidden else ["", *_wrong(record)])]
    failed = [f"- {r.question.id}:{_inline(r.error)}" for r in records if not r.answer]
    if failed:
        parts += ["", f"## 出错的问题({len(failed)})", "", *failed]
    return "\n".join(parts) + "\n"


def kind_cells(summary: Summary) -> list[Cells]:
    """The compact table: a line for each kind and split of question, and one for all."""
    header = ("类别", "题数", *(MEASURES[m] for m in BY_KIND))
    named = [(label(KINDS, row.name), row) for row in summary.kinds]
    named += [(label(SPLITS, row.name), row) for row in _splits(summary)]
    return [header, *(_kind(name, row) for name, row in [*named, (ALL, summary.overall)])]


def figure_cells(summary: Summary) -> list[Cells]:
    """Every measure over all questions and over each split, with its 95 % interval, and to how
    many questions it does and does not apply.
    """
    groups = [summary.overall, *_splits(summary)]
    header = ("指标", ALL, *(label(SPLITS, row.name) for row in groups[1:]))
    return [(*header, "适用", "不适用"), *(_measure(measure, groups) for measure in OVERALL)]


def notes(summary: Summary) -> Iterator[str]:
    """What stands below the tables: what the brackets hold, speed, and how many failed."""
    yield "各项为百分数,括号内为 95% 置信区间(份额用威尔逊法,均值用自助法);两项“一致”按题组计"
    yield f"答案长度:平均 {_length(summary)}"
    yield f"把握程度区分可答与否:ROC 曲线下面积 {_decimal(summary.support_auc, 3)}"
    latency = summary.latency
    yield f"每题用时:中位数 {_time(latency.median)},95% 分位 {_time(latency.p95)}"
    yield f"出错:{summary.failed} 题" + (",不计入以上各项" if summary.failed else "")


def share(value: float | None) -> str:
    """A share of 0–1 in per cent."""
    return "-" if value is None else f"{100 * value:.1f}"


def with_interval(figure: Figure) -> str:
    """A figure in per cent with its interval."""
    if figure.value is None or figure.interval is None:
        return share(None)
    low, high = figure.interval
    return f"{share(figure.value)} ({share(low)}–{share(high)})"


def md_table(cells: Sequence[Cells]) -> list[str]:
    """A table as lines of Markdown; all columns but the first are numbers."""
    header, *others = ([_inline(cell) for cell in line] for line in cells)
    rule = ["---", *["---:"] * (len(header) - 1)]
    return [f"| {' | '.join(line)} |" for line in (header, rule, *others)]


def _splits(summary: Summary) -> tuple[Row, ...]:
    """The splits, where there is more than one."""
    return summary.splits if len(summary.splits) > 1 else ()


def _kind(name: str, row: Row) -> Cells:
    return name, str(row.n), *(share(row.figures[measure].value) for measure in BY_KIND)


def _measure(measure: str, groups: Sequence[Row]) -> Cells:
    figures = [row.figures[measure] for row in groups]
    whole = figures[0]
    shown = (with_interval(figure) for figure in figures)
    return MEASURES[measure], *shown, str(whole.n), str(whole.of - whole.n)


def _length(summary: Summary) -> str:
    length, ratio = (summary.overall.figures[m].value for m in ("length", "length_ratio"))
    return f"{_decimal(length)} 字,为要点的 {_decimal(ratio)} 倍"


def _decimal(number: float | None, places: int = 1) -> str:
    return "-" if number is None else f"{number:.{places}f}"


def _time(milliseconds: float | None) -> str:
    return "-" if milliseconds is None else f"{milliseconds:.1f} 毫秒"


def _aligned(cells: Sequence[Cells]) -> str:
    """A table for the terminal: the first column to the left, the others to the right."""
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(line, widths) for line in cells)


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _line(cells: Cells, widths: Sequence[int]) -> str:
    first, *others = [" " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)]
    return "  ".join([cells[0] + first, *(p + c for p, c in zip(others, cells[1:], strict=True))])


def _wrong(record: Record) -> Iterator[str]:
    question, answer = record.question, record.answer
    for asked, told in question.history:
        yield f"- 前问:{_inline(asked)} 前答:{_inline(told)}"
    yield f"- 问题:{_inline(question.question)}"
    yield f"- 应答:{_gold(record)}"
    yield f"- 实答:{_inline(answer.text if answer else '')}"
    for evidence in question.evidence:
        yield f"- 依据:{evidence.source} {evidence.author}:{_inline(evidence.text)}"
    for c in answer.citations if answer else ():
        yield f"- 引文[{c.n}]:{c.source} {c.author}《{_inline(c.title)}》{_inline(c.quote)}"


def _gold(record: Record) -> str:
    points = "、".join(_inline("/".join(spellings)) for spellings in record.question.points)
    return points or "(资料未载,应拒答)"


def _inline(text: str) -> str:
    """A text in one line, its signs not taken for markup."""
    escaped = "".join(f"\\{c}" if c in r"\`*_[]<>|#" else c for c in text)
    return " ".join(escaped.split())
