"""``kill -9`` at any moment: what was committed is there, and running again does the rest."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from qa.library.batches import DocumentEncoder
from qa.library.catalogue import Catalogue
from qa.library.records import State
from qa.library.store import Library, open_library
from qa.retrieval.hybrid import HybridRetriever, QueryEncoder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its writers")

KILLS = 50
FILES = 12

# Loads everything once and forks a writer when told to, then waits for it when told to: most of
# the time of a fresh process would go into imports. Nothing is computed before the fork, so that
# no thread is lost in it.
WRITERS = """
import os, sys
from pathlib import Path
import chromadb, tantivy
from qa import service
from qa.models.embedding import load_embedder
from qa.settings import Settings
load_embedder()
for line in sys.stdin:
    child = os.fork()
    if not child:
        service.index(Settings(home=Path(sys.argv[1])), [Path(sys.argv[2])])
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""

Record = Callable[..., None]


class Encoder(DocumentEncoder, QueryEncoder, Protocol):
    identity: str


class Writers:
    """Starts writers one after the other."""

    def __init__(self, home: Path, pages: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", WRITERS, str(home), str(pages)],
            env=os.environ | {"OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """Start a writer; returns its process id."""
        return int(self._ask("start"))

    def end(self) -> int:
        """Wait for the end of the writer that was started last; returns its exit status."""
        return int(self._ask("end"))

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


class Newsroom:
    """A folder of small pages that people add, change, rename and delete."""

    def __init__(self, pages: Path, record: Record, chance: random.Random) -> None:
        self.pages, self._record, self._chance = pages, record, chance
        self._number = 100
        self.gone: list[str] = []  # what stood in files that were deleted or changed

    def work(self) -> None:
        """Change about a third of the folder."""
        files = sorted(self.pages.glob("*.jsonl"))
        for path in self._chance.sample(files, min(len(files), 3)):
            match self._chance.randrange(3):
                case 0:
                    self.gone.append(paragraphs(path)[0])
                    path.unlink()
                case 1:
                    self.gone.append(paragraphs(path)[0])
                    self._page(path)
                case 2:
                    path.rename(self.pages / f"moved{self._next()}.jsonl")
        for _ in range(FILES - len(list(self.pages.glob("*.jsonl")))):
            self._page(self.pages / f"page{self._next()}.jsonl")

    def _page(self, path: Path) -> None:
        n = self._next()
        facts = [f"第{n}号果园今年种下{n}{i}棵石榴树,由{i}户人家照看。" for i in range(1, 5)]
        self._record(path, f"第{n}号果园", *facts)

    def _next(self) -> int:
        self._number += 1
        return self._number


def paragraphs(path: Path) -> list[str]:
    """What stands in a file."""
    found: list[str] = json.loads(path.read_text("utf-8"))["paragraphs"]
    return found


@pytest.fixture
def writers(home: Path, pages: Path) -> Iterator[Writers]:
    started = Writers(home, pages)
    yield started
    started.close()


@pytest.mark.slow
def test_killed_at_any_moment_nothing_committed_is_lost_and_nothing_gone_is_found(
    home: Path, pages: Path, record: Record, encoder: Encoder, writers: Writers
) -> None:
    chance = random.Random(5)
    newsroom = Newsroom(pages, record, chance)
    for _ in range(2):  # the second knows what to expect: nothing is read for the first time
        newsroom.work()
        seconds = time_of_a_run(writers)
    killed = writing = 0  # writers that were still at work; those within Chroma's files
    for kill in range(KILLS):
        newsroom.work()
        before = committed(home)
        process = writers.start()
        if kill % 3:
            time.sleep(chance.uniform(0, 2 * seconds))
        else:
            wait_until_chroma_is_written(home)
        os.kill(process, signal.SIGKILL)
        killed += writers.end() == signal.SIGKILL
        writing += is_writing_chroma(home)
        assert_whole_files(home, pages, before)
        if kill % 5 == 4:
            assert_reader_cites_only_what_is_stored(home, encoder, newsroom.gone)
    assert killed > KILLS / 3
    assert writing > KILLS / 10
    writers.start()
    assert writers.end() == 0
    assert set(committed(home)) == {path.name for path in pages.glob("*.jsonl")}
    library = open_library(home, encoder.identity, repair=False)
    assert library.sound()
    assert_found_only(library, encoder, pages, newsroom.gone)
    library.close()


def time_of_a_run(writers: Writers) -> float:
    began = time.monotonic()
    writers.start()
    assert writers.end() == 0
    return time.monotonic() - began


def committed(home: Path) -> dict[str, str]:
    """The files that are wholly stored, with the digests of their content."""
    if not (home / "catalogue.sqlite").exists():
        return {}
    catalogue = Catalogue(home / "catalogue.sqlite")
    files = {f.source: f.digest for f in catalogue.files() if f.state is State.INDEXED}
    catalogue.close()
    return files


def wait_until_chroma_is_written(home: Path) -> None:
    until = time.monotonic() + 3
    while time.monotonic() < until and not is_writing_chroma(home):
        time.sleep(0.002)


def is_writing_chroma(home: Path) -> bool:
    if not (home / "catalogue.sqlite").exists():
        return False
    catalogue = Catalogue(home / "catalogue.sqlite")
    writing = catalogue.meta("vector files") == "writing"
    catalogue.close()
    return writing


def assert_whole_files(home: Path, pages: Path, before: dict[str, str]) -> None:
    """What was stored before is still, unless its file has changed; each with all it says."""
    now = committed(home)
    unchanged = {s for s in before if now.get(s) == before[s]}
    assert {s for s in before if (pages / s).exists()} - unchanged <= set(now)
    if not now:
        return
    catalogue = Catalogue(home / "catalogue.sqlite")
    for article in catalogue.articles():
        ids = [f"{article.id}:{p.n}:0" for p in article.paragraphs]
        texts = [entry.chunk.text for entry in catalogue.entries(ids).values()]
        assert sorted(texts) == sorted(p.text for p in article.paragraphs)
        assert len(article.paragraphs) == 4
        assert set(catalogue.vectors(ids)) == set(ids)
    catalogue.close()


def assert_reader_cites_only_what_is_stored(home: Path, encoder: Encoder, gone: list[str]) -> None:
    if not committed(home):
        return
    library = open_library(home, encoder.identity)
    assert library.sound()  # mended in opening
    stored = {p.text for a in library.articles() for p in a.paragraphs}
    retriever = HybridRetriever(library=library, encoder=encoder)
    for text in gone[-3:]:
        assert {hit.chunk.text for hit in retriever.hits(text)} <= stored
    library.close()


def assert_found_only(library: Library, encoder: Encoder, pages: Path, gone: list[str]) -> None:
    written = {t for f in pages.glob("*.jsonl") for t in paragraphs(f)}
    retriever = HybridRetriever(library=library, encoder=encoder)
    for text in sorted(written)[::6]:
        assert retriever.hits(text)[0].chunk.text == text
    for text in gone:
        assert text not in {hit.chunk.text for hit in retriever.hits(text)}
