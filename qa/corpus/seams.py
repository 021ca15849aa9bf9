"""Where a block that holds two articles' text divides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.corpus.pieces import attested
from qa.corpus.tfidf import TfIdf, Vector
from qa.zh import bigrams, sentences

EVIDENCE = 0.15
"""How much more the bigrams of either side must weigh in their own article than in the other."""


class Seams:
    """Finds seams on one page by the bigrams on either side."""

    def __init__(self, texts: Sequence[str], page: str) -> None:
        self._page = page
        self._tfidf = TfIdf(texts)
        self._grams: dict[str, list[str]] = {}

    def wording(self, texts: Iterable[str]) -> Vector:
        """Return what an article says, for ``seam``."""
        return self._tfidf.vector(texts)

    def seam(self, text: str, left: Vector, right: Vector, tail: str) -> int:
        """Find where a text passes from one article to another; 0 if it does not.

        ``left`` and ``right`` are what else the two say, ``tail`` is the text that the second
        broke off. Within the sentence of the seam, a place where it goes on with a phrase known
        from the page is preferred.
        """
        gains = [0.0]
        for gram in self._pairs(text):
            gains.append(gains[-1] + left.get(gram, 0.0) - right.get(gram, 0.0))
        best = max(range(len(gains)), key=gains.__getitem__)
        if gains[best] < EVIDENCE or gains[best] - gains[-1] < EVIDENCE:
            return 0
        start, end = next((s for s in sentences(text) if s[0] < best <= s[1]), (best, best))
        cuts = [i for i in range(start + 1, end) if attested(tail, text[i:], self._page)]
        return max(cuts, key=gains.__getitem__, default=best)

    def _pairs(self, text: str) -> list[str]:
        """The bigram at every place of a text, empty where there is none."""
        if text not in self._grams:
            self._grams[text] = ["".join(bigrams("".join(pair))) for pair in pairwise(text)]
        return self._grams[text]
