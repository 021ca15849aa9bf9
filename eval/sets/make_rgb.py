"""Makes an RGB-style file from CRUD-RAG-style questions and a library of their collection.

    QA_HOME=LIBRARY python -m eval.sets.make_rgb QUESTIONS.jsonl OUT.jsonl

``QUESTIONS`` holds lines ``{"id", "question", "answer", "docs"}``; the library was indexed from
the collection's file. Positive passages are paragraphs near the question, by BM25, that hold the
answer word for word, those of ``docs`` first; negative ones are near it too, and nothing in their
article holds the answer. Questions without a positive or with too few negatives are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.sets.crud import Line
from eval.sets.question_set import squeeze
from eval.sets.rgb import GIVEN
from qa.library.store import Library, open_library
from qa.models.embedding import load_embedder
from qa.schema import Article
from qa.settings import load_settings
from qa.zh import fold

DEPTH = 200
"""How many chunks are looked at for a question."""
MOST = 10
"""Passages of either kind."""
_LEAST = 2  # characters of an answer; a single one stands anywhere


def make(library: Library, lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    """Yield an instance for every question that has passages of both kinds."""
    for line in lines:
        answer = _bare(line.answer)
        if len(answer) < _LEAST:
            continue
        positive, negative = _passages(library, line, answer)
        if positive and len(negative) >= GIVEN:
            yield {
                "id": line.id,
                "query": line.question,
                "answer": [line.answer],
                "positive": positive[:MOST],
                "negative": negative[:MOST],
            }


def _passages(library: Library, line: Line, answer: str) -> tuple[list[str], list[str]]:
    found = list(_near(library, line.question)) + list(
        _near(library, f"{line.question} {line.answer}")
    )
    found.sort(key=lambda place: place[0].part - 1 not in line.docs)  # stable: near ones first
    positive, negative = {}, {}
    for article, n in found:
        text = article.paragraph(n).text
        if answer in _bare(text):
            positive[squeeze(text)] = text
        elif answer not in _bare("".join(p.text for p in article.paragraphs)):
            negative[squeeze(text)] = text
    return list(positive.values()), list(negative.values())


def _near(library: Library, query: str) -> Iterator[tuple[Article, int]]:
    """Yield the paragraphs of the best chunks, best first."""
    names = [name for name, _ in library.search_keywords(query, DEPTH)]
    known = library.chunks(names)
    for name in names:
        if name in known:
            chunk, article = known[name]
            yield article, chunk.paragraph


def _bare(text: str) -> str:
    return squeeze(fold(text))


def main() -> None:
    """Write the file and say how many questions it holds."""
    parser = argparse.ArgumentParser(description="Make an RGB-style file.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    settings = load_settings()
    written = given.questions.read_text(encoding="utf-8").splitlines()
    lines = [Line.model_validate_json(text) for text in written if text.strip()]
    library = open_library(settings.home, load_embedder(settings.embedding_model).identity)
    made = [json.dumps(found, ensure_ascii=False) + "\n" for found in make(library, lines)]
    library.close()
    given.out.write_text("".join(made), encoding="utf-8")
    sys.stdout.write(f"{len(made)} of {len(lines)} questions\n")


if __name__ == "__main__":
    main()
