"""Drafts of questions for lists and enumerations, by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.draft_clauses import Context, Draft, has_verb
from eval.draft_words import CONNECTIVE
from qa.words import tagged
from qa.zh import sentences

_ITEM = r"(?:“[^”]+”|《[^》]+》|[^、,。;:“”《》()和及与等]){1,16}"
_LIST = rf"{_ITEM}(?:、{_ITEM})+(?:(?:和|以及|及|与|、){_ITEM})?"
_COUNTED = re.compile(
    rf"({_ITEM}(?:、(?:(?!等)[^、,。;:和及与]){{2,16}})+(?:(?:和|以及|及|与)[^、,。;:和及与]{{2,16}})?)"
    r"等?(?P<count>[两二三四五六七八九十]{1,2}|\d{1,2})(?P<unit>大|个|项|种|类|家|座|条|方面|国)"
    r"(?P<what>[\u4e00-\u9fff]{0,8})$"
)
_AND_OTHERS = re.compile(
    rf"({_ITEM}(?:、{_ITEM}){{2,}}(?:(?:和|以及|及|与){_ITEM})?)等(?P<what>[\u4e00-\u9fff]{{2,8}})$"
)
_QUOTED = re.compile(
    r"((?:“[^”]{2,14}”[、和及]?){3,})(?P<more>等)?(?P<what>(?![二三四五六七八九十两\d])[\u4e00-\u9fff]{2,8})$"
)
_TEN = "零一两三四五六七八九十"
_NO_POINT = re.compile(r"[上中下方面]$|^[在从]")  # 一要在政治方向上,…: where, not what
_BEFORE_ITEMS = ("v", "p", "ul", "c", "d", "r", "ad", "vd")
_AFTER_VERB = ("v", "ul")
_HOLDS = re.compile(
    rf"(包括|涵盖|包含|分别是|分别为|分别位于|涉及)(?:了|有)?({_LIST})(?P<rest>等.{{0,10}})?$"
)
_ENUMERATED = re.compile(r"(?:^|[。;:,])([一二三四五六])(?:是|要)(?!否|不是)([^,。;:]{4,36})")
_NUMERALS = "一二三四五六"
_MOST = 4
"""Points that an answer must hold; a longer enumeration is asked for its first ones."""


def counted(context: Context) -> Iterator[Draft]:
    """打造甲、乙、丙三大产业 → 打造哪三大产业?"""
    for n, clause in enumerate(context.clauses):
        found = _COUNTED.search(clause.text)
        if found is None:
            continue
        start, items = _items(found[1])
        if not (start or found.start()) or not _agrees(len(items), found["count"]):
            continue
        begin = found.start(1) + start
        asked = f"{clause.text[:begin]}哪{found['count']}{found['unit']}{found['what']}"
        yield Draft("list", context.question(n, asked), tuple(items))


def holding(context: Context) -> Iterator[Draft]:
    """某事包括甲、乙和丙 → 某事包括哪些?"""
    for n, clause in enumerate(context.clauses):
        found = _HOLDS.search(clause.text)
        if found is None or found.start() < 2:
            continue
        items = [item for item in re.split(r"、|和|以及|及|与", found[2]) if item]
        rest = (found["rest"] or "").removeprefix("等")
        asked = f"{clause.text[: found.end(1)]}哪些{rest}"
        if len(items) > 2 and all(len(item) > 1 for item in items):
            yield Draft("list", context.question(n, asked), tuple(items[:_MOST]))


def unfinished(context: Context) -> Iterator[Draft]:
    """大力发展甲、乙、丙等产业 → 大力发展哪些产业?"""
    for n, clause in enumerate(context.clauses):
        found = _AND_OTHERS.search(clause.text)
        if found is None:
            continue
        start, items = _items(found[1])
        begin = found.start(1) + start
        plain = len(items) > 2 and not any("的" in item for item in items)
        if plain and begin and _is_noun(found["what"]):
            if not _begins(clause.text, begin):
                continue
            asked = f"{clause.text[:begin]}哪些{found['what']}"
            yield Draft("list", context.question(n, asked), tuple(items[:_MOST]))


def _begins(text: str, at: int) -> bool:
    """Tell whether a list can begin at a place: between two words, and no list before it."""
    ends, end = set(), 0
    for word, _ in tagged(text):
        end += len(word)
        ends.add(end)
    return at in ends and text[at - 1] not in "和与及、" and "等" not in text[:at]


def _is_noun(text: str) -> bool:
    nominal = all(tag.startswith(("n", "vn", "b", "a", "l", "j")) for _, tag in tagged(text))
    return nominal and not text.startswith("全")  # 等全链条: all of it, no kind of thing


def quoted(context: Context) -> Iterator[Draft]:
    """围绕“甲”“乙”“丙”工程 → 围绕哪些工程?"""
    for n, clause in enumerate(context.clauses):
        found = _QUOTED.search(clause.text)
        if found is None or not has_verb(clause.text[: found.start()]):
            continue
        items = re.findall(r"“([^”]+)”", found[1])
        asked = f"{clause.text[: found.start()]}{_which(found, len(items))}{found['what']}"
        yield Draft("list", context.question(n, asked), tuple(items))


def _which(found: re.Match[str], count: int) -> str:
    return "哪些" if found["more"] or count >= len(_TEN) else f"哪{_TEN[count]}个"


def enumerated(context: Context) -> Iterator[Draft]:
    """加快甲。一是乙。二是丙。三是丁。 → 怎样加快甲? ``context`` holds the whole paragraph."""
    text = context.text
    found = list(_ENUMERATED.finditer(text))
    heads = [m[2] for m, numeral in zip(found, _NUMERALS, strict=False) if m[1] == numeral]
    if len(heads) < 2 or len(heads) != len(found) or any(map(_NO_POINT.search, heads)):
        return
    lead = _lead(text[: found[0].start() + 1])
    if not lead:
        return
    asked = context.article.author
    question = context.question(0, f"怎样{lead}") if not asked else ""
    if asked and len(context.article.authors) < 3:
        question = f"{asked}的文章认为应当怎样{lead}?"
    yield Draft("explanation", question, tuple(heads[:_MOST]))


def _lead(before: str) -> str:
    """What the enumeration spells out: the clause that opens the text above it, if it is a deed."""
    spans = sentences(before)
    if not 1 <= len(spans) <= 4:
        return ""
    start, end = spans[0]
    clause = re.split(r"[,;:。]", CONNECTIVE.sub("", before[start:end]))[0]
    clause = re.sub(r"^(?:必须|应该|应当|要|需要|应)", "", clause)
    opens = tagged(clause)[0][1] if clause else ""
    is_deed = opens in ("v", "d", "ad", "a", "vn", "p") and has_verb(clause)
    if opens == "p" and re.search(r"的[^的]{2,8}$", clause):  # 以数提效的政策执行能力: no deed
        return ""
    return clause if is_deed and 6 <= len(clause) <= 30 and "“" not in clause else ""


def _items(text: str) -> tuple[int, list[str]]:
    """Where a list begins, after the verb that governs it, and its items."""
    first, _, others = text.partition("、")
    offset = 0
    governed = begun = False
    for word, tag in tagged(first)[:-1]:
        is_verb = tag == "v" or (begun and tag == "vn")  # 大力发展: what an adverb goes before
        if not is_verb and tag not in (_AFTER_VERB if governed else _BEFORE_ITEMS):
            break
        governed, begun = governed or is_verb, True
        offset += len(word)
    items = [first[offset:], *re.split(r"、|和|以及|及|与", others)]
    return offset, [item for item in items if len(item) > 1]


def _agrees(items: int, count: str) -> bool:
    numeral = "零一二三四五六七八九十"
    return items == (
        2 if count == "两" else numeral.find(count) if not count.isdigit() else int(count)
    )
