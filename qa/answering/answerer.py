"""Answering a question from what was found for it: by the catalogue, by reading, or not at all.

Refusal is decided here, in code: when no sentence found is likely enough to answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.articles.about import answer_about, articles_meant, by_author, mention_query
from qa.answering.articles.bylines import answer_bylines
from qa.answering.articles.collection import answer_collection, answer_papers
from qa.answering.articles.gist import asks_gist, gist, views_asked
from qa.answering.articles.imprint import answer_imprint, imprint_asked
from qa.answering.articles.notes import answer_which, asks_note, quote_notes
from qa.answering.articles.people import (
    asks_holder,
    holder_query,
    may_name_holder,
    people_named,
    tells_former,
)
from qa.answering.articles.posts import asks_post
from qa.answering.citing import Found
from qa.answering.examples import examples
from qa.answering.lists.listing import unlisted
from qa.answering.piece import Piece, articles_of
from qa.answering.questions.message import SMALL_TALK
from qa.answering.questions.question import Kind, Question
from qa.answering.questions.terms import Terms, numbers_of, terms_of
from qa.answering.reading.extract import choose, rank
from qa.answering.reading.features import PassageReader
from qa.answering.reading.missing import is_strange, texts_read, unmet, unnamed
from qa.answering.reading.partition import tells_ordinal, tells_part
from qa.answering.reading.quoting import quote
from qa.answering.reading.signatures import read_signatures
from qa.answering.reading.support import support_model
from qa.answering.refusal import COVERED, refuse
from qa.errors import ModelError
from qa.library.store import Library
from qa.schema import Answer, Hit
from qa.zh import fold

if TYPE_CHECKING:
    from qa.answering.generate import Writer

WRITTEN_FROM = 6
"""How many chunks a chat model is shown."""

WIDELY = 100
"""How many chunks are looked through for the holder of a post, or for every mention."""

_WRITES = re.compile(r"[作著编译]者|[著编译撰]|写|执笔|记者|通讯员")
"""What a sentence says that tells whose something is."""

SUGGESTED = 2
"""How many questions are suggested to who has asked none."""


class Answerer:
    """Answers a question from the chunks found for it.

    Without ``writer`` the answer is put together from the articles' own sentences; with one,
    the chat model writes it and the extractive answer stands in where that fails.
    """

    def __init__(self, library: Library, reader: PassageReader, writer: Writer | None) -> None:
        self._library, self._reader, self._writer = library, reader, writer

    def answer(self, question: Question, hits: Sequence[Hit], told: str = "") -> Answer:
        """Return the answer, or a refusal. What was ``told`` before is not said again."""
        terms = self.terms(question)
        if settled := self.settle(question, terms, hits):
            return settled
        read = _authored_first(question, hits)
        ranked = [p for p in self._read(question, terms, read) if not _same(p.text, told)]
        signature = read_signatures(question, read, self._reader)
        if signature and signature.score > max([0.0, *(piece.reading for piece in ranked)]):
            return _answered(question, hits, "catalogue", signature.told())
        likely = choose(question, ranked, support_model().threshold)
        if chosen := [p for p in likely if not _same(p.text, told)]:
            answer = self._quoted(question, hits, quote(question, chosen))
        elif signature:
            return _answered(question, hits, "catalogue", signature.told())
        else:
            answer = self._refuse(question, hits, _reason(question, ranked))
        return replace(answer, support=ranked[0].support if ranked else None)

    def _quoted(self, question: Question, hits: Sequence[Hit], found: Found) -> Answer:
        """What was found word for word, or what the chat model makes of the hits."""
        if self._writer is None:
            return _answered(question, hits, "extractive", found)
        return self._written(self._writer, question, hits, found)

    def settle(self, question: Question, terms: Terms, hits: Sequence[Hit]) -> Answer | None:
        """Return the answer that the catalogue gives, or a refusal that no reading could change;
        ``None`` where sentences are to be read.
        """
        about = self._about(question, self._widened(question, hits))
        if isinstance(about, str):
            return self._refuse(question, hits, about)
        if about:
            return _answered(question, hits, "catalogue", about)
        texts = texts_read(hits)
        if missing := unnamed(terms, hits) or unmet(terms, texts):
            words = "、".join(f"“{word}”" for word in missing)
            return self._refuse(question, hits, f"找到的文章都没有提到{words}。")
        if is_strange(terms, texts):
            return self._refuse(question, hits, "找到的文章都与问题无关。")
        return None

    def decline(self, message: str, reply: str) -> Answer:
        """Return the answer to a message that holds no question: what one can ask instead."""
        asked = examples(self._library.articles(COVERED))[-SUGGESTED:]
        hint = f"{reply}可以问:{'、'.join(f'“{question}”' for question in asked)}"
        refused = self._refuse(Question(message, message, Kind.NONE, ""), (), hint)
        return replace(refused, refusal=hint) if reply in SMALL_TALK else refused

    def terms(self, question: Question) -> Terms:
        """Return what a question names, with the weights that the collection gives."""
        library = self._library
        return terms_of(question, library.document_frequency, library.chunk_count())

    def _read(self, question: Question, terms: Terms, hits: Sequence[Hit]) -> list[Piece]:
        """The sentences that may answer, likeliest first."""
        found = rank(question, terms, hits, self._reader, support_model())
        ranked = [piece for piece in found if _tells(question, piece)]
        if asks_holder(question):
            return [piece for piece in ranked if may_name_holder(question, piece.text)]
        if question.kind is Kind.AUTHOR:
            return [p for p in ranked if _WRITES.search(p.text) and people_named(p.text)]
        return ranked

    def _refuse(self, question: Question, hits: Sequence[Hit], reason: str) -> Answer:
        titles = (article.title for article in self._library.articles(COVERED))
        return refuse(question, hits, titles, reason)

    def _about(self, question: Question, hits: Sequence[Hit]) -> Found | str | None:
        """What the catalogue says, or why it says nothing; ``None`` where sentences are read."""
        library = self._library
        for answer in (answer_which, answer_papers, answer_bylines):
            if found := answer(question, library):
                return found
        if question.kind is Kind.COLLECTION:
            if told := answer_collection(question, library):
                return told
            question = replace(question, kind=Kind.TITLE)  # it is about what the articles say
        return _of_article(question, hits) or answer_about(question, hits)

    def _widened(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Add the articles whose byline may name the holder of a post that is asked for, or that
        have the words whose every mention is asked for.
        """
        query = holder_query(question) if asks_holder(question) else mention_query(question)
        if not query:
            return hits
        names = dict(self._library.search_keywords(query, WIDELY))
        found = self._library.chunks(names)
        return [*hits, *(Hit(*found[name], names[name]) for name in names if name in found)]

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


