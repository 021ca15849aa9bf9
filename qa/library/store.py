"""The library: the catalogue with its two derived indexes.

Layout of its folder: ``catalogue.sqlite`` (the truth), ``vectors/`` (Chroma) and ``keywords/``.
A writer commits to the catalogue first and brings the indexes up to date from the catalogue's
list of changes; if it dies in between, the next process that may write does the rest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import LibraryError, MismatchError, NoIndexError
from qa.library.catalogue import Catalogue
from qa.library.derived import Check, DerivedIndexes
from qa.library.lock import writer_lock
from qa.library.records import Card, FileRecord
from qa.schema import Article, Chunk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CATALOGUE = "catalogue.sqlite"
_REMEMBERED = 1000  # articles kept in memory
_NO_INDEX = "还没有建立索引,请先运行 qa index。"
_NO_VECTORS = "向量索引正在写入或需要修复,这次只按关键词检索;详情请运行 qa doctor。"


class Library:
    """A collection on disk. Open it with ``open_library`` or, to index, ``create_library``."""

    def __init__(self, home: Path, chroma_url: str = "", *, writer: bool = False) -> None:
        self.home = home
        self.catalogue = Catalogue(home / _CATALOGUE)
        try:
            self.indexes = DerivedIndexes(home, self.catalogue, chroma_url, writer=writer)
        except BaseException:
            self.catalogue.close()
            raise
        self.vectors, self.keywords = self.indexes.vectors, self.indexes.keywords
        self._version, self._own_writes = self.catalogue.version(), 0
        # By version: what is remembered of an article ends with the next commit, anyone's.
        self._article = lru_cache(_REMEMBERED)(lambda name, version: self.catalogue.article(name))

    # Reading

    @property
    def notice(self) -> str:
        """What a reader should know about the searches to come, in Chinese; empty if nothing."""
        return "" if self.indexes.ready else _NO_VECTORS

    def refresh(self) -> None:
        """See what another process has committed since."""
        self._version = self.catalogue.version()
        self.indexes.refresh()

    @property
    def state(self) -> Hashable:
        """What changes whenever the articles do, once ``refresh`` has looked."""
        return self._version, self._own_writes

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where the collection does not hold it."""
        return self._article(article_id, self.state)

    def articles(self, limit: int | None = None) -> list[Article]:
        """Return every article once, or the first ``limit``, in the order of files and pages."""
        return list(islice(self.catalogue.articles(), limit))

    def cards(self) -> list[Card]:
        """Return what is known of every article apart from its text, in the order of files."""
        return self.catalogue.cards()

    def article_count(self) -> int:
        """Return the number of articles."""
        return self.catalogue.article_count()

    def also_in(self, article_id: str) -> list[str]:
        """Return the files that hold this article too, besides the one that is cited."""
        return self.catalogue.also_in(article_id)

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
        return self.indexes.search_vectors(vector, k)

    def search_keywords(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the best chunks' ids by BM25, best first."""
        return self.keywords.search(query, k)

    def check(self) -> list[Check]:
        """Compare the indexes with the catalogue: counts, and a sample that must find itself."""
        return self.indexes.check()

    def sound(self) -> bool:
        """Tell whether both indexes hold just what the catalogue holds."""
        return all(check.ok for check in self.check())

    # Writing; the caller holds the writer lock

    def settle(self) -> None:
        """Bring both indexes up to date with the catalogue."""
        self.indexes.settle()
        self._own_writes += 1

    def mend(self) -> None:
        """Bring both indexes in step; nothing is embedded again."""
        self.indexes.mend()

    def close(self) -> None:
        """Close all files."""
        self.indexes.close()
        self.catalogue.close()


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
        library.indexes.load()
        if repair and not library.sound():
            # Locked by another writer, which mends itself, or no room: keywords serve until then.
            with suppress(LibraryError), writer_lock(home):
                library.mend()
    except BaseException:
        library.close()
        raise
    return library


def require_index(home: Path) -> None:
    """Raise ``NoIndexError`` where nothing has been indexed in ``home``."""
    if not (home / _CATALOGUE).is_file():
        raise NoIndexError(_NO_INDEX)


def stored_articles(home: Path) -> Iterator[tuple[Article, list[str]]]:
    """Yield every article, and the other files that hold it, without opening an index.

    Raises ``NoIndexError``.
    """
    require_index(home)
    catalogue = Catalogue(home / _CATALOGUE)
    try:
        for article in catalogue.articles():
            yield article, catalogue.also_in(article.id)
    finally:
        catalogue.close()


def create_library(home: Path, identity: str, chroma_url: str = "") -> Library:
    """Open a collection for writing, a new one where there is none. The caller holds the lock."""
    home.mkdir(parents=True, exist_ok=True)
    library = Library(home, chroma_url, writer=True)
    try:
        _require(library.catalogue, identity)
        library.catalogue.set_meta("model", identity)
        library.mend()
    except BaseException:
        library.close()
        raise
    return library


def _require(catalogue: Catalogue, identity: str) -> None:
    made_by = catalogue.meta("model")
    if made_by and made_by != identity:
        raise MismatchError(
            f"索引由嵌入模型 {made_by} 建立,现在设置的是 {identity};"
            "请改回 QA_EMBEDDING_MODEL,或换一个 QA_HOME 后运行 qa index。"
        )


def stored_files(home: Path) -> list[FileRecord]:
    """Return what is known of every file, without opening an index; nothing where there is none."""
    if not (home / _CATALOGUE).is_file():
        return []
    catalogue = Catalogue(home / _CATALOGUE)
    try:
        return catalogue.files()
    finally:
        catalogue.close()
