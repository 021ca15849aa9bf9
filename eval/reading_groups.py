"""Questions with the passages that searching finds for them, for the reader to judge together.

A question of an article (``eval.reading_data``) is looked up by keywords and by embedding, every
other time in a small collection: its article, some that are like it and some that are not. The
passage that answers and the best that do not are one group; what they have in common no longer
tells them apart, as it does a passage that was drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from eval.reading_data import Asked, Context, Example, Place, indexed, places_of
from qa.models.embedding import load_embedder
from qa.zh import first_sentence

TOGETHER = 5
"""Passages in a group, as many as are read for an answer."""

ALIKE, OTHERS = 8, 22
"""Articles of a small collection besides the one asked: of the ``NEAREST`` and of all."""

NEAREST = 40
WEIGHT = 0.5  # of the embedding, and of the best passage of the article, against keywords' one
DEPTH = 100
"""How many passages each searcher finds among all."""

UNTITLED = 0.4
"""The share of groups whose headlines are left out: many a page has lost its own."""

LEADS = (40, 60)
"""Characters of an article's first sentence that stand before its later passages."""

Vectors = npt.NDArray[np.float32]


class Groups:
    """Searches articles for what their questions ask."""

    def __init__(self, contexts: Sequence[Context], folder: Path, seed: int) -> None:
        """``folder`` holds a passing keyword index."""
        self._contexts, self._draw = contexts, Random(seed)
        self._places = places_of(contexts)
        texts = [f"{contexts[p.context].heading or ''}\n{self._text(p)}" for p in self._places]
        self._encoder = load_embedder()
        self._vectors = self._encoder.encode_documents(texts)
        self._of: dict[int, list[int]] = {}
        for i, place in enumerate(self._places):
            self._of.setdefault(place.context, []).append(i)
        means = np.array([self._vectors[self._of[n]].mean(0) for n in range(len(contexts))])
        self._articles = means / np.linalg.norm(means, axis=1, keepdims=True)
        self._index = indexed(texts, folder)

    def all(self, share: float) -> list[list[Example]]:
        """Return the groups of a share of the questions, shuffled."""
        found = [
            group
            for n, context in enumerate(self._contexts)
            for asked in context.asked
            if self._draw.random() < share and (group := self._group(n, asked))
        ]
        self._draw.shuffle(found)
        return found

    def _group(self, n: int, asked: Asked) -> list[Example]:
        """The passages of a question; the one that answers comes first."""
        order = self._ranked(asked.question, n)
        if not asked.answer:
            return self._examples(asked, order[:TOGETHER])
        held = self._contexts[n].holding(asked)
        if held is None:
            return []
        gold = next(i for i in self._of[n] if self._places[i] == (n, *held))
        rest = (i for i in order if asked.answer not in self._text(self._places[i]))
        return self._examples(asked, [gold, *rest][:TOGETHER])

    def _ranked(self, question: str, n: int) -> list[int]:
        """The numbers of the passages that are found, best first."""
        keywords = {int(name): score for name, score in self._index.search(question, 3 * DEPTH)}
        vector = self._encoder.encode_query(question)
        found = self._candidates(n, list(keywords), vector)
        likeness = self._vectors[found] @ vector
        words = np.array([keywords.get(i, 0.0) for i in found])
        score = words / (words.max() + 1e-6)
        score += WEIGHT * (likeness - likeness.min()) / (np.ptp(likeness) + 1e-6)
        best: dict[int, float] = {}
        for i, value in zip(found, score, strict=True):
            article = self._places[i].context
            best[article] = max(best.get(article, 0.0), float(value))
        score += WEIGHT * np.array([best[self._places[i].context] for i in found])
        return [found[k] for k in np.argsort(-score)]

    def _candidates(self, n: int, keywords: Sequence[int], vector: Vectors) -> list[int]:
        """The passages of a small collection, or what either search finds among all."""
        if self._draw.random() < 0.5:
            near = [int(m) for m in np.argsort(-(self._articles @ self._articles[n]))[1:NEAREST]]
            others = self._draw.sample(range(len(self._contexts)), OTHERS)
            chosen = {n, *self._draw.sample(near, ALIKE), *others}
            return [i for m in sorted(chosen) for i in self._of[m]]
        nearest = map(int, np.argsort(-(self._vectors @ vector))[:DEPTH])
        return sorted({*keywords[:DEPTH], *nearest, *self._of[n]})

    def _examples(self, asked: Asked, chosen: Sequence[int]) -> list[Example]:
        titled, characters = self._draw.random() >= UNTITLED, self._draw.choice(LEADS)
        return list(self._each(asked, chosen, titled, characters))

    def _each(
        self, asked: Asked, chosen: Sequence[int], titled: bool, characters: int
    ) -> Iterator[Example]:
        for rank, place in enumerate(self._places[i] for i in chosen):
            context = self._contexts[place.context]
            first = first_sentence(context.text.split("\n", 1)[0])
            lead = first[:characters] if place.start else ""
            heading = f"{(titled and context.heading) or ''} {lead}".strip()
            answers = bool(asked.answer) and not rank
            start = asked.start - place.start
            held = ((start, start + len(asked.answer)),) if answers else ()
            kind = "answer" if answers else "found"
            yield Example(asked.question, heading, self._text(place), held, kind)

    def _text(self, place: Place) -> str:
        return self._contexts[place.context].text[place.start : place.end]
