"""Fit the weights by which the texts of a page are shared out among its articles.

    nice python -m eval.fit_pages ARTICLES.jsonl.xz [--pages 600]

Reads the signals of ``qa.corpus.signals`` off made pages of development seeds, walking along the
true sharing, and fits to them the log-linear models of ``qa.corpus.weights``: four that say yes or
no (``cut``, ``headed``, ``bare``, ``kin``) and one that chooses (``belongs``). Writes
``qa/corpus/weights.json``. ``--without`` names signals that are left out (``eval.ablate_pages``
measures what that costs).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor

from eval.page_maker import REPORTED, make_page
from eval.page_mix import MIXES
from eval.page_stories import DEVELOPMENT, Story, read_stories
from eval.page_truth import NONE, MadePage, Part
from qa.corpus import cuts
from qa.corpus.continuity import Continuity
from qa.corpus.heads import Start
from qa.corpus.outline import Event, Site, outline
from qa.corpus.pieces import Kind, Piece, pieces
from qa.corpus.sharing import Sharing, kind
from qa.corpus.state import Open, State
from qa.corpus.weights import Signals, Weights

SHARES = {"newspaper": 0.6, "hard": 0.3, "plain": 0.1}
"""The share of each mix in the pages that the weights are fitted on."""

FIRST_PASS = 0.35  # of the pages are read as the first pass does, with no article known whole
PENALTY = 3e-4
NOTHING: Weights = {
    "headed": {},
    "bare": {},
    "belongs": {},
    "cut": {},
    "kin": {},
}
WEIGHTS = Path(__file__).parents[1] / "qa" / "corpus" / "weights.json"


@dataclass(slots=True)
class Examples:
    """Decisions on made pages: the signals, and what is right."""

    headed: list[tuple[Signals, bool]] = field(default_factory=list)
    bare: list[tuple[Signals, bool]] = field(default_factory=list)
    belongs: list[tuple[list[Signals], int]] = field(default_factory=list)
    cut: list[tuple[Signals, bool]] = field(default_factory=list)
    kin: list[tuple[Signals, bool]] = field(default_factory=list)

    def add(self, other: Examples) -> None:
        """Take in further examples."""
        self.headed += other.headed
        self.bare += other.bare
        self.belongs += other.belongs
        self.cut += other.cut
        self.kin += other.kin


def examples(made: MadePage) -> Examples:
    """Read the decisions of a page off its truth."""
    truth, raw, continuity = Truth(made), pieces(made.page), Continuity(made.page.text)
    headings = [(i, p) for i, p in enumerate(raw) if p.kind is Kind.HEADING]
    cut = [(cuts.signals(raw, i, continuity), truth.is_text(p)) for i, p in headings]
    events = outline([replace(p, kind=Kind.TEXT) if truth.is_text(p) else p for p in raw])
    sharing = Sharing(events, continuity, NOTHING)
    state = _walk(events, truth, sharing, Examples())
    found = Examples(cut=cut)
    sharing.learn(state.wholes())
    _walk(events, truth, sharing, found)
    if Random(made.seed).random() < FIRST_PASS:
        sharing.learn({})
        _walk(events, truth, sharing, found)
    return found


class Truth:
    """What a made page knows of its pieces."""

    def __init__(self, made: MadePage) -> None:
        self._article = np.full(len(made.page.text), NONE)
        self._body = np.zeros(len(made.page.text), bool)
        for mark in made.marks:
            self._article[mark.start : mark.end] = mark.strip.article
            self._body[mark.start : mark.end] = mark.strip.part is Part.BODY

    def owner(self, piece: Piece) -> int:
        """The article that most characters of a piece are from; -1 for furniture."""
        found = self._article[piece.span.start : piece.span.end]
        return int(np.bincount(found[found >= 0]).argmax()) if (found >= 0).any() else NONE

    def is_text(self, piece: Piece) -> bool:
        """Whether a heading is in truth a part of a paragraph."""
        inside = self._body[piece.span.start : piece.span.end]
        return piece.kind is Kind.HEADING and bool(inside.mean() > 0.5)

    def beginning(self, start: Start) -> int:
        """The article of a head."""
        lines = [*([start.title] if start.title else []), *start.bylines, *start.decks]
        return next((n for n in map(self.owner, lines) if n >= 0), NONE)


def _walk(events: Sequence[Event], truth: Truth, sharing: Sharing, found: Examples) -> State:
    """Share the page out as it truly is, and note what every decision went by."""
    state, places = State(), dict[int, int]()
    for event in events:
        if not isinstance(event, Site):
            state = state.close() if event.credit else state
        elif (owner := truth.owner(event.body)) >= 0:
            state = _step(state, event, owner, places, truth, sharing, found)
    return state


def _step(
    state: State,
    site: Site,
    owner: int,
    places: dict[int, int],
    truth: Truth,
    sharing: Sharing,
    found: Examples,
) -> State:
    text = sharing.reader.texts[site.number]
    begun = _begun(site, owner, places, truth, sharing)
    if state.articles:
        getattr(found, kind(site)).append((sharing.reader.begins(site, state), bool(begun)))
    for at, article in enumerate(state.articles):
        if article.texts:
            found.kin.append((sharing.reader.kin(text, article), places[owner] == at))
    state = state.begin(begun)
    if len(state.articles) > 1 and len(begun) != 1:
        options = [sharing.features(state, text, at) for at in range(len(state.articles))]
        found.belongs.append((options, places[owner]))
    return state.give(places[owner], text, 1.0, 0.0)


def _begun(
    site: Site, owner: int, places: dict[int, int], truth: Truth, sharing: Sharing
) -> list[Open]:
    """The articles that begin at a site: those of its heads, and its text's."""
    begun = []
    for i, (start, _) in enumerate(sharing.reader.starts(site)):
        whose = truth.beginning(start)
        if whose >= 0 and whose not in places:
            places[whose] = len(places)
            begun.append(Open((site.number, i), start))
    if owner not in places:
        places[owner] = len(places)
        begun.append(Open((site.number, len(begun)), Start()))
    return begun


