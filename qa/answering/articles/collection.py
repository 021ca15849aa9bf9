"""Questions about the collection: how many articles, by whom, from which paper, without a name.

They are answered from the catalogue's cards and cited to headline and byline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from qa.answering.articles.about import name_of
from qa.answering.citing import LISTED, Citations, Found
from qa.answering.questions.question import Question
from qa.library.records import Card
from qa.schema import Article, Sentence
from qa.words import cut
from qa.zh import fold, number, runs

_UNSIGNED = re.compile(
    r"(?:没有?|未|无|缺|不带)(?:有)?(?:标注?|注明?|写|具|印|登|列)?(?:上|明)?(?:署(?:作者)?名字?|作者|记者|名字)|匿名|佚名"
)
_AUTHORS = re.compile(
    r"撰稿人|作者名单|(?:哪些|哪几|多少|几)[个位名]?(?:人|作者|记者|同志)|作者.{0,4}(?:有|都|是)?(?:哪些|谁|多少|几)|作者.{0,6}(?:列|名单)|列.{0,6}作者"
)
_PAGE = re.compile(r"第?([0-9一二三四五六七八九十]{1,3})版")
_PRESS = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:报(?![道纸])|社(?!区|会))")
_WHICH_PAPERS = re.compile(
    r"(?:哪|什么|几)[几些一]?[家份种个张]?(?:报纸|报刊|媒体|报社|报(?![道告到名]))"
)
_LENGTH = re.compile(r"[哪那]一?篇[^,。?]{0,6}最[长短]|最[长短]的(?:是哪)?(?:一?篇|文章|报道|稿)")
_WHOLE = re.compile(r"收录|收了|收的|资料|库|这些|这批|全部|文章都")
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_SAID = re.compile(
    r"资料库?|数据库|库|你(?:们|这[里儿]?)?|这[里儿]|[这那]些|里面|里|中|内|收录?|收藏|存|入|文章|报道|稿件|稿子|文|篇目?|"
    r"标题|题目|目录|清单|名单|作者|记者|署名|名字|写|撰|署|标|列|举|给|我|把|出来|出|看|下|有|都|没|未|无|是|的|了|过|"
    r"来自|刊登|刊发|登|发|全部|所有|总|数|人|个|位|名|报纸|日期|版|第|上|于|在|和|及|与|共|一|份|张|各|每|"
    r"显示|告诉|请|想|知道|撰稿人?|数一[遍下]|麻烦|谁"
)  # fmt: skip


class Shelf(Protocol):
    """What is asked of a library here."""

    def cards(self) -> list[Card]:
        """Return what is known of every article apart from its text."""
        ...

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where there is none."""
        ...


def answer_collection(question: Question, shelf: Shelf) -> Found | str | None:
    """Count and name the articles, or their authors, that the question is about.

    Returns why there is nothing to name, in Chinese, where it can be said; ``None`` where the
    question is about what the articles say.
    """
    cards = shelf.cards()
    text = fold(question.text)
    chosen, of = _chosen(text, cards)
    if _subject(question, of):
        return None
    if not chosen:
        return f"资料库收有 {len(cards)} 篇文章,其中没有{of or '这样'}的。"
    if _AUTHORS.search(text) and not _UNSIGNED.search(text):
        return name_authors(chosen, of, shelf)
    return name_articles(chosen, of, shelf)


def _chosen(text: str, cards: Sequence[Card]) -> tuple[list[Card], str]:
    """The cards that the question is about, and what they have in common, as users say it."""
    if _UNSIGNED.search(text):
        return [card for card in cards if not card.authors], "未署名"
    for value in _mentioned(text, (name for card in cards for name in card.authors)):
        return [card for card in cards if value in card.authors], f"{value}署名"
    press = _PRESS.findall(text)
    for value in (*_mentioned(text, (card.paper for card in cards)), *press):
        if found := [card for card in cards if value in fold(card.paper + card.affiliation)]:
            return found, f"《{value}》" if value.endswith("报") else value
    if page := _PAGE.search(text):
        wanted = number(page[1])
        return [card for card in cards if card.page and _number(card.page) == wanted], page[0]
    if date := _DATE.search(text):
        return [card for card in cards if card.date.endswith(_ending(date))], date[0]
    for value in _mentioned(text, (card.source.rsplit(".", 1)[0] for card in cards)):
        return [card for card in cards if card.source.rsplit(".", 1)[0] == value], value
    return list(cards), ""


