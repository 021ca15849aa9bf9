"""Files on disk: finding them, reading their bytes, and cutting text into blocks."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from qa.corpus.formats.bounds import check_length, megabytes
from qa.corpus.formats.encodings import decode
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Block, Page, Span

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".docx",
    ".pdf",
    ".jsonl",
    ".jsonl.gz",
    ".jsonl.xz",
)
"""The kinds of file that can be read."""

_LINE_END = r"(?:\r\n|\r(?!\n)|(?<!\r)\n)"
_BLANK = re.compile(rf"{_LINE_END}(?:[^\S\r\n]*{_LINE_END})+")
_UNWRITABLE = re.compile("[\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the readable files at or below ``paths``, each with its ``source``.

    The source is the path below the folder given, with forward slashes; for a file given
    directly it is its name. Characters that cannot be printed or stored are written as escapes.
    Hidden files and folders, links that lead out of the folder, and what is no regular file are
    skipped; a folder is entered once.
    Raises ``SourceError`` for a path that does not exist or a file of an unknown kind.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file in _walk(path):
                found.setdefault(file, _printable(file.relative_to(path).as_posix()))
        elif not path.exists():
            raise SourceError(f"找不到“{_printable(str(path))}”,请检查路径是否写对。")
        elif suffix(path.name) is None:
            kinds = "、".join(SUFFIXES)
            name = _printable(path.name)
            raise SourceError(f"不支持“{name}”这种文件,请转换为 {kinds} 后再试。")
        else:
            found.setdefault(path, _printable(path.name))
    return list(found.items())


def suffix(name: str) -> str | None:
    """Return which of ``SUFFIXES`` a file's name ends with; ``None`` if it is another."""
    return next((s for s in SUFFIXES if name.lower().endswith(s)), None)


def _printable(name: str) -> str:
    """Write what is no character, as in names of another encoding, as escapes."""
    return _UNWRITABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", name)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the readable files below ``folder`` in a stable order."""
    top = folder.resolve()
    entered: set[Path] = set()
    for root, folders, files in os.walk(folder, onerror=_refuse, followlinks=True):
        real = Path(root).resolve()
        if real in entered or not real.is_relative_to(top):  # a link, back or out
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(root, name)
            if not name.startswith((".", "~$")) and suffix(name) and _is_inside(file, top):
                yield file


def _is_inside(file: Path, top: Path) -> bool:
    """Tell whether ``file`` is a regular file, and below ``top`` where it is a link."""
    return file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(top))


def _refuse(error: OSError) -> None:
    raise SourceError(f"无法读取文件夹“{error.filename}”,请检查访问权限。") from error


def open_file(path: Path, source: str, most: int) -> BinaryIO:
    """Open a regular file of at most ``most`` bytes; never waits, as a pipe would make one wait.

    Raises ``SourceError`` for a file that is none, too large or unreadable.
    """
    try:
        file = open(path, "rb", opener=_open_at_once)
    except OSError as error:
        raise SourceError(f"无法读取文件“{source}”,请检查文件是否存在、是否有权限。") from error
    found = os.fstat(file.fileno())
    if stat.S_ISREG(found.st_mode) and found.st_size <= most:
        return file
    file.close()
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(f"无法读取“{source}”:它不是普通文件。")
    raise SourceError(f"文件“{source}”超过 {megabytes(most)},请拆分后再试。")


def _open_at_once(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def read_bytes(path: Path, source: str, most: int) -> bytes:
    """Read a whole file. Raises ``SourceError`` as ``open_file`` does."""
    with open_file(path, source, most) as file:
        try:
            return file.read(most)
        except OSError as error:
            raise SourceError(f"读取文件“{source}”时出错,请检查磁盘后再试。") from error


def read_page(path: Path, source: str, limits: Limits = Limits()) -> Page:  # noqa: B008 (frozen)
    """Read a text file and cut it into blocks, the runs of text between blank lines.

    The decoded text is kept as it is, line ends included, so that offsets hold. Raises
    ``SourceError`` for a file that is unreadable, beyond the limits, binary or empty.
    """
    found = decode(read_bytes(path, source, limits.file_bytes))
    if found is None:
        raise SourceError(f"文件“{source}”不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。")
    return make_page(source, found.text, found.encoding, limits)


def make_page(source: str, text: str, encoding: str, limits: Limits, part: int = 0) -> Page:
    """Make a page of text. Raises ``SourceError`` where there is none, or too much."""
    check_length(len(text), source, limits)
    page = Page(source, text, encoding, blocks(text), part)
    if not page.blocks:
        raise SourceError(f"文件“{source}”是空的,请检查后再试。")
    return page


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
