"""The head of an article: headline, subtitle and byline among the lines above its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.corpus.pieces import Kind, Piece
from qa.zh import bigrams

_COLUMN = re.compile(
    r".{0,8}(?:笔谈|论坛|时评|短评|快评|锐评|热评|专栏|专版|专题|专刊|发布|观察|视点|视野|聚焦|关注|随笔|漫谈|"
    r"笔谭|纵横|广角|之声|论苑|理论|前沿|报告|解读|访谈|连线|之窗|天地|园地|周刊|新论|新语|谈|悟|声)[”」』]?$"
)
_SLOGAN = re.compile(
    r"(?:深入|认真|持续|全面|推动|扎实)*(?:学习|宣传|贯彻|落实).*(?:精神|思想|讲话|部署|走深走实)$"
)
_COUPLET = re.compile(r"(?:\S{4}[\s,，]\S{4}|\S{5}[\s,，]\S{5})$")
ENUMERATED = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d+[.、])")
"""How a subhead of a series begins."""

KICKER = "——"
"""How a line ends that leads to the headline below it."""

_TITLE_SCORE = 0.45
_ALONE = {True: 8, False: 5}  # from this length on, the only heading above a text (signed?)


@dataclass(frozen=True, slots=True)
class Start:
    """The head of an article: what is headline, subtitle and byline of a run of short lines."""

    title: Piece | None = None
    decks: tuple[Piece, ...] = ()
    bylines: tuple[Piece, ...] = ()
    continued: bool = False


Head = tuple[Start, tuple[Piece, ...]]
"""The head of an article, and the subheads below it."""


def split_heads(run: Sequence[Piece]) -> list[list[Piece]]:
    """Cut a run that holds the heads of several articles, each with its byline."""
    heads: list[list[Piece]] = [[]] if run else []
    for i, piece in enumerate(run):
        signed = any(p.kind is Kind.BYLINE for p in heads[-1])
        more = any(p.kind is Kind.BYLINE for p in run[i:])
        if signed and more and piece.kind is Kind.HEADING:
            heads.append([])
        heads[-1].append(piece)
    return heads


def head(run: Sequence[Piece], title: Piece | None) -> Head:
    """Tell subtitle, bylines and first subheads of a run apart, given the headline.

    The headline may stand elsewhere on the page.
    """
    signed = tuple(p for p in run if p.kind is Kind.BYLINE)
    lines = [p for p in run if p.kind in (Kind.HEADING, Kind.DECK) and p is not title]
    placed = title if title and any(p is title for p in run) else run[-1]
    last = (signed[-1] if signed else placed).at
    decks, subheads = [], []
    for piece in lines:
        if _is_deck(piece, title):
            decks.append(piece)
        elif piece.at > last:
            subheads.append(piece)
    continued = any(p.continued for p in run)
    return Start(title, tuple(decks), signed, continued), tuple(subheads)


def _is_deck(piece: Piece, title: Piece | None) -> bool:
    """Tell whether a heading is a subtitle of the headline, or the kicker above it."""
    return title is not None and (piece.kind is Kind.DECK or piece.text.endswith(KICKER))


def choose_title(run: Sequence[Piece], words: set[str]) -> Piece | None:
    """Choose the headline of a run: long, on the subject of the text, near the byline."""
    signed = [p.at for p in run if p.kind is Kind.BYLINE]
    headings = [p for p in run if p.kind is Kind.HEADING and not p.text.endswith(KICKER)]
    above = [p for p in headings if not signed or p.at < signed[0]]
    ranked = list(reversed(above)) if signed else above
    good = [p for p in ranked if _score(p, words) >= _TITLE_SCORE]
    if not good and signed:
        good = [p for p in headings if p.at > signed[0] and _score(p, words) >= _TITLE_SCORE]
    if not good and len(headings) == 1 and len(headings[0].text) >= _ALONE[bool(signed)]:
        good = [p for p in headings if not is_column(p.text)]
    return good[0] if good else None


def is_column(text: str) -> bool:
    """Tell whether a line reads like the name of a column or a slogan above the page."""
    return bool(_COLUMN.match(text) or _SLOGAN.match(text) or _COUPLET.match(text))


def _score(piece: Piece, words: set[str]) -> float:
    """Rate a line as a headline: its length, and how much of it the text below takes up."""
    text = piece.text
    unlike = 0.6 if is_column(text) else 0.0
    return cover(text, words) + 0.5 * min(len(text), 16) / 16 - unlike


def reads_as_title(text: str) -> bool:
    """Tell whether a line is neither a subhead of a series nor the name of a column."""
    return not ENUMERATED.match(text) and not is_column(text)


def cover(text: str, words: set[str]) -> float:
    """Return the share of the bigrams of ``text`` that are among ``words``."""
    grams = bigrams(text)
    return sum(gram in words for gram in grams) / len(grams) if grams else 0.0
