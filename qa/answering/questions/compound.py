"""Several questions in one: 甲县和乙县的县长各是谁? They are answered one by one, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answering.citing import Numbering
from qa.answering.questions.places import is_place
from qa.answering.questions.question import Kind, Question
from qa.corpus.names import is_name
from qa.schema import Answer, Sentence
from qa.words import tagged

MOST = 4
"""How many parts a question is taken apart into."""

_EACH = re.compile(r"分别|各自|各(?![种类级项地方位界国省市区县镇乡村族式样部个家条处自])")
_AND = re.compile(r"[和与跟及]|以及")
_COMPARED = re.compile(r"比|[哪谁].{0,4}(?:更|最|多|少|高|低|早|晚)|差")
_COUNTED = re.compile(r"^这?[两二三四五六七几\d](?:[位个名家所种类项]|者|地)[\u4e00-\u9fff]{0,3}$")
_REPEATED = re.compile(
    r"([给向对为在从到])([^,。给向对为在从到]{2,10}?(?:[和与跟及、]|以及))\1(?=[^,。])"
)
_TOGETHER = re.compile(r"^[都均也]")
_OPENING = re.compile(r"((?:[^,、。和与跟及的]{2,16}、)+[^,、。和与跟及的]{2,16}),")
_END = re.compile(r"(?<=[?。;!])")
_NOMINAL = ("n", "j", "b", "s", "eng", "l", "m", "q", "k", "x")
_ENDS = re.compile(r"[,。;!?:\s的在把对据]$")
_LONGEST = 16  # characters of what is named

_JOINT = re.compile(r"、|以及|[和与跟及]")
_ROW = re.compile(
    r"(?:^|[,;:\s])((?:[\u4e00-\u9fff]{2,4}(?:、|以及|[和与跟及]))+[\u4e00-\u9fff]{2,4})$"
)

Named = tuple[int, int, list[str]]
"""Where things are named side by side: offsets of the whole, and the names."""

Token = tuple[str, str, int]
"""A word with its tag and its offset."""


def parts_of(text: str) -> list[str]:
    """Return the questions that a question puts in one; itself alone if it is one.

    Only where it says 分别 or 各: that whoever asks wants an answer for each.
    """
    once = _REPEATED.sub(r"\1\2", text)
    each = _EACH.search(once)
    clause = _END.split(once[each.start() :], 1)[0] if each else ""
    if each is None or _COMPARED.search(clause):
        return [text]
    before = once[: each.start()]
    found = _people(before) or _enumerated(before) or _coordination(before)
    if found is None:
        return [text]
    start, end, items = found
    between = _TOGETHER.sub("", _COUNTED.sub("", before[end:]))
    rest = between + re.sub(r"^(?:分别|各自|各)", "", clause)
    return [f"{once[:start]}{item}{rest}" for item in items[:MOST]]


def _people(text: str) -> Named | None:
    """The people whom a text ends in, whose names a dictionary may cut: 刘/平和/杨新民."""
    row = _ROW.search(text)
    items = _JOINT.split(row[1]) if row else []
    return (row.start(1), row.end(1), items) if row and all(map(is_name, items)) else None


def _enumerated(text: str) -> Named | None:
    """What a text opens with where that is a clause of its own: 甲商会、乙协会、丙学会,会长…"""
    row = _OPENING.match(text)
    return (0, row.end(), _JOINT.split(row[1])) if row else None


def _coordination(text: str) -> Named | None:
    """Where several things are named side by side (甲、乙和丙), and what they are."""
    tokens = _placed(text)
    joints = [i for i, (word, _, _) in enumerate(tokens) if _AND.fullmatch(word)]
    joints = joints or [i for i, (word, _, _) in enumerate(tokens) if word == "、"]
    if not joints or joints[-1] in (0, len(tokens) - 1):
        return None
    joint = joints[-1]
    first, last = _left(tokens, joint), _right(tokens, joint)
    if first == joint or last == joint:
        return None
    further = _right(tokens, last + 1) if _is_of(tokens, last + 1) else 0
    if further == len(tokens) - 1 and first and _is_of(tokens, first - 1):
        first, last = _left(tokens, first - 1), further  # 甲的县长和乙的书记
    start, end = tokens[first][2], tokens[last][2] + len(tokens[last][0])
    items = [item for item in _JOINT.split(text[start:end]) if item]
    if len(items) < 2 or max(map(len, items)) > _LONGEST:
        return None
    return start, end, items


def _left(tokens: Sequence[Token], joint: int) -> int:
    """Where what is named before a joint begins."""
    first = joint
    while first and _names(tokens[first - 1]):
        first -= 1
    if all(tag in ("m", "q") for _, tag, _ in tokens[first:joint]):
        return first
    while tokens[first][1] in ("m", "q"):  # 2022年甲县和乙县
        first += 1
    return first


def _right(tokens: Sequence[Token], joint: int) -> int:
    """Where what is named behind a joint ends."""
    last = joint
    while last + 1 < len(tokens) and _goes_on(tokens[last + 1], tokens[joint + 1 : last + 1]):
        last += 1
    return last


def _is_of(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at][0] == "的"


def _placed(text: str) -> list[Token]:
    """The words of a text with their tags and offsets."""
    found, at = [], 0
    for word, tag in tagged(text):
        found.append((word, tag, at))
        at += len(word)
    return found


def _goes_on(token: Token, begun: Sequence[Token]) -> bool:
    """Whether a word belongs to the last thing named: a number behind it counts them all."""
    counts = token[1] == "m" and any(tag not in ("m", "q") for _, tag, _ in begun)
    return _names(token) and token[0] != "、" and not counts


def _names(token: Token) -> bool:
    word, tag, _ = token
    nominal = tag.startswith(_NOMINAL) or is_place(word) or (tag == "f" and len(word) > 1)
    return word == "、" or (nominal and not _ENDS.search(word))


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
