"""The articles of a page in the making: a head, texts, credits and captions each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.corpus.assign import Sharing
from qa.corpus.joins import Part, goes_on
from qa.corpus.outline import Event, Start
from qa.corpus.pieces import Kind, Piece


@dataclass(slots=True)
class Thread:
    """An article in the making: its head and what the page holds of it, in order."""

    start: Start
    parts: list[Part] = field(default_factory=list)
    credits: list[Piece] = field(default_factory=list)
    captions: list[Piece] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def signed(self) -> bool:
        """Whether a credit of the author has been found."""
        return any(c.credit is not None and not c.credit.wire for c in self.credits)


def threads(events: Sequence[Event], page: str) -> list[Thread]:
    """Share the events of a page out among its articles."""
    found = [Thread(event) for event in events if isinstance(event, Start)]
    shares, closers = Sharing(events, page).best()
    for share in shares:
        found[share.owner].parts.append(share.part)
    credits = [e for e in events if isinstance(e, Piece) and e.kind is Kind.CREDIT]
    for piece, above in zip(credits, closers, strict=True):
        _give_credit(piece, found, above)
    _give_captions(events, found)
    for thread in found:
        _recover_title(thread, page)
    return found


def _give_credit(piece: Piece, found: list[Thread], above: int) -> None:
    """Give a credit to the article it closes; a further one to the article that has none."""
    if above >= 0 and not found[above].signed:
        found[above].credits.append(piece)
        return
    lacking = [t for t in found if not t.signed and t.start.bylines and t.parts]
    lacking = [t for t in lacking if t.parts[0].body.at < piece.at]
    if lacking:
        lacking[-1].credits.append(piece)
        lacking[-1].doubts.append("作者单位取自版面末尾的署名,请核对。")


def _give_captions(events: Sequence[Event], found: list[Thread]) -> None:
    """Give each caption to the article whose head stands last above it."""
    number = -1
    for event in events:
        number += isinstance(event, Start)
        if isinstance(event, Piece) and event.kind is Kind.CAPTION and number >= 0:
            found[number].captions.append(event)


def _recover_title(thread: Thread, page: str) -> None:
    """Take a heading that stands inside a sentence for the headline that is missing."""
    if thread.start.title or not thread.start.bylines:
        return
    text = ""
    for i, part in enumerate(thread.parts):
        if part.headings and text and goes_on(text, replace(part, headings=()), page):
            thread.start = replace(thread.start, title=part.headings[0])
            thread.parts[i] = replace(part, headings=part.headings[1:])
            return
        text = part.body.text
