"""What the catalogue takes in: files as they were read, chunks as they are embedded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from qa.schema import Article, Chunk


class State(StrEnum):
    """What has become of a file."""

    INDEXED = "indexed"
    INDEXING = "indexing"
    """Not all of its articles are stored yet; running the command again goes on with it."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was read.

    ``reason`` says in Chinese why it failed, or what was passed over in it. ``guessed`` tells
    that the encoding is not certain. ``attempts`` counts the readings begun since the file or
    the way of reading it last changed; ``at`` is when, in UTC (ISO 8601). ``parser`` is the
    version of the code that read it. ``size`` (bytes) and ``mtime`` (ns), of the file and its
    corrections together, tell that it need not be hashed again. ``reading`` numbers the readings
    of a file: articles of an earlier one go when the last one is complete.
    """

    root: str
    source: str
    digest: str = ""
    state: State = State.INDEXED
    reason: str = ""
    encoding: str = ""
    guessed: bool = False
    attempts: int = 1
    at: str = ""
    parser: str = ""
    size: int = 0
    mtime: int = 0
    reading: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """What the catalogue says of an article apart from its text; empty where it is not known."""

    id: str
    title: str
    authors: tuple[str, ...]
    affiliation: str
    source: str
    paper: str
    date: str
    page: str
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as it is embedded: ``heading`` (title, author …), if any, goes before its text."""

    chunk: Chunk
    heading: str

    @property
    def text(self) -> str:
        """The text that is embedded and indexed."""
        return f"{self.heading}\n{self.chunk.text}" if self.heading else self.chunk.text

    @property
    def key(self) -> bytes:
        """What its vector is stored under: entries of one text share one vector."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).digest()[:16]


@dataclass(frozen=True, slots=True)
class Placed:
    """An article, its chunks, and its place in the order of its file."""

    position: int
    article: Article
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Articles of one file that are stored together, with what is known of the file by then.

    ``complete`` tells that they are the last: what only earlier readings held goes with them.
    """

    file: FileRecord
    articles: tuple[Placed, ...]
    complete: bool
