"""Questions asked of another place, person, year or number: the nearest of all misses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from random import Random

from qa.words import known, tagged

_TAGS = ("nr", "ns", "nt")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_ORDINAL = re.compile(r"(?<=第)[一二三四五六七八九十](?=[届次期批个条部章季])")
_ORDINALS = "一二三四五六七八九十"
_YEARS_AWAY = (1, 2, 3, 4, 5, 8, 10)


class Swaps:
    """Swaps names for names of the same kind, out of those that some questions name."""

    def __init__(self, questions: Iterable[str]) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for question in questions:
            for name, tag in _names(question):
                found[tag].add(name)
        self._names = {tag: sorted(names) for tag, names in found.items()}

    def swap(self, question: str, context: str, draw: Random) -> str:
        """Return ``question`` of something else, which ``context`` does not name; or nothing.

        What is swapped stands in the context, so that it did answer.
        """
        swaps = [*self._other_names(question, context, draw)]
        swaps += _other_numbers(question, context, draw)
        return draw.choice(swaps) if swaps else ""

    def _other_names(self, question: str, context: str, draw: Random) -> Iterable[str]:
        for name, tag in _names(question):
            others = [n for n in draw.choices(self._names[tag], k=3) if n not in context + question]
            if name in context and others:
                yield question.replace(name, others[0])


def _names(question: str) -> list[tuple[str, str]]:
    """The names of a question that the dictionary knows, with their kind."""
    return [
        (word, tag)
        for word, tag in tagged(question)
        if tag in _TAGS and len(word) > 1 and known(word)[0]
    ]


def _other_numbers(question: str, context: str, draw: Random) -> Iterable[str]:
    if (year := _YEAR.search(question)) and year[0] in context:
        other = str(int(year[0]) + draw.choice((-1, 1)) * draw.choice(_YEARS_AWAY))
        if other not in context:
            yield question.replace(year[0], other)
    if (ordinal := _ORDINAL.search(question)) and f"第{ordinal[0]}" in context:
        other = draw.choice(_ORDINALS.replace(ordinal[0], ""))
        if f"第{other}" not in context:
            yield question[: ordinal.start()] + other + question[ordinal.end() :]
