"""Draft files: a question a line, marked as a draft until a person has approved it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.questions import Question
from qa.errors import QuestionError, SourceError

Line = dict[str, Any]


def line_of(question: Question) -> Line:
    """Return a question as a draft line."""
    line: Line = {
        "draft": True,
        "id": question.id,
        "split": question.split,
        "kind": question.kind,
        "question": question.question,
        "answerable": question.answerable,
        "points": [list(spellings) for spellings in question.points],
        "evidence": [
            {
                "source": e.source,
                "author": e.author,
                "title": e.title,
                "paragraph": e.paragraph,
                "text": e.text,
            }
            for e in question.evidence
        ],
    }
    return line | ({"tags": list(question.tags)} if question.tags else {})


def write(path: Path, lines: Iterable[Line]) -> None:
    """Write lines anew. Raises ``SourceError`` where the file cannot be written."""
    _write(path, "w", lines)


def append(path: Path, line: Line) -> None:
    """Add a line at the end of a file. Raises ``SourceError`` where it cannot be written."""
    _write(path, "a", [line])


def _write(path: Path, mode: str, lines: Iterable[Line]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise SourceError(f"写不了文件 {path},请检查文件夹是否存在、有没有权限。") from error


def read(path: Path) -> list[Line]:
    """Read a draft file. Raises ``SourceError`` or ``QuestionError`` where it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不到草稿 {path},请检查路径、权限和编码(UTF-8)。") from error
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except ValueError as error:
        raise QuestionError(f"{path} 不是问题草稿,请用 python -m eval.draft 生成。") from error


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person made of a draft: its question and its points, each with its spellings."""

    question: str
    points: Sequence[Sequence[str]]


def approved(line: Line, edited: Edited | None = None) -> Line:
    """Return a draft line as a line of the question set."""
    kept = {key: value for key, value in line.items() if key != "draft"}
    if edited:
        kept |= {"question": edited.question, "points": [list(p) for p in edited.points]}
    return kept
