"""Any file to articles: the one way into the library, whatever the kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from qa.corpus.corrections import correct
from qa.corpus.formats.bounds import check_length
from qa.corpus.formats.document import read_page_articles
from qa.corpus.formats.encodings import Decoded, decode
from qa.corpus.formats.lines import Part
from qa.corpus.formats.packed import Position
from qa.corpus.read import make_page, read_bytes, suffix
from qa.corpus.sidecar import Corrections, read_corrections
from qa.errors import SourceError
from qa.limits import Limits as Limits
from qa.schema import Article

PARSER_VERSION = "3"
"""Counted up when the way files are read changes: what was read by another is read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is being read.

    ``guessed`` tells that nothing in the file names its ``encoding`` (empty where the format has
    none to choose). ``articles`` are made as they are taken, and can be taken once; ``notes``
    grows with them and says in Chinese what was skipped or replaced, ``position`` follows in a
    .jsonl. Taking articles may raise ``SourceError``: what came before is sound, the rest of the
    file cannot be read.
    """

    encoding: str
    guessed: bool
    articles: Iterator[Article]
    notes: list[str] = field(default_factory=list)
    position: Position = field(default_factory=Position)


def read_source(path: Path, source: str, limits: Limits = Limits()) -> Reading:  # noqa: B008 (frozen)
    """Read a file of any kind that ``find_files`` finds, with the corrections beside it.

    A .jsonl of ready articles is taken as it is. Raises ``SourceError``, here or while
    articles are taken, for a file that is unreadable, damaged, protected, beyond the limits, or
    without text, and for corrections that do not fit.
    """
    opened = read_parts(path, source, limits)
    articles = _articles(opened)
    return Reading(opened.encoding, opened.guessed, articles, opened.notes, opened.position)


def _articles(opened: Parts) -> Iterator[Article]:
    found = False
    for part in opened.parts:
        found = found or bool(part.articles)
        yield from part.articles
    if not found:
        opened.notes.append("没有在文件里找到文章,请检查内容。")


@dataclass(frozen=True, slots=True)
class Parts:
    """A file as ``Reading`` has it, with the pages that the articles' spans count in."""

    encoding: str
    guessed: bool
    parts: Iterator[Part]
    notes: list[str] = field(default_factory=list)
    position: Position = field(default_factory=Position)


def read_parts(path: Path, source: str, limits: Limits = Limits()) -> Parts:  # noqa: B008 (frozen)
    """Read a file as ``read_source`` does, and keep the text that spans count in."""
    kind = suffix(path.name) or ""
    if kind.startswith(".jsonl"):
        return _read_jsonl(path, source, limits)
    corrections = read_corrections(path, source)
    opened = _read_document(path, kind, source, limits)
    if corrections is None:
        return opened
    return replace(opened, parts=_corrected(opened.parts, corrections))


def _corrected(parts: Iterator[Part], corrections: Corrections) -> Iterator[Part]:
    """Correct a file as a whole: before its first article is taken, all corrections have fitted."""
    read = list(parts)
    right = correct([article for part in read for article in part.articles], corrections)
    for part in read:
        yield replace(part, articles=tuple(a for a in right if a.part == part.page.part))


def _read_document(path: Path, kind: str, source: str, limits: Limits) -> Parts:
    data = read_bytes(path, source, limits.file_bytes)
    if not data.strip():
        raise SourceError(f"文件“{source}”是空的,请检查后再试。")
    if kind in (".docx", ".pdf"):
        return _read_office(data, kind, source, limits)
    return _read_text(data, kind, source, limits)


def _read_jsonl(path: Path, source: str, limits: Limits) -> Parts:
    from qa.corpus.formats.jsonl import read_jsonl

    notes: list[str] = []
    position = Position()
    parts = read_jsonl(path, source, limits, notes, position)
    first = next(parts)  # what is wrong with the whole file is known at once
    return Parts("utf-8", False, chain([first], parts), notes, position)


def _read_text(data: bytes, kind: str, source: str, limits: Limits) -> Parts:
    from qa.corpus.formats import html, markdown

    found = decode(data, html.declared_encoding(data) if kind.startswith(".htm") else "")
    if found is None:
        raise SourceError(f"文件“{source}”不是文本,或编码无法识别,请另存为 UTF-8 文本后再试。")
    check_length(len(found.text), source, limits)
    if kind == ".md":
        part = markdown.read_markdown(found, source, limits)
    elif kind in (".html", ".htm"):
        part = html.read_html(found, source, limits)
    else:
        part = read_page_articles(make_page(source, found.text, found.encoding, limits), limits)
    return Parts(found.encoding, found.guessed, iter([part]), _notes(found))


def _notes(found: Decoded) -> list[str]:
    notes = []
    if found.guessed:
        notes.append(f"文件没有注明编码,按 {found.encoding} 读取。")
    if found.replaced:
        notes.append(f"有 {found.replaced} 处无法解码,以 � 代替,请核对原文件。")
    return notes


def _read_office(data: bytes, kind: str, source: str, limits: Limits) -> Parts:
    from qa.corpus.formats import docx, pdf

    if kind == ".docx":
        return Parts("", False, iter([docx.read_docx(data, source, limits)]))
    parts, notes = pdf.read_pdf(data, source, limits)
    return Parts("", False, iter(parts), notes)
