"""Fits the support model (``qa/answering/support.json``) on the development questions.

    python -m eval.fit_support [--false-refusals 0.08]

For each answerable question the sentences that hold its evidence are right, all others that are
read are wrong; unanswerable questions give wrong ones only. Questions that are answered from the
catalogue are left out. The threshold is set on probabilities from five-fold cross-validation by
question: the highest that refuses no more than the named share of answerable questions. The
index of the five pages must exist (``qa index``). Questions of the split ``test`` are not read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from eval.questions import DEFAULT_SET, Question, load_questions
from qa.answering.extract import READ
from qa.answering.features import Features, Passage, compare
from qa.answering.followup import complete
from qa.answering.question import Kind, understand
from qa.answering.support import FILE
from qa.answering.terms import terms_of
from qa.corpus.chunk import heading
from qa.library.store import Library, open_library
from qa.models.embedding import load_embedder
from qa.models.reader import packaged_reader
from qa.retrieval.hybrid import HybridRetriever
from qa.settings import load_settings
from qa.zh import fold

FOLDS = 5
REGULARISATION = 0.3
SEED = 20
_ABOUT_ARTICLES = frozenset({Kind.COLLECTION, Kind.AUTHOR, Kind.TITLE})

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """A question: features of the sentences that were read (n, features), and which are right."""

    answerable: bool
    rows: Matrix
    right: NDArray[np.bool_]


def compare_all(library: Library, questions: Sequence[Question]) -> Iterator[Compared]:
    """Yield what the reader makes of each question, as the product would ask it."""
    retriever = HybridRetriever(library=library, encoder=load_embedder())
    for item in questions:
        question = understand(item.question, complete(item.question, item.history))
        if question.kind in _ABOUT_ARTICLES:
            continue
        hits = retriever.hits(question.text, READ)
        passages = [Passage(heading(h.article, h.chunk.paragraph), h.chunk.text) for h in hits]
        terms = terms_of(question, library.document_frequency, library.chunk_count())
        scored = compare(question, terms, passages, packaged_reader())
        texts = [_flat(passages[s.passage].text[s.start : s.end]) for s in scored]
        gold = [_flat(e.text) for e in item.evidence]
        right = np.array([any(g in t or t in g for g in gold) for t in texts], dtype=bool)
        yield Compared(item.answerable, np.array([astuple(s.features) for s in scored]), right)


def _flat(text: str) -> str:
    return fold("".join(text.split()))


def fit(compared: Sequence[Compared]) -> tuple[Matrix, float]:
    """Return weights and intercept for raw features."""
    x = np.vstack([c.rows for c in compared])
    y = np.concatenate([c.right for c in compared])
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=REGULARISATION, max_iter=2000).fit((x - mean) / deviation, y)
    weights: Matrix = model.coef_[0] / deviation
    return weights, float(model.intercept_[0] - weights @ mean)


def cross_validated(compared: Sequence[Compared]) -> list[Matrix]:
    """Return each question's probabilities by a model that was not fitted on it."""
    fold_of = np.random.default_rng(SEED).permutation(len(compared)) % FOLDS
    found: list[Matrix] = [np.empty(0)] * len(compared)
    for number in range(FOLDS):
        weights, intercept = fit([c for c, f in zip(compared, fold_of, strict=True) if f != number])
        for i in map(int, np.flatnonzero(fold_of == number)):
            found[i] = 1 / (1 + np.exp(-(compared[i].rows @ weights + intercept)))
    return found


def figures(
    compared: Sequence[Compared], probabilities: Sequence[Matrix], limit: float
) -> dict[str, float]:
    """Return the threshold for at most ``limit`` false refusals, and what it does."""
    pairs = list(zip(compared, probabilities, strict=True))
    present = np.array([p.max() for c, p in pairs if c.answerable])
    absent = np.array([p.max() for c, p in pairs if not c.answerable])
    threshold = float(np.quantile(present, limit, method="lower"))
    return {
        "answerable": len(present),
        "unanswerable": len(absent),
        "best_sentence_right": float(
            np.mean([c.right[p.argmax()] for c, p in pairs if c.answerable])
        ),
        "area_under_curve": float(
            roc_auc_score([1] * len(present) + [0] * len(absent), [*present, *absent])
        ),
        "threshold": threshold,
        "false_refusals": float(np.mean(present < threshold)),
        "refused": float(np.mean(absent < threshold)),
    }


def main() -> None:
    """Fit, print the figures, and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--false-refusals", type=float, default=0.08)
    limit: float = parser.parse_args().false_refusals
    settings = load_settings()
    library = open_library(settings.home, load_embedder().identity, settings.chroma_url)
    questions = [q for q in load_questions(DEFAULT_SET) if q.split == "dev"]
    compared = list(compare_all(library, questions))
    weights, intercept = fit(compared)
    measured = figures(compared, cross_validated(compared), limit)
    names = [field.name for field in fields(Features)]
    data = {
        "weights": dict(zip(names, weights.tolist(), strict=True)),
        "intercept": intercept,
        "threshold": measured["threshold"],
        "cross_validated": measured,
    }
    FILE.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(measured))  # noqa: T201


if __name__ == "__main__":
    main()
