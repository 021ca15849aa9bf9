"""Articles put right as a person has written beside their file (``qa.corpus.sidecar``)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from qa.corpus.articles import (
    LABELLED,
    UNFINISHED,
    UNSURE,
    confidence,
    describe,
    identity,
    unfinished,
)
from qa.corpus.sidecar import ArticleFix, Corrections, Move, squeeze, wrong
from qa.schema import Article, Paragraph


def correct(articles: Sequence[Article], corrections: Corrections) -> tuple[Article, ...]:
    """Return the articles of a file as a person has put them right.

    Headlines and authors first, then the paragraphs one by one, each taken by how it begins in
    the file. An article that is left without paragraphs goes. The texts of heads and paragraphs
    and their spans stay as they are; a given headline stands in ``Article.title`` alone. Raises
    ``SourceError`` for a beginning that fits nothing, or more than one thing.
    """
    desk = _Desk(articles, corrections.name)
    for fix in corrections.articles:
        desk.amend(fix)
    for move in corrections.moves:
        desk.move(move)
    return desk.finished()


_Key = tuple[int, int]  # the place of an article in its file, and of a paragraph in it, as read
_Any = TypeVar("_Any", bound=Hashable)


class _Desk:
    """Articles that are being corrected."""

    def __init__(self, articles: Sequence[Article], name: str) -> None:
        self._name = name
        self._articles = dict(enumerate(articles))
        self._called = {i: _names(article) for i, article in self._articles.items()}
        self._paragraphs: dict[_Key, Paragraph] = {
            (i, p.n): p for i, a in self._articles.items() for p in a.paragraphs
        }
        self._texts = {key: [squeeze(p.text)] for key, p in self._paragraphs.items()}
        self._order = {i: [(i, p.n) for p in a.paragraphs] for i, a in self._articles.items()}
        self._touched: set[int] = set()
        self._checked: set[int] = set()

    def amend(self, fix: ArticleFix) -> None:
        """Take over what is said of an article."""
        i = self._fitting("find", fix.find, self._called)
        given = {
            key: value
            for key in ("title", "authors", "affiliation")
            if (value := getattr(fix, key)) is not None
        }
        if fix.title:
            given["titled"] = True
            self._called[i].append(squeeze(fix.title))
        self._articles[i] = replace(self._articles[i], **given)
        self._touched.add(i)
        if fix.checked:
            self._checked.add(i)

    def move(self, move: Move) -> None:
        """Put a paragraph where it belongs; that it does is no longer in doubt."""
        key = self._fitting("text", move.text, self._texts)
        old = next(i for i, keys in self._order.items() if key in keys)
        new = self._fitting("to", move.to, self._called)
        if self._articles[old].part != self._articles[new].part:
            raise wrong(self._name, f"text = “{move.text}”不能移到另一页的文章里")
        self._order[old].remove(key)
        self._order[new].insert(self._place(key, new, move.after), key)
        self._paragraphs[key] = replace(self._paragraphs[key], doubt="")
        self._touched |= {old, new}

    def _place(self, key: _Key, article: int, after: str | None) -> int:
        keys = self._order[article]
        if after is None:
            later = (at for at, k in enumerate(keys) if self._start(k) > self._start(key))
            return next(later, len(keys))
        before = self._fitting("after", after, self._texts)
        if before not in keys:
            raise wrong(self._name, f"after = “{after}”所指的段落不在要移入的文章里")
        return keys.index(before) + 1

    def _start(self, key: _Key) -> int:
        return self._paragraphs[key].spans[0].start

    def _fitting(self, what: str, beginning: str, called: Mapping[_Any, Sequence[str]]) -> _Any:
        """Return what begins so; what is called exactly so goes before what only begins so."""
        sought = squeeze(beginning)
        exact = [key for key, texts in called.items() if sought in texts]
        begun = [key for key, texts in called.items() if any(t.startswith(sought) for t in texts)]
        found = exact if len(exact) == 1 else begun
        if len(found) != 1:
            fits = f"同时符合 {len(found)} 处,要写长一些" if found else "在原文件里找不到"
            raise wrong(self._name, f"{what} = “{beginning}”{fits}")
        return found[0]

    def finished(self) -> tuple[Article, ...]:
        """Return what has become of the articles; those that nobody touched are as they were."""
        return tuple(
            self._finished(i) if i in self._touched else article
            for i, article in self._articles.items()
            if self._order[i]
        )

    def _finished(self, i: int) -> Article:
        article = self._articles[i]
        paragraphs = tuple(
            replace(p, n=n, doubt="" if i in self._checked else p.doubt)
            for n, p in enumerate((self._paragraphs[key] for key in self._order[i]), start=1)
        )
        title = article.title if article.titled else describe(paragraphs)
        doubts = () if i in self._checked else _remaining(article, paragraphs)
        return replace(
            article,
            id=identity(title, article.authors, paragraphs),
            title=title,
            paragraphs=paragraphs,
            confidence=confidence(doubts, paragraphs),
            doubts=doubts,
        )


def _names(article: Article) -> list[str]:
    """Return what an article may be found by."""
    return [squeeze(text) for text in (article.title, article.paragraphs[0].text)]


def _remaining(article: Article, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the doubts of an article that still hold."""
    settled = {
        *([] if unfinished(paragraphs) else [UNFINISHED]),
        *([] if any(p.doubt for p in paragraphs) else [UNSURE]),
    }
    return tuple(
        doubt
        for doubt in article.doubts
        if doubt not in settled and not (article.titled and doubt.endswith(LABELLED))
    )
