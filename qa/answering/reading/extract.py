"""The extractive answer: the sentences that answer, word for word, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answering.lists.enumerations import Place
from qa.answering.lists.listing import list_answer, numbered, unlisted
from qa.answering.lists.marks import opens_item
from qa.answering.piece import Piece, following
from qa.answering.questions.compound import asks_for_each
from qa.answering.questions.question import Kind, Question
from qa.answering.questions.terms import Terms
from qa.answering.reading.explaining import explanation
from qa.answering.reading.features import Passage, PassageReader, compare
from qa.answering.reading.support import SupportModel
from qa.corpus.chunk import heading
from qa.schema import Article, Hit, Role
from qa.zh import first_sentence

READ = 5
"""How many chunks are read for an answer. Of 1,129 questions that have one, over eight collections,
the best sentence is the right one for 83.6 % with three, 85.1 with four and 85.7 with five
(``eval.fit_support``); six take a fifth longer.
"""

LEAD = 40
"""How many characters of an article's first sentence are read before a later chunk. With them the
reader found the right sentence for 82.7 % of 423 questions over five collections instead of 81.1.
"""

_MOST = {Kind.LIST: 4, Kind.TARGET: 2, Kind.OTHER: 2}
_NEAR_BEST = 0.8  # a further sentence must reach this share of the best one's probability
_YEAR = 4  # characters of a date that are its year
_EACH_BEST = 0.3  # where an answer is wanted for each of several things
_FAR = 0.75
"""The similarity of a chunk that only its words brought: about that of any two texts."""
_WHAT = re.compile(r"(?<![叫是为])(?:什么|啥|些什么)[事要求内容]*[?。]?$")
_HEADING = 24  # characters; an item no longer than this only says what comes


def passage_of(hit: Hit) -> Passage:
    """Return what is read of a hit: the chunk, under its heading and how the article begins.

    Who and where a later paragraph is about often stands in the first sentence alone.
    """
    article, chunk = hit.article, hit.chunk
    above = f"{heading(article, chunk.paragraph)} {_lead(hit)}".strip()
    whole = "\n".join(paragraph.text for paragraph in article.paragraphs)
    similarity = hit.scores.get("vector", _FAR)
    return Passage(above, chunk.text, whole, similarity, article.date[:_YEAR])


def _lead(hit: Hit) -> str:
    """How the article of a chunk begins, if the chunk is not that itself."""
    first = next((p for p in hit.article.paragraphs if p.role is Role.BODY), None)
    if first is None or (first.n == hit.chunk.paragraph and not hit.chunk.start):
        return ""
    return first_sentence(first.text)[:LEAD]


def rank(
    question: Question,
    terms: Terms,
    hits: Sequence[Hit],
    reader: PassageReader,
    model: SupportModel,
) -> list[Piece]:
    """Return the sentences of the first chunks, likeliest first; ties in the order of hits."""
    read = hits[:READ]
    passages = [passage_of(hit) for hit in read]
    pieces = []
    for scored in compare(question, terms, passages, reader) if read else []:
        chunk, article = read[scored.passage].chunk, read[scored.passage].article
        first, last = scored.span
        pieces.append(
            Piece(
                article,
                chunk.paragraph,
                chunk.start + scored.start,
                chunk.start + scored.end,
                model.sentence.probability(scored.features),
                model.question.probability(scored.features),
                (chunk.start + first, chunk.start + last),
                scored.features.reader,
            )
        )
    return sorted(pieces, key=lambda piece: -piece.probability)


def choose(question: Question, ranked: Sequence[Piece], threshold: float) -> list[Piece]:
    """Return the sentences that make the answer, in reading order; none where nothing answers."""
    if not ranked:
        return []
    best, likely = ranked[0], ranked[0].support >= threshold
    if listed := list_answer(question, ranked, likely):
        return _pieces(best, *listed)
    if not likely or unlisted(question, ranked):
        return []
    if _may_be_several(question) and (places := numbered(question, ranked)):
        return _pieces(best, best.article, places)
    if question.kind in (Kind.HOW, Kind.WHY):
        kept = explanation(question.kind, question.text, ranked)
    else:
        each = asks_for_each(question.text)
        least = best.probability * (_EACH_BEST if each else _NEAR_BEST)
        most = max(_MOST.get(question.kind, 1), 1 + each)
        kept = [p for p in ranked if p.probability >= least][:most]
    kept = [piece for head in kept for piece in _with_detail(head)]
    order = {piece.article.id: i for i, piece in reversed(list(enumerate(kept)))}
    unique = {(p.article.id, p.paragraph, p.start): p for p in kept}
    return sorted(unique.values(), key=lambda p: (order[p.article.id], p.paragraph, p.start))


def _may_be_several(question: Question) -> bool:
    """Whether several things may answer: also where it is asked what somebody did or said."""
    told = question.kind is Kind.OTHER and _WHAT.search(question.text)
    return question.kind in (Kind.LIST, Kind.HOW) or bool(told)


def _pieces(best: Piece, article: Article, places: Sequence[Place]) -> list[Piece]:
    """Places as pieces that are as likely as the best one."""
    return [
        replace(best, article=article, paragraph=p.paragraph, start=p.start, end=p.end, span=None)
        for p in places
    ]


def _with_detail(piece: Piece) -> list[Piece]:
    """A sentence that only heads what follows it, with the sentence after it."""
    heads = piece.end - piece.start <= _HEADING and opens_item(piece.text)
    return [piece, *following(piece)[:1]] if heads else [piece]
