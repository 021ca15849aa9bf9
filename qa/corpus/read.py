"""Files on disk: finding them, decoding them, and cutting them into blocks."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.errors import SourceError
from qa.schema import Block, Page, Span

SUFFIXES = frozenset({".txt", ".md"})
"""The kinds of file that can be read."""

MAX_BYTES = 20_000_000
"""The default limit on the size of one file, in bytes."""

_LINE_END = r"(?:\r\n|\r(?!\n)|(?<!\r)\n)"
_BLANK = re.compile(rf"{_LINE_END}(?:[^\S\r\n]*{_LINE_END})+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the readable files at or below ``paths``, each with its ``source``.

    The source is the path below the folder given, with forward slashes; for a file given
    directly it is its name. Hidden files and folders are skipped, a folder is entered once.
    Raises ``SourceError`` for a path that does not exist or a file of an unknown kind.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                found.setdefault(file, file.relative_to(path).as_posix())
        elif not path.exists():
            raise SourceError(f"找不到“{path}”,请检查路径是否写对。")
        elif path.suffix.lower() not in SUFFIXES:
            kinds = "、".join(sorted(SUFFIXES))
            raise SourceError(f"不支持“{path.name}”这种文件,请转换为 {kinds} 后再试。")
        else:
            found.setdefault(path, path.name)
    return list(found.items())


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the readable files below ``folder`` in a stable order."""
    entered: set[Path] = set()
    for root, folders, files in os.walk(folder, onerror=_refuse, followlinks=True):
        real = Path(root).resolve()
        if real in entered:  # a link back to a folder above it
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(root, name)
            if not name.startswith(".") and file.suffix.lower() in SUFFIXES and file.is_file():
                yield file


def _refuse(error: OSError) -> None:
    raise SourceError(f"无法读取文件夹“{error.filename}”,请检查访问权限。") from error


def read_page(path: Path, source: str, max_bytes: int = MAX_BYTES) -> Page:
    """Read a file and cut it into blocks, the runs of text between blank lines.

    The decoded text is kept as it is, line ends included, so that offsets hold. Raises
    ``SourceError`` for a file that is unreadable, larger than ``max_bytes``, binary or empty.
    """
    try:
        if path.stat().st_size > max_bytes:
            limit = f"{max_bytes / 1e6:g} MB"
            raise SourceError(f"文件“{source}”超过 {limit},请拆分后再试。")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"无法读取文件“{source}”,请检查文件是否存在、是否有权限。") from error
    text, encoding = decode(data, source)
    page = Page(source=source, text=text, encoding=encoding, blocks=blocks(text))
    if not page.blocks:
        raise SourceError(f"文件“{source}”是空的,请检查后再试。")
    return page


def decode(data: bytes, source: str) -> tuple[str, str]:
    """Decode a file: by its byte order mark, else as UTF-8, else as GB18030.

    Returns the text and the name of the encoding. Raises ``SourceError`` if none fits.
    """
    marked = [name for bom, name in _BOMS if data.startswith(bom)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise SourceError(f"文件“{source}”不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。")


def blocks(text: str) -> tuple[Block, ...]:
    """Cut ``text`` at its blank lines; a block has no white space around it."""
    found = []
    start = 0
    for end, following in (*((m.start(), m.end()) for m in _BLANK.finditer(text)), (len(text), 0)):
        piece = text[start:end]
        if body := piece.strip():
            at = start + piece.index(body)
            found.append(Block(body, Span(at, at + len(body))))
        start = following
    return tuple(found)
