"""HTML: the article of a page without what stands around it, and what is hidden in it.

The article is the smallest element that holds most of the page's sentences, links left out; a
method in the manner of Mozilla's Readability, by sentence punctuation, which fits Chinese,
where lengths that tell text from menus in other languages do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.corpus.formats.bounds import Deadline, check_depth, check_length
from qa.corpus.formats.document import read_document
from qa.corpus.formats.encodings import Decoded
from qa.corpus.formats.lines import Line, Part, declare, join_wrapped
from qa.corpus.formats.metadata import declared_facts
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 0.8
"""The share of a page's sentences that its article must hold."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]))", re.I
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|breadcrumbs?|crumbs?|related|recommend|share|sharing|"
    r"comments?|copyright|sidebar|advert|ads?|banner|pager|pagination|toolbar|login|search)(?:$|[\s_-])",
    re.I,
)
_DROPPED = frozenset(
    "script style noscript template nav footer aside form button select textarea input svg math "
    "iframe object embed canvas audio video map head link meta".split()
)
_BLOCKS = frozenset(
    "address article blockquote body br center dd details div dl dt fieldset figcaption figure h1 "
    "h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot thead tr "
    "ul".split()
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SENTENCE = re.compile(r"[。，！？；、,;!?]")


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page names in its head; empty where it names none."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def read_html(found: Decoded, source: str, limits: Limits) -> Part:
    """Make articles of a page. Raises ``SourceError`` if it has no text, or too much."""
    deadline = Deadline(source, limits)
    root = _parse(found.text, source)
    facts = declared_facts(root)
    check_depth(root, source, limits)
    _prune(root)
    deadline.check()
    content = _content(root)
    heading = _headline(root, content)
    lines = [*heading, *_lines(content)]
    if not lines:
        raise SourceError(f"文件“{source}”里没有正文,请检查后再试。")
    check_length(sum(len(line.text) for line in lines), source, limits)
    deadline.check()
    if sum(line.level == 1 for line in lines):
        facts = replace(facts, title="")
    return read_document(declare(lines, facts), facts, source, found.encoding, limits)


def _parse(text: str, source: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except etree.ParserError as error:  # nothing but comments
        raise SourceError(f"文件“{source}”里没有正文,请检查后再试。") from error


def _prune(root: HtmlElement) -> None:
    """Take out what is not shown or stands around the article."""
    for element in list(root.iter()):
        if element is not root and element.getparent() is not None and _is_unwanted(element):
            element.drop_tree()


def _is_unwanted(element: HtmlElement) -> bool:
    get = element.get
    if element.tag in _DROPPED or get("hidden") is not None or get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(get("style", "")):
        return True
    if element.tag in ("html", "body", "article", "main"):
        return False
    return bool(_AROUND.search(get("class", "")) or _AROUND.search(get("id", "")))


def _content(root: HtmlElement) -> HtmlElement:
    """Return the smallest element that holds most of the sentences of a page."""
    weights: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):  # children before their parents
        own = [element.text, *(child.tail for child in element)]
        inner = sum(weights.get(child, 0) for child in element if child.tag != "a")
        weights[element] = inner + sum(_weight(text) for text in own)
    content, whole = root, weights[root]
    while whole and len(content):
        best = max(content, key=lambda child: weights[child])
        if weights[best] < MOST * whole or best.tag not in _BLOCKS - {"p"}:
            break
        content = best
    return content


def _weight(text: str | None) -> int:
    """Rate a text by its length, if it has a sentence's punctuation."""
    return len(text.strip()) if text and _SENTENCE.search(text) else 0


def _headline(root: HtmlElement, content: HtmlElement) -> list[Line]:
    """Return the one main heading above the article, and the short lines below it."""
    headings = list(root.iter("h1"))
    if len(headings) != 1 or content in headings[0].iterancestors() or content is headings[0]:
        return []
    before: list[Line] = []
    for element in _between(root, headings[0], content):
        before.extend(line for line in _lines(element) if len(line.text) <= 60)
    return before


def _between(root: HtmlElement, first: HtmlElement, last: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the largest elements from ``first`` on that end before ``last`` begins."""
    above = set(last.iterancestors())
    begun = False
    skipped: set[HtmlElement] = set()
    for element in root.iter():
        if element is last:
            return
        begun = begun or element is first
        if element.getparent() in skipped:
            skipped.add(element)
        elif begun and element not in above:
            skipped.add(element)
            yield element


def _lines(element: HtmlElement) -> Iterator[Line]:
    """Yield the text of an element line by line, rows of tables in one line each."""
    from lxml import etree

    writer = _Writer()
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _BLOCKS:
            yield from writer.end_line()
        if event == "start":
            writer.enter(tag, node.text or "")
        else:
            writer.leave(tag, (node.tail or "") if node is not element else "")
    yield from writer.end_line()


class _Writer:
    """Puts lines together while a tree is walked."""

    def __init__(self) -> None:
        self._text = ""
        self._linked = 0
        self._link = 0
        self._level = 0
        self._role = Role.BODY

    def enter(self, tag: str, text: str) -> None:
        """Take the beginning of an element and the text it begins with."""
        self._level = _LEVELS.get(tag, self._level)
        self._role = Role.CAPTION if tag == "figcaption" else self._role
        self._link += tag == "a"
        self._write(text)

    def leave(self, tag: str, text: str) -> None:
        """Take the end of an element and the text behind it."""
        self._level = 0 if tag in _LEVELS else self._level
        self._role = Role.BODY if tag == "figcaption" else self._role
        self._link -= tag == "a"
        self._write(("\u3000" if tag in ("td", "th") else "") + text)

    def _write(self, text: str) -> None:
        self._text += text
        self._linked += len(text.strip()) if self._link else 0

    def end_line(self) -> Iterator[Line]:
        """Yield the line so far, unless it is empty or mostly links, as menus are."""
        cells = (" ".join(cell.split()) for cell in join_wrapped(self._text).split("\u3000"))
        shown = "\u3000".join(cell for cell in cells if cell)
        if shown and (self._level or self._linked * 2 <= len(shown)):
            yield Line(shown, self._level, self._role)
        self._text, self._linked = "", 0
