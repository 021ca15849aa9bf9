"""What an article lists: the items of a sentence, behind marks such as 一是, one a paragraph.

Offsets are found in folded text, which is as long as the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from qa.answering.lists.marks import Mark, opens_item, series
from qa.answering.lists.parallel import parallel_sentences
from qa.schema import Article, Paragraph, Role
from qa.zh import PARTICLES, fold, number, sentences

LONG = 90
"""Characters; of a longer item only the clause that names it is quoted."""

NUMERAL = r"(?:[二两三四五六七八九十]{1,3}|\d{1,2})"
"""How an article writes the number of things that it lists."""

_NAMING = 8  # characters; a shorter first clause does not name an item yet
_OPENING = 40  # characters; a paragraph's first sentence up to this length is its heading
_ANNOUNCING = 30  # characters; a sentence up to this length may do nothing but announce
_BEGINNING = 8  # characters in which parallel sentences show that they are
_CLAUSE = re.compile(r"[^,;:。!?]+")
_PART = re.compile(r"[^;:。!?]+")
_ITEM = re.compile(r"[^、+]+")
_QUOTES = re.compile(r"(?:[“「《][^“”「」《》]+[”」》][、和与及]?){2,}")
_QUOTE = re.compile(r"[“「《]([^“”「」《》]+)[”」》]")
_JOINED = re.compile(r"(?<=[^、])(?:以及|和|与|及|或)(?=[^、])")
_LOOSE = re.compile(r"[^,;:、。!?]+")
_TAIL = re.compile(rf"等({NUMERAL})(?:个|大|项|种|条|类|方面)")
_ANNOUNCED = re.compile(rf"(?<![第十\d])({NUMERAL})(?:个|大|项|种|条|类|方面|点|步|件)(?![月年小])")


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of an article: ``article.paragraph(paragraph).text[start:end]``."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Things that an article lists.

    ``lead`` is what comes before the items and may announce them, ``items`` names each of them,
    ``sentence`` holds them all where they stand in one. ``counts`` are the numbers of items that
    it may be read as: A、B与C、D are two pairs or three things.
    """

    lead: Place | None
    items: tuple[Place, ...]
    counts: frozenset[int]
    sentence: Place | None = None


@lru_cache(maxsize=64)
def enumerations(article: Article) -> tuple[Enumeration, ...]:
    """Return everything that an article lists, in no particular order.

    The last articles are remembered: one question looks at each several times.
    """
    texts = [fold(paragraph.text) for paragraph in article.paragraphs]
    found = (e for n, text in enumerate(texts, start=1) for e in _in_sentences(n, text))
    headed, announcing = _headed(article, texts), _announced(article, texts)
    return (*found, *_marked(article, texts), *headed, *announcing, *_begun_alike(texts))


def marked(article: Article) -> Iterator[Enumeration]:
    """Return the items behind 一是, 首先, 第一, ① and the like, in a paragraph or opening one."""
    return _marked(article, [fold(paragraph.text) for paragraph in article.paragraphs])


def begun_alike(article: Article) -> Iterator[Enumeration]:
    """Return the runs of sentences that begin alike."""
    return _begun_alike([fold(paragraph.text) for paragraph in article.paragraphs])


def _begun_alike(texts: Sequence[str]) -> Iterator[Enumeration]:
    for run in parallel_sentences(texts):
        items = tuple(_head(n, texts[n - 1], start, end) for n, start, end in run)
        yield Enumeration(None, items, frozenset({len(items)}))


def announced(text: str) -> list[int]:
    """Return the numbers of things that a folded text speaks of, as in 三个方面."""
    return [number(numeral) for numeral in _ANNOUNCED.findall(text)]


def _in_sentences(n: int, text: str) -> Iterator[Enumeration]:
    before: Place | None = None
    for start, end in sentences(text):
        whole = Place(n, start, end)
        for items, counts in _inline(text, start, end):
            places = tuple(Place(n, a, b) for a, b in items)
            yield Enumeration(before, places, frozenset(counts), whole)
        before = whole


_Spans = list[tuple[int, int]]


