"""How well a reader reads paragraphs that it was not trained on."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from sklearn.metrics import roc_auc_score

from eval.metrics.answers import character_f1, exact_match
from eval.reading_data import RATES, Context, Example, Examples
from qa.models.reader import Reader

SEED = 1


def score_reader(reader: Reader, contexts: Sequence[Context]) -> dict[str, float]:
    """Return exact match and character F1 of the best span of a paragraph's passages, and the
    areas under the ROC curve: passages that answer against those that do not, of each kind.
    """
    kept = [context for context in contexts if context.held_out]
    with tempfile.TemporaryDirectory() as folder:
        examples = Examples(kept, Path(folder), SEED).all()
    return {**_spans(reader, kept), **_areas(reader, examples)}


def _spans(reader: Reader, contexts: Sequence[Context]) -> dict[str, float]:
    """All passages of a paragraph are read, and the best span of any is the answer."""
    exact, f1 = [], []
    for context in contexts:
        texts = [context.text[a:b] for a, b in context.passages]
        for asked in (a for a in context.asked if a.answer):
            readings = reader.read(asked.question, [("", text) for text in texts])
            found = [
                (*reading.best(0, len(text)), text)
                for reading, text in zip(readings, texts, strict=True)
            ]
            _, start, end, text = max(found)
            exact.append(exact_match(text[start:end], [asked.answer]) or 0.0)
            f1.append(character_f1(text[start:end], [asked.answer]) or 0.0)
    return {"exact": fmean(exact), "f1": fmean(f1), "questions": len(exact)}


def _areas(reader: Reader, examples: Sequence[Example]) -> dict[str, float]:
    scores = defaultdict(list)
    for example in examples:
        (reading,) = reader.read(example.question, [(example.heading, example.text)])
        scores[example.kind].append(reading.best(0, len(example.text))[0])
    right = scores["answer"]
    found = {kind: _area(right, scores[kind]) for kind in RATES if scores[kind]}
    wrong = [score for kind in RATES for score in scores[kind]]
    return {"auc": _area(right, wrong)} | {f"auc {kind}": area for kind, area in found.items()}


def _area(right: Sequence[float], wrong: Sequence[float]) -> float:
    return float(roc_auc_score([1] * len(right) + [0] * len(wrong), [*right, *wrong]))
