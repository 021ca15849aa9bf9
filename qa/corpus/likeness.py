"""What the texts of a page are about, as vectors that can be compared.

Articles on one page share a language and often a subject, so that all their texts are near to
each other. What tells them apart is what remains when the page's mean is taken away
(Arora, Liang, Ma: A simple but tough-to-beat baseline for sentence embeddings, ICLR 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]

LENGTH = 300
"""So many characters of a text tell its subject."""


class Likeness:
    """Vectors of the texts of one page; further texts, such as parts of them, may be asked for.

    They are always the packaged model's, whatever model the library is searched with: the weights
    of the signals were fitted on its cosines.
    """

    def __init__(self, texts: Sequence[str], lines: Sequence[str] = ()) -> None:
        """Take the page's ``texts``, whose mean is the page's, and its other ``lines``."""
        self._vectors: dict[str, Vector] = {}
        self._load([*texts, *lines])
        rows = [self.vector(text) for text in texts]
        self._mean: Vector = np.mean(rows, axis=0) if rows else np.zeros(1, np.float32)
        self._contrasts: dict[str, Vector] = {}

    def _load(self, texts: Iterable[str]) -> None:
        from qa.models.embedding import load_embedder

        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            made = load_embedder().encode_documents([text[:LENGTH] for text in new])
            self._vectors |= dict(zip(new, made, strict=True))

    def vector(self, text: str) -> Vector:
        """Return the embedding of a text, of length 1: (dimension,)."""
        if text not in self._vectors:
            self._load([text])
        return self._vectors[text]

    def contrast(self, text: str) -> Vector:
        """Return in what a text differs from the page's mean, of length 1: (dimension,)."""
        if text not in self._contrasts:
            rest = self.vector(text) - self._mean
            self._contrasts[text] = rest / max(float(np.linalg.norm(rest)), 1e-6)
        return self._contrasts[text]
