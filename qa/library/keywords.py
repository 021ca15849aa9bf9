"""The keyword index: BM25 over our own Chinese tokens, in SQLite's FTS5.

It is derived from the catalogue. SQLite commits atomically: a reader, in this process or another,
sees whole commits only, and a writer that dies leaves the last one.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import DamagedError, LibraryError
from qa.zh import bigrams, tokens

_FORMAT = 2  # counted up when the tables or the tokens change; others are made anew
_TABLES = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS names (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (tokens, tokenize = "ascii tokenchars '.%'");
CREATE VIRTUAL TABLE IF NOT EXISTS terms USING fts5vocab (words, row);
PRAGMA user_version = {_FORMAT};
COMMIT;
"""
_SEARCH = (
    "SELECT names.id, -bm25(words) FROM words JOIN names ON names.row = words.rowid "
    "WHERE words MATCH ? ORDER BY 2 DESC, 1 LIMIT ?"
)
_BUSY_SECONDS = 30.0
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class KeywordIndex:
    """Texts by id. One process writes at a time; any number of threads and processes search.

    Every method raises ``DamagedError`` where the file cannot be read, and ``LibraryError`` where
    the disk is full, not writable or kept busy by another process.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / "keywords.sqlite"
        self._writing = threading.RLock()
        self._open()
        try:
            self._check()
        except LibraryError:
            self.close()
            raise

    def _open(self) -> None:
        self._idle: list[sqlite3.Connection] = []
        with self._explained():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._writer = self._connect()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, check_same_thread=False, timeout=_BUSY_SECONDS)

    def _check(self) -> None:
        with self._explained():
            if self._writer.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                self._create()
            version = self._writer.execute("PRAGMA user_version").fetchone()[0]
            finding = self._writer.execute("PRAGMA quick_check(1)").fetchone()[0]
        if version != _FORMAT:
            raise DamagedError(f"关键词索引 {self._path} 是另一版本的格式,请运行 qa index 重建。")
        if finding != "ok":
            raise self._damaged(finding)

    def _create(self) -> None:
        self._writer.execute("PRAGMA journal_mode = WAL")
        self._writer.executescript(_TABLES)

    # Writing

    def add(self, items: Iterable[tuple[str, str]]) -> None:
        """Add texts, or replace those whose ids are known; seen by searches after ``commit``."""
        texts = dict(items)
        with self._writing, self._explained():
            self.delete(texts)
            for name, text in texts.items():
                row = self._writer.execute("INSERT INTO names (id) VALUES (?)", (name,)).lastrowid
                self._writer.execute(
                    "INSERT INTO words (rowid, tokens) VALUES (?, ?)", (row, " ".join(tokens(text)))
                )

    def delete(self, ids: Iterable[str]) -> None:
        """Remove ids, as seen by searches after ``commit``; unknown ones are passed over."""
        with self._writing, self._explained():
            for name in ids:
                row = self._writer.execute(
                    "DELETE FROM names WHERE id = ? RETURNING row", (name,)
                ).fetchall()
                self._writer.executemany("DELETE FROM words WHERE rowid = ?", row)

    def commit(self) -> None:
        """Make what was added and deleted last, all of it or nothing."""
        with self._writing, self._explained():
            self._writer.commit()

    def clear(self) -> None:
        """Start again with nothing, whatever state the files are in."""
        with self._writing:
            self.close()
            self.erase(self._folder)
            self._open()
            self._check()

    @staticmethod
    def erase(folder: Path) -> None:
        """Delete the files of an index that cannot be opened."""
        shutil.rmtree(folder, ignore_errors=True)

    # Reading

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return the ``k`` best ids by BM25 (higher is better), best first, ties by id."""
        match = _match(query)
        if not match:
            return []
        with self._reader() as db:
            return [(name, score) for name, score in db.execute(_SEARCH, (match, k))]

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """Return how many texts hold each of these tokens; those that none holds are left out."""
        found = {}
        with self._reader() as db:
            for term in terms:
                row = db.execute("SELECT doc FROM terms WHERE term = ?", (term,)).fetchone()
                if row:
                    found[term] = int(row[0])
        return found

    def count(self) -> int:
        """Return the number of texts."""
        with self._reader() as db:
            return int(db.execute("SELECT count(*) FROM names").fetchone()[0])

    def ids(self) -> set[str]:
        """Return the ids of all texts."""
        with self._reader() as db:
            return {name for (name,) in db.execute("SELECT id FROM names")}

    def reload(self) -> None:
        """Open the files again: another process may have made the index anew."""
        with self._writing:
            self.close()
            self._open()

    def close(self) -> None:
        """Close the files; what was not committed is dropped."""
        with self._writing:
            self._writer.close()
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """A connection of the caller's own, so that searches run side by side."""
        idle = self._idle  # reopening starts another list: an old connection never comes back
        with self._explained():
            try:
                db = idle.pop()
            except IndexError:
                db = self._connect()
            yield db
            idle.append(db)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a mistake in this file
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _DAMAGE:
                raise self._damaged(str(error)) from error
            raise LibraryError(
                f"关键词索引 {self._path} 用不了({error}),请检查磁盘空间和权限,稍后再试。"
            ) from error

    def _damaged(self, why: str) -> DamagedError:
        return DamagedError(f"关键词索引 {self._path} 已损坏({why}),请运行 qa index 重建。")


def _match(query: str) -> str:
    """Return FTS5's expression for any token of ``query``; empty where it has none.

    A query of single ideographs finds them wherever they stand, by the tokens they begin.
    """
    wanted = sorted(set(bigrams(query)))
    anywhere = "*" if all(len(t) == 1 and not t.isascii() for t in wanted) else ""
    return " OR ".join(f'"{token}"{anywhere}' for token in wanted)
