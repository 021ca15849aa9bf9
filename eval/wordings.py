"""The same questions in other words: how often an answer survives them.

    python -m eval.wordings FOLDER

``wordings.jsonl`` holds two other wordings of each of 370 questions, one in other words and order,
one as people type into a search box (甲县医院 建成年份). ``FOLDER`` holds the libraries of the sets
that the questions are of, as ``eval.news_sets`` lays them out; the shipped pages are added to it.
Those of ``pages-2``, ``news-10`` and ``news-13`` are for figures only: nobody reads them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.questions import DEFAULT_SET, Question, load_questions
from eval.report import md_table, with_interval
from eval.run import run
from eval.summary import Figure
from qa.resources import folder as shipped
from qa.service import index, open_service
from qa.settings import Settings

WORDINGS = Path(__file__).with_name("wordings.jsonl")
SHIPPED = "questions"
"""The set of the questions on the shipped pages."""

_HEAD = ("set", "questions", "as they were", "in other words", "as keywords", "right in all three")


@dataclass(frozen=True, slots=True)
class Wordings:
    """A question of a set by its id, and its other wordings."""

    of: str
    others: tuple[str, ...]


def read_wordings(path: Path = WORDINGS) -> dict[str, list[Wordings]]:
    """Return the wordings of each set's questions."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["set"], {}).setdefault(row["of"], []).append(row["question"])
    return {
        name: [Wordings(of, tuple(others)) for of, others in rows.items()]
        for name, rows in found.items()
    }


def in_all_wordings(questions: Sequence[Question], wordings: Sequence[Wordings]) -> list[Question]:
    """Return each question as it was and in its other wordings, one behind the other."""
    known = {question.id: question for question in questions}
    return [
        replace(known[one.of], id=f"{one.of}.{n}", question=text)
        for one in wordings
        for n, text in enumerate((known[one.of].question, *one.others))
    ]


def right(home: Path, questions: Sequence[Question], wordings: Sequence[Wordings]) -> list[bool]:
    """Ask the library in ``home``; whether each answer is right, in the order of the wordings."""
    service = open_service(Settings(home=home))
    records = run(service, in_all_wordings(questions, wordings))
    service.close()
    return [bool(record.scores.right) for record in records]


def row(name: str, answers: Sequence[bool]) -> tuple[str, ...]:
    """Return a row of the table: shares in per cent, with 95 % intervals (Wilson)."""
    groups = [answers[at : at + 3] for at in range(0, len(answers), 3)]
    columns = [*zip(*groups, strict=True), tuple(map(all, groups))]
    return (name, str(len(groups)), *(_share(column) for column in columns))


def _share(column: Sequence[bool]) -> str:
    return with_interval(Figure(tuple(map(float, column)), len(column)))


def _rows(folder: Path) -> Iterator[tuple[str, ...]]:
    for name, wordings in read_wordings().items():
        home, questions = folder / name / "home", folder / name / "questions.jsonl"
        if name == SHIPPED:
            index(Settings(home=home), [shipped("seeds")])
            questions = DEFAULT_SET
        yield row(name, right(home, load_questions(questions), wordings))


def main() -> None:
    """Ask every question in all its wordings and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where eval.news_sets has laid the sets out")
    given = parser.parse_args()
    sys.stdout.write("\n".join(md_table([_HEAD, *_rows(given.folder)])) + "\n")


if __name__ == "__main__":
    main()
