"""What answers the questions of a set: the product over a library, over a few passages, or its
reader on one passage.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from eval.questions import Question
from eval.sets.question_set import SOURCE, Passage, QuestionSet, Task
from qa.schema import Answer, Hit

if TYPE_CHECKING:
    from qa.service import Service
    from qa.settings import Settings


class Engine(Protocol):
    """What answers and searches. ``qa.service.Service`` is one."""

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """Answer a question in the light of earlier questions and answers."""
        ...

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best chunks for a question, best first."""
        ...


EngineFor = Callable[[Question], Engine]
"""Gives the engine that must answer a question."""


@contextmanager
def opened(question_set: QuestionSet, settings: Settings) -> Iterator[EngineFor]:
    """Open what the questions of a set are asked over.

    The passages of a set are indexed in a temporary library, which goes when the context ends.
    Raises ``NoIndexError`` where the configured library is needed and holds nothing.
    """
    if question_set.task is Task.READ:
        yield _readers(question_set)
    elif question_set.passages:
        with TemporaryDirectory() as folder:
            own = settings.model_copy(update={"home": Path(folder) / "home"})
            _index(question_set.passages, own, Path(folder) / "passages")
            yield from _asking(question_set, own)
    else:
        yield from _asking(question_set, settings)


def _index(passages: Sequence[Passage], settings: Settings, folder: Path) -> None:
    from qa.service import index

    folder.mkdir()
    lines = (
        json.dumps({"title": p.title, "text": p.text}, ensure_ascii=False) + "\n" for p in passages
    )
    (folder / SOURCE).write_text("".join(lines), encoding="utf-8", errors="replace")
    index(settings, [folder])


def _asking(question_set: QuestionSet, settings: Settings) -> Iterator[EngineFor]:
    from qa.service import open_service

    if question_set.task is Task.RGB:
        yield from _choosing(question_set.given, settings)
        return
    service = open_service(settings)
    try:
        yield lambda question: service
    finally:
        service.close()


def _choosing(given: Mapping[str, tuple[int, ...]], settings: Settings) -> Iterator[EngineFor]:
    """Ask over a part of the library: the passages that are given with a question."""
    from eval.sets.part import PartOfLibrary
    from qa.models.embedding import load_embedder
    from qa.service import Service

    embedder = load_embedder(settings.embedding_model)
    library = PartOfLibrary(settings.home, settings.chroma_url)
    articles = {article.part - 1: article for article in library.articles()}
    service = Service(settings, embedder, library)

    def choose(question: Question) -> Service:
        places = given[question.id]
        library.restrict(articles[place] for place in places if place in articles)
        return service

    try:
        yield choose
    finally:
        service.close()


def _readers(question_set: QuestionSet) -> EngineFor:
    from eval.sets.reading import ReadPassage

    may_refuse = not all(question.answerable for question in question_set.questions)

    def read(question: Question) -> ReadPassage:
        (place,) = question_set.given[question.id]
        return ReadPassage(question_set.passages[place], may_refuse=may_refuse)

    return read
