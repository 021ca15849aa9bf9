"""What speaks for it that a text follows another as the next of one article."""

from __future__ import annotations

from collections.abc import Sequence

from qa.corpus.continuity import Continuity
from qa.corpus.joins import Part, goes_on
from qa.corpus.pieces import Piece, is_open, resumes, splits_word, unclosed
from qa.corpus.state import Text
from qa.corpus.weights import Signals

_AHEAD = 20  # texts below that may go on with one that breaks off


class Follows:
    """Reads the seams between the texts of one page, each once."""

    def __init__(self, bodies: Sequence[Piece], continuity: Continuity) -> None:
        """Take the page's texts, and read at once what may go on with those that break off."""
        self._continuity = continuity
        self._known: dict[tuple[int, int], Signals] = {}
        continuity.read(
            (left.text, right.text)
            for i, left in enumerate(bodies)
            if is_open(left.text) and not left.continues
            for right in bodies[i + 1 : i + 1 + _AHEAD]
        )

    def signals(self, left: Text, right: Text) -> Signals:
        """Return the signals of a seam."""
        key = (id(left), id(right))
        if key not in self._known:
            self._known[key] = self._read(left.body, right, left.part.body.continues)
        return self._known[key]

    def _read(self, left: str, right: Text, leaves: bool) -> Signals:
        text, broken = right.body, is_open(left) and not leaves
        part = Part(right.site.headings, right.part.body)
        joined = broken and goes_on(left, part, self._continuity)
        return {
            "goes on": float(joined),
            "attested": float(broken and self._continuity.attested(left, text)),
            "word": float(broken and splits_word(left, text)),
            "quoted": float(unclosed(left) and resumes(text)),
            "flow": self._continuity.flow(left, text) if broken else 0.0,
            "broken": float(broken and not joined),
            "out of the blue": float(not broken and resumes(text)),
        }
