"""The measures, as pure functions. A measure that does not apply to a case is ``None``, never 0.

Retrieval measures follow Manning, Raghavan and Schütze, *Introduction to Information Retrieval*
(2008), chapter 8; citation precision and recall follow ALCE (Gao et al., EMNLP 2023), with gold
fragments in place of a judging model.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath
from statistics import fmean

from eval.questions import Evidence
from qa.zh import fold

Points = Sequence[Sequence[str]]

_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_PERCENT = re.compile(
    r"百分之(?:(\d+(?:\.\d+)?)|([零一二三四五六七八九十百两]+)(?:点([零一二三四五六七八九]+))?)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation shows: where it stands, who is named as author, paragraph and quote."""

    source: str
    author: str
    text: str
    quote: str


def normalise(text: str) -> str:
    """Bring spellings of the same thing together, for comparison only.

    Scripts' variants, full width and case are folded, white space is removed, and 百分之十
    becomes 10%.
    """
    return _PERCENT.sub(_percent, "".join(fold(text).split()))


def has_point(text: str, spellings: Collection[str]) -> bool:
    """Whether ``text`` holds a point in one of its spellings.

    A number counts only where it stands whole: 10% is not found in 110% or 0.10%.
    """
    normal = normalise(text)
    return any(re.search(_whole(normalise(spelling)), normal) for spelling in spellings)


def points_found(text: str, points: Points) -> float | None:
    """Share of the gold points that ``text`` holds; ``None`` where there are no points."""
    if not points:
        return None
    return fmean(has_point(text, spellings) for spellings in points)


def holds(source: str, text: str, evidence: Evidence) -> bool:
    """Whether a text of the file ``source`` holds the gold fragment. Folders are left aside."""
    same_file = PurePosixPath(source).name == PurePosixPath(evidence.source).name
    return same_file and normalise(evidence.text) in normalise(text)


def recall_at_k(results: Sequence[Set[int]], gold: int, k: int) -> float | None:
    """Share of the ``gold`` fragments that the first ``k`` results hold together.

    ``results`` gives for each result, best first, the numbers of the fragments it holds.
    ``None`` where there is no gold fragment. (Manning et al. 2008, section 8.3.)
    """
    if gold == 0:
        return None
    return len(set().union(*results[:k])) / gold


def reciprocal_rank(results: Sequence[Set[int]], gold: int) -> float | None:
    """One over the rank of the first result that holds a gold fragment, 0 where none does.

    Its mean over questions is the MRR (Voorhees, TREC-8, 1999). ``None`` without gold fragments.
    """
    if gold == 0:
        return None
    return next((1 / rank for rank, held in enumerate(results, start=1) if held), 0.0)


def citation_precision(
    cited: Sequence[Cited], evidence: Sequence[Evidence], points: Points
) -> float | None:
    """Share of the citations that support the gold answer.

    A citation does so if its paragraph holds a gold fragment or its quote holds a gold point.
    ``None`` where nothing is cited or the question has no gold evidence. (After ALCE.)
    """
    if not cited or not evidence:
        return None
    return fmean(
        any(holds(c.source, c.text, e) for e in evidence)
        or any(has_point(c.quote, spellings) for spellings in points)
        for c in cited
    )


def citation_recall(cited: Sequence[Cited], evidence: Sequence[Evidence]) -> float | None:
    """Share of the gold fragments that stand in a cited paragraph; ``None`` without gold ones.

    (After ALCE.)
    """
    if not evidence:
        return None
    return fmean(any(holds(c.source, c.text, e) for c in cited) for e in evidence)


def attribution(cited: Sequence[Cited], evidence: Sequence[Evidence]) -> float | None:
    """Share of the citations of a gold fragment that name its author.

    An unsigned article must be cited without an author. ``None`` where no citation holds a gold
    fragment.
    """
    right = [
        any(_author(c.author) == _author(e.author) for e in held)
        for c in cited
        if (held := [e for e in evidence if holds(c.source, c.text, e)])
    ]
    return fmean(right) if right else None


@dataclass(frozen=True, slots=True)
class Refusals:
    """How well the product knows what it cannot answer.

    ``precision``: share of the refusals that are right. ``recall``: share of the unanswerable
    questions that are refused. ``false_rate``: share of the answerable questions that are
    refused. Each is ``None`` where nothing is there to be shared.
    """

    precision: float | None
    recall: float | None
    false_rate: float | None


def refusals(outcomes: Sequence[tuple[bool, bool]]) -> Refusals:
    """Measure refusals over pairs of (answerable, refused), by the usual definitions."""
    refused = [not answerable for answerable, was_refused in outcomes if was_refused]
    unanswerable = [was_refused for answerable, was_refused in outcomes if not answerable]
    answerable = [was_refused for can_be, was_refused in outcomes if can_be]
    return Refusals(mean(refused), mean(unanswerable), mean(answerable))


def mean(values: Sequence[float]) -> float | None:
    """Arithmetic mean; ``None`` of nothing."""
    return fmean(values) if values else None


def percentile(values: Sequence[float], p: float) -> float | None:
    """The ``p``-th percentile (0–100), interpolated linearly; ``None`` of nothing.

    (Hyndman and Fan 1996, definition 7, which numpy uses too.)
    """
    return _percentile(sorted(values), p) if values else None


def bootstrap_interval(
    values: Sequence[float], level: float = 0.95, resamples: int = 2000, seed: int = 0
) -> tuple[float, float] | None:
    """Confidence interval of the mean by the percentile bootstrap; ``None`` of nothing.

    (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.) The same
    values and seed give the same interval.
    """
    if not values:
        return None
    draw = random.Random(seed)
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(resamples))
    tail = 100 * (1 - level) / 2
    return _percentile(means, tail), _percentile(means, 100 - tail)


def _percentile(ordered: Sequence[float], p: float) -> float:
    place = (len(ordered) - 1) * p / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _percent(match: re.Match[str]) -> str:
    digits, whole, fraction = match.groups()
    if digits:
        return f"{digits}%"
    decimals = "." + "".join(str(_DIGITS[c]) for c in fraction) if fraction else ""
    return f"{_number(whole)}{decimals}%"


def _number(text: str) -> int:
    """Read a Chinese numeral up to 百."""
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total, digit = total + (digit or 1) * (10 if sign == "十" else 100), 0
    return total + digit


def _whole(point: str) -> str:
    """A pattern for a normalised point that does not cut a number in two."""
    before = r"(?<!\d)(?<!\d[.])" if point[:1].isdigit() else ""
    after = r"(?!\d|[.]\d)" if point[-1:].isdigit() else ""
    return before + re.escape(point) + after


def _author(name: str) -> str:
    """A name without spaces and separators: 陆 静 is 陆静."""
    return re.sub(r"[\s、,;]", "", fold(name))
