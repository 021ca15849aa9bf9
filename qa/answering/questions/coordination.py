"""Things named side by side in a question: 甲、乙和丙."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.questions.places import is_place
from qa.corpus.names import is_name
from qa.words import COUNTING, tagged

_AND = re.compile(r"[和与跟及]|以及")
JOINT = re.compile(rf"、|{_AND.pattern}")
_NOMINAL = ("n", "j", "b", "s", "eng", "l", "k", "x", "vn", *COUNTING)
_ENDS = re.compile(r"[,。;!?:\s的在把对据]$")
_UNKNOWN = 3  # words that a dictionary makes of a name that it does not have
_LONGEST = 16  # characters of what is named
_ROW = re.compile(
    rf"(?:^|[,;:\s])((?:[\u4e00-\u9fff]{{2,4}}(?:{JOINT.pattern}))+[\u4e00-\u9fff]{{2,4}})$"
)
_ROW_FIRST = re.compile(
    rf"(?:^|[,;:\s])((?:[\u4e00-\u9fff]{{2,4}}?(?:{JOINT.pattern}))+[\u4e00-\u9fff]{{2,4}}?)"
    r"(?=[今去明前]年|这[次回届]|都|[在对就谈讲提][^,]{2})"
)

Named = tuple[int, int, list[str]]
"""Where things are named side by side: offsets of the whole, and the names."""

Token = tuple[str, str, int]
"""A word with its tag and its offset."""


def people(text: str) -> Named | None:
    """The people whom a text ends in, or of whom it goes on to tell something; a dictionary may cut
    their names: 刘/平和/杨新民.
    """
    row = _ROW.search(text) or _ROW_FIRST.search(text)
    items = JOINT.split(row[1]) if row else []
    return (row.start(1), row.end(1), items) if row and all(map(is_name, items)) else None


def coordination(text: str) -> Named | None:
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
    items = [item for item in JOINT.split(text[start:end]) if item]
    if len(items) < 2 or max(map(len, items)) > _LONGEST:
        return None
    return start, end, items


def _left(tokens: Sequence[Token], joint: int) -> int:
    """Where what is named before a joint begins."""
    first = joint
    while first and _names(tokens[first - 1]):
        first -= 1
    if tokens[first][1] == "vn":  # 加快建设和积极争取: what is done, not what is named
        return joint
    if not all(tag in COUNTING or word == "、" for word, tag, _ in tokens[first:joint]):
        while tokens[first][1] in COUNTING:  # 2022年甲县和乙县
            first += 1
    single = first + 1 == joint and len(tokens[first][0]) == 1
    return first - 1 if single and first and not _ENDS.search(tokens[first - 1][0]) else first


def _right(tokens: Sequence[Token], joint: int) -> int:
    """Where what is named behind a joint ends."""
    last = joint
    while last + 1 < len(tokens) and _goes_on(tokens[last + 1], tokens[joint + 1 : last + 1]):
        last += 1
    return _to_the_same(tokens, joint, last)


def _to_the_same(tokens: Sequence[Token], joint: int, last: int) -> int:
    """Go on to the word that what is named first ends in: 甲街道和 an unknown name 街道."""
    for i, (word, _, _) in enumerate(tokens[last + 1 : last + 1 + _UNKNOWN], last + 1):
        if _ENDS.search(word):
            break
        if word == tokens[joint - 1][0] and len(word) > 1:
            return i
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
    """Whether a word belongs to the last thing named: a number or time behind it is for all."""
    counts = token[1] in ("m", "t") and any(tag not in COUNTING for _, tag, _ in begun)
    return _names(token) and token[0] != "、" and not counts


def _names(token: Token) -> bool:
    word, tag, _ = token
    nominal = tag.startswith(_NOMINAL) or is_place(word) or (tag == "f" and len(word) > 1)
    return word == "、" or (nominal and not _ENDS.search(word))
