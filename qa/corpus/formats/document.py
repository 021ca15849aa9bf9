"""The articles of a document whose headings are given, or of a page that has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qa.corpus.articles import articles, identity
from qa.corpus.bylines import byline
from qa.corpus.formats.lines import Facts, Line, Part, lay_out
from qa.corpus.formats.record import Record, is_imprint
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Article, Block, Page, Role

_ENUMERATED = re.compile(
    r"第?[一二三四五六七八九十]+[、.．章节条]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]"
)


def read_page_articles(page: Page, limits: Limits) -> Part:
    """Find the articles of a page that has no structure but its looks.

    Raises ``SourceError`` if it is far too long for a page: to tell articles apart takes time
    that grows faster than the page.
    """
    if len(page.blocks) > limits.page_blocks:
        most = limits.page_blocks
        raise SourceError(f"文件“{page.source}”有一版超过 {most} 段,请按版面拆分后再试。")
    return Part(page, tuple(replace(a, part=page.part) for a in articles(page)))


def read_document(
    lines: Sequence[Line], facts: Facts, source: str, encoding: str, limits: Limits
) -> Part:
    """Make articles of a document's lines.

    Headings that the format gives begin articles, one for each of the highest level. Where a
    document does not open with a heading, it is read as a page is.
    """
    page, blocks = lay_out((line.text for line in lines), source, encoding)
    pairs = list(zip(lines, blocks, strict=True))
    top = _title_level(lines)
    if not top:
        part = read_page_articles(page, limits)
        alone = len(part.articles) == 1
        return replace(part, articles=tuple(_complete(a, facts, alone) for a in part.articles))
    starts = [i for i, line in enumerate(lines) if line.level == top and not _is_section(line)]
    bounds = zip([0, *starts[1:]], [*starts[1:], len(lines)], strict=True)
    alone = len(starts) == 1
    shared = facts if alone else Facts(paper=facts.paper, date=facts.date)
    found = [_article(pairs[a:b], top, shared, page) for a, b in bounds]
    return Part(page, tuple(article for article in found if article.paragraphs))


def read_record(lines: Sequence[Line], facts: Facts, source: str, part: int) -> Part:
    """Make the one article of a record; a line of level 1 is its headline."""
    page, blocks = lay_out((line.text for line in lines), source, "utf-8", part)
    record = Record(page, facts)
    for line, block in zip(lines, blocks, strict=True):
        record.add(line, block, is_title=line.level == 1)
    article = record.article()
    return Part(page, (article,) if article.paragraphs else ())


def _is_section(line: Line) -> bool:
    return bool(_ENUMERATED.match(line.text))


def _title_level(lines: Sequence[Line]) -> int:
    """Return the level of the headings that are headlines; 0 where the document has none.

    It has none where other text than the imprint and the byline stands above the first.
    """
    levels = [line.level for line in lines if line.level and not _is_section(line)]
    top = min(levels, default=0)
    above = takewhile(lambda line: line.level != top or _is_section(line), lines)
    return top if all(_is_about(line) for line in above) else 0


def _is_about(line: Line) -> bool:
    """Tell whether a line speaks of an article and belongs above its text."""
    return line.role is Role.HEAD or is_imprint(line.text) or byline(line.text) is not None


def _complete(article: Article, facts: Facts, alone: bool) -> Article:
    """Add to an article what the file says of all its text, where the text itself is silent."""
    article = replace(article, paper=article.paper or facts.paper, date=article.date or facts.date)
    if alone and not article.authors:
        authors = facts.authors
        article = replace(
            article,
            authors=authors,
            id=identity(article.title, authors, article.paragraphs),
        )
    return article


def _article(pairs: Sequence[tuple[Line, Block]], top: int, facts: Facts, page: Page) -> Article:
    """Make an article of a headline and the lines up to the next one."""
    record = Record(page, facts)
    for line, block in pairs:
        record.add(line, block, is_title=line.level == top and not _is_section(line))
    return record.article()
