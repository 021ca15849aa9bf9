"""Runs an engine over a question set; the command ``qa eval``."""

from __future__ import annotations

import hashlib
import logging
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from eval.questions import DEFAULT_SET, Question, load_questions
from eval.report import as_json, markdown, table
from eval.score import DEPTH, NOTHING, Record, score
from eval.summary import summarise
from qa import __version__
from qa.errors import SourceError
from qa.schema import Answer, Hit
from qa.settings import Settings, load_settings

logger = logging.getLogger(__name__)


class Engine(Protocol):
    """What is measured. ``qa.service.Service`` is one."""

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """Answer a question in the light of earlier questions and answers."""
        ...

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best chunks for a question, best first."""
        ...


def run(
    engine: Engine,
    questions: Sequence[Question],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Record]:
    """Ask every question, in order. A question that fails is recorded and counts as wrong."""
    records = []
    for done, question in enumerate(questions, start=1):
        records.append(_record(engine, question))
        progress(done, len(questions))
    return records


def main(
    question_file: Path | None = None,
    json_file: Path | None = None,
    report_file: Path | None = None,
    *,
    show_test: bool = False,
) -> int:
    """Measure the configured product and print the figures; returns the exit status.

    Wrong answers of held-out questions are listed by id only, unless ``show_test``. Raises
    ``QAError`` where the question file, the settings or the library cannot be used.
    """
    from qa.service import open_service

    path = question_file or DEFAULT_SET
    questions = load_questions(path)
    settings = load_settings()
    service = open_service(settings)
    try:
        records = run(service, questions, _progress)
    finally:
        service.close()
    summary = summarise(records)
    config = configuration(path, settings)
    sys.stdout.write(table(summary))
    if json_file:
        _write(json_file, as_json(config, summary, records))
    if report_file:
        _write(report_file, markdown(config, summary, records, show_test=show_test))
    return 0


def configuration(question_file: Path, settings: Settings) -> dict[str, Any]:
    """What the figures depend on, written beside them. Holds no key and no address."""
    return {
        "version": __version__,
        "questions": question_file.name,
        "questions_sha256": hashlib.sha256(question_file.read_bytes()).hexdigest(),
        "embedding_model": settings.embedding_model or "packaged",
        "chat_model": settings.chat_model or "none",
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


def _record(engine: Engine, question: Question) -> Record:
    start = time.perf_counter()
    try:
        answer = engine.ask(question.question, question.history)
        latency = _milliseconds(start)
        hits = engine.search(answer.understood_as or question.question, DEPTH)
    except Exception as error:  # one defect must not cost the other figures
        logger.exception("问题 %s 出错", question.id)
        reason = f"{type(error).__name__}: {error}"
        return Record(question, score(question, NOTHING, []), _milliseconds(start), error=reason)
    return Record(question, score(question, answer, hits), latency, answer)


def _milliseconds(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r[{done}/{total}]" + ("\n" if done == total else ""))
        sys.stderr.flush()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SourceError(f"写不了文件 {path},请检查文件夹是否存在、有没有权限。") from error
