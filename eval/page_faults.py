"""What a scanner gets wrong: other scripts' forms, look-alikes, spaces, phrases twice or lost.

Every fault stays within a strip, so that the truth of the page needs no mending.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from eval.page_mix import Mix
from eval.page_truth import Line, Part, Strip

_FORMS = dict(
    zip(
        "岛间枢东车国学会发业产经济体实开关门问长马风书来时对动务员级领导干单点广厂乡亲应当战区气云图",
        "島間樞東車國學會發業產經濟體實開關門問長馬風書來時對動務員級領導幹單點廣廠鄉親應當戰區氣雲図",
        strict=True,
    )
)
_LOOK_ALIKES = dict(
    zip(
        "旱未己日人土千大太末已曰入士干天木本今令持特提堤推准准标析折拆住往注候侯徽微辩辨",
        "早末已曰入士干太大未己日人土千夫本木令今特持堤提准推难标折析折往住往侯候微徽辨辩",
        strict=True,
    )
)
_HALF = str.maketrans("，：；（）！？／　", ",:;()!?/ ")
_SPOILT = frozenset({Part.BODY, Part.SUBHEAD, Part.TITLE, Part.DECK, Part.AFFILIATION})


def scan(lines: Sequence[Line], draw: Random, mix: Mix) -> list[Line]:
    """Return the lines as a scanner delivers them."""
    half = draw.random() < mix.half_width
    found = [tuple(_spoil(strip, draw, mix) for strip in line) for line in lines]
    for _ in range(_times(draw, mix.doubled)):
        _edit(found, draw, _double)
    for _ in range(_times(draw, mix.dropped)):
        _edit(found, draw, _drop)
    if half:
        found = [tuple(replace(s, text=s.text.translate(_HALF)) for s in line) for line in found]
    return found


def _spoil(strip: Strip, draw: Random, mix: Mix) -> Strip:
    if strip.part not in _SPOILT:
        return strip
    text = "".join(_misread(c, draw, mix, strip.part is Part.BODY) for c in strip.text)
    return replace(strip, text=text.strip())


def _misread(sign: str, draw: Random, mix: Mix, in_text: bool) -> str:
    """Return what a scanner makes of a character."""
    if sign in _FORMS and draw.random() < mix.variants:
        return _FORMS[sign]
    if sign in _LOOK_ALIKES and draw.random() < mix.misread:
        return _LOOK_ALIKES[sign]
    if not in_text:
        return sign
    if draw.random() < mix.latin:
        return " and " if sign in "和与及" else sign + draw.choice("abcdeilmnorstIO01")
    return sign + " " if draw.random() < mix.stray_space else sign


def _times(draw: Random, mean: float) -> int:
    """Draw how often something happens: ``mean`` times on average."""
    return int(mean) + (draw.random() < mean % 1)


def _edit(lines: list[Line], draw: Random, change: Callable[[str, int, int], str]) -> None:
    """Change a phrase of 4 to 20 characters inside a text of the page."""
    places = [
        (i, j)
        for i, line in enumerate(lines)
        for j, strip in enumerate(line)
        if strip.part is Part.BODY and len(strip.text) >= 60
    ]
    if not places:
        return
    i, j = draw.choice(places)
    strip = lines[i][j]
    start = draw.randint(5, len(strip.text) - 26)
    text = change(strip.text, start, start + draw.randint(4, 20))
    lines[i] = (*lines[i][:j], replace(strip, text=text), *lines[i][j + 1 :])


def _double(text: str, start: int, end: int) -> str:
    return text[:end] + text[start:]


def _drop(text: str, start: int, end: int) -> str:
    return text[:start] + text[end:]
