"""Questions over whole collections, with the passages that the product reads for each.

The files of ``eval/training/news`` and ``eval/training/policy`` are such as ``eval.news_sets`` lays
out: articles by number, evidence by offsets. A collection is indexed and searched as a user's is,
so that what the reader learns to tell apart is what it will meet: most of it stands in the article
that answers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from eval.news_sets import NewsSet, Texts, indexed, lay_out, read_sets, texts_of, told
from eval.reading_data import Example
from qa.answering.chain import DEPTH
from qa.answering.questions.question import understand
from qa.answering.reading.extract import READ, passage_of
from qa.library.store import open_library
from qa.models.embedding import load_embedder
from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Hit
from qa.zh import fold


def collected(news: Path, folder: Path) -> list[list[Example]]:
    """Return the passages of each question of all collections of a folder; of those that have an
    answer, where a passage holds it. ``news`` is the file of their articles.
    """
    sets = list(read_sets(folder))
    texts = texts_of(sets, news)
    with tempfile.TemporaryDirectory() as work:
        return [
            group for one in sets for group in _groups(one, texts[one.name], Path(work) / one.name)
        ]


def _groups(one: NewsSet, texts: Texts, folder: Path) -> Iterator[list[Example]]:
    lay_out(one, texts, folder)
    encoder = load_embedder()
    library = open_library(indexed(folder).home, encoder.identity)
    retriever = HybridRetriever(library=library, encoder=encoder)
    for item in told(one, texts):
        asked = understand(item["question"]).plain
        evidence = [e["text"] for e in item["evidence"]]
        group = [_example(asked, hit, evidence) for hit in retriever.hits(asked, DEPTH)[:READ]]
        if group and (any(e.answers for e in group) or not evidence):
            yield group
    library.close()


def _example(question: str, hit: Hit, evidence: list[str]) -> Example:
    passage = passage_of(hit)
    text = fold(passage.text)
    answers = tuple(place for said in evidence if (place := _place(text, fold(said))))
    return Example(question, fold(passage.heading), text, answers, "found")


def _place(text: str, said: str) -> tuple[int, int] | None:
    """Where something is said in a text, whatever white space stands in either."""
    kept = [i for i, sign in enumerate(text) if not sign.isspace()]
    words = "".join(said.split())
    at = "".join(text[i] for i in kept).find(words)
    return (kept[at], kept[at + len(words) - 1] + 1) if words and at >= 0 else None
