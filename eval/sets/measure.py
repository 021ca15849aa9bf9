"""The product measured on other people's sets: one figure a question and measure."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from eval.bench_retrieval import distinct
from eval.questions import UNANSWERABLE, Question
from eval.score import DEPTH, score
from eval.sets import cmrc
from eval.sets.crud import Line
from eval.sets.engines import opened
from eval.sets.question_set import QuestionSet
from eval.sets.reading import best_span
from qa.schema import Answer, Article

if TYPE_CHECKING:
    from qa.service import Service
    from qa.settings import Settings

SEED = 20
CUTS = (1, 5, 10)
_CHUNKS = 100  # enough to hold ten different articles


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on a set: by measure, a value between 0 and 1 for every question that the
    measure applies to.
    """

    questions: int
    values: dict[str, list[float]]

    def mean(self, measure: str) -> float | None:
        """Return the mean of a measure; ``None`` where it applied to nothing."""
        values = self.values.get(measure)
        return fmean(values) if values else None


def sample(questions: Sequence[Question], most: int) -> list[Question]:
    """Return ``most`` of the questions at random, always the same ones, in their order.

    Those of one RGB instance stay together: ``most`` counts instances.
    """
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[question.id.rpartition("@")[0] or question.id].append(question)
    names = list(groups)
    if len(names) > most:
        kept = set(random.Random(SEED).sample(names, most))
        names = [name for name in names if name in kept]
    return [question for name in names for question in groups[name]]


def reading(found: QuestionSet, settings: Settings, most: int) -> Figures:
    """Measure the reader on given passages: ``exact`` and ``f1`` as CMRC 2018 defines them."""
    values: dict[str, list[float]] = defaultdict(list)
    chosen = [q for q in sample(found.questions, most) if q.answerable]
    with opened(found, settings) as engine_for:
        for question in chosen:
            _put_span(values, _written(engine_for(question).ask(question.question)), question)
    return Figures(len(chosen), values)


def asking(found: QuestionSet, settings: Settings, most: int) -> Figures:
    """Measure the product over all passages of a set.

    The measures are those of ``eval.score``; ``exact`` and ``f1`` are of the words that the
    reader marks within the answer, 0 for a refusal, of questions with a single gold point.
    """
    values: dict[str, list[float]] = defaultdict(list)
    chosen = [q for q in sample(found.questions, most) if q.answerable]
    with opened(found, settings) as engine_for:
        for question in chosen:
            engine = engine_for(question)
            answer = engine.ask(question.question)
            scores = score(question, answer, engine.search(question.question, DEPTH))
            _put(values, "recall_1", scores.recall_1)
            _put(values, "recall_5", scores.recall_5)
            _put(values, "recall_10", scores.recall_10)
            _put(values, "points", scores.points)
            _put(values, "refused", scores.refused)
            if len(question.points) == 1:
                _put_span(values, _short(question.question, answer), question)
    return Figures(len(chosen), values)


def choosing(found: QuestionSet, settings: Settings, most: int) -> Figures:
    """Measure the product over given passages: whether it is right, by share of noise.

    Where all is noise (``unanswerable``), it is right to refuse.
    """
    values: dict[str, list[float]] = defaultdict(list)
    chosen = sample(found.questions, most)
    with opened(found, settings) as engine_for:
        for question in chosen:
            answer = engine_for(question).ask(question.question)
            values[question.kind].append(score(question, answer, []).right)
            if question.kind != UNANSWERABLE:
                values["refused"].append(float(answer.refused))
    return Figures(len(values[UNANSWERABLE]), values)


def news(lines: Iterable[Line], service: Service, most: int) -> Figures:
    """Measure questions over a library of a collection of news, a line of its file an article.

    ``recall_k``: an article of ``docs`` or one that holds the answer is among the first k;
    ``gold_k``: an article of ``docs`` is. ``cited``: the answer cites an article that is right.
    """
    values: dict[str, list[float]] = defaultdict(list)
    known = {line.id: line for line in lines}
    questions = [Question(line.id, "dev", "news", line.question, True) for line in known.values()]
    chosen = sample(questions, most)
    for question in chosen:
        line = known[question.id]
        ranked = distinct(hit.article for hit in service.search(line.question, _CHUNKS))
        for k in CUTS:
            values[f"gold_{k}"].append(float(any(_is_gold(line, a) for a in ranked[:k])))
            values[f"recall_{k}"].append(float(any(_is_right(line, a) for a in ranked[:k])))
        answer = service.ask(line.question)
        values["refused"].append(float(answer.refused))
        values["contained"].append(float(line.answer in _written(answer)))
        if not answer.refused:
            values["cited"].append(float(_cites(line, answer, service)))
    return Figures(len(chosen), values)


def _is_gold(line: Line, article: Article) -> bool:
    return article.part - 1 in line.docs


def _is_right(line: Line, article: Article) -> bool:
    held = any(line.answer in paragraph.text for paragraph in article.paragraphs)
    return held or _is_gold(line, article)


def _cites(line: Line, answer: Answer, service: Service) -> bool:
    cited = (service.article(citation.article_id) for citation in answer.citations)
    return any(_is_right(line, article) for article in cited if article)


def _written(answer: Answer) -> str:
    return "".join(sentence.text for sentence in answer.sentences)


def _short(question: str, answer: Answer) -> str:
    """The words within an answer that the reader marks."""
    text = _written(answer)
    _, start, end = best_span(question, text) if text else (0.0, 0, 0)
    return text[start:end]


def _put(values: dict[str, list[float]], measure: str, value: float | None) -> None:
    if value is not None:
        values[measure].append(value)


def _put_span(values: dict[str, list[float]], text: str, question: Question) -> None:
    truths = question.points[0]
    values["exact"].append(cmrc.exact_match(text, truths))
    values["f1"].append(cmrc.f1(text, truths))
