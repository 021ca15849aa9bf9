"""Text set in columns: paragraphs broken into lines, and cut where a column is full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from eval.page_mix import Mix
from eval.page_truth import Line, Part

_NEVER_FIRST = "，。、；：！？,;:!?）)》”’」』】…—%％"
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of a column, in characters of a line and lines."""

    width: int
    height: int
    strict: bool

    @staticmethod
    def draw(draw: Random, mix: Mix) -> Measure:
        """Draw the columns of a page; where ``strict``, no line begins with a closing sign."""
        width = draw.randint(*mix.line)
        height = max(4, round(draw.randint(*mix.column) / width))
        return Measure(width, height, draw.random() >= mix.loose_break)

    def cut(self, text: str, lines: int) -> int:
        """Return where ``text`` breaks after so many lines of a paragraph."""
        at = lines * self.width - _INDENT
        while self.strict and at < len(text) and text[at] in _NEVER_FIRST:
            at += 1
        return at

    def lines(self, text: str) -> int:
        """Return the lines that a paragraph takes."""
        return -(-(len(text) + _INDENT) // self.width)


def columns(body: Iterable[Line], measure: Measure, used: int) -> list[list[Line]]:
    """Set the lines of an article in columns, the first of which has ``used`` lines taken."""
    found: list[list[Line]] = [[]]
    for line in body:
        rest: Line | None = line
        while rest:
            first, rest = _fit(rest, measure, measure.height - used)
            if first:
                found[-1].append(first)
                used += measure.lines(_text(first))
            if rest or used >= measure.height:
                found.append([])
                used = 0
    return [column for column in found if column]


def _fit(line: Line, measure: Measure, room: int) -> tuple[Line | None, Line | None]:
    """Return what of a line fits into a column, and what goes on in the next."""
    if measure.lines(_text(line)) <= room:
        return line, None
    if room < 1:
        return None, line
    if line[0].part is not Part.BODY:
        return (line, None) if room == measure.height else (None, line)
    text = line[0].text
    at = measure.cut(text, room)
    if at >= len(text):  # only the credit behind the paragraph is left over
        return line, None
    return (replace(line[0], text=text[:at]),), (replace(line[0], text=text[at:]), *line[1:])


def _text(line: Line) -> str:
    return "".join(strip.text for strip in line)
