"""Drafts of questions for numbers, dates, places and reasons, by pattern.

Chinese asks where the answer stands: the answer is replaced by the word that asks for it, and
nothing else moves. What a clause leaves to the sentence (its subject) is put before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eval.draft_clauses import (
    Context,
    Draft,
    finished,
    has_subject,
    has_verb,
    is_anchored,
    replaced,
)
from eval.draft_words import DATE, DIGITS, HELD, NUMBER, SAYS, date_asked, number_asked
from qa.words import tagged

_LISTED = re.compile(r"、.*(?:等$|、)")


def number(context: Context) -> Iterator[Draft]:
    """共有5.82万名 → 共有多少名? Only of clauses with one number."""
    for n, clause in enumerate(context.clauses):
        plain = DATE.sub("", clause.text)
        found = NUMBER.search(clause.text)
        if found is None or len(DIGITS.findall(plain)) != 1 or found.start() < 2:
            continue
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        if (
            not has_verb(before)
            or after.startswith(("的", "级", "以", "制", "化"))
            or _LISTED.search(before)
        ):
            continue
        asked = f"{before}{number_asked(found)}{after}"
        more = found["more"] or ""
        yield Draft(
            "number", context.question(n, asked), (f"{found['value']}{more}{found['unit']}",)
        )


_NO_EVENT = re.compile(r"(?:自|从|至|截至|截止)$|[^\u4e00-\u9fff”》]$|《[^》]*$")


_EVENT = 12  # characters of what happened, so that one can know it by them
_WHEN = re.compile(r"(?:于|在|到|至|将|力争|计划|争取|预计|曾)$")


def date(context: Context) -> Iterator[Draft]:
    """2月20日,某市召开… → 某市召开…是什么时候? 到2026年… → 到哪一年…?"""
    for n, clause in enumerate(context.clauses):
        found = DATE.search(clause.text)
        if found is None or len(DATE.findall(clause.text)) != 1:
            continue
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        if re.match(
            r"[起至到前后度来初末底中的以版-]|\d|[—~]|年|第|[上下]半年|[春夏秋冬]|财年", after
        ):
            continue
        if not before:
            event = after or (context.clauses[n + 1].text if n + 1 < len(context.clauses) else "")
            if event and has_subject(event) and has_verb(event) and not SAYS.search(event):
                event = event.removesuffix("时")
                asked = (
                    event
                    if is_anchored(event) and len(event) >= _EVENT and "作为" not in event
                    else ""
                )
                yield Draft(
                    "date", finished(f"{asked}是什么时候" if asked else ""), (found.group(),)
                )
        elif _happens(before, after):
            asked = f"{before}{date_asked(found.group())}{after}"
            yield Draft("date", context.question(n, asked), (found.group(),))


def _happens(before: str, after: str) -> bool:
    """Tell whether a date between two texts says when something happens: it may be part of a name,
    or the beginning of a span of time.
    """
    if _NO_EVENT.search(before) or SAYS.search(after) or not has_verb(after):
        return False
    return bool(_WHEN.search(before)) or tagged(after)[0][1] in ("v", "d", "p", "ad")


_AT = re.compile(rf"在((?:(?!在)[^,。;、]){{2,18}}?)(?=(?:正式|隆重|顺利|成功)?(?:{HELD}))")


_NO_PLACE = re.compile(r"[上中下里内后前时期间的]$")


def place(context: Context) -> Iterator[Draft]:
    """某会在某地举行 → 某会在哪里举行?"""
    for n, clause in enumerate(context.clauses):
        found = _AT.search(clause.text)
        if found and found.start() > 3 and any(t == "ns" for _, t in tagged(found[1])):
            if not _NO_PLACE.search(found[1]) and "为" not in clause.text[found.end() :]:
                asked = replaced(clause, found.start(1), found.end(1), "哪里")
                yield Draft("place", context.question(n, asked), (found[1],))


_SINCE = re.compile(r"^(?:由于|因为|因)([^,。;]{4,32})$")
_FOR = re.compile(r"^(?:为了|为)([^,。;的]{2}[^,。;]{4,30})$")


_MEANS = re.compile(r"依托|按照|根据|通过|围绕")  # what follows would be the deed


def reason(context: Context) -> Iterator[Draft]:
    """由于甲,乙 → 为什么乙? 为甲,乙 → 乙是为了什么?"""
    for n, clause in enumerate(context.clauses[:-1]):
        then = context.clauses[n + 1].text.removeprefix("所以")
        if not has_verb(then) or not has_subject(then) or _MEANS.search(then):
            continue
        if found := _SINCE.match(clause.text):
            yield Draft(
                "explanation", finished(f"为什么{then}") if is_anchored(then) else "", (found[1],)
            )
        elif (found := _FOR.match(clause.text)) and tagged(found[1])[0][1] in ("v", "d", "ad", "a"):
            asked = f"{then}是为了什么" if is_anchored(then) else ""
            yield Draft("explanation", finished(asked), (found[1],))
