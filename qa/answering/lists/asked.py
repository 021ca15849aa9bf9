"""How many things a question asks for, and what they are called: 哪四种能力, “六联”是哪六联."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.questions.question import asking_spans
from qa.words import known, tagged
from qa.zh import fold, number

_NUMERAL = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|[1-9]\d|[2-9])"
_CLASSIFIER = (
    r"(?:方面|[个种条项类大点对张句件家位座级层步支批组份名道门款处只块所股轮桩起套片段则间栋幢"
    r"辆艘架枚样剂味招把记])"
)
# Behind these a numeral counts time, money or a measure, or is part of a larger number.
_NOT = r"(?![年月日天岁届号时分秒周万亿百千元倍成次期后%.\d+:、])"
_WHICH = re.compile(rf"哪(?:“(?=[^”]{{3}}))?({_NUMERAL}){_NOT}{_CLASSIFIER}?")
_QUOTED = re.compile(rf"[“「《](({_NUMERAL}){_NOT}[^”」》]{{1,8}})[”」》]")
_BARE = re.compile(
    rf"(?<![第哪几\d一二三四五六七八九十])(({_NUMERAL}){_NOT}({_CLASSIFIER}?)(?:(?!分别|各自|具体)\w){{0,6}}?)"
    r"(?=[^\w”]|具体|到底|究竟|分别|各|都|又|是|指|叫|为|有|包|里|中|的|$)"
)
# What may stand between a name and the words that ask for what it stands for.
_SKIPPED = r"[”」》]?(?:的(?:具体)?内容)?[^,。!?哪什啥的]{0,4}?"
_TOLD = re.compile(
    rf"{_SKIPPED},?(?:分别|各自|各)"
    rf"|{_SKIPPED},?(?:具体|到底|究竟)?都?(?:是|指|叫|为|包括|包含|指的是)(?:些?什么|些?啥|[^,。?]{{0,3}}哪(?:些|几|{_NUMERAL}))"
    rf"|{_SKIPPED}(?:有(?:哪些|什么|啥)(?:内容|方面)?|些什么|些啥)[?。]?$"
)
_SEVERAL = re.compile(rf"(?:哪|有)(?:几{_CLASSIFIER}|些)")
_PARTS = re.compile(
    r"^(?:.*[,的里中])?((?:[^,。、和与及的]{1,8}[、和与及]){2,}[^,。、]{1,8}?)(?:分别|各)"
)
_ONE = re.compile(rf"^[一各每]{_CLASSIFIER}(?=.)")
_OF_PARTS = re.compile(rf"{_NUMERAL}{_CLASSIFIER}?$")
_NOUN_TAGS = ("n", "v", "a", "j", "l", "i")
_PLACE_TAGS = ("ns", "nr", "nt")
_VAGUE = frozenset("方面 内容 话 字 方 家 人 点 条 项 事 事情 大事 词 东西".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be listed.

    ``count`` is how many things, 0 where several are asked for. ``noun`` says what each of them
    is, ``name`` what they are called together, numeral and all; both are empty where nothing
    says so. ``parts`` are the things themselves, where something is asked of each.
    """

    count: int
    noun: str
    name: str = ""
    parts: tuple[str, ...] = ()


def asked_list(text: str) -> Asked | None:
    """Return what a question wants listed, or ``None`` where it is neither one of a number of
    things, nor several things.
    """
    folded = fold(text)
    named = _named(folded)
    if which := _WHICH.search(folded):
        count = number(which.group(1))
        name = _called(named, count)
        return Asked(count, _noun(folded[which.end() :]) or _kind(name), name)
    if parts := _parts(folded):
        return Asked(len(parts), "", _called(named, len(parts)), parts)
    for one in named:
        if _TOLD.match(folded, one.end(1)) or (not asking_spans(folded) and one.end() == len(text)):
            count = number(one.group(2))
            return Asked(count, _kind(one.group(1)), _called(named, count))
    several = _SEVERAL.search(folded)
    noun = _noun(folded[several.end() :]) if several else ""
    return Asked(0, noun if len(noun) > 1 else "") if several else None


def _named(folded: str) -> list[re.Match[str]]:
    """Names that begin with a numeral, in quotation marks or bare. 四川 is a word by itself."""
    bare = (m for m in _BARE.finditer(folded) if known(m.group(1)[:2])[1] not in _PLACE_TAGS)
    found = (m for m in (*_QUOTED.finditer(folded), *bare) if len(m.group(1)) > len(m.group(2)))
    return [m for m in found if _kind(m.group(1)) not in _VAGUE]


def _called(named: Sequence[re.Match[str]], count: int) -> str:
    """The first name with the number ``count``."""
    return next((m.group(1) for m in named if number(m.group(2)) == count), "")


def _parts(folded: str) -> tuple[str, ...]:
    """The things of which each is asked for: 市、县、乡各干什么, 一张单、一张表分别叫什么."""
    found = _PARTS.search(folded)
    parts = re.split("[、和与及]", found.group(1)) if found else []
    cut = (_OF_PARTS.sub("", _ONE.sub("", part)) or part for part in parts)
    return tuple(cut)


def _kind(name: str) -> str:
    """What each thing of a name such as 四个关系 is: 关系."""
    return re.sub(rf"^{_NUMERAL}{_CLASSIFIER}?", "", name)


def _noun(rest: str) -> str:
    """The noun at the beginning of what follows the asking word, unless it could be anything."""
    if quoted := re.match(r"[“「《]([^”」》]+)[”」》]", rest):
        return quoted.group(1)
    words: list[str] = []
    for word, tag in tagged(rest.lstrip("的")):
        if (words and not tag.startswith("n")) or not tag.startswith(_NOUN_TAGS):
            break
        words.append(word)
    noun = "".join(words)
    return "" if noun in _VAGUE else noun
