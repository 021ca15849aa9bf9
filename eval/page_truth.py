"""A made page and what is known of it: for every character the article and paragraph it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.corpus.read import blocks
from qa.schema import Page

NONE = -1
"""The article of furniture, and the paragraph of what stands in none."""

_WHOLE = re.compile(r"[。！？!?…][”’」』》)）]*$")


class Part(StrEnum):
    """What a strip of a page is within its article."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    POST = "post"
    AUTHOR = "author"
    CREDIT = "credit"
    AFFILIATION = "affiliation"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    FURNITURE = "furniture"


TEXT = frozenset({Part.BODY, Part.SUBHEAD, Part.CAPTION})
"""The parts whose characters are counted as an article's."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A run of characters on a page that are one part of one article."""

    text: str
    part: Part
    article: int = NONE
    paragraph: int = NONE


Line = tuple[Strip, ...]
"""What is to be one block of a page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a strip stands in the text of the page: ``text[start:end]``; ``block`` is its block."""

    start: int
    end: int
    strip: Strip
    block: int


@dataclass(frozen=True, slots=True)
class TrueArticle:
    """What a reader should find of an article; ``title`` is empty where the page has none.

    Everything is as printed, scanning faults included; the authors are without inner spaces.
    """

    title: str
    authors: tuple[str, ...]
    affiliation: str


@dataclass(frozen=True, slots=True)
class Join:
    """A paragraph's seam: block ``left`` breaks it off, block ``right`` goes on with it.

    It cannot be seen where ``left`` happens to end with a sentence.
    """

    paragraph: int
    left: int
    right: int
    visible: bool


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, its truth, and ``traits`` that say how it was laid out."""

    seed: int
    page: Page
    marks: tuple[Mark, ...]
    articles: tuple[TrueArticle, ...]
    joins: tuple[Join, ...]
    traits: frozenset[str]


def print_page(
    seed: int,
    lines: Iterable[Line],
    articles: Iterable[TrueArticle],
    traits: Iterable[str],
) -> MadePage:
    """Print lines as blocks with a blank line between, and note where everything stands.

    Headlines and affiliations are read off the print, authors are taken as given.
    """
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for block, line in enumerate(lines):
        for strip in line:
            marks.append(Mark(at, at + len(strip.text), strip, block))
            texts.append(strip.text)
            at = marks[-1].end
        texts.append("\n\n")
        at += 2
    text = "".join(texts)
    known = tuple(_as_printed(n, article, marks) for n, article in enumerate(articles))
    page = Page(f"{seed}.txt", text, "utf-8", blocks(text))
    return MadePage(seed, page, tuple(marks), known, tuple(_joins(marks)), frozenset(traits))


def _as_printed(n: int, article: TrueArticle, marks: Iterable[Mark]) -> TrueArticle:
    strips = [mark.strip for mark in marks if mark.strip.article == n]
    title = " ".join(s.text for s in strips if s.part is Part.TITLE)
    posts = [s.text for s in strips if s.part is Part.AFFILIATION]
    posts = posts or [s.text for s in strips if s.part is Part.POST][:1]
    return replace(article, title=title, affiliation="".join(posts))


def _joins(marks: Iterable[Mark]) -> Iterable[Join]:
    """Yield the seams between the blocks of each paragraph."""
    last: dict[int, Mark] = {}
    for mark in marks:
        number = mark.strip.paragraph
        if number == NONE:
            continue
        if number in last and last[number].block != mark.block:
            left = last[number]
            yield Join(number, left.block, mark.block, not _WHOLE.search(left.strip.text))
        last[number] = mark
