"""Means, percentiles, and how far chance goes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import comb, sqrt
from statistics import fmean


def mean(values: Sequence[float]) -> float | None:
    """Arithmetic mean; ``None`` of nothing."""
    return fmean(values) if values else None


def percentile(values: Sequence[float], p: float) -> float | None:
    """The ``p``-th percentile (0–100), interpolated linearly; ``None`` of nothing.

    (Hyndman and Fan 1996, definition 7, which numpy uses too.)
    """
    return _percentile(sorted(values), p) if values else None


def bootstrap_interval(
    values: Sequence[float], level: float = 0.95, resamples: int = 2000, seed: int = 0
) -> tuple[float, float] | None:
    """Confidence interval of the mean by the percentile bootstrap; ``None`` of nothing.

    (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.) The same
    values and seed give the same interval.
    """
    if not values:
        return None
    draw = random.Random(seed)
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(resamples))
    tail = 100 * (1 - level) / 2
    return _percentile(means, tail), _percentile(means, 100 - tail)


def wilson_interval(won: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share of ``won`` in ``n``, which unlike the bootstrap's stays
    wide where few questions all came out alike (Wilson, JASA 22, 1927). ``n`` is at least 1.
    """
    share, z = won / n, 1.959964
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    low, high = ((middle + side * half) / (1 + z * z / n) for side in (-1, 1))
    return max(low, 0.0), min(high, 1.0)


def paired_difference(
    first: Sequence[float], second: Sequence[float]
) -> tuple[float, tuple[float, float]] | None:
    """The mean of what ``second`` has more than ``first``, pair by pair, and its 95 % interval by
    the paired bootstrap (Efron and Tibshirani 1993); ``None`` of nothing.
    """
    differences = [b - a for a, b in zip(first, second, strict=True)]
    interval = bootstrap_interval(differences)
    return None if interval is None else (fmean(differences), interval)


def mcnemar(pairs: Sequence[tuple[bool, bool]]) -> float:
    """The exact two-sided p-value of McNemar's test: how probable so uneven a split of the pairs
    that differ is, if either way is equally likely (Edwards, Psychometrika 13, 1948).
    """
    won = sum(b and not a for a, b in pairs)
    lost = sum(a and not b for a, b in pairs)
    tail = sum(comb(won + lost, k) for k in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / (1 << (won + lost)))


def _percentile(ordered: Sequence[float], p: float) -> float:
    place = (len(ordered) - 1) * p / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
