"""What the catalogue takes in: files as they were indexed, chunks as they are embedded."""

from __future__ import annotations

from dataclasses import dataclass

from qa.schema import Chunk


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was indexed. ``reason`` is empty, or says in Chinese why it could not be."""

    root: str
    source: str
    digest: str
    encoding: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk as it is embedded: ``heading`` (title, author …) goes before its text."""

    chunk: Chunk
    heading: str

    @property
    def text(self) -> str:
        """The text that is embedded and indexed."""
        return f"{self.heading}\n{self.chunk.text}"