def _inline(text: str, start: int, end: int) -> Iterator[tuple[_Spans, set[int]]]:
    """The lists of one sentence: items, and how many they may be."""
    for clause in _CLAUSE.finditer(text, start, end):
        yield from _joined(text, *clause.span())
    for run in _QUOTES.finditer(text, start, end):
        quoted = [q.span(1) for q in _QUOTE.finditer(text, *run.span())]
        yield quoted, {len(quoted)}
    yield from _parallel(text, start, end)
    for tail in _TAIL.finditer(text, start, end):
        loose = [part.span() for part in _LOOSE.finditer(text, start, tail.start())]
        if len(loose) >= (wanted := number(tail.group(1))):
            yield loose[-wanted:], {wanted}


def _joined(text: str, start: int, end: int) -> Iterator[tuple[_Spans, set[int]]]:
    """Items joined by 、 or +, the last perhaps by 和."""
    items = [item.span() for item in _ITEM.finditer(text, start, end)]
    last = _JOINED.search(text, items[-1][0] + 1, end) if items else None
    if last:
        split = [*items[:-1], (items[-1][0], last.start()), (last.end(), end)]
        yield split, {len(split)}
    if len(items) > 1:
        yield items, {len(items)}


def _parallel(text: str, start: int, end: int) -> Iterator[tuple[_Spans, set[int]]]:
    """Parts divided by ； that begin alike, and clauses that begin or end alike."""
    parts = [part.span() for part in _PART.finditer(text, start, end)]
    for run in _alike(text, parts, 1):
        yield run, {len(run)}
    clauses = [clause.span() for clause in _CLAUSE.finditer(text, start, end)]
    for run in _alike(text, clauses, 2):
        if len(run) > 2:  # two clauses may begin alike by chance
            yield run, {len(run)}


def _alike(text: str, spans: Sequence[tuple[int, int]], shared: int) -> Iterator[_Spans]:
    """Neighbours that have their first or their last characters in common."""
    for key in (lambda s: text[s[0] : s[0] + shared], lambda s: text[s[1] - 2 : s[1]]):
        runs = (list(run) for _, run in groupby(spans, key))
        yield from (run for run in runs if len(run) > 1)


def _marked(article: Article, texts: Sequence[str]) -> Iterator[Enumeration]:
    for marks in series([p.text for p in article.paragraphs], texts):
        items = []
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            text = texts[mark.paragraph - 1]
            same = after is not None and after.paragraph == mark.paragraph
            end = after.start if after and same else len(text)
            items.append(_head(mark.paragraph, text, mark.start, end))
        lead, inside = _lead(article, texts, items[0])
        whole = _one_sentence(texts, items) if inside else None
        yield Enumeration(lead, tuple(items), frozenset({_count(marks)}), whole)


def _count(marks: Sequence[Mark]) -> int:
    """How many items there are: the last number, should the page have lost one before it."""
    return max(len(marks), marks[-1].value if marks[-1].style not in ("word", "side") else 0)


def _one_sentence(texts: Sequence[str], items: Sequence[Place]) -> Place | None:
    """The sentence that holds all items, or ``None`` where no sentence does or it is long."""
    first, last = items[0], items[-1]
    for start, end in sentences(texts[first.paragraph - 1]):
        if start <= first.start and last.paragraph == first.paragraph and last.end <= end:
            return Place(first.paragraph, start, end) if end - start <= 3 * LONG else None
    return None


def _lead(article: Article, texts: Sequence[str], first: Place) -> tuple[Place | None, bool]:
    """What comes before the first item, and whether that is the beginning of its sentence."""
    n = first.paragraph
    before = [span for span in sentences(texts[n - 1]) if span[0] < first.start]
    if not before and n > 1:
        n -= 1
        before = sentences(texts[n - 1])
    if not before:
        return None, False
    start, end = before[-1]
    inside = n == first.paragraph and end > first.start
    return Place(n, start, len(texts[n - 1][: first.start].rstrip()) if inside else end), inside


