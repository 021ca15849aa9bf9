"""The two derived indexes, Chroma and keywords: kept in step with the catalogue, checked, mended.

Chroma rewrites its files in place: a writer that dies leaves them broken, and reading broken or
half-written files may end the process. So a writer holds ``vectors.lock`` while it writes them, a
reader shares it while it loads them, and the catalogue notes that writing has begun and, at the
end, how long each file has become. Once loaded, a reader searches in its own memory.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import ReadWriteLock, Timeout

from qa.errors import DamagedError, LibraryError
from qa.library.catalogue import Catalogue
from qa.library.centre import centred, choose_centre, read_centre
from qa.library.keywords import KeywordIndex
from qa.library.lock import writer_lock
from qa.library.vectors import VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAMPLE = 16  # vectors asked for themselves when the index is opened
_BATCH = 2000
_PATIENCE = 3.0  # seconds that opening for reading waits for a writer
_LOADING_SHARE = 10  # a reader spends at most a tenth of its time on loading vectors again
_FILES = "vector files"  # the catalogue's note on Chroma's files: their sizes, or
_WRITING = "writing"
_REMEDY = "运行 qa index,索引会由目录重建,不必重新计算向量。"
_UNFINISHED = "写入没有完成"
_CUT = "文件残缺"
_BUSY = "正由另一个进程写入,暂时读不到"
_VECTORS, _KEYWORDS = "向量索引", "关键词索引"
_NOT_WRITTEN = "索引没有写完,目录中的文章完好;请检查磁盘空间和权限,然后再运行一次 qa index。"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in order or not; ``remedy`` is empty where nothing is wrong."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class DerivedIndexes:
    """What is searched. Safe to use from several threads.

    ``ready`` tells whether vectors can be searched: not while another process is writing them
    for the first time, and not while they are broken.
    """

    def __init__(self, home: Path, catalogue: Catalogue, chroma_url: str, *, writer: bool) -> None:
        self._home, self._catalogue, self._embedded = home, catalogue, not chroma_url
        self.keywords = _open_keywords(home, nullcontext() if writer else writer_lock(home))
        self.vectors = VectorIndex(home / "vectors", catalogue.meta("name"), chroma_url)
        self._files = ReadWriteLock(home / "vectors.lock", is_singleton=False)
        self._loading = threading.Lock()
        self._searching = threading.Lock()  # no search while the files are opened again
        self._loaded, self._load_after = catalogue.meta("settled"), 0.0
        self.ready = False

    # Reading

    def search_vectors(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the nearest chunks' ids with their cosine similarity, best first.

        Chroma proposes, the catalogue's own vectors decide.
        """
        looked_for = centred(vector, read_centre(self._catalogue))
        with self._searching:
            proposed = self.vectors.search(looked_for, k) if self.ready else []
        stored = self._catalogue.vectors(name for name, _ in proposed)
        found = [(name, float(vector @ stored[name].astype("float32"))) for name in stored]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def load(self, patience: float = _PATIENCE) -> None:
        """Load the vectors unless they are broken or still being written after ``patience`` s."""
        began = time.monotonic()
        with suppress(Timeout), self._sharing(patience), self._searching:
            if self.broken():
                return
            self.ready = False
            self._loaded = self._catalogue.meta("settled")
            with suppress(DamagedError):
                self.vectors.reopen()
                self.ready = self._loads()
        now = time.monotonic()
        self._load_after = now + _LOADING_SHARE * (now - began)

    def _loads(self) -> bool:
        """Have Chroma read its files now, by a first search."""
        for vector in self._sample(1).values():
            self.vectors.search(vector, 1)
        return True

    def _sample(self, n: int) -> dict[str, NDArray[np.float32]]:
        """Some vectors as Chroma holds them."""
        return self._as_held(self._catalogue.sample(n))

    def _as_held(self, ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        centre, stored = read_centre(self._catalogue), self._catalogue.vectors(ids)
        return {name: centred(vector, centre) for name, vector in stored.items()}

    def refresh(self) -> None:
        """See what another process has written; the keyword index does so by itself.

        Loading 300,000 vectors takes a second. It is put off while the files are being written,
        and done so rarely that searches hardly wait for it.
        """
        due = time.monotonic() > self._load_after
        if due and self._catalogue.meta("settled") != self._loaded:
            if self._loading.acquire(blocking=False):  # one is enough
                try:
                    self.load(patience=0)
                finally:
                    self._loading.release()

    # Writing; the caller holds the writer lock

    def settle(self) -> None:
        """Bring both indexes up to date with the catalogue's list of changes."""
        changes = self._catalogue.changes()
        if not changes:
            return
        batches = [changes[i : i + _BATCH] for i in range(0, len(changes), _BATCH)]
        with self._writing():
            if not self.vectors.count():
                choose_centre(self._catalogue)
            for ids in batches:
                vectors = self._as_held(ids)
                self.vectors.delete([i for i in ids if i not in vectors])
                self.vectors.put(vectors)
        for ids in batches:
            entries = self._catalogue.entries(ids)
            self.keywords.delete(i for i in ids if i not in entries)
            self.keywords.add((i, entry.text) for i, entry in entries.items())
        self.keywords.commit()
        self._catalogue.settle(changes)

    def mend(self) -> None:
        """Bring both indexes in step; make anew the one that cannot be read or does not match."""
        if self.broken():
            self._rebuild_vectors()
        self.ready = True  # nobody else writes
        with suppress(LibraryError):  # what stays undone is found by the check
            self.settle()
        rebuild = {_VECTORS: self._rebuild_vectors, _KEYWORDS: self._rebuild_keywords}
        for check in self.check():
            if not check.ok and check.name in rebuild:
                rebuild[check.name]()
        self.settle()

    def _rebuild_vectors(self) -> None:
        self.ready = False
        with self._writing():
            self.vectors.clear()
            choose_centre(self._catalogue)
            for ids in self._catalogue.pages(_BATCH):
                self.vectors.put(self._as_held(ids))
        self.ready = True

    def _rebuild_keywords(self) -> None:
        self.keywords.clear()
        for ids in self._catalogue.pages(_BATCH):
            self.keywords.add((i, e.text) for i, e in self._catalogue.entries(ids).items())
        self.keywords.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Chroma's files are ours alone, and known to be unfinished until the end."""
        with self._files.write_lock() if self._embedded else nullcontext():
            self._catalogue.set_meta(_FILES, _WRITING)
            try:
                yield
            except DamagedError as error:
                raise LibraryError(_NOT_WRITTEN) from error
            self._catalogue.set_meta(_FILES, json.dumps(self.vectors.sizes()))

    def _sharing(self, patience: float) -> AbstractContextManager[object]:
        if not self._embedded:
            return nullcontext()
        return self._files.read_lock(patience, blocking=patience > 0)

    # Checking

    def broken(self) -> str:
        """Say why Chroma's files must not even be read; empty where they may."""
        noted = self._catalogue.meta(_FILES)
        if not self._embedded:
            return ""
        if noted == _WRITING:
            return _UNFINISHED
        sizes = self.vectors.sizes()
        cut = any(sizes.get(name, 0) < size for name, size in json.loads(noted or "{}").items())
        return _CUT if cut else ""

    def check(self) -> list[Check]:
        """Compare the indexes with the catalogue: counts, and a sample that must find itself."""
        waiting = self._catalogue.change_count()
        unread = self.broken() or ("" if self.ready else _BUSY)
        return [
            _check("待写入索引的改动", waiting == 0, f"{waiting} 条"),
            _check(_VECTORS, *((False, unread) if unread else self._compare(self._count_vectors))),
            _check(_KEYWORDS, *self._compare(self._count_keywords)),
        ]

    def _compare(self, count: Callable[[], int]) -> tuple[bool, str]:
        expected = self._catalogue.chunk_count()
        try:
            found = count()
        except DamagedError:
            return False, f"读不出来,目录中 {expected} 条"
        if found < 0:
            return False, "抽查的片段找不到自己"
        return found == expected, f"{found} 条,目录中 {expected} 条"

    def _count_vectors(self) -> int:
        """The number of vectors; -1 where one of a sample does not find itself."""
        sample = self._sample(_SAMPLE)
        with self._searching:
            count = self.vectors.count()
            return count if not count or self.vectors.finds(sample) else -1

    def _count_keywords(self) -> int:
        """The number of texts; -1 where nothing is found for a stored one."""
        count = self.keywords.count()
        for entry in self._catalogue.entries(self._catalogue.sample(1)).values():
            if count and not self.keywords.search(entry.chunk.text[:20], 1):
                return -1
        return count

    def close(self) -> None:
        """Close all files."""
        self.vectors.close()
        self.keywords.close()
        self._files.close()


def _open_keywords(home: Path, right: AbstractContextManager[None]) -> KeywordIndex:
    """Open the keyword index, a new one where it is damaged; ``right`` is the right to write."""
    folder = home / "keywords"
    try:
        return KeywordIndex(folder)
    except DamagedError:
        with right:
            KeywordIndex.erase(folder)
            return KeywordIndex(folder)


def _check(name: str, ok: bool, detail: str) -> Check:
    return Check(name, ok, detail, "" if ok else _REMEDY)
