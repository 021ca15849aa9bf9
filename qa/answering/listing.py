"""The list that answers: what an article enumerates, where its number is the one asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.answering.asked import Asked, asked_list
from qa.answering.enumerations import Enumeration, Place, announced, enumerations
from qa.answering.question import Question
from qa.schema import Article, Role
from qa.zh import PARTICLES, bigrams, fold, sentences

if TYPE_CHECKING:
    from qa.answering.extract import Piece

_NEAR = 12  # characters between a name and the list that it is the name of
_NEAR_BEST = 0.6  # a list that nothing else speaks for stands in a sentence at least so likely
_COVERED = 0.35  # share of the question's bigrams that a list and its surroundings must hold
_CERTAIN = 0.7  # the same where the sentences alone would not have been thought an answer
_QUOTE_MARKS = str.maketrans("", "", "“”「」『』《》‘’")


@dataclass(frozen=True)
class _Listed:
    """An enumeration with the words it stands among."""

    article: Article
    found: Enumeration

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """What is quoted of it."""
        return (self.found.sentence,) if self.found.sentence else self.found.items

    @cached_property
    def items(self) -> list[str]:
        return [self.text(place) for place in self.found.items]

    @cached_property
    def lead(self) -> str:
        return self.text(self.found.lead) if self.found.lead else ""

    @cached_property
    def own(self) -> str:
        return " ".join([self.lead, *map(self.text, self.places)])

    @cached_property
    def over(self) -> str:
        """What stands over all the items: the headline where they are paragraphs, else the
        subhead and the beginning of their paragraph.
        """
        first, last = self.found.items[0], self.found.items[-1]
        if first.paragraph != last.paragraph:
            return fold(self.article.title)
        text = self.article.paragraph(first.paragraph).text
        start, end = sentences(text)[0]
        return fold(f"{_subhead(self.article, first.paragraph)} {text[start:end]}")

    def text(self, place: Place) -> str:
        """The folded words of a place."""
        return fold(self.article.paragraph(place.paragraph).text[place.start : place.end])

    def is_called(self, name: str) -> bool:
        """Whether ``name`` stands next to the items, in what leads to them, or over them."""
        if not name:
            return False
        if self.found.sentence is None:
            return name in _bare(f"{self.lead} {self.over}")
        if sum(bool(announced(item)) for item in self.items) > 1:
            return False  # it lists names of lists
        first, last = self.found.items[0], self.found.items[-1]
        text = fold(self.article.paragraph(first.paragraph).text)
        before = text[max(first.start - _NEAR - len(name), 0) : first.start]
        after = text[last.start : last.end + _NEAR + len(name)]
        return name in _bare(before + self.items[0]) or name in _bare(after)


def list_answer(
    question: Question, ranked: Sequence[Piece], likely: bool
) -> tuple[Article, list[Place]] | None:
    """Return where the things stand that a question asks for by number, in the article's order.

    ``likely`` tells whether the sentences alone are thought to answer. Where they are not, only
    a list will do that is called what the question calls it. ``None`` where no list fits.
    """
    asked = asked_list(question.text)
    if asked is None or not ranked:
        return None
    lists = [one for one in _lists(ranked) if _numbers_agree(asked, one)]
    weights = _weights(question, ranked)
    best = max(
        ((_fit(asked, one, weights, ranked, likely), -i) for i, one in enumerate(lists)),
        default=(0.0, 0),
    )
    if best[0] <= 0.0:
        return None
    chosen = lists[-best[1]]
    lead = [chosen.found.lead] if chosen.found.lead and _helps(asked, chosen, weights) else []
    return chosen.article, [*lead, *chosen.places]


def unlisted(question: Question, ranked: Sequence[Piece]) -> str:
    """Return the name of what a question wants listed, where articles use the name and none says
    what it stands for; else an empty string.
    """
    asked = asked_list(question.text)
    if asked is None or asked.count < 3 or not asked.name:
        return ""
    if not any(_mentions(article, asked.name) for article in _articles(ranked)):
        return ""
    told = any(_numbers_agree(asked, one) and _stands_for(asked, one) for one in _lists(ranked))
    return "" if told else asked.name


def _numbers_agree(asked: Asked, one: _Listed) -> bool:
    """Whether there are as many items as asked for; or as many as the list itself announces."""
    return asked.count in one.found.counts or (asked.count == 0 and _announces(asked, one))


def _stands_for(asked: Asked, one: _Listed) -> int:
    """How many signs there are that a list is the one asked for, and not one of as many items."""
    called = one.is_called(asked.name)
    return called + _echoed(asked.noun, one) + _paired(asked.parts, one) + _announces(asked, one)


def _fit(
    asked: Asked,
    one: _Listed,
    weights: dict[str, float],
    ranked: Sequence[Piece],
    likely: bool,
) -> float:
    """How well a list with the right number of items fits; 0 where it does not."""
    covered = _covered(weights, f"{one.own} {one.over} {fold(one.article.title)}")
    shown = _stands_for(asked, one)
    near = _probability(one, ranked) / ranked[0].probability
    if not likely:
        sure = one.is_called(asked.name) or _paired(asked.parts, one)
        fits = sure and asked.count > 2 and covered >= _CERTAIN
    elif asked.count == 2:
        fits = near >= _NEAR_BEST and shown > 0
    else:
        fits = near >= _NEAR_BEST or (shown > 0 and covered >= _COVERED)
    return fits * (covered + 0.5 * _covered(weights, one.own) + 0.5 * shown + 0.5 * near)


def _helps(asked: Asked, one: _Listed, weights: dict[str, float]) -> bool:
    """Whether a lead says what is listed, which the items do not."""
    if one.found.sentence and not (asked.name and asked.name in _bare(one.lead)):
        return False
    return _covered(weights, one.lead) > 0


def _echoed(noun: str, one: _Listed) -> bool:
    """Whether every item is called what is asked for: 引领能力, 协调能力 are 能力."""
    return bool(noun) and all(noun[-2:] in item for item in one.items)


def _paired(parts: Sequence[str], one: _Listed) -> bool:
    """Whether each thing asked about stands in the item of its place."""
    items = one.items
    return len(parts) == len(items) > 0 and all(p in i for p, i in zip(parts, items, strict=True))


def _announces(asked: Asked, one: _Listed) -> bool:
    """Whether the lead, or the headline over paragraphs, gives the number and kind of things."""
    return any(
        one.found.counts & set(announced(text)) and asked.noun[-2:] in text
        for text in ([one.lead] if one.found.sentence else [one.lead, one.over])
    )


def _probability(one: _Listed, ranked: Sequence[Piece]) -> float:
    """How likely the likeliest of its sentences answers."""
    places = [*one.places, *([one.found.lead] if one.found.lead else [])]
    return max(
        (
            piece.probability
            for piece in ranked
            if piece.article.id == one.article.id
            and any(
                place.paragraph == piece.paragraph
                and place.start < piece.end
                and piece.start < place.end
                for place in places
            )
        ),
        default=0.0,
    )


def _articles(ranked: Sequence[Piece]) -> list[Article]:
    return list({piece.article.id: piece.article for piece in ranked}.values())


def _lists(ranked: Sequence[Piece]) -> list[_Listed]:
    return [_Listed(a, found) for a in _articles(ranked) for found in enumerations(a)]


def _subhead(article: Article, n: int) -> str:
    """The nearest subhead above paragraph ``n``."""
    above = (p.text for p in reversed(article.paragraphs[: n - 1]) if p.role is Role.SUBHEAD)
    return next(above, "")


def _mentions(article: Article, name: str) -> bool:
    return any(name in _bare(fold(paragraph.text)) for paragraph in article.paragraphs)


def _bare(folded: str) -> str:
    return folded.translate(_QUOTE_MARKS)


def _weights(question: Question, ranked: Sequence[Piece]) -> dict[str, float]:
    """The bigrams of a question, each by how few of the paragraphs read hold it."""
    texts = [fold(p.text) for article in _articles(ranked) for p in article.paragraphs]
    pairs = dict.fromkeys(bigrams(question.content))
    wanted = [pair for pair in pairs if not PARTICLES & set(pair)]
    held = {pair: sum(pair in text for text in texts) for pair in wanted}
    return {pair: math.log(1 + len(texts) / n) for pair, n in held.items() if n}


def _covered(weights: dict[str, float], text: str) -> float:
    total = sum(weights.values())
    return sum(w for pair, w in weights.items() if pair in text) / total if total else 0.0
