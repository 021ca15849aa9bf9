"""Training examples for the reader, from reading-comprehension files.

A line of a file is a paragraph:
``{"context", "qas": [{"question", "answers": [{"text", "start"}]}]}`` (DRCD, CC BY-SA 3.0, in
traditional characters; CMRC 2018, CC BY-SA 4.0). All text is folded, which keeps offsets.
A line may have a ``heading``, and questions without an answer, as SQuAD 2.0 has them (Rajpurkar
et al. 2018, arXiv:1806.03822): those have ``near``, the offset of the paragraph that a careless
reader would answer from. A ``context`` of several lines is an article.

Paragraphs are cut into passages as articles are. A question is paired with the passage that
holds its answer and with some that do not, the nearest misses among them:

- the same passage without the sentence that answers: the right subject, another attribute;
- another passage of the same paragraph;
- a passage of another paragraph that keywords find;
- the same passage, asked of another place, person, year or number (``eval.reading_swaps``);
- passages of an article that people asked something of which it does not tell.

A part of the paragraphs, by a hash of their text, is never trained on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple
from zlib import crc32

from pydantic import BaseModel

from eval.reading_swaps import Swaps
from qa.corpus.chunk import pack
from qa.library.keywords import KeywordIndex
from qa.zh import fold, sentences

PASSAGE_SIZE = 200
HELD_OUT = 0.15
RATES = {"without": 0.5, "sibling": 0.35, "far": 0.6, "swapped": 0.6, "untold": 1.0}
"""How often a question gets a passage of each kind that does not answer it."""

_LEAD = re.compile(r"[^,，。;；:：(（]{2,24}")
_BUCKETS = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; its answer begins at ``start`` of the paragraph.

    Without an ``answer`` it is a near miss, nearest to it what stands at ``start``.
    """

    question: str
    answer: str
    start: int


@dataclass(frozen=True, slots=True)
class Context:
    """A paragraph, or an article whose paragraphs are lines, and the questions on it, folded.

    Without a ``heading`` its first words stand for one.
    """

    text: str
    asked: tuple[Asked, ...]
    heading: str | None = None

    @property
    def held_out(self) -> bool:
        """Whether it is kept for figures."""
        return crc32(self.text.encode("utf-8", "replace")) % _BUCKETS < HELD_OUT * _BUCKETS

    @property
    def passages(self) -> list[tuple[int, int]]:
        """The offsets of its passages."""
        found: list[tuple[int, int]] = []
        for line in re.finditer(r"[^\n]+", self.text):
            spans = ((line.start() + a, line.start() + b) for a, b in sentences(line.group()))
            found += pack(spans, PASSAGE_SIZE)
        return found

    def holding(self, asked: Asked) -> tuple[int, int] | None:
        """Return the first passage that holds an answer whole, ``None`` where none does."""
        end = asked.start + len(asked.answer)
        if self.text[asked.start : end] != asked.answer:
            return None
        return next(((a, b) for a, b in self.passages if a <= asked.start and end <= b), None)


class Place(NamedTuple):
    """Where a passage stands: the number of its paragraph or article, and offsets."""

    context: int
    start: int
    end: int


def places_of(contexts: Sequence[Context]) -> list[Place]:
    """Return where all passages stand."""
    return [Place(n, a, b) for n, c in enumerate(contexts) for a, b in c.passages]


def indexed(texts: Iterable[str], folder: Path) -> KeywordIndex:
    """Return a keyword index in ``folder`` that knows each text by its number."""
    index = KeywordIndex(folder)
    index.add((str(i), text) for i, text in enumerate(texts))
    index.commit()
    return index


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage; ``answers`` are the offsets in ``text`` of all that answers it.

    ``kind`` is "answer", one of ``RATES``, or "found" of those that only searching chose.
    """

    question: str
    heading: str
    text: str
    answers: tuple[tuple[int, int], ...]
    kind: str


def read_contexts(paths: Sequence[Path]) -> list[Context]:
    """Return the paragraphs of reading-comprehension files."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [_context(_Line.model_validate_json(line)) for line in lines]


class _Answer(BaseModel):
    text: str
    start: int


class _Item(BaseModel):
    question: str
    answers: list[_Answer]
    near: int = 0


