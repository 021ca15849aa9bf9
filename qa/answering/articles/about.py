"""Questions about the articles themselves: who wrote what, who the author is.

They are answered from the catalogue and cited to headline and byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.answering.articles.people import answer_who, asks_holder
from qa.answering.articles.posts import answer_post, posts_of, without_job
from qa.answering.articles.several import (
    MENTIONING,
    OF_EACH,
    articles_on,
    asks_for_several,
    likely_on,
    unsaid,
)
from qa.answering.articles.subject import share_said, subject_words
from qa.answering.citing import LISTED, Citations, Found
from qa.answering.piece import articles_of, whole_text
from qa.answering.questions.places import places_in, stem
from qa.answering.questions.question import Kind, Question
from qa.schema import Article, Hit, Paragraph, Sentence
from qa.zh import bigrams, fold, sentences

_TITLE_SHARE = 0.6  # share of a headline's bigrams that a question must hold to mean it
_SUBJECT_SHARE = 0.75  # share of a question's words that an article must hold to be on them
_AHEAD = 2.0  # times the score of the second article
_AHEAD_AND_ALIKE = 1.5  # the same where the article has some of a question's words besides places
_ALIKE = 0.33  # share of a question's words
_QUOTED_OF = 8
"""Of how many articles at the most it is quoted what they say."""
_COUNTED = re.compile(r"(?:几|多少)篇")
_QUOTED = re.compile(r"《[^《》]+》")
OF_PAPER = re.compile(r"论文.{0,8}作者|第一作者|通讯作者|挂第[一二]")
"""Whose a scientific paper is: never the newspaper's own author."""
_OF_WORK = re.compile(
    rf"{OF_PAPER.pattern}|谁(?:写|著|编|译)的?《|"
    r"《[^《》]+》(?:一书|这[本部]书)?(?:的?(?:作者|著者|编者|译者)|是?由?(?:谁|哪[位个]\w{0,3})(?:写|著|编|译))"
)
"""Whose a paper or a book is that an article tells of."""
_MAKER = re.compile(r"谁|他们?叫|叫什么名|哪位|何人|手笔|作者(?!提|说|认为|指出|建议|写|举)")
_WRITING = re.compile(r"写|撰|作者|记者")


def answer_about(question: Question, hits: Sequence[Hit]) -> Found | str | None:
    """Answer a question about articles, or say why they do not tell; ``None`` where it is not one
    that can be answered.
    """
    articles = articles_of(hits)
    named = by_author(question, articles)
    if told := answer_post(question, named, hits):
        return told
    if not named and (lacking := unsaid(question, hits)):
        return f"找到的文章都没有讲{lacking}。"
    if question.kind is Kind.TITLE or (
        question.kind is not Kind.AUTHOR and asks_for_several(question)
    ):
        found = named or _on_subject(question, hits)
        others = likely_on(question, hits, found) if found and not named else []
        return _named_or_quoted(question, found, others)
    titled = _by_title(question, articles)
    if not titled and _OF_WORK.search(fold(question.text)):
        return None
    if question.kind is Kind.AUTHOR or (
        titled and _QUOTED.search(question.text) and _MAKER.search(question.text)
    ):
        found = titled or named
        meant = found or _on_subject(question, hits)
        several = not found and asks_for_several(question)
        others = likely_on(question, hits, meant) if several else []
        return signed_by(meant, others) if any(a.authors for a in meant) else _unsigned(meant)
    if question.kind is Kind.POST and _WRITING.search(question.text):
        subject = replace(question, content=without_job(question.content))
        return posts_of(titled or _on_subject(subject, hits)) or posts_of(named)
    return answer_who(question, hits) if asks_holder(question) else None


def articles_meant(question: Question, hits: Sequence[Hit]) -> list[Article]:
    """Return the articles that a question speaks of: by headline, by author, or by subject."""
    articles = articles_of(hits)
    return (
        _by_title(question, articles)
        or by_author(question, articles)
        or _on_subject(question, hits)
    )


def by_author(question: Question, articles: Sequence[Article]) -> list[Article]:
    """Return those of ``articles`` whose author a question names."""
    return [a for a in articles if any(fold(name) in question.content for name in a.authors)]


def mention_query(question: Question) -> str:
    """Return what to look for where all articles are asked for that mention something; nothing
    where they are not.
    """
    asks = MENTIONING.search(fold(question.text)) and asks_for_several(question)
    return " ".join(subject_words(question)) if asks else ""


def _by_title(question: Question, articles: Sequence[Article]) -> list[Article]:
    """The articles whose headline the question gives, whole or nearly so."""
    asked = set(bigrams(question.text))
    shares = [(a, _share(set(bigrams(a.title)), asked)) for a in articles if a.titled]
    best = max((share for _, share in shares), default=0.0)
    return [a for a, share in shares if share == best and share >= _TITLE_SHARE]


def _share(title: set[str], asked: set[str]) -> float:
    return len(title & asked) / len(title) if title else 0.0


