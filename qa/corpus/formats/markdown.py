"""Markdown: headings, paragraphs, lists and tables without their markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qa.corpus.formats.bounds import check_length
from qa.corpus.formats.document import read_document
from qa.corpus.formats.encodings import Decoded
from qa.corpus.formats.lines import Facts, Line, Part, declare, iso_date, join_wrapped
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Role

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.{0,8000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S
)
_PIECES = {"hardbreak": "\0", "softbreak": "\n", "html_inline": "", "image": ""}
_SEPARATORS = re.compile(r"[、,，;；]\s*")
_TITLE = ("title", "标题")
_AUTHORS = ("author", "authors", "作者")
_DATE = ("date", "published", "日期")
_PAPER = ("paper", "source", "来源", "报纸")


def read_markdown(found: Decoded, source: str, limits: Limits) -> Part:
    """Make articles of a Markdown file. Raises ``SourceError`` if it has no text."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    front = _FRONT_MATTER.match(found.text)
    facts = _facts(front[1]) if front else Facts()
    text = found.text[front.end() :] if front else found.text
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    lines = declare(list(_lines(SyntaxTreeNode(tokens))), facts)
    if not lines:
        raise SourceError(f"文件“{source}”是空的,请检查后再试。")
    check_length(sum(len(line.text) for line in lines), source, limits)
    return read_document(lines, facts, source, found.encoding, limits)


def _facts(front: str) -> Facts:
    """Read the front matter; what is no YAML declares nothing."""
    import yaml

    try:
        values = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return Facts()
    if not isinstance(values, dict):
        return Facts()
    return Facts(
        title=" ".join(_texts(values, _TITLE)),
        authors=tuple(
            name for text in _texts(values, _AUTHORS) for name in _SEPARATORS.split(text) if name
        ),
        paper=" ".join(_texts(values, _PAPER)),
        date=iso_date(" ".join(_texts(values, _DATE))),
    )


def _texts(values: Mapping[object, object], keys: Sequence[str]) -> list[str]:
    """Return the strings under the first of ``keys`` that there is."""
    found = next((values[key] for key in keys if key in values), [])
    listed = found if isinstance(found, list) else [found]
    return [" ".join(text.split()) for text in listed if isinstance(text, str) and text.strip()]


def _lines(node: SyntaxTreeNode, marker: str = "") -> Iterator[Line]:
    """Yield the lines of a part of the text; ``marker`` is the number of an ordered list's item."""
    if node.type in ("fence", "code_block"):
        yield from (Line(text) for t in node.content.split("\n") if (text := t.strip()))
    elif node.type == "tr":
        cells = (" ".join(line.text for line in _inline(cell)) for cell in node.children)
        if row := "\u3000".join(cell for cell in cells if cell):
            yield Line(row)
    elif node.type in ("heading", "paragraph"):
        level = int(node.tag[1:]) if node.type == "heading" else 0
        for line in _inline(node):
            yield Line(marker + line.text, level, line.role)
            marker = ""
    else:
        for child in node.children:
            number = f"{child.info}. " if child.type == "list_item" and child.info else marker
            yield from _lines(child, number)


def _inline(node: SyntaxTreeNode) -> Iterator[Line]:
    """Yield the lines of a paragraph: its text without markup, parted at forced line ends."""
    found = [piece for inline in node.children for piece in inline.walk(include_self=False)]
    if len(found) and found[0].type == "image" and len(node.children[0].children) == 1:
        if caption := found[0].content.strip():
            yield Line(caption, role=Role.CAPTION)
        return
    text = "".join(_PIECES.get(piece.type, piece.content) for piece in found)
    yield from (Line(shown) for line in text.split("\0") if (shown := join_wrapped(line)))
