"""Other collections than the five pages: questions on news articles that are not shipped.

    python -m eval.news_sets NEWS.jsonl.xz FOLDER

A file of ``eval/news`` names its articles by their ids in CRUD-RAG's collection of news, or the
seeds of the pages that ``eval.page_maker`` makes of them, and gold evidence by offsets in those
texts. For each, this writes ``FOLDER/NAME/articles`` and ``FOLDER/NAME/questions.jsonl``, indexes
them under ``FOLDER/NAME/home``, asks, and prints the figures. Those of the split ``test`` are for
figures only: nobody reads them, nothing is fitted on them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.page_maker import half_of, make_page
from eval.page_stories import read_stories
from eval.questions import load_questions
from eval.report import md_table, with_interval
from eval.run import run
from eval.summary import figure
from qa.service import index, open_service
from qa.settings import Settings

SETS = Path(__file__).parent / "news"
_HOME, _QUESTIONS = "home", "questions.jsonl"  # in the folder of a set that is laid out
COLUMNS = {
    "right": "right",
    "citation_precision": "citations right",
    "refusal_recall": "unanswerable refused",
    "false_refusals": "answerable refused",
}

Texts = Mapping[int, Mapping[str, str]]
"""Articles by their ids, or made pages by their seeds: ``text``, and ``head`` (date, source)."""


@dataclass(frozen=True, slots=True)
class NewsSet:
    """A set: its name, what it is asked over, whether that is made pages, and its questions."""

    name: str
    over: tuple[int, ...]
    paged: bool
    questions: tuple[dict[str, Any], ...]

    def source(self, number: int) -> str:
        """Return the file that an article or page is in."""
        return f"page{number}.txt" if self.paged else f"{self.name}.jsonl"


def read_sets(folder: Path = SETS) -> Iterator[NewsSet]:
    """Yield the sets in the order of their names."""
    for path in sorted(folder.glob("*.jsonl")):
        head, *questions = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        paged = "pages" in head
        yield NewsSet(
            path.stem, tuple(head["pages" if paged else "articles"]), paged, (*questions,)
        )


def lay_out(found: NewsSet, texts: Texts, folder: Path) -> None:
    """Write the files of a set's articles, and its questions with their evidence in words."""
    articles = folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {}
    for number in found.over:
        text = texts[number]
        line = text["text"] if found.paged else json.dumps(text, ensure_ascii=False)
        lines.setdefault(found.source(number), []).append(line)
    for source, kept in lines.items():
        (articles / source).write_text("\n".join(kept), encoding="utf-8")
    asked = (json.dumps(q, ensure_ascii=False) for q in told(found, texts))
    (folder / _QUESTIONS).write_text("\n".join(asked) + "\n", encoding="utf-8")


def laid_out(folder: Path) -> list[tuple[Path, Path]]:
    """Return the library and the questions of each set that was written to ``folder``."""
    return [(path.parent / _HOME, path) for path in sorted(folder.glob(f"*/{_QUESTIONS}"))]


def told(found: NewsSet, texts: Texts) -> Iterator[dict[str, Any]]:
    """Yield the questions of a set with their evidence in the words of its articles."""
    return (_told(question, found, texts) for question in found.questions)


def _told(question: dict[str, Any], found: NewsSet, texts: Texts) -> dict[str, Any]:
    evidence = [
        {
            "source": found.source(one["of"]),
            "author": one.get("author", ""),
            "text": texts[one["of"]]["text"][one["start"] : one["end"]],
        }
        for one in question["evidence"]
    ]
    return {**question, "evidence": evidence}


def texts_of(sets: Sequence[NewsSet], news: Path) -> dict[str, Texts]:
    """Return the articles or made pages of each set, by its name."""
    wanted = {number for one in sets if not one.paged for number in one.over}
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        articles = {row.pop("id"): row for row in rows if row["id"] in wanted}
    return {one.name: _pages(one, news) if one.paged else articles for one in sets}


def _pages(found: NewsSet, news: Path) -> Texts:
    stories = {half: read_stories(news, half) for half in set(map(half_of, found.over))}
    pages = {seed: make_page(stories[half_of(seed)], seed).page for seed in found.over}
    return {seed: {"text": page.text} for seed, page in pages.items()}


def indexed(folder: Path) -> Settings:
    """Index a set that is laid out; returns the settings to open its library with."""
    settings = Settings(home=folder / _HOME)
    index(settings, [folder / "articles"])
    return settings


def measure(folder: Path) -> tuple[str, ...]:
    """Index a set that is laid out, ask its questions, and return a row of figures."""
    service = open_service(indexed(folder))
    records = run(service, load_questions(folder / _QUESTIONS))
    service.close()
    return (folder.name, *(with_interval(figure(records, measure)) for measure in COLUMNS))


def main() -> None:
    """Lay the sets out, ask them and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("news", type=Path, help="CRUD-RAG's articles, a line each, .xz")
    parser.add_argument("folder", type=Path, help="where libraries and questions are written")
    given = parser.parse_args()
    sets = list(read_sets())
    texts = texts_of(sets, given.news)
    rows: list[tuple[str, ...]] = [("%", *COLUMNS.values())]
    for one in sets:
        lay_out(one, texts[one.name], given.folder / one.name)
        rows.append(measure(given.folder / one.name))
        sys.stderr.write(f"{one.name}\n")
    sys.stdout.write("\n".join(md_table(rows)) + "\n")


if __name__ == "__main__":
    main()
