"""Lines that name the author: bylines above an article, credits below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from qa.corpus.names import is_name, names

MARKS = "□■●○◎◆◇▲△▶►★☆◤◢※"

_MARKED = re.compile(rf"[{MARKS}]\s*")
_POST = (
    r"(?:首席|特约|特派|见习|实习|全媒体|融媒体|高级)*"
    r"(?:记者|通讯员|评论员|撰稿人|观察员|编辑|实习生|主持人)"
)
_REPORTER = re.compile(
    rf"(?P<post>(?:[\u3400-\u9fffA-Za-z0-9·]+[-—/ ])?[\u3400-\u9fff]{{0,12}}?{_POST})"
    rf"[:：\s]*(?P<names>.*)"
)
_WRITER = re.compile(
    r"(?:(?:文[/、]图|图[/、]文|文图)\s*[:：/／|｜\s]|"
    r"(?:文|作者|撰文|撰稿|执笔|口述|整理)\s*[:：/／|｜])\s*(.+)"
)
_WRITTEN = re.compile(r"(.+?)\s*(?:[/／]\s*文|撰文|(?<=\s)文)$")

_OPENERS, _CLOSERS = "(（【[", ")）】]"
_AUTHOR = re.compile(r"(?:本文)?作者(?:简介|单位)?")
_LINK = re.compile(r"\s*[:：,，]?\s*(?:分别)?(?:系|为|是|均为|均系|来自)?\s*[:：]?\s*")
_NOTE = re.compile(
    r"[,，;；。]?\s*(?=(?:本文|本研究|该文|此文)(?:系|为|是|受|得到)|"
    r"(?:基金|课题|项目)(?:项目|编号|名称)?[:：])"
)
_WIRE = re.compile(
    r"(?:据|综合|来源|原载|原文载|转自|摘自|转载自|刊于|载于|新华社|中新社|人民日报|本报)"
    r"|.{0,20}(?:电|讯|报道|供稿)$|责任?编辑?[:：]"
)

_NAMED = r"[（(](?:[^)）]{0,10}记者|通讯员)[:：\s]*([^)）]{2,30})[)）]"
_DATELINE = re.compile(rf".{{0,30}}?{_NAMED}")
_LATE_DATELINE = re.compile(rf".{{30,150}}?(?:讯|电|消息|报道)\s*{_NAMED}")
_ABOVE, _BELOW = 60, 120
"""Characters at the beginning and end of a text where the template of a web page names authors."""
_STAFF = r"(?:责任|本期|流程)?编辑|责编|[一二三初终]审|审核|校对|来源|本文|返回|通讯"
_SIGNED_ABOVE = re.compile(r"作者\s*[:：|｜]\s*((?:[\u3400-\u9fff]{2,4}[\s、]+)+)")
_SIGNED_BELOW = re.compile(
    rf"作者\s*(?:[:：|｜]\s*([^。！？，,:：（）()【]{{2,40}}?)(?=\s*(?:{_STAFF}|[（）()【]|$))|"
    rf"([\u3400-\u9fff]{{2,4}}?)(?={_STAFF}))"
)
_IN_BRACKET_BELOW = re.compile(r"[。！？”…]\s*[（(]([^（）()]{2,20})[)）][^。！？（）()]{0,30}$")


@dataclass(frozen=True, slots=True)
class Byline:
    """The names a line gives, and the post that stands before them."""

    names: tuple[str, ...]
    post: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """What the bracket below an article says, and where in its block it begins.

    ``wire`` is true where it names a source of the report instead of the author's post.
    """

    start: int
    names: tuple[str, ...] = ()
    affiliation: str = ""
    note: str = ""
    wire: bool = False


def byline(text: str) -> Byline | None:
    """Read a line as a byline; ``None`` if it is something else.

    Known are names alone, behind a mark such as □, behind a post (``本报记者``), or with
    ``文/``. Several people may stand in a row, each with a post of their own.
    """
    if len(text) > 60 or re.search(r"[。！？!?“”《》]", text):
        return None
    marked = bool(_MARKED.match(text))
    found: list[str] = []
    post = ""
    for part in _MARKED.split(text):
        if not part.strip():
            continue
        people, role = _people(part.strip(), marked)
        if not people:
            return None
        found.extend(people)
        post = post or role
    return Byline(tuple(found), post) if found else None


def _people(text: str, marked: bool) -> tuple[tuple[str, ...], str]:
    """Return the names of one part of a byline and the first post in it."""
    if match := _WRITER.match(text) or _WRITTEN.match(text):
        return names(match[1], marked=True), ""
    match = _REPORTER.match(text)
    if not match:
        return _placed(text) if marked else (names(text), "")
    post = " ".join(match["post"].split())
    if not match["names"].strip():
        return ((post,), post) if post.startswith("本报") else ((), "")
    if further := re.search(_POST, match["names"]):
        before = names(match["names"][: further.start()], marked=True)
        return before + _people(match["names"][further.start() :], marked)[0], post
    return names(match["names"], marked=True), post


def _placed(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names behind a mark, and the institution where one stands before them."""
    if people := names(text, marked=True):
        return people, ""
    place, _, rest = text.partition(" ")
    people = names(rest, marked=True) if len(place) > 3 else ()
    return people, place if people else ""


