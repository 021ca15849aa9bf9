"""How files, articles and chunks are written as rows of the catalogue."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple

from qa.library.records import FileRecord, Placed, Portion

FILE = (
    "root, source, digest, state, reason, encoding, guessed, attempts, at, parser, size, mtime, "
    "reading"
)
_NEW = ", ".join(f"{column} = excluded.{column}" for column in FILE.split(", ")[2:])
_PUT_FILE = f"""INSERT INTO files ({FILE}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (root, source) DO UPDATE SET {_NEW} RETURNING id"""
_PUT_ARTICLE = """INSERT INTO articles (file, id, position, reading, data) VALUES (?,?,?,?,?)
ON CONFLICT (file, id) DO UPDATE SET
    position = excluded.position, reading = excluded.reading, data = excluded.data"""
CHUNK = "id, article_id, paragraph, start, end, text, heading"
_PUT_CHUNK = f"""INSERT INTO chunks ({CHUNK}, key) VALUES (?,?,?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET paragraph = excluded.paragraph, start = excluded.start,
    end = excluded.end, text = excluded.text, heading = excluded.heading, key = excluded.key"""


def put_file(db: sqlite3.Connection, file: FileRecord) -> int:
    """Write what is known of a file; return its row."""
    ((row,),) = db.execute(_PUT_FILE, astuple(file)).fetchall()
    return int(row)


def put_portion(db: sqlite3.Connection, portion: Portion) -> None:
    """Write articles of a file; with the last of them, delete those it no longer holds."""
    file, reading = put_file(db, portion.file), portion.file.reading
    for placed in portion.articles:
        article = placed.article
        row = (file, article.id, placed.position, reading, article.to_json())
        db.execute(_PUT_ARTICLE, row)
        _put_chunks(db, placed)
    if portion.complete:
        db.execute("DELETE FROM articles WHERE file = ? AND reading <> ?", (file, reading))


def _put_chunks(db: sqlite3.Connection, placed: Placed) -> None:
    known = db.execute("SELECT id FROM chunks WHERE article_id = ?", (placed.article.id,))
    gone = {name for (name,) in known} - {e.chunk.id for e in placed.entries}
    db.executemany("DELETE FROM chunks WHERE id = ?", [(name,) for name in gone])
    for entry in placed.entries:
        db.execute(_PUT_CHUNK, (*astuple(entry.chunk), entry.heading, entry.key))
