"""Which authors, by what their bylines say of them: where they work, who writes together or often.

They are answered from the catalogue's cards, as questions about the collection are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa.answering.articles.collection import Shelf, name_articles, name_authors, said_besides
from qa.answering.articles.people import shortened
from qa.answering.articles.subject import subject
from qa.answering.citing import Found
from qa.answering.questions.places import short_name
from qa.answering.questions.question import Question
from qa.library.records import Card
from qa.zh import fold, number

_OFFICE = (
    r"(?:书记|[区县市镇乡]长|[部局处院校]长|主任|党校|纪[检委]|监[察委]|大学|高校|院校|学院|师大|教授|研究员|研究中心|博士|硕士|院士|"
    r"编辑|评论员|融媒|日报|宣传部|任职)"
)
_WROTE = r"(?:署名|[写撰]|发表|投过?稿|供稿|发过|刊登)"
_ASKED = re.compile(
    r"(?:作者|记者|撰稿人|通讯员).{0,3}单位|(?:任职|供职|工作|来自|单位).{0,12}(?:作者|记者|谁写|谁的)|"
    r"的(?:作者|记者|通讯员)(?:都|一共|共)?(?:是|有)?(?:哪|谁|多少|几)|"
    r"有(?:谁|哪些人|哪几[位个]).{0,4}写|"
    r"作者[里中]?面?有?(?:谁|哪[些几][位个]?|几[位个]|多少[位个]?)(?:是|在|来自)|"
    rf"作者(?:当中|里面?|中)?有(?:几|多少|哪[些几])[位个名]{_OFFICE}|"
    r"(?:哪|几|有没有|多少).{0,3}篇.{0,6}(?:作者是|是.{1,14}写)|(?:几|多少|哪[些几])[位个名].{2,16}写了?(?:文章|稿)|"
    r"(?:几|哪[些几]|多少)[位个]?作者(?:是|来自|在)|(?:是|由)(?:记者|编辑|通讯员)写|(?:社|报|网|台)(?:的|那|这).{0,8}(?:作者|记者|谁写)|"
    rf"{_OFFICE}[^,。?]{{0,12}}{_WROTE}|(?:{_WROTE}|作者)[^,。?]{{0,14}}{_OFFICE}"
)
_WHICH = re.compile(r"谁|哪|几|有没有|吗|找|列|名[字单]")
_WROTE_IT = re.compile(
    r"(?P<office>[^。?]{2,24}?(?:采?写(?!的?\s*(?:[是?。]|什么|啥|$))|署名|撰|发表|投过?稿|供稿|发过))"
)
_IS_ONE = re.compile(
    r"(?:作者|署名|记者|撰稿人|(?:[写撰]|[供投]稿)[^,。?]{0,4}的人)[^是在?]{0,10}(?:是|在|来自)(?P<office>[^。?]{2,20})"
)
_TOGETHER = re.compile(
    r"([两二三四五六七八九\d])(?:个|位|名)?(?:人|作者|记者|同志)?(?:一起|一同)?"
    r"(?:合写|合著|合作|共同|联合|合?署名|的文章|的稿)|"
    r"(?:署名|作者)(?:是|有|为)?([两二三四五六七八九\d])(?:个|位|名)(?:人|作者)?(?:的|$)|"
    r"有([两二三四五六七八九\d])(?:个|位|名)作者"
)
_TRADE = re.compile(r"(?:是|由)(记者|编辑|通讯员)|(评论员|记者(?=采?写))")
_OR = re.compile(r"或者?|、")
_SCHOLAR = re.compile(r"(?:(党校)|大学|高校|院校)里?的?(?:老师|教师|学者|专家|教员)们?|高校")
_DISCIPLINE = re.compile(r"纪检监察(?:机关|系统|部门)?|纪委监委(?:系统|机关)?|纪检")
_ALSO_CALLED = {"社科院": "社会科学院", "报社": "本报"}
_SHORT = re.compile("|".join(_ALSO_CALLED))
_ASIDE = re.compile(r"\([^()]*\)")
_OFTEN = re.compile(
    r"写了[两二三几多好]+篇|不止一篇|不只一篇|(?:[两二2]篇(?:以上|及以上)|好几篇|多篇)"
)
_WRITER = re.compile(r"作者|记者|谁|哪[位个名]|署名|名字|人")
_PIECE = re.compile(r"[哪几多少两三四]篇|哪一篇|哪些文章|什么文章|(?:标题|题目)[是叫为]")
_POST = re.compile(
    r"有没有|任职|供职|单位|工作|来自|写着|标着|注明|当|通讯员|分别|两|几|各|那|这|谁|稿|合写|发过|"
    r"干部|同志|区县|系统|自家|本身|本人|[他她们]|标题|题目"
)


def answer_bylines(question: Question, shelf: Shelf) -> Found | str | None:
    """Name the authors or articles that a question asks for by their bylines, or say that there
    are none; ``None`` where it does not, or may ask something else.
    """
    text = fold(question.text)
    if _OFTEN.search(text) and _WRITER.search(text):
        cards = shelf.cards()
        counts = Counter(name for card in cards for name in card.authors)
        often = {name for name, count in counts.items() if count > 1}
        chosen = [card for card in cards if often & {*card.authors}]
        found = name_authors(chosen, "同一作者不止一篇", shelf, only=often) if chosen else None
        return found or "没有哪位作者署名不止一篇文章。"
    together = _TOGETHER.search(text)
    if together and not _office(question.content.replace(together[0], " ")):
        wanted = number(next(filter(None, together.groups())))
        chosen = [card for card in shelf.cards() if len(card.authors) == wanted]
        return name_articles(chosen, f"{wanted}人署名", shelf) if chosen else None
    content = _as_bylines_say(question.content)
    asked = _ASKED.search(text) or (_WHICH.search(text) and _tells_office(content))
    return _of_some_office(question, content, shelf) if asked else None


def _tells_office(content: str) -> bool:
    """Whether who writes is all that a question says: 当区长的写了哪几篇, not 谁写过乡村振兴."""
    offices = [found["office"] for p in (_WROTE_IT, _IS_ONE) if (found := p.search(content))]
    every = _office(content) if offices else []
    return bool(every) and any(_office(office) == every for office in offices)


def _as_bylines_say(content: str) -> str:
    """Write offices as bylines do: 纪检监察机关 is 纪委, 社科院 is 社会科学院, 高校老师 is 大学."""
    content = _DISCIPLINE.sub("纪委", shortened(_ASIDE.sub(" ", content)))
    content = _SCHOLAR.sub(lambda found: found[1] or "大学", content)
    return _SHORT.sub(lambda found: _ALSO_CALLED[found[0]], content)


def _of_some_office(question: Question, content: str, shelf: Shelf) -> Found | None:
    """The authors whose byline has every word that ``content`` says besides."""
    offices = [_office(part) for part in _OR.split(content)]
    offices = [words for words in offices if words]
    chosen = [card for card in shelf.cards() if any(_says(card, words) for words in offices)]
    if not chosen:
        return None
    name = name_articles if _PIECE.search(question.text) else name_authors
    written = "或".join("".join(f"“{word}”" for word in words) for words in offices)
    return name(chosen, f"署名写有{written}", shelf)


def _office(asked: str) -> list[str]:
    """The words that a byline must have, by what is asked of the author."""
    words = [short_name(word) for word in said_besides(_POST.sub(" ", subject(asked)))]
    return words + [trade or other for trade, other in _TRADE.findall(asked)]


def _says(card: Card, words: Sequence[str]) -> bool:
    byline = shortened(fold(f"{card.affiliation} {card.paper}"))
    return bool(card.authors) and all(word in byline for word in words)
