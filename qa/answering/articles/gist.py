"""What an article says, in its own words: its subheads, or how its paragraphs open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.answering.articles.about import name_of
from qa.answering.articles.several import OF_EACH
from qa.answering.citing import Citations, Found
from qa.schema import Article, Paragraph, Role, Sentence
from qa.zh import fold, sentences

QUOTED = 5
"""How many sentences are quoted at the most."""

_ARTICLE = r"(?:文章|报道|稿子?|通讯|评论|[这那]一?篇|》)"
_ASKED = re.compile(
    rf"{_ARTICLE}.{{0,6}}?(?:讲|说|写|谈|论述|介绍)(?:了|的|的是)?(?:一?些)?(?:什么|啥|哪些)"
    rf"(?:内容|事情?|问题)?[?]?$|{_ARTICLE}的?(?:主要内容|大意|梗概|主旨|中心思想|主要观点)"
)
_ANOTHER = re.compile(r"[上下续前后]一?篇")
_WHAT = r"(?:什么|啥|哪些)"
_VIEW = r"(?:观点|看法|主张|意见|建议|想法)"
_VIEWS = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,8}?)(?:本人|在文中|的文章里?)?[都又]?(?:是|究竟|到底)?(?:"
    r"(?:怎么|怎样|如何)(?:说|看|讲|谈|写|主张|建议|认为)的?|"
    rf"[有持](?:些|着)?{_WHAT}样?的?{_VIEW}|的(?:主要|核心|基本)?{_VIEW}(?:[有是]{_WHAT})?|"
    rf"(?:主张|建议|认为|提出|强调|说|讲|谈)(?:的是|了|的)?(?:一?些)?{_WHAT})[?。]?"
)
"""What somebody thinks, and no more: 某某怎么看? 某某有哪些主张?"""
_SHORT = 15  # characters; a shorter sentence is hardly what a paragraph is about


def asks_gist(text: str) -> bool:
    """Tell whether a question asks what an article says as a whole."""
    folded = fold(text)
    return bool(_ASKED.search(folded)) and not (_ANOTHER.search(folded) or OF_EACH.search(folded))


def views_asked(text: str, articles: Iterable[Article]) -> list[Article]:
    """Return those of ``articles`` whose author's views a question asks for, on nothing more."""
    asked = _VIEWS.fullmatch(fold(text).replace(" ", ""))
    return [a for a in articles if asked and asked["name"] in map(fold, a.authors)]


def gist(article: Article) -> Found:
    """Return an article's name and what stands for its contents, word for word, in order."""
    cited = Citations()
    head = Sentence(name_of(article), (cited.cite_head(article),))
    quoted = [
        Sentence(p.text[start:end], (cited.cite(article, p.n, start, end),))
        for p, start, end in _openings(article)
    ]
    return Found((head, *quoted), cited.all())


def _openings(article: Article) -> list[tuple[Paragraph, int, int]]:
    """The subheads where there are several, else the first sentences of the first paragraphs."""
    subheads = [(p, 0, len(p.text)) for p in article.paragraphs if p.role is Role.SUBHEAD]
    found = subheads if len(subheads) > 1 else list(_first_sentences(article))
    return found[:QUOTED]


def _first_sentences(article: Article) -> Iterator[tuple[Paragraph, int, int]]:
    for paragraph in article.paragraphs:
        long = [(a, b) for a, b in sentences(paragraph.text) if b - a >= _SHORT]
        if paragraph.role is Role.BODY and long:
            yield paragraph, *long[0]
