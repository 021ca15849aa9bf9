"""The list that answers: what an article enumerates, where its number is the one asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qa.answering.articles.about import by_author
from qa.answering.lists.asked import Asked, asked_list
from qa.answering.lists.enumerations import Place, begun_alike, enumerations, marked
from qa.answering.lists.listed import Listed, mentions
from qa.answering.lists.parallel import SHARED
from qa.answering.piece import Piece, articles_of
from qa.answering.questions.question import Kind, Question
from qa.schema import Article
from qa.zh import PARTICLES, bigrams, fold

_OF_ONE = frozenset({Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.WHY, Kind.NUMBER})
"""Kinds of question that want no list, whatever number stands in them: 三年行动何时开始?"""

_QUOTED = frozenset('“「《"')
_NEAR_BEST = 0.6  # a list that no sign speaks for stands in a sentence at least so likely
_SURROUNDING = 0.7  # what a likely sentence of its paragraph counts for a list
_COVERED = 0.35  # share of the question's bigrams that a list and its surroundings must hold
_CERTAIN = 0.7  # the same where the sentences alone would not have been thought an answer
_ANNOUNCING = 0.4  # a sentence that announces a list is at least so likely beside the best
_LEADING = 0.3  # the same for a lead that is worth quoting although it announces nothing


@dataclass(frozen=True, slots=True)
class _Search:
    """What is asked for, where it is looked for, how rare each bigram of the question is, and which
    articles (ids) are by somebody whom it names.
    """

    asked: Asked
    ranked: Sequence[Piece]
    weights: dict[str, float]
    likely: bool
    authored: frozenset[str]

    def fit(self, one: Listed) -> float:
        """How well a list with the right number of items fits; 0 where it does not."""
        covered = self.covered(f"{one.own} {one.over} {fold(one.article.title)}")
        signs, held = one.signs(self.asked), self._held(one)
        near = max(held, self._surrounded(one)) >= _NEAR_BEST
        if self._divides(one):
            fits = True
        elif not self.likely:
            named = one.is_called(self.asked.name) and one.article.id in self.authored
            fits = self._is_certain(one) and (named or covered >= _CERTAIN)
        elif self.asked.count == 2:  # pairs are everywhere
            fits = near and signs > 0
        else:
            told = covered >= _COVERED or (one.echoes(self.asked.noun) and self._is_next_to(one))
            fits = (near and not self.asked.name) or (signs > 0 and told)
        numbered = one.found.sentence is None and held >= _NEAR_BEST
        shown = bool(signs) + 0.5 * (signs > 1) + 0.5 * numbered
        return fits * (covered + 0.5 * self.covered(one.own) + shown + held)

    def _divides(self, one: Listed) -> bool:
        """Whether a list is the only one, of as many as are asked for, into which an article by
        somebody whom the question names is divided.
        """
        if one.article.id not in self.authored or self.asked.count <= 2 or self.asked.name:
            return False
        if not one.divides:
            return False
        lists = (Listed(one.article, found) for found in enumerations(one.article))
        parts = {x.found.items for x in lists if x.divides and x.agrees(self.asked)}
        return parts == {one.found.items}

    def _is_next_to(self, one: Listed) -> bool:
        """Whether a list of as many as are asked for stands in the article of the best sentence."""
        return self.asked.count > 2 and one.article.id == self.ranked[0].article.id

    def covered(self, text: str) -> float:
        """The share of the question's bigrams, by rarity, in a folded text."""
        met = sum(weight for pair, weight in self.weights.items() if pair in text)
        return met / (sum(self.weights.values()) or 1.0)

    def lead(self, one: Listed) -> list[Place]:
        """The lead of a list, where it says what is listed."""
        lead = one.found.lead
        if lead is None:
            return []
        if one.found.sentence:
            helps = bool(self.asked.name) and self.asked.name in one.lead
        else:
            helps = one.announces("") or self.covered(one.lead) >= _LEADING
        return [lead] if helps else []

    def _is_certain(self, one: Listed) -> bool:
        """Whether a list answers whatever its sentences look like."""
        named = one.is_called(self.asked.name) or one.pairs(self.asked.parts)
        told = one.announces(self.asked.noun) or one.closes(self.asked.noun)
        return self.asked.count > 2 and (named or told)

    def _held(self, one: Listed) -> float:
        """How likely the likeliest of its sentences answers, beside the best sentence."""
        led = one.announces(self.asked.noun)
        held = (p.probability for p in self.ranked if one.holds(p) or (led and one.leads(p)))
        return max(held, default=0.0) / (self.ranked[0].probability or 1.0)

    def _surrounded(self, one: Listed) -> float:
        """The same for the sentences between its items, which count for less."""
        around = (p.probability for p in self.ranked if one.surrounds(p))
        return _SURROUNDING * max(around, default=0.0) / (self.ranked[0].probability or 1.0)


