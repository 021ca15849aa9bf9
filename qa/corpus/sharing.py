"""Sharing the texts of a page out among its articles.

Where two articles stand in parallel columns, a scan delivers their blocks in turns; heads are
lost or look like subheads; a block may hold the end of one column and the start of another. A
beam search looks for the most probable sharing, by log-linear models over the signals of
``qa.corpus.signals``, as in maximum-entropy taggers (Ratnaparkhi 1996). At every text ``headed``
(below a head) or ``bare`` (without one) tells whether an article begins there and, if none does,
``belongs`` to which of the articles the text goes; ``kin`` adds whether it is of one piece with
that article. (``cut`` has had its say before, in ``cuts``.) Each further pass knows from the one
before what every article has to say as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from qa.corpus.continuity import Continuity
from qa.corpus.outline import Event, Site
from qa.corpus.seams import Seams
from qa.corpus.signals import Reader
from qa.corpus.state import Open, State, Text, Wholes
from qa.corpus.tfidf import Vector
from qa.corpus.weights import Signals, Weights, probability, score

BEAM = 16
KIN = 0.08  # how much it counts that a text is of one piece with its article
MOST = 4.0
PASSES = 3
BARE_LENGTH = 40  # no article begins without any head at a text shorter than this
UNLIKELY = 1e-4
SPLIT = 0.5  # the odds against a block that holds two articles' text, as a logarithm
BROKEN = 1.5  # the odds against an article that stops in the middle of a sentence
SIDE = 15  # neither side of a block that holds two articles is shorter
DIVIDED = "这段文字从两篇文章并排的版面中分出,请与原版核对。"


class Sharing:
    """Finds the most probable sharing of one page."""

    def __init__(self, events: Sequence[Event], continuity: Continuity, weights: Weights) -> None:
        self._events = events
        self._weights = weights
        sites = [event for event in events if isinstance(event, Site)]
        self.reader = Reader(sites, continuity)
        self._seams = Seams([site.body.text for site in sites], continuity)
        self.learn({})

    def best(self) -> State:
        """Return the most probable way to share out the page."""
        state = self._search()
        for _ in range(PASSES - 1):
            before = state
            self.learn(state.wholes())
            state = self._search()
            if [s[:2] for s in state.shares] == [s[:2] for s in before.shares]:
                break
        return state

    def learn(self, whole: Wholes) -> None:
        """Take what the articles say as a whole."""
        self._whole = whole
        self._cuts: dict[tuple[object, ...], int] = {}
        self._wordings: dict[tuple[object, ...], Vector] = {}

    def _search(self) -> State:
        beam = [State()]
        for event in self._events:
            if isinstance(event, Site):
                grown = [state for old in beam for state in self._grow(old, event)]
                beam = sorted(grown, key=lambda s: -s.score)[:BEAM]
            elif event.credit is not None:
                beam = [state.close(event.credit) for state in beam]
        return max(beam, key=_final)

    def _grow(self, state: State, site: Site) -> Iterator[State]:
        """Yield the states in which an article begins at a site, or its text goes to some."""
        begins = self.chance(state, site)
        if begins > UNLIKELY:
            yield self._begin(state, site, begins)
        if begins < 1 - UNLIKELY and state.articles:
            yield from self._go_on(state, site, 1 - begins)

    def chance(self, state: State, site: Site) -> float:
        """Return the probability that an article begins at a site."""
        if not state.articles:
            return 1.0
        if not site.run and len(site.body.text) < BARE_LENGTH:
            return 0.0
        signals = self.reader.begins(site, state)
        return probability(score(signals, self._weights[kind(site)]))

    def _begin(self, state: State, site: Site, chance: float) -> State:
        heads = self.reader.starts(site)
        starts = [Open((site.number, i), start) for i, (start, _) in enumerate(heads)]
        at = len(state.articles)
        text = self.reader.texts[site.number]
        begun = state.begin(starts)
        if len(starts) > 1:
            at = self._choices(begun, text)[0][0]
        return begun.give(at, text, chance, log(chance))

    def _go_on(self, state: State, site: Site, chance: float) -> Iterator[State]:
        text = self.reader.texts[site.number]
        choices = self._choices(state, text)
        for at, p in choices:
            if p > UNLIKELY:
                gain = log(chance) + log(p) + self._kin(state.articles[at], text)
                yield state.give(at, text, chance * p, gain)
        for first, second in self._pairs(state):
            yield from self._divide(state, text, first, second, chance)

    def _pairs(self, state: State) -> Iterator[tuple[int, int]]:
        """Yield the articles that a block may end and go on with: the second was broken off.

        That takes knowing the articles, so the first pass divides nothing.
        """
        for second, article in enumerate(state.articles):
            if article.key in self._whole and article.broken:
                for first, other in enumerate(state.articles):
                    if other.key in self._whole and other is not article:
                        yield first, second

    def _choices(self, state: State, text: Text) -> list[tuple[int, float]]:
        """Return the articles that ``text`` may belong to with their probability, best first."""
        everyone = range(len(state.articles))
        weights = self._weights["belongs"]
        scores = {at: score(self.features(state, text, at), weights) for at in everyone}
        highest = max(scores.values())
        odds = {at: exp(value - highest) for at, value in scores.items()}
        total = sum(odds.values())
        return sorted(((at, value / total) for at, value in odds.items()), key=lambda c: -c[1])

    def _kin(self, article: Open, text: Text) -> float:
        if not article.texts:
            return 0.0
        odds = score(self.reader.kin(text, article), self._weights["kin"])
        return KIN * max(-MOST, min(MOST, odds))

    def features(self, state: State, text: Text, at: int) -> Signals:
        """Return the signals for a text of an article."""
        return self.reader.belongs(text, at, state, self._whole)

    def _divide(
        self, state: State, text: Text, first: int, second: int, chance: float
    ) -> Iterator[State]:
        """Yield the state in which a block ends one article's column and goes on with another's."""
        at = self._seam(text, state.articles[first], state.articles[second])
        if not SIDE <= at <= len(text.body) - SIDE:
            return
        left = self.reader.part(text, 0, at, DIVIDED)
        right = self.reader.part(text, at, len(text.body), DIVIDED)
        one = dict(self._choices(state, left))[first]
        if one < UNLIKELY:
            return
        share = at / len(text.body)
        gain = (log(one) + self._kin(state.articles[first], left)) * share
        half = state.give(first, left, one, gain)
        two = dict(self._choices(half, right))[second]
        if two > UNLIKELY:
            gain = (log(two) + self._kin(state.articles[second], right)) * (1 - share)
            gain += log(chance) - SPLIT
            yield half.give(second, right, one * two, gain)

    def _seam(self, text: Text, first: Open, second: Open) -> int:
        assert second.tail is not None
        key = (text.site.number, first.key, second.key, second.tail.body)
        if key not in self._cuts:
            left, right = (self._wording(article, text) for article in (first, second))
            self._cuts[key] = self._seams.seam(text.body, left, right, second.tail.body)
        return self._cuts[key]

    def _wording(self, article: Open, text: Text) -> Vector:
        """What an article says but for ``text``."""
        members = self._whole[article.key].texts
        key = (article.key, text.site.number if text.site.number in members else -1)
        if key not in self._wordings:
            rest = (t.body for t in members.values() if t.site is not text.site)
            self._wordings[key] = self._seams.wording(rest)
        return self._wordings[key]


def kind(site: Site) -> str:
    """Name the model that tells whether an article begins at a site: with or without a head."""
    return "headed" if site.headings or site.signed else "bare"


def _final(state: State) -> float:
    return state.score - BROKEN * sum(article.broken for article in state.articles)
