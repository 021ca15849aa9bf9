"""A folder that is watched: what comes, changes or goes is in the library soon after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.library.catalogue import Catalogue
from qa.library.lock import writer_lock

Write = Callable[..., Path]
HARBOUR = "东港码头今年吞吐量达到三百万吨。"
ORCHARD = "山坡上的果园改种耐旱的石榴。"


@pytest.fixture
def watcher(home: Path, pages: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "index", "--watch", str(pages)],
        env=os.environ | {"QA_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A shell starts what it runs in the background with Ctrl-C ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    yield process
    process.kill()
    process.communicate()


def texts(home: Path) -> set[str]:
    """What the catalogue holds."""
    if not (home / "catalogue.sqlite").exists():
        return set()
    catalogue = Catalogue(home / "catalogue.sqlite")
    found = {p.text for article in catalogue.articles() for p in article.paragraphs}
    catalogue.close()
    return found


def comes_true(condition: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.1)
    return condition()


@pytest.mark.slow
def test_what_comes_changes_and_goes_is_followed_and_others_may_write_in_between(
    home: Path, pages: Path, write: Write, watcher: subprocess.Popen[str]
) -> None:
    first = write(pages / "a.txt", HARBOUR)
    assert comes_true(lambda: texts(home) == {HARBOUR})
    assert comes_true(lambda: lock_is_free(home))
    with writer_lock(home):  # the watcher waits and says so
        write(pages / "deep" / "b.txt", ORCHARD, title="石榴红了")
        assert watcher.stderr is not None
        assert f"进程号 {os.getpid()}" in next(line for line in watcher.stderr if "注意" in line)
        assert texts(home) == {HARBOUR}
    assert comes_true(lambda: texts(home) == {HARBOUR, ORCHARD})
    first.unlink()
    assert comes_true(lambda: texts(home) == {ORCHARD})
    assert comes_true(lambda: lock_is_free(home))
    watcher.send_signal(signal.SIGINT)
    _, said = watcher.communicate(timeout=30)
    assert watcher.returncode == 130
    assert said.endswith("已停止。\n")
    assert "Traceback" not in said


def lock_is_free(home: Path) -> bool:
    return not (home / "writer.json").exists()
