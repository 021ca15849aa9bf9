"""Articles gathered across files and within a file, embedded and stored together.

One transaction, one call of the model and one update of the indexes for some 2,000 chunks: a
small transaction each would take longer than the embedding. A file is never cut between two
transactions unless it fills one alone, so a reader sees all of a small file's change or none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from qa.library.catalogue import Catalogue
from qa.library.records import Entry, FileRecord, Placed, Portion, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNKS = 2000
SECONDS = 20.0


class DocumentEncoder(Protocol):
    """What indexing needs of an embedding model."""

    def encode_documents(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one normalised vector a text: (n, dimension)."""
        ...


class Batches:
    """Collects articles and stores them; ``stored`` is called after every transaction.

    ``files``, ``articles`` and ``chunks`` count what has been stored.
    """

    def __init__(
        self, catalogue: Catalogue, encoder: DocumentEncoder, stored: Callable[[], None]
    ) -> None:
        self.files = self.articles = self.chunks = 0
        self._catalogue, self._encoder, self._stored = catalogue, encoder, stored
        self._complete: list[Portion] = []  # files whose last articles are here
        self._open: list[Placed] = []  # articles of the file at hand
        self._waiting = self._waiting_open = 0  # chunks of both
        self._since = time.monotonic()

    def add(self, file: FileRecord, placed: Placed) -> None:
        """Take an article of the file at hand."""
        self._open.append(placed)
        self._waiting_open += len(placed.entries)
        if self._waiting_open >= CHUNKS:
            self._store_with(Portion(file, tuple(self._open), complete=False))
            self._drop_open()
        elif self._waiting + self._waiting_open >= CHUNKS:
            self._store_with()

    @property
    def is_open(self) -> bool:
        """Whether articles of the file at hand are waiting."""
        return bool(self._open)

    def finish(self, file: FileRecord) -> None:
        """Take the end of the file at hand: ``file`` says what became of it.

        Of a file that failed half way, what came before is sound and is kept, unless an earlier
        reading of it is stored: that one stays then.
        """
        failed = file.state is State.FAILED
        if failed and file.reading > 1:
            self._drop_open()
        self._complete.append(Portion(file, tuple(self._open), complete=not failed))
        self._waiting += self._waiting_open
        self._drop_open()
        if self._waiting >= CHUNKS or time.monotonic() - self._since > SECONDS:
            self._store_with()

    def flush(self) -> None:
        """Store what is still waiting."""
        self._store_with()

    def _drop_open(self) -> None:
        self._open, self._waiting_open = [], 0

    def _store_with(self, *more: Portion) -> None:
        portions = [*self._complete, *more]
        if not portions:
            return
        entries = [e for p in portions for placed in p.articles for e in placed.entries]
        self._catalogue.store(portions, self._embed(entries))
        self.files += len(self._complete)
        self.articles += sum(len(p.articles) for p in portions)
        self.chunks += len(entries)
        self._complete, self._waiting = [], 0
        self._stored()
        self._since = time.monotonic()

    def _embed(self, entries: Sequence[Entry]) -> dict[bytes, NDArray[np.float16]]:
        """Return the vectors of those texts that the catalogue has none for, each once."""
        texts = {e.key: e.text for e in entries}
        for key in self._catalogue.embedded(texts):
            del texts[key]
        if not texts:
            return {}
        made = self._encoder.encode_documents(list(texts.values())).astype(np.float16)
        return dict(zip(texts, made, strict=True))
