"""Which of two is more: 甲县涨得快,还是乙县涨得快? Whoever asks wants the figure of each."""

from __future__ import annotations

import re
from itertools import takewhile

from qa.answering.questions.clauses import paired
from qa.answering.questions.coordination import Named
from qa.answering.questions.halves import side_by_side

_ASKED = {
    "多少高低": "多少",
    "快慢": "多快",
    "早晚": "什么时候",
    "大小": "多大",
    "长短": "多长",
    "远近": "多远",
    "贵": "多少钱",
    **{word: f"多{word}" for word in "久深宽重厚"},
}
"""How to ask for that by which things are more or less."""

_MORE = re.compile(
    rf"(得|的)?(?:更|比较|最|还)?(?:要|会)?([{''.join(_ASKED)}])(?:一?些|一?点儿?)?[?。]*$"
)
_OR = re.compile(r"[,、]?还是(?:说)?")
WHICH = re.compile(
    r"(?:相比|比起来|比一比|比)?,?(?:谁|哪一?[个边家方样行项者地市县区省回次年届种类处队])的?"
)
_EACH = re.compile(r"[,?。]?(?:各自?|分别|都)(?:是|有)?(.{0,3}(?:多少|几).{0,3})$")
_OPENING = re.compile(r".*(?:[,。;?]|(?<![还但可只要正若])是)")
_LONGEST = 20  # characters of what is compared

Compared = tuple[str, list[str], str]
"""What stands before the things compared, the things, and what is said of each."""


def compared(text: str) -> list[str]:
    """Return a question for each thing that a question compares; nothing where it compares none."""
    each = _EACH.search(text)
    asked = text[: each.start()] if each else text
    found = _alternatives(asked) or _which(asked)
    more = _MORE.search(found[2]) if found else None
    if found is None or more is None:
        return []
    lead, items, rest = found
    said = each[1].rstrip("?。") if each else _measure(*more.groups())
    stem = rest[: more.start()] if said.startswith(("多", "几", "什么")) else ""
    return [f"{lead}{item}{stem}{said}?" for item in items]


def _measure(particle: str | None, word: str) -> str:
    """How to ask for that by which one is more: 涨得快 is 涨多少."""
    asked = next(asked for words, asked in _ASKED.items() if word in words)
    return "多少" if particle == "得" and word in "快慢" else asked


def _alternatives(text: str) -> Compared | None:
    """Of 是甲…,还是乙…, of 哪个…,甲还是乙, and of 甲还是乙的…"""
    sides = _OR.split(text.rstrip("?。"))
    if len(sides) != 2:
        return None
    before, second = sides
    opening = _OPENING.match(before)
    lead, first = (opening[0], before[opening.end() :]) if opening else ("", before)
    if which := WHICH.search(lead):
        return _named(lead[: which.start()], first, second, lead[which.end() :].strip(",是"))
    lead = lead.removesuffix("是")
    rest = _common_end(first, second)
    if not _MORE.search(rest) and "的" in second and not _MORE.search(first):
        rest = second[second.index("的") :]
    return _named(lead, first.removesuffix(rest), second.removesuffix(rest), rest)


def _common_end(first: str, second: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first[::-1], second[::-1], strict=False))
    return "".join(c for c, _ in same)[::-1]


def _named(lead: str, first: str, second: str, rest: str) -> Compared | None:
    named = 0 < len(first) <= _LONGEST and 0 < len(second) <= _LONGEST
    return (lead, [first, second], rest) if named else None


def _which(text: str) -> Compared | None:
    """Of 甲和乙哪个…"""
    which = WHICH.search(text)
    found = _side_by_side(text[: which.start()]) if which else None
    if which is None or found is None:
        return None
    start, end, items = found
    between = _EACH.sub("", text[end : which.start()].strip(","))
    return text[:start], items, between + text[which.end() :]


def _side_by_side(text: str) -> Named | None:
    if pair := paired(text.rstrip(",") + ","):
        return 0, len(text), pair
    return side_by_side(text)
