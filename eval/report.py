"""The figures of a run for people and programs: terminal table, Markdown, JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.questions import UNANSWERABLE
from eval.score import Record
from eval.summary import Figure, Row, Summary

_COLUMNS = {
    "right": "答对",
    "points": "要点",
    "citation_precision": "引文准",
    "citation_recall": "引文全",
    "attribution": "署名",
    "recall_1": "检索@1",
    "recall_5": "@5",
    "recall_10": "@10",
    "mrr": "MRR",
    "refused": "拒答",
}
_KINDS = {
    "": "全部",
    "number": "数字",
    "date": "日期",
    "person": "人物",
    "place": "地点",
    "organisation": "机构",
    "list": "列举",
    "explanation": "缘由办法",
    "definition": "释义",
    "title": "篇目",
    "across": "跨篇",
    "followup": "追问",
    "collection": "馆藏",
    UNANSWERABLE: "资料未载",
}
_HEADER = ("类别", "题数", *_COLUMNS.values())


def table(summary: Summary) -> str:
    """The figures for the terminal, in per cent; ``-`` where a measure does not apply."""
    rows = [_HEADER, *_cells(summary)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([*lines, "", *_notes(summary)]) + "\n"


def markdown(
    config: Mapping[str, Any],
    summary: Summary,
    records: Sequence[Record],
    *,
    show_test: bool = False,
) -> str:
    """The figures, what they depend on, and every wrong answer beside the gold one.

    Wrong answers of held-out questions are listed by id only, unless ``show_test``.
    """
    wrong = [record for record in records if not record.scores.right]
    parts = ["# 评测报告", "", *(f"- {key}:{value}" for key, value in config.items()), ""]
    parts += [_md_row(_HEADER), _md_row(["---"] * len(_HEADER)), *map(_md_row, _cells(summary)), ""]
    parts += [f"- {note}" for note in _notes(summary)]
    parts += ["", f"## 答错的问题({len(wrong)})"]
    for record in wrong:
        hidden = record.question.split == "test" and not show_test
        parts += ["", f"### {record.question.id}", *([] if hidden else ["", *_wrong(record)])]
    return "\n".join(parts) + "\n"


def as_json(config: Mapping[str, Any], summary: Summary, records: Sequence[Record]) -> str:
    """Everything about a run as one JSON object: ``config``, ``summary`` and ``records``."""
    content = {
        "config": dict(config),
        "summary": asdict(summary),
        "records": [_record(record) for record in records],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cells(summary: Summary) -> list[tuple[str, ...]]:
    return [_row(row) for row in (*summary.kinds, summary.overall)]


def _row(row: Row) -> tuple[str, ...]:
    figures = (_figure(row.figures[measure]) for measure in _COLUMNS)
    return _KINDS.get(row.name, row.name), str(row.n), *figures


def _figure(figure: Figure) -> str:
    return _share(figure.value)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _notes(summary: Summary) -> Iterator[str]:
    if summary.right_interval:
        low, high = summary.right_interval
        yield f"答对率的 95% 置信区间(自助法):{_share(low)}–{_share(high)}"
    measured = summary.refusals
    yield (
        f"拒答:准确率 {_share(measured.precision)},召回率 {_share(measured.recall)},"
        f"误拒率 {_share(measured.false_rate)}"
    )
    applied = summary.overall.figures
    counts = "、".join(f"{_COLUMNS[m]} {applied[m].n}" for m in _COLUMNS)
    yield f"各项适用的题数:{counts}"
    yield f"出错:{summary.failed} 题"
    yield f"每题用时:中位数 {_time(summary.latency.median)},95% 分位 {_time(summary.latency.p95)}"


def _time(milliseconds: float | None) -> str:
    return "-" if milliseconds is None else f"{milliseconds:.1f} 毫秒"


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = [" " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)]
    return "  ".join([cells[0] + first, *(p + c for p, c in zip(others, cells[1:], strict=True))])


def _md_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _wrong(record: Record) -> Iterator[str]:
    question, answer = record.question, record.answer
    for asked, told in question.history:
        yield f"- 前问:{_inline(asked)} 前答:{_inline(told)}"
    yield f"- 问题:{_inline(question.question)}"
    yield f"- 应答:{_gold(record)}"
    yield f"- 实答:{_inline(answer.text if answer else '出错 ' + record.error)}"
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


def _record(record: Record) -> dict[str, Any]:
    answer = record.answer
    return {
        **asdict(record.question),
        "answer": answer.to_public() if answer else None,
        "error": record.error,
        "scores": asdict(record.scores),
        "latency_ms": record.latency_ms,
    }
