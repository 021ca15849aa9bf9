"""Places that a question names for certain: China's provinces, prefectures and counties.

A dictionary tags many a common noun as a place (山区, 城镇); what is refused for the sake of a
place must be one. ``places.txt`` is made by ``eval/make_places.py``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from qa.words import COUNTING, known, tagged

FILE = Path(__file__).with_name("places.txt")
_RARE = 100
"""How often the dictionary has seen what is hardly an ordinary word, whatever it tags it as."""
_SELDOM = 10
"""The same of what may be the name of a place that is in no list: 莲塘."""

_ORDINARY = frozenset(
    "大厂 双城 兴业 围场 天台 民乐 鸡冠 梨树 莲池 盐池 铜鼓 石鼓 轮台 钢城 金牛 交口 新建".split()
)
"""Places whose names people use for something else, whatever the dictionary has them for."""
_NONE = frozenset("大城市 解放区 大同盟".split())
"""Words that only look like the name of a place and its kind: no 大城 is a 市."""
_BEARERS = frozenset(
    (
        "社区 街道 村 村委会 乡 镇 古镇 水库 湖 医院 卫生院 大学 学院 中学 小学 幼儿园 公司 股份 "
        "集团 银行 公园 景区 大桥 机场"
    ).split()
)
"""What bears a name of its own, which stands before it."""

_OF_BEARER = re.compile(rf"的(?=[\u4e00-\u9fff]{{2,3}}(?:{'|'.join(_BEARERS)}))")
_NAMES = ("nr", "nz", "nt")
_JOINTS = "和与及"  # 督政和督学 names no 政和县
_SIGNS = dict(
    pair.split(":")
    for pair in (
        "北京:京 天津:津 河北:冀 山西:晋 内蒙古:蒙 辽宁:辽 吉林:吉 黑龙江:黑 上海:沪 "
        "江苏:苏 浙江:浙 安徽:皖 福建:闽 江西:赣 山东:鲁 河南:豫 湖北:鄂 湖南:湘 "
        "广东:粤 广西:桂 海南:琼 重庆:渝 四川:川 贵州:黔 云南:滇 西藏:藏 陕西:陕 "
        "甘肃:甘 青海:青 宁夏:宁 新疆:新 台湾:台 香港:港 澳门:澳 成都:成"
    ).split()
)
"""The characters that stand for provinces and cities, in names of several: 京津冀, 成渝."""

_RUN = re.compile(f"[{''.join(_SIGNS.values())}]{{2,}}")
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


def places_in(text: str) -> dict[str, str]:
    """Return the places that a text names, without their kind, each with the name of what lies in
    it where that stands right behind: 兴宁 of 广东兴宁.

    A name that is an ordinary word too (和平, 新华) counts only with its kind: 和平区.
    """
    found: dict[str, str] = {}
    words = [("", ""), *tagged(_OF_BEARER.sub("", text)), ("", "")]
    for before, (word, tag), after in zip(words, words[1:], words[2:], strict=False):
        short = stem(word)
        sure = (tag in ("ns", "nr") or known(word)[0] < _RARE) and word not in _ORDINARY
        whole = short != word or (sure and word[-1] not in _JOINTS)
        if short in _known() and whole and word not in _NONE and not _cuts(before, word):
            found[_cut(before, word) or short] = _within(after)
    return found


def called_in(text: str) -> dict[str, str]:
    """Return the names of communities, firms, schools and such that a text has, each with what
    bears it: 六联 of 六联社区. A word that the dictionary often sees is none: 老旧社区.
    """
    words = tagged(text)
    return {
        name: name + kind
        for (name, tag), (kind, _) in pairwise(words)
        if kind in _BEARERS and len(name) > 1 and tag[0] in "njx" and known(name)[0] < _RARE
    }


def names_place(text: str, place: str) -> bool:
    """Tell whether a text names a place, be it by one character of several: 京津冀, 川渝."""
    sign = _SIGNS.get(place)
    return place in text or bool(sign and any(sign in run for run in _RUN.findall(text)))


def names_province(text: str) -> bool:
    """Tell whether a text names any province, or city that is one."""
    return any(province in text for province in _SIGNS)


def _cut(before: tuple[str, str], word: str) -> str:
    """The place that a dictionary has cut in two: 岳|阳新 of 岳阳新设; empty if it has not."""
    character, tag = before
    whole = character + word[:1] if len(character) == 1 and tag not in COUNTING else ""
    return whole if whole in _known() else ""


def _cuts(before: tuple[str, str], word: str) -> bool:
    """Whether a dictionary has cut two words to find the name of a place: 对|应城市 of 对应城市."""
    left = before[0][-1:] + word[0]
    return len(left) > 1 and len(word) > 2 and bool(known(left)[0] and known(word[1:])[0])


def _within(after: tuple[str, str]) -> str:
    """The name of a place, without its kind, if a word is one, or a name that is hardly a word."""
    word, tag = after
    named = tag == "ns" or stem(word) in _known() or (tag in _NAMES and known(word)[0] < _SELDOM)
    return short_name(word) if len(word) > 1 and named else ""


def is_place(word: str) -> bool:
    """Tell whether a word is the name of a place, with its kind or without."""
    return stem(word) in _known()


def holds(whole: str, place: str) -> bool:
    """Tell whether a province or prefecture holds a place, all named without their kinds, and no
    other province has one of that name: 朝阳 may be in 北京 or in 辽宁.
    """
    holders = [name for name, held in _divisions().items() if place in held]
    within = {name for holder in holders for name in _divisions()[holder]}
    return whole in holders and len({*holders} - within) == 1


@cache
def held_by(whole: str) -> frozenset[str]:
    """Return the places that a province or prefecture alone holds, all without their kinds."""
    return frozenset(place for place in _divisions().get(whole, ()) if holds(whole, place))


def names_within(text: str, whole: str) -> bool:
    """Tell whether a text names a place that a province or prefecture alone holds, for certain."""
    named = (place for place in _divisions().get(whole, ()) if place in text)
    return any(_is_sure(place, text) and holds(whole, place) for place in named)


def _is_sure(place: str, text: str) -> bool:
    """Whether what a text has is the name of a place, and not just as written."""
    seen, tag = known(place)
    plain = (tag == "ns" or seen < _RARE) and place not in _ORDINARY
    return plain or bool(re.search(rf"{place}[省市县区旗盟州]", text))


@cache
def _known() -> frozenset[str]:
    return frozenset(chain(_divisions(), *_divisions().values()))


@cache
def _divisions() -> dict[str, set[str]]:
    """What each province and prefecture holds. A line names one or both, and then the counties."""
    found: dict[str, set[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        over, below = (names.split() for names in line.split(":"))
        for whole in over:
            found.setdefault(whole, set()).update(below)
        found[over[0]].update(over[1:])
    return found
