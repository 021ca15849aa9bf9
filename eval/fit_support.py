"""Fits the support model (``qa/answering/reading/support.json``) on the development questions.

    python -m eval.fit_support [--news FOLDER] [--false-refusals 0.03]

What holds for five pages may not hold for others: ``--news`` adds the questions of the collections
that ``eval.news_sets`` has written to a folder.

For each answerable question the sentences that hold its evidence are right, all others that are
read are wrong; unanswerable questions give wrong ones only. Questions that are answered from the
catalogue, or refused because of a name or number that is nowhere, are left out. The threshold is
set on probabilities from five-fold cross-validation by question: the highest that refuses no more
than the named share of answerable questions. The index of the five pages must exist
(``qa index``). Questions of the split ``test`` are not read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from eval.news_sets import laid_out
from eval.questions import DEFAULT_SET, Question, load_questions
from qa.answering.answerer import Answerer
from qa.answering.chain import DEPTH, questions_of
from qa.answering.questions.compound import parts_of
from qa.answering.reading.extract import READ, passage_of
from qa.answering.reading.features import compare
from qa.answering.reading.support import FILE, feature_names
from qa.library.store import Library, open_library
from qa.models.embedding import load_embedder
from qa.models.reader import packaged_reader
from qa.retrieval.hybrid import HybridRetriever
from qa.settings import load_settings
from qa.zh import fold

FOLDS = 5
REGULARISATION = 0.3
RIDGE = 0.001
RANKED_BY = (
    "reader",
    "reader_mass",
    "sentence_words",
    "headed_bigrams",
    "kind_unmet",
    "nothing_counted",
)
SEED = 20

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compared:
    """A question: features of the sentences that were read (n, features), and which are right."""

    answerable: bool
    rows: Matrix
    right: NDArray[np.bool_]


def compare_set(home: Path, path: Path) -> list[Compared]:
    """Return what the reader makes of the development questions of ``path`` over a library."""
    library = open_library(home, load_embedder().identity, load_settings().chroma_url)
    questions = [question for question in load_questions(path) if question.split == "dev"]
    return list(compare_all(library, questions))


def compare_all(library: Library, questions: Sequence[Question]) -> Iterator[Compared]:
    """Yield what the reader makes of each question, as the product would ask it."""
    retriever = HybridRetriever(library=library, encoder=load_embedder())
    answerer = Answerer(library, packaged_reader(), None)
    for item in questions:
        question, *_ = [*questions_of(item.question, item.history, retriever), None]
        if question is None or len(parts_of(question.text)) > 1:
            continue
        hits = retriever.hits(question.plain, DEPTH)
        terms = answerer.terms(question)
        if answerer.settle(question, terms, hits):
            continue
        passages = [passage_of(hit) for hit in hits[:READ]]
        scored = compare(question, terms, passages, packaged_reader())
        texts = [_flat(passages[s.passage].text[s.start : s.end]) for s in scored]
        gold = [_flat(e.text) for e in item.evidence]
        right = np.array([any(g in t or t in g for g in gold) for t in texts], dtype=bool)
        yield Compared(item.answerable, np.array([astuple(s.features) for s in scored]), right)


def _flat(text: str) -> str:
    return fold("".join(text.split()))


def fit(x: Matrix, y: NDArray[np.bool_]) -> tuple[Matrix, float]:
    """Return weights and intercept for raw features (n, features)."""
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=REGULARISATION, max_iter=2000).fit((x - mean) / deviation, y)
    weights: Matrix = model.coef_[0] / deviation
    return weights, float(model.intercept_[0] - weights @ mean)


def fit_sentences(compared: Sequence[Compared]) -> tuple[Matrix, float]:
    """Fit the model that ranks the sentences of a question: conditional logit (McFadden 1974), any
    right one being as good as another, on the features that tell sentences of a passage apart;
    then a logistic model on its score, so that it gives probabilities.
    """
    rows = np.vstack([c.rows for c in compared])
    kept = [feature_names().index(name) for name in RANKED_BY]
    scale = rows[:, kept].std(0) + 1e-9
    weights = np.zeros(rows.shape[1])
    weights[kept] = _conditional_logit(compared, kept, scale) / scale
    slope, intercept = fit((rows @ weights)[:, None], np.concatenate([c.right for c in compared]))
    return weights * slope[0], intercept


def _conditional_logit(compared: Sequence[Compared], kept: list[int], scale: Matrix) -> Matrix:
    """Return the weights that make the right sentence of each question the likeliest."""
    told = [c for c in compared if c.answerable and c.right.any()]
    groups = [(c.rows[:, kept] / scale, c.right) for c in told]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        value, slope = RIDGE * weights @ weights, 2 * RIDGE * weights
        for rows, right in groups:
            scores = rows @ weights
            value += (logsumexp(scores) - logsumexp(scores[right])) / len(groups)
            expected = softmax(scores) @ rows - softmax(scores[right]) @ rows[right]
            slope = slope + expected / len(groups)
        return float(value), slope

    found: Matrix = minimize(loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B").x
    return found


def fit_questions(compared: Sequence[Compared], best: Sequence[int]) -> tuple[Matrix, float]:
    """Fit the model that judges the best sentence. Where a question has an answer but another
    sentence came out best, neither an answer nor a refusal is right: it is left out.
    """
    pairs = [
        (c.rows[b], c.answerable)
        for c, b in zip(compared, best, strict=True)
        if c.right[b] or not c.answerable
    ]
    return fit(np.array([row for row, _ in pairs]), np.array([y for _, y in pairs]))


def best_of(compared: Sequence[Compared], model: tuple[Matrix, float]) -> list[int]:
    """Return the number of each question's best sentence."""
    return [int((c.rows @ model[0]).argmax()) for c in compared]


