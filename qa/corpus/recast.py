"""Articles made from parts of others, where a person splits, joins or changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.corpus.articles import (
    CONTINUED,
    LABELLED,
    UNFINISHED,
    UNSURE,
    UNTITLED,
    describe,
    unfinished,
)
from qa.corpus.sidecar import squeeze
from qa.corpus.threads import BEGUN
from qa.schema import HEAD, Article, Paragraph, Role

_NO_HEAD = Paragraph(HEAD, "", (), Role.HEAD)
_DECIDED = (BEGUN, CONTINUED)  # a person who joins an article to another has answered these


def begun(old: Article, paragraphs: Sequence[Paragraph]) -> Article:
    """Return the article that these paragraphs of another are; a subhead first is its headline.

    Who wrote it nobody has said yet.
    """
    first, *rest = paragraphs
    titled = first.role is Role.SUBHEAD and len(first.spans) == 1 and bool(rest)
    return replace(
        old,
        title=" ".join(first.text.split()) if titled else describe(tuple(paragraphs)),
        titled=titled,
        authors=(),
        affiliation="",
        subtitle="",
        note="",
        head=replace(first, n=HEAD, role=Role.HEAD, doubt="") if titled else _NO_HEAD,
        paragraphs=tuple(rest if titled else paragraphs),
        doubts=() if titled else (UNTITLED,),
    )


def united(article: Article, other: Article) -> tuple[Article, Paragraph | None]:
    """Return an article that another is a part of, and the subhead that its headline is then.

    Where the first has lost its headline, it is that of the other. What the first does not say of
    its authors the other tells. The paragraphs are left to the caller.
    """
    title, rest = _parted(other)
    takes = other.titled and not article.titled
    head = _stacked(other.head, article.head) if takes else _stacked(article.head, rest)
    signed = article if article.authors else other
    doubts = [d for d in other.doubts if d not in _DECIDED and not d.endswith(LABELLED)]
    whole = replace(
        article,
        title=other.title if takes else article.title,
        titled=article.titled or other.titled,
        authors=signed.authors,
        affiliation=signed.affiliation or article.affiliation or other.affiliation,
        note=article.note or other.note,
        head=head,
        doubts=tuple(dict.fromkeys([*article.doubts, *doubts])),
    )
    return whole, None if takes else title


def _parted(article: Article) -> tuple[Paragraph | None, Paragraph]:
    """Part the head of an article into its headline, as a subhead, and its other lines."""
    first, *rest = article.head.text.split("\n")
    if not article.titled or squeeze(first) != squeeze(article.title):
        return None, article.head
    span, *spans = article.head.spans
    title = Paragraph(HEAD, first, (span,), Role.SUBHEAD)
    return title, replace(article.head, text="\n".join(rest), spans=tuple(spans))


def _stacked(upper: Paragraph, lower: Paragraph) -> Paragraph:
    """Put the lines of two heads below each other."""
    text = "\n".join(text for text in (upper.text, lower.text) if text)
    return replace(upper, text=text, spans=upper.spans + lower.spans)


def remaining(article: Article, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the doubts of an article that still hold with these paragraphs."""
    settled = {
        *([] if unfinished(paragraphs) else [UNFINISHED]),
        *([] if any(p.doubt for p in paragraphs) else [UNSURE]),
    }
    return tuple(
        doubt
        for doubt in article.doubts
        if doubt not in settled and not (article.titled and doubt.endswith(LABELLED))
    )
