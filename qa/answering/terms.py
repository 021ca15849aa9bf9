"""The words of a question that an answer must meet, and how rare each is in the collection."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qa.answering.question import Question
from qa.words import cut, tagged
from qa.zh import PARTICLES, bigrams, fold

DocumentFrequency = Callable[[Iterable[str]], Mapping[str, int]]
"""How many chunks of the collection hold each of these bigrams."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_NAME_TAGS = frozenset({"nr", "ns", "nt"})
_KIND_OF_PLACE = re.compile(r"(?<=..)[省市县区镇乡村]$")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a question names. Weights are inverse document frequencies, natural logarithm.

    ``names`` are names of places, people and organisations, ``numbers`` the numbers of the question
    in Arabic figures.
    """

    bigrams: dict[str, float]
    words: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]


def terms_of(question: Question, frequency: DocumentFrequency, total: int) -> Terms:
    """Return the terms of ``question``; ``total`` is the number of chunks."""
    found = set(bigrams(question.content))
    counts = frequency(found)
    weights = {t: math.log(1 + total / (1 + counts.get(t, 0))) for t in sorted(found)}
    words = {
        word: max((weights.get(b, 0.0) for b in bigrams(word)), default=0.0)
        for word in _words(question.content)
    }
    numbers = numbers_of(fold(question.text))
    return Terms(weights, words, _names(question.content), numbers)


def _names(content: str) -> frozenset[str]:
    """Names of places, people and organisations, without what kind of place it is."""
    found = (_KIND_OF_PLACE.sub("", w) for w, tag in tagged(content) if tag in _NAME_TAGS)
    return frozenset(name for name in found if len(name) > 1)


def numbers_of(folded: str) -> frozenset[str]:
    """Return the numbers in Arabic figures of a folded text."""
    return frozenset(_NUMBER.findall(folded))


def _words(content: str) -> list[str]:
    words = (word.strip() for word in cut(content))
    return list(dict.fromkeys(w for w in words if re.search(r"\w", w) and w not in PARTICLES))
