"""Decisions on made pages, to fit the weights to: what the signals say, and what is right.

The signals of ``qa.corpus.signals`` are read walking along the true sharing of a page. Those of
``qa.corpus.titles`` are read off the sharing that is found: headlines are chosen for articles as
they are found, and for what is found wrongly too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np

from eval.page_truth import NONE, MadePage, Part
from qa.corpus import cuts
from qa.corpus.continuity import Continuity
from qa.corpus.heads import Start
from qa.corpus.outline import Event, Site, outline
from qa.corpus.pieces import Kind, Piece, pieces
from qa.corpus.sharing import Sharing, kind
from qa.corpus.state import Open, State
from qa.corpus.titles import Titles
from qa.corpus.weights import Signals, Weights

Choice = tuple[list[Signals], int]
"""The signals of each option, and the place of the right one."""

FIRST_PASS = 0.35  # of the pages are read as the first pass does, with no article known whole
NOTHING: Weights = {
    "headed": {},
    "bare": {},
    "belongs": {},
    "cut": {},
    "kin": {},
}


@dataclass(slots=True)
class Examples:
    """Decisions on made pages: the signals, and what is right."""

    headed: list[tuple[Signals, bool]] = field(default_factory=list)
    bare: list[tuple[Signals, bool]] = field(default_factory=list)
    belongs: list[tuple[list[Signals], int]] = field(default_factory=list)
    cut: list[tuple[Signals, bool]] = field(default_factory=list)
    kin: list[tuple[Signals, bool]] = field(default_factory=list)
    title: list[Choice] = field(default_factory=list)

    def add(self, other: Examples) -> None:
        """Take in further examples."""
        self.headed += other.headed
        self.bare += other.bare
        self.belongs += other.belongs
        self.cut += other.cut
        self.kin += other.kin
        self.title += other.title


def examples(made: MadePage) -> Examples:
    """Read the decisions of a page off its truth."""
    truth, raw, continuity = Truth(made), pieces(made.page), Continuity(made.page.text)
    headings = [(i, p) for i, p in enumerate(raw) if p.kind is Kind.HEADING]
    cut = [(cuts.signals(raw, i, continuity), truth.is_text(p)) for i, p in headings]
    events = outline([replace(p, kind=Kind.TEXT) if truth.is_text(p) else p for p in raw])
    sharing = Sharing(events, continuity, NOTHING)
    state = _walk(events, truth, sharing, Examples())
    found = Examples(cut=cut)
    sharing.learn(state.wholes())
    _walk(events, truth, sharing, found)
    if Random(made.seed).random() < FIRST_PASS:
        sharing.learn({})
        _walk(events, truth, sharing, found)
    return found


class Truth:
    """What a made page knows of its pieces."""

    def __init__(self, made: MadePage) -> None:
        self._article = np.full(len(made.page.text), NONE)
        self._body = np.zeros(len(made.page.text), bool)
        self._title = np.zeros(len(made.page.text), bool)
        for mark in made.marks:
            self._article[mark.start : mark.end] = mark.strip.article
            self._body[mark.start : mark.end] = mark.strip.part is Part.BODY
            self._title[mark.start : mark.end] = mark.strip.part is Part.TITLE

    def owner(self, piece: Piece) -> int:
        """The article that most characters of a piece are from; -1 for furniture."""
        found = self._article[piece.span.start : piece.span.end]
        return int(np.bincount(found[found >= 0]).argmax()) if (found >= 0).any() else NONE

    def is_text(self, piece: Piece) -> bool:
        """Whether a heading is in truth a part of a paragraph."""
        inside = self._body[piece.span.start : piece.span.end]
        return piece.kind is Kind.HEADING and bool(inside.mean() > 0.5)

    def is_title(self, piece: Piece) -> bool:
        """Whether a heading is in truth a headline."""
        return bool(self._title[piece.span.start : piece.span.end].mean() > 0.5)

    def beginning(self, start: Start) -> int:
        """The article of a head."""
        lines = [*([start.title] if start.title else []), *start.bylines, *start.decks]
        return next((n for n in map(self.owner, lines) if n >= 0), NONE)


def _walk(events: Sequence[Event], truth: Truth, sharing: Sharing, found: Examples) -> State:
    """Share the page out as it truly is, and note what every decision went by."""
    state, places = State(), dict[int, int]()
    for event in events:
        if not isinstance(event, Site):
            state = state.close(event.credit) if event.credit else state
        elif (owner := truth.owner(event.body)) >= 0:
            state = _step(state, event, owner, places, truth, sharing, found)
    return state


def _step(
    state: State,
    site: Site,
    owner: int,
    places: dict[int, int],
    truth: Truth,
    sharing: Sharing,
    found: Examples,
) -> State:
    text = sharing.reader.texts[site.number]
    begun = _begun(site, owner, places, truth, sharing)
    if state.articles:
        getattr(found, kind(site)).append((sharing.reader.begins(site, state), bool(begun)))
    for at, article in enumerate(state.articles):
        if article.texts:
            found.kin.append((sharing.reader.kin(text, article), places[owner] == at))
    state = state.begin(begun)
    if len(state.articles) > 1 and len(begun) != 1:
        options = [sharing.features(state, text, at) for at in range(len(state.articles))]
        found.belongs.append((options, places[owner]))
    return state.give(places[owner], text, 1.0, 0.0)


def _begun(
    site: Site, owner: int, places: dict[int, int], truth: Truth, sharing: Sharing
) -> list[Open]:
    """The articles that begin at a site: those of its heads, and its text's."""
    begun = []
    for i, (start, _) in enumerate(sharing.reader.starts(site)):
        whose = truth.beginning(start)
        if whose >= 0 and whose not in places:
            places[whose] = len(places)
            begun.append(Open((site.number, i), start))
    if owner not in places:
        places[owner] = len(places)
        begun.append(Open((site.number, len(begun)), Start()))
    return begun


def titles(made: MadePage, weights: Weights) -> list[Choice]:
    """Return for every article that the product finds on a page its headings, and the place of its
    headline. An article that is found in two is the one that has more of it.
    """
    truth, continuity = Truth(made), Continuity(made.page.text)
    events = outline(cuts.settle(pieces(made.page), continuity, weights))
    if not any(isinstance(event, Site) for event in events):
        return []
    sharing = Sharing(events, continuity, weights)
    state = sharing.best()
    headings = Titles(state, sharing.reader, continuity)
    found = []
    for at, whose in _owners(state, truth):
        options = headings.options(at)
        right = (i for i, (p, _) in enumerate(options) if p and _heads(p, whose, truth))
        found.append(([signals for _, signals in options], next(right, 0)))
    return found


def _owners(state: State, truth: Truth) -> Iterator[tuple[int, int]]:
    """Yield the places of the articles found, and the true article that each has most of."""
    common: Counter[tuple[int, int]] = Counter()
    for at, article in enumerate(state.articles):
        for text in article.texts:
            common[at, truth.owner(text.part.body)] += len(text.body)
    seen: tuple[set[int], set[int]] = set(), {NONE}
    for (at, whose), _ in common.most_common():
        if at not in seen[0] and whose not in seen[1]:
            seen[0].add(at)
            seen[1].add(whose)
            yield at, whose


def _heads(piece: Piece, whose: int, truth: Truth) -> bool:
    """Tell whether a heading is the headline of an article."""
    return truth.is_title(piece) and truth.owner(piece) == whose
