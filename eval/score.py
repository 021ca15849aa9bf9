"""How well one question was answered: the measures of ``eval.metrics`` applied to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval import metrics
from eval.questions import Question
from qa.schema import HEAD, Answer, Hit

DEPTH = 10
"""How many results of a search are looked at."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one question, 0–1; ``None`` where a measure does not apply.

    ``right`` is 1 if an answerable question's answer holds every gold point, or an unanswerable
    one is refused, else 0. ``refused`` is 1 for a refusal. Retrieval (``recall_*``, ``mrr``) and
    citations are measured on questions with gold evidence only.
    """

    right: float
    refused: float
    points: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    attribution: float | None = None
    recall_1: float | None = None
    recall_5: float | None = None
    recall_10: float | None = None
    mrr: float | None = None


NOTHING = Answer(question="", understood_as="", kind="", engine="")
"""What a question counts as answered with where the engine failed: no answer, no refusal."""


@dataclass(frozen=True, slots=True)
class Record:
    """What came of one question.

    ``latency_ms`` is the time the answer took. Where the engine failed, ``error`` says how and
    there is no ``answer``.
    """

    question: Question
    scores: Scores
    latency_ms: float
    answer: Answer | None = None
    error: str = ""


def score(question: Question, answer: Answer, hits: Sequence[Hit]) -> Scores:
    """Score an answer and the ranking that a search for the same question gave."""
    written = "\n".join(sentence.text for sentence in answer.sentences)
    points = metrics.points_found(written, question.points)
    right = points == 1.0 if question.answerable else answer.refused
    cited = [metrics.Cited(c.source, c.author, c.text, c.quote) for c in answer.citations]
    evidence, gold = question.evidence, len(question.evidence)
    results = [_held(hit, question) for hit in hits[:DEPTH]]
    return Scores(
        right=float(right),
        refused=float(answer.refused),
        points=points,
        citation_precision=metrics.citation_precision(cited, evidence, question.points),
        citation_recall=metrics.citation_recall(cited, evidence),
        attribution=metrics.attribution(cited, evidence),
        recall_1=metrics.recall_at_k(results, gold, 1),
        recall_5=metrics.recall_at_k(results, gold, 5),
        recall_10=metrics.recall_at_k(results, gold, DEPTH),
        mrr=metrics.reciprocal_rank(results, gold),
    )


def _held(hit: Hit, question: Question) -> frozenset[int]:
    """The gold fragments that a result shows: in its paragraph, or in its article's head.

    The head counts because headline, author and post are searched and shown with every chunk.
    """
    shown = (hit.article.paragraph(hit.chunk.paragraph).text, hit.article.paragraph(HEAD).text)
    return frozenset(
        n
        for n, evidence in enumerate(question.evidence)
        if any(metrics.holds(hit.article.source, text, evidence) for text in shown)
    )
