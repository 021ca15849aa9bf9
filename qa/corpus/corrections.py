"""Articles put right as a person has written beside their file (``qa.corpus.sidecar``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.corpus.articles import confidence, describe, identity
from qa.corpus.recast import begun, remaining, united
from qa.corpus.sidecar import ArticleFix, Corrections, Entry, Join, Move, Split, squeeze
from qa.schema import HEAD, Article, Paragraph, Span


def correct(articles: Sequence[Article], corrections: Corrections) -> tuple[Article, ...]:
    """Return the articles of a file as a person has put them right.

    Articles are split, then joined, then headlines and authors taken over, then the paragraphs
    moved one by one, each taken by how it begins in the file. What the file has come to be read as
    by itself needs no correction and is left. An article that is left without paragraphs goes. The
    texts of heads and paragraphs and their spans stay as they are; a given headline stands in
    ``Article.title`` alone. Raises ``SourceError`` for a beginning that fits nothing, or more than
    one thing.
    """
    desk = _Desk(articles, corrections)
    for split in corrections.splits:
        desk.split(split)
    for join in corrections.joins:
        desk.join(join)
    for fix in corrections.articles:
        desk.amend(fix)
    for move in corrections.moves:
        desk.move(move)
    return desk.finished()


_Key = tuple[int, int]
"""The place of a paragraph: of its article among those read, and its number in it.