def _head(n: int, text: str, start: int, end: int) -> Place:
    """An item's first sentence; where that is long, the clause that names the item."""
    low, high = next((start + a, start + b) for a, b in sentences(text[start:end]))
    if high - low > LONG:
        cut = re.compile(r"[,;。]").search(text, low + _NAMING, high)
        high = cut.start() if cut else high
    return Place(n, low, low + len(text[low:high].rstrip(",; ")))


def _headed(article: Article, texts: Sequence[str]) -> Iterator[Enumeration]:
    """Subheads, and openings of neighbouring paragraphs that are short enough to be headings."""
    subheads = [Place(p.n, 0, len(p.text)) for p in article.paragraphs if p.role is Role.SUBHEAD]
    openings = [_opening(paragraph, texts[paragraph.n - 1]) for paragraph in article.paragraphs]
    runs = ([place for place in run if place] for _, run in groupby(openings, bool))
    for heads in (subheads, *runs):
        groups = [heads, heads[1:], *_resembling(heads, texts)]
        for items in dict.fromkeys(tuple(group) for group in groups if len(group) > 1):
            first = 0 if heads is subheads else items[0].paragraph - 2
            lead = _introduction(texts, range(max(first, 0), items[0].paragraph - 1), len(items))
            yield Enumeration(lead, items, frozenset({len(items)}))


def _introduction(texts: Sequence[str], above: range, count: int) -> Place | None:
    """The last sentence of the paragraphs with the indices ``above`` that announces ``count``."""
    found = (Place(n + 1, *span) for n in reversed(above) for span in sentences(texts[n])[::-1])
    said = (p for p in found if count in announced(texts[p.paragraph - 1][p.start : p.end]))
    return next(said, None)


def _opening(paragraph: Paragraph, text: str) -> Place | None:
    """The first sentence of a paragraph that goes on after it, if it is short."""
    spans = sentences(text)
    if paragraph.role is not Role.BODY or len(spans) < 2 or spans[0][1] - spans[0][0] > _OPENING:
        return None
    return Place(paragraph.n, *spans[0])


def _resembling(heads: Sequence[Place], texts: Sequence[str]) -> Iterator[list[Place]]:
    """Neighbouring headings that begin or end alike."""

    def words(place: Place) -> str:
        return texts[place.paragraph - 1][place.start : place.end].rstrip("。!?")

    for key in (lambda place: words(place)[:1], lambda place: words(place)[-2:]):
        yield from (list(group) for _, group in groupby(heads, key))


def _announced(article: Article, texts: Sequence[str]) -> Iterator[Enumeration]:
    """What follows a short sentence that announces how many things there are: as many sentences
    to the end of the paragraph, or as many paragraphs to the end of the section.
    """
    for n, text in enumerate(texts, start=1):
        spans = sentences(text)
        for i, (start, end) in enumerate(spans):
            if end - start > _ANNOUNCING or not (wanted := announced(text[start:end])):
                continue
            rest = [Place(n, a, b) for a, b in spans[i + 1 :]]
            for found in (rest, [*rest[:1], *_following(article, texts, n)]):
                heads = [_head(p.paragraph, texts[p.paragraph - 1], p.start, p.end) for p in found]
                if len(heads) in wanted and _parallel_heads(texts, heads):
                    yield Enumeration(Place(n, start, end), tuple(heads), frozenset({len(heads)}))


def _parallel_heads(texts: Sequence[str], heads: Sequence[Place]) -> bool:
    """Whether two and more heads without marks have a character in common where they begin."""
    begins = [texts[p.paragraph - 1][p.start : min(p.start + _BEGINNING, p.end)] for p in heads]
    if len(begins) < 2 or any(opens_item(text) for text in begins):
        return False
    common = set(begins[0]).intersection(*begins[1:]) - PARTICLES
    return any(sign.isalnum() for sign in common)


def _following(article: Article, texts: Sequence[str], n: int) -> Iterator[Place]:
    """The first sentences of the paragraphs after paragraph ``n`` in its section."""
    for paragraph in article.paragraphs[n:]:
        if paragraph.role is not Role.BODY:
            return
        yield Place(paragraph.n, *sentences(texts[paragraph.n - 1])[0])
