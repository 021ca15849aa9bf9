"""Paragraphs put together from the texts of an article, as the scan left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qa.corpus.continuity import Continuity
from qa.corpus.pieces import (
    Piece,
    halts,
    is_open,
    is_question,
    leads,
    resumes,
    splits_word,
    unclosed,
)
from qa.schema import Paragraph, Role

SURE, LIKELY = 0.5, 0.3
"""How surely a text flows on that begins as sentences do, and one below a heading."""
UNLIKE = -0.2
"""Below it, it does not look as if a text flowed on, even behind a semicolon."""

_PAUSES = ",，、"  # no paragraph ends with one
_SEMICOLONS = ";；"


@dataclass(frozen=True, slots=True)
class Part:
    """A text of an article with the headings above it; ``doubt`` says why it may be another's."""

    headings: tuple[Piece, ...]
    body: Piece
    doubt: str = ""


@dataclass(slots=True)
class Draft:
    """A paragraph that is being put together."""

    role: Role
    pieces: list[Piece]
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(piece.text for piece in self.pieces)

    def paragraph(self, n: int) -> Paragraph:
        """Return the finished paragraph."""
        spans = tuple(piece.span for piece in self.pieces)
        doubt = "".join(dict.fromkeys(self.doubts))
        return Paragraph(n, self.text, spans, self.role, doubt)


def goes_on(left: str, part: Part, continuity: Continuity) -> bool:
    """Tell whether ``part`` goes on with the sentence that ``left`` breaks off.

    Across a heading that takes evidence: a word, phrase or quotation cut at the seam.
    """
    right = part.body.text
    if not is_open(left):
        return False
    if resumes(right) or unclosed(left):
        return not leads(right) or unclosed(left)
    if left[-1] in _PAUSES and not part.headings:
        return True
    if left[-1] in _SEMICOLONS and not part.headings and not leads(right):
        return continuity.flow(left, right) > UNLIKE
    if halts(left) or leads(right):
        return continuity.flow(left, right) > SURE
    if not part.headings or continuity.attested(left, right) or splits_word(left, right):
        return True
    return continuity.flow(left, right) > LIKELY


def drafts(parts: Iterable[Part], continuity: Continuity) -> Iterator[Draft]:
    """Put the parts of an article together to paragraphs, subheads among them.

    A heading that stands inside a sentence follows the paragraph that it interrupts.
    """
    current: Draft | None = None
    displaced: list[Draft] = []
    for part in parts:
        subheads = [Draft(Role.SUBHEAD, [heading]) for heading in part.headings]
        if current and not current.pieces[-1].continues and goes_on(current.text, part, continuity):
            current.pieces.append(part.body)
            displaced.extend(subheads)
        else:
            yield from [*([current] if current else []), *displaced, *subheads]
            role = Role.QUESTION if is_question(part.body.text) else Role.BODY
            current, displaced = Draft(role, [part.body]), []
        current.doubts.extend([part.doubt] if part.doubt else [])
    yield from [*([current] if current else []), *displaced]
