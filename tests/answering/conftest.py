"""Made-up articles to answer from, and their sentences as if the models had rated them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.answering.piece import Piece
from qa.schema import HEAD, Article, Paragraph, Role, Span
from qa.zh import sentences


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article of a headline and paragraphs; one that begins with # is a subhead."""
    return _article


@pytest.fixture(scope="session")
def rated() -> Callable[..., list[Piece]]:
    """Gives every sentence of an article, first the likely ones: those that begin as is said."""
    return _rated


def _article(title: str, *texts: str) -> Article:
    paragraphs = tuple(
        Paragraph(
            n,
            text.removeprefix("#"),
            (Span(0, len(text)),),
            Role.SUBHEAD if text.startswith("#") else Role.BODY,
        )
        for n, text in enumerate(texts, start=1)
    )
    head = Paragraph(HEAD, title, (Span(0, len(title)),), Role.HEAD)
    return Article("a1", "x.txt", title, True, (), "", head, paragraphs)


def _rated(source: Article, *likely: str, support: float = 0.9) -> list[Piece]:
    places = [
        (paragraph.n, start, end)
        for paragraph in source.paragraphs
        for start, end in sentences(paragraph.text)
    ]
    chances = dict.fromkeys(likely, 0.9) | {"": 0.05}
    found = []
    for n, start, end in places:
        text = source.paragraph(n).text[start:end]
        chance = next(p for begins, p in chances.items() if text.startswith(begins))
        found.append(Piece(source, n, start, end, chance, support))
    return sorted(found, key=lambda piece: -piece.probability)
