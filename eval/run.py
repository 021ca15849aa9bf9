"""Runs an engine over a question set; the command ``qa eval``."""

from __future__ import annotations

import hashlib
import logging
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from eval.compare import compare, comparison_lines
from eval.configuration import Configuration, configuration
from eval.html.page import page
from eval.questions import DEFAULT_SET, Question
from eval.report import markdown, table
from eval.run_file import append, read_run, resume
from eval.score import DEPTH, NOTHING, Record, retrieved, score
from eval.sets import Engine, EngineFor, QuestionSet, load, opened
from eval.summary import summarise
from qa.errors import SourceError
from qa.settings import Settings, load_settings

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


def run(
    engine: Engine,
    questions: Sequence[Question],
    progress: Progress = lambda done, total: None,
) -> list[Record]:
    """Ask every question, in order. A question that fails is recorded and the run goes on."""
    records = []
    for done, question in enumerate(questions, start=1):
        records.append(record_of(engine, question))
        progress(done, len(questions))
    return records


def main(
    question_file: Path | None = None,
    json_file: Path | None = None,
    report_file: Path | None = None,
    other_file: Path | None = None,
    *,
    show_test: bool = False,
) -> int:
    """Measure the configured product and print the figures; returns the exit status.

    ``json_file`` is a run that is begun or gone on with, ``other_file`` one to compare with. Wrong
    answers of held-out questions are listed by id only, unless ``show_test``. Raises ``QAError``
    where a file, the settings or the library cannot be used.
    """
    path = question_file or DEFAULT_SET
    question_set, settings = load(path), load_settings()
    other = read_run(other_file) if other_file else None
    with opened(question_set, settings) as engine_for:
        config = configuration(path, settings, index_of(question_set, settings))
        records = _resumed(question_set.questions, engine_for, json_file, config)
    compared = list(comparison_lines(compare(other.records, records))) if other else []
    sys.stdout.write("\n".join([table(summarise(records)), *compared]) + "\n" * bool(compared))
    if report_file:
        write = page if report_file.suffix in (".html", ".htm") else markdown
        _write(report_file, write(config, records, compared, show_test=show_test))
    return 1 if records and all(record.error for record in records) else 0


def _resumed(
    questions: Sequence[Question],
    engine_for: EngineFor,
    file: Path | None,
    config: Configuration,
) -> list[Record]:
    """Ask what a run has not asked yet; returns all its records in the order of the questions."""
    known = {r.question.id: r for r in (resume(file, config) if file else [])}
    for done, question in enumerate(questions, start=1):
        if question.id not in known:
            known[question.id] = record_of(engine_for(question), question)
            if file:
                append(file, known[question.id])
        _show_progress(done, len(questions))
    return [known[question.id] for question in questions]


def index_of(question_set: QuestionSet, settings: Settings) -> str:
    """Identify what a set is asked over: its own passages, or the articles of the library."""
    from qa.library.store import stored_articles

    if question_set.passages:
        texts = [f"{p.title}\n{p.text}" for p in question_set.passages]
    else:
        texts = sorted(article.id for article, _ in stored_articles(settings.home))
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()


def record_of(engine: Engine, question: Question) -> Record:
    """Ask one question."""
    start = time.perf_counter()
    try:
        answer = engine.ask(question.question, question.history)
        latency = _milliseconds(start)
        hits = engine.search(answer.understood_as or question.question, DEPTH)
    except Exception as error:  # one defect must not cost the other figures
        logger.exception("问题 %s 出错", question.id)
        reason = f"{type(error).__name__}: {error}"
        return Record(question, score(question, NOTHING, []), _milliseconds(start), error=reason)
    return Record(
        question,
        score(question, answer, hits),
        latency,
        replace(answer, timings={}),  # all that differs between two runs is in ``latency_ms``
        retrieved=retrieved(question, hits),
    )


def _milliseconds(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r[{done}/{total}]" + ("\n" if done == total else ""))
        sys.stderr.flush()


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SourceError(f"写不了文件 {path},请检查文件夹是否存在、有没有权限。") from error