def credit(text: str) -> Credit | None:
    """Find the credit that ``text`` ends with, or that it consists of; ``None`` without one."""
    start = _last_bracket(text)
    if start is None:
        inner, start = (text, 0) if _AUTHOR.match(text) and len(text) <= 120 else ("", 0)
    else:
        inner = text[start + 1 :].rstrip(_CLOSERS)
    inner = " ".join(inner.split())
    if _AUTHOR.match(inner):
        return _author_credit(inner, start)
    return _wire_credit(inner, start)


def _last_bracket(text: str) -> int | None:
    """Return where the bracket begins that ``text`` ends with (or fails to close)."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in _CLOSERS) - (text[at] in _OPENERS)
        if depth < 0:  # the scan lost the closing bracket
            return at if _AUTHOR.match(text, at + 1) else None
        if depth == 0 and text[-1] in _CLOSERS:
            return at
    return None


def _author_credit(inner: str, start: int) -> Credit:
    """Read ``作者…``: names if it gives them, post or institution, and the note behind it."""
    rest = inner[_AUTHOR.match(inner).end() :]  # type: ignore[union-attr]
    body, note = rest, ""
    if cut := _NOTE.search(rest):
        body, note = rest[: cut.start()], rest[cut.end() :]
    body = body.lstrip(":： ")
    people: tuple[str, ...] = ()
    if match := re.match(
        r"([^系为是:：,，]{2,20}?)\s*(?:[,，]?\s*(?:分别)?(?:系|为|是)|[,，:：])", body
    ):
        people = names(match[1], marked=False)
        body = body[match.end(1) :] if people else body
    affiliation = body[_LINK.match(body).end() :]  # type: ignore[union-attr]
    if is_name(affiliation):
        people, affiliation = (affiliation,), ""
    return Credit(start, people, affiliation.rstrip("。,， "), note)


def _wire_credit(inner: str, start: int) -> Credit | None:
    """Read a bracket that names reporters or the source of the report."""
    if not inner or len(inner) > 60:
        return None
    if found := byline(inner):
        return Credit(start, found.names, found.post)
    if _NOTE.match(inner):
        return Credit(start, note=inner)
    if _WIRE.match(inner) and not re.search(r"[。！？]", inner):
        return Credit(start, note=inner, wire=True)
    return None


def reporters(text: str) -> tuple[str, ...]:
    """Return the reporters named in the dateline that a report opens with."""
    return _in_bracket(_DATELINE.match(text))


def told_within(opening: str, closing: str) -> tuple[str, ...]:
    """Return the authors whom the text of an article from the web names: in the dateline behind a
    headline that is repeated, or where a page's template put them, before the text or below it.
    """
    return (
        _in_bracket(_LATE_DATELINE.match(opening))
        or _signed(_SIGNED_BELOW.search(closing[-_BELOW:]))
        or _signed(_SIGNED_ABOVE.search(opening[:_ABOVE]))
        or _bracketed(_IN_BRACKET_BELOW.search(closing[-_BELOW:]))
    )


def _in_bracket(dateline: re.Match[str] | None) -> tuple[str, ...]:
    people = re.split(r"\s*(?:通讯员|记者)\s*", dateline[1]) if dateline else []
    return tuple(name for part in people for name in names(part, marked=True))


def _bracketed(below: re.Match[str] | None) -> tuple[str, ...]:
    signed = byline(below[1]) if below else None
    return signed.names if signed else ()


def _signed(signature: re.Match[str] | None) -> tuple[str, ...]:
    """The names behind 作者:, before whatever follows them."""
    row = re.split(r"[\s、/]+", next(filter(None, signature.groups()))) if signature else []
    return tuple(takewhile(lambda name: is_name(name, marked=True), row))
