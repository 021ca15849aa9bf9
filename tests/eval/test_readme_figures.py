"""The README's figures are those that were measured, and those the gate keeps."""

import pytest

from eval.levels import mean_of, read_levels
from eval.readme import MEASURES, README, SPLITS, figures, put, read_results

TEXT = README.read_text(encoding="utf-8")


def test_the_figures_are_those_that_were_measured_last() -> None:
    assert put(TEXT, "figures", figures(read_results())) == TEXT


@pytest.mark.parametrize("measure", ["right", "citation_precision", "false_refusals"])
def test_they_are_the_levels_that_the_gate_keeps(measure: str) -> None:
    header, *lines = read_results()["measures"]
    shown = {line[0]: line[1:] for line in lines}[MEASURES[measure]]
    kept = read_levels().outcomes
    for split, cell in zip(kept, shown, strict=True):
        assert float(cell.split()[0]) == pytest.approx(100 * mean_of(kept[split], measure), abs=0.1)
        assert f"{SPLITS[split]} ({len(kept[split])})" in header