def cross_validated(compared: Sequence[Compared]) -> tuple[list[int], Matrix]:
    """Return each question's best sentence and support, by models not fitted on it."""
    fold_of = np.random.default_rng(SEED).permutation(len(compared)) % FOLDS
    best, support = [0] * len(compared), np.zeros(len(compared))
    for number in range(FOLDS):
        rest = [c for c, f in zip(compared, fold_of, strict=True) if f != number]
        sentence = fit_sentences(rest)
        weights, intercept = fit_questions(rest, best_of(rest, sentence))
        for i in map(int, np.flatnonzero(fold_of == number)):
            (best[i],) = best_of([compared[i]], sentence)
            support[i] = 1 / (1 + np.exp(-(compared[i].rows[best[i]] @ weights + intercept)))
    return best, support


def figures(
    compared: Sequence[Compared], best: Sequence[int], support: Matrix, limit: float
) -> dict[str, float]:
    """Return the threshold for at most ``limit`` false refusals, and what it does."""
    answerable = np.array([c.answerable for c in compared])
    right = [bool(c.right[b]) for c, b in zip(compared, best, strict=True) if c.answerable]
    present, absent = support[answerable], support[~answerable]
    threshold = float(np.quantile(present, limit, method="lower"))
    return {
        "answerable": len(present),
        "unanswerable": len(absent),
        "best_sentence_right": float(np.mean(right)),
        "area_under_curve": float(roc_auc_score(answerable, support)),
        "false_refusals": float(np.mean(present < threshold)),
        "refused": float(np.mean(absent < threshold)),
        "threshold": threshold,
    }


def _named(model: tuple[Matrix, float]) -> dict[str, object]:
    weights = dict(zip(feature_names(), model[0].tolist(), strict=True))
    return {"weights": weights, "intercept": model[1]}


def main() -> None:
    """Fit, print the figures, and write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--false-refusals", type=float, default=0.03)
    parser.add_argument("--news", type=Path, help="where eval.news_sets has written")
    given = parser.parse_args()
    others = laid_out(given.news) if given.news else []
    sets = [(load_settings().home, DEFAULT_SET), *others]
    compared = [one for home, path in sets for one in compare_set(home, path)]
    sentence = fit_sentences(compared)
    question = fit_questions(compared, best_of(compared, sentence))
    measured = figures(compared, *cross_validated(compared), given.false_refusals)
    data = {
        "sentence": _named(sentence),
        "question": _named(question),
        "threshold": measured["threshold"],
        "cross_validated": measured,
    }
    FILE.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(measured))  # noqa: T201


if __name__ == "__main__":
    main()
