"""A full disk: a clear message, nothing broken, and with room again everything goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from qa.library.batches import DocumentEncoder
from qa.library.indexing import index
from qa.library.store import create_library

from .conftest import COUNT, MODEL

pytest.importorskip("resource", reason="limits the size of files")

# Beyond the limit every write fails as on a full disk, with another number.
LIMITED = """
import resource, sys
from pathlib import Path
from qa.errors import QAError
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
"""
INDEX = f"""{LIMITED}
from qa.cli import main
sys.exit(main(["index", sys.argv[2]]))
"""
OPEN = f"""{LIMITED}
from qa.library.store import open_library
library = open_library(Path(sys.argv[2]), "{MODEL}")
print(library.notice, library.search_keywords("1234号货轮", 1)[0][0])
"""
WRITE = f"""{LIMITED}
from qa.library.store import create_library
try:
    create_library(Path(sys.argv[2]), "{MODEL}")
except QAError as error:
    print(error)
"""
UNSHARE = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]

Record = Callable[..., None]


class Encoder(DocumentEncoder, Protocol):
    identity: str


@pytest.fixture
def filled(pages: Path, record: Record) -> Path:
    for n in range(10):
        facts = [f"第{n}号果园今年种下{n * 10 + i}棵石榴树,由{i}户人家照看。" for i in range(6)]
        record(pages / f"{n:02}.jsonl", f"第{n}号果园", *facts)
    return pages


def python(script: str, *arguments: object, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=os.environ | {"QA_HOME": str(home), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def assert_says_so(status: int, stderr: str) -> None:
    """It ended with one clear message."""
    assert status == 1, stderr
    assert "Traceback" not in stderr
    message = stderr.splitlines()[-1]
    assert message.startswith("错误:")
    assert "磁盘空间" in message
    assert message.endswith("。")


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [4, 120])
def test_where_the_catalogue_cannot_grow_a_message_says_so_and_the_next_run_does_the_rest(
    home: Path, filled: Path, encoder: Encoder, kilobytes: int
) -> None:
    done = python(INDEX, kilobytes << 10, filled, home=home)
    assert_says_so(done.returncode, done.stderr)
    library = create_library(home, encoder.identity)
    report = index(library, encoder, [filled])
    assert (report.articles, report.chunks, library.sound()) == (10, 60, True)
    library.close()


@pytest.mark.slow
@pytest.mark.parametrize(("lost", "kilobytes"), [("vectors", 200), ("keywords", 10)])
def test_where_an_index_cannot_grow_a_message_says_so_and_it_is_made_anew_with_room(
    handmade: Path, home: Path, lost: str, kilobytes: int
) -> None:
    shutil.copytree(handmade, home)
    shutil.rmtree(home / lost)
    done = python(WRITE, kilobytes << 10, home, home=home)
    assert "磁盘空间" in done.stdout, done.stderr
    library = create_library(home, MODEL)
    assert (library.vectors.count(), library.keywords.count()) == (COUNT, COUNT)
    assert library.sound()
    library.close()


@pytest.mark.slow
def test_a_reader_is_served_by_keywords_where_the_vectors_cannot_be_made_anew(
    handmade: Path, home: Path
) -> None:
    shutil.copytree(handmade, home)
    shutil.rmtree(home / "vectors")
    done = python(OPEN, 200 << 10, home, home=home)
    assert "只按关键词检索" in done.stdout, done.stderr
    assert "ships:1234:0" in done.stdout


@pytest.mark.slow
def test_a_small_file_system_that_is_full_is_a_clear_message_too(home: Path, filled: Path) -> None:
    home.mkdir()
    if subprocess.run([*UNSHARE, f"mount -t tmpfs none '{home}'"], check=False).returncode:
        pytest.skip("no right to mount a file system here")
    command = f"mount -t tmpfs -o size=600k none '{home}' && '{sys.executable}' -m qa index"
    done = subprocess.run(
        [*UNSHARE, f"{command} '{filled}'"],
        env=os.environ | {"QA_HOME": str(home), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        check=False,
    )
    assert_says_so(done.returncode, done.stderr.decode())
