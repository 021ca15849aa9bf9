"""What each group of signals is worth for finding the articles of a page: one left out at a time.

    nice python -m eval.ablate_pages ARTICLES.jsonl.xz [--fit-pages 200] [--pages 100] [--work DIR]

The weights are fitted anew without the group, on the same made pages of development seeds, and
other pages are read with them. Prints a Markdown table of the figures of ``eval.pages`` and what
leaving the group out changes, with the 95 % interval of the paired bootstrap over pages. Only
signals are left out: rules, such as what ``qa.corpus.joins`` joins, stay. ``--work`` keeps what was
read off the pages to fit on, for as long as neither the code nor the file of articles changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from eval.fit_pages import fit, read_examples
from eval.page_examples import Examples
from eval.page_maker import half_of, make_page
from eval.page_mix import NEWSPAPER
from eval.page_score import Score, total
from eval.page_stories import read_stories
from eval.pages import read_all
from qa.corpus.weights import Weights

_FLOW = ("flow", "above flow", "flow later")
_SEVERED = ("attested", "word", "word later", "above evidence")
_MARKS = ("quoted", "resumes", "out of the blue", "final", "space", "comma", "ends comma")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "sentence continuity": (
        *(*_FLOW, *_SEVERED, *_MARKS),
        *("goes on", "broken", "last open", "above open", "above goes on", "within"),
    ),
    "of these, the probe": _FLOW,
    "of these, cut words": _SEVERED,
    "of these, punctuation": _MARKS,
    "parallel enumeration": ("enumeration", "enumerated", "leads"),
    "lexical cohesion": (
        *("title below", "above covers", "below covers"),
        *("cover", "rival cover"),
    ),
    "embedding similarity": (
        *("near", "next near", "short near", "like", "above like", "below like"),
        *("title like above", "title like below", "belongs:title", "kin:title", "belongs:heading"),
        "rival like",
    ),
    "length": ("length", "short", "long", "title length"),
    "headings and furniture": (
        *("headed:heading", "bare:heading", "headings", "deck", "column", "furniture", "titled"),
        *("above heading", "below heading", "above deck", "below deck"),
        *("above furniture", "below furniture", "above caption", "below caption"),
        *("head", "given", "taken", "headless", "none given", "kicker", "series", "figure"),
    ),
    "bylines and credits": (
        *("byline", "byline due", "above byline", "below byline", "dated", "credited"),
        *("after credit", "credit due", "last credited", "above credit", "below credit"),
    ),
    "order on the page": (
        *("gap", "same", "latest", "switch", "empty", "none open", "articles", "known"),
        *("continued", "first", "last", "above text", "below text"),
        *("inside", "inside alone", "after", "after open", "elsewhere", "nearby"),
    ),
    "parts of speech": ("begins *", "ends *"),
}
"""What is left out together, as ``eval.fit_pages.fit`` names signals."""

MEASURES = ("characters", "join precision", "join recall", "headlines", "authors", "unwarned")
SEED = 5_000
"""The first page that is read; the weights are fitted on pages of smaller seeds."""

_RESAMPLES = 2_000
_CODE = Path(__file__).parents[1]


def ablate(
    found: Examples, articles: Path, seeds: Sequence[int], groups: Sequence[str]
) -> Iterator[tuple[str, list[Score]]]:
    """Yield the scores of the pages of the seeds: with all signals, and without each group."""
    stories = read_stories(articles, half_of(seeds[0]))
    pages = [make_page(stories, seed, NEWSPAPER) for seed in seeds]
    for group in ("", *groups):
        weights: Weights = fit(found, GROUPS[group] if group else ())
        sys.stderr.write(f"{group or 'all signals'}\n")
        yield group, [outcome.score for outcome in read_all(pages, weights)]


def table(rows: Sequence[tuple[str, Sequence[Score]]]) -> str:
    """Return the figures in per cent; the first row holds those of all signals."""
    whole = rows[0][1]
    lines = [f"| left out | {' | '.join(MEASURES)} | characters, change |"]
    lines += ["|---" * (len(MEASURES) + 2) + "|"]
    for group, scores in rows:
        figures = " | ".join(_percent(total(scores, measure).value) for measure in MEASURES)
        lines.append(f"| {group or 'nothing'} | {figures} | {_change(whole, scores, group)} |")
    return "\n".join(lines) + "\n"


def _change(whole: Sequence[Score], scores: Sequence[Score], group: str) -> str:
    if not group:
        return ""
    low, high = paired_interval(whole, scores, "characters")
    change = (total(scores, "characters").value or 0) - (total(whole, "characters").value or 0)
    return f"{100 * change:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"


def paired_interval(
    before: Sequence[Score], after: Sequence[Score], measure: str
) -> tuple[float, float]:
    """Return the 95 % interval of what a measure's total changes by, over the same pages.

    By the percentile bootstrap, as ``eval.page_score.interval``.
    """
    shares = np.array([[(s[measure].part, s[measure].whole) for s in x] for x in (before, after)])
    pages = shares.shape[1]
    chosen = np.random.default_rng(0).integers(pages, size=(_RESAMPLES, pages))
    sums = shares[:, chosen].sum(axis=2)
    values = sums[..., 0] / np.maximum(sums[..., 1], 1)
    low, high = np.percentile(values[1] - values[0], [2.5, 97.5])
    return float(low), float(high)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def known_examples(articles: Path, pages: int, work: Path | None) -> Examples:
    """Read the decisions on the pages to fit on, or take them from the ``work`` folder."""
    kept = work / f"examples-{pages}-{_version(articles)}.json" if work else None
    if kept and kept.exists():
        known = json.loads(kept.read_text("utf-8"))
        return Examples(**{model: [(e[0], e[1]) for e in known[model]] for model in known})
    found = read_examples(articles, pages)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def _version(articles: Path) -> str:
    """Return a digest of what the examples depend on."""
    code = [*(_CODE / "qa" / "corpus").glob("*.*"), *(_CODE / "eval").glob("*page*.py")]
    digest = hashlib.sha256(f"{articles.resolve()} {articles.stat().st_size}".encode())
    for path in sorted(code):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def main() -> None:
    """Fit, read and print the table."""
    parser = argparse.ArgumentParser(description="Measure what each group of signals is worth.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--fit-pages", type=int, default=200)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED, help="of the first page that is read")
    parser.add_argument("--groups", nargs="*", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--work", type=Path, help="keeps the examples")
    options = parser.parse_args()
    if options.fit_pages > options.seed:
        parser.error("the pages that are read must not be among those that are fitted on")
    found = known_examples(options.articles, options.fit_pages, options.work)
    seeds = range(options.seed, options.seed + options.pages)
    rows = list(ablate(found, options.articles, seeds, options.groups))
    title = f"fitted on {options.fit_pages} pages, read {len(seeds)} from seed {seeds.start}"
    sys.stdout.write(f"## {title}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
