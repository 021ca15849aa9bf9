"""Lines of large files, plain or packed, one at a time and never more than is allowed."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qa.corpus.formats.bounds import megabytes
from qa.corpus.read import open_file
from qa.errors import SourceError
from qa.limits import Limits

_CHUNK = 1 << 18
_XZ_MEMORY = 256 << 20  # what unpacking may take; xz -9 takes 65 MB
_SMALL = 10_000_000  # unpacked bytes whose ratio is not asked about


@dataclass(slots=True)
class Position:
    """How far a file has been read, in bytes of the file as it lies on disk."""

    bytes: int = 0


def read_lines(
    path: Path, source: str, limits: Limits, position: Position
) -> Iterator[bytes | None]:
    """Yield the lines of a file without their ends; ``None`` for one longer than allowed.

    A name that ends with .gz or .xz is unpacked on the way; ``position`` follows. Raises
    ``SourceError`` for a file that cannot be read or unpacked, or is larger, unpacked, than
    allowed.
    """
    with open_file(path, source, limits.bulk_bytes) as file:
        pieces = _bounded(file, path, source, limits)
        for line in _split(pieces, limits.line_bytes):
            position.bytes = file.tell()
            yield line


def _bounded(file: BinaryIO, path: Path, source: str, limits: Limits) -> Iterator[bytes]:
    """Yield a file's content piece by piece, and stop where it grows beyond the limits."""
    total = 0
    try:
        for piece in _pieces(file, path.suffix.lower()):
            total += len(piece)
            if total > limits.bulk_bytes:
                most = megabytes(limits.bulk_bytes)
                raise SourceError(f"文件“{source}”解压后超过 {most},请拆分后再试。")
            if total > _SMALL and total > limits.unpacked_ratio * file.tell():
                ratio = limits.unpacked_ratio
                raise SourceError(f"文件“{source}”的压缩比超过 {ratio}:1,不予解压,请检查来源。")
            yield piece
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise SourceError(f"文件“{source}”已损坏或没有传完,请重新获取后再试。") from error


def _pieces(file: BinaryIO, suffix: str) -> Iterator[bytes]:
    if suffix == ".gz":
        return _unpack_gzip(file)
    if suffix == ".xz":
        return _unpack_xz(file)
    return iter(lambda: file.read(_CHUNK), b"")


def _unpack_gzip(file: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while rest := rest or file.read(_CHUNK):
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        while not member.eof:
            rest = rest or file.read(_CHUNK)
            if not rest:
                raise EOFError
            yield member.decompress(rest, _CHUNK)
            rest = member.unused_data if member.eof else member.unconsumed_tail


def _unpack_xz(file: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while rest := rest or file.read(_CHUNK):
        stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        while not stream.eof:
            if stream.needs_input and not (rest := rest or file.read(_CHUNK)):
                raise EOFError
            yield stream.decompress(rest, _CHUNK)
            rest = stream.unused_data if stream.eof else b""


def _split(pieces: Iterator[bytes], most: int) -> Iterator[bytes | None]:
    """Cut a stream at its line ends."""
    line = b""
    overlong = False
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for end in whole:
            line += end
            yield None if overlong or len(line) > most else line
            line, overlong = b"", False
        line += rest
        if len(line) > most:
            line, overlong = b"", True
    if line or overlong:
        yield None if overlong else line
