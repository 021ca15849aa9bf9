"""The catalogue: files, articles, chunks and vectors in one SQLite file. It is the truth.

Every write is one transaction. What a transaction adds to or takes from ``chunks`` is noted in
``changes`` within the same transaction; the derived indexes are brought up to date from there,
so a process that dies in between loses nothing (``qa.library.store``).
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import DamagedError, LibraryError
from qa.library.records import Entry, FileRecord
from qa.schema import Article, Chunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCHEMA_VERSION = "1"

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    root TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
    encoding TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (root, source));
CREATE TABLE IF NOT EXISTS articles (
    root TEXT NOT NULL, source TEXT NOT NULL, position INTEGER NOT NULL,
    id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (root, source, position),
    FOREIGN KEY (root, source) REFERENCES files ON DELETE CASCADE);
CREATE INDEX IF NOT EXISTS articles_by_id ON articles (id);
CREATE TABLE IF NOT EXISTS chunks (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    heading TEXT NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_article ON chunks (article_id);
CREATE TABLE IF NOT EXISTS changes (chunk_id TEXT PRIMARY KEY);
"""


class Catalogue:
    """The SQLite file. Safe to use from several threads; one process writes at a time.

    Every method raises ``DamagedError`` where the file is no catalogue or is broken, and
    ``LibraryError`` where the disk is full, not writable or kept busy.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.RLock()
        with self._explained():
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=30.0)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.executescript(_TABLES)
        self._prepare()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"目录文件 {self._path} 不能读写({error}),请检查磁盘空间和权限。"
            ) from error
        except sqlite3.DatabaseError as error:
            raise DamagedError(
                f"目录文件 {self._path} 已损坏({error}),请删除它后重新建立索引。"
            ) from error

    def _prepare(self) -> None:
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (SCHEMA_VERSION,))
            self._db.execute("INSERT OR IGNORE INTO meta VALUES ('name', ?)", (uuid.uuid4().hex,))
            self._db.execute("INSERT OR IGNORE INTO meta VALUES ('generation', '0')")
        if self.meta("version") != SCHEMA_VERSION:
            raise DamagedError("目录由另一个版本建立,请换一个 QA_HOME 重新建立索引。")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is committed together, or not at all."""
        with self._explained(), self._db:
            yield self._db

    def meta(self, key: str) -> str:
        """Return a property of the catalogue; empty where it was never set."""
        row = self._one("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Set a property of the catalogue."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple[object, ...] | None:
        with self._explained():
            row: tuple[object, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._explained():
            return self._db.execute(sql, values).fetchall()

    def _in(self, sql: str, ids: Iterable[str]) -> list[tuple[object, ...]]:
        """Run ``sql`` with ``{}`` standing for as many marks as there are ids, in batches."""
        wanted = list(ids)
        rows: list[tuple[object, ...]] = []
        for i in range(0, len(wanted), 500):
            batch = wanted[i : i + 500]
            rows += self._all(sql.format(",".join("?" * len(batch))), batch)
        return rows

    # Files and articles

    def files(self) -> list[FileRecord]:
        """Return all files, by root and source."""
        rows = self._all("SELECT root, source, digest, encoding, reason FROM files ORDER BY 1, 2")
        return [FileRecord(*map(str, row)) for row in rows]

    def put_file(
        self,
        record: FileRecord,
        articles: Sequence[Article] = (),
        entries: Sequence[Entry] = (),
        vectors: NDArray[np.float16] | None = None,
    ) -> None:
        """Store a file in place of its former self. ``vectors`` is (len(entries), dimension)."""
        with self.transaction() as db:
            self._take_out(db, record.root, record.source)
            db.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
                (record.root, record.source, record.digest, record.encoding, record.reason),
            )
            file = (record.root, record.source)
            rows = [(*file, i, a.id, a.to_json()) for i, a in enumerate(articles)]
            db.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", rows)
            if vectors is not None:
                self._put_chunks(db, entries, vectors)
            self._drop_orphans(db)

    def drop_file(self, root: str, source: str) -> None:
        """Forget a file, and what is found in no other file."""
        with self.transaction() as db:
            self._take_out(db, root, source)
            self._drop_orphans(db)

    @staticmethod
    def _take_out(db: sqlite3.Connection, root: str, source: str) -> None:
        """Delete a file and its articles; what readers have kept of them is out of date."""
        file, where = (root, source), "root = ? AND source = ?"
        its = f"article_id IN (SELECT id FROM articles WHERE {where})"
        db.execute(f"INSERT OR IGNORE INTO changes SELECT id FROM chunks WHERE {its}", file)
        db.execute(f"DELETE FROM files WHERE {where}", file)

    @staticmethod
    def _put_chunks(
        db: sqlite3.Connection, entries: Sequence[Entry], vectors: NDArray[np.float16]
    ) -> None:
        articles = {(e.chunk.article_id,) for e in entries}
        db.executemany(
            "INSERT OR IGNORE INTO changes SELECT id FROM chunks WHERE article_id = ?", articles
        )
        db.executemany("DELETE FROM chunks WHERE article_id = ?", articles)
        for entry, vector in zip(entries, vectors, strict=True):
            c = entry.chunk
            row = (c.id, c.article_id, c.paragraph, c.start, c.end, c.text, entry.heading)
            db.execute(
                "INSERT OR REPLACE INTO chunks VALUES (?,?,?,?,?,?,?,?)",
                (*row, vector.astype("<f2").tobytes()),
            )
            db.execute("INSERT OR IGNORE INTO changes VALUES (?)", (c.id,))

    @staticmethod
    def _drop_orphans(db: sqlite3.Connection) -> None:
        orphans = "article_id NOT IN (SELECT id FROM articles)"
        db.execute(f"INSERT OR IGNORE INTO changes SELECT id FROM chunks WHERE {orphans}")
        db.execute(f"DELETE FROM chunks WHERE {orphans}")

    def articles(self, limit: int = -1) -> list[Article]:
        """Return every article once, or the first ``limit``, in the order of files and pages."""
        sql = "SELECT data FROM articles GROUP BY id ORDER BY source, root, position LIMIT ?"
        return [Article.from_json(str(row[0])) for row in self._all(sql, (limit,))]

    def article_count(self) -> int:
        """Return the number of articles, each counted once."""
        row = self._one("SELECT count(DISTINCT id) FROM articles")
        return int(str(row[0])) if row else 0

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where it is not (or no longer) in the collection."""
        row = self._one(
            "SELECT data FROM articles WHERE id = ? ORDER BY source, root LIMIT 1", (article_id,)
        )
        return Article.from_json(str(row[0])) if row else None

    # Chunks, vectors and what has changed

    def chunk_count(self) -> int:
        """Return the number of chunks."""
        row = self._one("SELECT count(*) FROM chunks")
        return int(str(row[0])) if row else 0

    def chunk_ids(self) -> list[str]:
        """Return the ids of all chunks, sorted."""
        return [str(row[0]) for row in self._all("SELECT id FROM chunks ORDER BY id")]

    def entries(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return the chunks that exist among ``ids``."""
        columns = "id, article_id, text, heading, paragraph, start, end"
        found = {}
        for row in self._in(f"SELECT {columns} FROM chunks WHERE id IN ({{}})", ids):
            name, article, text, heading = map(str, row[:4])
            paragraph, start, end = (int(str(v)) for v in row[4:])
            found[name] = Entry(Chunk(name, article, paragraph, start, end, text), heading)
        return found

    def vectors(self, ids: Iterable[str]) -> dict[str, NDArray[np.float16]]:
        """Return the vectors of the chunks that exist among ``ids``."""
        rows = self._in("SELECT id, vector FROM chunks WHERE id IN ({})", ids)
        return {str(i): np.frombuffer(v, dtype="<f2") for i, v in rows if isinstance(v, bytes)}

    def changes(self) -> list[str]:
        """Return the ids of chunks that the derived indexes have not yet taken in or let go."""
        return [str(row[0]) for row in self._all("SELECT chunk_id FROM changes ORDER BY 1")]

    def mark_all_changed(self) -> None:
        """Have the derived indexes take in everything again."""
        with self.transaction() as db:
            db.execute("INSERT OR IGNORE INTO changes SELECT id FROM chunks")

    def settle(self, ids: Sequence[str]) -> None:
        """Note that the derived indexes hold these changes. Readers see a new generation."""
        with self.transaction() as db:
            db.executemany("DELETE FROM changes WHERE chunk_id = ?", [(i,) for i in ids])
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
