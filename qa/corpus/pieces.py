"""Blocks told apart by their look: text, headings, bylines, credits, captions, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.corpus.bylines import MARKS, Byline, Credit, byline, credit
from qa.schema import Block, Page, Span
from qa.words import cut

HEADING_LENGTH = 45
"""Lines longer than this are text even where they end without a full stop."""

_FINAL = re.compile(r"(?:[。！？!?…]|(?<![0-9])[.](?![0-9]))[”’」』》)）】\"]*$")
_HALT = re.compile(r"[:：;；][”’」』》)）】\"]*$")
_CLOSERS = "”’」』》)）】"
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」"), ("『", "』"), ("(（", ")）"))
_STARTER = re.compile(
    r"(?:第?[一二三四五六七八九十]+(?:[是、要]|方面)|首先|其次|再次|最后|总之|此外|另外|同时|因此|"
    r"当前|近年来|问[:：]|答[:：]|记者[:：]|习近平总书记|党的[一二三十]|[(（][一二三四五六七八九十\d]+[)）]|"
    r"\d+[.、])"
)
_QUESTION = re.compile(r"(?:问|记者|主持人)[:：]")
_SPEECH = re.compile(r"(?:问|答|记者|主持人|[\u3400-\u9fff]{2,4})[:：]")
_CAPTION = re.compile(
    r"[/\s(（](?:摄|摄影|供图|制图|绘|图)[)）]?$|(?:供图|资料图|资料图片|资料照片|新华社发|图片来源.*)[)）]?$"
    r"|记者.{2,12}摄[)）]?$|^(?:图为|图[一二三四\d]*[:：]|上图|下图|左图|右图)"
)
PAPER = r"日报|晚报|晨报|早报|时报|商报|周报|都市报"
"""How the name of a newspaper ends: alternatives of a regular expression."""

_FURNITURE = re.compile(
    r"(?:第?\s*[A-Z]?\d{1,3}\s*版(?:\s+\S{1,6})?|[A-Z]\d{1,2}|版面?\s*[:：]?\s*\d+)$"
    rf"|\S{{2,6}}\s+[A-Z]?\d{{1,2}}$|[\u3400-\u9fff]{{1,6}}(?:{PAPER})$"
    r"|(?:\S{0,10}\s)?\d{4}年\d{1,2}月\d{1,2}日\s*(?:(?:星期|周|农历|第|\S*报).*)?$|星期[一二三四五六日]"
    r"|(?:本版|本期|责任|执行|视觉|值班)?(?:主编|责编|编辑|美编|校对|版式|组版|统筹|总策划|策划)[^,,。]{0,3}[:：]"
    r"|.*(?:@|https?:|www\.|电话[:：]|邮箱|热线[:：])|(?![,，。、;；:：！？!?])[\W\d_]+$"
)
_ELSEWHERE = r"第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[^)）]{0,12}[)）]?"
_CONTINUED = re.compile(rf"[(（]?(?:上接|紧接|接){_ELSEWHERE}")
_CONTINUES = re.compile(rf"[(（]?(?:下转|转){_ELSEWHERE}$")
_DATELINE = re.compile(
    r"(?:(?:本报|新华社|中新社|人民网)[^,，。]{0,12}(?:讯|电)|(?:记者|据).{2,12}(?:报道|获悉))"
)


class Kind(StrEnum):
    """What a piece of a page looks like."""

    TEXT = "text"
    HEADING = "heading"
    DECK = "deck"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block that is of one kind; ``text`` stands at ``span`` in the page.

    ``at`` is its place among the pieces of the page. ``continued`` marks text that is carried
    over from another page (``上接1版``), ``continues`` text that goes on there (``下转3版``).
    """

    kind: Kind
    text: str
    span: Span
    at: int = 0
    byline: Byline | None = None
    credit: Credit | None = None
    continued: bool = False
    continues: bool = False

    def part(self, start: int, end: int) -> Piece:
        """Return the piece's text from ``start`` to ``end``, without outer white space."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        place = Span(self.span.start + start, self.span.start + start + len(text))
        return replace(self, text=text, span=place)


def pieces(page: Page) -> tuple[Piece, ...]:
    """Cut the blocks of a page into pieces and tell what each looks like."""
    found = [piece for block in page.blocks for line in _lines(block) for piece in _classify(*line)]
    return tuple(replace(piece, at=i) for i, piece in enumerate(found))


def is_open(text: str) -> bool:
    """Tell whether ``text`` stops in the middle of a sentence."""
    return not _FINAL.search(text)


def halts(text: str) -> bool:
    """Tell whether ``text`` ends at a colon or semicolon, where a list may follow."""
    return bool(_HALT.search(text))


def resumes(text: str) -> bool:
    """Tell whether ``text`` must begin in the middle of a sentence.

    It does if it begins with punctuation that never begins one, or closes a quotation,
    title or bracket that it did not open.
    """
    if text[0] in ",，、。;；:：！？%％" + _CLOSERS:
        return True
    return any(_unopened(text[:60], *pair) for pair in _PAIRS)


def leads(text: str) -> bool:
    """Tell whether ``text`` begins as sentences and paragraphs begin, not in their middle."""
    return bool(_STARTER.match(text)) and not resumes(text)


def unclosed(text: str) -> bool:
    """Tell whether the end of ``text`` stands inside a quotation, title or bracket."""
    tail = text[-60:]
    return any(
        max(tail.rfind(c) for c in opener) > max(tail.rfind(c) for c in closer)
        for opener, closer in _PAIRS
    )


def splits_word(left: str, right: str) -> bool:
    """Tell whether a word of the dictionary stands across the seam of two texts."""
    end = 0
    for word in cut(left[-8:] + right[:8], guess=False):
        start, end = end, end + len(word)
        if start < len(left[-8:]) < end:
            return True
    return False


def is_question(text: str) -> bool:
    """Tell whether a paragraph is an interviewer's question."""
    return bool(_QUESTION.match(text))


