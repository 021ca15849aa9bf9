"""A question of which only what is new is said: 那交通呢?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.dialogue import conversation
from qa.answering.dialogue.conversation import Turn
from qa.answering.dialogue.exchange import (
    Likeness,
    exchange,
    is_name,
    is_time,
    leading_names,
    topic,
)
from qa.answering.questions.question import Kind, asking_spans, kind_of

AMONG = re.compile(r"(?:这|那)?其中(?:的)?")
"""What says that a question is of what was last told."""

_ELLIPSIS = re.compile(
    r"(?:要是|如果是|换成|至于|说到)?(.{1,16}?)(?:方面|的话|这块)?呢[,，?？]*(.*)$"
)
_BESIDE = re.compile(r"^[跟和与同](.{2,10}?)(?:相?比(?:较|起来)?|比一比)$")
_THERE = re.compile(r"(?<=..)(?:的那[位个家]|那[边里]的?)$")
_RANK = re.compile(r"第[一二三四五六七八九十](?=$|[、和名])")
_QUALIFIED = re.compile(r"最|第|的$")
_LISTS = (Kind.LIST, Kind.DEFINITION, Kind.OTHER)
_FACTS = (Kind.DATE, Kind.PLACE, Kind.PERSON, Kind.ORGANISATION)


def ellipsis(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    """Return the last question asked of what an ellipsis names; empty where it is none."""
    found = _ELLIPSIS.match(question)
    if not found or (asking_spans(found[1]) and not is_time(found[1])):
        return ""
    new, rest = _BESIDE.sub(r"\1", AMONG.sub("", _THERE.sub("", found[1]))), found[2]
    if not new:
        return ""
    last = turns[-1].asked
    if _RANK.match(new) and not _RANK.search(last):
        return f"{topic(last)}{new}是哪个?"
    if asking_spans(rest):
        return f"{conversation.subject(turns)}{new}{rest}"
    if kind_of(last) in _LISTS and not is_name(new) and conversation.lists(turns[-1], new):
        return f"{leading_names(last)}{new}怎么做?"
    return exchange(last, new, likeness)


def of_its_own(question: str, turn: Turn) -> tuple[str, ...]:
    """What an ellipsis may ask for besides, where the last question was for a time or a place or
    somebody: 主宾国呢? after 甲会什么时候开? is 甲会的主宾国是什么?
    """
    found = _ELLIPSIS.match(question)
    if not found or found[2] or kind_of(turn.asked) not in _FACTS:
        return ()
    new = found[1]
    other = is_name(new) or is_time(new) or asking_spans(new) or _QUALIFIED.search(new)
    return () if other else (f"{topic(turn.asked)}的{new}是什么?",)
