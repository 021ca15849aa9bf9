"""The tables of the catalogue, and the rules among them that SQLite itself keeps.

An article stands in ``articles`` once for every file that holds it; its chunks stand in ``chunks``
once. Vectors belong to the text that was embedded (``key``, a digest of it), not to a chunk: a
file that is renamed, cut up anew or read by a newer parser needs no vector again.

What a statement adds to or takes from ``chunks`` is noted in ``changes`` by a trigger, in the
same transaction, so no writer can forget to; the derived indexes are brought up to date from
there. ``loose`` holds the keys whose vector may have lost its last chunk. ``counts`` is kept by
triggers too: counting 400,000 rows at every opening would take longer than a question.
"""

from __future__ import annotations

SCHEMA_VERSION = "2"

TABLES = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, n INTEGER NOT NULL);
INSERT OR IGNORE INTO counts VALUES ('articles', 0), ('chunks', 0);

CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, root TEXT NOT NULL, source TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, encoding TEXT NOT NULL, guessed INTEGER NOT NULL,
    attempts INTEGER NOT NULL, at TEXT NOT NULL, parser TEXT NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER NOT NULL, digest TEXT NOT NULL,
    reading INTEGER NOT NULL, UNIQUE (root, source));

CREATE TABLE IF NOT EXISTS articles (
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, id TEXT NOT NULL,
    position INTEGER NOT NULL, reading INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (file, id));
CREATE INDEX IF NOT EXISTS articles_by_id ON articles (id);
CREATE INDEX IF NOT EXISTS articles_by_position ON articles (file, position);

CREATE TABLE IF NOT EXISTS chunks (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    heading TEXT NOT NULL, key BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_article ON chunks (article_id);
CREATE INDEX IF NOT EXISTS chunks_by_key ON chunks (key);
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS loose (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changes (chunk_id TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS first_of_article BEFORE INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = NEW.id)
BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'articles';
END;

CREATE TRIGGER IF NOT EXISTS last_of_article AFTER DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles WHERE id = OLD.id)
BEGIN
    UPDATE counts SET n = n - 1 WHERE name = 'articles';
    DELETE FROM chunks WHERE article_id = OLD.id;
END;

CREATE TRIGGER IF NOT EXISTS chunk_added AFTER INSERT ON chunks
BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'chunks';
    INSERT OR IGNORE INTO changes VALUES (NEW.id);
END;

CREATE TRIGGER IF NOT EXISTS chunk_changed AFTER UPDATE OF key ON chunks WHEN OLD.key <> NEW.key
BEGIN
    INSERT OR IGNORE INTO changes VALUES (NEW.id);
    INSERT OR IGNORE INTO loose VALUES (OLD.key);
END;

CREATE TRIGGER IF NOT EXISTS chunk_gone AFTER DELETE ON chunks
BEGIN
    UPDATE counts SET n = n - 1 WHERE name = 'chunks';
    INSERT OR IGNORE INTO changes VALUES (OLD.id);
    INSERT OR IGNORE INTO loose VALUES (OLD.key);
END;
COMMIT;
"""
