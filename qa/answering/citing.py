"""Numbering citations: one numbering from the first sentence to every exit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa.schema import HEAD, Article, Citation, Hit, Sentence
from qa.zh import sentences

LISTED = 50
"""How many articles an answer names at the most."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer's sentences and what they cite."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


class Citations:
    """Gives out numbers from 1; the same place gets the same number."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, int], Citation] = {}

    def cite(self, article: Article, paragraph: int, start: int, end: int) -> int:
        """Cite ``article.paragraph(paragraph).text[start:end]``; returns the number."""
        key = (article.id, paragraph, start, end)
        if key not in self._found:
            place = article.paragraph(paragraph)
            doubts = (place.doubt, *article.doubts) if paragraph == HEAD else (place.doubt,)
            self._found[key] = Citation(
                n=len(self._found) + 1,
                article_id=article.id,
                title=article.title,
                author=article.author,
                affiliation=article.affiliation,
                source=article.source,
                paragraph=paragraph,
                quote=place.text[start:end],
                start=start,
                end=end,
                text=place.text,
                doubt=";".join(d for d in doubts if d),
            )
        return self._found[key].n

    def cite_head(self, article: Article) -> int:
        """Cite an article's headline and byline; without any, its first paragraph."""
        if article.head.text:
            return self.cite(article, HEAD, 0, len(article.head.text))
        return self.cite(article, 1, 0, len(article.paragraph(1).text))

    def cite_byline(self, article: Article) -> int:
        """Cite what names an article's author: its head, else the sentence of its text that does
        (``本报讯(记者…)``, ``作者:…`` below the text).
        """
        if not article.authors or article.authors[0] in "".join(article.head.text.split()):
            return self.cite_head(article)
        signed = (
            (paragraph.n, start, end)
            for paragraph in article.paragraphs
            for start, end in sentences(paragraph.text)
            if article.authors[0] in paragraph.text[start:end]
        )
        place = next(signed, None)
        return self.cite(article, *place) if place else self.cite_head(article)

    def all(self) -> tuple[Citation, ...]:
        """Return the citations by number."""
        return tuple(self._found.values())


class Numbering:
    """Numbers the citations of several answers as those of one."""

    def __init__(self) -> None:
        self._found: dict[Citation, int] = {}

    def of(self, citation: Citation) -> int:
        """Return the number of a citation in the one answer."""
        return self._found.setdefault(replace(citation, n=0), len(self._found) + 1)

    def all(self) -> tuple[Citation, ...]:
        """Return the citations by number."""
        return tuple(replace(citation, n=n) for citation, n in self._found.items())


def quoted(hit: Hit, start: int, end: int, cited: Citations, mark: tuple[int, int]) -> Sentence:
    """Return a sentence of a hit's chunk, at offsets in the chunk, with its citation; ``mark`` are
    the offsets of the short answer in it, (0, 0) for none.
    """
    chunk = hit.chunk
    n = cited.cite(hit.article, chunk.paragraph, chunk.start + start, chunk.start + end)
    return Sentence(chunk.text[start:end], (n,), *mark)
