from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from qa.corpus.articles import articles
from qa.corpus.read import find_files, read_page
from qa.resources import folder
from qa.schema import Answer, Article, Citation, Near, Paragraph, Sentence
from qa.texts import REFUSAL


class Page(HTMLParser):
    """Markup as a browser reads it: its text, its tags with their attributes, what is marked."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(str(markup))  # a plain string: nothing escapes it a second time
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked[-1] += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]

    @property
    def shape(self) -> list[tuple[str, list[str]]]:
        """Tags and the names of their attributes: all that could act, and no text."""
        return [(tag, sorted(attrs)) for tag, attrs in self.tags]


@pytest.fixture(scope="session")
def page() -> Callable[[str], Page]:
    return Page


@pytest.fixture(scope="session")
def collection() -> list[Article]:
    files = find_files([folder("seeds")])
    return [article for path, source in files for article in articles(read_page(path, source))]


@pytest.fixture
def signed(collection: list[Article]) -> Article:
    """A real article with an author, a post and several paragraphs."""
    return next(a for a in collection if a.authors and a.affiliation and len(a.paragraphs) > 3)


@pytest.fixture(scope="session")
def cite() -> Callable[..., Citation]:
    """A citation of a stretch of a paragraph of an article."""

    def cited(
        n: int, article: Article, paragraph: int, start: int, end: int, doubt: str = ""
    ) -> Citation:
        text = article.paragraph(paragraph).text
        return Citation(
            n=n,
            article_id=article.id,
            title=article.title,
            author=article.author,
            affiliation=article.affiliation,
            source=article.source,
            paragraph=paragraph,
            quote=text[start:end],
            start=start,
            end=end,
            text=text,
            doubt=doubt,
        )

    return cited


@pytest.fixture(scope="session")
def answered() -> Callable[..., Answer]:
    """An answer that says what its citations quote, a sentence each."""

    def answer(*citations: Citation, kind: str = "other", understood: str = "怎么做?") -> Answer:
        sentences = tuple(Sentence(c.quote, (c.n,)) for c in citations)
        return Answer("怎么做?", understood, kind, "extractive", sentences, citations)

    return answer


@pytest.fixture(scope="session")
def refused() -> Callable[..., Answer]:
    """A refusal beside the first paragraphs of articles."""

    def answer(*near: Article) -> Answer:
        return Answer(
            question="月球上有什么?",
            understood_as="月球上有什么?",
            kind="other",
            engine="extractive",
            refused=True,
            reason="unsupported",
            refusal=REFUSAL,
            nearest=tuple(
                Near(a.id, a.title, a.author, a.source, 1, a.paragraph(1).text) for a in near
            ),
            covers=tuple(a.title for a in near),
        )

    return answer


@pytest.fixture(scope="session")
def written() -> Callable[[str], Article]:
    """An article that holds a text wherever it can hold one."""

    def article(text: str) -> Article:
        return Article(
            id="written",
            source=text,
            title=text,
            titled=True,
            authors=(text,),
            affiliation=text,
            head=Paragraph(0, text, ()),
            paragraphs=(Paragraph(1, text, (), doubt=text),),
            subtitle=text,
            note=text,
            doubts=(text,),
        )

    return article
