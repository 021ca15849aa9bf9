"""Sharing the texts of a page out among articles that run side by side.

Where two articles stand in parallel columns, a scan delivers their blocks in turns, and a block
may hold the end of one column and the start of another. A beam search looks for the sharing
in which wording, sentences that go on across column ends, and enumerations agree best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from qa.corpus.cohesion import Wording
from qa.corpus.joins import Part, goes_on
from qa.corpus.outline import Event, Start, Unit
from qa.corpus.pieces import Kind, Piece, attested, is_open, resumes, unclosed

T = TypeVar("T")

BEAM = 24
PASSES = 3

WORDING = 30.0  # a cosine higher by 0.03 weighs as much as one clear sign
GOES_ON = 0.5
CUT_PHRASE = 1.0
BROKEN = 1.5
SPLIT = 1.5
TURN = 0.3  # to another article, on a page that closes its articles with a credit
RARE_TURN = 1.0  # the same on a page that does not: any article may be over
FULL_LENGTH = 100  # wording of a shorter text says less
SIDE = 30  # neither side of a block that holds two articles is shorter
MARGIN = 0.02

_NUMBERS = "一二三四五六七八九"
_ENUMERATIONS = (
    [f"{n}是" for n in _NUMBERS],
    [f"{n}要" for n in _NUMBERS],
    [f"第{n}" for n in _NUMBERS],
    [f"{n}、" for n in _NUMBERS],
    ["首先", "其次", "再次"],
)
_PLACES = {
    word: (style, place)
    for style, words in enumerate(_ENUMERATIONS)
    for place, word in enumerate(words, start=1)
}
_UNNUMBERED = (-1, 0)
_DIVIDED = "这段文字从两篇文章并排的版面中分出,请与原版核对。"
_INSERTED = "这段文字夹在另一篇文章的段落之间,归属请与原版核对。"
_RESEMBLING = "这段文字的用词更接近版面上另一篇文章,归属请与原版核对。"


@dataclass(frozen=True, slots=True)
class Share:
    """A text of a page that goes to article number ``owner``."""

    owner: int
    part: Part


@dataclass(frozen=True, slots=True)
class _State:
    """One way to share out the page so far.

    ``tails`` and ``numbers`` hold each article's last text and place in an enumeration;
    ``above`` names for each credit the article above it, ``closed`` the articles so closed.
    """

    score: float = 0.0
    shares: tuple[Share, ...] = ()
    tails: tuple[str, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    above: tuple[int, ...] = ()
    closed: frozenset[int] = frozenset()

    @property
    def candidates(self) -> list[int]:
        """The articles that may go on; if all are closed, the last."""
        everyone = range(len(self.tails))
        return [i for i in everyone if i not in self.closed] or [everyone[-1]]


class Sharing:
    """Finds the best way to share the texts of one page out among its articles."""

    def __init__(self, events: Sequence[Event], page: str) -> None:
        self._events = events
        self._page = page
        self._wording = Wording(events, page)
        starts = sum(isinstance(event, Start) for event in events)
        credited = sum(_signs(event) for event in events)
        self._turn = TURN if 2 * credited >= starts else RARE_TURN

    def best(self) -> tuple[tuple[Share, ...], tuple[int, ...]]:
        """Return the shares in order, and for each credit the number of the article above it."""
        state = self._search()
        for _ in range(PASSES - 1):
            self._wording.learn((share.owner, _unit(share.part)) for share in state.shares)
            before, state = state, self._search()
            if before.shares == state.shares:
                break
        return tuple(self._judge(state)), state.above

    def _search(self) -> _State:
        """Go through the page with a beam of the best states."""
        beam = [_State()]
        for event in self._events:
            if isinstance(event, Start):
                beam = [_begin(state) for state in beam]
            elif isinstance(event, Unit):
                grown = [state for old in beam for state in self._grow(old, event)]
                beam = sorted(grown, key=lambda s: -s.score)[:BEAM]
            elif event.kind is Kind.CREDIT:
                beam = [_close(state) for state in beam]
        return max(beam, key=lambda s: s.score - BROKEN * sum(map(_broken, s.tails)))

    def _grow(self, state: _State, unit: Unit) -> Iterator[_State]:
        """Yield the states in which ``unit`` goes to one of the open articles, or to two."""
        candidates = state.candidates
        for owner in candidates:
            yield self._give(state, owner, Part(unit.headings, unit.body))
        if self._turn == RARE_TURN:
            return
        for first in candidates:
            for second in candidates:
                if first != second and _broken(state.tails[second]):
                    yield from self._divide(state, unit, first, second)

    def _give(self, state: _State, owner: int, part: Part, weight: float = 1.0) -> _State:
        """Let a text go to an article; ``weight`` is its share of the block it stands in."""
        text, tail = part.body.text, state.tails[owner]
        score = state.score + self._fit(tail, part)
        if len(state.candidates) > 1:
            weight *= min(1.0, len(text) / FULL_LENGTH)
            score += WORDING * weight * self._wording.near(_unit(part), owner)
        if state.shares and state.shares[-1].owner != owner and tail:
            score -= self._turn
        if tail and not all(state.tails[i] for i in state.candidates):
            score -= BROKEN  # the text below a head belongs to it
        style, place = number = _PLACES.get(text[:2], _UNNUMBERED)
        if place > 1:
            score += GOES_ON if state.numbers[owner] == (style, place - 1) else -GOES_ON
        return replace(
            state,
            score=score,
            shares=(*state.shares, Share(owner, part)),
            tails=_with(state.tails, owner, text),
            numbers=_with(state.numbers, owner, number if place else state.numbers[owner]),
        )

    def _fit(self, tail: str, part: Part) -> float:
        """Rate how a text follows the last text of an article."""
        if not tail:
            return 0.0
        text = part.body.text
        if goes_on(tail, part, self._page):
            quoted = unclosed(tail) and resumes(text)
            return GOES_ON + CUT_PHRASE * (attested(tail, text, self._page) + quoted)
        return -BROKEN * (_broken(tail) or resumes(text))

    def _divide(self, state: _State, unit: Unit, first: int, second: int) -> Iterator[_State]:
        """Yield the state in which a block ends one article's column and goes on with another's."""
        body = unit.body
        at = self._wording.seam(unit, first, second, state.tails[second])
        if not SIDE <= at <= len(body.text) - SIDE:
            return
        left = Part(unit.headings, body.part(0, at), _DIVIDED)
        right = Part((), body.part(at, len(body.text)), _DIVIDED)
        share = at / len(body.text)
        after = self._give(self._give(state, first, left, share), second, right, 1 - share)
        yield replace(after, score=after.score - SPLIT)

    def _judge(self, state: _State) -> Iterator[Share]:
        """Add a doubt where the wording speaks against the article, or hardly for it."""
        begun = 0
        for i, share in enumerate(state.shares):
            begun = max(begun, share.owner + 1)
            ended = state.closed - {later.owner for later in state.shares[i:]}
            rivals = [n for n in range(begun) if n != share.owner and n not in ended]
            doubt = share.part.doubt or self._doubt(share, rivals)
            yield replace(share, part=replace(share.part, doubt=doubt))

    def _doubt(self, share: Share, rivals: Sequence[int]) -> str:
        """Compare an article with the others open at a text by its wording."""
        unit = _unit(share.part)
        if not rivals or len(unit.body.text) < FULL_LENGTH:
            return ""
        best = max(self._wording.near(unit, i) for i in rivals)
        lead = self._wording.near(unit, share.owner) - best
        if share.owner < max(rivals):
            return _INSERTED if lead < MARGIN else ""
        return _RESEMBLING if lead < -MARGIN else ""


def _unit(part: Part) -> Unit:
    return Unit(part.headings, part.body)


def _signs(event: Event) -> bool:
    return isinstance(event, Piece) and event.credit is not None and not event.credit.wire


def _begin(state: _State) -> _State:
    return replace(state, tails=(*state.tails, ""), numbers=(*state.numbers, _UNNUMBERED))


def _close(state: _State) -> _State:
    """Close the article that stands above a credit."""
    if not state.shares:
        return replace(state, above=(*state.above, -1))
    owner = state.shares[-1].owner
    broken = owner not in state.closed and _broken(state.tails[owner])
    return replace(
        state,
        score=state.score - BROKEN * broken,
        closed=state.closed | {owner},
        above=(*state.above, owner),
    )


def _broken(tail: str) -> bool:
    return bool(tail) and is_open(tail)


def _with(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*values[:at], value, *values[at + 1 :])
