"""A refusal that helps: what stands nearest, and what the collection holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.answering.questions.question import Question
from qa.schema import Answer, Hit, Near
from qa.texts import REFUSAL

NEAREST = 3
COVERED = 10
"""How many headlines stand for what the collection holds."""


def refuse(question: Question, hits: Sequence[Hit], titles: Iterable[str], reason: str) -> Answer:
    """Return the refusal of ``question``. ``titles`` are headlines of the collection; those of
    the articles found stand before them.
    """
    covered = dict.fromkeys([*(hit.article.title for hit in hits[:NEAREST]), *titles])
    return Answer(
        question=question.asked,
        understood_as=question.understood,
        kind=str(question.kind),
        engine="extractive",
        refused=True,
        reason=reason,
        refusal=REFUSAL,
        nearest=tuple(_near(hit) for hit in _one_each(hits)[:NEAREST]),
        covers=tuple(covered)[:COVERED],
        searched=tuple(hit.chunk.id for hit in hits),
    )


def _one_each(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each paragraph."""
    found: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        found.setdefault((hit.article.id, hit.chunk.paragraph), hit)
    return list(found.values())


def _near(hit: Hit) -> Near:
    article, chunk = hit.article, hit.chunk
    return Near(
        article.id, article.title, article.author, article.source, chunk.paragraph, chunk.text
    )
