"""The outline of a page: where articles begin, and what stands below each beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from qa.corpus.bylines import Credit
from qa.corpus.pieces import Kind, Piece, dated, is_open
from qa.corpus.tfidf import TfIdf, cosine
from qa.zh import bigrams

_COLUMN = re.compile(
    r".{0,8}(?:笔谈|论坛|时评|短评|快评|锐评|热评|专栏|专版|专题|专刊|发布|观察|视点|视野|聚焦|关注|随笔|漫谈|"
    r"笔谭|纵横|广角|之声|论苑|理论|前沿|报告|解读|访谈|连线|之窗|天地|园地|周刊|新论|新语|谈|悟|声)[”」』]?$"
)
_SLOGAN = re.compile(r"(?:深入|认真|持续|全面)*(?:学习|宣传|贯彻|落实).*(?:精神|思想|讲话|部署)$")
_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d+[.、])"
)
_TITLE_SCORE = 0.45
_ALONE = {True: 8, False: 5}  # from this length on, the only heading above a text (signed?)
_UNRELATED = 0.035  # sections of one article are nearer to each other than this cosine
_SECTION = 100  # too short a text has no subject of its own


@dataclass(frozen=True, slots=True)
class Start:
    """The head of an article: what is headline, subtitle and byline of a run of short lines."""

    title: Piece | None = None
    decks: tuple[Piece, ...] = ()
    bylines: tuple[Piece, ...] = ()
    continued: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and the headings directly above it."""

    headings: tuple[Piece, ...]
    body: Piece


Event = Start | Unit | Piece
"""What a page is a sequence of; a bare ``Piece`` is a credit or a caption."""


def outline(pieces: Sequence[Piece]) -> list[Event]:
    """Read a page's pieces from top to bottom into events; every text follows some start."""
    reader = _Reader(pieces)
    for is_text, group in groupby(pieces, lambda p: p.kind in (Kind.TEXT, Kind.CREDIT)):
        for piece in group if is_text else ():
            reader.text(piece)
        if not is_text:
            reader.run(list(group))
    return reader.events


