"""Which form a file of questions has, by its content."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from eval.questions import load_questions
from eval.sets import crud, rgb, squad
from eval.sets.question_set import QuestionSet, Task
from qa.errors import QuestionError, SourceError

OWN = "own"
_KNOWN = "本产品的问题集、SQuAD/CMRC/DRCD 阅读理解、CRUD-RAG 新闻问答、RGB 抗噪与拒答"


def load(path: Path, *, reading: bool = False) -> QuestionSet:
    """Read a file of questions in any known form.

    With ``reading``, a reading-comprehension file puts each question to its own passage; without,
    all passages become a library. Raises ``SourceError`` where the file cannot be read and
    ``QuestionError`` where it has no known form or holds something malformed.
    """
    held = objects(path)
    first = held[0] if isinstance(held[0], dict) else {}
    try:
        found = _foreign(held, first, reading=reading)
    except ValidationError as error:
        raise QuestionError(
            f"问题集 {path} 里有不合格式的内容,请改正:{_reason(error)}。"
        ) from error
    if found is None and _is_own(first):
        found = QuestionSet(OWN, Task.ASK, load_questions(path))
    if found is None:
        raise QuestionError(f"认不出问题集 {path} 的格式,可用的格式:{_KNOWN}。")
    if not found.questions:
        raise QuestionError(f"问题集 {path} 里没有问题,请检查内容。")
    return found


def _foreign(held: list[object], first: dict[str, object], *, reading: bool) -> QuestionSet | None:
    if squad.is_squad(first):
        return squad.read(held, reading=reading)
    if rgb.is_instance(first):
        return rgb.read(held)
    if crud.is_item(first):
        return crud.read_items(held)
    if crud.is_line(first):
        return crud.read_lines(held)
    return None


def _is_own(first: dict[str, object]) -> bool:
    """A line of our own form, whole or damaged: its loader says what is wrong with it."""
    return {"id", "question"} <= set(first) and bool({"points", "answerable", "split"} & set(first))


def objects(path: Path) -> list[object]:
    """Return the objects of a file: one, a list of them, or one a line.

    Raises ``SourceError`` where it cannot be read, ``QuestionError`` where it holds no JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不到问题集 {path},请检查路径、权限和编码(UTF-8)。") from error
    found = _whole(text)
    if found is None:
        found = _by_line(path, text)
    if not found:
        raise QuestionError(f"问题集 {path} 里没有问题,请检查内容。")
    return found


def _whole(text: str) -> list[object] | None:
    """The file as one JSON value; ``None`` where it is not."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, list) else [value]


def _by_line(path: Path, text: str) -> list[object]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise QuestionError(f"{path}:{number}:这一行不是有效的 JSON,请改正。") from error
    return found


def _reason(error: ValidationError) -> str:
    """Name the first thing that is wrong: the field and what is expected of it."""
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])} {first['msg']}".strip()
