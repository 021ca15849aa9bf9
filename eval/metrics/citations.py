"""Measures of what an answer rests on, after ALCE (Gao et al., EMNLP 2023), with gold fragments
in place of a judging model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from statistics import fmean

from eval.metrics.answers import Points, has_point
from eval.metrics.spelling import normalise
from eval.questions import Evidence
from qa.zh import fold


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation shows: where it stands, who is named as author, paragraph, quote, and the
    headline it is cited under.
    """

    source: str
    author: str
    text: str
    quote: str
    title: str = ""


def holds(source: str, text: str, evidence: Evidence) -> bool:
    """Whether a text of the file ``source`` holds the gold fragment. Folders are left aside.

    Once more without rewriting numbers: where a fragment ends inside what looks like one, as 统一
    before 年, it is rewritten another way than the text around it.
    """
    if PurePosixPath(source).name != PurePosixPath(evidence.source).name:
        return False
    return any(spelt(evidence.text) in spelt(text) for spelt in (normalise, _folded))


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
    """Share of the citations of a gold fragment that name its author and, where it is known, its
    headline.

    An unsigned article must be cited without an author. ``None`` where no citation holds a gold
    fragment.
    """
    right = [
        any(_author(c.author) == _author(e.author) and _titled(c, e) for e in held)
        for c in cited
        if (held := [e for e in evidence if holds(c.source, c.text, e)])
    ]
    return fmean(right) if right else None


def _titled(cited: Cited, evidence: Evidence) -> bool:
    return not evidence.title or normalise(cited.title) == normalise(evidence.title)


def verbatim(sentences: Sequence[tuple[str, Sequence[str]]]) -> float | None:
    """Share of the sentences that stand word for word in a paragraph they cite.

    ``sentences`` gives each with the paragraphs it cites; ``None`` without any.
    """
    if not sentences:
        return None
    return fmean(any(text in paragraph for paragraph in cited) for text, cited in sentences)


def _folded(text: str) -> str:
    return "".join(fold(text).split())


def _author(name: str) -> str:
    """A name without spaces and separators: 陆 静 is 陆静."""
    return re.sub(r"[\s、,;]", "", fold(name))
