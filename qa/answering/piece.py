"""A sentence that may answer, with what is thought of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.schema import Article, Hit


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


def articles_of(found: Iterable[Hit] | Iterable[Piece]) -> list[Article]:
    """Return the articles of what was found, each once, in its order."""
    return list({one.article.id: one.article for one in found}.values())
