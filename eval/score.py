"""How well one question was answered: the measures of ``eval.metrics`` applied to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval import metrics
from eval.questions import Question
from qa.schema import HEAD, Answer, Hit

DEPTH = 10
"""How many results of a search are looked at."""

_SHOWN = 80  # characters of a result that a record keeps


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one question, 0–1 but for lengths; ``None`` where a measure does not apply.

    ``right`` is 1 if an answerable question's answer holds every gold point, or an unanswerable
    one is refused, else 0. ``refused`` is 1 for a refusal. Retrieval (``recall_*``, ``mrr``,
    ``ndcg_10``) and citations are measured on questions with gold evidence only. ``exact`` and
    ``f1`` compare the short answer that is marked, or else the whole answer, with the only point of
    a question that has one. ``length`` is in characters, ``length_ratio`` how many times that of
    the gold points.
    """

    right: float
    refused: float
    points: float | None = None
    exact: float | None = None
    f1: float | None = None
    length: float | None = None
    length_ratio: float | None = None
    verbatim: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    attribution: float | None = None
    recall_1: float | None = None
    recall_5: float | None = None
    recall_10: float | None = None
    mrr: float | None = None
    ndcg_10: float | None = None


NOTHING = Answer(question="", understood_as="", kind="", engine="")
"""What a question counts as answered with where the engine failed: no answer, no refusal."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A result of the search for a question; ``held`` if it holds gold evidence."""

    title: str
    author: str
    source: str
    paragraph: int
    score: float
    text: str
    held: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What came of one question.

    ``latency_ms`` is the time the answer took. ``retrieved`` are the first results, best first.
    Where the engine failed, ``error`` says how, there is no ``answer``, and nothing is counted
    but the failure.
    """

    question: Question
    scores: Scores
    latency_ms: float
    answer: Answer | None = None
    error: str = ""
    retrieved: tuple[Retrieved, ...] = ()

    @property
    def support(self) -> float | None:
        """How probable it was held that the question has an answer, where that decided."""
        return self.answer.support if self.answer else None


def score(question: Question, answer: Answer, hits: Sequence[Hit]) -> Scores:
    """Score an answer and the ranking that a search for the same question gave."""
    written = "\n".join(sentence.text for sentence in answer.sentences)
    points = metrics.points_found(written, question.points)
    right = points == 1.0 if question.answerable else answer.refused
    cited = [metrics.Cited(c.source, c.author, c.text, c.quote, c.title) for c in answer.citations]
    evidence, gold = question.evidence, len(question.evidence)
    results = [held(hit, question) for hit in hits[:DEPTH]]
    only = question.points[0] if len(question.points) == 1 else ()
    short = answer.short or written
    return Scores(
        right=float(right),
        refused=float(answer.refused),
        points=points,
        exact=metrics.exact_match(short, only),
        f1=metrics.character_f1(short, only),
        length=metrics.length(written) if written else None,
        length_ratio=metrics.length_ratio(written, question.points) if written else None,
        verbatim=metrics.verbatim(_rests_on(answer)),
        citation_precision=metrics.citation_precision(cited, evidence, question.points),
        citation_recall=metrics.citation_recall(cited, evidence),
        attribution=metrics.attribution(cited, evidence),
        recall_1=metrics.recall_at_k(results, gold, 1),
        recall_5=metrics.recall_at_k(results, gold, 5),
        recall_10=metrics.recall_at_k(results, gold, DEPTH),
        mrr=metrics.reciprocal_rank(results, gold),
        ndcg_10=metrics.ndcg_at_k(results, gold, DEPTH),
    )


def retrieved(question: Question, hits: Sequence[Hit]) -> tuple[Retrieved, ...]:
    """Return what a record keeps of a ranking."""
    return tuple(
        Retrieved(
            title=hit.article.title,
            author=hit.article.author,
            source=hit.article.source,
            paragraph=hit.chunk.paragraph,
            score=round(hit.score, 4),
            text=hit.chunk.text[:_SHOWN],
            held=bool(held(hit, question)),
        )
        for hit in hits[:DEPTH]
    )


def held(hit: Hit, question: Question) -> frozenset[int]:
    """The gold fragments that a result shows: in its paragraph, or in its article's head.

    The head counts because headline, author and post are searched and shown with every chunk.
    """
    shown = (hit.article.paragraph(hit.chunk.paragraph).text, hit.article.paragraph(HEAD).text)
    return frozenset(
        n
        for n, evidence in enumerate(question.evidence)
        if any(metrics.holds(hit.article.source, text, evidence) for text in shown)
    )


def _rests_on(answer: Answer) -> list[tuple[str, list[str]]]:
    """Each sentence with the paragraphs it cites; answers made of the catalogue quote none."""
    if answer.engine == "catalogue":
        return []
    paragraphs = {citation.n: citation.text for citation in answer.citations}
    return [(s.text, [paragraphs[n] for n in s.citations]) for s in answer.sentences]
