"""The keyword index: BM25 over our own Chinese tokens, in tantivy.

It is derived from the catalogue. tantivy commits atomically: a reader, in this process or
another, sees whole commits only, and a writer that dies leaves the last one. Its lock on writing
is the operating system's and dies with its holder. A search takes a hundredth of the time that
SQLite's FTS5 needs for the same ranking (``eval/bench_keywords.py``).
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import DamagedError, LibraryError
from qa.library.footers import require_sound
from qa.zh import bigrams, tokens

if TYPE_CHECKING:
    from tantivy import Index, IndexWriter, Query, Schema, Searcher

_FORMAT = 3  # counted up when the fields or the tokens change; others are made anew
_TOKENS = f"tokens{_FORMAT}"
_META = "meta.json"
_WRITING_BYTES = 64_000_000  # what the writer holds in memory before it writes a segment
_TIES = 64  # texts of equal score beyond the last one asked for that are put in order
_ATTEMPTS = 5


class KeywordIndex:
    """Texts by id. One process writes at a time; any number of threads and processes search.

    Every method raises ``DamagedError`` where the files cannot be read, and ``LibraryError``
    where the disk is full, not writable or another process writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writing = threading.RLock()
        self._schema = _schema()
        self._writer: IndexWriter | None = None
        self._open()

    def _open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        for attempt in range(_ATTEMPTS):
            seen = self._stamp()
            try:
                self._index = self._opened(seen)
                self._seen = seen
                return
            except DamagedError:
                # A writer elsewhere may have merged files away since we read of them.
                if seen == self._stamp() or attempt == _ATTEMPTS - 1:
                    raise

    def _opened(self, seen: object) -> Index:
        from tantivy import Index

        if seen is None and any(not f.name.startswith(".") for f in self._folder.iterdir()):
            raise self._damaged(f"缺少 {_META}")
        with self._reading():
            require_sound(self._folder)
            index = Index(self._schema, str(self._folder))
            index.config_reader("manual")
            index.reload()
            return index

    def _stamp(self) -> object:
        """What changes with every commit, of whatever process; ``None`` without an index."""
        try:
            stat = (self._folder / _META).stat()
        except FileNotFoundError:
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    # Writing

    def add(self, items: Iterable[tuple[str, str]]) -> None:
        """Add texts, or replace those whose ids are known; seen by searches after ``commit``."""
        from tantivy import Document

        with self._written() as writer:
            for name, text in dict(items).items():
                writer.delete_documents_by_term("id", name)
                writer.add_document(Document(**{"id": name, _TOKENS: " ".join(tokens(text))}))

    def delete(self, ids: Iterable[str]) -> None:
        """Remove ids, as seen by searches after ``commit``; unknown ones are passed over."""
        with self._written() as writer:
            for name in ids:
                writer.delete_documents_by_term("id", name)

    def commit(self) -> None:
        """Make what was added and deleted last, all of it or nothing."""
        with self._written() as writer:
            writer.commit()
            self._let_go()  # another process may write next
        self._follow()

    def clear(self) -> None:
        """Start again with nothing, whatever state the files are in."""
        with self._writing:
            self.close()
            self.erase(self._folder)
            self._open()

    @staticmethod
    def erase(folder: Path) -> None:
        """Delete the files of an index that cannot be opened."""
        shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _written(self) -> Iterator[Any]:
        with self._writing:
            try:
                if self._writer is None:
                    self._writer = self._index.writer(_WRITING_BYTES, num_threads=1)
                yield self._writer
            except (ValueError, OSError) as error:
                with suppress(ValueError):  # it has failed already
                    self._let_go()
                raise self._unusable(error) from error

    def _let_go(self) -> None:
        """End the writer's threads, once small segments are merged; drop what is uncommitted."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.wait_merging_threads()

    # Reading

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the ``k`` best ids by BM25 (higher is better), best first, ties by id."""
        wanted = self._query(query)
        if wanted is None:
            return []
        with self._reading():
            searcher = self._searcher()
            hits = searcher.search(wanted, k + _TIES, count=False).hits
            found = [(searcher.doc(at)["id"][0], float(score)) for score, at in hits]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _query(self, query: str) -> Query | None:
        """Return a search for any token of ``query``; ``None`` where it has none.

        A query of single ideographs finds them wherever they stand, by the tokens they begin.
        """
        from tantivy import Occur, Query

        asked = sorted(set(bigrams(query)))
        if all(len(t) == 1 and not t.isascii() for t in asked):
            terms = [Query.regex_query(self._schema, _TOKENS, f"{t}.?") for t in asked]
        else:
            terms = [Query.term_query(self._schema, _TOKENS, t, "freq") for t in asked]
        return Query.boolean_query([(Occur.Should, t) for t in terms]) if terms else None

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many texts hold each of these tokens; those that none holds are left out."""
        from tantivy import Query

        with self._reading():
            searcher: Any = self._searcher()
            counts = {
                term: searcher.search(Query.term_query(self._schema, _TOKENS, term), 1).count
                for term in terms
            }
        return {term: int(count) for term, count in counts.items() if count}

    def count(self) -> int:
        """Return the number of texts."""
        with self._reading():
            return int(self._searcher().num_docs)

    def reload(self) -> None:
        """Open the files again: another process may have made the index anew."""
        with self._writing:
            self.close()
            self._open()

    def close(self) -> None:
        """Close the files; what was not committed is dropped."""
        with self._writing, suppress(ValueError):
            self._let_go()

    def _searcher(self) -> Searcher:
        if self._stamp() != self._seen:
            self._follow()
        return self._index.searcher()

    def _follow(self) -> None:
        """See what has been committed since, here or in another process."""
        seen = self._stamp()
        with self._reading():
            self._index.reload()
        self._seen = seen

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> DamagedError:
        return DamagedError(f"关键词索引 {self._folder} 已损坏({why}),请运行 qa index 重建。")

    def _unusable(self, error: Exception) -> LibraryError:
        return LibraryError(
            f"关键词索引 {self._folder} 用不了({error}),请检查磁盘空间和权限,"
            "确认没有别的程序正在建立索引,稍后再试。"
        )


def _schema() -> Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_TOKENS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
