"""The charts of the report, as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from eval.html.svg import Drawing, Frame, shortened, spread

WIDTH = 860
_ROW = 24  # from one bar to the next
_GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
_NAME = 90  # room for the name of a mark
_BINS, _STEPS = 40, 5  # of a histogram: bars, and values named below them


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of 0–1 of ``n`` questions; ``None`` where nothing was measured."""

    label: str
    value: float | None
    interval: tuple[float, float] | None
    n: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve through points of 0–1 each way; ``style`` is a class of the style sheet."""

    label: str
    style: str
    points: Sequence[tuple[float, float]]


def bars(rows: Sequence[Bar], described: str, label_width: int) -> Markup:
    """Horizontal bars with their 95 % intervals; share and number of questions to the right."""
    frame = Frame(label_width, 6, WIDTH - label_width - 132, len(rows) * _ROW)
    drawing = Drawing(WIDTH, frame.bottom + 22, described)
    for share in _GRID:
        drawing.line(frame.x(share), frame.top, frame.x(share), frame.bottom, "grid")
        drawing.text(frame.x(share), frame.bottom + 15, f"{share:.0%}", "tick middle")
    for number, row in enumerate(rows):
        _bar(drawing, frame, row, frame.top + _ROW * (number + 0.5))
    return drawing.markup()


def curves(lines: Sequence[Curve], marked: float, described: str, axis: str) -> Markup:
    """Curves over a threshold of 0–1, each named at its end, with the threshold in use marked."""
    drawn = [line for line in lines if line.points]
    frame = Frame(44, 26, WIDTH - 44 - 60, 260)
    drawing = Drawing(WIDTH, frame.bottom + 44, described)
    _axes(drawing, frame, axis)
    _marker(drawing, frame, marked, f"现用 {marked:.2f}")
    ends = spread([frame.y(line.points[-1][1]) for line in drawn])
    for line, end in zip(drawn, ends, strict=True):
        drawing.curve([(frame.x(x), frame.y(y)) for x, y in line.points], f"curve {line.style}")
        drawing.text(frame.right + 8, end + 4, line.label, f"name {line.style}")
    return drawing.markup()


def reliability(rows: Sequence[tuple[float, Bar]], described: str, axis: str) -> Markup:
    """What was foretold (left to right) against what came; on the diagonal both agree."""
    frame = Frame(44, 12, 330, 330)
    drawing = Drawing(400, frame.bottom + 44, described)
    _axes(drawing, frame, axis)
    drawing.line(frame.x(0), frame.y(0), frame.x(1), frame.y(1), "diagonal")
    for foretold, bar in rows:
        if bar.interval:
            low, high = bar.interval
            drawing.line(frame.x(foretold), frame.y(low), frame.x(foretold), frame.y(high), "range")
        if bar.value is not None:
            told = f"{bar.label}:{bar.value:.0%}({bar.n} 题)"
            drawing.dot(frame.x(foretold), frame.y(bar.value), told)
    return drawing.markup()


def histogram(
    values: Sequence[float], below: tuple[str, float], above: tuple[str, float], described: str
) -> Markup:
    """How values of 0 and more are spread, with two named values marked.

    The last bar holds all that is more than twice the second of them.
    """
    most = min(max(values), 2 * above[1]) or 1.0
    counts = [0] * _BINS
    for value in values:
        counts[min(int(value / most * _BINS), _BINS - 1)] += 1
    frame = Frame(20, 30, WIDTH - 60, 160, high=most)
    drawing = Drawing(WIDTH, frame.bottom + 24, described)
    for number, count in enumerate(counts):
        share, left = count / max(counts), frame.x(most * number / _BINS) + 1
        width, height = frame.width / _BINS - 2, frame.height * share
        drawing.rectangle(left, frame.y(share), width, height, "bar")
    drawing.line(frame.left, frame.bottom, frame.right, frame.bottom, "axis")
    for step in range(_STEPS + 1):
        value = most * step / _STEPS
        more = "+" if step == _STEPS and max(values) > most else ""
        drawing.text(frame.x(value), frame.bottom + 16, f"{value:.0f}{more}", "tick middle")
    _marker(drawing, frame, below[1], below[0], to_left=True)
    _marker(drawing, frame, above[1], above[0])
    return drawing.markup()


def _bar(drawing: Drawing, frame: Frame, row: Bar, middle: float) -> None:
    name = shortened(row.label, frame.left - 16)
    drawing.text(frame.left - 10, middle + 4, name, "label end")
    if row.value is None:
        drawing.text(frame.left + 4, middle + 4, "不适用", "tick")
        return
    drawing.rectangle(frame.left, middle - 7, frame.width * row.value, 14, "bar")
    if row.interval:
        low, high = (frame.x(end) for end in row.interval)
        drawing.line(low, middle, high, middle, "range")
        for end in (low, high):
            drawing.line(end, middle - 4, end, middle + 4, "range")
    drawing.text(frame.right + 62, middle + 4, f"{100 * row.value:.1f}", "value end")
    drawing.text(frame.right + 124, middle + 4, f"{row.n} 题", "tick end")


def _axes(drawing: Drawing, frame: Frame, axis: str) -> None:
    """Grid lines and numbers on both sides, and what runs along the bottom."""
    for share in _GRID:
        drawing.line(frame.left, frame.y(share), frame.right, frame.y(share), "grid")
        drawing.text(frame.left - 8, frame.y(share) + 4, f"{share:.0%}", "tick end")
        drawing.text(frame.x(share), frame.bottom + 17, f"{share:g}", "tick middle")
    drawing.text(frame.x(0.5), frame.bottom + 37, axis, "tick middle")


def _marker(
    drawing: Drawing, frame: Frame, value: float, name: str, *, to_left: bool = False
) -> None:
    """Mark a value, its name beside it: to the left where there is room for it there."""
    place, top = frame.x(value), frame.top - 14
    drawing.line(place, top, place, frame.bottom, "marker")
    if to_left and place > frame.left + _NAME:
        drawing.text(place - 5, top + 9, name, "marked end")
    else:
        drawing.text(place + 5, top + 9, name, "marked")
