"""Tells engines apart: simpler ones against the product, on the same questions.

    nice python -m eval.engines

Keywords alone, vectors alone, both as the product ranks them, and the product, which also reads.
The first three are those of ``eval.baselines``; their thresholds are fitted on the development
questions to the product's own share of false refusals there. p is of McNemar's exact test of
right and wrong answers against the product. Everything happens in a temporary library over the
packaged pages. A Markdown table goes to standard output.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.baselines import Baseline
from eval.metrics import mcnemar
from eval.questions import DEFAULT_SET, Question, load_questions
from eval.report import Cells, md_table, share, with_interval
from eval.run import run
from eval.score import Record
from eval.summary import figure
from qa.library.store import open_library
from qa.models.embedding import load_embedder
from qa.service import index, open_service
from qa.settings import Settings

PRODUCT = "hybrid, with the reader (the product)"
BASELINES = {
    "keywords only": {"words": True, "vectors": False},
    "vectors only": {"words": False, "vectors": True},
    "hybrid, without the reader": {"words": True, "vectors": True},
}
COLUMNS = {
    "right": "right",
    "citation_precision": "citations",
    "false_refusals": "false refusals",
    "refusal_recall": "refused",
    "recall_1": "@1",
    "recall_5": "@5",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """An engine's records of one split, and those of the product."""

    name: str
    records: Sequence[Record]
    product: Sequence[Record]

    @property
    def p(self) -> float | None:
        """How probable a difference in right answers as large is by chance."""
        if self.name == PRODUCT:
            return None
        pairs = zip(self.records, self.product, strict=True)
        return mcnemar([(bool(a.scores.right), bool(b.scores.right)) for a, b in pairs])


def compare(runs: Mapping[str, Sequence[Record]], split: str) -> list[Compared]:
    """Set every engine's records of a split beside the product's."""
    chosen = {name: [r for r in run if r.question.split == split] for name, run in runs.items()}
    return [Compared(name, records, chosen[PRODUCT]) for name, records in chosen.items()]


def cells(compared: Sequence[Compared]) -> list[Cells]:
    """The table, in per cent: right answers with their interval, and what explains them."""
    header = ("engine", "right", "p", *list(COLUMNS.values())[1:])
    return [header, *(_line(engine) for engine in compared)]


def _line(engine: Compared) -> Cells:
    right, *others = (figure(engine.records, measure) for measure in COLUMNS)
    return (
        engine.name,
        with_interval(right),
        _p(engine.p),
        *(share(other.value) for other in others),
    )


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def measure(home: Path, questions: Sequence[Question]) -> dict[str, list[Record]]:
    """Ask every engine every question; ``home`` must hold an index."""
    service = open_service(Settings(home=home))
    try:
        product = run(service, questions)
    finally:
        service.close()
    dev = [record for record in product if record.question.split == "dev"]
    refused = figure(dev, "false_refusals").value or 0.0
    runs = {name: _baseline(home, questions, refused, ways) for name, ways in BASELINES.items()}
    return {**runs, PRODUCT: product}


def _baseline(
    home: Path, questions: Sequence[Question], refused: float, ways: Mapping[str, bool]
) -> list[Record]:
    embedder = load_embedder()
    library = open_library(home, embedder.identity)
    try:
        engine = Baseline(library, embedder, **ways)
        engine.fit([q for q in questions if q.split == "dev"], refused)
        return run(engine, questions)
    finally:
        library.close()


def main() -> None:
    """Measure all engines and write the tables."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        index(Settings(home=home))
        runs = measure(home, load_questions(DEFAULT_SET))
    for split, name in (("dev", "Development"), ("test", "Held out")):
        compared = compare(runs, split)
        lines = [f"{name}, {len(compared[0].records)} questions:", "", *md_table(cells(compared))]
        sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main()
