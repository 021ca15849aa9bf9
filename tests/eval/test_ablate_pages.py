"""Leaving groups of signals out: each belongs to one, and the table tells what that changes."""

import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from eval.ablate_pages import GROUPS, known_examples, main, paired_interval
from eval.fit_pages import fit
from eval.page_examples import Examples
from eval.page_score import Share
from qa.corpus.weights import fitted


def test_every_signal_is_left_out_in_some_group() -> None:
    named = {name.rpartition(":")[2] for group in GROUPS.values() for name in group}
    signals = {signal for model in fitted().values() for signal in model} - {"one"}
    assert [s for s in sorted(signals) if not any(fnmatchcase(s, name) for name in named)] == []


def test_weights_are_fitted_without_what_is_left_out_of_all_models_or_of_one() -> None:
    signals = {"one": 1.0, "like": 0.5, "begins n": 1.0}
    told, chosen = [(signals, True), ({"one": 1.0}, False)], [([{}, signals], 1)]
    weights = fit(Examples(told, told, chosen, told, told, chosen), ["begins *", "kin:like"])
    assert weights.pop("kin").keys() == {"one"}
    assert {frozenset(model) for model in weights.values()} == {frozenset({"one", "like"})}


def test_a_change_is_told_with_the_interval_of_the_same_pages() -> None:
    before = [{"characters": Share(right, 10)} for right in (9, 8, 10, 7)]
    after = [{"characters": Share(right - 2, 10)} for right in (9, 8, 10, 7)]
    low, high = paired_interval(before, after, "characters")
    assert (round(low, 9), round(high, 9)) == (-0.2, -0.2)  # however much the pages differ


@pytest.mark.slow
def test_groups_are_left_out_in_turn_and_the_examples_kept(
    collection: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    work = tmp_path / "work"
    options = ["--fit-pages", "10", "--pages", "2", "--work", str(work), "--groups", "length"]
    monkeypatch.setattr(sys, "argv", ["eval.ablate_pages", str(collection), *options])
    main()
    title, _, head, _, whole, without = capsys.readouterr().out.rstrip("\n").split("\n")
    assert title == "## fitted on 10 pages, read 2 from seed 5000"
    assert head.startswith("| left out | characters | ")
    assert (whole.split(" | ")[0], without.split(" | ")[0]) == ("| nothing", "| length")
    (kept,) = work.iterdir()
    known = known_examples(collection, 10, work)
    assert len(known.belongs) == len(json.loads(kept.read_text("utf-8"))["belongs"]) > 0
    assert fit(known, ()).keys() == fitted().keys()
