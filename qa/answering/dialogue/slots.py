"""The expressions of a question that another can take the place of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from qa.answering.questions.question import asking_spans
from qa.words import tagged

Slot = tuple[int, int]
"""Offsets of an expression of a question that another can take the place of."""

NAMES = ("nr", "ns", "nt")
"""Tags of names."""

NOUNS = ("n", "j", "vn", "an", "l", "i", "b", "eng", "s")
"""Tags, or their beginnings, of nouns and what stands for them."""

ASPECT = frozenset("了过着")
"""Characters that follow a verb."""

_AND = frozenset("和与及跟、")


def exchangeable(question: str, *, with_names: bool) -> list[Slot]:
    """Return the expressions that can be exchanged: nouns, alone and together.

    Where the question opens with a possessor (``中学的课程``), that is what it is about. Names come
    last: an expression that is like nothing takes the place of another expression.
    """
    found, names, run, at = list[Slot](), list[Slot](), list[Slot](), 0
    asking = asking_spans(question)
    words = tagged(question)
    for (word, tag), (follower, _) in zip(words, [*words[1:], ("", "")], strict=True):
        span, at = (at, at + len(word)), at + len(word)
        asks = any(start < span[1] and span[0] <= end for start, end in asking)
        if tag.startswith(NOUNS) and tag not in NAMES and follower not in ASPECT and not asks:
            run.append(span)
            continue
        found += _stretches(run)
        if word == "的" and run and run[0][0] == 0:
            return found[:1]
        if tag in NAMES and with_names:
            names.append(span)
        run = []
    found += _stretches(run)
    return [*found, *names]


def coordination(question: str, chosen: Slot) -> Slot:
    """Return ``chosen`` with what it is named side by side with: 幼儿园和小学."""
    ends = list(accumulate(len(word) for word, _ in tagged(question)))
    spans = list(pairwise([0, *ends]))
    start, end = chosen
    for first, last in reversed(spans):
        if last + 1 == start and question[last] in _AND:
            start = first
    for first, last in spans:
        if first == end + 1 and question[end] in _AND:
            end = last
    return start, end


def _stretches(words: Sequence[Slot]) -> list[Slot]:
    """Neighbouring words: each alone, and the first with those after it."""
    return [*words, *((words[0][0], end) for _, end in words[1:])]