def _mentioned(text: str, values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value and fold(value) in text]


def _number(page: str) -> int:
    """The number of a page as printed (``07版``, ``第七版``), 0 where it has none."""
    found = re.search(r"\d+|[一二三四五六七八九十]+", page)
    return number(found.group()) if found else 0


def _ending(date: re.Match[str]) -> str:
    year, month, day = date.groups()
    return f"{year + '年' if year else ''}{int(month)}月{int(day)}日"


def _subject(question: Question, of: str) -> list[str]:
    """The words of a question that are left when all that can be asked of a card is taken off."""
    rest = question.content
    for name in (fold(of), *re.split(r"[《》]|署名", fold(of))):
        rest = rest.replace(name, " ") if name else rest
    return said_besides(_DATE.sub(" ", _PAGE.sub(" ", _UNSIGNED.sub(" ", rest))))


def said_besides(content: str) -> list[str]:
    """Return the words of a question that say more than that articles or authors are asked for."""
    return [word for word in cut(_SAID.sub(" ", content)) if runs(word) and len(word) > 1]


def name_articles(cards: Sequence[Card], of: str, shelf: Shelf) -> Found | None:
    """Count and name articles; ``of`` says what they have in common."""
    articles = _known(cards, shelf)
    if not articles:
        return None
    cited = Citations()
    numbers = [cited.cite_head(article) for article in articles]
    lead = f"资料库收有{of}的文章 {len(cards)} 篇" if of else f"资料库收有 {len(cards)} 篇文章"
    opening = Sentence(f"{lead}{_more(len(cards), '篇')}:", tuple(numbers[:1]))
    named = (Sentence(name_of(a), (n,)) for a, n in zip(articles, numbers, strict=True))
    return Found((opening, *named), cited.all())


def name_authors(
    cards: Sequence[Card], of: str, shelf: Shelf, only: Collection[str] = ()
) -> Found | None:
    """Count and name the authors of articles, ``only`` some of them if given."""
    first = {name: card for card in reversed(cards) for name in card.authors}
    names = list(dict.fromkeys(name for card in cards for name in card.authors))
    names = [name for name in names if not only or name in only]
    shown = [(name, shelf.article(first[name].id)) for name in names[:LISTED]]
    cited = Citations()
    told = [
        Sentence(f"{name}{_post(a)}:《{a.title}》。", (cited.cite_byline(a),))
        for name, a in shown
        if a
    ]
    if not told:
        return None
    lead = f"{of}的文章," if of else "文章的署名"
    lead = f"{lead}作者共 {len(names)} 位{_more(len(names), '位')}:"
    return Found((Sentence(lead, told[0].citations), *told), cited.all())


def answer_papers(question: Question, shelf: Shelf) -> Found | str | None:
    """Name the papers that articles are from, as their pages or bylines say, where that is asked
    of the whole collection; say that articles are not compared by length; ``None`` where neither
    is asked.
    """
    text = fold(question.text)
    if _LENGTH.search(text):
        return "资料库没有按篇幅比较文章。"
    if not (_WHICH_PAPERS.search(text) and _WHOLE.search(text)):
        return None
    papers: dict[str, list[Card]] = {}
    for card in shelf.cards():
        if name := _paper_of(card):
            papers.setdefault(name, []).append(card)
    cited, told = Citations(), list[Sentence]()
    for name, cards in papers.items():
        if article := shelf.article(cards[0].id):
            said = f"{name}:{len(cards)} 篇,如《{article.title}》。"
            told.append(Sentence(said, (cited.cite_byline(article),)))
    return Found(tuple(told), cited.all()) if told else "资料没有注明文章来自哪家报纸。"


def _paper_of(card: Card) -> str:
    """The paper that an article's page, or else its byline, names; 本报 names none."""
    named = _PRESS.search(fold(card.affiliation))
    return card.paper or (named[0] if named else "")


def _known(cards: Sequence[Card], shelf: Shelf) -> list[Article]:
    found = (shelf.article(card.id) for card in cards[:LISTED])
    return [article for article in found if article]


def _more(count: int, unit: str) -> str:
    return f",以下是前 {LISTED} {unit}" if count > LISTED else ""


def _post(article: Article) -> str:
    return f"({article.affiliation})" if len(article.authors) == 1 and article.affiliation else ""
