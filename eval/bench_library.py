"""Measures the library at size: indexing, memory, disk, opening, searching, alone and with many.

    nice python -m eval.bench_library ARTICLES.jsonl[.xz] --work FOLDER [--sizes 1000,10000,all]
        [--chroma-url http://127.0.0.1:8000]

Each size is a collection of its own, the first so many lines of the file, indexed in a process of
its own by the product's own way. What is done stays in the work folder and is not done again; a
run that was stopped goes on. The queries are pieces of the articles themselves, spread evenly.
A Markdown table goes to standard output. Times are wall times: leave the machine alone.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from eval.metrics import percentile
from qa.settings import Settings, load_settings

QUERIES, QUERY_CHARS = 200, 20
CLIENTS, CLIENT_SECONDS = 8, 20.0
DEPTH = 10
PARTS = {"catalogue": "catalogue.sqlite*", "keywords": "keywords/*", "vectors": "vectors/**/*"}
SEARCHES = ("embedding", "keywords", "vectors", "hybrid")

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """A collection of one size and where it lives; ``count`` is ``None`` for the whole file."""

    name: str
    count: int | None
    folder: Path
    chroma_url: str

    @property
    def settings(self) -> Settings:
        """The product's settings for it."""
        home = self.folder / "home"
        return load_settings({"QA_HOME": str(home), "QA_CHROMA_URL": self.chroma_url})

    @property
    def articles(self) -> Path:
        """The file that is indexed."""
        return self.folder / "articles" / "articles.jsonl"


