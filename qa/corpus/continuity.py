"""Whether one text of a page goes on with another."""

from __future__ import annotations

from collections.abc import Iterable
from math import tanh

_SEEN = 24  # characters on either side that decide
_SCALE = 4.0


class Continuity:
    """What speaks for seams between the texts of one page; each is read once."""

    def __init__(self, page: str) -> None:
        """Take the text of the ``page``."""
        self._page = page
        self._flows: dict[tuple[str, str], float] = {}

    def attested(self, left: str, right: str, size: int = 4) -> bool:
        """Tell whether some ``size`` characters across the seam of two texts stand on the page.

        A word or phrase cut in two by a column end usually occurs elsewhere on the page whole.
        """
        return any(
            left[-i:] + right[: size - i] in self._page
            for i in range(1, size)
            if len(left) >= i and len(right) >= size - i
        )

    def flow(self, left: str, right: str) -> float:
        """Return how surely a text goes on with one that breaks off: -1 to 1."""
        key = _key(left, right)
        if key not in self._flows:
            self.read([(left, right)])
        return self._flows[key]

    def read(self, seams: Iterable[tuple[str, str]]) -> None:
        """Read seams whose flow will be asked for: many at once take less time."""
        from qa.models.continuation import packaged_continuation

        new = [k for k in dict.fromkeys(_key(*seam) for seam in seams) if k not in self._flows]
        if new:
            odds = packaged_continuation().logits(new)
            self._flows |= {k: tanh(float(o) / _SCALE) for k, o in zip(new, odds, strict=True)}


def _key(left: str, right: str) -> tuple[str, str]:
    return left[-_SEEN:], right[:_SEEN]
