"""Whether the same question in other words gets the same answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from itertools import combinations
from statistics import fmean


def consistent(outcomes: Collection[object]) -> float | None:
    """1 where all wordings of a question came out the same, else 0; ``None`` below two.

    An outcome is whatever two answers must share: refused or not, and the gold points they hold.
    """
    return float(len(set(outcomes)) == 1) if len(outcomes) > 1 else None


def agreement(cited: Sequence[Set[object]]) -> float | None:
    """The mean Jaccard index of what pairs of answers cite; ``None`` below two answers.

    Two answers that cite nothing agree.
    """
    pairs = list(combinations(cited, 2))
    return fmean(_jaccard(a, b) for a, b in pairs) if pairs else None


def _jaccard(a: Set[object], b: Set[object]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0
