"""The recorded levels that the gate compares with: what each question gave, a question a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from eval.configuration import digest
from eval.questions import DEFAULT_SET
from eval.score import Record
from eval.summary import value

FILE = Path(__file__).with_suffix(".json")
GATED = {
    "right": 1,
    "citation_precision": 1,
    "citation_recall": 1,
    "attribution": 1,
    "refusal_recall": 1,
    "false_refusals": -1,
}
"""What is recorded; 1 where more is better, -1 where less is."""

Outcomes = dict[str, tuple[float | None, ...]]
"""By question id: what it gave to each measure of ``GATED``, ``None`` where it does not apply."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Outcomes by split, and the SHA-256 of the question set they belong to."""

    questions: str
    outcomes: dict[str, Outcomes]


def levels_of(records: Sequence[Record]) -> Levels:
    """Return what a run of the packaged question set reached."""
    outcomes: dict[str, Outcomes] = {}
    for record in records:
        given = (value(record, measure) for measure in GATED)
        rounded = tuple(None if v is None else round(v, 4) for v in given)
        outcomes.setdefault(record.question.split, {})[record.question.id] = rounded
    return Levels(digest([DEFAULT_SET]), outcomes)


def mean_of(outcomes: Outcomes, measure: str) -> float | None:
    """Return the mean of a measure over the questions to which it applies."""
    place = list(GATED).index(measure)
    values = [v for given in outcomes.values() if (v := given[place]) is not None]
    return fmean(values) if values else None


def read_levels(path: Path = FILE) -> Levels:
    """Read recorded levels."""
    data = json.loads(path.read_text(encoding="utf-8"))
    outcomes = {
        split: {name: tuple(values) for name, values in given.items()}
        for split, given in data["outcomes"].items()
    }
    return Levels(data["questions"], outcomes)


def write_levels(levels: Levels, path: Path = FILE) -> None:
    """Record levels, a question a line, so that a change of them can be reviewed."""
    splits = [_split(name, outcomes) for name, outcomes in levels.outcomes.items()]
    lines = [
        "{",
        f'"questions": "{levels.questions}",',
        f'"measures": {json.dumps(list(GATED))},',
        '"outcomes": {',
        ",\n".join(splits),
        "}}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _split(name: str, outcomes: Outcomes) -> str:
    lines = [f'  "{question}": {json.dumps(values)}' for question, values in outcomes.items()]
    return f' "{name}": {{\n' + ",\n".join(lines) + "\n }"
