"""What a file of questions becomes, whatever its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eval.questions import Evidence, Question
from qa.zh import sentences

SOURCE = "passages.jsonl"
"""The file that passages are indexed from, as citations name it."""


class Task(StrEnum):
    """What is asked of the product."""

    ASK = "ask"
    """Questions over a library: the configured one, or one of the set's own passages."""
    READ = "read"
    """The packaged reader marks the answer in one given passage."""
    RGB = "rgb"
    """Questions over a few passages given with each, some or all of them noise."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that comes with a set. ``title`` is empty where it has none."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, what they are asked over, and how.

    ``form`` names the kind of file. ``passages`` are to be indexed in a temporary library; where
    there are none, the configured library is asked. ``given`` names by question id the passages
    (places in ``passages``) that alone may answer it, in the tasks ``READ`` and ``RGB``.
    ``skipped`` counts what the file holds and cannot be asked.
    """

    form: str
    task: Task
    questions: tuple[Question, ...]
    passages: tuple[Passage, ...] = ()
    given: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    skipped: int = 0


def squeeze(text: str) -> str:
    """Return a text without white space: how passages are told apart."""
    return "".join(text.split())


class Shelf:
    """Collects passages, each once, and gives out their places."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._passages: list[Passage] = []

    def put(self, text: str, title: str = "") -> int:
        """Return the place of a passage."""
        place = self._places.setdefault(squeeze(text), len(self._passages))
        if place == len(self._passages):
            self._passages.append(Passage(text, title))
        return place

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, by place."""
        return tuple(self._passages)


def proof(text: str, start: int, end: int) -> Evidence:
    """Return as evidence the sentence of a passage that holds ``text[start:end]``.

    An answer that runs over a sentence's end is proved by the piece in the first sentence.
    """
    for a, b in sentences(text):
        if a <= start < b:
            return Evidence(SOURCE, "", text[a:b])
    return Evidence(SOURCE, "", text[start:end])


_BETWEEN_POINTS = re.compile(r"[、;；,，](?!\d)|(?<!\d)[、;；,，]")


def clauses(answer: str) -> tuple[tuple[str, ...], ...]:
    """Return a free answer as points, one for each of its clauses or listed things.

    A comma within a number (1,000) parts nothing.
    """
    parts = (part.strip(" 。.!！") for part in _BETWEEN_POINTS.split(answer))
    return tuple((part,) for part in dict.fromkeys(parts) if part)
