"""Spellings of the same thing brought together, for comparison only."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from qa.zh import fold

_ONES = "一二三四五六七八九"
_DIGITS = {c: n for n, c in enumerate(_ONES, start=1)} | {"零": 0, "〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_SIGNS = "".join([*_DIGITS, *_UNITS, *_LARGE])
_COUNTED = "个项条家人名位次倍件成所种座分台年月日号层级类点亩元天岁张户里米期届批"

_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
_PERCENT = re.compile(rf"百分之(\d+(?:\.\d+)?|[{_SIGNS}]+)(?:点([零{_ONES}]+))?")
_YEAR = re.compile(rf"(?<![{_SIGNS}])[一二][零〇{_ONES}]{{3}}(?=年)")
_NUMERAL = re.compile(rf"[{_SIGNS}]{{2,}}")
_SINGLE = re.compile(rf"(?<![第{_SIGNS}])[{_ONES}两十](?=[{_COUNTED}])")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)(万亿|[万亿])")
_NO_NUMERAL = re.compile(rf"[万亿]|.*[{_ONES}两][{_ONES}两]|[^十百千万亿]*$")


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Return ``text`` as it is compared.

    Scripts' variants, full width and case are folded, white space and the commas between
    thousands are removed. Numbers become digits: 百分之十五 is 15%, 二〇二六年 is 2026年, 三万五千
    and 3.5万 are 35000, 四台 is 4台. A word that holds a sign of a number may be rewritten too, but
    alike wherever it stands.
    """
    found = "".join(fold(text).split())
    found = _THOUSANDS.sub(lambda m: m[0].replace(",", ""), found)
    found = _PERCENT.sub(_percent, found)
    found = _YEAR.sub(lambda m: "".join(str(_DIGITS[c]) for c in m[0]), found)
    found = _NUMERAL.sub(_numeral, found)
    found = _SINGLE.sub(lambda m: str(read_number(m[0])), found)
    return _SCALED.sub(_scaled, found)


def read_number(text: str) -> int:
    """Read a Chinese numeral such as 三万五千, 一百零八, or 三万五 for 35000."""
    total = section = digit = 0
    below = 1  # what a last digit counts: 五 right behind 三万 is 5000
    for sign in text:
        if sign in _DIGITS:
            digit, below = _DIGITS[sign], below if _DIGITS[sign] else 1
            continue
        unit = _UNITS.get(sign) or _LARGE[sign]
        if sign in _UNITS:
            section, digit = section + (digit or 1) * unit, 0
        else:  # 万 and 亿 count all that stands before them
            total, section, digit = (total + section + digit) * unit, 0, 0
        below = unit // 10
    return total + section + digit * below


def _numeral(match: re.Match[str]) -> str:
    """A numeral as digits; signs that make no numeral, as 十四五, stay."""
    return match[0] if _NO_NUMERAL.match(match[0]) else str(read_number(match[0]))


def _percent(match: re.Match[str]) -> str:
    whole, decimals = match.groups()
    number = whole if whole[0].isdigit() else str(read_number(whole))
    fraction = "." + "".join(str(_DIGITS[c]) for c in decimals) if decimals else ""
    return f"{number}{fraction}%"


def _scaled(match: re.Match[str]) -> str:
    factor = 1
    for sign in match[2]:
        factor *= _LARGE[sign]
    value = Decimal(match[1]) * factor
    return str(int(value)) if value == int(value) else match[0]
