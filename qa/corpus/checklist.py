"""What a person should check, as a sidecar (``qa.corpus.sidecar``) to put it right in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qa.corpus.read import suffix
from qa.corpus.sidecar import SHORTEST, SUFFIX, squeeze
from qa.schema import Article, Paragraph
from qa.texts import ATTRIBUTION_DOUBT, paragraph_label

_SHOWN = 24  # characters of a beginning, enough to know a paragraph by


def needs_check(article: Article) -> bool:
    """Tell whether anything about an article is not certain."""
    return article.confidence < 1 or bool(article.doubts) or any(doubtful(article))


def doubtful(article: Article) -> list[Paragraph]:
    """Return the paragraphs that may belong to another article."""
    return [p for p in article.paragraphs if p.doubt]


def beginning(text: str) -> str:
    """Return the first words of a paragraph."""
    return " ".join(text.split())[:_SHOWN]


def draft(source: str, articles: Iterable[Article]) -> Iterator[str]:
    """Yield the lines of a sidecar for the articles of a file; as it stands, it changes nothing.

    What a person may want to put right is commented out.
    """
    if (suffix(source) or "").startswith(".jsonl"):
        yield f"# {source}:请在原文件里改正。"
        return
    yield f"# {source}:与原版核对,把改好的行去掉行首的 #,存为同一文件夹里的 {source}{SUFFIX}"
    for article in articles:
        yield from _article(article)


def _article(article: Article) -> Iterator[str]:
    first = beginning(article.paragraphs[0].text)
    name = article.title if len(squeeze(article.title)) >= SHORTEST else first
    yield ""
    yield from (f"# {ATTRIBUTION_DOUBT}:{doubt}" for doubt in article.doubts)
    yield "[[article]]"
    yield f"find = {_quoted(name)}"
    yield f"# title = {_quoted(article.title)}"
    yield f"# authors = [{', '.join(map(_quoted, article.authors))}]"
    yield f"# affiliation = {_quoted(article.affiliation)}"
    yield "# checked = true"
    for paragraph in doubtful(article):
        yield f"# {paragraph_label(paragraph.n)}:{paragraph.doubt}如属另一篇:"
        yield "# [[move]]"
        yield f"# text = {_quoted(beginning(paragraph.text))}"
        yield '# to = "那一篇标题的开头"'


def _quoted(text: str) -> str:
    """Write a TOML string: as JSON writes it, but DEL may not stand in TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
