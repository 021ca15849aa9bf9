"""The chain: understand → retrieve → answer, as LangChain's LCEL."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from qa.answering.answerer import Answerer
from qa.answering.articles.several import looked_up
from qa.answering.dialogue.breath import in_one_breath
from qa.answering.dialogue.conversation import Turn, turns_of
from qa.answering.dialogue.followup import asks_beyond, points_at_article, readings
from qa.answering.questions.compound import joined, parts_of
from qa.answering.questions.further import further_parts
from qa.answering.questions.keywords import spelled_out
from qa.answering.questions.message import read_message
from qa.answering.questions.question import Question, understand
from qa.answering.questions.spelling import corrected
from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Answer, Hit
from qa.zh import simplified

DEPTH = 30
"""How many chunks are retrieved; questions about articles look at all of them."""

CONTEXT = 200
"""Characters of a turn that are looked up to find the article it speaks of."""

ENOUGH = 0.6
"""How well what a question may ask besides must be supported to be told too. Of 2,080 questions 32
are told more then, 17 are right that were not, and 2 citations in a hundred of theirs are needless;
with 0.4, 36 and 18, and 4 in a hundred.
"""

History = Sequence[Turn | tuple[str, str]]
Part = tuple[Question, Sequence[Hit]]
"""A question that is answered by itself, and what was found for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: its ``parts``, and what one that has no parts may ask ``besides``."""

    parts: Sequence[Part]
    besides: Sequence[Part] = ()


def build_chain(
    retriever: HybridRetriever, answerer: Answerer
) -> Runnable[tuple[str, History], Answer]:
    """Return the chain: from a question and the conversation before it to an answer."""
    steps: Runnable[Any, Any] = (
        RunnableLambda(_start)
        | RunnablePassthrough.assign(
            questions=lambda state: questions_of(state["asked"], state["history"], retriever)
        )
        | RunnablePassthrough.assign(
            found=lambda state: [_found(question, retriever) for question in state["questions"]]
        )
        | RunnablePassthrough.assign(found_at=lambda state: time.perf_counter())
        | RunnableLambda(lambda state: _finish(state, answerer))
    )
    return steps


def questions_of(asked: str, history: History, retriever: HybridRetriever) -> list[Question]:
    """Return the question in full and without slips, in each way it can be meant; nothing where
    there is no question.
    """
    message, turns = read_message(asked, begins=not history), turns_of(history)
    if message.reply:
        return []
    question = simplified(message.question)
    if turns and points_at_article(question):
        turns = [*turns[:-1], _with_titles(turns[-1], retriever)]

    def likeness(new: str, others: Sequence[str]) -> list[float]:
        encode = retriever.encoder.encode_query
        vector = encode(new)
        return [float(vector @ encode(other)) for other in others]

    frequency = retriever.library.document_frequency
    texts = readings(question, turns, likeness)
    return [understand(asked, spelled_out(corrected(text, frequency))) for text in texts]


def _start(request: tuple[str, History]) -> dict[str, Any]:
    asked, history = request
    return {"asked": asked, "history": history, "started": time.perf_counter()}


def _with_titles(turn: Turn, retriever: HybridRetriever) -> Turn:
    """``turn`` with the article that its question and answer find, where it does not name one."""
    if turn.titles or not turn.told:
        return turn
    hits = retriever.hits(f"{turn.asked} {turn.told}"[:CONTEXT], 1)
    return replace(turn, titles=tuple(hit.article.title for hit in hits))


def _found(question: Question, retriever: HybridRetriever) -> Asked:
    """The questions that a question puts in one, each with what is found for it."""

    def parts(texts: Sequence[str]) -> list[Part]:
        asked = [question if text == question.text else understand(text) for text in texts]
        return [(part, retriever.hits(looked_up(part), DEPTH)) for part in asked]

    texts = [part for whole in in_one_breath(question.text) for part in parts_of(whole)]
    return Asked(parts(texts), parts(further_parts(question.text)) if len(texts) == 1 else ())


def _finish(state: dict[str, Any], answerer: Answerer) -> Answer:
    asked, turns = state["asked"], turns_of(state["history"])
    told = turns[-1].told if turns and asks_beyond(simplified(asked)) else ""
    answers = [
        _answer(question, found, told, answerer)
        for question, found in zip(state["questions"], state["found"], strict=True)
    ]
    if not answers:
        reply = read_message(asked, begins=not state["history"]).reply
        answers = [answerer.decline(asked, reply)]
    answer = max(answers, key=_certainty)
    now = time.perf_counter()
    timings = {
        "search": (state["found_at"] - state["started"]) * 1000,
        "answer": (now - state["found_at"]) * 1000,
        "total": (now - state["started"]) * 1000,
    }
    return replace(answer, timings={stage: round(ms, 1) for stage, ms in timings.items()})


def _answer(question: Question, found: Asked, told: str, answerer: Answerer) -> Answer:
    answers = [answerer.answer(part, hits, told) for part, hits in found.parts]
    if len(answers) > 1:
        return joined(question, answers)
    answer, engine = answers[0], answers[0].engine
    if engine != "extractive" or not found.besides:
        return answer
    asked = [answerer.answer(part, hits, told) for part, hits in found.besides]
    if answer.refused:
        halves = [one if _is_sure(one) else replace(one, refused=True) for one in asked]
        return joined(question, halves) if any(map(_is_sure, asked)) else answer
    said = {sentence.text for sentence in answer.sentences}
    more = [one for one in asked if _is_sure(one) and one.sentences[0].text not in said]
    if not more:
        return answer
    return joined(question, [*more, answer] if more[0] is asked[0] else [answer, *more])


def _is_sure(answer: Answer) -> bool:
    """Whether it is from the catalogue, or from sentences that support it well."""
    answers, support = _certainty(answer)
    return answers and support >= ENOUGH


def _certainty(answer: Answer) -> tuple[bool, float]:
    return not answer.refused, 1.0 if answer.support is None else answer.support
