"""The gold answers themselves, answered by quoting the paragraphs that their evidence names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from eval.metrics import holds
from eval.questions import Evidence, Question, load_questions
from eval.run import run
from eval.score import Record
from qa.schema import Answer, Article, Chunk, Citation, Hit, Paragraph, Sentence
from qa.service import Service

Place = tuple[str, str, str, int]
Collection = Mapping[Place, tuple[Article, Paragraph]]
"""Every paragraph by file, headline, author and number, as evidence names it."""


@dataclass
class QuotingEngine:
    """Knows the evidence of every conversation and quotes the paragraphs that are named."""

    collection: Collection
    evidence: dict[str, tuple[Evidence, ...]]

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        conversation = as_text(question, history)
        found = self._paragraphs(conversation)
        if not found:
            return Answer(question, conversation, "", "extractive", refused=True)
        cited = tuple(_citation(n, a, p) for n, (a, p) in enumerate(found, start=1))
        quotes = tuple(Sentence(c.quote, (c.n,)) for c in cited)
        return Answer(question, conversation, "", "extractive", quotes, cited)

    def search(self, question: str, k: int) -> list[Hit]:
        return [Hit(_chunk(a, p), a, 1.0) for a, p in self._paragraphs(question)][:k]

    def _paragraphs(self, conversation: str) -> list[tuple[Article, Paragraph]]:
        places = dict.fromkeys(map(place_of, self.evidence[conversation]))
        return [self.collection[place] for place in places if place in self.collection]


def as_text(question: str, history: Sequence[tuple[str, str]]) -> str:
    return "\n".join([*(text for turn in history for text in turn), question])


def place_of(evidence: Evidence) -> Place:
    return evidence.source, evidence.title, evidence.author, evidence.paragraph


def _citation(n: int, article: Article, paragraph: Paragraph) -> Citation:
    text, source = paragraph.text, article.source
    place = (article.id, article.title, article.author, "", source, paragraph.n)
    return Citation(n, *place, quote=text, start=0, end=len(text), text=text)


def _chunk(article: Article, paragraph: Paragraph) -> Chunk:
    text = paragraph.text
    return Chunk(f"{article.id}:{paragraph.n}", article.id, paragraph.n, 0, len(text), text)


@pytest.fixture(scope="module")
def answerable() -> list[Question]:
    return [question for question in load_questions() if question.evidence]


@pytest.fixture(scope="module")
def collection(service: Service) -> Collection:
    return {
        (a.source, a.title if a.titled else "", a.author, paragraph.n): (a, paragraph)
        for a in service.articles()
        for paragraph in (a.head, *a.paragraphs)
    }


@pytest.fixture(scope="module")
def records(collection: Collection, answerable: list[Question]) -> list[Record]:
    gold = {as_text(q.question, q.history): q.evidence for q in answerable}
    return run(QuotingEngine(collection, gold), answerable)


def test_every_fragment_stands_in_the_paragraph_that_it_names(
    collection: Collection, answerable: list[Question]
) -> None:
    astray = [
        (question.id, evidence.text)
        for question in answerable
        for evidence in question.evidence
        if place_of(evidence) not in collection
        or not holds(evidence.source, collection[place_of(evidence)][1].text, evidence)
    ]
    assert astray == []


def test_every_article_is_asked_about_eight_times(
    collection: Collection, answerable: list[Question]
) -> None:
    asked = Counter(place for q in answerable for place in {place_of(e)[:3] for e in q.evidence})
    assert {place[:3] for place in collection} == {a for a, n in asked.items() if n >= 8}


def test_the_evidence_of_every_question_holds_its_gold_points(records: list[Record]) -> None:
    assert [r.question.id for r in records if r.scores.right != 1.0] == []


def test_quoting_the_evidence_scores_full_marks_for_citations(records: list[Record]) -> None:
    marks = {(r.scores.citation_precision, r.scores.citation_recall) for r in records}
    assert marks == {(1.0, 1.0)}


def test_the_evidence_stands_in_an_article_of_the_author_named(records: list[Record]) -> None:
    assert {r.scores.attribution for r in records} == {1.0}


def test_every_fragment_can_be_retrieved(records: list[Record]) -> None:
    assert {(r.scores.recall_10, r.scores.mrr) for r in records} == {(1.0, 1.0)}
