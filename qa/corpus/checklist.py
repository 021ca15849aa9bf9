"""What a person should check, as a sidecar (``qa.corpus.sidecar``) to put it right in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from qa.corpus.read import suffix
from qa.corpus.sidecar import SHORTEST, SUFFIX, squeeze
from qa.corpus.threads import BEGUN
from qa.schema import Article, Paragraph
from qa.texts import ATTRIBUTION_DOUBT, paragraph_label

_SHOWN = 24  # characters of a beginning, enough to know a paragraph by
_SPLIT = "一篇其实是两篇:从这一段起另成一篇(它的标题、作者用 [[article]] 写)"
_JOIN = "两篇其实是一篇:把 find 并入 to"
_MOVE = "一段其实属于另一篇,也可在另一页(不写 after 时按原文件的次序放)"


def needs_check(article: Article) -> bool:
    """Tell whether anything about an article is not certain."""
    return article.confidence < 1 or bool(article.doubts) or any(doubtful(article))


def doubtful(article: Article) -> list[Paragraph]:
    """Return the paragraphs that may belong to another article."""
    return [p for p in article.paragraphs if p.doubt]


def beginning(text: str) -> str:
    """Return the first words of a paragraph."""
    return " ".join(text.split())[:_SHOWN]


def draft(source: str, articles: Iterable[Article], *, everything: bool = False) -> Iterator[str]:
    """Yield the lines of a sidecar for the articles of a file; as it stands, it changes nothing.

    What a person may want to put right is commented out: each article that should be checked, or
    with ``everything`` each, then how articles are split and joined and paragraphs moved. Where
    nothing is to be checked there are no lines.
    """
    if (suffix(source) or "").startswith(".jsonl"):  # of any length
        if everything or any(map(needs_check, articles)):
            yield f"# {source}:请在原文件里改正。"
        return
    known = list(articles)
    shown = [a for a in known if everything or needs_check(a)]
    if not shown:
        return
    yield f"# {source}:与原版核对,把改好的行去掉行首的 #,"
    yield f"# 存为同一文件夹里的 {source.rpartition('/')[2]}{SUFFIX}(后面不要再加 .txt)"
    above = dict(pairwise([*reversed(known), None]))
    for article in shown:
        yield from _article(article, above[article])
    yield from _samples(known)


def _article(article: Article, above: Article | None) -> Iterator[str]:
    yield ""
    if article.part:
        yield f"# 第 {article.part} 页"
    yield from (f"# {ATTRIBUTION_DOUBT}:{doubt}" for doubt in article.doubts)
    yield "[[article]]"
    yield f"find = {_quoted(_name(article))}"
    yield f"# title = {_quoted(article.title)}"
    yield f"# authors = [{', '.join(map(_quoted, article.authors))}]"
    yield f"# affiliation = {_quoted(article.affiliation)}"
    yield "# checked = true"
    if above and BEGUN in article.doubts:
        yield from _sample("如与上一篇是同一篇:", "join", find=_name(article), to=_name(above))
    for paragraph in doubtful(article):
        told = f"{paragraph_label(paragraph.n)}:{paragraph.doubt}如属另一篇:"
        text = beginning(paragraph.text)
        yield from _sample(told, "move", text=text, to="那一篇标题的开头")


def _samples(articles: Sequence[Article]) -> Iterator[str]:
    """Yield how to share a file out in another way, with beginnings that stand in it."""
    yield ""
    longest = max(articles, key=lambda a: len(a.paragraphs))
    last = beginning(longest.paragraphs[-1].text)
    if len(longest.paragraphs) > 1:
        yield from _sample(_SPLIT, "split", text=last)
    if len(articles) > 1:
        first, second = articles[:2]
        yield from _sample(_JOIN, "join", find=_name(second), to=_name(first))
        other = next(a for a in articles if a is not longest)
        after = beginning(other.paragraphs[0].text)
        yield from _sample(_MOVE, "move", text=last, to=_name(other), after=after)


def _sample(told: str, table: str, **keys: str) -> Iterator[str]:
    yield f"# {told}"
    yield f"# [[{table}]]"
    yield from (f"# {key} = {_quoted(value)}" for key, value in keys.items())


def _name(article: Article) -> str:
    """Return what to find an article by."""
    titled = len(squeeze(article.title)) >= SHORTEST
    return article.title if titled else beginning(article.paragraphs[0].text)


def _quoted(text: str) -> str:
    """Write a TOML string: as JSON writes it, but DEL may not stand in TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