def lines(path: Path, count: int | None) -> Iterator[str]:
    """Yield the first ``count`` lines of a file, packed by xz or not."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from islice(file, count)


def build(size: Size, source: Path) -> Result:
    """Index; returns the pace of this run, peak memory (MiB) and what is on disk (MiB)."""
    from qa.service import index

    if not size.articles.exists():
        size.articles.parent.mkdir(parents=True, exist_ok=True)
        size.articles.write_text("".join(lines(source, size.count)), "utf-8")
    marks = [(0, 0.0)]
    report = index(
        size.settings,
        [size.articles.parent],
        lambda step: marks.append((step.articles, step.seconds)),
    )
    marks = [a for a, b in pairwise([*marks, (-1, 0.0)]) if a[0] != b[0]]
    return {
        "articles": report.articles,
        "chunks": report.chunks,
        "seconds": marks[-1][1],
        "pace": marks[-1][0] / marks[-1][1] if marks[-1][1] else 0.0,
        "pace_first": pace(marks, 0.0, 0.1),
        "pace_last": pace(marks, 0.9, 1.0),
        "peak_mib": peak_mib(),
        "disk_mib": {part: disk_mib(size.settings.home, glob) for part, glob in PARTS.items()},
    }


def pace(marks: Sequence[tuple[int, float]], low: float, high: float) -> float:
    """Return articles a second between two shares of all articles, interpolated.

    ``marks`` are (articles done, seconds since the beginning), both rising.
    """
    total = marks[-1][0]
    taken = _seconds(marks, high * total) - _seconds(marks, low * total)
    return (high - low) * total / taken if taken else 0.0


def _seconds(marks: Sequence[tuple[int, float]], articles: float) -> float:
    for (a, s), (b, t) in pairwise(marks):
        if articles <= b:
            return s + (t - s) * (articles - a) / (b - a)
    return marks[-1][1]


def peak_mib() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def disk_mib(home: Path, pattern: str) -> float:
    """Return what the files take up."""
    return sum(f.stat().st_size for f in home.glob(pattern) if f.is_file()) / 2**20


def search(size: Size) -> Result:
    """Open the collection and search it; returns seconds to open and milliseconds by search."""
    from qa.library.store import open_library
    from qa.models.embedding import load_embedder
    from qa.retrieval.hybrid import HybridRetriever

    embedder = load_embedder()
    started = time.perf_counter()
    library = open_library(size.settings.home, embedder.identity, size.chroma_url)
    opening = time.perf_counter() - started
    retriever = HybridRetriever(library=library, encoder=embedder)
    asked = queries(size)
    vectors = [embedder.encode_query(query) for query in asked]
    retriever.hits(asked[0], DEPTH)
    taken = {
        "embedding": times(embedder.encode_query, asked),
        "keywords": times(lambda query: library.search_keywords(query, 50), asked),
        "vectors": times(lambda vector: library.search_vectors(vector, 50), vectors),
        "hybrid": times(lambda query: retriever.hits(query, DEPTH), asked),
    }
    done = sustained(lambda query: retriever.hits(query, DEPTH), asked)
    library.close()
    return {"opening_s": opening, "ms": taken, "per_second": done, "search_mib": peak_mib()}


def queries(size: Size) -> list[str]:
    """Return pieces from the middle of articles spread evenly over the collection."""
    texts = [json.loads(line)["text"] for line in lines(size.articles, None)]
    chosen = texts[:: max(1, len(texts) // QUERIES)][:QUERIES]
    return [text[len(text) // 2 :][:QUERY_CHARS] for text in chosen]


def times(search_for: Callable[[Any], object], asked: Sequence[Any]) -> list[float]:
    """Return the milliseconds of each call, one after the other."""
    marks = [time.perf_counter()]
    for query in asked:
        search_for(query)
        marks.append(time.perf_counter())
    return [1000 * (b - a) for a, b in pairwise(marks)]


def sustained(search_for: Callable[[str], object], asked: Sequence[str]) -> float:
    """Return how many searches a second ``CLIENTS`` threads get done together."""
    end = time.perf_counter() + CLIENT_SECONDS

    def client(first: int) -> int:
        done = 0
        while time.perf_counter() < end:
            search_for(asked[(first + done) % len(asked)])
            done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(client, range(0, CLIENTS * 25, 25))) / CLIENT_SECONDS


def exponent(smaller: float, larger: float, n: int, m: int) -> float:
    """Return the power of the size that a figure grows with, from size ``n`` to ``m``."""
    return math.log(larger / smaller) / math.log(m / n)


def table(results: Sequence[Result]) -> str:
    """Return the Markdown table, a column a size, a row a figure."""
    heads = [f"{r['articles']:,} articles, {r['chunks']:,} chunks" for r in results]
    rows = [
        ("articles/s", [f"{r['pace']:.1f}" for r in results]),
        ("first / last tenth", [f"{r['pace_first']:.1f} / {r['pace_last']:.1f}" for r in results]),
        ("peak MiB indexing / searching", [_two(r, "peak_mib", "search_mib") for r in results]),
        *((f"{part} MiB", [f"{r['disk_mib'][part]:.0f}" for r in results]) for part in PARTS),
        ("opening s", [f"{r['opening_s']:.2f}" for r in results]),
        *((f"{name} ms, median / p95", [_latency(r, name) for r in results]) for name in SEARCHES),
        (
            "hybrid grows with size to the power of",
            ["", *(_growth(*both) for both in pairwise(results))],
        ),
        (f"searches/s, {CLIENTS} clients", [f"{r['per_second']:.0f}" for r in results]),
    ]
    head = f"| | {' | '.join(heads)} |\n{'|---' * (len(heads) + 1)}|\n"
    return head + "\n".join(f"| {' | '.join([name, *cells])} |" for name, cells in rows)


def _two(result: Result, first: str, second: str) -> str:
    return f"{result[first]:.0f} / {result[second]:.0f}"


def _latency(result: Result, name: str) -> str:
    return " / ".join(f"{percentile(result['ms'][name], p):.1f}" for p in (50, 95))


def _growth(one: Result, other: Result) -> str:
    smaller, larger = (median(r["ms"]["hybrid"]) for r in (one, other))
    return f"{exponent(smaller, larger, one['articles'], other['articles']):.2f}"


def _result(size: Size, stage: str) -> Result:
    """Read what a stage gave, after running it in a fresh process if that is not done."""
    path = size.folder / f"{stage}.json"
    if not path.exists():
        again = [sys.executable, "-m", "eval.bench_library", *sys.argv[1:]]
        subprocess.run([*again, "--only", f"{size.name}/{stage}"], check=True)
    result: Result = json.loads(path.read_text("utf-8"))
    return result


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the library at size.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for what is done")
    parser.add_argument("--sizes", default="1000,10000,all", help="numbers of articles, or all")
    parser.add_argument("--chroma-url", default="", help="a Chroma server instead of files")
    parser.add_argument("--only", help="SIZE/build or SIZE/search; writes its result, no table")
    return parser.parse_args()


def main() -> None:
    """Run what has not run yet, and write the table."""
    given = _arguments()
    sizes = {
        name: Size(
            name,
            None if name == "all" else int(name),
            given.work.resolve() / name,
            given.chroma_url,
        )
        for name in given.sizes.split(",")
    }
    if given.only:
        name, stage = given.only.split("/")
        done = build(sizes[name], given.articles) if stage == "build" else search(sizes[name])
        (sizes[name].folder / f"{stage}.json").write_text(json.dumps(done), "utf-8")
        return
    results = [_result(size, "build") | _result(size, "search") for size in sizes.values()]
    sys.stdout.write(table(results) + "\n")


if __name__ == "__main__":
    main()
