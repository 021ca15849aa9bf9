"""Bylines read as sentences are: 写…的那位老师在哪所学校? 有篇讲…的文章,作者姓甚名谁?

There are more ways to ask for an author or his post than patterns can tell. What the catalogue
knows of an article is put in a sentence, and the reader says whether that answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.articles.about import OF_PAPER, by_author, signed_by
from qa.answering.articles.posts import posts_of
from qa.answering.citing import Found
from qa.answering.piece import articles_of
from qa.answering.questions.question import Question
from qa.answering.reading.features import PassageReader
from qa.schema import Article, Hit
from qa.zh import fold

NEAR = 8
"""How many hits are looked at for articles."""

READ = 3
"""How many bylines are read."""

FALLBACK = -4.0
"""The least score of a byline whose author the question names, where no sentence answers: 援藏干部
张三在哪个县 has -3.5, 张三老家在哪个县 -7.6.
"""

_WRITING = re.compile(r"写|撰|作者|署名|记者|文章|稿|篇|评论|文中")


@dataclass(frozen=True, slots=True)
class Signature:
    """What an article's byline answers: the reader's score, and whether it is the author's post."""

    score: float
    article: Article
    post: bool

    def told(self) -> Found:
        """Return the answer: what the author is, or who wrote the article."""
        post = posts_of([self.article]) if self.post else None
        return post or signed_by([self.article])


def read_signatures(
    question: Question, hits: Sequence[Hit], reader: PassageReader
) -> Signature | None:
    """Return the byline that answers best: above 0, or of an author whom the question names above
    ``FALLBACK``. ``None`` where none does, nothing found is signed, or the question neither names
    an author nor speaks of writing, or asks whose a scientific paper is.
    """
    near = articles_of(hits[:NEAR])
    named = by_author(question, near)
    if OF_PAPER.search(question.text) or not (named or _WRITING.search(question.text)):
        return None
    signed = [a for a in sorted(near, key=lambda a: a not in named) if a.authors][:READ]
    told = [_sentence(article) for article in signed]
    readings = reader.read(question.plain, [("", fold(text)) for text, _, _ in told])
    found = []
    for article, (text, author, post), reading in zip(signed, told, readings, strict=True):
        score, _, end = reading.best(author, len(text))
        if score > (FALLBACK if article in named else 0):
            found.append(Signature(score, article, end > post))
    return max(found, key=lambda signature: signature.score, default=None)


def _sentence(article: Article) -> tuple[str, int, int]:
    """Put a byline in a sentence; where in it the author's name and the post begin."""
    title = f"《{article.title}》," if article.titled else ""
    name = f"{title}作者{article.author}"
    return f"{name},{article.affiliation}。", len(title), len(name)
