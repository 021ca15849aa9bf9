"""How well the articles found on a made page agree with the true ones: pure functions.

Every measure is a ``Share`` of a page: so many of so many. Shares of several pages are added up
before they are divided, so that a page counts for what it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from eval.page_truth import NONE, TEXT, MadePage, Mark, Part, TrueArticle
from qa.corpus.threads import BEGUN
from qa.schema import Article, Paragraph


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: float
    whole: float

    @property
    def value(self) -> float | None:
        """The quotient; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the product puts a character: into which article, and whether it warns of that."""

    article: int
    warned: bool


Score = Mapping[str, Share]
Matching = Mapping[int, int]
"""True article → the article that was found for it."""


def score(made: MadePage, found: Sequence[Article], seconds: float) -> dict[str, Share]:
    """Return all measures of a page.

    - ``characters``: those of the texts (paragraphs, subheads, captions) that stand in the
      article found for theirs. Headlines, bylines, credits and furniture are no text.
    - ``lost``: those in no article at all.
    - ``unwarned``: those in a wrong article although neither the paragraph has a doubt nor the
      article the doubt that it is one.
    - ``doubted``: of the right ones, those that carry such a warning.
    - ``furniture``: characters of furniture that were taken into paragraphs.
    - ``join precision``, ``join recall``, ``unseen joins``: see ``joins``.
    - ``headlines``, ``authors``, ``affiliations``: exact, over all true articles; a lost headline
      is right where none is claimed.
    - ``apart``: 1 where the page gave as many articles as it has.
    - ``seconds``: the time that the page took.
    """
    places = place(found)
    matching = match(made, places)
    return {
        **_characters(made, places, matching),
        **joins(made, found),
        **_heads(made.articles, found, matching),
        "apart": Share(len(found) == len(made.articles), 1),
        "seconds": Share(seconds, 1),
    }


def place(found: Sequence[Article]) -> dict[int, Place]:
    """Return for each character of the file that is in an article where it is put."""
    places: dict[int, Place] = {}
    for n, article in enumerate(found):
        started = BEGUN in article.doubts
        for paragraph in (article.head, *article.paragraphs):
            for span in paragraph.spans:
                where = Place(n, started or bool(paragraph.doubt))
                places.update(dict.fromkeys(range(span.start, span.end), where))
    return places


def match(made: MadePage, places: Mapping[int, Place]) -> dict[int, int]:
    """Match true articles with found ones, one to one, by the most characters in common first."""
    common: Counter[tuple[int, int]] = Counter()
    for mark in _texts(made):
        for at in range(mark.start, mark.end):
            if at in places:
                common[mark.strip.article, places[at].article] += 1
    matching: dict[int, int] = {}
    for (true, got), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if true not in matching and got not in matching.values():
            matching[true] = got
    return matching


def wrong(
    made: MadePage, places: Mapping[int, Place], matching: Matching
) -> dict[int, Place | None]:
    """Return the characters of the texts that are not where they belong, and where they are."""
    return {
        at: places.get(at)
        for mark in _texts(made)
        for at in range(mark.start, mark.end)
        if at not in places or places[at].article != matching.get(mark.strip.article)
    }


def _characters(
    made: MadePage, places: Mapping[int, Place], matching: Matching
) -> dict[str, Share]:
    total = sum(mark.end - mark.start for mark in _texts(made))
    misplaced = wrong(made, places, matching)
    right = [
        places[at]
        for mark in _texts(made)
        for at in range(mark.start, mark.end)
        if at not in misplaced
    ]
    furniture = [m for m in made.marks if m.strip.part is Part.FURNITURE]
    signs = [at for mark in furniture for at in range(mark.start, mark.end)]
    lost = sum(where is None for where in misplaced.values())
    unwarned = sum(where is not None and not where.warned for where in misplaced.values())
    return {
        "characters": Share(len(right), total),
        "lost": Share(lost, total),
        "unwarned": Share(unwarned, total),
        "doubted": Share(sum(where.warned for where in right), len(right)),
        "furniture": Share(sum(at in places for at in signs), len(signs)),
    }


def joins(made: MadePage, found: Sequence[Article]) -> dict[str, Share]:
    """Compare the joins that were made with the true ones.

    A join is made where two pieces that stand next to each other in a found paragraph come from
    two blocks. It is right if they are consecutive pieces of one true paragraph; a piece found
    stands for the true piece that it overlaps most. Recall asks only for the joins that can be
    seen; ``unseen joins`` is the share that is made of those behind the end of a sentence.
    """
    true = {(j.paragraph, j.left, j.right): j.visible for j in made.joins}
    got = {pair for article in found for p in article.paragraphs for pair in _pairs(made, p)}
    right = {key for key in true if ((key[0], key[1]), (key[0], key[2])) in got}
    seen = {key for key, visible in true.items() if visible}
    unseen = true.keys() - seen
    return {
        "join precision": Share(len(right), len(got)),
        "join recall": Share(len(right & seen), len(seen)),
        "unseen joins": Share(len(right & unseen), len(unseen)),
    }


_Piece = tuple[int, int]  # of a paragraph, the part in a block


def _pairs(made: MadePage, paragraph: Paragraph) -> Iterable[tuple[_Piece, _Piece]]:
    spans = paragraph.spans
    for left, right in pairwise(spans):
        ends = made.page.text[left.start : right.end]
        if "\n\n" not in ends and left.end <= right.start:
            continue  # of one block
        yield _piece(made, left.start, left.end), _piece(made, right.start, right.end)


def _piece(made: MadePage, start: int, end: int) -> _Piece:
    """Return the paragraph and block of the mark that shares most with a span."""

    def common(mark: Mark) -> int:
        return min(end, mark.end) - max(start, mark.start)

    best = max(made.marks, key=common)
    return best.strip.paragraph, best.block


def _heads(
    true: Sequence[TrueArticle], found: Sequence[Article], matching: Matching
) -> dict[str, Share]:
    pairs = [(article, found[matching[n]]) for n, article in enumerate(true) if n in matching]
    titles = sum(got.titled == bool(a.title) and _same_title(a.title, got) for a, got in pairs)
    authors = sum(got.authors == a.authors for a, got in pairs)
    posts = sum(_plain(got.affiliation) == _plain(a.affiliation) for a, got in pairs)
    return {
        "headlines": Share(titles, len(true)),
        "authors": Share(authors, len(true)),
        "affiliations": Share(posts, len(true)),
    }


def _same_title(title: str, got: Article) -> bool:
    return not title or _plain(title) == _plain(got.title)


def _plain(text: str) -> str:
    """A text without white space, which a scan adds and drops at will."""
    return "".join(text.split())


def _texts(made: MadePage) -> list[Mark]:
    """The marks of the articles' texts."""
    return [m for m in made.marks if m.strip.part in TEXT and m.strip.article != NONE]


def total(scores: Iterable[Score], measure: str) -> Share:
    """Add up a measure over pages."""
    shares = [score[measure] for score in scores]
    return Share(sum(s.part for s in shares), sum(s.whole for s in shares))


def interval(
    scores: Sequence[Score], measure: str, resamples: int = 2000, seed: int = 0
) -> tuple[float, float] | None:
    """Return the 95 % interval of a measure's total by the percentile bootstrap over pages.

    (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.) ``None`` where
    the measure does not apply.
    """
    parts = np.array([s[measure].part for s in scores], float)
    wholes = np.array([s[measure].whole for s in scores], float)
    if not wholes.sum():
        return None
    chosen = np.random.default_rng(seed).integers(len(parts), size=(resamples, len(parts)))
    sums = wholes[chosen].sum(axis=1)
    values = parts[chosen].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
