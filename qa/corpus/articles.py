"""The articles of a page: headlines, authors, and paragraphs in reading order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.corpus.bylines import Byline, Credit, reporters
from qa.corpus.continuity import Continuity
from qa.corpus.cuts import settle
from qa.corpus.joins import Draft, drafts
from qa.corpus.outline import outline
from qa.corpus.pieces import PAPER, Kind, Piece, is_open, pieces
from qa.corpus.threads import Thread, threads
from qa.corpus.weights import Weights, fitted
from qa.schema import HEAD, Article, Page, Paragraph, Role
from qa.zh import first_sentence

LABEL_LENGTH = 24
"""The longest label of an article without a headline, in characters."""
_RETOLD = re.compile(r"^原?标题[:：]\s*")  # as the web marks the headline of what it takes over

LABELLED = "这里的标题取自首句。"
"""How the doubt of an article ends whose title is a label."""
UNTITLED = f"版面上没有找到标题,{LABELLED}"
CONTINUED = "本文上接其他版面,开头部分不在此文件中。"
UNFINISHED = "末段没有写完,可能缺少后文。"
UNSURE = "部分段落的归属不能确定,请核对。"

_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"(?:第?\s*([A-Z]?\d{1,3})\s*版|版面?\s*[:：]?\s*(\d+))$")
_PAPER = re.compile(rf"[\u3400-\u9fff]{{1,8}}(?:{PAPER}|周刊)")


def articles(page: Page, weights: Weights | None = None) -> tuple[Article, ...]:
    """Find the articles of a page by the look and wording of its blocks.

    Running heads, column names and slogans belong to none. Where an attribution is not
    certain, the paragraph or the article carries a doubt and a lower confidence. ``weights`` are
    the packaged ones by default.
    """
    weights = fitted() if weights is None else weights
    continuity = Continuity(page.text)
    found = settle(pieces(page), continuity, weights)
    imprint = _imprint(found)
    shared = threads(outline(found), continuity, weights)
    built = [_article(t, page.source, continuity, imprint) for t in shared]
    return tuple(article for article in built if article.paragraphs)


@dataclass(frozen=True, slots=True)
class _Imprint:
    """What the page says of itself."""

    paper: str = ""
    date: str = ""
    page: str = ""


def _imprint(found: Sequence[Piece]) -> _Imprint:
    """Read paper, date and page number from the page's furniture."""
    lines = "\n".join(p.text for p in found if p.kind is Kind.FURNITURE and not p.continued)
    date, paper = _DATE.search(lines), _PAPER.search(lines)
    number = next((m for line in lines.split("\n") if (m := _NUMBER.search(line))), None)
    return _Imprint(
        paper=paper[0] if paper else "",
        date=date[0] if date else "",
        page=(number[1] or number[2]) if number else "",
    )


def _article(thread: Thread, source: str, continuity: Continuity, imprint: _Imprint) -> Article:
    """Finish an article."""
    written = sorted(
        [*drafts(thread.parts, continuity), *(Draft(Role.CAPTION, [c]) for c in thread.captions)],
        key=lambda draft: draft.pieces[0].at,
    )
    title = thread.start.title
    paragraphs = tuple(draft.paragraph(n) for n, draft in enumerate(written, start=1))
    label = " ".join(title.text.split()) if title else describe(paragraphs)
    signed = _Signature.of(thread, paragraphs)
    doubts = (*thread.doubts, *_doubts(thread, paragraphs))
    return Article(
        id=identity(label, signed.authors, paragraphs),
        source=source,
        title=label,
        titled=title is not None,
        authors=signed.authors,
        affiliation=signed.affiliation,
        head=_head(thread),
        paragraphs=paragraphs,
        subtitle=" ".join(d.text.strip("—– ") for d in thread.start.decks),
        note=signed.note,
        paper=imprint.paper,
        date=imprint.date,
        page=imprint.page,
        confidence=confidence(doubts, paragraphs),
        doubts=doubts,
    )


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who wrote an article, as byline, credit and dateline say."""

    authors: tuple[str, ...]
    affiliation: str
    note: str

    @staticmethod
    def of(thread: Thread, paragraphs: tuple[Paragraph, ...]) -> _Signature:
        """Read the signature of an article; the byline goes before the credit."""
        bylines = [p.byline for p in thread.start.bylines if p.byline]
        credits = [p.credit for p in thread.credits if p.credit]
        opening = next((p.text for p in paragraphs if p.role is Role.BODY), "")
        sources: list[Byline | Credit] = [*bylines] or [*credits]
        people = [name for source in sources for name in source.names] or reporters(opening)
        posts = [c.affiliation for c in credits] + [b.post for b in bylines]
        return _Signature(
            authors=tuple(dict.fromkeys(people)),
            affiliation=next((post for post in posts if post and post not in people), ""),
            note=";".join(c.note for c in credits if c.note),
        )


def _head(thread: Thread) -> Paragraph:
    """Put headline, subtitle, byline and credit together, a line each."""
    start = thread.start
    lines = [*([start.title] if start.title else []), *start.decks, *start.bylines, *thread.credits]
    text = "\n".join(piece.text for piece in lines)
    return Paragraph(HEAD, text, tuple(piece.span for piece in lines), Role.HEAD)


def describe(paragraphs: tuple[Paragraph, ...]) -> str:
    """Make a descriptive label from the first sentence, for an article without a headline."""
    text = next((p.text for p in paragraphs if p.role is Role.BODY), "")
    words = _RETOLD.sub("", first_sentence(text))[: LABEL_LENGTH - 1]
    cut = max(words.rfind(c) for c in ",，、;；")
    return (words[:cut] if cut >= LABEL_LENGTH // 2 else words).rstrip("。！？!?") + "…"


def _doubts(thread: Thread, paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """Say in Chinese what a reader should check about an article."""
    found = []
    if thread.start.title is None:
        found.append(UNTITLED)
    if thread.start.continued:
        found.append(CONTINUED)
    if unfinished(paragraphs):
        found.append(UNFINISHED)
    if any(p.doubt for p in paragraphs):
        found.append(UNSURE)
    return found


def unfinished(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the last paragraph breaks off."""
    last = paragraphs[-1] if paragraphs else None
    return last is not None and last.role is Role.BODY and is_open(last.text)


def confidence(doubts: tuple[str, ...], paragraphs: tuple[Paragraph, ...]) -> float:
    """Rate how sure the article is: less with every doubt and every doubtful paragraph."""
    doubtful = sum(bool(p.doubt) for p in paragraphs) / max(len(paragraphs), 1)
    return round(max(0.1, 1.0 - 0.15 * len(doubts) - 0.3 * doubtful), 2)


def identity(title: str, authors: tuple[str, ...], paragraphs: tuple[Paragraph, ...]) -> str:
    """Return an article's id: it changes with the text, never with the file."""
    content = "\n".join([title, *authors, *(p.text for p in paragraphs)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
