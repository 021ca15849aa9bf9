"""The conversation before a question, and what it spoke of: people, places, articles, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.answering.dialogue.exchange import topic
from qa.answering.questions.message import SMALL_TALK
from qa.answering.questions.places import says_place
from qa.answering.questions.question import asking_spans
from qa.corpus.names import is_name, names
from qa.schema import Answer
from qa.texts import REFUSAL
from qa.words import known, tagged
from qa.zh import simplified

REMEMBERED = 4
"""How many turns back a question can point."""

_BRIEF = 30  # characters
_MARKER = re.compile(r"\[\d+\]")
_ASKS_PERSON = re.compile(r"谁|哪位|何人|作者|[长记任员]叫|什么名字|叫什么")
_ASKS_PLACE = re.compile(
    r"哪里|哪儿|何处|在哪|哪一?个?(?:地方|省|市|区|县|镇|乡|村|街道|社区|国家)"
)
_SIGNED = re.compile(
    r"作者是?([\u4e00-\u9fff·、]{2,24})(?=[。((,]|$)|^([\u4e00-\u9fff·]{2,6})(?=[。:：,(（]|$)"
)
_ASKS_NAME = re.compile(r"叫(?:什么|啥)|什么(?!时候|样|目标|打算)|哪(?!里|儿|些|几|天|年)")
_DOES = r"(?:是谁|是做|[说写谈讲]|[现担]任|当|提到|介绍|今年多大|那篇|的(?:文章|职务|观点))"
_TITLE = re.compile(r"《([^《》]{4,80})》")
_OPENS = re.compile(
    r"(?:^|[。;；,，:：])(?:第[一二三四五六七八九十]+|[一二三四五六七八九十](?:是|要))"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]+[,，、:：]?|[一二三四五六七八九十](?:是|要))([^,，。;；:：]+)"
)
_LED_IN = re.compile(
    r"^.*(?:包括|分别是|分别为|即|有|是|为|了|推行|实行|采取|采用|提出|打造|构建|建立|:|：)(?=[^、]+$)"
)
_SUMMED_UP = re.compile(r"(?:这)?[一二三四五六七八九十两\d]+(?:大|个|种|项|条|类|方面).*$")
_REST = re.compile(r"(?:等.*|[。;；,，].*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the text of its answer, earlier in the conversation.

    ``understood`` is the question in full and ``titles`` the headlines of the articles cited,
    where they are known: whoever keeps answers knows them, a list of texts does not.
    """

    question: str
    answer: str
    understood: str = ""
    titles: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        """Return the turn that ends with ``answer``."""
        titles = dict.fromkeys(citation.title for citation in answer.citations)
        return cls(answer.question, answer.text, answer.understood_as, tuple(titles))

    @property
    def asked(self) -> str:
        """The question, in full where that is known."""
        return self.understood or self.question

    @property
    def told(self) -> str:
        """What the answer said, without the numbers of its citations; nothing if it refused."""
        refused = self.answer.startswith((REFUSAL, *SMALL_TALK))
        return "" if refused else _MARKER.sub("", self.answer).strip()


def turns_of(history: Sequence[Turn | tuple[str, str]]) -> list[Turn]:
    """Return a conversation, given as turns or as pairs of question and answer, in simplified
    characters and half width.
    """
    turns = (turn if isinstance(turn, Turn) else Turn(*turn) for turn in history)
    return [
        replace(
            turn,
            question=simplified(turn.question),
            answer=simplified(turn.answer),
            understood=simplified(turn.understood),
        )
        for turn in turns
    ]


def person(turns: Sequence[Turn]) -> str:
    """Return the person last spoken of, or nothing."""
    return _last(turns, _ASKS_PERSON, people)


def place(turns: Sequence[Turn]) -> str:
    """Return the place last spoken of, or nothing."""
    return _last(turns, _ASKS_PLACE, places) or subject(turns)


def subject(turns: Sequence[Turn]) -> str:
    """Return the place or thing with a name that the questions before are about, or nothing."""
    found = (leading_name(turn.asked) for turn in reversed(turns))
    return next((name for name in found if len(name) > 1 and not _is_person(name, turns)), "")


