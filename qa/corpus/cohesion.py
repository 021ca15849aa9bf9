"""How well a text goes with an article by its wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.corpus.outline import Event, Start, Unit
from qa.corpus.pieces import attested
from qa.corpus.tfidf import TfIdf, Vector, cosine
from qa.zh import bigrams, sentences

SEEDS = 3
"""So many texts below a headline are its own before anything else is known."""

_HEADLINE = -1


class Wording:
    """Compares texts of a page with its articles; bigrams of many texts count little.

    What an article is known to say is its headline and the first texts below it, until
    ``learn`` is told more. A text is never compared with itself.
    """

    def __init__(self, events: Sequence[Event], page: str) -> None:
        units = [event for event in events if isinstance(event, Unit)]
        self._page = page
        self._tfidf = TfIdf([_text(unit) for unit in units])
        starts = [event for event in events if isinstance(event, Start)]
        self._headlines = [start.title.text if start.title else "" for start in starts]
        self._vectors: dict[str, Vector] = {}
        self.learn(_first_units(events))

    def learn(self, shares: Iterable[tuple[int, Unit]]) -> None:
        """Take ``shares``, pairs of an article's number and a text, as what the articles say."""
        self._texts = [{_HEADLINE: headline} for headline in self._headlines]
        for owner, unit in shares:
            self._texts[owner][unit.body.at] = _text(unit)
        self._models: dict[tuple[int, int], Vector] = {}
        self._known: dict[tuple[str, int], float] = {}

    def near(self, unit: Unit, owner: int) -> float:
        """Return the cosine between a text, its headings included, and an article."""
        text = _text(unit)
        key = (text, owner)
        if key not in self._known:
            if text not in self._vectors:
                self._vectors[text] = self._tfidf.vector([text])
            model = self._model(owner, unit.body.at)
            self._known[key] = cosine(self._vectors[text], model)
        return self._known[key]

    def seam(self, unit: Unit, first: int, second: int, tail: str) -> int:
        """Find where a text divides between two articles; 0 if it does not.

        ``tail`` is the text that the second article broke off. Within the sentence of the
        seam, a place where it goes on with a phrase known from the page is preferred.
        """
        text, at = unit.body.text, unit.body.at
        left, right = self._model(first, at), self._model(second, at)
        gains = [0.0]
        for pair in pairwise(text):
            gram = "".join(bigrams("".join(pair)))
            gains.append(gains[-1] + left.get(gram, 0.0) - right.get(gram, 0.0))
        best = max(range(len(gains)), key=gains.__getitem__)
        if gains[best] <= 0 or gains[best] <= gains[-1]:
            return 0
        start, end = next((s for s in sentences(text) if s[0] < best <= s[1]), (best, best))
        cuts = [i for i in range(start + 1, end) if attested(tail, text[i:], self._page)]
        return max(cuts, key=gains.__getitem__, default=best)

    def _model(self, owner: int, without: int) -> Vector:
        texts = self._texts[owner]
        key = (owner, without if without in texts else _HEADLINE)
        if key not in self._models:
            self._models[key] = self._tfidf.vector(t for at, t in texts.items() if at != without)
        return self._models[key]


def _first_units(events: Sequence[Event]) -> list[tuple[int, Unit]]:
    """Return the first texts below each headline, with the number of its article."""
    found: list[tuple[int, Unit]] = []
    owner, taken = -1, 0
    for event in events:
        if isinstance(event, Start):
            owner, taken = owner + 1, 0
        elif isinstance(event, Unit) and taken < SEEDS:
            found.append((owner, event))
            taken += 1
    return found


def _text(unit: Unit) -> str:
    """The wording of a unit; a heading says more than its length and counts double."""
    headings = [heading.text for heading in unit.headings]
    return "\n".join([*headings, *headings, unit.body.text])
