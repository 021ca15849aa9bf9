"""One SQLite file, opened so that threads may share it, with our own errors."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qa.errors import DamagedError, LibraryError

Row = tuple[object, ...]

_BUSY_SECONDS = 30.0
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_MARKS = 500  # SQLite takes up to 999 parameters everywhere


class Database:
    """A SQLite file. Safe to use from several threads; one process writes at a time.

    Every method raises ``DamagedError`` where the file is no database or is broken, and
    ``LibraryError`` where the disk is full, not writable or kept busy.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.RLock()
        with self.explained():
            self._db = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def explained(self) -> Iterator[None]:
        """What SQLite says inside becomes one of our errors."""
        try:
            with self._lock:
                yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                raise  # a mistake in our own code
            if error.sqlite_errorcode & 0xFF in _DAMAGE:
                raise DamagedError(
                    f"目录文件 {self._path} 已损坏({error}),请删除它后重新建立索引。"
                ) from error
            raise LibraryError(
                f"目录文件 {self._path} 不能读写({error}),请检查磁盘空间和权限后再试。"
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is committed together, or not at all."""
        with self.explained(), self._db:
            yield self._db

    def script(self, sql: str) -> None:
        """Run several statements."""
        with self.explained():
            self._db.executescript(sql)

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row."""
        with self.explained():
            row: Row | None = self._db.execute(sql, values).fetchone()
            return row

    def all(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows."""
        with self.explained():
            return self._db.execute(sql, values).fetchall()

    def among(self, sql: str, values: Iterable[object]) -> list[Row]:
        """Run ``sql`` with ``{}`` standing for as many marks as there are values, in batches."""
        wanted = list(values)
        rows: list[Row] = []
        for i in range(0, len(wanted), _MARKS):
            batch = wanted[i : i + _MARKS]
            rows += self.all(sql.format(",".join("?" * len(batch))), batch)
        return rows

    def version(self) -> int:
        """Return a number that changes whenever another connection commits."""
        row = self.one("PRAGMA data_version")
        return int(str(row[0])) if row else 0

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
