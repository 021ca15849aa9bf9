"""Indexing: files into the library. Only what has changed is read, embedded and written again.

Files are stored in batches (``qa.library.batches``). A run that is stopped keeps every batch it
has finished; the next run does the rest, also in the middle of a large file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.corpus.chunk import chunks, heading
from qa.corpus.read import find_files
from qa.corpus.sources import Reading, read_source
from qa.errors import SourceError
from qa.library.batches import CHUNKS, Batches, DocumentEncoder
from qa.library.planning import (
    Job,
    begin,
    failed,
    gone,
    is_known,
    is_settled,
    measure,
    now,
    root_of,
    unreadable,
)
from qa.library.progress import Pace, Progress, Step
from qa.library.records import Entry, FileRecord, Placed, State
from qa.library.store import Library, stored_files
from qa.limits import Limits
from qa.schema import Article

_SETTLE_SHARE = 20  # Chroma rewrites its files whole: the larger they are, the rarer
_KEPT = "已收录的文章仍保留。"
_NOTES = 3  # notes on a file that are kept word for word


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run of indexing did. ``failed`` and ``notes`` hold (source, sentence in Chinese)."""

    added: int
    unchanged: int
    removed: int
    articles: int
    chunks: int
    failed: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...] = ()


def index(
    library: Library,
    encoder: DocumentEncoder,
    paths: Sequence[Path],
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    progress: Progress = lambda step: None,
    *,
    retry: bool = False,
) -> IndexReport:
    """Index files and folders; forget what has gone from them.

    A path that no longer exists is forgotten with all below it. With ``retry``, files that could
    not be read are tried again although they have not changed. The caller holds the writer lock.
    Raises ``LibraryError`` where nothing more can be written; what was stored until then stays.
    """
    return _Run(library, encoder, limits, progress, retry).index(paths)


def require(paths: Sequence[Path], home: Path | None = None) -> None:
    """Raise ``SourceError`` where a path neither exists nor was ever indexed in ``home``."""
    missing = [path for path in paths if not path.exists()]
    known = stored_files(home) if missing and home else []
    for path in missing:
        if not is_known(path, known):
            raise SourceError(f"找不到 {path},请检查路径。")


class _Run:
    """One run of indexing."""

    def __init__(
        self,
        library: Library,
        encoder: DocumentEncoder,
        limits: Limits,
        progress: Progress,
        retry: bool,
    ) -> None:
        self._library, self._limits, self._retry = library, limits, retry
        self._progress = progress
        self._batches = Batches(library.catalogue, encoder, self._after_batch)
        self._noted = self._total = self._bytes = self._within = 0
        self._source, self._pace = "", Pace(0)
        self._became: list[FileRecord] = []  # what became of each file that was looked at
        self._added = 0

    def index(self, paths: Sequence[Path]) -> IndexReport:
        catalogue = self._library.catalogue
        known = {(f.root, f.source): f for f in catalogue.files()}
        found = [
            (path, root_of(path, source), source)
            for path, source in find_files([path for path in paths if path.exists()])
        ]
        removed = gone(known.values(), paths, {(root, source) for _, root, source in found})
        catalogue.drop_files(removed)
        self._library.settle()
        self._read_all(self._plan(found, known), len(found))
        self._batches.flush()
        self._library.settle()
        catalogue.sweep()
        self._source = ""
        self._show()
        return self._report(len(removed))

    def _plan(
        self, found: list[tuple[Path, str, str]], known: dict[tuple[str, str], FileRecord]
    ) -> list[Job]:
        """Return the files that must be looked into."""
        jobs = []
        for path, root, source in found:
            old = known.get((root, source))
            try:
                size, mtime = measure(path)
            except OSError as error:
                self._note(unreadable(Job(path, root, source, 0, 0, old), error, self._limits))
                continue
            job = Job(path, root, source, size, mtime, old)
            if old is not None and is_settled(job, self._limits, retry=self._retry):
                self._became.append(old)
                self._noted += 1
            else:
                jobs.append(job)
        return jobs

    def _read_all(self, jobs: list[Job], total: int) -> None:
        self._total = total
        self._pace = Pace(sum(job.size for job in jobs))
        for job in jobs:
            self._source = job.source
            self._show()
            self._read(job)
            self._bytes, self._within = self._bytes + job.size, 0

    def _read(self, job: Job) -> None:
        try:
            record = begin(job, self._limits, retry=self._retry)
        except OSError as error:
            self._note(unreadable(job, error, self._limits))
            return
        if record.state is not State.INDEXING:
            self._note(record)
            return
        try:
            reading = read_source(job.path, job.source, self._limits)
            record = replace(record, encoding=reading.encoding, guessed=reading.guessed)
            self._take(record, reading)
            end = replace(record, state=State.INDEXED, reason=_summary(reading.notes), at=now())
            self._added += 1
        except SourceError as error:
            end = failed(record, self._why(error, record), self._limits)
        self._batches.finish(end)
        self._became.append(end)

    def _take(self, record: FileRecord, reading: Reading) -> None:
        """Hand on the articles that this reading of the file has not stored yet, each once."""
        stored = self._library.catalogue.stored(record)
        for position, article in enumerate(reading.articles):
            self._within = reading.position.bytes
            if article.id not in stored:
                stored.add(article.id)
                self._batches.add(record, Placed(position, article, _entries(article)))
            elif not self._batches.articles:
                self._pace.skip(self._bytes + self._within)

    def _why(self, error: SourceError, file: FileRecord) -> str:
        kept = self._library.catalogue.holds(file) or (file.reading == 1 and self._batches.is_open)
        return f"{error}{_KEPT if kept else ''}"

    def _note(self, record: FileRecord) -> None:
        """Note what became of a file of which nothing is stored now."""
        self._library.catalogue.put_file(record)
        self._became.append(record)
        self._noted += 1

    def _after_batch(self) -> None:
        catalogue = self._library.catalogue
        if catalogue.change_count() >= max(CHUNKS, catalogue.chunk_count() // _SETTLE_SHARE):
            self._library.settle()
        self._show()

    def _show(self) -> None:
        left = self._pace.left(self._bytes + self._within)
        stored = self._batches
        done = (self._noted + stored.files, self._total, stored.articles, stored.chunks)
        self._progress(Step(*done, self._pace.seconds, left, self._source))

    def _report(self, removed: int) -> IndexReport:
        bad = [f for f in self._became if f.state is State.FAILED]
        noted = [f for f in self._became if f.state is not State.FAILED and f.reason]
        return IndexReport(
            added=self._added,
            unchanged=len(self._became) - self._added - len(bad),
            removed=removed,
            articles=self._library.article_count(),
            chunks=self._library.chunk_count(),
            failed=tuple((f.source, f.reason) for f in bad),
            notes=tuple((f.source, f.reason) for f in noted),
        )


def _entries(article: Article) -> tuple[Entry, ...]:
    return tuple(Entry(c, heading(article, c.paragraph)) for c in chunks(article))


def _summary(notes: Sequence[str]) -> str:
    more = f"(另有 {len(notes) - _NOTES} 处)" if len(notes) > _NOTES else ""
    return " ".join(notes[:_NOTES]) + more
