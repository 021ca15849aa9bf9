"""Which files must be read: those that are new, changed, unfinished, or read by older code."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from qa.corpus.sidecar import sidecar
from qa.corpus.sources import PARSER_VERSION
from qa.library.records import FileRecord, State
from qa.limits import Limits


@dataclass(frozen=True, slots=True)
class Job:
    """A file that may have to be read; ``old`` is what the catalogue knows of it.

    ``size`` and ``mtime`` are those of the file and of its corrections, added up.
    """

    path: Path
    root: str
    source: str
    size: int
    mtime: int
    old: FileRecord | None


def now() -> str:
    """Return the time as the catalogue notes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def root_of(path: Path, source: str) -> str:
    """Return the folder that ``source`` is relative to; the file may be a link to elsewhere."""
    return str(path.parents[source.count("/")].resolve())


def version(state: State, limits: Limits) -> str:
    """Return what reading depends on besides the file; the limits matter where it failed."""
    if state is State.FAILED:
        return f"{PARSER_VERSION}/{hashlib.sha256(repr(limits).encode()).hexdigest()[:8]}"
    return PARSER_VERSION


def measure(path: Path) -> tuple[int, int]:
    """Return by what a change of a file or of its corrections shows, without reading them.

    That is their sizes (bytes) and the times of their last changes (ns), each added up. Raises
    ``OSError`` where the file is not there.
    """
    found = [path.stat()]
    with suppress(OSError):
        found.append(sidecar(path).stat())
    return sum(s.st_size for s in found), sum(s.st_mtime_ns for s in found)


def is_settled(job: Job, limits: Limits, *, retry: bool) -> bool:
    """Tell by size and time alone that nothing has to be done for a file."""
    old = job.old
    return (
        old is not None
        and old.state is not State.INDEXING
        and not (retry and old.state is State.FAILED)
        and (old.size, old.mtime) == (job.size, job.mtime)
        and old.parser == version(old.state, limits)
    )


def begin(job: Job, limits: Limits, *, retry: bool) -> FileRecord:
    """Return the record under which a file is read; not ``INDEXING`` where it need not be.

    The digest is that of the file and its corrections. A reading that was interrupted, of the
    same bytes by the same code, is gone on with. Raises ``OSError`` where the file cannot be read.
    """
    with job.path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256")
    content.update(_corrections(job.path))
    digest = content.hexdigest()
    old = job.old
    new = FileRecord(
        *(job.root, job.source, digest, State.INDEXING),
        at=now(),
        parser=version(State.INDEXING, limits),
        size=job.size,
        mtime=job.mtime,
    )
    if old is None:
        return new
    if old.digest != digest or old.parser != version(old.state, limits):
        return replace(new, reading=old.reading + 1)
    if old.state is State.INDEXED or (old.state is State.FAILED and not retry):
        return replace(old, size=job.size, mtime=job.mtime)
    return replace(new, reading=old.reading, attempts=old.attempts + 1)


def _corrections(path: Path) -> bytes:
    """Return a digest of the corrections of a file; nothing where none can be read.

    What is wrong with them is told when the file is read.
    """
    place = sidecar(path)
    if not place.is_file():
        return b""
    with suppress(OSError), place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
    return b""


def failed(record: FileRecord, reason: str, limits: Limits) -> FileRecord:
    """Return the record of a file that could not be read."""
    return replace(
        record,
        state=State.FAILED,
        reason=reason,
        at=now(),
        parser=version(State.FAILED, limits),
    )


def unreadable(job: Job, error: OSError, limits: Limits) -> FileRecord:
    """Return the record of a file that is there but cannot be opened; it is tried every time."""
    record = job.old or FileRecord(job.root, job.source)
    reason = f"读不到文件({error.strerror}),请检查权限。"
    again = replace(record, digest="", size=-1, mtime=0, attempts=record.attempts + 1)
    return failed(again, reason, limits)


def gone(
    known: Iterable[FileRecord], paths: Sequence[Path], found: set[tuple[str, str]]
) -> list[FileRecord]:
    """Return the files at or below ``paths`` that are no longer there."""
    folders = {str(path.resolve()) for path in paths if path.is_dir()}
    return [
        file
        for file in known
        if (file.root, file.source) not in found
        and (file.root in folders or (_is_below(file, paths) and not _exists(file)))
    ]


def is_known(path: Path, known: Iterable[FileRecord]) -> bool:
    """Tell whether a file at or below ``path`` has been indexed."""
    return any(_is_below(file, [path]) for file in known)


def _is_below(file: FileRecord, paths: Sequence[Path]) -> bool:
    place = Path(file.root, file.source)
    # As in ``root_of``: the last part may be a link and is taken as it is.
    return any(place.is_relative_to(path.parent.resolve() / path.name) for path in paths)


def _exists(file: FileRecord) -> bool:
    return os.path.exists(os.path.join(file.root, file.source))
