"""Follow-up questions: completed from the conversation, and only where they depend on it.

A question that stands alone is left as it is: rewriting those makes answers worse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.question import asking_spans
from qa.words import tagged

Turn = tuple[str, str]

_ELLIPSIS = re.compile(r"^(?:那么|那)?(.{1,16}?)(?:方面|的话)?呢[?？]?$")
_LEADING = re.compile(
    r"^(?:那么|那(?!个|些|里|儿)|还有(?:呢[?？])?|另外|此外|其中|其次|再(?:来)?)[,，]?"
)
_PERSON = re.compile(r"他们|她们|他|她|(?:这个|那个)人|[这该](?:位)?(?:作者|记者|同志)")
_THING = re.compile(
    r"它们|它|[这那](?:个|项|种|些|里|儿|座|家|份|篇(?:文章|报道)?)|该[县区市镇村]?|"
    r"上述|前者|后者|其(?=[^中次他它实余])"
)
_OPEN = re.compile(r"^(?:有|最|又|是|在|要|能|会|也|为什么|为何|什么时候|何时|多少|哪|谁|怎么)")
_SHORT = 12  # characters; a longer question without a pronoun names what it is about
_NAME = re.compile(r"作者是([\u4e00-\u9fff、]{2,20})|^《?([\u4e00-\u9fff]{2,4})[。:：》]")
_PLACE = re.compile(r"[省市县区镇乡村]$|街道$|公司$|大学$|集团$")
_HELD = re.compile(r"(?:[省市县区镇乡]?委)?(?:副?书记|副?[省市县区镇乡局厅部校院]长|副?主任)$")
_NAMING = ("n", "j", "m", "vn", "l", "i", "eng", "x")


@dataclass(frozen=True, slots=True)
class _Before:
    """The question before: what it is about, and the rest of it."""

    topic: str
    names: tuple[str, ...]
    rest: str

    @property
    def asking(self) -> str:
        """The rest from its first asking word on."""
        spans = sorted(asking_spans(self.rest))
        return self.rest[spans[0][0] :] if spans else ""


def complete(question: str, history: Sequence[Turn]) -> str:
    """Return ``question`` completed from the last turn, or as it is where it stands alone."""
    if not history:
        return question
    asked, answer = history[-1]
    before = _before(complete(asked, history[:-1]))
    if found := _ELLIPSIS.match(question):
        return _instead(before, found.group(1))
    led = _LEADING.sub("", question)
    if found := _PERSON.search(led):
        return led[: found.start()] + (_person(answer) or before.topic) + led[found.end() :]
    if found := _THING.search(led):
        return led[: found.start()] + before.topic + led[found.end() :]
    if led != question or (_OPEN.match(question) and len(question) <= _SHORT):
        return before.topic + led
    return question


def _before(question: str) -> _Before:
    """Cut a question where its leading names end."""
    topic, names = "", []
    for word, tag in tagged(question):
        if not tag.startswith(_NAMING) or not word.isalnum():
            break
        topic += word
        names.append(word)
    if not topic:  # it opens with a verb: everything up to its asking words is its subject
        first = min((start for start, _ in asking_spans(question)), default=0)
        topic = question[:first]
    return _Before(topic, tuple(names), question[len(topic) :])


def _instead(before: _Before, new: str) -> str:
    """Ask the question before again about ``new``."""
    if new.startswith("其中"):
        return before.topic + new.removeprefix("其中") + before.asking
    if new.endswith("的"):
        return new + before.rest.removeprefix("的")
    if _is_name(new) and before.topic:
        held = _HELD.search(before.topic)
        return new + (held.group() if held else "") + before.rest
    if before.rest.startswith("的"):
        attribute = tagged(before.rest[1:])
        return f"{before.topic}的{new}{before.rest[1 + len(attribute[0][0]) :]}"
    kept = "".join(before.names[:-1]) or before.topic
    return f"{kept}{new}{before.rest}"


def _is_name(text: str) -> bool:
    words = tagged(text)
    return bool(_PLACE.search(text)) or all(tag in ("nr", "ns", "nt", "nz") for _, tag in words)


def _person(answer: str) -> str:
    found = _NAME.search(answer)
    return next((g for g in found.groups() if g), "") if found else ""