def fit_binary(found: Sequence[tuple[Signals, bool]], without: Collection[str]) -> dict[str, float]:
    """Fit a logistic model by maximum likelihood with a small quadratic penalty."""
    names = _names((signals for signals, _ in found), without)
    rows = torch.tensor([[s.get(n, 0.0) for n in names] for s, _ in found], dtype=torch.float64)
    right = torch.tensor([float(begins) for _, begins in found], dtype=torch.float64)
    loss = torch.nn.functional.binary_cross_entropy_with_logits
    return _fit(names, lambda w: loss(rows @ w, right))


def fit_choice(
    found: Sequence[tuple[list[Signals], int]], without: Collection[str]
) -> dict[str, float]:
    """Fit a conditional logit model (McFadden 1974) in the same way."""
    names = _names((signals for options, _ in found for signals in options), without)
    most = max(len(options) for options, _ in found)
    rows = torch.zeros(len(found), most, len(names), dtype=torch.float64)
    absent = torch.full((len(found), most), -1e9, dtype=torch.float64)
    for i, (options, _) in enumerate(found):
        absent[i, : len(options)] = 0
        for j, signals in enumerate(options):
            rows[i, j] = torch.tensor([signals.get(n, 0.0) for n in names])
    right = torch.tensor([chosen for _, chosen in found])
    return _fit(names, lambda w: torch.nn.functional.cross_entropy(rows @ w + absent, right))


def _names(found: Iterable[Signals], without: Collection[str]) -> list[str]:
    names = {name for signals in found for name in signals}
    return sorted(n for n in names if not any(fnmatchcase(n, left) for left in without))


def _fit(names: Sequence[str], loss: Callable[[Tensor], Tensor]) -> dict[str, float]:
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        value: Tensor = loss(weights) + PENALTY * (weights * weights).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return dict(zip(names, (round(float(w), 3) for w in weights.detach()), strict=True))


def made_pages(stories: Sequence[Story], pages: int, first: int = 0) -> Iterator[MadePage]:
    """Make pages of development seeds, of every mix its share."""
    seed = first
    for name, share in SHARES.items():
        for _ in range(round(share * pages)):
            yield make_page(stories, seed, MIXES[name])
            seed += 1
    assert seed <= REPORTED


def read_examples(path: Path, pages: int) -> Examples:
    """Make the pages and read their decisions, in two processes."""
    stories = read_stories(path, DEVELOPMENT)
    found = Examples()
    with ProcessPoolExecutor(2, initializer=partial(torch.set_num_threads, 1)) as pool:
        for each in pool.map(examples, made_pages(stories, pages), chunksize=4):
            found.add(each)
    return found


def fit(found: Examples, without: Collection[str]) -> dict[str, dict[str, float]]:
    """Fit all models, with some signals left out: ``like``, ``kin:title`` or ``begins *``."""

    def of(model: str) -> list[str]:
        return [name.removeprefix(f"{model}:") for name in without]

    told = {m: fit_binary(getattr(found, m), of(m)) for m in ("headed", "bare", "cut", "kin")}
    return told | {"belongs": fit_choice(found.belongs, of("belongs"))}


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--without", nargs="*", default=[], metavar="SIGNAL")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    weights = fit(read_examples(options.articles, options.pages), options.without)
    text = json.dumps(weights, indent=1, ensure_ascii=False)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
