"""What a person has put right in how a file was shared out among its articles.

It stands in a sidecar file beside the source, ``page.txt.fix.toml``, and is applied whenever the
source is read. Articles and paragraphs are named by how they begin, since ids and numbers change
with every correction::

    [[article]]
    find = "以数字赋能"             # its headline or label, or its first paragraph
    title = "…"                     # what is left out stays as it was read
    authors = ["…"]
    affiliation = "…"
    checked = true                  # compared with the printed page: nothing is in doubt

    [[move]]
    text = "这段文字的开头"
    to = "标题的开头"
    after = "前一段的开头"          # otherwise it goes where the order of the file puts it
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictBool, ValidationError

from qa.corpus.formats.lines import join_wrapped
from qa.corpus.read import read_bytes
from qa.errors import SourceError

SUFFIX = ".fix.toml"
"""What the name of a sidecar adds to the name of its source."""
SHORTEST = 4
"""Characters that the beginning of an article or a paragraph has at least."""

_MOST = 1_000_000  # bytes of a sidecar
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


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleFix(_Entry):
    """What is right of the article that begins with ``find``; ``None`` leaves it as it was read."""

    find: Beginning
    title: Annotated[str, AfterValidator(_filled)] | None = None
    authors: tuple[Annotated[str, AfterValidator(_name)], ...] | None = None
    affiliation: str | None = None
    checked: StrictBool = False


class Move(_Entry):
    """A paragraph that belongs to the article ``to``, there behind the paragraph ``after``."""

    text: Beginning
    to: Beginning
    after: Beginning | None = None


class _Content(_Entry):
    article: tuple[ArticleFix, ...] = ()
    move: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one file; ``name`` is that of the sidecar, as messages show it."""

    name: str
    articles: tuple[ArticleFix, ...] = ()
    moves: tuple[Move, ...] = ()


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
    try:
        text = read_bytes(place, name, _MOST).decode("utf-8-sig")
        content = _Content.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise wrong(name, f"不是有效的 TOML({error})") from error
    except ValidationError as error:
        raise wrong(name, _explain(error)) from error
    return Corrections(name, content.article, content.move)


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    table, *rest = first["loc"]
    place = f"第 {rest[0] + 1} 处 [[{table}]] 的 " if rest and isinstance(rest[0], int) else ""
    key = ".".join(str(part) for part in (rest[1:] if place else first["loc"])) or "内容"
    said = first.get("ctx", {}).get("error")
    return f"{place}{key} {said or _WRONG.get(first['type'], '的写法不对')}"


def wrong(name: str, what: str) -> SourceError:
    """Return what to raise where a sidecar says what does not fit."""
    return SourceError(f"更正文件“{name}”有误:{what},请改正后再运行 qa index。")
