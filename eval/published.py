"""Puts the product beside published figures, on other people's sets.

    nice python -m eval.published FOLDER… [--news-home HOME] [--most 500]

Every ``.json`` and ``.jsonl`` of the folders is measured that has a known form: reading
comprehension (SQuAD, CMRC, DRCD), CRUD-RAG questions, RGB. Question lines over a collection need
``HOME``, a library indexed from the collection's file (``eval.bench_library`` leaves one in
``FOLDER/SIZE/home``). Of each file ``--most`` questions are asked, drawn with a fixed seed.
Markdown tables go to standard output, every figure in per cent with its 95 % interval. Figures on
data that the packaged reader was trained on are marked; they say nothing about other data.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics.statistics import bootstrap_interval
from eval.questions import UNANSWERABLE
from eval.sets import crud, forms, measure, rgb, squad
from eval.sets.measure import Figures
from eval.sets.question_set import QuestionSet
from qa.errors import QuestionError
from qa.service import open_service
from qa.settings import Settings, load_settings

MOST = 500
TRAINED_ON = frozenset({"drcd_dev", "drcd_test", "cmrc2018_trial"})
"""Files, by name, all of whose questions the packaged reader was trained on."""
_NO = "–"

READERS = {
    "BERT-base": ("65.5", "84.5"),
    "MacBERT-large": ("70.7", "88.9"),
    "MiniRBT": ("58.8", "80.5"),
    "RBT3": ("57.7", "80.3"),
}
"""Exact match and F1 on CMRC 2018 dev."""
RETRIEVERS = {
    "BM25, bigrams": "75.9",
    "Qwen3-Embedding-8B": "78.0",
    "rank fusion of both": "79.9",
    "with an 8-billion-parameter reranker": "85.8",
}
"""Recall@1 over the 5,681 articles of CRUD-RAG's questions."""
REJECTERS = {"ChatGPT": "43", "Qwen-7B": "25"}
"""Share of RGB's Chinese questions that are refused when all five passages are noise."""

_READING_NOTE = """
EM and F1 as CMRC 2018 defines them. The published models were fine-tuned on CMRC 2018's 10,142
training questions, which this reader has never seen. Rows marked “trained on” are of questions of
which it was trained on 85 %: they flatter it and are no comparison.
"""
_OPEN_NOTE = """
Recall of the paragraph with the gold sentence. EM and F1 are of the words that the reader marks
within the answer, a refusal counting 0.
"""
_NEWS_NOTE = """
recall@k: an article that the question was made from, or one that holds the answer, is among the
first k. “Gold only” counts the former alone, as the published figures do, and is strict where
several reports tell of one event; those are over 5,681 articles.
"""
_NOISE_NOTE = """
Right: the answer contains every answer string. This engine quotes whole sentences, which makes that
easier; the published models write their own. Its refusal is decided in code. Where a question has
fewer than five positive passages, noise makes up for them, as in the authors' code.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is measured, and what it holds."""

    path: Path
    questions: QuestionSet

    @property
    def name(self) -> str:
        """How the tables name it."""
        trained = self.path.stem.lower() in TRAINED_ON
        return f"{self.path.stem}{' (**trained on**)' if trained else ''}"


def find(folders: Sequence[Path]) -> Iterator[Found]:
    """Yield the files of the folders that have a known form of other people's."""
    for folder in folders:
        for path in sorted([*folder.glob("*.json"), *folder.glob("*.jsonl")]):
            try:
                questions = forms.load(path)
            except QuestionError as error:
                sys.stderr.write(f"{error}\n")
                continue
            if questions.form != forms.OWN:
                yield Found(path, questions)


def reading_table(found: Iterable[Found], settings: Settings, most: int) -> Iterator[str]:
    """Yield the table of answers marked in the given passage."""
    yield from _head("Reading: the answer marked in the given passage", "questions", "EM", "F1")
    for file in found:
        given = forms.load(file.path, reading=True)
        figures = measure.reading(given, settings, most)
        yield _measured(f"this reader, {file.name}", figures, "exact", "f1")
    for name, cells in READERS.items():
        yield _row(f"{name}, CMRC 2018 dev", "3,219", *cells)
    yield _READING_NOTE


