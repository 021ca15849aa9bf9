"""Tf-idf over character bigrams, with the texts of one page as the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

from qa.zh import bigrams

Vector = dict[str, float]


class TfIdf:
    """Weighs bigrams: those that stand in many texts of the page count little."""

    def __init__(self, texts: Sequence[str]) -> None:
        spread = Counter(gram for text in texts for gram in set(bigrams(text)))
        self._idf = {gram: log((len(texts) + 1) / n) for gram, n in spread.items()}

    def vector(self, texts: Iterable[str]) -> Vector:
        """Return the vector of some texts taken together, of length 1 (0 without bigrams)."""
        counts = Counter(gram for text in texts for gram in bigrams(text))
        weights = {g: (1 + log(n)) * self._idf.get(g, 0.0) for g, n in counts.items()}
        norm = sqrt(sum(w * w for w in weights.values())) or 1.0
        return {gram: weight / norm for gram, weight in weights.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b.get(gram, 0.0) for gram, weight in a.items())
