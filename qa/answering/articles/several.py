"""Questions for all articles on a subject: 哪些报道讲到台风? 有没有关于养老的文章?

What such a question is about is looked up by itself: words that talk of articles would find those
that talk of articles. All are named that the search favours nearly as much as the first and that
have some words of the subject (``eval.subjects``: how many of them are right, and are all).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.articles.subject import are_unsaid, phrases, share_said, subject_words
from qa.answering.piece import articles_of, whole_text
from qa.answering.questions.places import held_by, stem
from qa.answering.questions.question import Question
from qa.schema import Article, Hit
from qa.zh import fold

NEARLY = 0.6
"""Share of the first article's score."""

_ALIKE, _ON_IT = 0.25, 0.4
"""Share of the subject's words that each must have, and the one that has most of them."""

_PIECE = (
    r"(?:文章|报道|稿件|稿子|稿|访谈|专访|通讯(?!员)|篇(?!论文)|(?<=的)材料|新闻(?!发布|中心|[办媒网业人]|工作|出版|记者|联播)|"
    r"消息(?!称|人士|说|传)|动态)"
)
_HAVE = r"(?:有|收录?了?|登了?|找得?到)"
_WHICH = r"(?:哪些|哪几[篇条个]?|几[篇条]|多少[篇条]|什么|啥)"
_ASKED = re.compile(
    rf"(?:哪几|哪些|[几两三]|多少|凡是|所有)[^,。?里]{{0,8}}{_PIECE}|"
    rf"{_PIECE}[,，]?(?:都|一共|总共|共|帮我|给我|麻烦)*(?:(?:{_HAVE}|是)?(?:哪些|哪?几[篇条])|"
    r"(?:能|可以)?找[得出]?到?(?:哪些|几篇|哪几篇)|有(?:啥|什么)[?。,]?(?=给|列|$)|"
    rf"有?吗|没有?[?]?$|么|有没有|有无|(?:都)?找出来|找一?找|拉|列|汇总|清单|单子|一览)|"
    rf"有(?:些)?(?:什么|啥){_PIECE}[?。]?$|"
    rf"{_PIECE}[^?。的]{{0,8}}(?:找得[到着]|查得到|收录?了|登了)(?:吗|么|没有?)|"
    rf"{_PIECE}[^。?的]{{0,6}}?(?:都|一共|总共)*{_HAVE}(?:些)?{_WHICH}(?=[?。,]|$)|"
    rf"(?:有没有|有无|可有)[^?,]{{2,24}}{_PIECE}|有[^?,]{{2,24}}{_PIECE}(?:吗|没|么)|"
    rf"(?:把|找一?[下找]|统计一?下|汇总|列[一出]?[下列]?)[^?。]{{2,24}}的{_PIECE}|"
    rf"的那[一几]?[组些批]{_PIECE}|在(?:哪些|哪几){_PIECE}|(?:收|登)了(?:些)?(?:什么|啥|哪些)[?]?$|"
    r"谁(?:都)?(?:写过|的文章)|(?:哪些|哪几[位个])(?:人|作者|记者|同志|专家|老师|领导).{0,8}写|"
    r"哪几[处里](?:都)?(?:谈|提|讲|说|写)[到及了过]|"
    r"(?:资料库|库里|收录的|材料里)[^,。?]{0,4}(?:找得?到|查得?到|有|收了)(?:些)?(?:哪些|什么|啥)[?。]?$|"
    r"作者(?:都|请)?(?:列全|有谁|有哪)|上过报|(?:报上|报纸上).{0,8}(?:哪些|什么)|各篇"
)
_ONE = re.compile(r"(?:[那这]一?|(?<![哪每])一)[篇条](?!条).*(?:标题|题目|作者|记者|谁)")
"""What tells of one article, whose headline or author is wanted."""

_COMPOUND = 4
"""Characters of a subject that is looked for as a whole: 国家安全 is more than 国家 and 安全."""

_OPENING = 200
"""In how many characters at its beginning a report says where it is from."""

MENTIONING = re.compile(r"提到|提及|谈到|谈及|涉及|说到|写到|讲到|点到|出现|沾边|字样|含有?“")
"""What asks for articles that say a thing, be they on it or not."""


