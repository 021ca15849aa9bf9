"""Indexing: files into the library. Only what has changed is read, embedded and written again.

Each file is one transaction. A run that is stopped keeps every file it has finished; the next
run does the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from qa.corpus.articles import articles
from qa.corpus.chunk import chunks, heading
from qa.corpus.read import find_files, read_page
from qa.errors import SourceError
from qa.library.catalogue import Catalogue
from qa.library.records import Entry, FileRecord
from qa.library.store import Library

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, the number of all files, and the file at hand."""


class DocumentEncoder(Protocol):
    """What indexing needs of an embedding model."""

    def encode_documents(self, texts: list[str]) -> NDArray[np.float32]:
        """Return one normalised vector a text: (n, dimension)."""
        ...


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run of indexing did. ``failed`` holds (source, reason in Chinese)."""

    added: int
    unchanged: int
    removed: int
    articles: int
    chunks: int
    failed: tuple[tuple[str, str], ...]


def index(
    library: Library,
    encoder: DocumentEncoder,
    paths: Sequence[Path],
    file_limit: int,
    progress: Progress = lambda done, total, source: None,
) -> IndexReport:
    """Index files and folders; forget files that have gone from the folders.

    The caller holds the writer lock. Raises ``SourceError`` where a path does not exist; a file
    that cannot be read is reported and keeps nothing else from being indexed.
    """
    found = [(path, _root(path, source), source) for path, source in find_files(paths)]
    known = {(r.root, r.source): r for r in library.catalogue.files()}
    added, failed = 0, []
    for done, (path, root, source) in enumerate(found):
        progress(done, len(found), source)
        old = known.get((root, source))
        record = _store(library.catalogue, encoder, path, root, source, old, file_limit)
        added += record != old and not record.reason
        if record.reason:
            failed.append((source, record.reason))
        library.settle()
    removed = _forget(library, paths, {(root, source) for _, root, source in found})
    progress(len(found), len(found), "")
    return IndexReport(
        added=added,
        unchanged=len(found) - added - len(failed),
        removed=removed,
        articles=library.article_count(),
        chunks=library.chunk_count(),
        failed=tuple(failed),
    )


def require(paths: Sequence[Path]) -> None:
    """Raise ``SourceError`` where a path does not exist, before anything is written."""
    for path in paths:
        if not path.exists():
            raise SourceError(f"找不到 {path},请检查路径。")


def _root(path: Path, source: str) -> str:
    """The folder that ``source`` is relative to; the file itself may be a link to elsewhere."""
    return str(Path(str(path)[: -len(source)]).resolve())


def _store(
    catalogue: Catalogue,
    encoder: DocumentEncoder,
    path: Path,
    root: str,
    source: str,
    old: FileRecord | None,
    file_limit: int,
) -> FileRecord:
    """Store one file unless it is as before. The record returned says what became of it."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        # What is stored of it stays: the file may be back the next time.
        return FileRecord(root, source, "", reason=f"读不到文件({error.strerror}),请检查权限。")
    if old is not None and old.digest == digest and not old.reason:
        return old
    try:
        page = read_page(path, source, file_limit)
    except SourceError as error:
        record = FileRecord(root, source, digest, reason=str(error))
        catalogue.put_file(record)
        return record
    record = FileRecord(root, source, digest, page.encoding)
    found = articles(page)
    entries = [Entry(c, heading(a, c.paragraph)) for a in found for c in chunks(a)]
    catalogue.put_file(record, found, entries, _embed(catalogue, encoder, entries))
    return record


def _embed(
    catalogue: Catalogue, encoder: DocumentEncoder, entries: Sequence[Entry]
) -> NDArray[np.float16]:
    """Return the entries' vectors; texts that the catalogue knows are not embedded again."""
    ids = [e.chunk.id for e in entries]
    before = catalogue.entries(ids)
    vectors = catalogue.vectors(i for e in entries if before.get(i := e.chunk.id) == e)
    new = [e for e in entries if e.chunk.id not in vectors]
    if new:
        made = encoder.encode_documents([e.text for e in new]).astype(np.float16)
        vectors |= {e.chunk.id: v for e, v in zip(new, made, strict=True)}
    return np.array([vectors[i] for i in ids], dtype=np.float16)


def _forget(library: Library, paths: Sequence[Path], found: set[tuple[str, str]]) -> int:
    """Drop the files that were indexed from one of these folders and are no longer there."""
    roots = {str(path.resolve()) for path in paths if path.is_dir()}
    gone = [
        (r.root, r.source)
        for r in library.catalogue.files()
        if r.root in roots and (r.root, r.source) not in found
    ]
    for root, source in gone:
        library.catalogue.drop_file(root, source)
    library.settle()
    return len(gone)
