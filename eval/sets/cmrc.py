"""Exact match and F1 of CMRC 2018, after its official evaluation (``cmrc2018_evaluate.py``, v5).

Both are the best over the annotators' answers. Unlike SQuAD's, F1 counts characters, and only
those of the longest run that answer and truth have in common. Latin letters and digits between
Chinese characters count by words; the official script cuts those with NLTK's English tokenizer,
here they are cut at white space and signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher

_SIGNS = "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』"
_UNITS = re.compile(r"[\u4e00-\u9fa5]|[^\W\u4e00-\u9fa5]+(?:[.,]\d+)*|[^\w\s]")
_DROPPED = str.maketrans("", "", _SIGNS)


def exact_match(answer: str, truths: Collection[str]) -> float:
    """Return 1 where the answer is one of the truths but for signs and case, else 0."""
    return float(any(_bare(answer) == _bare(truth) for truth in truths))


def f1(answer: str, truths: Collection[str]) -> float:
    """Return the harmonic mean of how much of the answer and of the truth the longest common run
    of units is, for the truth where it is best; 0 without a truth.
    """
    return max((_f1(_units(answer), _units(truth)) for truth in truths), default=0.0)


def _bare(text: str) -> str:
    return text.lower().strip().translate(_DROPPED)


def _units(text: str) -> list[str]:
    return _UNITS.findall(_bare(text))


def _f1(answer: list[str], truth: list[str]) -> float:
    common = SequenceMatcher(None, answer, truth, autojunk=False).find_longest_match().size
    return 2 * common / (len(answer) + len(truth)) if common else 0.0
