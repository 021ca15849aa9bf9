"""Measures what retrieval finds at size: keywords, vectors and fusion against plain BM25.

    nice python -m eval.bench_retrieval ARTICLES.jsonl[.xz] QUESTIONS.jsonl
        --home HOME --work FOLDER

``HOME`` is a library that was indexed from the articles (``eval.bench_library`` leaves one in
``FOLDER/SIZE/home``). A question line is ``{"question", "answer", "docs"}``. An article counts as
right if it is among ``docs`` (places in the file) or its text holds the answer; chunks count by
their articles, each once. The yardstick is BM25 over character bigrams of whole articles. The
intervals are of the difference from it: 95 %, paired bootstrap. A Markdown table goes to
standard output.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from eval.bench_keywords import read_questions
from eval.bench_library import lines
from eval.keyword_engines import Tantivy
from eval.metrics import bootstrap_interval
from qa.library.store import Library, open_library
from qa.models.embedding import load_embedder
from qa.retrieval.hybrid import DEPTH, WEIGHTS, HybridRetriever
from qa.schema import Article
from qa.zh import bigrams

CUTS = (1, 5, 10)
CHUNKS = 100  # enough to hold ten different articles

Search = Callable[[str], list[Article]]


def searches(library: Library, retriever: HybridRetriever) -> dict[str, Search]:
    """Return the product's ways of searching; each gives articles, best first."""
    encoder = retriever.encoder

    def by_ids(ids: Iterable[str]) -> list[Article]:
        ordered = list(ids)
        known = library.chunks(ordered)
        return distinct(known[name][1] for name in ordered if name in known)

    return {
        "keywords (chunks)": lambda q: by_ids(n for n, _ in library.search_keywords(q, CHUNKS)),
        "vectors (chunks)": lambda q: by_ids(
            n for n, _ in library.search_vectors(encoder.encode_query(q), CHUNKS)
        ),
        f"fusion, {DEPTH} candidates, {WEIGHTS.vector:g} vector, {WEIGHTS.article:g} article": (
            lambda q: distinct(hit.article for hit in retriever.hits(q, CHUNKS))
        ),
    }


def distinct(articles: Iterable[Article]) -> list[Article]:
    """Return each article once, where it stands first."""
    return list({article.id: article for article in articles}.values())


def is_right(question: dict[str, Any], place: int, text: str) -> bool:
    """Tell whether an article, the ``place``-th of the file, answers a question."""
    return place in question["docs"] or question["answer"] in text


def judge(found: Sequence[Article], question: dict[str, Any]) -> list[bool]:
    """Return for each article found whether it is right. Its ``part`` is its line, from 1."""
    return [
        is_right(question, a.part - 1, "\n".join(p.text for p in a.paragraphs))
        for a in found[: max(CUTS)]
    ]


def plain_bm25(path: Path, questions: Sequence[dict[str, Any]], work: Path) -> list[list[bool]]:
    """Judge what BM25 over the bigrams of whole articles finds."""
    texts = [json.loads(line)["text"] for line in lines(path, None)]
    engine = Tantivy(work / "whole-articles")
    engine.build(" ".join(bigrams(text)) for text in texts)
    judged = []
    for question in questions:
        found = engine.search(list(dict.fromkeys(bigrams(question["question"]))), max(CUTS))
        judged.append([is_right(question, place, texts[place]) for place in found])
    return judged


def row(name: str, judged: Sequence[list[bool]], yardstick: Sequence[list[bool]]) -> str:
    """Return a line of the table; differences are percentage points."""
    cells = [name]
    for k in CUTS:
        right, other = ([float(any(found[:k])) for found in way] for way in (judged, yardstick))
        differences = [a - b for a, b in zip(right, other, strict=True)]
        low, high = bootstrap_interval(differences) or (0.0, 0.0)
        cells.append(f"{100 * fmean(right):.1f} [{100 * low:+.1f}, {100 * high:+.1f}]")
    return f"| {' | '.join(cells)} |"


def table(judged: dict[str, list[list[bool]]], yardstick: list[list[bool]]) -> str:
    """Return the Markdown table."""
    head = "| search |" + "".join(f" recall@{k} % [95 % of difference] |" for k in CUTS)
    rows = [row("BM25, whole articles", yardstick, yardstick)]
    rows += [row(name, found, yardstick) for name, found in judged.items()]
    return "\n".join([head, "|---" * (len(CUTS) + 1) + "|", *rows])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure retrieval at size.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, required=True, help="a library of these articles")
    parser.add_argument("--work", type=Path, required=True, help="folder for the yardstick")
    return parser.parse_args()


def main() -> None:
    """Search for every question in every way, and write the table."""
    given = _arguments()
    questions = read_questions(given.questions)
    embedder = load_embedder()
    library = open_library(given.home, embedder.identity)
    ways = searches(library, HybridRetriever(library=library, encoder=embedder))
    judged = {
        name: [judge(search(q["question"]), q) for q in questions] for name, search in ways.items()
    }
    library.close()
    yardstick = plain_bm25(given.articles, questions, given.work)
    sys.stdout.write(table(judged, yardstick) + "\n")


if __name__ == "__main__":
    main()
