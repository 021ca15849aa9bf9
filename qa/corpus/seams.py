"""Where a block that holds two articles' text divides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.corpus.continuity import Continuity
from qa.corpus.tfidf import TfIdf, Vector
from qa.zh import bigrams, sentences

EVIDENCE = 0.15
"""How much more the bigrams of either side must weigh in their own article than in the other."""

FLOW = 0.2
"""What it counts for, beside the bigrams, that the text goes on with what broke off."""


class Seams:
    """Finds seams on one page by the bigrams on either side."""

    def __init__(self, texts: Sequence[str], continuity: Continuity) -> None:
        self._continuity = continuity
        self._tfidf = TfIdf(texts)
        self._grams: dict[str, list[str]] = {}

    def wording(self, texts: Iterable[str]) -> Vector:
        """Return what an article says, for ``seam``."""
        return self._tfidf.vector(texts)

    def seam(self, text: str, left: Vector, right: Vector, tail: str) -> int:
        """Find where a text passes from one article to another; 0 if it does not.

        ``left`` and ``right`` are what else the two say, ``tail`` is the text that the second
        broke off. Within the sentence of the seam the place counts where the text goes on with
        that and not with itself.
        """
        gains = [0.0]
        for gram in self._pairs(text):
            gains.append(gains[-1] + left.get(gram, 0.0) - right.get(gram, 0.0))
        best = max(range(len(gains)), key=gains.__getitem__)
        if gains[best] < EVIDENCE or gains[best] - gains[-1] < EVIDENCE:
            return 0
        start, end = next((s for s in sentences(text) if s[0] < best <= s[1]), (best, best))
        places = range(start + 1, end)
        self._continuity.read((one, text[i:]) for i in places for one in (tail, text[:i]))
        return max(places, key=lambda i: gains[i] + FLOW * self._turn(tail, text, i), default=best)

    def _turn(self, tail: str, text: str, i: int) -> float:
        """How much more what follows place ``i`` goes on with ``tail`` than with what is there."""
        known = float(self._continuity.attested(tail, text[i:]))
        own = self._continuity.flow(text[:i], text[i:])
        return known + self._continuity.flow(tail, text[i:]) - own

    def _pairs(self, text: str) -> list[str]:
        """The bigram at every place of a text, empty where there is none."""
        if text not in self._grams:
            self._grams[text] = ["".join(bigrams("".join(pair))) for pair in pairwise(text)]
        return self._grams[text]
