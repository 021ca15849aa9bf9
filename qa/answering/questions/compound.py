"""Several questions in one: 甲县和乙县的县长各是谁? They are answered one by one, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answering.citing import Numbering
from qa.answering.questions.clauses import in_turn, paired
from qa.answering.questions.comparison import WHICH, compared
from qa.answering.questions.coordination import JOINT, Named, coordination, people
from qa.answering.questions.halves import CLASSIFIERS, halves
from qa.answering.questions.pairing import as_each, one_and_other
from qa.answering.questions.question import Kind, Question
from qa.schema import Answer, Sentence

MOST = 4
"""How many parts a question is taken apart into."""

EACH = re.compile(r"分别|各自|各(?![种类级项地方位界国省市区县镇乡村族式样部个家条处自])")
"""What says that an answer is wanted for each of several things."""

_COMPARED = re.compile(r"比|[哪谁].{0,4}(?:更|最|多|少|高|低|早|晚)|差")
_COUNTED = re.compile(
    rf"^,?[这那]?[两二三四五六七几\d](?:[位{CLASSIFIERS}]|者)[\u4e00-\u9fff]{{0,3}}(?=,|$)"
)
_REPEATED = re.compile(
    r"([给向对为在从到])([^,。给向对为在从到]{2,10}?(?:[和与跟及、]|以及))\1(?=[^,。])"
)
_ONE_BY_ONE = re.compile(r"一个[^,、一]{2,10}[,、]?一个[^,、一]{2,10},(?=各|分别)")
_TOGETHER = re.compile(r"^[都均也]")
_OPENING = re.compile(r"((?:[^,、。和与跟及的]{2,16}、)+[^,、。和与跟及的都均]{2,16}),")
_QUALIFIED = re.compile(
    rf"([^,。;?]{{2,20}}的[^,。;?的]{{2,12}})(?:{JOINT.pattern})"
    r"([^,。;?]{2,20}的[^,。;?的都均]{2,12})(?=[都均,]|$)"
)
_END = re.compile(r"(?<=[?。;!])")


def parts_of(text: str) -> list[str]:
    """Return the questions that a question puts in one; itself alone if it is one.

    Those that stand one behind the other; else only where it says 分别 or 各, or compares: that
    whoever asks wants an answer for each.
    """
    if pair := one_and_other(text):
        return pair
    if len(several := in_turn(text)) > 1:
        return several[:MOST]
    once = _ONE_BY_ONE.sub("", _REPEATED.sub(r"\1\2", as_each(text)))
    each = EACH.search(once)
    clause = _END.split(once[each.start() :], 1)[0] if each else ""
    before = once[: each.start()] if each else once
    if each is None or _COMPARED.search(clause) or WHICH.search(before):
        return compared(once)[:MOST] or [text]
    found = (
        people(before)
        or _enumerated(before)
        or _qualified(before)
        or halves(before)
        or coordination(before)
    )
    if found is None:
        return [text]
    start, end, items = found
    between = _TOGETHER.sub("", _COUNTED.sub("", before[end:]))
    rest = between + re.sub(r"^(?:分别|各自|各)", "", clause)
    return [f"{once[:start]}{item}{rest}" for item in items[:MOST]]


def _enumerated(text: str) -> Named | None:
    """What a text opens with where those are clauses of their own: 甲商会、乙协会、丙学会,会长…"""
    row = _OPENING.match(text)
    if row:
        return 0, row.end(), JOINT.split(row[1])
    pair = paired(text)
    return (0, len(text), pair) if pair else None


def _qualified(text: str) -> Named | None:
    """The two that a text opens with and that are told apart by what is said of each:
    打人的甲和逃跑的乙.
    """
    pair = _QUALIFIED.match(text)
    return (0, pair.end(), [pair[1], pair[2]]) if pair else None


def asks_for_each(text: str) -> bool:
    """Tell whether a question says that an answer is wanted for each of several things."""
    return bool(EACH.search(text))


def joined(question: Question, answers: Sequence[Answer]) -> Answer:
    """Return the answers to the parts of a question as one: what was found, part by part."""
    found = [answer for answer in answers if not answer.refused]
    if not found:
        return replace(answers[0], question=question.asked, understood_as=question.understood)
    numbers = Numbering()
    sentences = [
        replace(s, citations=tuple(numbers.of(answer.citations[n - 1]) for n in s.citations))
        for answer in found
        for s in answer.sentences
    ]
    missed = "".join(f"“{a.understood_as}”没有找到答案。" for a in answers if a.refused)
    return replace(
        found[0],
        question=question.asked,
        understood_as=question.understood,
        kind=str(Kind.LIST),
        sentences=_once(sentences),
        citations=numbers.all(),
        fallback="".join([*dict.fromkeys(a.fallback for a in found), missed]),
        searched=tuple(dict.fromkeys(name for a in answers for name in a.searched)),
    )


def _once(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences without those said before; where another part of one answers, none is marked."""
    kept: dict[tuple[str, tuple[int, ...]], Sentence] = {}
    for sentence in sentences:
        said = kept.setdefault((sentence.text, sentence.citations), sentence)
        if (said.start, said.end) != (sentence.start, sentence.end):
            kept[said.text, said.citations] = replace(said, start=0, end=0)
    return tuple(kept.values())
