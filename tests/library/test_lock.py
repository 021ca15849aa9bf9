"""One writer at a time, whatever becomes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import LibraryError, LockedError
from qa.library.lock import holder, writer_lock

HOLD = """
import sys, time
from pathlib import Path
from qa.library.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_refused_at_once_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    message = f"进程号 {os.getpid()}"
    with (
        writer_lock(tmp_path),
        pytest.raises(LockedError, match=message),
        writer_lock(tmp_path),
    ):
        pass


def test_the_lock_frees_itself_when_its_holder_is_killed(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match=str(process.pid)), writer_lock(tmp_path):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    assert holder(tmp_path) == ""
    with writer_lock(tmp_path):
        pass


def test_a_name_left_behind_by_a_killed_holder_does_not_mislead(tmp_path: Path) -> None:
    past = subprocess.Popen([sys.executable, "-c", ""])
    past.wait()
    left = {"pid": past.pid, "started": "2026-11-21T08:00:00+08:00"}
    with writer_lock(tmp_path):
        (tmp_path / "writer.json").write_text(json.dumps(left), encoding="utf-8")
        assert holder(tmp_path) == "另一个进程"  # who, is not known
        with pytest.raises(LockedError, match="另一个进程正在写入"), writer_lock(tmp_path):
            pass
    assert not (tmp_path / "writer.json").exists()


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path):
        raise ZeroDivisionError
    with writer_lock(tmp_path):
        pass


def test_a_home_that_is_a_file_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match="QA_HOME"), writer_lock(home):
        pass
