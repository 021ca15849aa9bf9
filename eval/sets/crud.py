"""CRUD-RAG questions over a collection of news (Lyu et al., ACM TOIS 2025, arXiv:2401.17043).

Two forms are known. The benchmark's own file brings the news that each question was made from::

    {"questanswer_1doc": [{"ID", "event", "questions", "answers", "news1", "news2"?, …}], …}

or a plain list of such items. A question line ``{"id", "question", "answer", "docs"?}`` is asked
over a library of the collection; ``docs`` are places of articles in the collection's file.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from eval.questions import Evidence, Question
from eval.sets.question_set import QuestionSet, Shelf, Task, clauses, proof

FORM = "crud"
_TASK = "questanswer_"


class Item(BaseModel):
    """A question of the benchmark's own file."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(validation_alias=AliasChoices("ID", "id"), coerce_numbers_to_str=True)
    questions: str = Field(min_length=1)
    answers: str = Field(min_length=1)

    @property
    def news(self) -> list[str]:
        """The articles that the question was made from."""
        extra = self.model_extra or {}
        return [extra[key] for key in sorted(extra) if key.startswith("news") and extra[key]]


class Line(BaseModel):
    """A question over a collection, and the places of the articles that answer it."""

    id: str = Field(coerce_numbers_to_str=True)
    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)
    docs: list[int] = []


def is_item(first: dict[str, object]) -> bool:
    """Tell whether the first object of a file is of the benchmark's own form."""
    return {"questions", "answers"} <= set(first) or any(key.startswith(_TASK) for key in first)


def is_line(first: dict[str, object]) -> bool:
    """Tell whether the first object of a file is a question over a collection."""
    return {"id", "question", "answer"} <= set(first) and "split" not in first


def read_lines(objects: list[object]) -> QuestionSet:
    """Read questions to be asked over the configured library."""
    lines = [Line.model_validate(found) for found in objects]
    questions = (
        Question(line.id, "dev", "news", line.question, True, clauses(line.answer))
        for line in lines
    )
    return QuestionSet(FORM, Task.ASK, tuple(questions))


def read_items(objects: list[object]) -> QuestionSet:
    """Read questions with their news, which become the library."""
    shelf = Shelf()
    questions: dict[str, Question] = {}
    for kind, item in _items(objects):
        for text in item.news:
            shelf.put(text)
        name = f"{kind}:{item.id}" if f"{kind}:{item.id}" not in questions else f"{len(questions)}"
        questions[name] = Question(
            name, "dev", kind, item.questions, True, clauses(item.answers), tuple(_evidence(item))
        )
    return QuestionSet(FORM, Task.ASK, tuple(questions.values()), shelf.passages)


def _items(objects: list[object]) -> Iterator[tuple[str, Item]]:
    """Yield the items with the name of their task."""
    for found in objects:
        if isinstance(found, dict) and "questions" not in found:
            for task, items in found.items():
                if task.startswith(_TASK):
                    yield from ((task, Item.model_validate(item)) for item in items)
        else:
            item = Item.model_validate(found)
            yield f"{_TASK}{len(item.news)}doc", item


def _evidence(item: Item) -> Iterator[Evidence]:
    """The sentences of the news in which clauses of the answer stand word for word."""
    for (clause,) in clauses(item.answers):
        for text in item.news:
            if (start := text.find(clause)) >= 0:
                yield proof(text, start, start + len(clause))
                break