class _Reader:
    """Collects events, and remembers of the current article what decides over the next run."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._tfidf = TfIdf([p.text for p in pieces if p.kind is Kind.TEXT])
        self.events: list[Event] = []
        self._closed = self._signed = False
        self._begun = self._credited = 0
        self._all_signed = True
        self._subheads: tuple[Piece, ...] = ()

    def text(self, piece: Piece) -> None:
        """Take a text or a credit."""
        if piece.kind is Kind.CREDIT:
            self._close(piece)
            return
        if self._credited >= self._begun or self._carries_over(piece):
            self._begin(Start(continued=piece.continued))
        self.events.append(Unit(self._subheads, piece))
        self._subheads = ()

    def run(self, run: list[Piece]) -> None:
        """Take the lines that stand between two texts: a head, subheads, captions, furniture."""
        following = self._following(run[-1])
        if run[0].kind is Kind.BYLINE and self._ends_article(run, following):
            self._close(_as_credit(run[0]))
            run = run[1:]
        if not run:
            return
        starts = self._starts(run, following)
        if starts or self._changes_subject(run):
            doubt = "" if starts else "此处没有署名,按内容判断另起一篇,请核对。"
            for head in _split_heads(run):
                start, self._subheads = _head(head, following)
                self._begin(replace(start, doubt=doubt))
        else:
            self._subheads += tuple(p for p in run if p.kind in (Kind.HEADING, Kind.DECK))
        self.events.extend(p for p in run if p.kind is Kind.CAPTION)

    def _begin(self, start: Start) -> None:
        self._begun += 1
        self._closed, self._signed = False, bool(start.bylines)
        self._all_signed &= self._signed
        self.events.append(start)

    def _close(self, piece: Piece) -> None:
        wire = piece.credit is not None and piece.credit.wire
        if not (self._closed and wire):  # a further credit of the same article
            self._credited = min(self._credited + 1, self._begun)
        self._closed = True
        self.events.append(piece)

    def _carries_over(self, piece: Piece) -> bool:
        """Tell whether a text goes on from another page without a head of its own here."""
        return piece.continued and not isinstance(self.events[-1], Start)

    def _following(self, last: Piece) -> list[Piece]:
        """Return the texts below ``last``, up to the next byline."""
        found = []
        for piece in self._pieces[last.at + 1 :]:
            if piece.kind is Kind.BYLINE:
                break
            if piece.kind is Kind.TEXT:
                found.append(piece)
        return found

    def _ends_article(self, run: list[Piece], following: list[Piece]) -> bool:
        """Tell whether the byline that opens a run stands below its article, not above one."""
        unsigned = self._begun > 0 and not self._closed and not self._signed
        return unsigned and (len(run) > 1 or not following)

    def _starts(self, run: list[Piece], following: list[Piece]) -> bool:
        """Tell whether the lines of a run are the head of an article."""
        headings = [p for p in run if p.kind in (Kind.HEADING, Kind.DECK)]
        if any(p.kind is Kind.BYLINE or p.continued for p in run):
            return True
        if not headings or not following:
            return False
        if not self._begun or dated(following[0].text) or following[0].continued:
            return True
        if self._closed and not (self._all_signed and self._credited < self._begun):
            return True
        return sum(not _ENUMERATED.match(p.text) for p in headings) > 1

    def _changes_subject(self, run: list[Piece]) -> bool:
        """Tell whether the section below a heading has nothing to do with the article above."""
        headings = [p for p in run if p.kind is Kind.HEADING and not _ENUMERATED.match(p.text)]
        begun = max((i for i, e in enumerate(self.events) if isinstance(e, Start)), default=0)
        before = [e.body.text for e in self.events[begun:] if isinstance(e, Unit)]
        rest = self._pieces[run[-1].at + 1 :]
        after = [p.text for p in takewhile(lambda p: p.kind is Kind.TEXT, rest)]
        if not headings or not before or is_open(before[-1]):
            return False
        if min(len("".join(before)), len("".join(after))) < _SECTION:
            return False
        start = self.events[begun]
        title = start.title.text if isinstance(start, Start) and start.title else ""
        if any(title[i : i + 3] in text for text in after for i in range(len(title) - 2)):
            return False
        near = cosine(self._tfidf.vector(before), self._tfidf.vector(after))
        return near < _UNRELATED


def _as_credit(signed: Piece) -> Piece:
    assert signed.byline is not None
    found = Credit(0, signed.byline.names, signed.byline.post)
    return replace(signed, kind=Kind.CREDIT, byline=None, credit=found)


def _split_heads(run: list[Piece]) -> list[list[Piece]]:
    """Cut a run that holds the heads of several articles, each with its byline."""
    heads: list[list[Piece]] = [[]]
    for i, piece in enumerate(run):
        signed = any(p.kind is Kind.BYLINE for p in heads[-1])
        more = any(p.kind is Kind.BYLINE for p in run[i:])
        if signed and more and piece.kind is Kind.HEADING:
            heads.append([])
        heads[-1].append(piece)
    return heads


def _head(run: list[Piece], following: list[Piece]) -> tuple[Start, tuple[Piece, ...]]:
    """Tell headline, subtitle, bylines and first subheads of a run apart."""
    signed = tuple(p for p in run if p.kind is Kind.BYLINE)
    words = {gram for piece in following for gram in bigrams(piece.text)}
    title = _title(run, words)
    lines = [p for p in run if p.kind in (Kind.HEADING, Kind.DECK) and p is not title]
    decks, subheads = [], []
    for piece in lines:
        if _is_deck(piece, title):
            decks.append(piece)
        elif piece.at > (signed[-1] if signed else title or run[-1]).at:
            subheads.append(piece)
    continued = any(p.continued for p in run)
    return Start(title, tuple(decks), signed, continued), tuple(subheads)


def _is_deck(piece: Piece, title: Piece | None) -> bool:
    """Tell whether a heading is a subtitle of the headline, or the kicker above it."""
    return title is not None and (piece.kind is Kind.DECK or piece.text.endswith("——"))


def _title(run: list[Piece], words: set[str]) -> Piece | None:
    """Choose the headline of a run: long, on the subject of the text, near the byline."""
    signed = [p.at for p in run if p.kind is Kind.BYLINE]
    headings = [p for p in run if p.kind is Kind.HEADING and not p.text.endswith("——")]
    above = [p for p in headings if not signed or p.at < signed[0]]
    ranked = list(reversed(above)) if signed else above
    good = [p for p in ranked if _score(p, words) >= _TITLE_SCORE]
    if not good and signed:
        good = [p for p in headings if p.at > signed[0] and _score(p, words) >= _TITLE_SCORE]
    if not good and len(headings) == 1 and len(headings[0].text) >= _ALONE[bool(signed)]:
        good = [p for p in headings if not _is_column(p.text)]
    return good[0] if good else None


def _is_column(text: str) -> bool:
    """Tell whether a line reads like the name of a column or a slogan above the page."""
    return bool(_COLUMN.match(text) or _SLOGAN.match(text))


def _score(piece: Piece, words: set[str]) -> float:
    """Rate a line as a headline: its length, and how much of it the text below takes up."""
    text = piece.text
    unlike = 0.6 if _is_column(text) else 0.0
    return cover(text, words) + 0.5 * min(len(text), 16) / 16 - unlike


def cover(text: str, words: set[str]) -> float:
    """Return the share of the bigrams of ``text`` that are among ``words``."""
    grams = bigrams(text)
    return sum(gram in words for gram in grams) / len(grams) if grams else 0.0
