"""The keyword index beside other processes, on a full disk, and with its files spoilt."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa.errors import DamagedError, LibraryError
from qa.library.keywords import KeywordIndex

from .conftest import SEEDS, TEXTS, found, paragraphs

ENVIRONMENT = os.environ | {"PYTHONPATH": str(SEEDS.parent)}


def _process(code: str, folder: Path) -> subprocess.Popen[str]:
    """Run code with ``index`` in another process; return once it has said it is ready."""
    head = "import sys, pathlib; from qa.library.keywords import KeywordIndex\n"
    head += f"index = KeywordIndex(pathlib.Path({str(folder)!r}))\n"
    tail = "\nprint('ready', flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", head + code + tail],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def writer(index: KeywordIndex, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Lets another process run some code and then stops it dead."""
    processes = []

    def run(code: str) -> None:
        processes.append(_process(code, tmp_path / "keywords"))

    yield run
    for process in processes:
        process.kill()
        process.communicate()


def test_searches_and_opens_while_another_process_writes(
    index: KeywordIndex, writer: Callable[[str], None], tmp_path: Path
) -> None:
    writer("index.add([('new', '嘉陵江')])")  # and does not commit
    assert found(index, "巫溪") == ["wuxi"] and found(index, "嘉陵江") == []
    other = KeywordIndex(tmp_path / "keywords")
    assert found(other, "巫溪") == ["wuxi"]
    other.close()


def test_sees_what_another_process_has_committed(
    index: KeywordIndex, writer: Callable[[str], None]
) -> None:
    writer("index.add([('new', '嘉陵江')]); index.commit()")
    assert found(index, "嘉陵江") == ["new"]


def test_sees_an_index_made_anew_by_another_process_after_reload(
    index: KeywordIndex, writer: Callable[[str], None]
) -> None:
    writer("index.clear(); index.add([('new', '嘉陵江')]); index.commit()")
    index.reload()
    assert index.count() == 1 and found(index, "嘉陵江") == ["new"]


def test_a_writer_that_dies_leaves_the_last_commit(tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    code = "index.add([('a', '嘉陵江')]); index.commit(); index.add([('b', '沱江')] * 500)"
    process = _process(code, folder)
    process.kill()
    process.communicate()
    index = KeywordIndex(folder)
    assert index.count() == 1 and found(index, "嘉陵江") == ["a"]
    index.add([("c", "渠江")])  # its lock on writing died with it
    index.commit()
    assert found(index, "渠江") == ["c"]
    index.close()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _blank(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\xff" * max(1, size // 4))


def _replace(path: Path) -> None:
    path.write_bytes(b"no index" * 1000)


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if not f.name.startswith("."))


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an index with a deleted text. Copy them before you harm them."""
    folder = tmp_path_factory.mktemp("keywords") / "index"
    index = KeywordIndex(folder)
    index.add(paragraphs().items())
    index.commit()
    index.delete(["0001"])
    index.commit()
    index.close()
    return folder


@pytest.mark.parametrize("damage", [_cut, _empty, _blank, _replace, Path.unlink])
def test_damage_to_any_file_is_noticed_on_opening(
    stored: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    for path in _files(stored):
        folder = tmp_path / path.name
        shutil.copytree(stored, folder)
        damage(folder / path.name)
        with pytest.raises(DamagedError, match="请运行 qa index"):
            KeywordIndex(folder)
            pytest.fail(path.name)


def test_erasing_makes_room_for_a_new_index(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    shutil.copytree(stored, folder)
    _cut(folder / "meta.json")
    KeywordIndex.erase(folder)
    index = KeywordIndex(folder)
    assert index.count() == 0
    index.close()


def test_an_index_of_another_kind_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "keywords.sqlite").write_bytes(b"SQLite format 3")
    with pytest.raises(DamagedError, match="请运行 qa index"):
        KeywordIndex(tmp_path)


def test_damage_while_open_is_noticed_on_reloading_and_clear_starts_again(
    stored: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "keywords"
    shutil.copytree(stored, folder)
    index = KeywordIndex(folder)
    (folder / "meta.json").write_bytes(b"{}")
    with pytest.raises(DamagedError, match="请运行 qa index"):
        index.reload()
    index.clear()
    index.add(TEXTS.items())
    index.commit()
    assert found(index, "巫溪") == ["wuxi"]
    index.close()


def test_two_may_not_write_at_once(
    index: KeywordIndex, writer: Callable[[str], None], tmp_path: Path
) -> None:
    writer("index.add([('new', '嘉陵江')])")  # and does not commit
    with pytest.raises(LibraryError, match="稍后再试"):
        index.add([("other", "沱江")])


def test_many_commits_leave_few_segments_and_no_thread_behind(tmp_path: Path) -> None:
    code = "for n in range(60): index.add([(str(n), '嘉陵江')]); index.commit()"
    head = "import pathlib; from qa.library.keywords import KeywordIndex\n"
    head += f"index = KeywordIndex(pathlib.Path({str(tmp_path)!r}))\n"
    subprocess.run([sys.executable, "-c", head + code], check=True, timeout=60, env=ENVIRONMENT)
    segments = json.loads((tmp_path / "meta.json").read_text("utf-8"))["segments"]
    assert len(segments) < 12
    index = KeywordIndex(tmp_path)
    assert index.count() == 60
    index.close()


def test_a_full_disk_is_a_clear_error_and_leaves_the_last_commit(tmp_path: Path) -> None:
    code = (
        "import resource, signal\n"
        "from qa.errors import LibraryError\n"
        "index.add([('a', '嘉陵江')]); index.commit()\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    index.add((str(n), chr(0x4e00 + n) * 3 + str(n)) for n in range(9000))\n"
        "    index.commit()\n"
        "except LibraryError as error:\n"
        "    assert '磁盘空间' in str(error)\n"
        "else:\n"
        "    raise AssertionError\n"
    )
    process = _process(code, tmp_path)
    process.kill()
    process.communicate()
    index = KeywordIndex(tmp_path)
    assert index.count() == 1 and found(index, "嘉陵江") == ["a"]
    index.close()
