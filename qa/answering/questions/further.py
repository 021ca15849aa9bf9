"""What a question may ask besides: its second half, its other side. Told more loosely than the
parts of ``compound``, for whoever asks them only adds to an answer.
"""

from __future__ import annotations

import re

from qa.answering.questions.clauses import asking_clauses, names
from qa.answering.questions.compound import EACH
from qa.answering.questions.coordination import JOINT
from qa.words import tagged

_PRONOUN = re.compile(r"[他她它]们?")
_ANOTHER = re.compile(r"^[^?]{0,24}[又则]|^那")
"""What says that a clause is about another matter than the one before: 头一个活动上,又有多少人…"""

_OF_EACH = re.compile(
    rf"{EACH.pattern}|[哪谁].{{0,4}}(?:更|多|少|高|低|早|晚)|一个.{{1,12}}一个|"
    r"有(?:什么|啥|何|哪些)?(?:不一样|不同|区别|差别|差异)|都.{0,8}(?:什么|哪|怎|多少|几)"
)
_EACH = re.compile(r"分别|各自|各")
_CLAUSE = re.compile(r"[^,。;?!]+")
_LEAST = 2  # characters of a side


def further_parts(text: str) -> list[str]:
    """Return what each half or side of a question asks; nothing where it has one alone."""
    return _second_halves(text) or _sides(text)


def _second_halves(text: str) -> list[str]:
    """The clauses that ask, each with the name that it leans on: 甲何时登陆?因为它,乙做了什么?"""
    clauses, asking = asking_clauses(text)
    if len(asking) < 2:
        return []
    starts = [0, *(i + 1 for i in asking[:-1])]
    first, *later = ("".join(clauses[a : b + 1]) for a, b in zip(starts, asking, strict=True))
    known = sorted(names(first), key=lambda name: (first.find(name), -len(name)))
    found = [_leaned(clause, known) for clause in later if names(clause) or _ANOTHER.search(clause)]
    return [half.rstrip(",;") for half in (first, *found)] if found else []


def _leaned(clause: str, known: list[str]) -> str:
    """A clause with what it is about, where that was named before."""
    if not known:
        return clause
    if _PRONOUN.search(clause):
        return _PRONOUN.sub(known[0], clause, count=1)
    own = names(clause) and tagged(clause)[0][1][0] not in "pvd"
    return clause if own else f"{known[0]},{clause}"


def _sides(text: str) -> list[str]:
    """What is asked of each of two that a clause sets side by side."""
    each = _OF_EACH.search(text)
    before = [c for c in _CLAUSE.finditer(text) if each and c.start() <= each.start()]
    for clause in reversed(before):
        for start, end in reversed(_joints(clause[0])):
            one, other = clause[0][:start], clause[0][end:]
            asked = _OF_EACH.search(other)
            said = other[asked.start() :] if asked else ""
            other = other.removesuffix(said)
            if min(len(one), len(other)) >= _LEAST:
                rest = _EACH.sub("", said + text[clause.end() :])
                return [f"{text[: clause.start()]}{side}{rest}" for side in (one, other)]
    return []


def _joints(text: str) -> list[tuple[int, int]]:
    """Where a text joins two things: the joints that are words of their own."""
    ends, at = {0}, 0
    for word, _ in tagged(text):
        at += len(word)
        ends.add(at)
    return [joint.span() for joint in JOINT.finditer(text) if {*joint.span()} <= ends]
