"""The library: the catalogue with its two derived indexes, kept in step.

Layout of its folder: ``catalogue.sqlite`` (the truth), ``vectors/`` (Chroma) and ``keywords/``.
A writer commits to the catalogue first and brings the indexes up to date from the catalogue's
list of changes; if it dies in between, the next process that may write does the rest.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import DamagedError, LockedError, MismatchError, NoIndexError
from qa.library.catalogue import Catalogue
from qa.library.keywords import KeywordIndex
from qa.library.lock import writer_lock
from qa.library.vectors import VectorIndex
from qa.schema import Article, Chunk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CATALOGUE = "catalogue.sqlite"
_SAMPLE = 16  # vectors asked for themselves when the index is opened
_BATCH = 1000
_FILES = "vector files"  # the catalogue's note on the vector index: sizes, or
_WRITING = "writing"
_REMEDY = "运行 qa index,索引会由目录重建,不必重新计算向量。"
_NO_INDEX = "还没有建立索引,请先运行 qa index。"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of ``Library.check``; ``remedy`` is empty where nothing is wrong."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Library:
    """A collection on disk. Open it with ``open_library`` or, to index, ``create_library``."""

    def __init__(self, home: Path, chroma_url: str = "") -> None:
        self.home = home
        self.catalogue = Catalogue(home / _CATALOGUE)
        self.vectors = VectorIndex(home / "vectors", self.catalogue.meta("name"), chroma_url)
        self.keywords = self._open_keywords()
        self._generation = self.catalogue.meta("generation")
        self._articles: dict[str, Article | None] = {}
        self._refreshing = threading.Lock()

    def _open_keywords(self) -> KeywordIndex:
        folder = self.home / "keywords"
        try:
            return KeywordIndex(folder)
        except DamagedError:
            KeywordIndex.erase(folder)
            return KeywordIndex(folder)

    # Reading

    def refresh(self) -> None:
        """See what another process has committed since."""
        generation = self.catalogue.meta("generation")
        with self._refreshing:
            if generation != self._generation:
                self.vectors.reopen()
                self.keywords.reload()
                self._articles.clear()
                self._generation = generation

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where the collection does not hold it."""
        if article_id not in self._articles:
            self._articles[article_id] = self.catalogue.article(article_id)
        return self._articles[article_id]

    def articles(self, limit: int = -1) -> list[Article]:
        """Return every article once, or the first ``limit``, in the order of files and pages."""
        return self.catalogue.articles(limit)

    def article_count(self) -> int:
        """Return the number of articles."""
        return self.catalogue.article_count()

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many chunks hold each of these bigrams."""
        return self.keywords.document_frequency(terms)

    def chunk_count(self) -> int:
        """Return the number of chunks."""
        return self.catalogue.chunk_count()

    def chunks(self, ids: Iterable[str]) -> dict[str, tuple[Chunk, Article]]:
        """Return those of the chunks that the catalogue holds, with their articles."""
        found = {}
        for name, entry in self.catalogue.entries(ids).items():
            article = self.article(entry.chunk.article_id)
            if article is not None:
                found[name] = (entry.chunk, article)
        return found

    def search_vectors(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the nearest chunks' ids with their cosine similarity, best first."""
        return self.vectors.search(vector, k)

    def search_keywords(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the best chunks' ids by BM25, best first."""
        return self.keywords.search(query, k)

    # Keeping the indexes in step; the caller holds the writer lock

    def settle(self) -> None:
        """Bring both indexes up to date with the catalogue's list of changes.

        Chroma rewrites its files in place, and reading broken ones may crash the process. So the
        catalogue notes that writing has begun and, at the end, how long each file has become.
        """
        if changes := self.catalogue.changes():
            self.catalogue.set_meta(_FILES, _WRITING)
            for i in range(0, len(changes), _BATCH):
                self._apply(changes[i : i + _BATCH])
            self.catalogue.set_meta(_FILES, json.dumps(self.vectors.sizes()))

    def _apply(self, ids: Sequence[str]) -> None:
        entries = self.catalogue.entries(ids)
        gone = [i for i in ids if i not in entries]
        self.vectors.delete(gone)
        self.vectors.put(self.catalogue.vectors(entries))
        self.keywords.delete(gone)
        self.keywords.add((i, entry.text) for i, entry in entries.items())
        self.keywords.commit()
        self.catalogue.settle(ids)
        self._generation = self.catalogue.meta("generation")
        self._articles.clear()

    def rebuild(self) -> None:
        """Make both indexes anew from the catalogue; nothing is embedded again."""
        self.vectors.clear()
        self.keywords.clear()
        self.catalogue.mark_all_changed()
        self.settle()

    def mend(self) -> None:
        """Bring both indexes in step, anew where they cannot be read or do not match."""
        if not self._broken():
            with suppress(DamagedError):
                self.settle()
        if not self.sound():
            self.rebuild()

    def _broken(self) -> str:
        """Say why the vector index must not even be read; empty where it may."""
        noted = self.catalogue.meta(_FILES)
        if noted == _WRITING:
            return "写入没有完成"
        sizes = self.vectors.sizes()
        cut = any(sizes.get(name, 0) < size for name, size in json.loads(noted or "{}").items())
        return "文件残缺" if cut else ""

    def sound(self) -> bool:
        """Tell whether both indexes hold just what the catalogue holds."""
        return all(check.ok for check in self.check())

    def check(self) -> list[Check]:
        """Compare the indexes with the catalogue: counts, and a sample that must find itself."""
        ids, waiting = self.catalogue.chunk_ids(), len(self.catalogue.changes())
        words = self.keywords.count()
        return [
            _check("待写入索引的改动", waiting == 0, f"{waiting} 条"),
            _check("向量索引", *self._check_vectors(ids)),
            _check("关键词索引", words == len(ids), f"{words} 条,目录中 {len(ids)} 条"),
        ]

    def _check_vectors(self, ids: Sequence[str]) -> tuple[bool, str]:
        if broken := self._broken():
            return False, broken
        sample = self.catalogue.vectors(ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE])
        try:
            count = self.vectors.count()
            ok = count == len(ids) and self.vectors.finds(sample)
        except DamagedError:
            return False, f"读不出来,目录中 {len(ids)} 条"
        return ok, f"{count} 条,目录中 {len(ids)} 条"

    def close(self) -> None:
        """Close all files."""
        self.vectors.close()
        self.keywords.close()
        self.catalogue.close()


