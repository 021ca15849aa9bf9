"""Text with some of its stretches marked, as safe markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``text[start:end]`` to be marked, and the reference it is opened by."""

    start: int
    end: int
    ref: str


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """Return ``text`` escaped, every marked stretch in ``<mark data-ref="…">``.

    Marks may overlap: the text is cut at all their ends and each piece names all that cover it.
    """
    ends = {0, len(text)}
    for mark in marks:
        ends.update((mark.start, mark.end))
    cuts = sorted(end for end in ends if 0 <= end <= len(text))
    return Markup("").join(
        _piece(text[start:end], [m.ref for m in marks if m.start <= start and end <= m.end])
        for start, end in pairwise(cuts)
    )


def _piece(text: str, refs: Sequence[str]) -> Markup:
    if not refs:
        return escape(text)
    return Markup('<mark data-ref="{}">{}</mark>').format(" ".join(refs), text)
