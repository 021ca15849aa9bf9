"""The two that a clause names in whole phrases: 甲党校的王老师跟乙地的吴某."""

from __future__ import annotations

import re

from qa.answering.questions.coordination import JOINT, Named, coordination, people
from qa.answering.questions.places import is_place, places_in
from qa.words import known, tagged

_CLAUSE = re.compile(r"[^,。;:?!]+")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|\([^()]*\)")
CLASSIFIERS = "个名家所种类项地边头场部条回次国方篇"
"""What things are counted by; people by 位."""

_TALLY = re.compile(
    r"(?<=..)[这那]?[两二三四](?:位[\u4e00-\u9fff]{0,9}|"
    rf"(?:[{CLASSIFIERS}]|者)[^的,]{{0,5}})$"
)
"""How many there are, said behind them: 甲和乙两家法院."""

_OWN = re.compile(r"的|[那这][位个些名家场次条项种]")
"""What tells a thing by something of its own."""

_LONGEST = 20
_BACK = 2


def side_by_side(text: str) -> Named | None:
    """Return what a text names side by side: people, whole phrases, or things of one kind."""
    return people(text) or halves(text) or coordination(text)


def halves(text: str) -> Named | None:
    """Return the two phrases of one of the last clauses of a text: offsets of the clause, and the
    phrases; ``None`` where it has not exactly two that stand alone.

    What both have in common is not told: 甲县的县长和书记 are no halves, nor are 甲县和乙县的书记.
    """
    for clause in [*_CLAUSE.finditer(text)][: -_BACK - 1 : -1]:
        whole = _TALLY.sub("", clause[0])
        plain = _QUOTED.sub(lambda quoted: "名" * len(quoted[0]), whole)
        joints = [*JOINT.finditer(plain)]
        if len(joints) != 1:
            continue
        at, end = joints[0].span()
        sides = plain[:at], plain[end:]
        if _are_alike(*sides) and all(map(_is_phrase, sides)):
            return clause.start(), clause.end(), [whole[:at], whole[end:]]
    return None


def _are_alike(first: str, second: str) -> bool:
    """Whether both say whose they are, or neither does."""
    if _OWN.search(first):
        return bool(_OWN.search(second) or places_in(second))
    return not _OWN.search(second)


def _is_phrase(text: str) -> bool:
    """Whether a text names one thing, whatever is said of it before 的."""
    if not 2 <= len(text) <= _LONGEST:
        return False
    words = [(word, "n" if _names(word) else tag[0]) for word, tag in tagged(text)]
    acts = (i for i, (_, tag) in enumerate(words) if tag in "vdp")
    told = all(any(word == "的" for word, _ in words[max(0, i - 1) :]) for i in acts)
    counts = words[0][1] == "t" or text[0].isdigit()
    return told and not counts and words[-1][1] not in "pcud"


def _names(word: str) -> bool:
    """Whether a word is the name of a place, or in no dictionary: some name."""
    return is_place(word) or not (known(word)[0] or any(map(str.isdigit, word)))