class _Line(BaseModel):
    context: str
    heading: str | None = None
    qas: list[_Item]


def _context(line: _Line) -> Context:
    asked = tuple(_asked(item) for item in line.qas)
    return Context(fold(line.context), asked, None if line.heading is None else fold(line.heading))


def _asked(item: _Item) -> Asked:
    answer = item.answers[0] if item.answers else _Answer(text="", start=item.near)
    return Asked(fold(item.question), fold(answer.text), answer.start)


class Examples:
    """Pairs the questions of some paragraphs with passages that answer them or do not."""

    def __init__(self, contexts: Sequence[Context], folder: Path, seed: int) -> None:
        """``folder`` holds a passing keyword index."""
        self._contexts = contexts
        self._draw = Random(seed)
        self._places = places_of(contexts)
        self._index = indexed((contexts[n].text[a:b] for n, a, b in self._places), folder)
        self._swaps = Swaps(asked.question for c in contexts for asked in c.asked)

    def all(self) -> list[Example]:
        """Return the examples of all questions, shuffled."""
        found = [
            example
            for n, context in enumerate(self._contexts)
            for asked in context.asked
            for example in self._of(n, asked)
        ]
        self._draw.shuffle(found)
        return found

    def _of(self, n: int, asked: Asked) -> Iterator[Example]:
        if not asked.answer:
            yield from self._untold(asked, self._contexts[n])
            return
        context = self._contexts[n]
        held = context.holding(asked)
        if held is None:
            return
        (a, b), at = held, asked.start - held[0]
        heading, text = self._heading(context, a), context.text[a:b]
        yield Example(asked.question, heading, text, ((at, at + len(asked.answer)),), "answer")
        yield from self._without(asked, heading, text, at)
        yield from self._sibling(asked, context)
        yield from self._far(asked, n)
        yield from self._swapped(asked, heading, text)

    def _happens(self, kind: str) -> bool:
        return self._draw.random() < RATES[kind]

    def _untold(self, asked: Asked, context: Context) -> Iterator[Example]:
        """The passage that seems to answer, and another of the article."""
        near = min(context.passages, key=lambda place: abs(place[0] - asked.start))
        others = [place for place in context.passages if place != near]
        for a, b in [near, *self._draw.sample(others, min(len(others), 1))]:
            heading = self._heading(context, a)
            yield Example(asked.question, heading, context.text[a:b], (), "untold")

    def _without(self, asked: Asked, heading: str, text: str, at: int) -> Iterator[Example]:
        rest = "".join(text[a:b] for a, b in sentences(text) if not a <= at < b)
        if rest and asked.answer not in rest and self._happens("without"):
            yield Example(asked.question, heading, rest, (), "without")

    def _sibling(self, asked: Asked, context: Context) -> Iterator[Example]:
        texts = [(a, context.text[a:b]) for a, b in context.passages]
        others = [(a, text) for a, text in texts if asked.answer not in text]
        if others and self._happens("sibling"):
            a, text = self._draw.choice(others)
            yield Example(asked.question, self._heading(context, a), text, (), "sibling")

    def _far(self, asked: Asked, n: int) -> Iterator[Example]:
        if not self._happens("far"):
            return
        near = [self._places[int(name)] for name, _ in self._index.search(asked.question, 8)]
        far = [p for p in near if p[0] != n and asked.answer not in self._contexts[p[0]].text]
        if far:
            m, a, b = self._draw.choice(far[:4])
            context = self._contexts[m]
            heading = self._heading(context, a)
            yield Example(asked.question, heading, context.text[a:b], (), "far")

    def _swapped(self, asked: Asked, heading: str, text: str) -> Iterator[Example]:
        if not self._happens("swapped"):
            return
        other = self._swaps.swap(asked.question, f"{heading} {text}", self._draw)
        if other:
            yield Example(other, heading, text, (), "swapped")

    def _heading(self, context: Context, start: int) -> str:
        """What a paragraph is about, as a headline would say it: its first words."""
        if context.heading is not None:
            return context.heading
        lead = _LEAD.match(context.text)
        return lead.group() if lead and (start > 0 or self._draw.random() < 0.3) else ""