def _is_person(name: str, turns: Sequence[Turn]) -> bool:
    """Whether a name signs an answer, or what a question asks of it is asked of people."""
    asked = " ".join(turn.asked for turn in turns)
    answered = any(name in people(turn.told) and _ASKS_PERSON.search(turn.asked) for turn in turns)
    return answered or bool(re.search(rf"{re.escape(name)}{_DOES}", asked))


def title(turns: Sequence[Turn]) -> str:
    """Return the headline of the article last spoken of, or nothing."""
    for turn in reversed(turns):
        named: list[str] = _TITLE.findall(turn.told) or _TITLE.findall(turn.asked)
        if found := (*turn.titles[:1], *named[:1]):
            return found[0]
    return ""


def thing(turn: Turn) -> str:
    """Return what ``turn`` was about: what its answer names, where a name was asked for."""
    named = _REST.sub("", turn.told).strip()
    if _ASKS_NAME.search(turn.asked) and 1 < len(named) <= _BRIEF and not named[0].isdigit():
        return named
    return topic(turn.asked)


def items(turns: Sequence[Turn]) -> list[str]:
    """Return the parts of the list last given, in order; none where no list was."""
    return next((found for turn in reversed(turns) if len(found := listed(turn.told)) > 1), [])


def listed(text: str) -> list[str]:
    """Return the parts of an enumeration: lines, numbered clauses, or words joined by 、."""
    lines = [line for line in text.split("\n") if line and not line.endswith((":", "："))]
    if len(lines) > 1:
        titled = (_TITLE.search(line) for line in lines)
        pairs = zip(titled, lines, strict=True)
        return [found.group() if found else _REST.sub("", line) for found, line in pairs]
    if len(_OPENS.findall(text)) > 1:
        return [part.strip("“”") for part in _NUMBERED.findall(text)]
    joined = max(re.split(r"[。;；]", text), key=lambda part: part.count("、"), default="")
    joined = max(re.split(r"[,，](?=[^、]*、)", joined), key=lambda part: part.count("、"))
    parts = [_REST.sub("", part) for part in joined.split("、")]
    if len(parts) == 1:
        parts = re.split(r"(?<=..)[和与](?=..)", parts[0]) if len(text) <= _BRIEF else []
    if len(parts) < 2:
        return []
    return [_LED_IN.sub("", parts[0]), *parts[1:-1], _SUMMED_UP.sub("", parts[-1]) or parts[-1]]


def people(text: str) -> list[str]:
    """Return the personal names in a text, the one that signs first."""
    signed = [
        name for groups in _SIGNED.findall(text) for part in groups for name in part.split("、")
    ]
    words = tagged(text)
    # A surname by itself goes with the word after it: 周/建国.
    surnamed = (a + b for (a, tag), (b, _) in pairwise(words) if tag == "nr" and len(a) == 1)
    found = [*signed, *(word for word, tag in words if tag == "nr"), *surnamed]
    row = names(text.rstrip("。"))
    return list(dict.fromkeys((*row, *(name for name in found if name and is_name(name)))))


def places(text: str) -> list[str]:
    """Return the places that a text names."""
    return [w for w, tag in tagged(text) if tag == "ns" or (tag == "nt" and says_place(w))]


def leading_name(question: str) -> str:
    """Return the name that a question opens with, what is in quotation marks included."""
    if quoted := re.match(r"[“《][^“”《》]+[”》]", question):
        return quoted.group()
    first, tag = next(iter(tagged(question)), ("", ""))
    if not first or any(start == 0 for start, _ in asking_spans(question)):
        return ""
    is_new = tag.startswith("n") and len(first) > 1 and not known(first)[0]
    return first if is_new or tag in ("nr", "ns", "nt", "nz") else ""


def _last(
    turns: Sequence[Turn], asks: re.Pattern[str], find: Callable[[str], Iterable[str]]
) -> str:
    """What was named last: by the answer where it was asked for, failing that by the question."""
    for turn in reversed(turns):
        wanted = bool(asks.search(turn.asked))
        for text in (turn.told, turn.asked) if wanted else (turn.asked, turn.told):
            if found := list(find(text)):
                return found[0]
    return ""


def lists(turn: Turn, thing: str) -> bool:
    """Tell whether the answer of a turn names a thing among others: 在甲、乙上, 二是抓甲."""
    one = re.escape(thing)
    among = rf"[、和及]{one}|{one}[、和及]|[一二三四五六七八九]是\w{{0,2}}{one}"
    return bool(re.search(among, turn.told))
