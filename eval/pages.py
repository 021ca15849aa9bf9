"""Reads newspaper pages made of real articles and reports how far the articles found are right.

    python -m eval.pages ARTICLES.jsonl.xz [--pages 500] [--seed N] [--mix newspaper] [--show K]

``ARTICLES`` holds one ``{"text": …}`` a line. Pages are made from the seeds N, N+1, …: 0–9999 are
for development; those from 10000 on are kept for reporting only and hold articles of the other
half of the file, so that no reported page shows an article that was seen before.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from eval.page_maker import half_of, make_page
from eval.page_mix import MIXES, NEWSPAPER, Mix
from eval.page_report import Outcome, show, table
from eval.page_score import score
from eval.page_stories import Story, read_stories
from eval.page_truth import MadePage
from qa.corpus.articles import articles
from qa.corpus.weights import Weights

PROCESSES = 2


def read(made: MadePage, weights: Weights | None = None) -> Outcome:
    """Find the articles of a made page, and score them."""
    started = time.perf_counter()
    found = articles(made.page, weights)
    return Outcome(made, found, score(made, found, time.perf_counter() - started))


def run(stories: Sequence[Story], seeds: Sequence[int], mix: Mix) -> Iterator[Outcome]:
    """Make and read the pages of the seeds, in their order, in two processes."""
    yield from read_all(make_page(stories, seed, mix) for seed in seeds)


def read_all(pages: Iterable[MadePage], weights: Weights | None = None) -> Iterator[Outcome]:
    """Read pages with the packaged weights or others, in their order, in two processes."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin) as pool:
        yield from pool.map(partial(read, weights=weights), pages)


def _begin() -> None:
    """Let each process use one core, and load the models before anything is timed."""
    os.environ["OMP_NUM_THREADS"] = "1"
    warm = "港口吞吐量再创新高\n\n周明\n\n港口去年完成吞吐量一亿吨,比上年增长一成,创历史新高。"
    from qa.corpus.read import blocks
    from qa.schema import Page

    articles(Page("warm.txt", warm, "utf-8", blocks(warm)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how well articles are found on pages.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="the first; from 10000 on: reporting")
    parser.add_argument("--mix", choices=MIXES, default=NEWSPAPER.name)
    parser.add_argument("--show", type=int, default=0, metavar="K", help="the K worst pages")
    return parser.parse_args()


def main() -> None:
    """Make the pages, read them, and print the tables."""
    arguments = _arguments()
    seeds = range(arguments.seed, arguments.seed + arguments.pages)
    stories = read_stories(arguments.articles, half_of(arguments.seed))
    outcomes = []
    for outcome in run(stories, seeds, MIXES[arguments.mix]):
        outcomes.append(outcome)
        sys.stderr.write(f"\r{len(outcomes)}/{len(seeds)}")
    sys.stderr.write("\n")
    title = f"{arguments.mix}, seeds {seeds.start}–{seeds.stop - 1}, {len(stories)} articles"
    sys.stdout.write(f"## {title}\n\n{table(outcomes)}\n{show(outcomes, arguments.show)}")


if __name__ == "__main__":
    main()
