"""Sentences that list by beginning alike: 要大兴调查研究之风…。要大兴无私奉献之风…。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa.answering.lists.marks import opens_item
from qa.zh import sentences

SHARED = 3
"""In how many characters parallel sentences begin alike."""
_LEAST = 3  # two sentences may begin alike by chance
_SPEAKER = re.compile(r"[^,。]{2,10}(?:说|强调|指出|表示|认为|要求|提出|介绍)[,:]")

Span = tuple[int, int, int]
"""A sentence: the number of its paragraph, from 1, and its offsets there."""


def parallel_sentences(texts: Sequence[str]) -> Iterator[list[Span]]:
    """Yield runs of three and more neighbouring sentences that begin alike, in the folded texts of
    an article's paragraphs, without who says them and without those that are numbered.
    """
    spans = [
        (n, _said_at(text, start, end), end)
        for n, text in enumerate(texts, start=1)
        for start, end in sentences(text)
    ]

    def beginning(span: Span) -> str:
        return texts[span[0] - 1][span[1] : min(span[1] + SHARED, span[2])]

    for begun, run in groupby(spans, beginning):
        found = list(run)
        plain = begun.isalnum() and len(begun) == SHARED and not opens_item(begun)
        if plain and len(found) >= _LEAST:
            yield found


def _said_at(text: str, start: int, end: int) -> int:
    """Where a sentence begins to say what it says, behind 某某强调,"""
    speaker = _SPEAKER.match(text, start, end)
    return speaker.end() if speaker else start
