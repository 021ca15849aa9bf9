"""Keyword engines behind one small interface, for ``eval.bench_keywords`` only.

Articles and queries come as tokens; an article's id is its place in the order of indexing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol


class Engine(Protocol):
    """Indexes articles, a line of tokens each, and finds the best for a query."""

    def build(self, lines: Iterator[str]) -> None:
        """Index all articles, then be ready to search from disk."""
        ...

    def search(self, tokens: Sequence[str], k: int) -> list[int]:
        """Return the ids of the ``k`` best articles, best first."""
        ...


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Tantivy:
    """tantivy: Lucene's BM25 in Rust; k1 = 1.2 and b = 0.75 are fixed."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", fast=True)
        schema.add_text_field("body", tokenizer_name="whitespace")
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema, str(_empty(folder)))

    def build(self, lines: Iterator[str]) -> None:
        """Write with one thread and commit once."""
        from tantivy import Document

        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for n, line in enumerate(lines):
            document = Document()
            document.add_unsigned("id", n)
            document.add_text("body", line)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, tokens: Sequence[str], k: int) -> list[int]:
        """Search by an OR of all tokens."""
        from tantivy import Occur, Query

        terms = [(Occur.Should, Query.term_query(self._schema, "body", t)) for t in tokens]
        searcher = self._index.searcher()
        hits = searcher.search(Query.boolean_query(terms), k, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return [int(i) for i in ids if i is not None]


class Fts5:
    """SQLite FTS5 without stored content; k1 = 1.2 and b = 0.75 are fixed."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(_empty(folder) / "keywords.sqlite")
        self._db.execute(
            "CREATE VIRTUAL TABLE articles USING fts5"
            "(body, content='', tokenize=\"ascii tokenchars '.%'\")"
        )

    def build(self, lines: Iterator[str]) -> None:
        """Write in one transaction."""
        with self._db:
            self._db.executemany(
                "INSERT INTO articles (rowid, body) VALUES (?, ?)", enumerate(lines)
            )

    def search(self, tokens: Sequence[str], k: int) -> list[int]:
        """Search by an OR of all tokens, which scores every article that holds one."""
        query = " OR ".join(f'"{token}"' for token in tokens)
        sql = "SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?"
        return [rowid for (rowid,) in self._db.execute(sql, (query, k))]


class Bm25s:
    """bm25s: every token's score in a sparse matrix, loaded by mmap; built whole."""

    def __init__(self, folder: Path, k1: float = 1.2, b: float = 0.75) -> None:
        self._folder, self._k1, self._b = _empty(folder), k1, b
        self._index: Any = None

    def build(self, lines: Iterator[str]) -> None:
        """Index, save and load again."""
        import bm25s

        vocabulary: dict[str, int] = {}
        ids = [[vocabulary.setdefault(t, len(vocabulary)) for t in x.split()] for x in lines]
        index = bm25s.BM25(k1=self._k1, b=self._b, method="lucene")
        index.index((ids, vocabulary), show_progress=False)
        index.save(str(self._folder))
        self._index = bm25s.BM25.load(str(self._folder), mmap=True)

    def search(self, tokens: Sequence[str], k: int) -> list[int]:
        """Search by adding up the tokens' columns."""
        known = [t for t in tokens if t in self._index.vocab_dict]
        found, _ = self._index.retrieve([known], k=k, show_progress=False)
        return [int(i) for i in found[0]]


ENGINES: dict[str, Callable[..., Engine]] = {"tantivy": Tantivy, "fts5": Fts5, "bm25s": Bm25s}
