"""Checksums of tantivy's files. tantivy writes them and, opening an index, does not compare them.

A file ends with a footer in JSON that holds the CRC-32 of all before it, the footer's length and
a mark (``footer.rs`` of tantivy, unchanged since 0.13).
"""

from __future__ import annotations

import json
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_END = struct.Struct("<II")  # the footer's length, the mark
_MARK = 1337
_BLOCK = 1 << 20
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # beside lists of deleted texts


def require_sound(folder: Path) -> None:
    """Raise ``ValueError`` or ``OSError`` where a file of the last commit is not as written."""
    meta = folder / "meta.json"
    if not meta.is_file():
        return
    for segment in _segments(meta):
        files = {folder / f"{segment}.{part}" for part in _PARTS}
        for path in sorted(files.union(folder.glob(f"{segment}.*.del"))):
            stat = path.stat()
            if not _is_sound(path, stat.st_size, stat.st_mtime_ns):
                raise ValueError(path.name)


def _segments(meta: Path) -> list[str]:
    try:
        return [s["segment_id"].replace("-", "") for s in json.loads(meta.read_bytes())["segments"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(meta.name) from error


@lru_cache(maxsize=4096)
def _is_sound(path: Path, size: int, changed: int) -> bool:
    """Compare the checksum. Files are never changed once written, so once a process is enough."""
    del changed  # tells a file from another of its name
    with path.open("rb") as file:
        body, told = _footer(file, size)
        file.seek(0)
        crc = 0
        while block := file.read(min(_BLOCK, body - file.tell())):
            crc = zlib.crc32(block, crc)
    return crc == told


def _footer(file: BinaryIO, size: int) -> tuple[int, int]:
    """Return how long the file is without its footer, and the checksum the footer tells."""
    file.seek(max(0, size - _END.size))
    end = file.read()
    length, mark = _END.unpack(end) if len(end) == _END.size else (0, 0)
    body = size - _END.size - length
    if mark != _MARK or body < 0:
        raise ValueError(file.name)
    file.seek(body)
    return body, json.loads(file.read(length))["crc"]
