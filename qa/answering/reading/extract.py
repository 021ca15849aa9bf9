"""The extractive answer: the sentences that answer, word for word, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answering.lists.enumerations import Place
from qa.answering.lists.listing import list_answer, numbered, unlisted
from qa.answering.lists.marks import opens_item
from qa.answering.piece import Piece, articles_of, following, whole_text
from qa.answering.questions.places import names_place
from qa.answering.questions.question import Kind, Question
from qa.answering.questions.terms import Terms, numbers_of
from qa.answering.reading.explaining import explanation
from qa.answering.reading.features import Passage, PassageReader, compare
from qa.answering.reading.support import SupportModel
from qa.corpus.chunk import heading
from qa.schema import Article, Hit, Role
from qa.zh import bigrams, first_sentence

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
_NEAR_BEST = 0.6  # a further sentence must reach this share of the best one's probability
_FAR = 0.75
"""The similarity of a chunk that only its words brought: about that of any two texts."""
_BY_CHANCE = 1  # a bigram that any long text may hold
_QUOTED = 0.6  # share of a title's bigrams
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"[届次期批]$")
_HEADING = 24  # characters; an item no longer than this only says what comes


def passage_of(hit: Hit) -> Passage:
    """Return what is read of a hit: the chunk, under its heading and how the article begins.

    Who and where a later paragraph is about often stands in the first sentence alone.
    """
    article, chunk = hit.article, hit.chunk
    above = f"{heading(article, chunk.paragraph)} {_lead(hit)}".strip()
    whole = "\n".join(paragraph.text for paragraph in article.paragraphs)
    similarity = hit.scores.get("vector", _FAR)
    return Passage(above, chunk.text, whole, similarity)


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


def texts_read(hits: Sequence[Hit]) -> list[str]:
    """Return the folded texts of the articles that are read."""
    return [whole_text(article) for article in articles_of(hits[:READ])]


def unmet(terms: Terms, texts: Sequence[str]) -> list[str]:
    """Return the works, names, places, years and ordinals of a question that no text has.

    A question about another place, year or session than the collection's has no answer in it,
    however well the rest fits. Other numbers may be written otherwise: 3年 is 三年; and titles
    are seldom quoted to the letter.
    """
    numbers = frozenset().union(*map(numbers_of, texts))
    places = {name for name in terms.places if not any(names_place(text, name) for text in texts)}
    works = {f"《{work}》" for work in terms.works if not any(_has(text, work) for text in texts)}
    missing = (n for n in terms.numbers - numbers if _YEAR.match(n) or _ORDINAL.search(n))
    latin = {word for word in terms.latin if not any(word in text for text in texts)}
    return sorted({*works, *places, *latin, *missing})


def is_strange(terms: Terms, texts: Sequence[str]) -> bool:
    """Tell whether ``texts`` have nothing in common with a question of several words.

    What is told in other words still shares some: one that shares none is about something else.
    """
    words = [word for word in terms.words if len(word) > 1]
    known = any(word in text for word in words for text in texts)
    shared = max((sum(gram in text for gram in terms.bigrams) for text in texts), default=0)
    return len(words) > 1 and not known and shared <= _BY_CHANCE


def _has(text: str, work: str) -> bool:
    """Whether most of a work's title stands in a text."""
    grams = set(bigrams(work))
    return work in text or len(grams & set(bigrams(text))) >= _QUOTED * len(grams)


def choose(question: Question, ranked: Sequence[Piece], threshold: float) -> list[Piece]:
    """Return the sentences that make the answer, in reading order; none where nothing answers."""
    if not ranked:
        return []
    best, likely = ranked[0], ranked[0].support >= threshold
    if listed := list_answer(question, ranked, likely):
        return _pieces(best, *listed)
    if not likely or unlisted(question, ranked):
        return []
    if question.kind in (Kind.LIST, Kind.HOW) and (places := numbered(question, best)):
        return _pieces(best, best.article, places)
    if question.kind in (Kind.HOW, Kind.WHY):
        kept = explanation(question.kind, question.text, ranked)
    else:
        least = best.probability * _NEAR_BEST
        kept = [p for p in ranked if p.probability >= least][: _MOST.get(question.kind, 1)]
    kept = [piece for head in kept for piece in _with_detail(head)]
    order = {piece.article.id: i for i, piece in reversed(list(enumerate(kept)))}
    unique = {(p.article.id, p.paragraph, p.start): p for p in kept}
    return sorted(unique.values(), key=lambda p: (order[p.article.id], p.paragraph, p.start))


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
