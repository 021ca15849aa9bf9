"""Near misses: questions that read like those the collection answers, and that it does not.

A draft's place or author is exchanged for another that the collection knows too, or its year.
What is asked for must not stand in any article that speaks of the new place or is by the new
author, so that the answer is a refusal.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from eval.draft_articles import Placed, identity
from eval.questions import UNANSWERABLE, Question
from qa.answering.questions.question import content_of
from qa.schema import Article
from qa.words import known, tagged
from qa.zh import bigrams

Texts = dict[str, str]
Holders = dict[str, list[str]]
"""A name, and the ids of the articles that hold it."""

_PLACE = re.compile(r"[省市县区州镇乡村国]$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SHARED = 0.6
"""Share of what is asked that an article may hold at most, in bigrams, to count as silent."""
_LEAST = 4  # bigrams; of less, any article may hold something like it
_FRAME = re.compile(r"^据?[^,]{0,9}的(?:文章|报道)(?:里,|提到|提出要?|认为应当怎样|,)")
"""What a question says of whose article it asks about."""
_KINDS = frozenset({"number", "list", "date", "organisation", "person", "definition"})


def near_misses(drafts: Sequence[Placed], articles: Sequence[Article]) -> Iterator[Question]:
    """Yield a near miss for every draft that one can be made of."""
    texts = {article.id: _text(article) for article in articles}
    places, authors = _places(texts), _authors(articles)
    for placed in drafts:
        if placed.draft.kind in _KINDS:
            miss = (
                _other_place(placed, texts, places)
                or _other_year(placed, texts)
                or _other_author(placed, texts, authors)
            )
            if miss:
                yield miss


def _other_place(placed: Placed, texts: Texts, places: Holders) -> Question | None:
    """Put another place of the same rank at the head of the question."""
    question = placed.draft.question
    (name, tag), (_, following) = [*tagged(question), ("", "")][:2]
    if tag != "ns" or following == "ns" or name not in places:
        return None
    others = [o for o in places if o[-1] == name[-1] and o not in texts[placed.article.id]]
    return _exchanged(placed, name, _turned(others, question), texts, places, "near_miss:place")


def _other_author(placed: Placed, texts: Texts, authors: Holders) -> Question | None:
    """Ask of another author's article what this one says."""
    author = placed.article.author
    if f"{author}的文章" not in placed.draft.question:
        return None
    others = _turned([o for o in authors if o != author], placed.draft.question)
    return _exchanged(placed, author, others, texts, authors, "near_miss:attribute")


def _exchanged(
    placed: Placed, name: str, others: Iterable[str], texts: Texts, holders: Holders, tag: str
) -> Question | None:
    rest = placed.draft.question.replace(name, "")
    for other in others:
        if all(_silent(texts[article], rest) for article in holders[other]):
            return _miss(placed, placed.draft.question.replace(name, other), tag)
    return None


def _turned(names: list[str], seed: str) -> list[str]:
    """The names, begun at another one for every question."""
    start = zlib.crc32(seed.encode()) % len(names) if names else 0
    return names[start:] + names[:start]


def _other_year(placed: Placed, texts: Texts) -> Question | None:
    question = placed.draft.question
    year = _YEAR.search(question)
    if year is None:
        return None
    later = str(int(year[1]) + 7)
    if any(later in text for text in texts.values()):
        return None
    return _miss(placed, question.replace(year[1], later), "near_miss:year")


def _miss(placed: Placed, question: str, tag: str) -> Question:
    made = placed.question()
    return replace(
        made,
        id=identity(placed.article, question),
        kind=UNANSWERABLE,
        question=question,
        answerable=False,
        points=(),
        evidence=(),
        tags=(tag,),
    )


def _places(texts: Texts) -> Holders:
    """The places that the dictionary knows, with the articles that name them."""
    found: dict[str, list[str]] = defaultdict(list)
    for article, text in texts.items():
        names = {w for w, tag in tagged(text) if tag == "ns" and len(w) > 2 and _PLACE.search(w)}
        for name in sorted(names):
            if known(name)[0]:
                found[name].append(article)
    return dict(found)


def _authors(articles: Sequence[Article]) -> Holders:
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if len(article.authors) == 1:
            found[article.author].append(article.id)
    return dict(found)


def _silent(text: str, asked: str) -> bool:
    wanted = set(bigrams(content_of(_FRAME.sub("", asked))))
    return len(wanted) >= _LEAST and len(wanted & set(bigrams(text))) <= _SHARED * len(wanted)


def _text(article: Article) -> str:
    return "\n".join([article.head.text, *_paragraphs(article)])


def _paragraphs(article: Article) -> Iterable[str]:
    return (paragraph.text for paragraph in article.paragraphs)
