"""What speaks for it that an article begins at a text, or that a text belongs to an article.

Every signal is a number of about -1 to 1 with a name; ``weights.json`` holds what each is worth,
fitted on pages whose articles are known (``eval/fit_pages.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from qa.corpus.continuity import Continuity
from qa.corpus.follows import Follows
from qa.corpus.heads import (
    ENUMERATED,
    Head,
    Start,
    choose_title,
    cover,
    head,
    is_column,
    reads_as_title,
    split_heads,
)
from qa.corpus.joins import Part
from qa.corpus.likeness import Likeness, Vector
from qa.corpus.outline import Site
from qa.corpus.pieces import Kind, dated, is_open, leads, resumes
from qa.corpus.state import Open, State, Text, Wholes
from qa.corpus.weights import Signals
from qa.zh import bigrams

_LITTLE = 0.05  # an article of less weight says nothing
_USUAL = 0.87  # the cosine of two texts of one page
_SEAM = ("goes on", "attested", "word", "quoted", "flow")
_AROUND = 3  # texts before and after a headline that may tell whether it is theirs


class Reader:
    """Reads the signals of one page."""

    def __init__(self, sites: Sequence[Site], continuity: Continuity) -> None:
        self._follows = Follows([site.body for site in sites], continuity)
        lines = [p.text for site in sites for p in site.headings]
        self.likeness = Likeness([site.body.text for site in sites], lines)
        self.texts = [self._text(site, Part((), site.body)) for site in sites]
        self._words = [set(bigrams(site.body.text)) for site in sites]
        self._parts: dict[tuple[int, int, int], Text] = {}
        self._fixed: dict[int, Signals] = {}
        self._starts: dict[int, list[Head]] = {}

    def _text(self, site: Site, part: Part) -> Text:
        body = part.body.text
        return Text(site, part, self.likeness.vector(body), self.likeness.contrast(body))

    # Where articles begin

    def starts(self, site: Site) -> list[Head]:
        """Return the heads that the run above a text would be, and the subheads left over."""
        n = site.number
        if n not in self._starts:
            following = self._following(n)
            bare = (Start(continued=site.body.continued), ())
            runs = [(run, choose_title(run, following)) for run in split_heads(site.run)]
            self._starts[n] = [head(run, title) for run, title in runs] or [bare]
        return self._starts[n]

    def _following(self, n: int) -> set[str]:
        words: set[str] = set()
        for i in range(n, min(n + 12, len(self.texts))):
            if i > n and self.texts[i].site.signed:
                break
            words |= self._words[i]
        return words

    def words(self, text: Text) -> set[str]:
        """Return the bigrams of the texts next to a text."""
        n = text.site.number
        return set().union(*self._words[max(0, n - 1) : n + _AROUND])

    def begins(self, site: Site, state: State) -> Signals:
        """Return what speaks for an article that begins at a text."""
        text = self.texts[site.number]
        found = dict(self._of_site(site))
        open_ = [a for a in state.articles if not a.credited]
        known = [a for a in state.articles if a.texts]
        found["near"] = text.weight * max((_near(text, a) for a in known), default=0.0)
        following = self.texts[site.number + 1 : site.number + 2]
        if following:
            later = max((_near(following[0], a) for a in known), default=0.0)
            found["next near"] = following[0].weight * later
        found["like"] = max((_like(text, a) for a in known), default=0.0)
        last = state.articles[state.last] if state.last >= 0 else None
        if last and last.tail:
            found["last open"] = float(is_open(last.tail.body))
            found["last credited"] = float(last.credited)
        flows = [self._follows.signals(a.tail, text)["flow"] for a in known if a.tail]
        found["flow"] = max((flow for flow in flows if flow), default=-1.0)
        found["none open"] = float(not open_)
        found["empty"] = float(len(known) < len(state.articles))
        credited = sum(a.credited for a in state.articles)
        share = credited / len(state.articles) if state.articles else 0.0
        found["credit due"] = share * bool(last and not last.credited)
        signed = [bool(a.start.bylines) for a in state.articles]
        found["byline due"] = (sum(signed) / len(signed) if signed else 0.0) * (not site.signed)
        found["articles"] = min(len(state.articles), 6) / 6
        return found

    def _of_site(self, site: Site) -> Signals:
        """The signals that do not depend on what has gone before."""
        if site.number not in self._fixed:
            self._fixed[site.number] = {**self._of_run(site), **self._of_text(site)}
        return self._fixed[site.number]

    def _of_text(self, site: Site) -> Signals:
        n, text = site.number, self.texts[site.number]
        found = {
            "one": 1.0,
            "dated": float(dated(text.body)),
            "resumes": float(resumes(text.body)),
            "leads": float(leads(text.body)),
            "continued": float(site.body.continued or any(p.continued for p in site.run)),
            "after credit": float(site.after_credit),
            "short": float(len(text.body) < 60),
        }
        if n:
            before = self.texts[n - 1]
            seam = self._follows.signals(before, text)
            found["above evidence"] = max(seam["attested"], seam["word"], seam["quoted"])
            found["above goes on"] = seam["goes on"]
            found["above flow"] = seam["flow"]
            found["above like"] = text.weight * float(text.contrast @ before.contrast)
        if n + 1 < len(self.texts):
            below = self.texts[n + 1]
            found["below like"] = text.weight * float(text.contrast @ below.contrast)
        return found

    def _of_run(self, site: Site) -> Signals:
        headings = [p for p in site.headings if p.kind is Kind.HEADING]
        titles = [p for p in headings if reads_as_title(p.text)]
        found = {
            "byline": float(site.signed),
            "headings": float(len(headings) > 1),
            "heading": float(bool(titles)),
            "enumerated": float(any(ENUMERATED.match(p.text) for p in headings)),
            "column": float(any(is_column(p.text) for p in site.run)),
            "furniture": float(any(p.kind is Kind.FURNITURE for p in site.run)),
            "deck": float(any(p.kind is Kind.DECK for p in site.run)),
        }
        if titles:
            title = max(titles, key=lambda p: len(p.text))
            found |= self._of_title(title.text, site.number)
        return found

    def _of_title(self, title: str, n: int) -> Signals:
        own = self.likeness.contrast(title)
        after, before = self.texts[n : n + _AROUND], self.texts[max(0, n - _AROUND) : n]
        below = set().union(*self._words[n : n + _AROUND])
        above = set().union(*self._words[max(0, n - _AROUND) : n])
        return {
            "title length": min(len(title), 24) / 24,
            "title below": cover(title, below) - cover(title, above),
            "title like below": max(float(own @ t.contrast) for t in after),
            "title like above": max((float(own @ t.contrast) for t in before), default=0.0),
        }

    # To whom a text belongs

    def part(self, text: Text, start: int, end: int, doubt: str) -> Text:
        """Return a part of a text as a text of its own."""
        key = (text.site.number, start, end)
        if key not in self._parts:
            part = Part((), text.part.body.part(start, end), doubt)
            self._parts[key] = self._text(text.site, part)
        return self._parts[key]

    def belongs(self, text: Text, at: int, state: State, whole: Wholes) -> Signals:
        """Return what speaks for it that a text belongs to article number ``at``.

        ``whole`` holds, by key, what articles were found to say in an earlier pass.
        """
        article = state.articles[at]
        found = {
            "near": text.weight * _near(text, article, whole),
            "same": float(at == state.last),
            "credited": float(article.credited),
            "latest": float(at == len(state.articles) - 1),
            "empty": float(not article.texts),
            "switch": float(state.returned and at != state.last),
        }
        title = article.start.title
        if title:
            own = self.likeness.contrast(title.text)
            found["title"] = text.weight * float(own @ text.contrast)
        if text.site.headings:
            rows = [self.likeness.contrast(p.text) for p in text.site.headings]
            found["heading"] = max(_near_vector(row, article) for row in rows)
        if tail := article.tail:
            gap = text.site.number - tail.site.number - 1
            found["gap"] = log1p(max(gap, 0)) / 3
            found |= self._follows.signals(tail, text)
        style, place = text.place
        if place > 1:
            found["enumeration"] = 1.0 if article.place == (style, place - 1) else -1.0
        return found

    def kin(self, text: Text, article: Open) -> Signals:
        """Return what speaks for it that a text is of the same piece as those of an article.

        Unlike ``belongs`` this does not ask to which of several articles the text goes.
        """
        near = _near(text, article)
        found = {
            "one": 1.0,
            "near": near,
            "like": _like(text, article),
            "short near": (1 - text.weight) * near,
            "short": 1 - text.weight,
            "known": min(len(article.texts), 5) / 5,
        }
        if title := article.start.title:
            found["title"] = float(self.likeness.contrast(title.text) @ text.contrast)
            found["titled"] = 1.0
        if tail := article.tail:
            seam = self._follows.signals(tail, text)
            found |= {name: seam[name] for name in _SEAM}
        return found


def _near(text: Text, article: Open, whole: Wholes | None = None) -> float:
    """The mean cosine of a text with the texts of an article, itself left out."""
    known = (whole or {}).get(article.key)
    if known is not None:
        total, weight = known.contrasts, known.weight
        if own := known.texts.get(text.site.number):
            total, weight = total - own.weight * own.contrast, weight - own.weight
        return float(text.contrast @ total) / weight if weight > _LITTLE else 0.0
    return _near_vector(text.contrast, article)


def _near_vector(contrast: Vector, article: Open) -> float:
    return float(contrast @ article.contrasts) / article.weight if article.texts else 0.0


def _like(text: Text, article: Open) -> float:
    """The mean cosine of the embeddings themselves, so that pages can be compared."""
    mean = float(text.vector @ article.vectors) / len(article.texts)
    return 10 * (mean - _USUAL)
