"""The catalogue: files, articles, chunks and vectors in one SQLite file. It is the truth.

Every write is one transaction. What it adds to or takes from the chunks is noted within the same
transaction (``qa.library.tables``); the derived indexes are brought up to date from there, so a
process that dies in between loses nothing (``qa.library.derived``).
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.errors import DamagedError
from qa.library.database import Database, Row
from qa.library.records import Card, Entry, FileRecord, Portion, State
from qa.library.rows import CHUNK, FILE, put_file, put_portion
from qa.library.tables import SCHEMA_VERSION, TABLES
from qa.schema import Article, Chunk

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ON_CARD = ("title", "affiliation", "source", "paper", "date", "page", "note")
_BY_NAME = "JOIN files ON files.id = articles.file WHERE articles.id = ? ORDER BY source, root"


class Catalogue:
    """The SQLite file. Safe to use from several threads; one process writes at a time.

    Every method raises ``DamagedError`` where the file is no catalogue or is broken, and
    ``LibraryError`` where the disk is full, not writable or kept busy.
    """

    def __init__(self, path: Path) -> None:
        self._db = Database(path)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        known = self._db.one("SELECT 1 FROM sqlite_master WHERE name = 'meta'")
        if known and self.meta("version"):
            if self.meta("version") != SCHEMA_VERSION:
                raise DamagedError(
                    "资料库由另一个版本建立,请换一个 QA_HOME,或删除旧的资料库文件夹,"
                    "然后运行 qa index 重新建立。"
                )
            return
        self._db.script(TABLES)
        with self.transaction() as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES ('name', ?)", (uuid.uuid4().hex,))
            db.execute("INSERT OR IGNORE INTO meta VALUES ('settled', '0')")
            db.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (SCHEMA_VERSION,))

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything inside is committed together, or not at all."""
        return self._db.transaction()

    def version(self) -> int:
        """Return a number that changes whenever another process commits."""
        return self._db.version()

    def meta(self, key: str) -> str:
        """Return a property of the catalogue; empty where it was never set."""
        row = self._db.one("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Set a property of the catalogue."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # Writing files

    def put_file(self, file: FileRecord) -> None:
        """Store what is known of a file; its articles stay as they are."""
        with self.transaction() as db:
            put_file(db, file)

    def store(
        self, portions: Iterable[Portion], vectors: Mapping[bytes, NDArray[np.float16]]
    ) -> None:
        """Store articles of several files in one transaction.

        ``vectors`` holds, by ``Entry.key``, those that the catalogue does not know yet.
        """
        with self.transaction() as db:
            rows = [(key, vector.astype("<f2").tobytes()) for key, vector in vectors.items()]
            db.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            for portion in portions:
                put_portion(db, portion)

    def drop_files(self, files: Iterable[FileRecord]) -> None:
        """Forget files, and what is found in no other file."""
        with self.transaction() as db:
            names = [(f.root, f.source) for f in files]
            db.executemany("DELETE FROM files WHERE root = ? AND source = ?", names)

    def sweep(self) -> None:
        """Delete the vectors that no chunk has any more."""
        with self.transaction() as db:
            db.execute(
                "DELETE FROM vectors WHERE key IN (SELECT key FROM loose "
                "WHERE NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.key = loose.key))"
            )
            db.execute("DELETE FROM loose")

    # Files and articles

    def files(self) -> list[FileRecord]:
        """Return all files, by source and root."""
        return [_file(row) for row in self._db.all(f"SELECT {FILE} FROM files ORDER BY 2, 1")]

    def stored(self, file: FileRecord) -> set[str]:
        """Return the ids of the articles that this reading of the file has stored."""
        rows = self._db.all(
            "SELECT articles.id FROM articles JOIN files ON files.id = articles.file "
            "WHERE root = ? AND source = ? AND articles.reading = ?",
            (file.root, file.source, file.reading),
        )
        return {str(row[0]) for row in rows}

    def holds(self, file: FileRecord) -> bool:
        """Tell whether articles of this file are stored, from whichever reading."""
        sql = "SELECT 1 FROM articles JOIN files ON files.id = file WHERE root = ? AND source = ?"
        return self._db.one(f"{sql} LIMIT 1", (file.root, file.source)) is not None

    def articles(self) -> Iterator[Article]:
        """Yield every article once, in the order of files and pages, a few in memory at a time."""
        seen: set[str] = set()
        for (file,) in self._db.all("SELECT id FROM files ORDER BY source, root"):
            last = (-1, "")
            while rows := self._page(file, last):
                for position, name, data in rows:
                    last = (int(str(position)), str(name))
                    if name not in seen:
                        seen.add(str(name))
                        yield Article.from_json(str(data))

    def cards(self) -> list[Card]:
        """Return what is known of every article apart from its text, in the order of files."""
        fields = ", ".join(f"json_extract(data, '$.{name}')" for name in _ON_CARD)
        sql = f"SELECT articles.id, json_extract(data, '$.authors'), {fields} FROM articles"
        order = "JOIN files ON files.id = file ORDER BY files.source, root, position"
        cards: dict[str, Card] = {}
        for name, authors, *known in self._db.all(f"{sql} {order}"):
            title, *others = map(str, known)
            people = tuple(json.loads(str(authors)))
            card = Card(str(name), title, people, *others)
            cards.setdefault(card.id, card)
        return list(cards.values())

    def _page(self, file: object, after: tuple[int, str]) -> list[Row]:
        return self._db.all(
            "SELECT position, id, data FROM articles WHERE file = ? AND (position, id) > (?, ?) "
            "ORDER BY position, id LIMIT 200",
            (file, *after),
        )

    def article_count(self) -> int:
        """Return the number of articles, each counted once."""
        return self._count("articles")

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where it is not (or no longer) in the collection."""
        row = self._db.one(f"SELECT data FROM articles {_BY_NAME} LIMIT 1", (article_id,))
        return Article.from_json(str(row[0])) if row else None

    def also_in(self, article_id: str) -> list[str]:
        """Return the other files that hold this article; in full where only the folder differs."""
        rows = self._db.all(f"SELECT root, source FROM articles {_BY_NAME}", (article_id,))
        cited = rows[0][1] if rows else ""
        return [
            str(Path(str(root), str(source))) if source == cited else str(source)
            for root, source in rows[1:]
        ]

    # Chunks, vectors and what has changed

    def chunk_count(self) -> int:
        """Return the number of chunks."""
        return self._count("chunks")

    def _count(self, name: str) -> int:
        row = self._db.one("SELECT n FROM counts WHERE name = ?", (name,))
        return int(str(row[0])) if row else 0

    def sample(self, n: int) -> list[str]:
        """Return the ids of up to ``n`` chunks from all over the collection, without a scan."""
        ((low, high),) = self._db.all("SELECT min(rowid), max(rowid) FROM chunks")
        if not isinstance(low, int) or not isinstance(high, int):
            return []
        sql = "SELECT id FROM chunks WHERE rowid >= ? ORDER BY rowid LIMIT 1"
        found = (self._db.one(sql, (int(at),)) for at in np.linspace(low, high, n))
        return sorted({str(row[0]) for row in found if row})

    def pages(self, size: int) -> Iterator[list[str]]:
        """Yield the ids of all chunks, ``size`` at a time."""
        last = -1
        sql = "SELECT rowid, id FROM chunks WHERE rowid > ? ORDER BY rowid LIMIT ?"
        while rows := self._db.all(sql, (last, size)):
            last = int(str(rows[-1][0]))
            yield [str(name) for _, name in rows]

    def entries(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return the chunks that exist among ``ids``."""
        found = {}
        for row in self._db.among(f"SELECT {CHUNK} FROM chunks WHERE id IN ({{}})", ids):
            name, article, paragraph, start, end, text, heading = map(str, row)
            chunk = Chunk(name, article, int(paragraph), int(start), int(end), text)
            found[name] = Entry(chunk, heading)
        return found

    def vectors(self, ids: Iterable[str]) -> dict[str, NDArray[np.float16]]:
        """Return the vectors of the chunks that exist among ``ids``."""
        rows = self._db.among(
            "SELECT id, vector FROM chunks JOIN vectors USING (key) WHERE id IN ({})", ids
        )
        return {str(i): np.frombuffer(v, dtype="<f2") for i, v in rows if isinstance(v, bytes)}

    def embedded(self, keys: Iterable[bytes]) -> set[bytes]:
        """Return those of the keys (``Entry.key``) whose vector is stored."""
        rows = self._db.among("SELECT key FROM vectors WHERE key IN ({})", keys)
        return {key for (key,) in rows if isinstance(key, bytes)}

    def changes(self) -> list[str]:
        """Return the ids of chunks that the derived indexes have not yet taken in or let go."""
        return [str(row[0]) for row in self._db.all("SELECT chunk_id FROM changes")]

    def change_count(self) -> int:
        """Return the number of changes that the derived indexes lack."""
        row = self._db.one("SELECT count(*) FROM changes")
        return int(str(row[0])) if row else 0

    def settle(self, ids: Sequence[str]) -> None:
        """Note that the derived indexes hold these changes."""
        with self.transaction() as db:
            db.executemany("DELETE FROM changes WHERE chunk_id = ?", [(i,) for i in ids])
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'settled'")

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _file(row: Row) -> FileRecord:
    root, source, digest, state, reason, encoding = map(str, row[:6])
    guessed, attempts = row[6] == 1, int(str(row[7]))
    size, mtime, reading = (int(str(v)) for v in row[10:])
    known = (root, source, digest, State(state), reason, encoding, guessed, attempts)
    return FileRecord(*known, str(row[8]), str(row[9]), size, mtime, reading)
