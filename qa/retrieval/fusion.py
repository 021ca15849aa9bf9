"""Rank fusion: one ranking out of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

RANK_CONSTANT = 60
"""The constant of the paper; it keeps the first ranks from deciding alone."""


def reciprocal_rank_fusion(
    rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Fuse rankings of ids (best first) by reciprocal rank; best first, ties by id.

    An id scores the sum of ``weight / (RANK_CONSTANT + rank)`` over the rankings that hold it,
    ranks counted from 1. Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms
    Condorcet and individual rank learning methods. SIGIR 2009.
    """
    scores: dict[str, float] = defaultdict(float)
    for name, ranking in rankings.items():
        for rank, item in enumerate(ranking, start=1):
            scores[item] += weights[name] / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