def list_answer(
    question: Question, ranked: Sequence[Piece], likely: bool
) -> tuple[Article, list[Place]] | None:
    """Return where the things stand that a question asks for by number, in the article's order.

    ``likely`` tells whether the sentences alone are thought to answer. Where they are not, only
    a list will do that is called what the question calls it. ``None`` where no list fits.
    """
    asked = _asked(question, ranked)
    if asked is None or (question.kind is Kind.NUMBER and not asked.count):
        return None
    if not (asked.count or asked.noun) and _lists_itself(ranked[0]):
        return None
    authored = frozenset(a.id for a in by_author(question, articles_of(ranked)))
    search = _Search(asked, ranked, _weights(question, ranked), likely, authored)
    lists = [one for one in _lists(ranked) if one.agrees(asked)]
    fitting = [(fit, one) for one in lists if (fit := search.fit(one)) > 0.0]
    if not fitting:
        return None
    # Of lists as long as is asked for, one that is called so comes before all that are not.
    _, chosen = max(fitting, key=lambda fitted: (fitted[1].signs(asked) > 0, fitted[0]))
    return chosen.article, [*search.lead(chosen), *chosen.places]


def numbered(question: Question, ranked: Sequence[Piece]) -> list[Place]:
    """Return the numbered items, and their lead, that the best sentence leads to or, where a
    list is asked for, is one of, or that another likely sentence announces; none where there are
    none, or where another number is asked for.
    """
    asked, best = asked_list(question.text), ranked[0]
    lists = [Listed(best.article, found) for found in marked(best.article)]
    if asked and asked.count:
        lists = [one for one in lists if one.agrees(asked)]
    wanted = question.kind is Kind.LIST and not _lists_itself(best)
    near = [p for p in ranked if p.probability >= _ANNOUNCING * best.probability]
    own = (one for one in lists if one.leads(best) or (wanted and _has_item(one, best)))
    told = (one for one in lists if wanted and one.announces("") and any(map(one.leads, near)))
    several = question.kind is Kind.LIST and not (asked and asked.count)
    alike = _alike(question, best) if several else ()
    chosen = next(chain(own, told, alike), None)
    if chosen is None:
        return []
    return [*([chosen.found.lead] if chosen.found.lead else []), *chosen.places]


def _alike(question: Question, best: Piece) -> Iterator[Listed]:
    """The sentences that begin like the best one, if the question does not name what is its own."""
    for found in begun_alike(best.article):
        one = Listed(best.article, found)
        named = any(gram in question.content for item in one.items for gram in _own(item))
        if one.holds(best) and not named:
            yield one


def _own(item: str) -> list[str]:
    """The bigrams of the first words that are an item's own, behind how all begin."""
    return bigrams(item[SHARED : 2 * SHARED + 1])


def _has_item(one: Listed, piece: Piece) -> bool:
    """Whether a sentence begins where an item of a list of its article does."""
    return any((p.paragraph, p.start) == (piece.paragraph, piece.start) for p in one.places)


def _lists_itself(best: Piece) -> bool:
    """Whether the answer that the reader marks in a sentence is a list: the sentence is enough."""
    return best.reading > 0 and "、" in best.marked


def unlisted(question: Question, ranked: Sequence[Piece]) -> str:
    """Return what a question calls the three or more things that it wants listed, where nothing
    read says what they are; else an empty string.
    """
    asked = _asked(question, ranked) if question.kind not in _OF_ONE else None
    if asked is None or asked.count < 3 or not asked.name:
        return ""
    if question.kind is Kind.POST and not _QUOTED & set(question.text):
        return ""  # 三星 is a firm where 在三星是什么职位 asks for a post
    told = any(_may_tell(asked, one) for one in _lists(ranked))
    return "" if told else asked.name


def _asked(question: Question, ranked: Sequence[Piece]) -> Asked | None:
    """What is to be listed. Words that neither stand in quotation marks nor in what was read,
    such as 那三招, are the asker's own way of counting and no name.
    """
    asked = asked_list(question.text)
    if asked is None or not asked.name:
        return asked
    text = fold(question.text)
    known = any(mark + asked.name in text for mark in "“「《") or any(
        mentions(article, asked.name) for article in articles_of(ranked)
    )
    return asked if known else replace(asked, name="")


def _may_tell(asked: Asked, one: Listed) -> bool:
    """Whether a list may be what is asked for, if perhaps an item has been lost or cut in two."""
    if one.agrees(asked):
        return one.signs(asked) > 0
    nearly = asked.count > 3 and any(abs(count - asked.count) == 1 for count in one.found.counts)
    return nearly and one.is_called(asked.name)


def _lists(ranked: Sequence[Piece]) -> list[Listed]:
    return [Listed(a, found) for a in articles_of(ranked) for found in enumerations(a)]


def _weights(question: Question, ranked: Sequence[Piece]) -> dict[str, float]:
    """The bigrams of a question, each by how few of the paragraphs read hold it."""
    texts = [fold(p.text) for article in articles_of(ranked) for p in article.paragraphs]
    wanted = (b for b in dict.fromkeys(bigrams(question.content)) if not PARTICLES & set(b))
    held = {pair: sum(pair in text for text in texts) for pair in wanted}
    return {pair: math.log(1 + len(texts) / n) for pair, n in held.items() if n}
