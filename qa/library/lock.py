"""One writer at a time. The lock frees itself when its holder dies, and names the holder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from qa.errors import LibraryError, LockedError

_LOCK, _HOLDER = "writer.lock", "writer.json"


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the right to write in ``home``, which is made if need be.

    Raises ``LockedError`` at once if another process holds it, ``LibraryError`` where nothing can
    be written there.
    """
    lock = FileLock(home / _LOCK, timeout=0)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        who = _describe(home / _HOLDER)
        raise LockedError(f"{who}正在写入这个资料库,请等它结束后再试。") from error
    except OSError as error:
        raise _unwritable(home, error) from error
    try:
        _sign(home)
        yield
    finally:
        (home / _HOLDER).unlink(missing_ok=True)
        lock.release()


def holder(home: Path) -> str:
    """Say which process is writing in ``home``; empty where none is."""
    lock = FileLock(home / _LOCK, timeout=0)
    try:
        with lock:
            return ""
    except Timeout:
        return _describe(home / _HOLDER)
    except OSError as error:
        raise _unwritable(home, error) from error


def _sign(home: Path) -> None:
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        text = json.dumps({"pid": os.getpid(), "started": started})
        (home / _HOLDER).write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(home, error) from error


def _unwritable(home: Path, error: OSError) -> LibraryError:
    reason = error.strerror or "无法写入"
    return LibraryError(f"不能在 {home} 写入资料库({reason}),请检查磁盘空间、权限和 QA_HOME。")


def _describe(path: Path) -> str:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if _lives(int(found["pid"])):
            return f"另一个进程(进程号 {found['pid']},{found['started']} 开始)"
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return "另一个进程"


def _lives(pid: int) -> bool:
    """Tell whether a process exists; a holder that was killed left its name behind."""
    if os.name != "posix":
        return True  # asking would end it there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
