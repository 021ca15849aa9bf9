"""Puts the report together: what the template shows, and the template filled in.

Everything is escaped: questions, answers and articles are data and never become markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.calibration import calibrate
from eval.html import sections
from eval.labels import KINDS, MEANINGS, MEASURES, SPLITS
from eval.report import OVERALL, figure_cells, kind_cells, notes, share, with_interval
from eval.score import Record
from eval.summary import summarise
from qa.answering.reading.support import support_model
from qa.texts import paragraph_label

FOLDER = Path(__file__).parent
HEADLINES = ("right", "citation_precision", "attribution", "recall_5", "refusal_recall")


def page(
    configuration: Mapping[str, Any],
    records: Sequence[Record],
    comparison: Sequence[str] = (),
    *,
    show_test: bool = False,
) -> str:
    """Return the report of a run as HTML.

    ``comparison`` are lines on how it differs from another run. Wrong answers of held-out
    questions are named by id only, unless ``show_test``.
    """
    summary = summarise(records)
    calibration = calibrate(records, support_model().threshold)
    wrong = [record for record in records if record.answer and not record.scores.right]
    shown = [record for record in wrong if show_test or record.question.split != "test"]
    return (
        _environment()
        .get_template("template.html")
        .render(
            configuration=configuration,
            summary=summary,
            headlines=[(MEASURES[m], MEANINGS[m], summary.overall.figures[m]) for m in HEADLINES],
            kind_cells=kind_cells(summary),
            figure_cells=figure_cells(summary),
            meanings=[(MEASURES[m], MEANINGS[m]) for m in OVERALL],
            notes=list(notes(summary)),
            charts=sections.group_charts(records),
            calibration=calibration,
            calibration_charts=sections.calibration_charts(calibration),
            latency_chart=sections.latency_chart(records, summary),
            comparison=comparison,
            wrong=[sections.wrong_answer(record) for record in shown],
            withheld=[record.question.id for record in wrong if record not in shown],
            failed=[record for record in records if not record.answer],
            kinds=KINDS,
            splits=SPLITS,
        )
    )


def _environment() -> Environment:
    """Templates that escape everything and stop at a name that is not given."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"share": share, "with_interval": with_interval}
    environment.globals |= {"paragraph_label": paragraph_label, "asset": _asset}
    return environment


def _asset(name: str) -> Markup:
    """A file of this folder, ours and therefore trusted, to stand within the page."""
    return Markup((FOLDER / name).read_text(encoding="utf-8"))
