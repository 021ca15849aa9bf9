"""One article put together from the lines of a document or the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qa.corpus.articles import LABELLED, describe, identity
from qa.corpus.bylines import Byline, Credit, byline, credit, reporters, told_within
from qa.corpus.formats.lines import DATE, Facts, Line, iso_date
from qa.corpus.names import names
from qa.schema import HEAD, Article, Block, Page, Paragraph, Role, Span
from qa.zh import sentences

SHORT = 60
"""A line that says who wrote an article, or when, is no longer than this, in characters."""
LONG_PARAGRAPH = 1_200
"""From this length on, in characters, a paragraph is cut at sentence ends to stay citable."""
SHORT_PARAGRAPH = 300
"""About how long the pieces of such a paragraph are, in characters."""

_IMPRINT = re.compile(
    r"(?:来源|来自|发布时间|发布日期|时间|日期|浏览|阅读|字号|责任编辑|编辑)\s*[:：]"
)
_SOURCE = re.compile(r"来源\s*[:：]\s*([^\s|｜,，;；]{2,20})")
_WRITER = re.compile(r"(?:作者|记者)\s*[:：]\s*([\u3400-\u9fff·、 ]{2,30})")
_DECK = re.compile(r"[—–]|--")


def is_imprint(text: str) -> bool:
    """Tell whether a line says where and when an article appeared."""
    if len(text) > SHORT:
        return False
    return bool(_IMPRINT.search(text)) or (bool(iso_date(text)) and len(DATE.sub("", text)) < 20)


def _told(text: str, facts: Facts) -> Facts:
    """Add what such a line says to what is known."""
    source, writer = _SOURCE.search(text), _WRITER.search(text)
    people = names(writer[1], marked=True) if writer else ()
    return replace(
        facts,
        date=facts.date or iso_date(text),
        paper=facts.paper or (source[1] if source else ""),
        authors=facts.authors or people,
    )


@dataclass(slots=True)
class Record:
    """An article that is being put together, line by line, from a page."""

    page: Page
    facts: Facts
    _title: Block | None = None
    _subtitle: Block | None = None
    _bylines: list[tuple[Block, Byline]] = field(default_factory=list)
    _credits: list[tuple[Block, Credit]] = field(default_factory=list)
    _declared: list[Block] = field(default_factory=list)
    _body: list[tuple[Role, Block]] = field(default_factory=list)

    def add(self, line: Line, block: Block, is_title: bool) -> None:
        """Take a line of the article; those above its text may say who wrote it, and when."""
        if is_title and self._title is None:
            self._title = block
        elif line.role is Role.HEAD:
            self._declared.append(block)
        elif line.level:
            self._body.append((Role.SUBHEAD, block))
        elif self._body or not self._heads(block):
            self._body.append((line.role, block))

    def _heads(self, block: Block) -> bool:
        """Tell whether a line belongs to the head, and take what it says."""
        if is_imprint(block.text):
            self._declared.append(block)
            self.facts = _told(block.text, self.facts)
        elif signed := byline(block.text):
            self._bylines.append((block, signed))
        elif len(block.text) <= SHORT and _DECK.match(block.text) and self._subtitle is None:
            self._subtitle = block
        else:
            return False
        return True

    def article(self) -> Article:
        """Return the finished article; it may have no paragraphs."""
        self._take_credit()
        cut = [(role, piece) for role, block in self._body for piece in _cut(block)]
        paragraphs = tuple(
            Paragraph(n, block.text, (block.span,), role) for n, (role, block) in enumerate(cut, 1)
        )
        title = " ".join(self._title.text.split()) if self._title else self.facts.title
        label = title or describe(paragraphs)
        authors, affiliation = self._signature(paragraphs)
        return Article(
            id=identity(label, authors, paragraphs),
            source=self.page.source,
            title=label,
            titled=bool(title),
            authors=authors,
            affiliation=affiliation,
            head=self._head(),
            paragraphs=paragraphs,
            subtitle=self._subtitle.text.strip("—–- ") if self._subtitle else "",
            note=";".join(c.note for _, c in self._credits if c.note),
            paper=self.facts.paper,
            date=self.facts.date,
            page=self.facts.page,
            confidence=1.0 if title else 0.85,
            doubts=() if title else (f"文件中没有标题,{LABELLED}",),
            part=self.page.part,
        )

    def _take_credit(self) -> None:
        """Part the credit (``(作者系…)``) from the end of the text."""
        if not self._body or self._body[-1][0] is not Role.BODY:
            return
        block = self._body[-1][1]
        below = credit(block.text)
        if below is None:
            return
        self._body.pop()
        at = block.span.start + below.start
        self._credits.append((Block(block.text[below.start :], Span(at, block.span.end)), below))
        if text := block.text[: below.start].rstrip():
            start = block.span.start
            self._body.append((Role.BODY, Block(text, Span(start, start + len(text)))))

    def _signature(self, paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[str, ...], str]:
        """Return authors and affiliation: as declared, else byline, credit, dateline."""
        body = [p.text for p in paragraphs if p.role is Role.BODY] or [""]
        signed = [name for _, b in self._bylines for name in b.names]
        credited = [name for _, c in self._credits for name in c.names]
        people = (
            list(self.facts.authors)
            or signed
            or credited
            or reporters(body[0])
            or told_within(body[0], body[-1])
        )
        posts = [c.affiliation for _, c in self._credits] + [b.post for _, b in self._bylines]
        post = next((p for p in [self.facts.affiliation, *posts] if p and p not in people), "")
        return tuple(dict.fromkeys(people)), post

    def _head(self) -> Paragraph:
        """Put headline, subtitle, byline and credit together, a line each."""
        lines = [b for b in (self._title, self._subtitle) if b]
        lines += [b for b, _ in self._bylines] + self._declared + [b for b, _ in self._credits]
        text = "\n".join(block.text for block in lines)
        return Paragraph(HEAD, text, tuple(block.span for block in lines), Role.HEAD)


def _cut(block: Block) -> Iterator[Block]:
    """Yield a block whole, or an overlong one cut at its sentence ends."""
    if len(block.text) <= LONG_PARAGRAPH:
        yield block
        return
    start = end = -1
    for first, last in _sentences(block.text):
        if start >= 0 and last - start > SHORT_PARAGRAPH:
            yield _piece(block, start, end)
            start = -1
        start, end = (first if start < 0 else start), last
    yield _piece(block, start, end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text; what has no end for long is cut where it must be."""
    for start, end in sentences(text):
        if end - start <= LONG_PARAGRAPH:
            yield start, end
        else:
            yield from (
                (i, min(i + SHORT_PARAGRAPH, end)) for i in range(start, end, SHORT_PARAGRAPH)
            )


def _piece(block: Block, start: int, end: int) -> Block:
    return Block(block.text[start:end], Span(block.span.start + start, block.span.start + end))
