"""The chain: understand → retrieve → answer, as LangChain's LCEL.

Refusal is decided here, in code: when no sentence found is likely enough to answer.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from qa.answering.about import LISTED, answer_about, answer_collection
from qa.answering.citing import Found
from qa.answering.compound import joined, parts_of
from qa.answering.extract import Piece, choose, rank, unmet
from qa.answering.features import PassageReader
from qa.answering.followup import Turn, complete
from qa.answering.listing import unlisted
from qa.answering.people import asks_holder, holder_query, may_name_holder
from qa.answering.question import Kind, Question, understand
from qa.answering.quoting import quote
from qa.answering.refusal import COVERED, refuse
from qa.answering.spelling import corrected
from qa.answering.support import support_model
from qa.answering.terms import Terms, terms_of
from qa.errors import ModelError
from qa.library.store import Library
from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Answer, Hit

if TYPE_CHECKING:
    from qa.answering.generate import Writer

DEPTH = 30
"""How many chunks are retrieved; questions about articles look at all of them."""

WRITTEN_FROM = 6
"""How many chunks a chat model is shown."""

HOLDERS = 100
"""How many chunks are looked through for the holder of a post."""

ABOUT_ARTICLES = frozenset({Kind.COLLECTION, Kind.TITLE})
"""Kinds that the catalogue answers, or nothing does: no sentence is read for them."""


class Answerer:
    """Answers a question from the chunks found for it.

    Without ``writer`` the answer is put together from the articles' own sentences; with one,
    the chat model writes it and the extractive answer stands in where that fails.
    """

    def __init__(self, library: Library, reader: PassageReader, writer: Writer | None) -> None:
        self._library, self._reader, self._writer = library, reader, writer

    def understand(self, state: Mapping[str, Any]) -> Question:
        """Return the question that was ``asked``, completed from its ``history``, without slips."""
        full = complete(state["asked"], state["history"])
        return understand(state["asked"], corrected(full, self._library.document_frequency))

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """Return the answer, or a refusal."""
        if settled := self.settle(question, hits):
            return settled
        ranked = self.read(question, hits)
        chosen = choose(question, ranked, support_model().threshold)
        if not chosen:
            answer = self._refuse(question, hits, _reason(question, ranked))
        elif self._writer is None:
            answer = _answered(question, hits, "extractive", quote(question, chosen))
        else:
            answer = self._written(self._writer, question, hits, quote(question, chosen))
        return replace(answer, support=ranked[0].support if ranked else None)

    def settle(self, question: Question, hits: Sequence[Hit]) -> Answer | None:
        """Return the answer that the catalogue gives, or a refusal that no reading could change;
        ``None`` where sentences are to be read.
        """
        if found := self._about(question, self._with_holders(question, hits)):
            return _answered(question, hits, "catalogue", found)
        if question.kind in ABOUT_ARTICLES:
            return self._refuse(question, hits, "没有找到符合问题所说的文章。")
        if missing := unmet(self.terms(question), hits):
            words = "、".join(f"“{word}”" for word in missing)
            return self._refuse(question, hits, f"找到的文章都没有提到{words}。")
        return None

    def read(self, question: Question, hits: Sequence[Hit]) -> list[Piece]:
        """Return the sentences that may answer, likeliest first."""
        ranked = rank(question, self.terms(question), hits, self._reader, support_model())
        if asks_holder(question):
            return [piece for piece in ranked if may_name_holder(question, piece.text)]
        return ranked

    def _refuse(self, question: Question, hits: Sequence[Hit], reason: str) -> Answer:
        titles = (article.title for article in self._library.articles(COVERED))
        return refuse(question, hits, titles, reason)

    def _about(self, question: Question, hits: Sequence[Hit]) -> Found | None:
        if question.kind is Kind.COLLECTION:
            return answer_collection(self._library.article_count(), self._library.articles(LISTED))
        return answer_about(question, hits)

    def _with_holders(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Add the articles whose byline may name the holder of a post that is asked for."""
        if not asks_holder(question):
            return hits
        names = dict(self._library.search_keywords(holder_query(question), HOLDERS))
        found = self._library.chunks(names)
        return [*hits, *(Hit(*found[name], names[name]) for name in names if name in found)]

    def terms(self, question: Question) -> Terms:
        """Return what a question names, with the weights that the collection gives."""
        library = self._library
        return terms_of(question, library.document_frequency, library.chunk_count())

    def _written(
        self, writer: Writer, question: Question, hits: Sequence[Hit], stand_in: Found
    ) -> Answer:
        try:
            written = writer.write(question.text, hits[:WRITTEN_FROM])
        except ModelError as error:
            answer = _answered(question, hits, "extractive", stand_in)
            return replace(answer, fallback=f"{error}已改用原文摘录。")
        if written.refused:
            return self._refuse(
                question, hits, f"语言模型 {writer.name} 在找到的段落中没有找到答案。"
            )
        found = Found(written.sentences, written.citations)
        return _answered(question, hits, "generative", found)


def _answered(question: Question, hits: Sequence[Hit], engine: str, found: Found) -> Answer:
    return Answer(
        question=question.asked,
        understood_as=question.text,
        kind=str(question.kind),
        engine=engine,
        sentences=found.sentences,
        citations=found.citations,
        searched=tuple(hit.chunk.id for hit in hits),
    )


def _reason(question: Question, ranked: Sequence[Piece]) -> str:
    if not ranked:
        return "找到的段落都没有说由谁担任。" if asks_holder(question) else "没有检索到相关段落。"
    best, least = ranked[0].support, support_model().threshold
    if best >= least:
        return f"找到的文章没有逐一列出“{unlisted(question, ranked)}”。"
    return f"找到的段落都不足以回答(最高把握 {best:.2f},要求 {least:.2f})。"


def build_chain(
    retriever: HybridRetriever, answerer: Answerer
) -> Runnable[tuple[str, Sequence[Turn]], Answer]:
    """Return the chain: from a question and the conversation before it to an answer."""
    steps: Runnable[Any, Any] = (
        RunnableLambda(_start)
        | RunnablePassthrough.assign(question=answerer.understand)
        | RunnablePassthrough.assign(found=lambda state: _found(state["question"], retriever))
        | RunnablePassthrough.assign(found_at=lambda state: time.perf_counter())
        | RunnableLambda(lambda state: _finish(state, answerer))
    )
    return steps


def _start(request: tuple[str, Sequence[Turn]]) -> dict[str, Any]:
    asked, history = request
    return {"asked": asked, "history": history, "started": time.perf_counter()}


def _found(question: Question, retriever: HybridRetriever) -> list[tuple[Question, Sequence[Hit]]]:
    """The questions that a question puts in one, each with what is found for it."""
    texts = parts_of(question.text)
    parts = [understand(text) for text in texts] if len(texts) > 1 else [question]
    return [(part, retriever.hits(part.plain, DEPTH)) for part in parts]


def _finish(state: dict[str, Any], answerer: Answerer) -> Answer:
    answers = [answerer.answer(part, hits) for part, hits in state["found"]]
    answer = answers[0] if len(answers) == 1 else joined(state["question"], answers)
    now = time.perf_counter()
    timings = {
        "search": (state["found_at"] - state["started"]) * 1000,
        "answer": (now - state["found_at"]) * 1000,
        "total": (now - state["started"]) * 1000,
    }
    return replace(answer, timings={stage: round(ms, 1) for stage, ms in timings.items()})
