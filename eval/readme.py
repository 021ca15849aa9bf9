"""Writes what the README shows of the running product: the session and the figures.

    nice python -m eval.readme               measure everything, keep the figures, write the README
    python -m eval.readme --only-write       write it from the figures that were kept

Everything is run in a temporary library over the packaged pages, kept in ``eval/results.json``
and put between the marks ``<!-- session -->`` and ``<!-- figures -->``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.calibration import Calibration, calibrate
from eval.engines import PRODUCT, cells, compare, measure
from eval.questions import DEFAULT_SET, load_questions
from eval.report import BY_KIND, Cells, md_table, share, with_interval
from eval.score import Record
from eval.summary import Row, summarise
from qa.answering.reading.support import support_model

README = Path(__file__).parents[1] / "README.md"
RESULTS = Path(__file__).with_name("results.json")
SESSION = (
    "巫溪文旅产业到2026年想占到GDP的多少?",
    "《充分释放基层治理效能》是谁写的?",
    "巫溪县有多少张病床?",
)
SPLITS = {"dev": "development", "test": "held-out"}
MEASURES = {
    "right": "answered rightly, or rightly refused",
    "points": "points of the answer found",
    "exact": "short answers, exact match",
    "f1": "short answers, character F1",
    "citation_precision": "citations that hold the evidence",
    "citation_recall": "evidence that is cited",
    "verbatim": "share of the answer word for word from its sources",
    "attribution": "citations with the right author",
    "recall_1": "evidence among the first 1 found",
    "recall_5": "… the first 5",
    "recall_10": "… the first 10",
    "mrr": "mean reciprocal rank",
    "ndcg_10": "nDCG at 10",
    "refusal_precision": "refusals that are right",
    "refusal_recall": "unanswerable, refused",
    "false_refusals": "answerable, refused",
    "consistency": "groups of wordings answered alike",
}
_KIND_COLUMNS = {
    "right": "right",
    "points": "points",
    "citation_precision": "citations right",
    "citation_recall": "evidence cited",
    "attribution": "author",
    "refused": "refused",
}


def session(home: Path) -> str:
    """Return a terminal session as a Markdown block; ``home`` must hold an index."""
    lines = []
    for question in SESSION:
        lines += [f"$ qa ask '{question}'", _qa(home, "ask", question), ""]
    return "\n".join(["```", *lines[:-1], "```"])


Results = dict[str, Any]
"""What was measured, as it is shown: tables as lists of cells, the rest as Markdown."""


def results_of(runs: Mapping[str, Sequence[Record]], speed: str) -> Results:
    """Return what all engines' runs show; ``speed`` is Markdown of its own."""
    product = runs[PRODUCT]
    summary = summarise(product)
    return {
        "measures": _measures(summary.splits),
        "kinds": _kinds(summary.kinds),
        "calibration": _calibration(calibrate(product, support_model().threshold)),
        "engines": {SPLITS[row.name]: cells(compare(runs, row.name)) for row in summary.splits},
        "speed": speed,
    }


def figures(results: Results) -> str:
    """Return the section of figures."""
    parts = [
        "`python -m eval.readme`; per cent, with 95 % intervals.",
        _table(results["measures"]),
        _table(results["kinds"]),
        results["calibration"],
        "Simpler engines (`python -m eval.engines`); p of McNemar's test against the product.",
        *(_engines(split, table) for split, table in results["engines"].items()),
        results["speed"],
    ]
    return "\n\n".join(parts)


def put(text: str, mark: str, content: str) -> str:
    """Return ``text`` with what stands between a pair of marks replaced."""
    pattern = rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{content}\n{m[2]}", text, flags=re.DOTALL)


def main() -> None:
    """Measure, unless told not to, and rewrite the README."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only-write", action="store_true", help="measure nothing")
    text = README.read_text(encoding="utf-8")
    if not parser.parse_args().only_write:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            _qa(home, "index")
            text = put(text, "session", session(home))
            results = results_of(measure(home, load_questions(DEFAULT_SET)), _speed())
        kept = json.dumps(results, ensure_ascii=False, indent=1)
        RESULTS.write_text(kept + "\n", encoding="utf-8")
    README.write_text(put(text, "figures", figures(read_results())), encoding="utf-8")


def read_results() -> Results:
    """Return what was measured last."""
    results: Results = json.loads(RESULTS.read_text(encoding="utf-8"))
    return results


def _measures(splits: Sequence[Row]) -> list[Cells]:
    header = ("%", *(f"{SPLITS[row.name]} ({row.n})" for row in splits))
    lines = (
        (name, *(with_interval(row.figures[measure]) for row in splits))
        for measure, name in MEASURES.items()
    )
    return [header, *lines]


def _kinds(kinds: Sequence[Row]) -> list[Cells]:
    header = ("kind", "n", *(_KIND_COLUMNS[measure] for measure in BY_KIND))
    return [header, *(_kind(row) for row in kinds)]


def _kind(row: Row) -> Cells:
    return row.name, str(row.n), *(share(row.figures[measure].value) for measure in BY_KIND)


def _calibration(found: Calibration | None) -> str:
    if found is None:
        return "The refusal threshold decides none of these questions."
    chosen = found.chosen
    return (
        f"The refusal threshold of {chosen.threshold:.2f} decides {found.decided} of all these "
        f"questions: {share(chosen.precision)} % of the refusals are right, "
        f"{share(chosen.recall)} % of the unanswerable and {share(chosen.false_rate)} % of the "
        f"answerable questions are refused. The support that is held against it has a Brier score "
        f"of {found.brier:.3f} and an expected calibration error of {found.error:.3f}."
    )


def _engines(split: str, table: Sequence[Sequence[str]]) -> str:
    return f"On the {split} questions:\n\n{_table(table)}"


def _table(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(md_table([tuple(line) for line in lines]))


def _speed() -> str:
    command = [sys.executable, "-m", "eval.bench"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.strip()


def _qa(home: Path, *arguments: str) -> str:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("QA_")}
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        env={**environ, "QA_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