An article has the key that its head has, or the paragraph with which it was split off."""


class _Desk:
    """Articles that are being corrected."""

    def __init__(self, articles: Sequence[Article], corrections: Corrections) -> None:
        self._corrections = corrections
        self._parts = [article.part for article in articles]
        self._articles = {(i, HEAD): article for i, article in enumerate(articles)}
        self._called = {key: _names(article) for key, article in self._articles.items()}
        self._paragraphs = {
            (i, p.n): p for i, article in enumerate(articles) for p in article.paragraphs
        }
        self._texts = {key: [squeeze(p.text)] for key, p in self._paragraphs.items()}
        self._order = {
            (i, HEAD): [(i, p.n) for p in article.paragraphs] for i, article in enumerate(articles)
        }
        self._touched: set[_Key] = set()
        self._checked: set[_Key] = set()

    def split(self, split: Split) -> None:
        """Let an article begin at a paragraph; a subhead there is its headline."""
        if not _fitting(split.text, self._texts) and _fitting(split.text, self._called):
            return  # it has come to be read so
        key = self._one(split, "text", self._texts)
        old = self._holder(key)
        at = self._order[old].index(key)
        if not at:
            return
        self._order[old], self._order[key] = self._order[old][:at], self._order[old][at:]
        self._paragraphs[key] = replace(self._paragraphs[key], doubt="")
        new = begun(self._articles[old], [self._paragraphs[k] for k in self._order[key]])
        if new.titled:
            self._order[key].remove(key)
            del self._paragraphs[key], self._texts[key]
        self._articles[key], self._called[key] = new, _names(new)
        self._touched |= {old, key}

    def join(self, join: Join) -> None:
        """Make one article of two; a second headline is a subhead of it."""
        new = self._one(join, "to", self._called)
        own = {key: self._texts[key] for key in self._order[new]}
        if not _fitting(join.find, self._called) and _fitting(join.find, own):
            return  # it has come to be read so
        old = self._one(join, "find", self._called)
        if old == new:
            return
        article, other = self._articles[new], self._articles.pop(old)
        other = replace(other, head=self._on(other.head, old, article.part))
        self._articles[new], subhead = united(article, other)
        if subhead:
            self._paragraphs[old], self._texts[old] = subhead, [squeeze(subhead.text)]
            self._order[old].insert(0, old)
        for key in self._order.pop(old):
            self._order[new].insert(self._due(key, new), key)
        self._called[new] += self._called.pop(old)
        self._touched.add(new)

    def amend(self, fix: ArticleFix) -> None:
        """Take over what is said of an article."""
        given = {
            key: value
            for key in ("title", "authors", "affiliation")
            if (value := getattr(fix, key)) is not None
        }
        if not given and not fix.checked:
            return
        at = self._one(fix, "find", self._called)
        if fix.title:
            given["titled"] = True
            self._called[at].append(squeeze(fix.title))
        self._articles[at] = replace(self._articles[at], **given)
        self._touched.add(at)
        if fix.checked:
            self._checked.add(at)

    def move(self, move: Move) -> None:
        """Put a paragraph where it belongs; that it does is no longer in doubt."""
        key = self._one(move, "text", self._texts)
        old, new = self._holder(key), self._one(move, "to", self._called)
        self._order[old].remove(key)
        self._order[new].insert(self._place(key, new, move), key)
        self._paragraphs[key] = replace(self._paragraphs[key], doubt="")
        self._touched |= {old, new}

    def _place(self, key: _Key, article: _Key, move: Move) -> int:
        if move.after is None:
            return self._due(key, article)
        before = self._one(move, "after", self._texts)
        if before not in self._order[article]:
            raise self._corrections.wrong(move, "after", "所指的段落不在要移入的文章里")
        return self._order[article].index(before) + 1

    def _due(self, key: _Key, article: _Key) -> int:
        """Return where in an article the order of the file puts a paragraph."""
        keys = self._order[article]
        later = (at for at, k in enumerate(keys) if self._start(k) > self._start(key))
        return next(later, len(keys))

    def _start(self, key: _Key) -> tuple[int, int]:
        return self._parts[key[0]], self._paragraphs[key].spans[0].start

    def _holder(self, key: _Key) -> _Key:
        return next(article for article, keys in self._order.items() if key in keys)

    def _one(self, entry: Entry, key: str, called: Mapping[_Key, Sequence[str]]) -> _Key:
        """Return the one thing that begins so."""
        found = _fitting(getattr(entry, key), called)
        if not found:
            told = "在原文件里找不到:照原文改正,原文已改的删去这一条"
            raise self._corrections.wrong(entry, key, told)
        if len(found) > 1:
            told = f"同时符合 {len(found)} 处,要写长一些"
            raise self._corrections.wrong(entry, key, told)
        return found[0]

    def finished(self) -> tuple[Article, ...]:
        """Return what has become of the articles; those that nobody touched are as they were."""
        return tuple(
            self._finished(key) if key in self._touched else article
            for key, article in sorted(self._articles.items(), key=lambda item: item[0])
            if self._order[key]
        )

    def _finished(self, at: _Key) -> Article:
        article, checked = self._articles[at], at in self._checked
        held = [self._on(self._paragraphs[k], k, article.part) for k in self._order[at]]
        paragraphs = tuple(
            replace(p, n=n, doubt="" if checked else p.doubt) for n, p in enumerate(held, start=1)
        )
        title = article.title if article.titled else describe(paragraphs)
        doubts = () if checked else remaining(article, paragraphs)
        return replace(
            article,
            id=identity(title, article.authors, paragraphs),
            title=title,
            paragraphs=paragraphs,
            confidence=confidence(doubts, paragraphs),
            doubts=doubts,
        )

    def _on(self, paragraph: Paragraph, key: _Key, part: int) -> Paragraph:
        """Return a paragraph for an article of ``part``; spans elsewhere say so."""
        home = self._parts[key[0]]
        places = ((s, s.part or home) for s in paragraph.spans)
        spans = tuple(Span(s.start, s.end, 0 if at == part else at) for s, at in places)
        return replace(paragraph, spans=spans)


def _fitting(beginning: str, called: Mapping[_Key, Sequence[str]]) -> list[_Key]:
    """Return what begins so; what is called exactly so goes before what only begins so."""
    sought = squeeze(beginning)
    exact = [key for key, texts in called.items() if sought in texts]
    close = [key for key, texts in called.items() if any(t.startswith(sought) for t in texts)]
    return exact if len(exact) == 1 else close


def _names(article: Article) -> list[str]:
    """Return what an article may be found by."""
    return [squeeze(text) for text in (article.title, article.paragraphs[0].text)]
