"""Simpler engines than the product, to see what each of its parts earns.

An engine ranks chunks by keywords, by vectors, or as the product does, and takes for the answer
the sentences that the same signals rate highest: no reader looks at them. All else is the
product's own: follow-ups, catalogue answers, refusals for a name that is nowhere, how many
sentences make an answer. The threshold below which an engine refuses is fitted on the development
questions so that it refuses as many answerable ones as the product does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

import numpy as np
from numpy.typing import NDArray

from eval.questions import Question
from qa.answering.articles.about import answer_about
from qa.answering.articles.collection import answer_collection
from qa.answering.chain import DEPTH, questions_of
from qa.answering.citing import Found
from qa.answering.piece import Piece
from qa.answering.questions.question import Kind, understand
from qa.answering.questions.question import Question as Understood
from qa.answering.questions.terms import Terms, terms_of
from qa.answering.reading.extract import READ, choose
from qa.answering.reading.missing import texts_read, unmet
from qa.answering.reading.quoting import quote
from qa.answering.refusal import refuse
from qa.corpus.chunk import heading
from qa.library.store import Library
from qa.models.embedding import Embedder
from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Answer, Hit
from qa.zh import bigrams, sentences

Turns = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and standard deviation of a signal over the sentences read for the dev questions."""

    mean: float
    deviation: float

    def standard(self, signal: float) -> float:
        """Return how many standard deviations a signal lies above the mean."""
        return (signal - self.mean) / self.deviation


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence that was read: its offsets in its chunk, and what each signal gives it."""

    hit: Hit
    start: int
    end: int
    signals: tuple[float, ...]


class Baseline:
    """Answers without a reader. Fit it before use: see ``fit``."""

    def __init__(self, library: Library, embedder: Embedder, *, words: bool, vectors: bool) -> None:
        self._library, self._embedder = library, embedder
        self._words, self._vectors = words, vectors
        self._retriever = HybridRetriever(library=library, encoder=embedder)
        self._embedded: dict[str, NDArray[np.float32]] = {}
        self._spreads: tuple[Spread, ...] = ()
        self._threshold = 0.0

    def fit(self, questions: Sequence[Question], refused: float) -> None:
        """Fit to development questions: bring the signals to one scale, and set the highest
        threshold that refuses no more than the share ``refused`` of the answerable ones.
        """
        answerable = [q for q in questions if q.answerable]
        understood = [self._understood(q.question, q.history) for q in answerable]
        read = [self._read(q, self.search(q.text, READ)) for q in understood]
        every = zip(*(r.signals for part in read for r in part), strict=True)
        self._spreads = tuple(Spread(fmean(s), pstdev(s) or 1.0) for s in every)
        self._threshold = threshold([self._support(q) for q in understood], refused)

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` best chunks by what this engine goes by."""
        if self._words and self._vectors:
            return self._retriever.hits(question, k)
        found = (
            self._library.search_keywords(question, k)
            if self._words
            else self._library.search_vectors(self._embedder.encode_query(question), k)
        )
        known = self._library.chunks(name for name, _ in found)
        return [Hit(*known[name], score) for name, score in found if name in known]

    def ask(self, question: str, history: Turns = ()) -> Answer:
        """Answer a question in the light of the conversation before it."""
        asked = self._understood(question, history)
        hits = self.search(asked.text, DEPTH)
        if found := self._about(asked, hits):
            return _answer(asked, hits, found)
        chosen = choose(asked, self._ranked(asked, hits), self._threshold)
        return _answer(asked, hits, quote(asked, chosen)) if chosen else refuse(asked, hits, [], "")

    def _understood(self, question: str, history: Turns) -> Understood:
        """The question in full; a message that holds none is taken as one."""
        found = questions_of(question, history, self._retriever)
        return found[0] if found else understand(question)

    def _about(self, question: Understood, hits: Sequence[Hit]) -> Found | None:
        if question.kind is Kind.COLLECTION:
            found = answer_collection(question, self._library)
            return found if isinstance(found, Found) else None
        told = answer_about(question, hits)
        return told if isinstance(told, Found) else None

    def _support(self, question: Understood) -> float | None:
        """How likely the best sentence answers; ``None`` where no threshold is asked."""
        hits = self.search(question.text, DEPTH)
        if self._about(question, hits):
            return math.inf
        ranked = self._ranked(question, hits)
        return ranked[0].support if ranked else None

    def _ranked(self, question: Understood, hits: Sequence[Hit]) -> list[Piece]:
        """The sentences of the first chunks, likeliest first; none where nothing can answer."""
        if question.kind is Kind.COLLECTION or unmet(self._terms(question), texts_read(hits)):
            return []
        pieces = [self._piece(read) for read in self._read(question, hits[:READ])]
        return sorted(pieces, key=lambda piece: -piece.support)

    def _piece(self, read: Read) -> Piece:
        standard = (s.standard(v) for s, v in zip(self._spreads, read.signals, strict=True))
        likely = 1 / (1 + math.exp(-sum(standard)))
        chunk = read.hit.chunk
        start, end = chunk.start + read.start, chunk.start + read.end
        return Piece(read.hit.article, chunk.paragraph, start, end, likely, likely)

    def _read(self, question: Understood, hits: Sequence[Hit]) -> list[Read]:
        places = [(hit, start, end) for hit in hits for start, end in sentences(hit.chunk.text)]
        headed = [_headed(hit, start, end) for hit, start, end in places]
        ways: list[Sequence[float]] = []
        if self._words:
            ways.append(words_met(self._terms(question), headed))
        if self._vectors and headed:
            ways.append(self._cosines(question.text, headed))
        signals = zip(*ways, strict=True)
        return [Read(*place, given) for place, given in zip(places, signals, strict=True)]

    def _cosines(self, question: str, headed: Sequence[str]) -> list[float]:
        if new := [text for text in dict.fromkeys(headed) if text not in self._embedded]:
            vectors = self._embedder.encode_documents(new)
            self._embedded |= dict(zip(new, vectors, strict=True))
        asked = self._embedder.encode_query(question)
        return [float(self._embedded[text] @ asked) for text in headed]

    def _terms(self, question: Understood) -> Terms:
        library = self._library
        return terms_of(question, library.document_frequency, library.chunk_count())


def words_met(terms: Terms, headed: Iterable[str]) -> list[float]:
    """Return for each text the share of the question's bigrams, by rarity, that it holds."""
    total = sum(terms.bigrams.values()) or 1.0
    held = (set(bigrams(text)) for text in headed)
    return [sum(w for b, w in terms.bigrams.items() if b in there) / total for there in held]


def threshold(supports: Sequence[float | None], refused: float) -> float:
    """Return the highest threshold that refuses at most the share ``refused``.

    ``supports`` are those of answerable questions; ``None`` is refused in any case.
    """
    ordered = sorted(-math.inf if support is None else support for support in supports)
    return max(ordered[min(int(refused * len(ordered)), len(ordered) - 1)], 0.0)


def _headed(hit: Hit, start: int, end: int) -> str:
    return f"{heading(hit.article, hit.chunk.paragraph)}\n{hit.chunk.text[start:end]}"


def _answer(question: Understood, hits: Sequence[Hit], found: Found) -> Answer:
    return Answer(
        question=question.asked,
        understood_as=question.text,
        kind=str(question.kind),
        engine="baseline",
        sentences=found.sentences,
        citations=found.citations,
        searched=tuple(hit.chunk.id for hit in hits),
    )
