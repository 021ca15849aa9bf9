"""An enumeration with the words around it, and the signs that it is the one asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.answering.lists.asked import Asked
from qa.answering.lists.enumerations import NUMERAL, Enumeration, Place, announced
from qa.schema import Article, Role
from qa.zh import fold, number, sentences

if TYPE_CHECKING:
    from qa.answering.piece import Piece

_PAIR = 2
_NEAR = 12  # characters between a name and the list that it is the name of
_MEANING = re.compile(r"即|是|为|指|包括|包含|分别|有")  # what comes between a name and its list
_CLOSING = re.compile(rf"({NUMERAL})[个大项种条类所家名位块座支件]")
_CLAUSE_END = re.compile(r"[,;:。!?]")
_QUOTE_MARKS = str.maketrans("", "", "“”「」『』《》‘’")


@dataclass(frozen=True)
class Listed:
    """What an article enumerates. All words are folded."""

    article: Article
    found: Enumeration

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """What is quoted of it."""
        return (self.found.sentence,) if self.found.sentence else self.found.items

    @cached_property
    def items(self) -> list[str]:
        """The words of each item."""
        return [self._words(place) for place in self.found.items]

    @cached_property
    def lead(self) -> str:
        """What comes before the items."""
        return self._words(self.found.lead) if self.found.lead else ""

    @cached_property
    def own(self) -> str:
        """What leads to the items, and the items."""
        return " ".join([self.lead, *map(self._words, self.places)])

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

    @property
    def divides(self) -> bool:
        """Whether its items head parts of the article: each is in a paragraph of its own."""
        paragraphs = {place.paragraph for place in self.found.items}
        return self.found.sentence is None and len(paragraphs) == len(self.found.items)

    def agrees(self, asked: Asked) -> bool:
        """Whether it has as many items as are asked for, or, where no number is, as it says, or
        headings that are all called what is asked for.
        """
        if asked.count:
            return asked.count in self.found.counts
        headings = self.found.sentence is None and len(self.items) > _PAIR
        return self._counts(asked.noun) or (headings and self.echoes(asked.noun))

    def signs(self, asked: Asked) -> int:
        """How many signs there are that it is what is asked for, and not just as many things."""
        return (
            self.is_called(asked.name)
            + self.echoes(asked.noun)
            + self.pairs(asked.parts)
            + self.announces(asked.noun)
            + self.closes(asked.noun)
        )

    def is_called(self, name: str) -> bool:
        """Whether ``name`` stands next to the items, in what leads to them, or over them."""
        if not name or sum(bool(announced(item)) for item in self.items) > 1:
            return False  # or it lists names of lists
        if self.found.sentence is None:
            return name in _bare(f"{self.lead} {self.over}")
        return self._adjoins(name)

    def echoes(self, noun: str) -> bool:
        """Whether every item is called what is asked for: 引领能力, 协调能力 are 能力."""
        return bool(noun) and all(noun[-2:] in item for item in self.items)

    def pairs(self, parts: Sequence[str]) -> bool:
        """Whether each thing asked about stands in the item of its place."""
        if not parts or len(parts) != len(self.items):
            return False
        return all(part in item for part, item in zip(parts, self.items, strict=True))

    def announces(self, noun: str) -> bool:
        """Whether the lead, or what stands over them, gives the number and kind of the items."""
        return any(
            self.found.counts & set(announced(text)) and noun[-2:] in text
            for text in ([self.lead] if self.found.sentence else [self.lead, self.over])
        )

    def _counts(self, noun: str) -> bool:
        """Whether its number and kind are announced next to each other: a sentence on 重要指示精神
        that also speaks of 三个强化 announces no three 精神.
        """
        texts = [self.lead] if self.found.sentence else [self.lead, self.over]
        counted = re.compile(rf"{NUMERAL}[^,。]{{0,{_NEAR}}}{re.escape(noun[-2:])}")
        return self.announces(noun) and (not noun or any(map(counted.search, texts)))

    def closes(self, noun: str) -> bool:
        """Whether the words right behind the items count and name them: 甲、乙、丙三个镇."""
        last = self.found.items[-1]
        text = fold(self.article.paragraph(last.paragraph).text)
        behind = _CLAUSE_END.split(text[last.start : last.end + _NEAR])[0]
        count = _CLOSING.search(behind)
        if count is None or not noun:
            return False
        return number(count[1]) in self.found.counts and noun[-2:] in behind[count.end() :]

    def leads(self, piece: Piece) -> bool:
        """Whether a sentence is its lead."""
        return self.found.lead is not None and self._overlap(self.found.lead, piece)

    def holds(self, piece: Piece) -> bool:
        """Whether a sentence is, or has in it, one of its items."""
        return any(self._overlap(place, piece) for place in self.places)

    def surrounds(self, piece: Piece) -> bool:
        """Whether a sentence stands in a paragraph that its items divide."""
        first, last = self.found.items[0].paragraph, self.found.items[-1].paragraph
        divided = self.found.sentence is None and first <= piece.paragraph <= last
        return divided and piece.article.id == self.article.id

    def _adjoins(self, name: str) -> bool:
        """Whether ``name`` stands right before or behind the items of a sentence."""
        first, last = self.found.items[0], self.found.items[-1]
        text = fold(self.article.paragraph(first.paragraph).text)
        before = text[max(first.start - _NEAR - len(name), 0) : first.start]
        behind = text[last.start : last.end + _NEAR + len(name)]
        _, led, gap = _bare(before).rpartition(name)
        _, opened, rest = _bare(self.items[0]).partition(name)
        if led and "的" not in gap:  # else it is the name of something else
            return True
        if opened and _MEANING.match(rest):
            return True
        itself = _bare(self.items[-1]).startswith(name)
        return name in _bare(behind) and not itself

    def _overlap(self, place: Place, piece: Piece) -> bool:
        same = (self.article.id, place.paragraph) == (piece.article.id, piece.paragraph)
        return same and place.start < piece.end and piece.start < place.end

    def _words(self, place: Place) -> str:
        return fold(self.article.paragraph(place.paragraph).text[place.start : place.end])


def mentions(article: Article, name: str) -> bool:
    """Whether an article uses a name, with or without quotation marks within it."""
    texts = (article.title, *(paragraph.text for paragraph in article.paragraphs))
    return any(name in _bare(fold(text)) for text in texts)


def _subhead(article: Article, n: int) -> str:
    """The nearest subhead above paragraph ``n``."""
    above = (p.text for p in reversed(article.paragraphs[: n - 1]) if p.role is Role.SUBHEAD)
    return next(above, "")


def _bare(folded: str) -> str:
    return folded.translate(_QUOTE_MARKS)
