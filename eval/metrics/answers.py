"""Measures of what an answer says. One that does not apply is ``None``, never 0."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from statistics import fmean

from eval.metrics.spelling import normalise

Points = Sequence[Sequence[str]]
"""What an answer must say: every point, in one of its spellings."""

_SIGNS = str.maketrans("", "", "-:_*^/\\~`+=,。:?!“”;’《》·、「」()～『』")
_TOKENS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:\.\d+)*%?|[^\w\s]")


def has_point(text: str, spellings: Collection[str]) -> bool:
    """Whether ``text`` holds a point in one of its spellings.

    A number counts only where it stands whole: 10% is not found in 110% or 0.10%.
    """
    normal = normalise(text)
    return any(re.search(_whole(normalise(spelling)), normal) for spelling in spellings)


def points_found(text: str, points: Points) -> float | None:
    """Share of the gold points that ``text`` holds; ``None`` where there are no points."""
    if not points:
        return None
    return fmean(has_point(text, spellings) for spellings in points)


def exact_match(text: str, truths: Collection[str]) -> float | None:
    """1 where an answer is one of the truths but for signs and spelling, else 0.

    ``None`` without a truth. After CMRC 2018's official evaluation (Cui et al., EMNLP 2019).
    """
    if not truths:
        return None
    return float(any(_bare(text) == _bare(truth) for truth in truths))


def character_f1(text: str, truths: Collection[str]) -> float | None:
    """The harmonic mean of how much of the answer and of the truth their longest common run is,
    for the truth where it is best; ``None`` without a truth.

    Chinese counts by characters, Latin words and numbers count whole. After CMRC 2018's official
    evaluation, which unlike SQuAD's takes a run of characters, not a bag of words.
    """
    return max((_f1(_tokens(text), _tokens(truth)) for truth in truths), default=None)


def length(text: str) -> float:
    """Characters of an answer, white space left out."""
    return float(len("".join(text.split())))


def length_ratio(text: str, points: Points) -> float | None:
    """How many times as long as the gold points, each in its shortest spelling, an answer is.

    ``None`` where there are no points.
    """
    if not points:
        return None
    return length(text) / sum(min(map(length, spellings)) for spellings in points)


def _bare(text: str) -> str:
    return normalise(text).translate(_SIGNS)


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(_bare(text))


def _f1(answer: list[str], truth: list[str]) -> float:
    matcher = SequenceMatcher(None, answer, truth, autojunk=False)
    common = matcher.find_longest_match().size
    return 2 * common / (len(answer) + len(truth)) if common else 0.0


def _whole(point: str) -> str:
    """A pattern for a normalised point that does not cut a number in two."""
    before = r"(?<!\d)(?<!\d[.])" if point[:1].isdigit() else ""
    after = r"(?!\d|[.]\d)" if point[-1:].isdigit() else ""
    return before + re.escape(point) + after