def _on_subject(question: Question, hits: Sequence[Hit]) -> list[Article]:
    """All articles on what the question names, where it is for several; else the one that the
    search favours among those that hold what it names, and where it is told in other words than
    the article's, the one that is far ahead of all.
    """
    words = subject_words(question)
    if not words:
        return []
    if asks_for_several(question):
        return articles_on(question, hits)
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article.id] = scores.get(hit.article.id, 0.0) + hit.score
    known = {a.id: a for a in articles_of(hits) if _is_on(a, words)}
    if not known:
        return _far_ahead(question, words, hits, scores)
    in_title = {i: sum(w in fold(a.title) for w in words) / len(words) for i, a in known.items()}
    return [known[min(known, key=lambda i: (-scores[i] * (1 + in_title[i]), i))]]


def _far_ahead(
    question: Question, words: Sequence[str], hits: Sequence[Hit], scores: Mapping[str, float]
) -> list[Article]:
    """The article of the best hit where the search favours it far above all others, it names
    the places that the question names, and one of the ``words`` that say what it is about.
    """
    if not hits:
        return []
    best = hits[0].article
    second = max((score for i, score in scores.items() if i != best.id), default=0.0)
    text, places = whole_text(best), places_in(question.content)
    met = [word for word in words if word in text]
    alike = len(met) >= _ALIKE * len(words) and not all(stem(word) in places for word in met)
    ahead = _AHEAD_AND_ALIKE if alike else _AHEAD
    placed = all(name in text for name in places)
    return [best] if placed and met and scores[best.id] >= ahead * second else []


def _is_on(article: Article, words: Sequence[str]) -> bool:
    return share_said(words, whole_text(article)) >= _SUBJECT_SHARE


def _unsigned(articles: Sequence[Article]) -> str | None:
    named = "、".join(f"《{article.title}》" for article in articles[:LISTED])
    return f"{named}没有署名。" if named else None


def titles(articles: Sequence[Article], cited: Citations | None = None) -> Found | None:
    """Name articles and their authors, or ``None`` where there are none."""
    cited = cited or Citations()
    named = [Sentence(name_of(a), (cited.cite_head(a),)) for a in articles[:LISTED]]
    return Found(tuple(named), cited.all()) if named else None


def _named_or_quoted(
    question: Question, articles: Sequence[Article], others: Sequence[Article]
) -> Found | None:
    """Name articles, and how many where that is asked, then ``others`` that may be meant too."""
    cited = Citations()
    told = list(_told(question, articles, cited))
    if told and _COUNTED.search(question.text):
        told.insert(0, Sentence(f"找到 {len(articles)} 篇:", told[0].citations))
    told += _besides(list(_told(question, others, cited)))
    return Found(tuple(told), cited.all()) if told else None


def _besides(told: Sequence[Sentence]) -> list[Sentence]:
    """What is told of articles that may be meant too, behind words that say so."""
    return [Sentence("另外,可能相关的有:", told[0].citations), *told] if told else []


def _told(question: Question, articles: Sequence[Article], cited: Citations) -> Iterator[Sentence]:
    """Name each article; where they are few, quote what one says that lost its headline, or of
    what all are to mention, or each where that is asked.
    """
    words, mentioned = subject_words(question), mention_query(question)
    every = mentioned or OF_EACH.search(question.text)
    for article in articles[:LISTED]:
        yield Sentence(name_of(article), (cited.cite_head(article),))
        if len(articles) <= _QUOTED_OF and (every or not article.titled):
            yield _telling(article, words, cited)


def _telling(article: Article, words: Sequence[str], cited: Citations) -> Sentence:
    """The sentence of an article that says most of ``words``, the first if none says any."""
    places = [(p, *span) for p in article.paragraphs for span in sentences(p.text)]

    def said(place: tuple[Paragraph, int, int]) -> float:
        paragraph, start, end = place
        return share_said(words, fold(paragraph.text[start:end])) if words else 0.0

    paragraph, start, end = max(places, key=said)
    number = cited.cite(article, paragraph.n, start, end)
    return Sentence(paragraph.text[start:end], (number,))


def signed_by(articles: Sequence[Article], others: Sequence[Article] = ()) -> Found:
    """Say who wrote articles, and ``others`` that may be meant too; no sentences where none of
    ``articles`` is signed.
    """
    cited = Citations()
    signed = [_signed(a, cited) for a in articles[:LISTED] if a.authors]
    signed += _besides([_signed(a, cited) for a in others[:LISTED] if a.authors])
    return Found(tuple(signed), cited.all())


def _signed(article: Article, cited: Citations) -> Sentence:
    post = f"({article.affiliation})" if article.affiliation else ""
    text = f"《{article.title}》的作者是{article.author}{post}。"
    return Sentence(text, (cited.cite_byline(article),))


def name_of(article: Article) -> str:
    """Return how an article is named in a list: headline and author."""
    by = f",作者{article.author}" if article.authors else ",未署名"
    return f"《{article.title}》{by}。"
