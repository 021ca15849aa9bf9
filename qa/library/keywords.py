"""The keyword index: BM25 over our own Chinese tokens, in SQLite's FTS5.

It is derived from the catalogue. SQLite commits atomically, so a reader sees whole batches only
and a process that dies leaves the last commit.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa.errors import DamagedError
from qa.zh import bigrams

_TABLES = """
CREATE TABLE IF NOT EXISTS names (id TEXT PRIMARY KEY, row INTEGER NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    tokens, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE IF NOT EXISTS terms USING fts5vocab (words, row);
"""


class KeywordIndex:
    """Texts by id. Safe to use from several threads; one process writes at a time.

    Raises ``DamagedError`` where the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._lock = folder, threading.RLock()
        self._open()

    def _open(self) -> None:
        path = self._folder / "keywords.sqlite"
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=30.0)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(_TABLES)
            self._db.execute("SELECT count(*) FROM names").fetchone()
        except sqlite3.DatabaseError as error:
            raise DamagedError(f"关键词索引 {path} 读不出来({error})。") from error

    def add(self, items: Iterable[tuple[str, str]]) -> None:
        """Add texts, or replace those whose ids are known; ``commit`` makes it last."""
        rows = list(items)
        self.delete([name for name, _ in rows])
        with self._lock:
            first = self._db.execute("SELECT coalesce(max(row), 0) + 1 FROM names").fetchone()[0]
            for row, (name, text) in enumerate(rows, start=first):
                self._db.execute("INSERT INTO names VALUES (?, ?)", (name, row))
                self._db.execute(
                    "INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, " ".join(_terms(text)))
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are passed over."""
        with self._lock:
            for name in ids:
                found = self._db.execute("SELECT row FROM names WHERE id = ?", (name,)).fetchone()
                if found:
                    self._db.execute("DELETE FROM words WHERE rowid = ?", found)
                    self._db.execute("DELETE FROM names WHERE id = ?", (name,))

    def commit(self) -> None:
        """Make what was added and deleted last, all of it or nothing."""
        with self._lock:
            self._db.commit()

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the ``k`` best ids by BM25 (higher is better), best first, ties by id."""
        wanted = sorted(set(_terms(query)))
        if not wanted:
            return []
        match = " OR ".join(f'"{term}"' for term in wanted)
        sql = (
            "SELECT names.id, -bm25(words) FROM words JOIN names ON names.row = words.rowid "
            "WHERE words MATCH ? ORDER BY 2 DESC, 1 LIMIT ?"
        )
        with self._lock:
            return [(str(i), float(s)) for i, s in self._db.execute(sql, (match, k)).fetchall()]

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many texts hold each of these tokens; those that none holds are left out."""
        sql = "SELECT doc FROM terms WHERE term = ?"
        found = {}
        with self._lock:
            for term in terms:
                row = self._db.execute(sql, (_escape(term),)).fetchone()
                if row:
                    found[term] = int(row[0])
        return found

    def count(self) -> int:
        """Return the number of texts."""
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM names").fetchone()[0])

    def clear(self) -> None:
        """Start again with nothing, whatever state the files are in."""
        with self._lock:
            self._db.close()
            self.erase(self._folder)
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open()

    @staticmethod
    def erase(folder: Path) -> None:
        """Delete the files of an index that cannot be opened."""
        shutil.rmtree(folder, ignore_errors=True)

    def reload(self) -> None:
        """See what another process has written: SQLite does so by itself."""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()


def _terms(text: str) -> list[str]:
    return [_escape(term) for term in bigrams(text)]


def _escape(term: str) -> str:
    """A token that FTS5's tokenizer leaves whole: 0.8 and 10% would be cut at their signs."""
    return term.replace(".", "点").replace("%", "百分")
