"""The outline of a page: its texts in order, with the lines that stand above each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.corpus.bylines import Credit, reporters
from qa.corpus.pieces import Kind, Piece


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A text of a page. ``run`` are the lines between it and the text or credit above.

    An article may begin here, with the run as its head or, where the head is lost, without.
    """

    number: int
    run: tuple[Piece, ...]
    body: Piece
    after_credit: bool = False

    @property
    def headings(self) -> tuple[Piece, ...]:
        """The lines of the run that may be headline, subtitle or subheads."""
        return tuple(p for p in self.run if p.kind in (Kind.HEADING, Kind.DECK))

    @property
    def signed(self) -> bool:
        """Whether the run names an author."""
        return any(p.kind is Kind.BYLINE for p in self.run)


Event = Site | Piece
"""What a page is a sequence of; a bare ``Piece`` is a credit or a caption."""


def outline(pieces: Sequence[Piece]) -> list[Event]:
    """Read a page's pieces from top to bottom into events."""
    reader = _Reader()
    for piece in pieces:
        reader.take(piece)
    reader.sign_off()
    return reader.events


class _Reader:
    """Collects events, and remembers of the lines above what decides over a byline."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._run: list[Piece] = []
        self._sites = 0
        self._signed = self._credited = False

    def take(self, piece: Piece) -> None:
        """Take the next piece of the page."""
        if piece.kind is Kind.TEXT:
            self._text(piece)
        elif piece.kind is Kind.CREDIT:
            self.sign_off()
            self._credit(piece)
        else:
            self._run.append(piece)

    def sign_off(self) -> None:
        """Take bylines with no text below them as signatures of what stands above."""
        rest = [] if self._sites else self._run
        for piece in self._run if self._sites else ():
            if piece.kind is Kind.BYLINE:
                self._credit(as_credit(piece))
            else:
                rest.append(piece)
        self._run = rest

    def _text(self, piece: Piece) -> None:
        if self._signs_above():
            self._credit(as_credit(self._run.pop(0)))
        if any(p.kind in (Kind.HEADING, Kind.BYLINE) for p in self._run):
            self._signed = any(p.kind is Kind.BYLINE for p in self._run)
        self._signed |= bool(reporters(piece.text))
        head = next((i for i, p in enumerate(self._run) if p.kind is Kind.HEADING), 0)
        self.events.extend(p for p in self._run[:head] if p.kind is Kind.CAPTION)
        run = tuple(p for p in self._run if p.kind is not Kind.CAPTION)
        self.events.append(Site(self._sites, run, piece, self._credited))
        self.events.extend(p for p in self._run[head:] if p.kind is Kind.CAPTION)
        self._sites, self._run, self._credited = self._sites + 1, [], False

    def _signs_above(self) -> bool:
        """Tell whether the byline that opens the run stands below its article, not above one."""
        if not self._run or self._run[0].kind is not Kind.BYLINE or not self._sites:
            return False
        below = any(p.kind is Kind.HEADING for p in self._run)
        return below and not self._signed and not self._credited

    def _credit(self, piece: Piece) -> None:
        self.events.append(piece)
        self._credited = True


def as_credit(signed: Piece) -> Piece:
    """Return a byline that stands below its article as a credit."""
    assert signed.byline is not None
    found = Credit(0, signed.byline.names, signed.byline.post)
    return replace(signed, kind=Kind.CREDIT, byline=None, credit=found)
