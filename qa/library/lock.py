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


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the right to write in ``home``, which is made if need be.

    Raises ``LockedError`` at once if another process holds it, ``LibraryError`` where nothing can
    be written there.
    """
    holder = home / "writer.json"
    lock = FileLock(home / "writer.lock", timeout=0)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise LockedError(f"{_describe(holder)}正在写入这个资料库,请等它结束后再试。") from error
    except OSError as error:
        reason = error.strerror or "无法写入"
        raise LibraryError(f"不能在 {home} 写入资料库({reason}),请检查 QA_HOME。") from error
    try:
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        holder.write_text(json.dumps({"pid": os.getpid(), "started": started}), encoding="utf-8")
        yield
    finally:
        lock.release()


def _describe(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text(encoding="utf-8"))
        return f"另一个进程(进程号 {found['pid']},{found['started']} 开始)"
    except (OSError, ValueError, KeyError):
        return "另一个进程"
