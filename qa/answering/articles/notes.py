"""What a credit says of an article besides who wrote it: which research project it comes from.

Such notes (本文系某某项目成果) stand in the head, so they are answered from the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.articles.collection import Shelf, name_articles, name_authors, said_besides
from qa.answering.citing import Citations, Found
from qa.answering.questions.question import Question
from qa.schema import Article, Sentence
from qa.zh import fold

_PROJECT = re.compile(r"项目|课题|基金")
_BESIDES = re.compile(rf"{_PROJECT.pattern}|成果|资助|支持|属于|受")
_OF_ARTICLES = re.compile(r"文章|论文|[这那一几]篇|作者|谁")
_WHICH = re.compile(r"(?:哪|几|多少|有没有).{0,6}(?:文章|论文|篇|作者|人)|谁")
_WRITERS = re.compile(r"作者|谁|[位人]")
_ABOUT = re.compile(
    rf"(?:挂|属于?|受|系|是|出自)[^,。]{{0,8}}(?:什么|啥|哪一?[个项类])[^,。]{{0,10}}(?:{_PROJECT.pattern})"
    rf"|(?:{_PROJECT.pattern})[^,。]{{0,4}}(?:编号|批号|号码?|名称|资助|支持|成果)"
)


def answer_which(question: Question, shelf: Shelf) -> Found | None:
    """Name the articles, or their authors, whose note has every word of the question that does not
    only ask; ``None`` where it asks something else, or none has.
    """
    text = fold(question.text)
    if not (_PROJECT.search(text) and _OF_ARTICLES.search(text) and _WHICH.search(text)):
        return None
    words = said_besides(_BESIDES.sub(" ", question.content))
    if not (words or _ABOUT.search(text)):
        return None
    noted = [card for card in shelf.cards() if _PROJECT.search(card.note)]
    chosen = [card for card in noted if all(word in fold(card.note) for word in words)]
    name = name_authors if _WRITERS.search(text) else name_articles
    said = "".join(f"“{word}”" for word in words or ["项目"])
    return name(chosen, f"注明{said}", shelf) if chosen else None


def asks_note(text: str) -> bool:
    """Tell whether a question asks from which project an article comes."""
    folded = fold(text)
    return bool(_ABOUT.search(folded) and _OF_ARTICLES.search(folded))


def quote_notes(articles: Sequence[Article]) -> Found | None:
    """Say what the credits of articles note, ``None`` where that is no project."""
    cited = Citations()
    told = [
        Sentence(f"《{article.title}》注明:{article.note}。", (cited.cite_head(article),))
        for article in articles
        if _PROJECT.search(article.note)
    ]
    return Found(tuple(told), cited.all()) if told else None
