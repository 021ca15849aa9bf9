"""Which articles are named for a subject: how many of those wanted, and of those named how many.

    python -m eval.subjects FOLDER

Asks the questions of the kind ``collection`` that are for all articles on a subject, over the sets
in ``FOLDER`` (as ``eval.news_sets`` lays them out) that are not kept for figures only. An article
is wanted if its headline or an author is a point of the question. For each share of the first
article's score from which articles are named: precision, recall, and how many questions get all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.news_sets import laid_out
from eval.questions import Question as Asked
from eval.questions import load_questions
from eval.report import md_table
from qa.answering.articles.several import (
    NEARLY,
    articles_on,
    asks_for_several,
    likely_on,
    looked_up,
)
from qa.answering.chain import DEPTH
from qa.answering.questions.question import Question, understand
from qa.schema import Article, Hit
from qa.service import open_service
from qa.settings import Settings
from qa.zh import fold

SHARES = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Looked:
    """A question for articles: those wanted, by id, and what the search finds for it."""

    question: Question
    wanted: frozenset[str]
    hits: Sequence[Hit]

    def named(self, share: float, likely: bool) -> frozenset[str]:
        """Return the articles that are named from a share of the first one's score, by id; with
        those that are said to be likely.
        """
        found = articles_on(self.question, self.hits, share)
        others = likely_on(self.question, self.hits, found, share) if found and likely else []
        return frozenset(a.id for a in (*found, *others))


def wanted(question: Asked, articles: Sequence[Article]) -> frozenset[str]:
    """Return the articles that a right answer to a question names."""
    points = [spelling for point in question.points for spelling in point]
    return frozenset(
        a.id for a in articles if any(fold(p) in fold(a.title) or p in a.authors for p in points)
    )


def look(home: Path, questions: Sequence[Asked]) -> Iterator[Looked]:
    """Yield what is wanted and found for each question for all articles on a subject."""
    service = open_service(Settings(home=home))
    articles = service.articles()
    for question in questions:
        asked, gold = understand(question.question), wanted(question, articles)
        if question.kind == "collection" and gold and asks_for_several(asked):
            yield Looked(asked, gold, service.retriever.hits(looked_up(asked), DEPTH))
    service.close()


def row(share: float, found: Sequence[Looked], likely: bool = False) -> tuple[str, ...]:
    """Return a row of the table, shares in per cent."""
    pairs = [(one.wanted, one.named(share, likely)) for one in found]
    right = sum(len(gold & names) for gold, names in pairs)
    named, gold = sum(len(names) for _, names in pairs), sum(len(gold) for gold, _ in pairs)
    whole = sum(gold <= names for gold, names in pairs)
    shares = (right / max(1, named), right / max(1, gold), whole / max(1, len(found)))
    label = f"{share}, with those likely" if likely else f"{share}"
    return (label, str(len(found)), *(f"{100 * value:.1f}" for value in shares))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where eval.news_sets has laid the sets out")
    sets = [(home, load_questions(path)) for home, path in laid_out(parser.parse_args().folder)]
    dev = [(home, asked) for home, asked in sets if asked[0].split == "dev"]
    found = [one for home, asked in dev for one in look(home, asked)]
    rows: list[tuple[str, ...]] = [("share", "questions", "precision", "recall", "all named")]
    rows += [row(share, found) for share in SHARES]
    rows.append(row(NEARLY, found, likely=True))
    sys.stdout.write("\n".join(md_table(rows)) + "\n")


if __name__ == "__main__":
    main()
