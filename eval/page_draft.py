"""An article of a made page in the making, and what the articles of one page have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from eval.page_mix import Mix
from eval.page_truth import Line, Part, Strip, TrueArticle
from eval.page_words import paper_name

UNSIGNED = TrueArticle("", (), "")

ALONE, MARKED, DESK, WRITER, TITLED = "alone", "marked", "desk", "writer", "titled"
"""The forms of a byline: 周明, □周明, 本报记者 周明, 文/周明, 某大学 周明."""


@dataclass(slots=True)
class Draft:
    """An article in the making. ``foot`` is a credit that stands at the foot of the page."""

    number: int
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    truth: TrueArticle = UNSIGNED
    foot: Line | None = None
    traits: set[str] = field(default_factory=set)

    def line(self, part: Part, text: str) -> Line:
        """Return a line of the article that is no paragraph."""
        return (Strip(text, part, self.number),)


@dataclass(frozen=True, slots=True)
class Style:
    """What the articles of one page have in common."""

    opinion: bool
    paper: str
    byline: str

    @staticmethod
    def draw(draw: Random, mix: Mix) -> Style:
        """Draw the style of a page."""
        opinion = draw.random() < mix.opinion
        forms = (ALONE, ALONE, ALONE, MARKED) if opinion else (DESK, DESK, ALONE, WRITER)
        return Style(opinion, paper_name(draw), draw.choice(forms))
