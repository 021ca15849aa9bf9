"""Which heading of a page is the headline of which article, once its texts are shared out.

A conditional logit model chooses for every article among the headings of the page and none. It
sees what a reader sees: where the heading stands, how it looks, and whether this article says
what it says, or another does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.corpus.continuity import Continuity
from qa.corpus.heads import ENUMERATED, KICKER, cover, is_column, split_heads
from qa.corpus.joins import Part, goes_on
from qa.corpus.outline import Site
from qa.corpus.pieces import Kind, Piece, is_open
from qa.corpus.signals import Reader
from qa.corpus.state import Open, State, Text
from qa.corpus.weights import Signals, score
from qa.zh import bigrams

SHORT = 6  # few headlines are shorter
LONG = 24  # a longer one is no surer for it
_LINE = 12  # characters of a line; what is longer by one or two is rather a sentence
_COMMAS = ",，、"
COVERED = 0.34  # an article that takes up more of a headline's wording is no surer to be its own
SERIES = 4  # so many headings inside an article are its subheads

Matrix = npt.NDArray[np.float64]
Option = tuple[Piece | None, Signals]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading and the text that it stands above."""

    piece: Piece
    site: Site


@dataclass(frozen=True, slots=True)
class Known:
    """An article, its texts by their sites, and how many headings stand above its later texts."""

    article: Open
    texts: Mapping[int, Text]
    lines: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much each heading is like each article: (headings, articles)."""

    subject: Matrix
    wording: Matrix

    def signals(self, i: int, at: int) -> Signals:
        """Return how far a heading says what an article says, or what another does."""
        return {
            "like": float(self.subject[i, at]),
            "rival like": _rival(self.subject[i], at),
            "cover": float(self.wording[i, at]),
            "rival cover": _rival(self.wording[i], at),
        }


class Titles:
    """Chooses the headlines of one page."""

    def __init__(self, state: State, reader: Reader, continuity: Continuity) -> None:
        """Take how the page was shared out."""
        self._continuity = continuity
        self._known = [_known(article) for article in state.articles]
        self._lines = [
            Line(piece, text.site)
            for text in reader.texts
            for piece in text.site.headings
            if piece.kind is Kind.HEADING
        ]
        self._agreement = _agreement([line.piece.text for line in self._lines], state, reader)
        self._taken = [article.start.title for article in state.articles]

    def choose(self, weights: Mapping[str, float]) -> list[Piece | None]:
        """Return the headline of every article, or none; no heading is that of two."""
        chosen: list[Piece | None] = [None] * len(self._known)
        for _, at, piece in sorted(self._rated(weights), key=lambda r: -r[0]):
            if chosen[at] is None and all(piece is not other for other in chosen):
                chosen[at] = piece
        return chosen

    def _rated(self, weights: Mapping[str, float]) -> Iterator[tuple[float, int, Piece]]:
        """Yield the headings that are likelier an article's headline than that it has none."""
        for at in range(len(self._known)):
            none, *rest = self.options(at)
            least = score(none[1], weights)
            for piece, signals in rest:
                gain = score(signals, weights) - least
                if piece and gain > 0:
                    yield gain, at, piece

    def options(self, at: int) -> list[Option]:
        """Return no headline, and every heading, with what speaks for each.

        The headline of what is carried over from another page stands there.
        """
        start = self._known[at].article.start
        none = {"none given": float(start.title is not None)}
        lines = () if start.continued else range(len(self._lines))
        return [(None, none), *((self._lines[i].piece, self._signals(at, i)) for i in lines)]

    def _signals(self, at: int, i: int) -> Signals:
        line = self._lines[i]
        text, title = line.piece.text, self._taken[at]
        taken = title is not line.piece and any(t is line.piece for t in self._taken)
        return {
            **self._agreement.signals(i, at),
            "length": min(len(text), LONG) / LONG,
            "short": float(len(text) < SHORT),
            "long": max(0, len(text) - LONG) / _LINE,
            "comma": float(any(comma in text for comma in _COMMAS[:2])),
            "ends comma": float(text[-1] in _COMMAS),
            "figure": float(text[0].isdigit()),
            "column": float(is_column(text)),
            "enumerated": float(bool(ENUMERATED.match(text))),
            "kicker": float(text.endswith(KICKER)),
            "taken": float(taken),
            **self._place(self._known[at], line),
        }

    def _place(self, known: Known, line: Line) -> Signals:
        """Return where a heading stands: in the head, inside, behind the last text or elsewhere."""
        n, first = line.site.number, known.article.key[0]
        if n == first and line.piece in (run := run_of(line.site, known.article)):
            return _in_head(known, line, run)
        headless = {"headless": float(known.article.start.title is None)}
        if n in known.texts and n > first:
            return headless | self._inside(known, line)
        if n - 1 in known.texts:
            broken = is_open(known.texts[n - 1].body)
            return headless | {"after": 1.0, "after open": float(broken)}
        return headless | {"elsewhere": 1.0, "nearby": 1 / (1 + abs(n - first))}

    def _inside(self, known: Known, line: Line) -> Signals:
        n = line.site.number
        before = [text for m, text in known.texts.items() if m < n]
        part = Part((line.piece,), known.texts[n].part.body)
        within = bool(before) and goes_on(before[-1].body, part, self._continuity)
        return {
            "inside": 1.0,
            "within": float(within),
            "series": min(known.lines, SERIES) / SERIES,
            "inside alone": float(known.lines == 1),
        }


def run_of(site: Site, article: Open) -> Sequence[Piece]:
    """Return those of the lines above an article's first text that are its head."""
    runs = split_heads(site.run)
    return runs[article.key[1]] if article.key[1] < len(runs) else ()


def _in_head(known: Known, line: Line, run: Sequence[Piece]) -> Signals:
    signed = [p.at for p in run if p.kind is Kind.BYLINE]
    headings = [p for p in run if p.kind is Kind.HEADING]
    return {
        "head": 1.0,
        "given": float(known.article.start.title is line.piece),
        "last": float(line.piece is headings[-1]),
        "above byline": float(bool(signed) and line.piece.at < signed[0]),
    }


def _known(article: Open) -> Known:
    texts = {text.site.number: text for text in article.texts}
    later = (text for n, text in texts.items() if n != article.key[0])
    return Known(article, texts, sum(len(text.site.headings) for text in later))


def _agreement(lines: Sequence[str], state: State, reader: Reader) -> Agreement:
    shape = len(lines), len(state.articles)
    subject, wording = np.zeros(shape), np.zeros(shape)
    for at, article in enumerate(state.articles):
        words = {gram for text in article.texts for gram in bigrams(text.body)}
        wording[:, at] = [min(cover(line, words), COVERED) / COVERED for line in lines]
        if article.weight:
            contrasts = (reader.likeness.contrast(line) for line in lines)
            subject[:, at] = [float(c @ article.contrasts) / article.weight for c in contrasts]
    return Agreement(subject, wording)


def _rival(row: Matrix, at: int) -> float:
    """Return the most in a row but for one place."""
    return float(np.delete(row, at).max()) if len(row) > 1 else 0.0
