"""A sentence that may answer, with what is thought of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa.schema import Article, Hit
from qa.zh import fold, sentences


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of an article: offsets in its paragraph, how likely it is the one that answers,
    and how likely the question has an answer if this is the best there is. ``span`` are the offsets
    of what the reader takes for the answer itself, and ``reading`` its score, above 0 if it does.
    """

    article: Article
    paragraph: int
    start: int
    end: int
    probability: float
    support: float
    span: tuple[int, int] | None = None
    reading: float = 0.0

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.article.paragraph(self.paragraph).text[self.start : self.end]

    @property
    def marked(self) -> str:
        """What the reader takes for the answer itself; empty where nothing is marked."""
        return self.article.paragraph(self.paragraph).text[slice(*self.span)] if self.span else ""


def following(piece: Piece) -> list[Piece]:
    """Return the sentences of its paragraph that come after a sentence."""
    spans = sentences(piece.article.paragraph(piece.paragraph).text)
    return [replace(piece, start=a, end=b, span=None) for a, b in spans if a >= piece.end]


def whole_text(article: Article) -> str:
    """Return all that an article says, headline and byline included, folded."""
    parts = (article.head.text, article.title, *(p.text for p in article.paragraphs))
    return fold(" ".join(parts))


def articles_of(found: Iterable[Hit] | Iterable[Piece]) -> list[Article]:
    """Return the articles of what was found, each once, in its order."""
    return list({one.article.id: one.article for one in found}.values())
