"""Places that a question names for certain: China's provinces, prefectures and counties.

A dictionary tags many a common noun as a place (山区, 城镇); what is refused for the sake of a
place must be one. ``places.txt`` is made by ``eval/make_places.py``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from qa.words import known, tagged

FILE = Path(__file__).with_name("places.txt")
_RARE = 100
"""How often the dictionary has seen what is hardly an ordinary word, whatever it tags it as."""
_JOINTS = "和与及"  # 督政和督学 names no 政和县
_KIND = re.compile(
    r"(?<=..)(?:(?:[\u4e00-\u9fff]{1,3}族)*自治[区州县旗]|特别行政区|地区|新区|[省市区县旗盟州])$"
)

_ENDING = re.compile(r"(?<=..)[省市县区镇乡村]$")
_PLACE = re.compile(r"..+(?:[省市县区镇乡村州]|街道|社区)$")


def says_place(word: str) -> bool:
    """Tell whether a word says itself that it is a place: 某某县, 某某街道."""
    return bool(_PLACE.match(word))


def short_name(word: str) -> str:
    """Return a word without the sign at its end that says what kind of place it is."""
    return _ENDING.sub("", word)


def stem(name: str) -> str:
    """Return the name of a place without what kind of place it is."""
    return _KIND.sub("", name)


def places_in(text: str) -> frozenset[str]:
    """Return the places that a text names, without their kind.

    A name that is an ordinary word too (和平, 新华) counts only with its kind: 和平区.
    """
    found = set()
    for word, tag in tagged(text):
        short = stem(word)
        sure = tag in ("ns", "nr") or known(word)[0] < _RARE
        if short in _known() and (short != word or (sure and word[-1] not in _JOINTS)):
            found.add(short)
    return frozenset(found)


def is_place(word: str) -> bool:
    """Tell whether a word is the name of a place, with its kind or without."""
    return stem(word) in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(FILE.read_text(encoding="utf-8").split())
