"""Words that point back (``他``, ``那里``, ``这个数``), and what they point at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.answering.dialogue import conversation
from qa.answering.dialogue.conversation import Turn
from qa.answering.dialogue.exchange import topic
from qa.words import tagged

_PERSON = re.compile(
    r"[他她](?!们|人|乡|山|国)|[这那]个人|此人|"
    r"[这那该此](?:位|名)?(?:作者|记者|同志|人士|人(?![员们数口才民均大]))"
)
_GROUP = re.compile(r"[他她它]们|[这那]些人(?![员才])")
_PLACE = re.compile(
    r"[那这](?:里|儿|边)|当地|(?<!应)[该这那](?:个|座)?(?:地方|[省市县区镇乡村](?!里|委|[长民]))|该地"
)
_FIGURE = re.compile(r"(?<!应)[这那该](?:个|一|些)?(?:数字?|数据|数量|比例|人数|金额)")
_KINDS = "个|项|种|些|座|家|份|套|款|所|笔|一"
_THING = re.compile(
    rf"(?<!其)它|上述|(?<![应本理])[这那该](?:{_KINDS})?(?!块|方面|[样么时年天会就是次篇则条里儿边])"
    rf"(?=[\u4e00-\u9fff])|^[这那](?:{_KINDS})?(?=是)|(?<![尤极与任])其(?![中次他它实余间一二三])"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEARS_ON = (
    (re.compile(r"^到?了?(?:第二年|次年|翌年|隔年|下一年|转过?年来?)"), 1),
    (re.compile(r"^(?:在|再往前)?(?:前一年|上一年|头一年)"), -1),
)
_NAMES = ("nr", "ns", "nt", "nz")


def resolve(question: str, turns: Sequence[Turn]) -> str:
    """Return ``question`` with what its first pointing word means in the place of that word.

    Empty where it has none, where it names itself what the word points at, or where nothing
    that was spoken of can be meant.
    """
    for pointer, meant in _POINTERS:
        found = pointer.search(question)
        if not found or _names(question[: found.start()]):
            continue
        if named := meant(turns):
            rest = question[found.end() :]
            return question[: found.start()] + named + _without_kind(rest, named)
    return ""


def dated(question: str, turn: Turn) -> str:
    """Return ``question`` with the year that it opens with (第二年, 前一年) by its number, if the
    turn before speaks of one year only.
    """
    years = set(_YEAR.findall(turn.asked)) or set(_YEAR.findall(turn.told))
    for pointer, on in _YEARS_ON:
        if len(years) == 1 and pointer.search(question):
            return pointer.sub(f"{int(*years) + on}年", question)
    return question


def _names(text: str) -> bool:
    quoted = re.search(r"[“”《》]", text)
    return bool(quoted) or any(tag in _NAMES and len(word) > 1 for word, tag in tagged(text))


def _without_kind(rest: str, named: str) -> str:
    """``rest`` but for its first word (``这个计划``) where what is named says that itself."""
    kind = tagged(rest)[0][0] if rest else ""
    return rest.removeprefix(kind) if kind and named.rstrip("”》").endswith(kind) else rest


def _group(turns: Sequence[Turn]) -> str:
    told = conversation.people(turns[-1].told)
    return "、".join(told) if len(told) > 1 else topic(turns[-1].asked)


def _figure(turns: Sequence[Turn]) -> str:
    return topic(turns[-1].asked)


def _thing(turns: Sequence[Turn]) -> str:
    return conversation.thing(turns[-1])


_POINTERS: tuple[tuple[re.Pattern[str], Callable[[Sequence[Turn]], str]], ...] = (
    (_PERSON, conversation.person),
    (_GROUP, _group),
    (_PLACE, conversation.place),
    (_FIGURE, _figure),
    (_THING, _thing),
)
