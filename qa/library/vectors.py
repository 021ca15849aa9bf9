"""The vector index: Chroma, embedded in this process or behind a server.

It is derived from the catalogue and holds ids and vectors only. Chroma is thread-safe but not
process-safe, and not crash-safe: one process writes (``qa.library.lock``), readers open it again
when the catalogue has a new generation, and ``damaged`` compares it with the catalogue.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from qa.errors import DamagedError, LibraryError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 2000  # below the 5,461 records that Chroma takes at once
_HNSW = {"space": "cosine", "ef_search": 1000, "max_neighbors": 32}
"""Twice Chroma's neighbours: at 44,005 vectors 99.9 of the 100 nearest.

The graph comes out otherwise at each opening; looked through so widely, a collection of a thousand
vectors gives the same neighbours nevertheless.
"""

_LOST = 0.2  # the share of a sample that may miss itself
_DAMAGED = "向量索引读不出来,请运行 qa index:它会由目录重建,不必重新计算向量。"


class VectorIndex:
    """Nearest neighbours by cosine. ``name`` tells collections on one server apart.

    Files that cannot be read are no error until they are used; ``clear`` makes them anew. Every
    method raises ``DamagedError`` where they cannot be read and ``LibraryError`` where the
    server named by ``url`` does not answer.
    """

    def __init__(self, folder: Path, name: str, url: str = "") -> None:
        self._folder, self._name, self._url = folder, f"chunks-{name}", url
        self._open()

    def _open(self) -> None:
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.errors import ChromaError

        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        self._client: Any = None
        self._collection: Any = None
        try:
            self._client = self._server() if self._url else self._embedded()
            self._collection = self._client.get_or_create_collection(
                self._name, embedding_function=None, configuration={"hnsw": _HNSW}
            )
        except ChromaError:
            if self._url:
                raise self._unreachable() from None
            SharedSystemClient.clear_system_cache()  # what failed to start stays in it

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """The collection; what goes wrong inside becomes one of our errors."""
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        if self._collection is None:
            raise DamagedError(_DAMAGED)
        try:
            yield self._collection
        except ChromaError as error:
            raise DamagedError(_DAMAGED) from error
        except HTTPError as error:
            raise self._unreachable() from error

    def _unreachable(self) -> LibraryError:
        return LibraryError(
            f"连不上 Chroma 服务器 {self._url},请确认它已启动,或清空 QA_CHROMA_URL。"
        )

    def _embedded(self) -> Any:  # noqa: ANN401 (chromadb has no usable type for both clients)
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        return chromadb.PersistentClient(self._folder, settings)

    def _server(self) -> Any:  # noqa: ANN401
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(self._url)
        secure = parts.scheme == "https"
        try:
            return chromadb.HttpClient(
                parts.hostname or "",
                parts.port or (443 if secure else 8000),
                ssl=secure,
                settings=Settings(anonymized_telemetry=False),
            )
        except ValueError as error:
            raise self._unreachable() from error

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

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add vectors, or replace those whose ids are known."""
        ids = list(vectors)
        for i in range(0, len(ids), _BATCH):
            batch = ids[i : i + _BATCH]
            rows = np.stack([vectors[name] for name in batch])
            with self._opened() as collection:
                collection.upsert(ids=batch, embeddings=rows)

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are passed over."""
        for i in range(0, len(ids), _BATCH):
            with self._opened() as collection:
                collection.delete(ids=list(ids[i : i + _BATCH]))

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the ``k`` nearest ids with their cosine similarity, nearest first."""
        with self._opened() as collection:
            found = collection.query(
                query_embeddings=[vector.tolist()], n_results=k, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(name, 1.0 - float(distance)) for name, distance in pairs]

    def sizes(self) -> dict[str, int]:
        """Return the length in bytes of each file of the graph; a server looks after its own."""
        if self._url:
            return {}
        return {
            str(f.relative_to(self._folder)): f.stat().st_size for f in self._folder.glob("*/*")
        }

    def count(self) -> int:
        """Return the number of vectors."""
        with self._opened() as collection:
            return int(collection.count())

    def finds(self, sample: Mapping[str, NDArray[np.float32]]) -> bool:
        """Tell whether the stored vectors find themselves: files may be cut or lost in silence.

        The graph is approximate, and in a large one a sound vector may miss itself. Where files
        are lost, most of a sample spread over the collection does.
        """
        lost = sum(not self._finds(name, vector) for name, vector in sample.items())
        return lost <= _LOST * len(sample)

    def _finds(self, name: str, vector: NDArray[np.float32]) -> bool:
        found = self.search(vector, 3)
        return any(i == name or score > 0.9999 for i, score in found)

    def close(self) -> None:
        """Let go of the files."""
        if self._client is not None:
            self._client.close()
