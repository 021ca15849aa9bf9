"""The vector index: Chroma, embedded in this process or behind a server.

It is derived from the catalogue and holds ids and vectors only. Chroma is thread-safe but not
process-safe, and not crash-safe: one process writes (``qa.library.lock``), readers open it again
when the catalogue has a new generation, and ``damaged`` compares it with the catalogue.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from qa.errors import LibraryError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 250  # inserts are quickest at 50–250 records


class VectorIndex:
    """Nearest neighbours by cosine. ``name`` tells collections on one server apart.

    Raises ``LibraryError`` where the server named by ``url`` does not answer.
    """

    def __init__(self, folder: Path, name: str, url: str = "") -> None:
        self._folder, self._name, self._url = folder, f"chunks-{name}", url
        self._open()

    def _open(self) -> None:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        self._client = self._server() if self._url else self._embedded()
        self._collection = self._client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def _embedded(self) -> Any:  # noqa: ANN401 (chromadb has no usable type for both clients)
        import chromadb

        settings = chromadb.Settings(anonymized_telemetry=False)
        return chromadb.PersistentClient(self._folder, settings)

    def _server(self) -> Any:  # noqa: ANN401
        import chromadb

        parts = urlsplit(self._url)
        secure = parts.scheme == "https"
        try:
            return chromadb.HttpClient(
                parts.hostname or "",
                parts.port or (443 if secure else 8000),
                ssl=secure,
                settings=chromadb.Settings(anonymized_telemetry=False),
            )
        except ValueError as error:
            raise LibraryError(
                f"连不上 Chroma 服务器 {self._url},请确认它已启动,或清空 QA_CHROMA_URL。"
            ) from error

    def reopen(self) -> None:
        """See what another process has written."""
        self.close()
        self._open()

    def clear(self) -> None:
        """Start again with nothing, whatever state the files are in."""
        if self._url:
            self._client.delete_collection(self._name)
        else:
            self.close()
            shutil.rmtree(self._folder, ignore_errors=True)
        self._open()

    def put(self, vectors: Mapping[str, NDArray[np.float16]]) -> None:
        """Add vectors, or replace those whose ids are known."""
        ids = list(vectors)
        for i in range(0, len(ids), _BATCH):
            batch = ids[i : i + _BATCH]
            rows = np.stack([vectors[name] for name in batch]).astype(np.float32)
            self._collection.upsert(ids=batch, embeddings=rows)

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are passed over."""
        for i in range(0, len(ids), _BATCH):
            self._collection.delete(ids=list(ids[i : i + _BATCH]))

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the ``k`` nearest ids with their cosine similarity, nearest first."""
        found = self._collection.query(
            query_embeddings=[vector.tolist()], n_results=k, include=["distances"]
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(name, 1.0 - float(distance)) for name, distance in pairs]

    def count(self) -> int:
        """Return the number of vectors."""
        return int(self._collection.count())

    def damaged(self, sample: Mapping[str, NDArray[np.float16]]) -> bool:
        """Tell whether a stored vector fails to find itself: files cut or lost in silence."""
        from chromadb.errors import ChromaError

        try:
            for name, vector in sample.items():
                found = self.search(vector.astype(np.float32), 3)
                if not any(i == name or score > 0.9999 for i, score in found):
                    return True
        except ChromaError:
            return True
        return False

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()
