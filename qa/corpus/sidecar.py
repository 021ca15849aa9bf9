"""What a person has put right in how a file was shared out among its articles.

It stands in a sidecar file beside the source, ``page.txt.fix.toml``, and is applied whenever the
source is read, in this order. Articles and paragraphs are named by how they begin, since ids and
numbers change with every correction::

    [[split]]
    text = "山坡上的果园"           # with this paragraph of an article another begins

    [[join]]
    find = "以数字赋能"             # this article is a part of
    to = "标题的开头"               # that one

    [[article]]
    find = "以数字赋能"             # its headline or label, or its first paragraph
    title = "…"                     # what is left out stays as it was read
    authors = ["…"]
    affiliation = "…"
    checked = true                  # compared with the printed page: nothing is in doubt

    [[move]]
    text = "这段文字的开头"
    to = "标题的开头"               # on whatever page of the file
    after = "前一段的开头"          # otherwise it goes where the order of the file puts it
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictBool, ValidationError

from qa.corpus.formats.encodings import decode
from qa.corpus.formats.lines import join_wrapped
from qa.corpus.read import read_bytes
from qa.errors import SourceError

SUFFIX = ".fix.toml"
"""What the name of a sidecar adds to the name of its source."""
SHORTEST = 4
"""Characters that the beginning of an article or a paragraph has at least."""

_MOST = 1_000_000  # bytes of a sidecar
_HEADER = re.compile(r"\s*\[+\s*([^\s\]]*)")
_AT_LINE = re.compile(r"at line (\d+)")
_TOML = '不合写法:每行写成 项 = "文字",引号、等号、方括号都用英文(半角)的'
_WRONG = {
    "extra_forbidden": "是不认识的项",
    "missing": "没有写",
    "string_type": "应是用引号括起的文字",
    "bool_type": "应是 true 或 false",
    "tuple_type": "应是方括号里的一列",
}


def squeeze(text: str) -> str:
    """Return a text as beginnings are compared: without white space."""
    return "".join(text.split())


def _beginning(text: str) -> str:
    if len(squeeze(text)) < SHORTEST:
        raise ValueError(f"至少要写 {SHORTEST} 个字")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("不能是空的")
    return " ".join(text.split())


def _name(text: str) -> str:
    return join_wrapped("\n".join(_filled(text).split()))  # 陆 静 → 陆静


Beginning = Annotated[str, AfterValidator(_beginning)]


class Entry(BaseModel):
    """One correction."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    table: ClassVar[str]


class Split(Entry):
    """With the paragraph that begins with ``text`` an article of its own begins."""

    table = "split"
    text: Beginning


class Join(Entry):
    """The article that begins with ``find`` is a part of the article ``to``."""

    table = "join"
    find: Beginning
    to: Beginning


class ArticleFix(Entry):
    """What is right of the article that begins with ``find``; ``None`` leaves it as it was read."""

    table = "article"
    find: Beginning
    title: Annotated[str, AfterValidator(_filled)] | None = None
    authors: tuple[Annotated[str, AfterValidator(_name)], ...] | None = None
    affiliation: str | None = None
    checked: StrictBool = False


class Move(Entry):
    """A paragraph that belongs to the article ``to``, there behind the paragraph ``after``."""

    table = "move"
    text: Beginning
    to: Beginning
    after: Beginning | None = None


class _Content(Entry):
    split: tuple[Split, ...] = ()
    join: tuple[Join, ...] = ()
    article: tuple[ArticleFix, ...] = ()
    move: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one file.

    ``name`` is that of the sidecar and ``text`` what it says, as messages show them.
    """

    name: str
    splits: tuple[Split, ...] = ()
    joins: tuple[Join, ...] = ()
    articles: tuple[ArticleFix, ...] = ()
    moves: tuple[Move, ...] = ()
    text: str = ""

    def wrong(self, entry: Entry, key: str, what: str) -> SourceError:
        """Return what to raise where a key of an entry does not fit the file."""
        entries: dict[str, tuple[Entry, ...]] = {
            Split.table: self.splits,
            Join.table: self.joins,
            ArticleFix.table: self.articles,
            Move.table: self.moves,
        }
        n = next(i for i, other in enumerate(entries[entry.table]) if other is entry)
        said = f"{key} = “{getattr(entry, key)}”{what}"
        return _wrong(self.name, _place(self.text, entry.table, n, key), said)


def sidecar(path: Path) -> Path:
    """Return where the corrections of a file stand."""
    return path.with_name(path.name + SUFFIX)


def read_corrections(path: Path, source: str) -> Corrections | None:
    """Read the corrections of a file; ``None`` where there are none.

    Raises ``SourceError`` for a sidecar that cannot be read or says what it may not.
    """
    place, name = sidecar(path), source + SUFFIX
    if not os.path.exists(place):
        return None
    found = decode(read_bytes(place, name, _MOST))
    if found is None or found.replaced:
        raise _wrong(name, "", "文字读不出来,请在记事本里另存为 UTF-8 编码")
    try:
        content = _Content.model_validate(tomllib.loads(found.text))
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        raise _wrong(name, f"第 {at[1]} 行" if at else "末行", _TOML) from error
    except RecursionError as error:
        raise _wrong(name, "", _TOML) from error
    except ValidationError as error:
        raise _wrong(name, *_explain(error, found.text)) from error
    return Corrections(name, content.split, content.join, content.article, content.move, found.text)


def _explain(error: ValidationError, text: str) -> tuple[str, str]:
    """Say where the first thing is that may not be so, and what it is."""
    first = error.errors()[0]
    table, *rest = map(str, first["loc"])
    entry = rest and rest[0].isdigit()
    key = ".".join(rest[1:] if entry else [table, *rest])
    place = _place(text, table, int(rest[0]), rest[1] if rest[1:] else "") if entry else ""
    said = first.get("ctx", {}).get("error")
    return place, f"{key or '内容'} {said or _WRONG.get(first['type'], '的写法不对')}"


def _place(text: str, table: str, n: int, key: str) -> str:
    """Name the place of a key in the ``n``-th table of a name: its line, or that of the table."""
    lines = text.split("\n")
    headers = [(i, m[1]) for i, line in enumerate(lines) if (m := _HEADER.match(line))]
    own = [i for i, name in headers if name == table]
    if n >= len(own):
        return f"第 {n + 1} 处 {table} 的 "  # written as a list
    end = next((i for i, _ in headers if i > own[n]), len(lines))
    within = range(own[n], end)
    at = next((i for i in within if re.match(rf"\s*{re.escape(key)}\s*=", lines[i])), own[n])
    return f"第 {at + 1} 行 [[{table}]] 的 "


def _wrong(name: str, place: str, what: str) -> SourceError:
    return SourceError(f"更正文件“{name}”{place}{what};请改正后再运行 qa index。")