OF_EACH = re.compile(r"(?:各自?|分别|都)(?:主要)?(?:讲|说|写|谈|介绍)")
"""What asks what each of several articles says."""


def asks_for_several(question: Question) -> bool:
    """Tell whether a question is for all articles on something."""
    text = fold(question.text)
    return bool(_ASKED.search(text) and not _ONE.search(text) and subject_words(question))


def looked_up(question: Question) -> str:
    """Return what to search for: the subject alone where all articles on it are asked for; where
    that is a province or prefecture, the places that it holds too.
    """
    words = subject_words(question) if asks_for_several(question) else []
    held = (place for word in words for place in sorted(held_by(stem(word))))
    return " ".join([*words, *(held if _are_regions(words) else ())]) or question.plain


def articles_on(question: Question, hits: Sequence[Hit], nearly: float = NEARLY) -> list[Article]:
    """Return the articles on the subject of a question, those first that the search favours, and
    only those that have it as a whole if there are any; of things mentioned those that have them
    letter for letter, failing that every word of them, or one of several things; of a province
    those that say at their beginning that they are from there.
    ``nearly`` is the least share of the first one's score.
    """
    words, said = subject_words(question), phrases(question)
    articles = articles_of(hits)
    texts = {a.id: whole_text(a) for a in articles}
    if MENTIONING.search(fold(question.text)):
        exact = [a for a in articles if all(phrase in texts[a.id] for phrase in said)]
        every = exact or [a for a in articles if share_said(words, texts[a.id]) == 1.0]
        return every or [a for a in articles if _has_any(said, texts[a.id])]
    if _are_regions(words) and (local := [a for a in articles if _opens_in(words, a)]):
        return local
    near = _near(words, hits, nearly)
    if all(share_said(words, texts[a.id]) < _ON_IT for a in near):
        return []
    whole = [phrase for phrase in said if len(phrase) >= _COMPOUND]
    return [a for a in near if any(phrase in texts[a.id] for phrase in whole)] or near


def unsaid(question: Question, hits: Sequence[Hit]) -> str:
    """Return what no article on a question's subject says that the subject is told by; empty where
    one says some of it, or articles on a subject are not what is asked for.
    """
    said = phrases(question) if asks_for_several(question) else []
    near = _near(subject_words(question), hits, NEARLY) if said else []
    lacking = bool(near) and are_unsaid(said, [whole_text(article) for article in near])
    return "、".join(f"“{phrase}”" for phrase in said) if lacking else ""


def likely_on(
    question: Question, hits: Sequence[Hit], named: Sequence[Article], nearly: float = NEARLY
) -> list[Article]:
    """Return the articles besides those ``named`` that may be on the subject of a question: the
    search favours them nearly as much, and they have some of its words. What is mentioned is told
    to the letter, and nothing besides may be meant.
    """
    if MENTIONING.search(fold(question.text)):
        return []
    known = {article.id for article in named}
    return [a for a in _near(subject_words(question), hits, nearly) if a.id not in known]


def _near(words: Sequence[str], hits: Sequence[Hit], nearly: float) -> list[Article]:
    """The articles whose score is near the best one's and that have some of the words."""
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.article.id] = max(scores.get(hit.article.id, 0.0), hit.score)
    least = nearly * max(scores.values(), default=0.0)
    return [
        a
        for a in articles_of(hits)
        if scores[a.id] >= least and share_said(words, whole_text(a)) >= _ALIKE
    ]


def _has_any(said: Sequence[str], text: str) -> bool:
    """Whether a text has one of several phrases; of one alone it lacks some word."""
    return len(said) > 1 and any(phrase in text for phrase in said)


def _are_regions(words: Sequence[str]) -> bool:
    """Whether words name nothing but provinces and prefectures."""
    return bool(words) and all(held_by(stem(word)) for word in words)


def _opens_in(regions: Sequence[str], article: Article) -> bool:
    """Whether an article says in its headline or at its beginning that it is of one of these
    regions: not in its byline, which tells where its author is from.
    """
    opening = "".join(paragraph.text for paragraph in article.paragraphs)[:_OPENING]
    return share_said(regions, fold(f"{article.title} {opening}")) > 0
