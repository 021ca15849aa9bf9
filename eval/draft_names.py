"""Drafts of questions for people, organisations and what things are called, by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.draft_clauses import (
    Context,
    Draft,
    Opening,
    finished,
    has_subject,
    is_specific,
    replaced,
)
from eval.draft_words import ACTS, NAMED, OFFICE, POST, SAYS
from qa.corpus.names import is_name
from qa.words import tagged

_DEED = 8  # characters of a deed that one can be known by


def person(context: Context) -> Iterator[Draft]:
    """某市委书记李某 → 某市委书记是谁?"""
    tokens = tagged(context.text)
    for i, (word, tag) in enumerate(tokens):
        if not tag.startswith("nr") or not (is_name(word) or "·" in word) or len(word) < 2:
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else ("", "")
        if after[1].startswith(("nr", "n", "uj")) or after[0] in ("、", "等", "和", "·"):
            continue
        post = _noun_phrase(tokens[:i])
        if any(t.startswith("nr") for _, t in tagged(post)):
            continue
        if POST.search(post) and 4 < len(post) <= 26 and is_specific(post):
            yield Draft("person", finished(f"{post}是谁"), (word,))


_SPEAKS = (
    "说",
    "称",
    "表示",
    "指出",
    "认为",
    "介绍",
    "强调",
    "告诉",
    "透露",
    "坦言",
    "回忆",
    "提到",
)


def doer(context: Context) -> Iterator[Draft]:
    """李某签署了某法 → 签署了某法的是谁?"""
    if not context.clauses:
        return
    clause = context.clauses[0].text
    tokens = [*tagged(clause), ("", ""), ("", "")]
    (word, tag), (does, kind) = tokens[:2]
    if (
        not tag.startswith("nr")
        or kind != "v"
        or does in _SPEAKS
        or does in "是有在为成"
        or not is_name(word)
    ):
        return
    deed = clause[len(word) :]
    if len(deed) >= _DEED and is_specific(deed) and not SAYS.search(deed):
        yield Draft("person", finished(f"{deed}的是谁"), (word,))


def _noun_phrase(tokens: list[tuple[str, str]]) -> str:
    """The run of nouns at the end of ``tokens``."""
    kept: list[str] = []
    for word, tag in reversed(tokens):
        if not tag.startswith(("n", "j", "b", "vn", "s", "f", "eng", "l")):
            break
        kept.append(word)
    return "".join(reversed(kept))


_BY = re.compile(
    rf"由([^,。;、由]{{2,24}}?(?:{OFFICE}))(?=[^,。;]{{0,6}}(?:{ACTS}|负责|建设|牵头))"
)
_DOES = re.compile(
    rf"([^,。;、的]{{2,20}}(?:{OFFICE}))((?:联合|正式|已|共同)?(?:{ACTS})(?:了)?(?!的).{{6,34}})$"
)


_ACT = re.compile(ACTS)


def organisation(context: Context) -> Iterator[Draft]:
    """由某公司承建 → 由哪个单位承建? 某部发布… → 发布…的是哪个单位?"""
    for n, clause in enumerate(context.clauses):
        if found := _BY.search(clause.text):
            asked = replaced(clause, found.start(1), found.end(1), "哪个单位")
            yield Draft("organisation", context.question(n, asked), (found[1],))
        elif (found := _DOES.match(clause.text)) and is_specific(found[2]):
            if has_subject(found[1]) and not _ACT.search(found[1]):
                yield Draft("organisation", finished(f"{found[2]}的是哪个单位"), (found[1],))


_QUOTED = re.compile(rf"“([^“”]{{2,14}})”(?=(?P<thing>[\u4e00-\u9fff]{{0,4}}?(?:{NAMED})))")


def name(context: Context) -> Iterator[Draft]:
    """做靓“某某”人才品牌 → 做靓什么人才品牌?"""
    for n, clause in enumerate(context.clauses):
        found = _QUOTED.search(clause.text)
        if not found or clause.text.count("“") != 1 or found.start() < 2:
            continue
        thing = tagged(found["thing"])
        governed = tagged(clause.text[: found.start()])[-1][1] in ("v", "ul", "vn", "a", "g")
        if not governed or not all(tag.startswith(("n", "vn", "a", "b", "l")) for _, tag in thing):
            continue
        asked = replaced(clause, found.start(), found.end(), "什么")
        yield Draft("definition", context.question(n, asked), (found[1],))


_IS = re.compile(r"([^,。;是]{2,14})是([^,。;是]{6,32})$")


def definition(context: Context) -> Iterator[Draft]:
    """某某是某种… → 某某是什么?"""
    if not context.clauses:
        return
    found = _IS.match(context.clauses[0].text)
    if found is None or found[2].endswith(("的", "了")) or "的" not in found[2]:
        return
    tags = tagged(found[1])
    nominal = all(t.startswith(("n", "vn", "j", "eng", "b", "l", "a", "x")) for _, t in tags)
    if nominal and tagged(found[2])[-1][1].startswith(("n", "vn", "l")):
        asked = context.placed(f"{found[1]}是什么", Opening.SUBJECT)
        yield Draft("definition", asked, (found[2],))
