"""A library of which only a few articles are searched at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.corpus.chunk import chunks
from qa.library.store import Library
from qa.schema import Article

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PartOfLibrary(Library):
    """Searches the articles of ``restrict`` only; how rare a word is, the whole library tells.

    The passages given with a question so cost no index of their own, and each is embedded once.
    Not for several threads.
    """

    def __init__(self, home: Path, chroma_url: str = "") -> None:
        super().__init__(home, chroma_url)
        self._ids: list[str] = []

    def restrict(self, articles: Iterable[Article]) -> None:
        """Search these articles from now on."""
        self._ids = [chunk.id for article in articles for chunk in chunks(article)]

    @property
    def state(self) -> Hashable:
        """What changes whenever the articles do, or those of them that are searched."""
        return super().state, tuple(self._ids)

    def search_vectors(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the nearest chunks' ids with their cosine similarity, best first."""
        stored = self.catalogue.vectors(self._ids)
        near = {name: float(vector @ v.astype(np.float32)) for name, v in stored.items()}
        return sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:k]

    def search_keywords(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the best chunks' ids by BM25, best first."""
        wanted = set(self._ids)
        found = super().search_keywords(query, self.chunk_count())
        return [(name, score) for name, score in found if name in wanted][:k]
