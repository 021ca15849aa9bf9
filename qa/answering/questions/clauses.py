"""Questions that stand one behind the other: 甲案判了多少年,乙县的某某又查到哪一步了?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.questions.coordination import JOINT
from qa.answering.questions.places import called_in, places_in
from qa.answering.questions.question import content_of
from qa.words import tagged

_CLAUSE = re.compile(r"[^,。;?!]+[,。;?!]*")
_ASKS = re.compile(
    r"什么|啥|谁|哪|多少|几|怎么|怎样|如何|为何|何[时处种人]|受何|咋|是否|多[大高长远久快](?!的)|吗[?]?$"
)
_NOT_ASKED = re.compile(
    r"多少有|[那这后前]几|几乎|几内亚|几何|茶几|[好十]几|几十|几[百千万]|不怎么|没(?:有)?什么|无论|不管|不论|连.*[都也]|"
    r"^(?:[写谈讲说]|介绍)[^,?]*的[^,?的]{2,6},"
)
_NUMBER = re.compile(r"多少|几")
_LEANS = re.compile(r"[他她它]|其中|这[个话事条项]|同一|^(?:最后|然后|之后|后来)")
_NAMED = ("nr", "ns", "nt", "nz", "eng")
_OWN = 6  # characters that a question has at least besides the words that ask
_LEAD = re.compile(
    r"^[^:]{0,20}(?:[两二三几](?:[起件桩篇条则场处]|个(?:数|问题|情况|事|人))|想问|请问|请教|比一[比下]|比较一下|对比|对照)"
    r"[^:]{0,8}:"
)
_LAST = re.compile(
    r"(?<=[?,。])(?:请|两边|谁|哪[个边家])?(?:更|放在一起|比一)?(?:[看比多少大高快]|对[照比]一下)[?。]*$"
)
"""What is asked last of all: that they be compared."""
_AFTER_ASKING = re.compile(r"(多少|几[^,、]?|什么|谁|哪[里儿些])、")
_TELLING = 4  # characters of what stands before the questions and is said of each
_LINKING = 4  # characters that lead from a name to what is asked: 又是, 那边有
_LONGEST = 40
_TOPIC = 14
"""Characters of what the questions may have in common: 网格这一块,甲搭了什么,乙主张什么?"""
_OTHER = re.compile(r"^[^,]{2,10}[又则]")
"""What says that a clause is about another than the one before: 乙又是…"""
_PAIR = re.compile(
    rf"([^,。;?]{{4,{_LONGEST}}}),(?:{JOINT.pattern}|还有)([^,。;?]{{4,{_LONGEST}}}),"
    r"(?:最后|最终|后来|现在|目前|如今)?$"
)


def in_turn(text: str) -> list[str]:
    """Return the questions that stand one behind the other: where each names what it is about, or
    where what comes before them says it and all ask for a number (产量,去年多少,今年又是多少?),
    or all name something and say no more of it (社区,甲县有哪些,乙县又是哪个?).
    The text alone where a later one leans on the one before (甲是谁,什么职务?).
    """
    clauses, asking = asking_clauses(text)
    if len(asking) < 2 or asking[-1] != len(clauses) - 1 or any(map(_LEANS.search, clauses)):
        return [text]
    starts = [0, *(i + 1 for i in asking[:-1])]
    found = ["".join(clauses[a : b + 1]) for a, b in zip(starts, asking, strict=True)]
    bare = all(_only_names(clauses[i]) for i in asking)
    if bare or not _stand_alone(found):
        lead = "".join(clauses[: asking[0]])
        found = [lead + clauses[i] for i in asking]
        whole = len(asking) == len(clauses) - asking[0] and _told(lead) >= _TELLING
        if not (whole and (bare or _count(clauses, asking))):
            return [text]
    elif lead := _topic(clauses[: asking[0]], found):
        found[1:] = [lead + question for question in found[1:]]
    return [question.rstrip(",;") for question in found]


def asking_clauses(text: str) -> tuple[list[str], list[int]]:
    """Return the clauses of a text, less what leads in and what asks to compare, and which ask."""
    clauses = _CLAUSE.findall(_AFTER_ASKING.sub(r"\1,", _LAST.sub("", _LEAD.sub("", text))))
    return clauses, [i for i, clause in enumerate(clauses) if asks(clause)]


def paired(text: str) -> list[str]:
    """Return the two things that a text, up to its last comma, sets side by side in clauses of
    their own: 来画墙的,和来卖荔枝的, (分别是谁); nothing where it does not.
    """
    found = _PAIR.fullmatch(_LEAD.sub("", text))
    return [found[1], found[2]] if found else []


def _topic(before: Sequence[str], questions: Sequence[str]) -> str:
    """What stands before questions and is the topic of all; empty where it is long, or names what
    one of them is about.
    """
    lead = "".join(before)
    named = any(name in question for name in names(lead) for question in questions[1:])
    return "" if named or _told(lead) > _TOPIC else lead


def asks(clause: str) -> bool:
    """Tell whether a folded clause asks something by its words."""
    return bool(_ASKS.search(_NOT_ASKED.sub("", clause)))


def _stand_alone(questions: Sequence[str]) -> bool:
    """Whether each says enough, and names what it is about."""
    others = all(_OTHER.search(question) for question in questions[1:])
    return (others or all(map(names, questions))) and min(map(_told, questions)) >= _OWN


def _told(text: str) -> int:
    """How many characters a text has besides the words that ask."""
    return len(re.findall(r"\w", content_of(text)))


def _count(clauses: Sequence[str], asking: Sequence[int]) -> bool:
    """Whether all that is asked is how many."""
    return all(_NUMBER.search(clauses[i]) for i in asking)


def _only_names(clause: str) -> bool:
    """Whether a clause that asks says nothing besides but a name: 乙县又是哪个."""
    rest = content_of(clause)
    found = names(clause)
    for name in found:
        rest = rest.replace(name, "")
    return bool(found) and len(re.findall(r"\w", rest)) <= _LINKING


def names(question: str) -> set[str]:
    """Return what a text calls by name: people, places, organisations, what is in quotes."""
    proper = {word for word, tag in tagged(question) if tag in _NAMED and len(word) > 1}
    return {*proper, *places_in(question), *called_in(question)}
