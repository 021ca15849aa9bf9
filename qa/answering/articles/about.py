"""Questions about the articles themselves: who wrote what, who the author is.

They are answered from the catalogue and cited to headline and byline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from qa.answering.articles.people import answer_who, asks_holder
from qa.answering.articles.posts import answer_post, posts_of, without_job
from qa.answering.citing import LISTED, Citations, Found
from qa.answering.piece import articles_of, whole_text
from qa.answering.questions.places import places_in, stem
from qa.answering.questions.question import Kind, Question
from qa.schema import Article, Hit, Sentence
from qa.words import cut
from qa.zh import bigrams, fold, runs, sentences

_TITLE_SHARE = 0.6  # share of a headline's bigrams that a question must hold to mean it
_SUBJECT_SHARE = 0.75  # share of a question's words that an article must hold to be on them
_AHEAD = 2.0  # times the score of the second article
_AHEAD_AND_ALIKE = 1.5  # the same where the article has some of a question's words besides places
_ALIKE = 0.33  # share of a question's words
_NEARLY = 0.6  # share of the first article's score
_SEVERAL = re.compile(r"哪些|哪几|都有|[几两三四五六七八九十\d]篇|多少篇")
_MENTIONING = re.compile(r"提到|提及|谈到|谈及|涉及|说到|写到|讲到")
_COUNTED = re.compile(r"(?:几|多少)篇")
_QUOTED = re.compile(r"《[^《》]+》")
_OF_WORK = re.compile(
    r"论文.{0,8}作者|第一作者|通讯作者|挂第[一二]|谁(?:写|著|编|译)的?《|"
    r"《[^《》]+》(?:一书|这[本部]书)?(?:的?(?:作者|著者|编者|译者)|是?由?(?:谁|哪[位个]\w{0,3})(?:写|著|编|译))"
)
"""Whose a paper or a book is that an article tells of."""
_MAKER = re.compile(r"谁|哪位|何人|手笔|作者(?!提|说|认为|指出|建议|写|举)")
_WRITING = re.compile(r"写|撰|作者|记者")
_TALK = re.compile(
    r"关于|有关|涉及|[谈提]及|方面|专门?|主题|谈到?|讲|写|撰|论述|讨论|说|介绍|提到?|文章|报道|稿[子件]|评论|新闻|消息|通讯|那一?[篇条]|这一?[篇条]|"
    r"报上|报纸上|署|供|叫|名字|姓名|大名|里面|里边|库里|当中|作者|记者|标题|题目|手笔|出自|执笔|人|"
    r"这件事|登[了载]?|几乎|差不多|一模一样|一样|"
    r"名单|过|报纸|刊[登发载]|发表|见报|日期|[这那] ?几? ?版里?|版面|"
    r"[几一两二三四五六七八九十\d]+篇|几[号月]|多少篇|时评|社论|文"
)


def answer_about(question: Question, hits: Sequence[Hit]) -> Found | str | None:
    """Answer a question about articles, or say why they do not tell; ``None`` where it is not one
    that can be answered.
    """
    articles = articles_of(hits)
    named = _by_author(question, articles)
    if told := answer_post(question, named, hits):
        return told
    if question.kind is Kind.TITLE:
        return _named_or_opened(question, named or _on_subject(question, hits))
    titled = _by_title(question, articles)
    if not titled and _OF_WORK.search(fold(question.text)):
        return None
    if question.kind is Kind.AUTHOR or (
        titled and _QUOTED.search(question.text) and _MAKER.search(question.text)
    ):
        meant = titled or named or _on_subject(question, hits)
        return _authors(meant) or _unsigned(meant)
    if question.kind is Kind.POST and _WRITING.search(question.text):
        subject = replace(question, content=without_job(question.content))
        return posts_of(titled or _on_subject(subject, hits)) or posts_of(named)
    return answer_who(question, hits) if asks_holder(question) else None


def articles_meant(question: Question, hits: Sequence[Hit]) -> list[Article]:
    """Return the articles that a question speaks of: by headline, by author, or by subject."""
    articles = articles_of(hits)
    return (
        _by_title(question, articles)
        or _by_author(question, articles)
        or _on_subject(question, hits)
    )


def _by_author(question: Question, articles: Sequence[Article]) -> list[Article]:
    return [a for a in articles if any(fold(name) in question.content for name in a.authors)]


def mention_query(question: Question) -> str:
    """Return what to look for where all articles are asked for that mention something; nothing
    where they are not.
    """
    asks = _MENTIONING.search(question.text) and _SEVERAL.search(question.text)
    about = question.kind in (Kind.TITLE, Kind.COLLECTION)
    return " ".join(_subject_words(question)) if asks and about else ""


def _subject(question: Question) -> str:
    """What is left of a question without the words that talk of articles. No word is broken for
    the sake of a character within it: 人工智能 is no 工智能.
    """
    content = question.content
    ends = {0, *accumulate(map(len, cut(content)))}
    return _TALK.sub(lambda m: " " if len(m[0]) > 1 or {*m.span()} <= ends else m[0], content)


def _subject_words(question: Question) -> list[str]:
    cut_up = (word.strip() for word in cut(_subject(question)))
    return [word for word in dict.fromkeys(cut_up) if _says(word)]


def _says(word: str) -> bool:
    return bool(runs(word)) and len(word) > 1


def _by_title(question: Question, articles: Sequence[Article]) -> list[Article]:
    """The articles whose headline the question gives, whole or nearly so."""
    asked = set(bigrams(question.text))
    shares = [(a, _share(set(bigrams(a.title)), asked)) for a in articles if a.titled]
    best = max((share for _, share in shares), default=0.0)
    return [a for a, share in shares if share == best and share >= _TITLE_SHARE]


def _share(title: set[str], asked: set[str]) -> float:
    return len(title & asked) / len(title) if title else 0.0


def _on_subject(question: Question, hits: Sequence[Hit]) -> list[Article]:
    """The article that the search favours among those that hold what the question names; where
    it is told in other words than the article's, the one that is far ahead of all.

    Where the question asks for several: all that have it in their headline, failing that in one
    paragraph, failing that those that the search favours nearly as much as the first.
    """
    words = _subject_words(question)
    if not words:
        return []
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article.id] = scores.get(hit.article.id, 0.0) + hit.score
    known = {a.id: a for a in articles_of(hits) if _is_on(a, words)}
    if not known:
        return _far_ahead(question, words, hits, scores)
    in_title = {i: sum(w in fold(a.title) for w in words) / len(words) for i, a in known.items()}
    order = sorted(known, key=lambda i: (-scores[i] * (1 + in_title[i]), i))
    if not _SEVERAL.search(question.text):
        return [known[order[0]]]
    exact = _to_the_letter(question, known, order)
    if _MENTIONING.search(question.text):
        return [known[i] for i in exact or order if _is_on(known[i], words, share=1.0)]
    order = exact or order
    return (
        [known[i] for i in order if in_title[i] >= _SUBJECT_SHARE]
        or [known[i] for i in order if _in_one_paragraph(known[i], words)]
        or [known[i] for i in order if scores[i] >= _NEARLY * scores[order[0]]]
    )


def _to_the_letter(
    question: Question, known: Mapping[str, Article], order: Sequence[str]
) -> list[str]:
    """Those of the articles that have what a question says letter for letter: 数字重庆, and not
    数字 and 重庆 somewhere.
    """
    said = ["".join(words) for named, words in groupby(cut(_subject(question)), _says) if named]
    texts = {i: whole_text(known[i]) for i in order}
    return [i for i in order if all(phrase in texts[i] for phrase in said)]


def _far_ahead(
    question: Question, words: Sequence[str], hits: Sequence[Hit], scores: Mapping[str, float]
) -> list[Article]:
    """The article of the best hit where the search favours it far above all others, it names
    the places that the question names, and one of the ``words`` that say what it is about.
    """
    if not hits or _SEVERAL.search(question.text):
        return []
    best = hits[0].article
    second = max((score for i, score in scores.items() if i != best.id), default=0.0)
    text, places = whole_text(best), places_in(question.content)
    met = [word for word in words if word in text]
    alike = len(met) >= _ALIKE * len(words) and not all(stem(word) in places for word in met)
    ahead = _AHEAD_AND_ALIKE if alike else _AHEAD
    placed = all(name in text for name in places)
    return [best] if placed and met and scores[best.id] >= ahead * second else []


def _in_one_paragraph(article: Article, words: Sequence[str]) -> bool:
    return any(all(word in fold(p.text) for word in words) for p in article.paragraphs)


def _is_on(article: Article, words: Sequence[str], share: float = _SUBJECT_SHARE) -> bool:
    text = whole_text(article)
    return sum(word in text for word in words) >= share * len(words)


def _unsigned(articles: Sequence[Article]) -> str | None:
    named = "、".join(f"《{article.title}》" for article in articles[:LISTED])
    return f"{named}没有署名。" if named else None


def titles(articles: Sequence[Article], cited: Citations | None = None) -> Found | None:
    """Name articles and their authors, or ``None`` where there are none."""
    cited = cited or Citations()
    named = [Sentence(name_of(a), (cited.cite_head(a),)) for a in articles[:LISTED]]
    return Found(tuple(named), cited.all()) if named else None


def _named_or_opened(question: Question, articles: Sequence[Article]) -> Found | None:
    """Name articles, and say how many where that is asked; of one alone that has lost its
    headline, quote how it begins besides.
    """
    cited = Citations()
    found = titles(articles, cited)
    if found and _COUNTED.search(question.text):
        total = Sentence(f"找到 {len(articles)} 篇:", found.sentences[0].citations)
        return Found((total, *found.sentences), found.citations)
    if found is None or len(articles) > 1 or articles[0].titled:
        return found
    (article,) = articles
    first = article.paragraphs[0]
    start, end = sentences(first.text)[0]
    opening = Sentence(first.text[start:end], (cited.cite(article, first.n, start, end),))
    return Found((*found.sentences, opening), cited.all())


def _authors(articles: Sequence[Article]) -> Found | None:
    cited = Citations()
    signed = []
    for a in articles[:LISTED]:
        if a.authors:
            post = f"({a.affiliation})" if a.affiliation else ""
            text = f"《{a.title}》的作者是{a.author}{post}。"
            signed.append(Sentence(text, (cited.cite_byline(a),)))
    return Found(tuple(signed), cited.all()) if signed else None


def name_of(article: Article) -> str:
    """Return how an article is named in a list: headline and author."""
    by = f",作者{article.author}" if article.authors else ",未署名"
    return f"《{article.title}》{by}。"
