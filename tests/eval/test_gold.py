"""The gold answers themselves, answered by quoting the paragraphs that hold the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from eval.metrics import holds
from eval.questions import Evidence, Question, load_questions
from eval.run import run
from eval.score import Record
from qa.corpus.articles import articles
from qa.corpus.read import read_page
from qa.resources import folder
from qa.schema import Answer, Article, Chunk, Citation, Hit, Paragraph, Sentence


@dataclass
class QuotingEngine:
    """Knows the evidence of every question and quotes the paragraphs that hold it."""

    collection: Sequence[Article]
    evidence: dict[str, tuple[Evidence, ...]]

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        found = self._paragraphs(question)
        if not found:
            return Answer(question, question, "", "extractive", refused=True)
        cited = tuple(_citation(n, a, p) for n, (a, p) in enumerate(found, start=1))
        quotes = tuple(Sentence(c.quote, (c.n,)) for c in cited)
        return Answer(question, question, "", "extractive", quotes, cited)

    def search(self, question: str, k: int) -> list[Hit]:
        return [Hit(_chunk(a, p), a, 1.0) for a, p in self._paragraphs(question)][:k]

    def _paragraphs(self, question: str) -> list[tuple[Article, Paragraph]]:
        return [
            (article, paragraph)
            for article in self.collection
            for paragraph in (article.head, *article.paragraphs)
            for evidence in self.evidence[question]
            if article.author == "".join(evidence.author.split())
            if holds(article.source, paragraph.text, evidence)
        ]


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
def records(answerable: list[Question]) -> list[Record]:
    pages = [read_page(path, path.name) for path in sorted(folder("seeds").glob("*.txt"))]
    collection = [article for page in pages for article in articles(page)]
    return run(QuotingEngine(collection, {q.question: q.evidence for q in answerable}), answerable)


def test_the_evidence_of_every_question_holds_its_gold_points(records: list[Record]) -> None:
    assert [r.question.id for r in records if r.scores.right != 1.0] == []


def test_quoting_the_evidence_scores_full_marks_for_citations(records: list[Record]) -> None:
    marks = {(r.scores.citation_precision, r.scores.citation_recall) for r in records}
    assert marks == {(1.0, 1.0)}


def test_the_evidence_stands_in_an_article_of_the_author_named(records: list[Record]) -> None:
    assert {r.scores.attribution for r in records} == {1.0}


def test_every_fragment_can_be_retrieved(records: list[Record]) -> None:
    assert {(r.scores.recall_10, r.scores.mrr) for r in records} == {(1.0, 1.0)}