def dated(text: str) -> bool:
    """Tell whether a paragraph opens with a dateline, as the first of a report does."""
    return bool(_DATELINE.match(text))


def _unopened(text: str, opener: str, closer: str) -> bool:
    first = min((text.find(c) for c in closer if c in text), default=-1)
    return first >= 0 and not any(c in text[:first] for c in opener)


def _lines(block: Block) -> Iterator[tuple[Piece, bool]]:
    """Yield the lines of a block, and whether they are one text broken to a fixed width."""
    lines = [line for line in re.split(r"[\r\n]", block.text) if line.strip()]
    widths = [len(line.strip()) for line in lines]
    wrapped = len(lines) > 2 and max(widths[:-1]) - min(widths[:-1]) <= 3 and widths[0] > 8
    at = 0
    for line in lines:
        at = block.text.index(line, at)
        span = Span(block.span.start + at, block.span.start + at + len(line))
        yield Piece(Kind.TEXT, line, span).part(0, len(line)), wrapped
        at += len(line)


def _classify(line: Piece, wrapped: bool) -> Iterator[Piece]:
    """Yield a line as one piece, or cut into text, credit and page references."""
    if found := _CONTINUED.match(line.text):
        if found.end() == len(line.text):
            yield replace(line, kind=Kind.FURNITURE, continued=True)
            return
        line = replace(line.part(found.end(), len(line.text)), continued=True)
    if found := _CONTINUES.search(line.text):
        line = replace(line.part(0, found.start()), continues=True)
    if not line.text:
        return
    kind, signed = (Kind.TEXT, None) if wrapped else _look(line.text)
    if kind is Kind.TEXT:
        yield from _cut_credit(line)
    else:
        yield replace(line, kind=kind, byline=signed)


def _cut_credit(line: Piece) -> Iterator[Piece]:
    """Yield a line of text, and apart from it the credit it ends with."""
    below = credit(line.text)
    if below is None:
        yield line
        return
    if below.start:
        yield line.part(0, below.start)
    rest = line.part(below.start, len(line.text))
    yield replace(rest, kind=Kind.CREDIT, credit=below, continued=False)


def _look(text: str) -> tuple[Kind, Byline | None]:
    """Tell the kind of a line from its wording and length."""
    if len(text) <= HEADING_LENGTH and _FURNITURE.match(text):
        return Kind.FURNITURE, None
    if signed := byline(text):
        return Kind.BYLINE, signed
    if len(text) <= 80 and _CAPTION.search(text) and text.count("。") < 2:
        return Kind.CAPTION, None
    if len(text) <= HEADING_LENGTH and _slogans(text):
        return Kind.FURNITURE, None
    if re.match(r"[—–-]{2,}|[—–]", text) and len(text) <= 2 * HEADING_LENGTH:
        return Kind.DECK, None
    if _is_heading(text):
        return Kind.HEADING, None
    return Kind.TEXT, None


def _slogans(text: str) -> bool:
    """Tell whether a short line is a row of marked slogans."""
    return sum(text.count(mark) for mark in MARKS) >= 2


def _is_heading(text: str) -> bool:
    """Tell whether a line is short, no sentence, and whole."""
    if len(text) > HEADING_LENGTH or (_SPEECH.match(text) and len(text) < 12):
        return False
    if "。" in text or text[-1] in ",，、;；:：" or credit(text):
        return False
    return not (_QUESTION.match(text) or text.startswith("答") or resumes(text) or unclosed(text))
