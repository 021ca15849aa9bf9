"""Word files: headings, paragraphs and tables in their order, and footnotes.

What the file's properties say of its author is not used: it is whoever owned the computer.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.corpus.formats.bounds import Deadline, check_depth, check_length, megabytes
from qa.corpus.formats.document import read_document
from qa.corpus.formats.lines import Facts, Line, Part
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Role

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.I)
_FOOTNOTES = "/footnotes"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_TEXT = {"separator", "continuationSeparator", "continuationNotice"}
_LEGACY = b"\xd0\xcf\x11\xe0"  # an OLE file: .doc, or a .docx with a password


def read_docx(data: bytes, source: str, limits: Limits) -> Part:
    """Make articles of a Word file.

    Raises ``SourceError`` if it is damaged, protected, packed beyond the limits, or empty.
    """
    deadline = Deadline(source, limits)
    _check_archive(data, source, limits)
    lines: list[Line] = []
    document = _open(data, source)
    check_depth(document.element, source, limits)
    for line in _lines(document):
        deadline.check()
        lines.append(line)
    if not lines:
        raise SourceError(f"文件“{source}”里没有文字,如为图片请先做文字识别(OCR)再加入。")
    check_length(sum(len(line.text) for line in lines), source, limits)
    return read_document(lines, Facts(), source, "", limits)


def _check_archive(data: bytes, source: str, limits: Limits) -> None:
    """Raise ``SourceError`` if the file is no archive, or unpacks to more than allowed.

    The sizes that the archive declares are the most that ``zipfile`` ever unpacks.
    """
    if data.startswith(_LEGACY):
        raise SourceError(f"文件“{source}”有密码或是旧版 .doc,请另存为无密码的 .docx 后再试。")
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(source) from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > limits.archive_entries:
        raise SourceError(f"文件“{source}”内含超过 {limits.archive_entries} 个条目,不予解压。")
    if unpacked > limits.unpacked_bytes:
        most = megabytes(limits.unpacked_bytes)
        raise SourceError(f"文件“{source}”解压后超过 {most},不予解压,请检查来源。")
    if unpacked > limits.unpacked_ratio * len(data):
        ratio = limits.unpacked_ratio
        raise SourceError(f"文件“{source}”的压缩比超过 {ratio}:1,不予解压,请检查来源。")


def _damaged(source: str) -> SourceError:
    return SourceError(f"文件“{source}”不是完好的 Word 文件,请用 Word 打开并另存后再试。")


def _open(data: bytes, source: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _damaged(source) from error


def _lines(document: Document) -> Iterator[Line]:
    from docx.table import Table

    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _rows(item)
        else:
            yield from _paragraph(item)
    yield from _footnotes(document)


def _paragraph(paragraph: Paragraph) -> Iterator[Line]:
    """Yield the lines of a paragraph; a line break within it parts them."""
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    level = 1 if style in ("Title", "标题") else 0
    if found := _HEADING.match(style):
        level = int(found[1]) + 1
    role = Role.CAPTION if style in ("Caption", "题注") else Role.BODY
    for text in paragraph.text.split("\n"):
        if shown := text.strip():
            yield Line(shown, level, role)


def _rows(table: Table) -> Iterator[Line]:
    """Yield a line for each row of a table; merged cells stand once."""
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        if shown := "\u3000".join(text for cell in cells if (text := _text(cell))):
            yield Line(shown)


def _text(element: BaseOxmlElement) -> str:
    """Return all text within an element."""
    return "".join(text.text or "" for text in element.iter(f"{_WORD}t")).strip()


def _footnotes(document: Document) -> Iterator[Line]:
    """Yield the footnotes, below the text."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_FOOTNOTES):
            continue
        for note in parse_xml(relation.target_part.blob).iter(f"{_WORD}footnote"):
            if (text := _text(note)) and note.get(f"{_WORD}type") not in _NO_TEXT:
                yield Line(text)
