"""The figures of made pages as Markdown, and the pages that came out worst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.page_score import Matching, Score, interval, match, place, total, wrong
from eval.page_truth import MadePage
from qa.schema import Article

MEASURES = (
    "characters",
    "lost",
    "unwarned",
    "doubted",
    "furniture",
    "join precision",
    "join recall",
    "unseen joins",
    "headlines",
    "authors",
    "affiliations",
    "apart",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A made page, the articles found on it, and how far they are right."""

    made: MadePage
    found: tuple[Article, ...]
    score: Score


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the figures in per cent: of all pages with 95 % intervals, and by trait."""
    scores = [outcome.score for outcome in outcomes]
    seconds = total(scores, "seconds").value or 0.0
    lines = ["| measure | % | 95 % |", "|---|---|---|"]
    lines += [
        f"| {m} | {_percent(total(scores, m).value)} | {_interval(scores, m)} |" for m in MEASURES
    ]
    lines += ["", f"{len(outcomes)} pages, {seconds:.2f} s a page", ""]
    lines += [f"| trait | pages | {' | '.join(MEASURES)} |", "|---" * (len(MEASURES) + 2) + "|"]
    traits = sorted({trait for outcome in outcomes for trait in outcome.made.traits})
    lines += [
        _row(trait, [o.score for o in outcomes if trait in o.made.traits]) for trait in traits
    ]
    return "\n".join(lines) + "\n"


def _row(trait: str, scores: Sequence[Score]) -> str:
    figures = " | ".join(_percent(total(scores, measure).value) for measure in MEASURES)
    return f"| {trait} | {len(scores)} | {figures} |"


def _interval(scores: Sequence[Score], measure: str) -> str:
    found = interval(scores, measure)
    return f"{_percent(found[0])}–{_percent(found[1])}" if found else "-"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def show(outcomes: Sequence[Outcome], k: int) -> str:
    """Return the ``k`` pages with the smallest share of right characters, true beside found."""
    worst = sorted(outcomes, key=lambda outcome: outcome.score["characters"].value or 0.0)[:k]
    return "".join("\n".join(_page(outcome)) + "\n" for outcome in worst)


def _page(outcome: Outcome) -> Iterator[str]:
    """Yield what went wrong on a page: the articles, then the stretches that are misplaced."""
    made = outcome.made
    matching = match(made, place(outcome.found))
    figures = ", ".join(f"{m} {_percent(outcome.score[m].value)}" for m in MEASURES)
    yield f"\n### Seed {made.seed}: {', '.join(sorted(made.traits))}\n\n{figures}\n"
    for n, article in enumerate(made.articles):
        yield f"- {n}: {article.title or '-'} | {article.authors} | {article.affiliation}"
        if n in matching:
            yield f"  - found: {_head(outcome.found[matching[n]])}"
    for n, got in enumerate(outcome.found):
        if n not in matching.values():
            yield f"- surplus: {_head(got)}"
    yield from _misplaced(outcome, matching)


def _head(article: Article) -> str:
    title = article.title if article.titled else f"({article.title})"
    return f"{title} | {article.authors} | {article.affiliation} | {article.doubts}"


def _misplaced(outcome: Outcome, matching: Matching) -> Iterator[str]:
    """Yield each stretch of text that is not in its article: which it is, and where it is put."""
    made = outcome.made
    strayed = wrong(made, place(outcome.found), matching)
    owners = {got: str(true) for true, got in matching.items()}
    for mark in made.marks:
        stretch = [at for at in range(mark.start, mark.end) if at in strayed]
        for where, run in groupby(stretch, key=strayed.__getitem__):
            places = list(run)
            text = made.page.text[places[0] : places[-1] + 1]
            to = "nowhere" if where is None else owners.get(where.article, "surplus")
            warned = ", warned" if where and where.warned else ""
            yield f"- {mark.strip.article} in {to}{warned}: {_abridged(text)}"


def _abridged(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:30]}…{text[-15:]} ({len(text)})"
