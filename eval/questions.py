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
OFF_TOPIC = "off_topic"
ATTACK = "attack"
REFUSED = frozenset({UNANSWERABLE, OFF_TOPIC})
"""The kinds of question that the right answer to is a refusal."""
NEAR_MISS = "near_miss:"
"""How the tags begin that say what makes an unanswerable question a near miss."""
MULTI_TURN = "multi_turn"
COLLECTION = "collection"

_Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim fragment of a file that proves a point, and whose article it stands in.

    ``author`` is empty for an unsigned article, ``title`` for one without headline. ``paragraph``
    is its number in the article, 0 for the head and where it is not known.
    """

    source: str
    author: str
    text: str
    title: str = ""
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold answer.

    ``points`` must all appear in the answer, each in one of its spellings. A question that is
    not ``answerable`` has neither points nor evidence; the right answer is a refusal.
    ``history`` holds earlier questions and answers of the conversation. Questions of one ``group``
    ask the same in other words. ``tags`` name the form of a question, and what makes it a near
    miss.

    An attack (``kind``) tries to make the product do something else than answer from its
    collection, and is to be refused. One that wraps an order around a question which the
    collection answers is ``answerable``: the right answer is that answer.
    """

    id: str
    split: str
    kind: str
    question: str
    answerable: bool
    points: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    difficulty: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()


def load_questions(path: Path = DEFAULT_SET) -> tuple[Question, ...]:
    """Read a question file, one JSON object a line.

    Raises ``SourceError`` where the file cannot be read and ``QuestionError`` naming file and
    line where a line is malformed, an id is used twice, a group is not one, or the file holds no
    question.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不到问题集 {path},请检查路径、权限和编码(UTF-8)。") from error
    questions = tuple(_parse(path, lines))
    if not questions:
        raise QuestionError(f"问题集 {path} 里没有问题,请每行写一个 JSON 对象。")
    _check_groups(path, questions)
    return questions


class _EvidenceLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: _Text
    author: str
    text: _Text
    title: str = ""
    paragraph: Annotated[int, Field(ge=0)] = 0


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
    difficulty: Literal["", "easy", "medium", "hard"] = ""
    group: str = ""
    tags: list[_Text] = []
    draft: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.draft:
            raise ValueError("还是草稿,请先用 python -m eval.draft --approve 逐条核对")
        if self.kind != ATTACK and self.answerable == (self.kind in REFUSED):
            kinds = "、".join(sorted(REFUSED))
            raise ValueError(
                f"kind 为 {kinds} 时 answerable 应为 false,为 {ATTACK} 时任一,否则为 true"
            )
        if not self.answerable and (self.points or self.evidence):
            raise ValueError("无法回答的问题不能有 points 或 evidence")
        if self.answerable and not self.points:
            raise ValueError("能回答的问题至少要有一个 points")
        if self.answerable and not self.evidence and self.kind != COLLECTION:
            raise ValueError("能回答的问题至少要有一条 evidence")
        return self

    @model_validator(mode="after")
    def _rightly_tagged(self) -> Self:
        if self.answerable and any(tag.startswith(NEAR_MISS) for tag in self.tags):
            raise ValueError(f"能回答的问题不能有 {NEAR_MISS} 开头的 tags")
        if MULTI_TURN in self.tags and not self.history:
            raise ValueError(f"tags 有 {MULTI_TURN} 的问题要有 history")
        return self

    def question_of(self) -> Question:
        return Question(
            id=self.id,
            split=self.split,
            kind=self.kind,
            question=self.question,
            answerable=self.answerable,
            points=tuple(tuple(spellings) for spellings in self.points),
            evidence=tuple(
                Evidence(e.source, e.author, e.text, e.title, e.paragraph) for e in self.evidence
            ),
            history=tuple(self.history),
            difficulty=self.difficulty,
            group=self.group,
            tags=tuple(self.tags),
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


def _check_groups(path: Path, questions: Sequence[Question]) -> None:
    """Refuse a group of one, and one whose questions differ in their answer or split."""
    groups: dict[str, list[Question]] = {}
    for question in questions:
        if question.group:
            groups.setdefault(question.group, []).append(question)
    for name, members in groups.items():
        if len(members) < 2:
            raise QuestionError(f"{path}:题组 {name} 只有一个问题,请补上另一种问法,或去掉 group。")
        if len({(q.split, q.answerable, q.points) for q in members}) > 1:
            raise QuestionError(
                f"{path}:题组 {name} 各题的 split、answerable 和 points 应当相同,请改正。"
            )


def _reason(error: ValidationError) -> str:
    """Name the first thing that is wrong: the field and what is expected of it."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field} {first['msg']}".strip()
