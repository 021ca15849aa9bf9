"""Score fusion: one ranking of chunks out of what each searcher and the whole articles say.

The three are brought to a common scale and added with weights: a convex combination, which keeps
how far apart two candidates are, where reciprocal rank fusion keeps only their order. Bruch,
Gai, Ingber: An Analysis of Fusion Functions for Hybrid Retrieval. ACM TOIS 42 (2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What the cosine and the article count for beside the keywords, which count for 1."""

    vector: float
    article: float


def fuse(
    keyword: Mapping[str, float],
    vector: Mapping[str, float],
    article: Mapping[str, float],
    weights: Weights,
) -> list[tuple[str, float]]:
    """Fuse the scores of chunks by id; best first, ties by id.

    ``keyword`` and ``vector`` hold what each searcher found; ``article`` the score of the whole
    article for every chunk that is to come out.
    """
    words, whole = share_of_best(keyword), share_of_best(article)
    near = between_extremes(vector)
    scores = {
        name: words.get(name, 0.0)
        + weights.vector * near.get(name, 0.0)
        + weights.article * whole[name]
        for name in article
    }
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def share_of_best(scores: Mapping[str, float]) -> dict[str, float]:
    """Scale scores whose least is 0, as BM25's is, so that the best is 1."""
    best = max(scores.values(), default=0.0)
    return {name: score / best if best else 0.0 for name, score in scores.items()}


def between_extremes(scores: Mapping[str, float]) -> dict[str, float]:
    """Scale scores so that the best is 1 and the least 0: all cosines of E5 lie close together."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {
        name: (score - low) / (high - low) if high > low else 1.0 for name, score in scores.items()
    }
