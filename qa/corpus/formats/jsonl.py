"""Ready articles, one JSON object a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from qa.corpus.bylines import byline
from qa.corpus.formats.document import read_record
from qa.corpus.formats.lines import Facts, Line, Part, iso_date
from qa.corpus.formats.packed import Position, read_lines
from qa.errors import SourceError
from qa.limits import Limits
from qa.schema import Role

NOTES = 5
"""How many lines that were skipped are described; the others are counted."""

_SEPARATORS = re.compile(r"[、,，;；]\s*")
_LINE_ENDS = re.compile(r"[\r\n\u2028\u2029]+")
_NO_HEADLINE = re.compile(r"\d{1,2}[-/:：月]\d{1,2}|来源\s*[:：]|https?:|[>＞|｜]|^\W*$")


def _to_list(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    """Let a list of strings also be written as one string."""
    return [value] if isinstance(value, str) else value


def _to_text(value: Any) -> Any:  # noqa: ANN401 - what stands in the file
    """Let a number stand for its text, and null for nothing."""
    return "" if value is None else str(value) if isinstance(value, int) else value


_Text = Annotated[str, BeforeValidator(_to_text)]
_Texts = Annotated[list[_Text], BeforeValidator(_to_list)]


class _Entry(BaseModel):
    """A line of the file. Keys that are not named here are of no concern."""

    model_config = ConfigDict(extra="ignore")

    title: _Text = ""
    head: _Text = ""
    text: _Text = ""
    content: _Text = ""
    paragraphs: _Texts | None = None
    author: _Texts | None = None
    authors: _Texts | None = None
    affiliation: _Text = ""
    paper: _Text = ""
    date: _Text = ""
    page: _Text = ""


def read_jsonl(
    path: Path, source: str, limits: Limits, notes: list[str], position: Position
) -> Iterator[Part]:
    """Yield the articles of a file, reading a line at a time.

    A line that is no article is skipped and noted. Raises ``SourceError`` for a file that
    cannot be read, or that has no article at all.
    """
    good = bad = 0
    for number, line in enumerate(read_lines(path, source, limits, position), start=1):
        if line is not None and not line.strip():
            continue
        try:
            part = _read(line, source, number, limits)
        except _SkipError as error:
            bad += 1
            _note(notes, number, bad, str(error))
        else:
            good += 1
            yield part
    if not good:
        raise SourceError("".join([f"文件“{source}”里没有可用的文章,请检查格式。", *notes[:1]]))


class _SkipError(Exception):
    """Why a line is no article, in Chinese."""


def _note(notes: list[str], number: int, bad: int, reason: str) -> None:
    if bad <= NOTES:
        notes.append(f"跳过第 {number} 行:{reason}。")
    elif bad == NOTES + 1:
        notes.append("另有 1 行跳过。")
    else:
        notes[-1] = f"另有 {bad - NOTES} 行跳过。"


def _read(line: bytes | None, source: str, number: int, limits: Limits) -> Part:
    """Make an article of a line. Raises ``_SkipError``."""
    if line is None:
        raise _SkipError(f"超过 {limits.line_bytes} 字节")
    try:
        entry = _Entry.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise _SkipError(_explain(error)) from error
    part = read_record(_lines(entry), _facts(entry), source, number)
    if not part.articles:
        raise _SkipError("没有正文(text、content 或 paragraphs)")
    return part


def _explain(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return "不是有效的 JSON(须为 UTF-8)"
    if not first["loc"]:
        return "不是 JSON 对象"
    return f"“{first['loc'][0]}”的值不是文字"


def _lines(entry: _Entry) -> list[Line]:
    """Lay the fields of a record out as the lines of an article."""
    title = _title(entry)
    declared = ["、".join(_authors(entry)), entry.affiliation.strip()]
    paragraphs = entry.paragraphs or [entry.text or entry.content]
    return [
        *([Line(title, 1)] if title else []),
        *(Line(text, role=Role.HEAD) for text in declared if text),
        *(Line(t) for p in paragraphs for line in _LINE_ENDS.split(p) if (t := line.strip())),
    ]


def _facts(entry: _Entry) -> Facts:
    return Facts(
        authors=_authors(entry),
        affiliation=entry.affiliation.strip(),
        paper=entry.paper.strip(),
        date=iso_date(entry.date) or entry.date.strip() or iso_date(entry.head),
        page=entry.page.strip(),
    )


def _title(entry: _Entry) -> str:
    """Return the headline; ``head`` is one unless it is a date, a source or a byline."""
    other = _NO_HEADLINE.search(entry.head) or byline(entry.head.strip())
    return " ".join((entry.title or ("" if other else entry.head)).split())


def _authors(entry: _Entry) -> tuple[str, ...]:
    given = entry.authors or entry.author or []
    if not given and (signed := byline(entry.head.strip())):
        return signed.names
    names = [name.strip() for text in given for name in _SEPARATORS.split(text)]
    return tuple(dict.fromkeys(name for name in names if name))
