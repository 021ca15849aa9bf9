"""The support model learns which sentence answers, and whether any does."""

from dataclasses import replace

import numpy as np

from eval.fit_support import (
    RANKED_BY,
    Compared,
    best_of,
    figures,
    fit_questions,
    fit_sentences,
)
from qa.answering.reading.support import feature_names

READER = feature_names().index("reader")
DRAW = np.random.default_rng(1)


def question(answerable: bool) -> Compared:
    """Four sentences; the reader likes the right one, and is cool where there is none."""
    rows = DRAW.normal(size=(4, len(feature_names())))
    right = np.array([answerable, False, False, False])
    rows[:, READER] += np.where(right, 6.0, -2.0)
    return Compared(answerable, rows, right)


ASKED = [question(i % 4 > 0) for i in range(80)]


def test_the_right_sentence_comes_out_best() -> None:
    model = fit_sentences(ASKED)
    assert all(
        c.right[b] for c, b in zip(ASKED, best_of(ASKED, model), strict=True) if c.answerable
    )
    assert model[0][READER] > 0


def test_sentences_are_ranked_by_what_tells_them_apart() -> None:
    weights, _ = fit_sentences(ASKED)
    used = {name for name, weight in zip(feature_names(), weights, strict=True) if weight}
    assert used == {*RANKED_BY}


def test_any_right_sentence_is_as_good_as_another() -> None:
    several = [replace(c, right=c.rows[:, READER] > np.median(c.rows[:, READER])) for c in ASKED]
    model = fit_sentences(several)
    assert all(c.right[b] for c, b in zip(several, best_of(several, model), strict=True))


def test_a_question_without_an_answer_gets_less_support() -> None:
    best = best_of(ASKED, fit_sentences(ASKED))
    weights, intercept = fit_questions(ASKED, best)
    support = np.array([c.rows[b] @ weights + intercept for c, b in zip(ASKED, best, strict=True)])
    told = np.array([c.answerable for c in ASKED])
    assert support[told].min() > support[~told].max()


def test_the_threshold_refuses_as_many_as_may_be() -> None:
    support = np.arange(80) / 80
    measured = figures(ASKED, [0] * 80, support, 0.1)
    present = [s for s, c in zip(support, ASKED, strict=True) if c.answerable]
    assert sum(s < measured["threshold"] for s in present) / len(present) <= 0.1
    assert measured["answerable"] == 60
    assert measured["best_sentence_right"] == 1.0
