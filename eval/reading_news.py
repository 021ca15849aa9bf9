"""Training paragraphs for the reader from a collection's own articles: questions by pattern.

The drafts of ``eval.draft_articles`` have the words of the sentence that answers, so they teach
less of reading than questions that people asked; but they are of the genre, of the kinds that
are asked there, lists among them, and the headings and neighbouring paragraphs are real.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eval.draft_articles import Placed, drafts_of
from eval.draft_clauses import half_width
from eval.reading_data import Asked, Context
from qa.corpus.chunk import heading
from qa.corpus.sources import read_source
from qa.schema import Article
from qa.zh import fold

PER_ARTICLE = 3
_LONGEST = 3000  # characters of an article; the rest is not read


def news_contexts(path: Path, every: int) -> list[Context]:
    """Return the articles of a file of news, one in ``every``, of which questions were drafted."""
    taken = islice(read_source(path, path.name).articles, 0, None, every)
    return [context for article in taken if (context := context_of(article)).asked]


def context_of(article: Article) -> Context:
    """Return an article with the questions drafted of it."""
    text = "\n".join(p.text for p in article.paragraphs)[:_LONGEST]
    starts = dict(_starts(article))
    asked = [
        found
        for placed in drafts_of(article, PER_ARTICLE)
        if (found := _asked(placed, text, starts)) is not None
    ]
    return Context(fold(text), tuple(asked), fold(heading(article, 1)))


def _starts(article: Article) -> Iterator[tuple[int, int]]:
    at = 0
    for paragraph in article.paragraphs:
        yield paragraph.n, at
        at += len(paragraph.text) + 1


def _asked(placed: Placed, text: str, starts: dict[int, int]) -> Asked | None:
    """The answer runs from the first point to the last, if one sentence holds them all."""
    if len(placed.evidence) != 1 or placed.paragraph.n not in starts:
        return None
    base = starts[placed.paragraph.n]
    at = placed.paragraph.text.find(placed.evidence[0])
    plain = half_width(placed.evidence[0])
    places = [(plain.find(point), len(point)) for point in placed.draft.points]
    if at < 0 or min(place for place, _ in places) < 0:
        return None
    start = base + at + min(place for place, _ in places)
    end = base + at + max(place + size for place, size in places)
    if end > len(text):
        return None
    return Asked(fold(placed.draft.question), fold(text[start:end]), start)
