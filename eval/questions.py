"""The question set: what is asked, what must be in the answer, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qa.errors import QuestionError, SourceError

DEFAULT_SET = Path(__file__).parent / "questions.jsonl"
UNANSWERABLE = "unanswerable"
COLLECTION = "collection"

_Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim fragment of a file that proves a point, and whose article it stands in.

    ``author`` is empty for an unsigned article.
    """

    source: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold answer.

    ``points`` must all appear in the answer, each in one of its spellings. A question that is
    not ``answerable`` has neither points nor evidence; the right answer is a refusal.
    ``history`` holds earlier questions and answers of the conversation.
    """

    id: str
    split: str
    kind: str
    question: str
    answerable: bool
    points: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    history: tuple[tuple[str, str], ...] = ()


def load_questions(path: Path = DEFAULT_SET) -> tuple[Question, ...]:
    """Read a question file, one JSON object a line.

    Raises ``SourceError`` where the file cannot be read and ``QuestionError`` naming file and
    line where a line is malformed, an id is used twice, or the file holds no question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不到问题集 {path},请检查路径、权限和编码(UTF-8)。") from error
    questions = tuple(_parse(path, lines))
    if not questions:
        raise QuestionError(f"问题集 {path} 里没有问题,请每行写一个 JSON 对象。")
    return questions


class _EvidenceLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: _Text
    author: str
    text: _Text


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: _Text
    split: Literal["dev", "test"]
    kind: _Text
    question: _Text
    history: list[tuple[str, str]] = []
    answerable: bool
    points: list[Annotated[list[_Text], Field(min_length=1)]]
    evidence: list[_EvidenceLine]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.answerable == (self.kind == UNANSWERABLE):
            raise ValueError(f"kind 为 {UNANSWERABLE} 时 answerable 应为 false,否则为 true")
        if not self.answerable and (self.points or self.evidence):
            raise ValueError("无法回答的问题不能有 points 或 evidence")
        if self.answerable and not self.points:
            raise ValueError("能回答的问题至少要有一个 points")
        if self.answerable and not self.evidence and self.kind != COLLECTION:
            raise ValueError("能回答的问题至少要有一条 evidence")
        return self

    def question_of(self) -> Question:
        return Question(
            id=self.id,
            split=self.split,
            kind=self.kind,
            question=self.question,
            answerable=self.answerable,
            points=tuple(tuple(spellings) for spellings in self.points),
            evidence=tuple(Evidence(e.source, e.author, e.text) for e in self.evidence),
            history=tuple(self.history),
        )


def _parse(path: Path, lines: Sequence[str]) -> Iterator[Question]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = _Line.model_validate_json(line).question_of()
        except ValidationError as error:
            reason = _reason(error)
            raise QuestionError(
                f"{path}:{number}:这一行不是有效的问题,请改正:{reason}。"
            ) from error
        if question.id in seen:
            raise QuestionError(f"{path}:{number}:编号 {question.id} 重复,请改用别的编号。")
        seen.add(question.id)
        yield question


def _reason(error: ValidationError) -> str:
    """Name the first thing that is wrong: the field and what is expected of it."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field} {first['msg']}".strip()