def _check(name: str, ok: bool, detail: str) -> Check:
    return Check(name, ok, detail, "" if ok else _REMEDY)


def open_library(
    home: Path, identity: str, chroma_url: str = "", *, repair: bool = True
) -> Library:
    """Open a collection for reading; mend its indexes first where they are out of step.

    Raises ``NoIndexError`` where there is none and ``MismatchError`` where another embedding
    model than ``identity`` made it. While another process writes, nothing is mended.
    """
    require_index(home)
    library = Library(home, chroma_url)
    try:
        _require(library.catalogue, identity)
        if not library.article_count():
            raise NoIndexError(_NO_INDEX)
        if repair:
            _mend(library)
    except BaseException:
        library.close()
        raise
    return library


def require_index(home: Path) -> None:
    """Raise ``NoIndexError`` where nothing has been indexed in ``home``."""
    if not (home / _CATALOGUE).is_file():
        raise NoIndexError(_NO_INDEX)


def stored_articles(home: Path) -> list[Article]:
    """Return every article without opening an index. Raises ``NoIndexError``."""
    require_index(home)
    catalogue = Catalogue(home / _CATALOGUE)
    try:
        return catalogue.articles()
    finally:
        catalogue.close()


def create_library(home: Path, identity: str, chroma_url: str = "") -> Library:
    """Open a collection for writing, a new one where there is none. The caller holds the lock."""
    home.mkdir(parents=True, exist_ok=True)
    library = Library(home, chroma_url)
    try:
        _require(library.catalogue, identity)
        library.catalogue.set_meta("model", identity)
        library.mend()
    except BaseException:
        library.close()
        raise
    return library


def _mend(library: Library) -> None:
    """Bring the indexes in step, unless another process is writing and will do so itself."""
    if library.sound():
        return
    with suppress(LockedError), writer_lock(library.home):
        library.mend()


def _require(catalogue: Catalogue, identity: str) -> None:
    made_by = catalogue.meta("model")
    if made_by and made_by != identity:
        raise MismatchError(
            f"索引由嵌入模型 {made_by} 建立,现在设置的是 {identity};"
            "请改回 QA_EMBEDDING_MODEL,或换一个 QA_HOME 后运行 qa index。"
        )
