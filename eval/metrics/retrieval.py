"""Measures of a ranking against the gold fragments that its results hold.

After Manning, Raghavan and Schütze, *Introduction to Information Retrieval* (2008), chapter 8.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import log2


def recall_at_k(results: Sequence[Set[int]], gold: int, k: int) -> float | None:
    """Share of the ``gold`` fragments that the first ``k`` results hold together.

    ``results`` gives for each result, best first, the numbers of the fragments it holds.
    ``None`` where there is no gold fragment. (Manning et al. 2008, section 8.3.)
    """
    if gold == 0:
        return None
    return len(set().union(*results[:k])) / gold


def reciprocal_rank(results: Sequence[Set[int]], gold: int) -> float | None:
    """One over the rank of the first result that holds a gold fragment, 0 where none does.

    Its mean over questions is the MRR (Voorhees, TREC-8, 1999). ``None`` without gold fragments.
    """
    if gold == 0:
        return None
    return next((1 / rank for rank, held in enumerate(results, start=1) if held), 0.0)


def ndcg_at_k(results: Sequence[Set[int]], gold: int, k: int) -> float | None:
    """Normalised discounted cumulative gain of the first ``k`` results (Järvelin and Kekäläinen,
    TOIS 20, 2002). ``None`` where there is no gold fragment.

    A result gains 1 for every gold fragment that no result above it holds; the ideal ranking holds
    one new fragment at every rank from the first on. A result that holds several can be better
    than that and counts as ideal: no more than 1 is reached.
    """
    if gold == 0:
        return None
    seen: set[int] = set()
    gained = 0.0
    for rank, held in enumerate(results[:k], start=1):
        gained += len(held - seen) / log2(rank + 1)
        seen |= held
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(gold, k) + 1))
    return min(gained / ideal, 1.0)
