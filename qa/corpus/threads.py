"""The articles of a page in the making: a head, texts, credits and captions each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.corpus.continuity import Continuity
from qa.corpus.heads import ENUMERATED, Head, Start, cover, head, is_column, reads_as_title
from qa.corpus.joins import Part, goes_on
from qa.corpus.outline import Event, Site
from qa.corpus.pieces import Kind, Piece
from qa.corpus.sharing import Sharing
from qa.corpus.signals import Reader
from qa.corpus.state import Open, State, Text
from qa.corpus.titles import Titles, run_of
from qa.corpus.weights import Weights

COLUMN_LENGTH = 8
COVERED = 0.3  # the share of a subhead's wording that the text around it takes up at least

TITLE_LENGTH = 8  # no shorter heading inside an article is its headline

SURE = 0.9
"""A text whose place is less probable than this carries a doubt."""

_UNSURE = "这段文字归入本文只是较为可能,请与原版核对。"
BEGUN = "本文是按内容判断另起的一篇,请与原版核对。"
"""The doubt whether an article begins where it does: it covers all its paragraphs."""


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


def threads(events: Sequence[Event], continuity: Continuity, weights: Weights) -> list[Thread]:
    """Share the events of a page out among its articles."""
    if not any(isinstance(event, Site) for event in events):
        return []
    sharing = Sharing(events, continuity, weights)
    state = sharing.best()
    titles = Titles(state, sharing.reader, continuity).choose(weights["title"])
    pairs = zip(state.articles, titles, strict=True)
    heads = [_head(article, title, sharing.reader) for article, title in pairs]
    found = [Thread(start) for start, _ in heads]
    _give_texts(state, sharing, found, [subheads for _, subheads in heads])
    credits = [e for e in events if isinstance(e, Piece) and e.kind is Kind.CREDIT]
    for piece, above in zip(credits, state.above, strict=True):
        _give_credit(piece, found, above)
    _give_captions(events, state, found)
    for thread in found:
        _recover_title(thread, continuity)
        _recover_author(thread, found)
    return found


def _head(article: Open, title: Piece | None, reader: Reader) -> Head:
    """Return the head of an article with its headline, wherever on the page that stands."""
    run = run_of(reader.texts[article.key[0]].site, article)
    return head(run, title) if run else (replace(article.start, title=title), ())


def _give_texts(
    state: State, sharing: Sharing, found: list[Thread], first: Sequence[tuple[Piece, ...]]
) -> None:
    """Give every article its texts, each with the headings above it, and what is doubtful.

    ``first`` are the subheads above the first text of each.
    """
    titles = {thread.start.title for thread in found}
    for at, text, chance in state.shares:
        thread, begun = found[at], state.articles[at].key[0] == text.site.number
        if begun and not thread.parts:
            headings = first[at]
            if chance < SURE:
                thread.doubts.append(BEGUN)
        else:
            headings = text.site.headings
            _sign(thread, text)
        words = sharing.reader.words(text)
        headings = tuple(p for p in headings if p not in titles and not _is_furniture(p, words))
        doubt = text.part.doubt or (_UNSURE if chance < SURE and not begun else "")
        opens = text.part.body.span.start == text.site.body.span.start
        thread.parts.append(Part(headings if opens else (), text.part.body, doubt))


def _is_furniture(heading: Piece, words: set[str]) -> bool:
    """Tell whether what stands as a subhead names a column: the text around says none of it."""
    text = heading.text
    if ENUMERATED.match(text) or len(text) > COLUMN_LENGTH:
        return False
    return cover(text, words) < (1.0 if is_column(text) else COVERED)


def _sign(thread: Thread, text: Text) -> None:
    """Take a byline that stands inside an article which has none at its head."""
    inside = tuple(p for p in text.site.run if p.kind is Kind.BYLINE)
    if inside and not thread.start.bylines:
        thread.start = replace(thread.start, bylines=inside)


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


def _give_captions(events: Sequence[Event], state: State, found: list[Thread]) -> None:
    """Give each caption to the article whose head stands last above it."""
    begins = [article.key[0] for article in state.articles]
    site = 0
    for event in events:
        if isinstance(event, Site):
            site = event.number
        elif event.kind is Kind.CAPTION:
            found[max(i for i, first in enumerate(begins) if first <= site)].captions.append(event)


def _recover_title(thread: Thread, continuity: Continuity) -> None:
    """Take a heading inside an article for the headline that its head lacks.

    It stands inside a sentence, as subheads do not, or is the only one and reads as headlines do.
    """
    if thread.start.title or thread.start.continued:
        return
    inside = [i for i, part in enumerate(thread.parts) if part.headings]
    for i in inside:
        part = thread.parts[i]
        within = i > 0 and goes_on(thread.parts[i - 1].body.text, part, continuity)
        first = part.headings[0]
        alone = len(inside) == len(part.headings) == 1 and len(first.text) >= TITLE_LENGTH
        if within or (alone and reads_as_title(first.text)):
            thread.start = replace(thread.start, title=first)
            thread.parts[i] = replace(part, headings=part.headings[1:])
            return


def _recover_author(thread: Thread, found: Sequence[Thread]) -> None:
    """Take the name right above the headline, which was taken to sign the article above, where
    the article has the post of an author and no name, and the one above has the name alone.
    """
    posted = any(_has_post(credit) for credit in thread.credits)
    if thread.start.title is None or thread.start.bylines or not posted or _named(thread):
        return
    title = thread.start.title.at
    for other in found:
        above = [c for c in other.credits if c.at < title and c.credit and c.credit.names]
        if above and not any(map(_has_post, other.credits)) and _adjoin(above[-1].at, title, found):
            other.credits.remove(above[-1])
            thread.credits.insert(0, above[-1])
            return


def _has_post(piece: Piece) -> bool:
    return piece.credit is not None and bool(piece.credit.affiliation)


def _named(thread: Thread) -> bool:
    return any(c.credit is not None and c.credit.names for c in thread.credits)


def _adjoin(first: int, second: int, found: Sequence[Thread]) -> bool:
    """Whether no text stands between two places of a page."""
    return not any(first < part.body.at < second for thread in found for part in thread.parts)