def _of_article(question: Question, hits: Sequence[Hit]) -> Found | str | None:
    """What is asked of an article as a whole: its gist, the project it is from, its imprint."""
    if viewed := views_asked(question.text, articles_of(hits)):
        return gist(viewed[0])
    gist_asked, note_asked = asks_gist(question.text), asks_note(question.text)
    fact = "" if asks_post(question) else imprint_asked(question.text)
    if not (gist_asked or note_asked or fact):
        return None
    articles = articles_meant(question, hits)
    if gist_asked and articles:
        return gist(articles[0])
    if note_asked and (noted := quote_notes(articles)):
        return noted
    return answer_imprint(fact, articles) if fact and articles else None


def _authored_first(question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Hits of articles whose author a question names before all others: what 张三 proposes is in
    what he wrote.
    """
    named = {article.id for article in by_author(question, articles_of(hits))}
    return sorted(hits, key=lambda hit: hit.article.id not in named)


def _tells(question: Question, piece: Piece) -> bool:
    """Whether a sentence tells of those that a question is about: who came before, a part, or the
    second of several.
    """
    answer = (piece.span[0] - piece.start, piece.span[1] - piece.start) if piece.span else None
    told = tells_part(question, piece.text, answer) and tells_ordinal(question, piece.text)
    return told and tells_former(question, piece.text)


def _same(sentence: str, told: str) -> bool:
    """Whether a sentence says what was told: in whole, in part, or all its figures."""
    if not told:
        return False
    said, figures = fold(sentence), numbers_of(fold(told))
    repeated = bool(figures) and figures <= numbers_of(said)
    return repeated or said in fold(told) or fold(told).rstrip("。") in said


def _answered(question: Question, hits: Sequence[Hit], engine: str, found: Found) -> Answer:
    return Answer(
        question=question.asked,
        understood_as=question.understood,
        kind=str(question.kind),
        engine=engine,
        sentences=found.sentences,
        citations=found.citations,
        searched=tuple(hit.chunk.id for hit in hits),
    )


def _reason(question: Question, ranked: Sequence[Piece]) -> str:
    if not ranked and question.kind is Kind.AUTHOR:
        return "没有找到写这些内容的署名文章。"
    if not ranked and asks_holder(question):
        return "找到的段落都没有说由谁担任。"
    if not ranked:
        return "找到的段落都没有单独说到所问的那一个或那一部分。"
    best, least = ranked[0].support, support_model().threshold
    if best >= least:
        return f"找到的文章提到“{unlisted(question, ranked)}”,但没有逐一列出。"
    return f"找到的段落都不足以回答(最高把握 {best:.2f},要求 {least:.2f})。"
