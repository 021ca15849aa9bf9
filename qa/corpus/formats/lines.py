"""What every format is read into: lines with their place in a structure, and declared facts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.schema import Article, Block, Page, Role, Span

DATE = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?日?")
_LATIN = re.compile(r"[!-~\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or heading as the format gives it; ``level`` counts headings from 1 down.

    The role ``HEAD`` marks what the file declares of author and affiliation.
    """

    text: str
    level: int = 0
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file or record says of an article, apart from its text."""

    title: str = ""
    authors: tuple[str, ...] = ()
    affiliation: str = ""
    paper: str = ""
    date: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a file as extracted, and the articles on it."""

    page: Page
    articles: tuple[Article, ...]


def iso_date(text: str) -> str:
    """Return the first date in ``text`` as newspapers write it, ``2024年5月6日``; else empty."""
    for year, month, day in DATE.findall(text):
        try:
            found = datetime.date(int(year), int(month), int(day))
        except ValueError:
            continue
        return f"{found.year}年{found.month}月{found.day}日"
    return ""


def join_wrapped(text: str) -> str:
    """Put a paragraph's wrapped lines together, with a space between Latin words only."""
    joined = ""
    for line in text.split("\n"):
        if line := line.strip():
            parted = _LATIN.match(joined[-1:]) and _LATIN.match(line)
            joined += f" {line}" if parted else line
    return joined


def declare(lines: Sequence[Line], facts: Facts) -> list[Line]:
    """Put the headline and authors that a file declares above its text, where they are not."""
    title = "".join(facts.title.split())
    demoted = [replace(line, level=line.level + 1) if line.level else line for line in lines]
    if not title:
        return list(lines)
    at = next((i for i, ln in enumerate(lines[:5]) if "".join(ln.text.split()) == title), None)
    above, below = (demoted[:at], demoted[at + 1 :]) if at is not None else ([], demoted)
    authors = "、".join(facts.authors)
    known = all(any(name in line.text for line in below[:4]) for name in facts.authors)
    signed = [] if known else [Line(authors, role=Role.HEAD)]
    return [*above, Line(facts.title, 1), *signed, *below]


def lay_out(
    texts: Iterable[str], source: str, encoding: str, part: int = 0
) -> tuple[Page, list[Block]]:
    """Put texts below each other on a page, a blank line between them."""
    blocks: list[Block] = []
    at = 0
    for text in texts:
        blocks.append(Block(text, Span(at, at + len(text))))
        at += len(text) + 2
    whole = "\n\n".join(block.text for block in blocks)
    return Page(source, whole, encoding, tuple(blocks), part), blocks
