"""Reading-comprehension files: SQuAD and its Chinese kin CMRC 2018 and DRCD.

Four forms are known. SQuAD 1 and 2 (Rajpurkar et al., EMNLP 2016 and ACL 2018), which DRCD (Shao
et al. 2018) and CMRC's second release follow::

    {"data": [{"title"?, "paragraphs": [{"context", "qas": [
        {"id", "question", "answers": [{"text", "answer_start"}], "is_impossible"?}]}]}]}

CMRC 2018's first release (Cui et al., EMNLP 2019)::

    [{"context_text", "title"?, "qas": [{"query_id", "query_text", "answers": ["…"]}]}]

and a paragraph a line::

    {"context", "qas": [{"id", "question", "answers": [{"text", "start"}]}]}
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import AliasChoices, BaseModel, Field, field_validator

from eval.questions import UNANSWERABLE, Question
from eval.sets.question_set import QuestionSet, Shelf, Task, proof

FORM = "squad"
_START = AliasChoices("start", "answer_start")


class Span(BaseModel):
    """An answer and where it begins in the passage; below 0 where the file does not say."""

    text: str = Field(min_length=1)
    start: int = Field(default=-1, validation_alias=_START)


class Asked(BaseModel):
    """A question on a passage, with one or several annotators' answers."""

    id: str = Field(validation_alias=AliasChoices("id", "query_id"))
    question: str = Field(validation_alias=AliasChoices("question", "query_text"))
    answers: list[Span] = []
    is_impossible: bool = False

    @field_validator("answers", mode="before")
    @classmethod
    def _spans(cls, value: object) -> object:
        """Let an answer also be written as its text alone."""
        if not isinstance(value, list):
            return value
        return [{"text": answer} if isinstance(answer, str) else answer for answer in value]


class Paragraph(BaseModel):
    """A passage with the questions on it."""

    context: str = Field(min_length=1, validation_alias=AliasChoices("context", "context_text"))
    qas: list[Asked]
    title: str = ""


class _Document(BaseModel):
    paragraphs: list[Paragraph]
    title: str = ""


class _File(BaseModel):
    data: list[_Document]


def is_squad(first: dict[str, object]) -> bool:
    """Tell whether the first object of a file is of one of these forms."""
    is_paragraph = "qas" in first and bool({"context", "context_text"} & set(first))
    return is_paragraph or isinstance(first.get("data"), list)


def read(objects: list[object], *, reading: bool) -> QuestionSet:
    """Read the objects of a file; with ``reading``, each question is put to its own passage.

    Raises ``pydantic.ValidationError`` where an object is malformed.
    """
    return question_set(list(_paragraphs(objects)), reading=reading)


def _paragraphs(objects: list[object]) -> Iterator[Paragraph]:
    for found in objects:
        if not isinstance(found, dict) or "data" not in found:
            yield Paragraph.model_validate(found)
            continue
        for document in _File.model_validate(found).data:
            for paragraph in document.paragraphs:
                yield paragraph.model_copy(update={"title": paragraph.title or document.title})


def question_set(paragraphs: list[Paragraph], *, reading: bool) -> QuestionSet:
    """Put questions and passages together.

    An id that several questions share is numbered. A question on a given passage has no evidence:
    nothing is searched. Blank questions, of which CMRC 2018 has some, are left out and counted.
    """
    shelf = Shelf()
    questions: dict[str, Question] = {}
    given: dict[str, tuple[int, ...]] = {}
    blank = 0
    for paragraph in paragraphs:
        place = shelf.put(paragraph.context, paragraph.title)
        for asked in paragraph.qas:
            if not asked.question.strip():
                blank += 1
                continue
            name = asked.id if asked.id not in questions else f"{asked.id}#{len(questions)}"
            questions[name] = _question(name, asked, "" if reading else paragraph.context)
            given[name] = (place,)
    task = Task.READ if reading else Task.ASK
    found = tuple(questions.values())
    return QuestionSet(FORM, task, found, shelf.passages, given if reading else {}, blank)


def _question(name: str, asked: Asked, context: str) -> Question:
    if asked.is_impossible or not asked.answers:
        return Question(name, "dev", UNANSWERABLE, asked.question, answerable=False)
    spellings = tuple(dict.fromkeys(answer.text for answer in asked.answers))
    first = asked.answers[0]
    start = first.start if first.start >= 0 else context.find(first.text)
    held = start >= 0 and context[start : start + len(first.text)] == first.text
    evidence = (proof(context, start, start + len(first.text)),) if held else ()
    return Question(name, "dev", "span", asked.question, True, (spellings,), evidence)