def open_table(found: Iterable[Found], settings: Settings, most: int) -> Iterator[str]:
    """Yield the table of questions asked over all passages of their file."""
    heads = ("recall@1", "recall@5", "recall@10", "answer found", "EM", "F1", "refused")
    yield from _head("Open: asked over all passages of the file", "questions", *heads)
    names = ("recall_1", "recall_5", "recall_10", "points", "exact", "f1", "refused")
    for file in found:
        figures = measure.asking(file.questions, settings, most)
        yield _measured(f"{file.name}, {len(file.questions.passages):,} passages", figures, *names)
    yield _OPEN_NOTE


def news_table(found: Iterable[Found], home: Path, settings: Settings, most: int) -> Iterator[str]:
    """Yield the table of questions over a collection of news."""
    heads = ("recall@1", "recall@5", "recall@10", "recall@1, gold only", "answer contained",
             "cites a right article", "refused")  # fmt: skip
    yield from _head("News: CRUD-RAG questions over the collection", "questions", *heads)
    names = ("recall_1", "recall_5", "recall_10", "gold_1", "contained", "cited", "refused")
    service = open_service(settings.model_copy(update={"home": home}))
    places = {article.part - 1 for article in service.articles()}
    for file in found:
        lines = [crud.Line.model_validate(line) for line in forms.objects(file.path)]
        held = [line for line in lines if places & set(line.docs)]
        figures = measure.news(held, service, most)
        yield _measured(f"{file.name}, {len(places):,} articles", figures, *names)
    service.close()
    for name, recall in RETRIEVERS.items():
        yield _row(f"{name}, 5,681 articles", *[_NO] * 4, recall, *[_NO] * 3)
    yield _NEWS_NOTE


def noise_table(found: Iterable[Found], settings: Settings, most: int) -> Iterator[str]:
    """Yield the table of noise robustness and negative rejection."""
    shares = (f"right at noise {ratio:g}" for ratio in rgb.RATIOS)
    heads = (*shares, "refused wrongly", "only noise: refused")
    yield from _head("Noise: five passages given, a share of them noise", "questions", *heads)
    kinds = (rgb.noise_kind(ratio) for ratio in rgb.RATIOS)
    names = (*kinds, "refused", UNANSWERABLE)
    for file in found:
        yield _measured(file.name, measure.choosing(file.questions, settings, most), *names)
    for name, rejection in REJECTERS.items():
        yield _row(f"{name}, RGB Chinese", "300", *[_NO] * len(heads[1:]), rejection)
    yield _NOISE_NOTE


def _head(title: str, *names: str) -> Iterator[str]:
    yield f"### {title}\n"
    yield _row("", *names)
    yield "|---" * (len(names) + 1) + "|"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _measured(name: str, figures: Figures, *measures: str) -> str:
    """A row of means in per cent, each with its interval by bootstrap."""
    return _row(name, str(figures.questions), *(_cell(figures, measure) for measure in measures))


def _cell(figures: Figures, name: str) -> str:
    mean, interval = figures.mean(name), bootstrap_interval(figures.values.get(name, []))
    if mean is None or interval is None:
        return _NO
    return f"{100 * mean:.1f} ({100 * interval[0]:.0f}–{100 * interval[1]:.0f})"


def _tables(
    found: Sequence[Found], settings: Settings, news_home: Path | None, most: int
) -> Iterator[Iterator[str]]:
    forms_of = {form: [f for f in found if f.questions.form == form] for form in
                (squad.FORM, crud.FORM, rgb.FORM)}  # fmt: skip
    with_news = [file for file in forms_of[crud.FORM] if file.questions.passages]
    lines = [file for file in forms_of[crud.FORM] if not file.questions.passages]
    if forms_of[squad.FORM]:
        yield reading_table(forms_of[squad.FORM], settings, most)
    if everything := [*forms_of[squad.FORM], *with_news]:
        yield open_table(everything, settings, most)
    if lines and news_home:
        yield news_table(lines, news_home, settings, most)
    if forms_of[rgb.FORM]:
        yield noise_table(forms_of[rgb.FORM], settings, most)


def main() -> None:
    """Measure what the folders hold and write the tables."""
    parser = argparse.ArgumentParser(description="Measure on other people's sets.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--news-home", type=Path, help="a library of the collection of news")
    parser.add_argument("--most", type=int, default=MOST, help="questions of each file")
    given = parser.parse_args()
    found = list(find(given.folders))
    for table in _tables(found, load_settings(), given.news_home, given.most):
        for line in table:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
