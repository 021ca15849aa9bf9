"""Questions about the articles themselves: who wrote what, who the author is, what there is.

They are answered from the catalogue and cited to headline and byline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.citing import Citations
from qa.answering.question import Kind, Question
from qa.schema import Article, Citation, Hit, Sentence
from qa.zh import bigrams, fold

LISTED = 20
"""How many articles an answer names at the most."""

_TITLE_SHARE = 0.6  # share of a headline's bigrams that a question must hold to mean it
_ON = re.compile(r"(?:关于|有关|谈到?|讲|写|论述|讨论|说的?是|介绍|提到)")


@dataclass(frozen=True, slots=True)
class Found:
    """An answer from the catalogue."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


def answer_collection(count: int, articles: Sequence[Article]) -> Found | None:
    """Say how many articles there are and name the first of them."""
    if not articles:
        return None
    cited = Citations()
    numbers = [cited.cite_head(a) for a in articles]
    more = f",以下是前 {len(articles)} 篇" if count > len(articles) else ""
    lead = Sentence(f"资料库收有 {count} 篇文章{more}:", tuple(numbers[:1]))
    named = zip(articles, numbers, strict=True)
    return Found((lead, *(Sentence(_name(a), (n,)) for a, n in named)), cited.all())


def answer_about(question: Question, hits: Sequence[Hit]) -> Found | None:
    """Answer a question about articles, or ``None`` where it is not one that can be answered."""
    articles = list({hit.article.id: hit.article for hit in hits}.values())
    named = _by_author(question, articles)
    if question.kind is Kind.POST:
        return _posts(named)
    if question.kind is Kind.TITLE:
        return _titles(named or _on_subject(question, hits))
    if question.kind is Kind.AUTHOR:
        return _authors(_by_title(question, articles) or _on_subject(question, hits))
    if question.kind is Kind.PERSON and named:
        return _posts(named)
    return None


def _by_author(question: Question, articles: Sequence[Article]) -> list[Article]:
    return [a for a in articles if any(fold(name) in question.content for name in a.authors)]


def _by_title(question: Question, articles: Sequence[Article]) -> list[Article]:
    """The articles whose headline the question gives, whole or nearly so."""
    asked = set(bigrams(question.text))
    shares = [(a, _share(set(bigrams(a.title)), asked)) for a in articles if a.titled]
    best = max((share for _, share in shares), default=0.0)
    return [a for a, share in shares if share == best and share >= _TITLE_SHARE]


def _share(title: set[str], asked: set[str]) -> float:
    return len(title & asked) / len(title) if title else 0.0


def _on_subject(question: Question, hits: Sequence[Hit]) -> list[Article]:
    """The article that the search favours, if what the question names stands in it."""
    terms = set(bigrams(_ON.sub(" ", question.content)))
    if not hits or not terms:
        return []
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article.id] = scores.get(hit.article.id, 0.0) + hit.score
    best = max(hits, key=lambda hit: scores[hit.article.id]).article
    whole = set(bigrams(" ".join([best.title, *(p.text for p in best.paragraphs)])))
    return [best] if len(terms & whole) / len(terms) >= _TITLE_SHARE else []


def _posts(articles: Sequence[Article]) -> Found | None:
    known = [a for a in articles if a.affiliation]
    cited = Citations()
    sentences = [
        Sentence(f"{a.author}:{a.affiliation}。", (cited.cite_head(a),)) for a in known[:LISTED]
    ]
    return Found(tuple(sentences), cited.all()) if sentences else None


def _titles(articles: Sequence[Article]) -> Found | None:
    cited = Citations()
    sentences = [Sentence(_name(a), (cited.cite_head(a),)) for a in articles[:LISTED]]
    return Found(tuple(sentences), cited.all()) if sentences else None


def _authors(articles: Sequence[Article]) -> Found | None:
    cited = Citations()
    sentences = []
    for a in articles[:LISTED]:
        if a.authors:
            post = f"({a.affiliation})" if a.affiliation else ""
            text = f"《{a.title}》的作者是{a.author}{post}。"
            sentences.append(Sentence(text, (cited.cite_head(a),)))
    return Found(tuple(sentences), cited.all()) if sentences else None


def _name(article: Article) -> str:
    by = f",作者{article.author}" if article.authors else ",未署名"
    return f"《{article.title}》{by}。"
