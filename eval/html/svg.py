"""A drawing of SVG, written by the standard library's XML, which escapes all text.

Lengths are pixels; colours and fonts are classes of ``style.css``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

_WIDE, _NARROW = 13.0, 7.0  # how broad a label's characters are


class Drawing:
    """A picture that shrinks with its column; ``described`` is read out in its place."""

    def __init__(self, width: float, height: float, described: str) -> None:
        self._svg = Element(
            "svg",
            {
                "viewBox": f"0 0 {width:.0f} {height:.0f}",
                "role": "img",
                "aria-label": described,
                "style": f"max-width:{width:.0f}px",
            },
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str) -> None:
        """Draw a straight line."""
        ends = _rounded(x1=x1, y1=y1, x2=x2, y2=y2)
        SubElement(self._svg, "line", {**ends, "class": style})

    def rectangle(self, x: float, y: float, width: float, height: float, style: str) -> None:
        """Draw a filled rectangle."""
        sides = _rounded(x=x, y=y, width=max(width, 0.0), height=height)
        SubElement(self._svg, "rect", {**sides, "class": style})

    def curve(self, points: list[tuple[float, float]], style: str) -> None:
        """Draw straight pieces through ``points``."""
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        SubElement(self._svg, "polyline", {"points": places, "class": style})

    def dot(self, x: float, y: float, told: str) -> None:
        """Draw a dot; ``told`` is shown where it is pointed at."""
        circle = SubElement(self._svg, "circle", {**_rounded(cx=x, cy=y, r=4.5), "class": "dot"})
        SubElement(circle, "title").text = told

    def text(self, x: float, y: float, text: str, style: str) -> None:
        """Write a line of text from ``x`` on; up to it with ``end``, about it with ``middle``."""
        SubElement(self._svg, "text", {**_rounded(x=x, y=y), "class": style}).text = text

    def markup(self) -> Markup:
        """Return the drawing for a page."""
        return Markup(tostring(self._svg, encoding="unicode"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a plot lies in its drawing, and the value at its left and right edge."""

    left: float
    top: float
    width: float
    height: float
    low: float = 0.0
    high: float = 1.0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """The place of a value from left to right."""
        return self.left + self.width * (value - self.low) / ((self.high - self.low) or 1.0)

    def y(self, share: float) -> float:
        """The place of a share of 0–1 from the bottom up."""
        return self.top + self.height * (1 - share)


def shortened(text: str, room: float) -> str:
    """Return what of a text fits into ``room`` pixels."""
    taken = 0.0
    for end, sign in enumerate(text):
        taken += _WIDE if unicodedata.east_asian_width(sign) in "WF" else _NARROW
        if taken > room:
            return f"{text[: end - 1]}…"
    return text


def spread(places: list[float], least: float = 16.0) -> list[float]:
    """Move lines of text that would overlap apart, from the top down."""
    moved = list(places)
    ordered = sorted(range(len(moved)), key=moved.__getitem__)
    for above, below in pairwise(ordered):
        moved[below] = max(moved[below], moved[above] + least)
    return moved


def _rounded(**lengths: float) -> dict[str, str]:
    return {name: f"{length:.1f}" for name, length in lengths.items()}
