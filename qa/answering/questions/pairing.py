"""Two things and what is asked of each: 甲和乙,一个管什么,一个修什么? 甲和乙的重点有什么不一样?"""

from __future__ import annotations

import re

from qa.answering.questions.clauses import asks
from qa.answering.questions.halves import side_by_side

_ONE_AND_OTHER = re.compile(
    r"^(?P<named>[^?。]{4,40}?)(?:这?两[个位家所名](?P<kind>[^,。?]{0,4}))?(?:,[^,?]{2,16})?"
    r"[,:]一[个位家所](?P<one>[^,?]{3,20})[,;、](?:另)?一[个位家所](?P<other>[^,?]{3,20})[?。]?$"
)
_DIFFERENCE = re.compile(
    r"有(?:什么|啥|何|哪些)?(?:不一样|不同|区别|差别|差异)(?:的地方|之处)?(?:吗|呢)?[?。]?$"
)
_ALL = re.compile(r",都(?=(?:是)?(?:怎么|怎样|如何|[\u4e00-\u9fff]{1,2}了?什么))")
_BOTH = re.compile(r"(?:两[边者地人家篇]|双方|二者|[他她它]们)的?(?=[^,]*各)")
_PEOPLE = ("者", "人", "委员", "代表", "老师")


def one_and_other(text: str) -> list[str]:
    """Return the questions of 甲和乙,一个…,一个…; nothing where that is not how it is asked."""
    found = _ONE_AND_OTHER.match(text)
    if found is None or not (asks(found["one"]) and asks(found["other"])):
        return []
    named = side_by_side(found["named"])
    if named is None or len(named[2]) != 2 or named[1] != len(found["named"]):
        return []
    lead, kind = found["named"][: named[0]], found["kind"] or ""
    ending = "" if kind.endswith(_PEOPLE) else kind
    pairs = zip(named[2], (found["one"], found["other"]), strict=True)
    return [f"{lead}{item.removesuffix(ending)}{ending}{asked}?" for item, asked in pairs]


def as_each(text: str) -> str:
    """Return a question with what asks for a difference, or for what both do, put as asking for
    each: 甲和乙的重点有什么不一样? is 甲和乙的重点各是什么?
    """
    text = _ALL.sub(",各", text)
    told = _DIFFERENCE.sub("各是什么?", text)
    return text if told == text else _BOTH.sub("", told)
