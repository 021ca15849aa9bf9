"""A page shared out so far among its articles: what the search for the best sharing goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from qa.corpus.bylines import Credit
from qa.corpus.heads import Start
from qa.corpus.joins import Part
from qa.corpus.likeness import Vector
from qa.corpus.outline import Site
from qa.corpus.pieces import is_open

_NUMBERS = "一二三四五六七八九"
_ENUMERATIONS = (
    [f"{n}是" for n in _NUMBERS],
    [f"{n}要" for n in _NUMBERS],
    [f"第{n}" for n in _NUMBERS],
    [f"{n}、" for n in _NUMBERS],
    ["首先", "其次", "再次"],
)
_PLACES = {
    word: (style, place)
    for style, words in enumerate(_ENUMERATIONS)
    for place, word in enumerate(words, start=1)
}
_UNNUMBERED = (-1, 0)
FULL_LENGTH = 100
"""A text of fewer characters says less of its subject."""


@dataclass(frozen=True, eq=False)
class Text:
    """A text of a site, or a part of it where a block holds two articles' text.

    ``contrast`` tells its subject from the page's, ``vector`` is its embedding.
    """

    site: Site
    part: Part
    vector: Vector
    contrast: Vector

    @property
    def body(self) -> str:
        """Its characters."""
        return self.part.body.text

    @cached_property
    def weight(self) -> float:
        """How much its wording says, 0 to 1."""
        return min(1.0, len(self.body) / FULL_LENGTH)

    @cached_property
    def place(self) -> tuple[int, int]:
        """The style of enumeration it opens with, and its place there; ``(-1, 0)`` without."""
        return _PLACES.get(self.body[:2], _UNNUMBERED)


@dataclass(frozen=True, slots=True)
class Open:
    """An article as far as it is known: ``key`` is the number of its first site and head."""

    key: tuple[int, int]
    start: Start
    texts: tuple[Text, ...] = ()
    contrasts: Vector | float = 0.0  # the weighted sum of its texts' contrasts
    weight: float = 0.0
    vectors: Vector | float = 0.0  # the sum of their embeddings
    place: tuple[int, int] = _UNNUMBERED
    credited: bool = False

    @property
    def tail(self) -> Text | None:
        """Its last text so far."""
        return self.texts[-1] if self.texts else None

    @property
    def broken(self) -> bool:
        """Whether its last text so far stops in the middle of a sentence."""
        return self.tail is not None and is_open(self.tail.body)

    def taking(self, text: Text) -> Open:
        """Return the article with a text more."""
        return replace(
            self,
            texts=(*self.texts, text),
            contrasts=self.contrasts + text.weight * text.contrast,
            weight=self.weight + text.weight,
            vectors=self.vectors + text.vector,
            place=text.place if text.place[1] else self.place,
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """What an article was found to say in an earlier pass; texts by the number of their site."""

    contrasts: Vector | float
    weight: float
    texts: dict[int, Text]


Wholes = Mapping[tuple[int, int], Whole]
"""Articles by their key."""


@dataclass(frozen=True, slots=True)
class State:
    """One way to share out the page so far. ``last`` is the place of the article written last.

    ``score`` is a logarithm of a probability. ``shares`` holds for each text given out the place
    of its article and how probable that is; ``above`` names for each credit the article above it.
    """

    score: float = 0.0
    articles: tuple[Open, ...] = ()
    last: int = -1
    shares: tuple[tuple[int, Text, float], ...] = ()
    above: tuple[int, ...] = ()
    returned: bool = False  # whether an article has gone on after another one

    def begin(self, starts: list[Open]) -> State:
        """Return the state after articles have begun."""
        return replace(self, articles=(*self.articles, *starts))

    def give(self, at: int, text: Text, chance: float, gain: float) -> State:
        """Return the state after article ``at`` has taken ``text``."""
        changed = list(self.articles)
        back = bool(changed[at].texts) and at != self.last and self.last >= 0
        changed[at] = changed[at].taking(text)
        return replace(
            self,
            score=self.score + gain,
            articles=tuple(changed),
            last=at,
            shares=(*self.shares, (at, text, chance)),
            returned=self.returned or back,
        )

    def wholes(self) -> Wholes:
        """Return what its articles say."""
        return {
            a.key: Whole(a.contrasts, a.weight, {t.site.number: t for t in a.texts})
            for a in self.articles
            if a.texts
        }

    def close(self, credit: Credit) -> State:
        """Return the state after a credit, which closes the article above it.

        One in a block of its own, below a text that stops in the middle of a sentence, closes the
        article that ended last before that.
        """
        at = self.last
        if at < 0:
            return replace(self, above=(*self.above, at))
        if not credit.start and self.articles[at].broken:
            ended = [
                i
                for i, a in enumerate(self.articles)
                if a.texts and not a.credited and not a.broken
            ]
            at = max(ended, key=self._end_of, default=at)
        changed = list(self.articles)
        changed[at] = replace(changed[at], credited=True)
        return replace(self, articles=tuple(changed), above=(*self.above, at))

    def _end_of(self, at: int) -> int:
        """The number of the site where an article's last text stands."""
        tail = self.articles[at].tail
        return tail.site.number if tail else -1
