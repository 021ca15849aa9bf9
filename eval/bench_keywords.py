"""Compare ways of keyword search over Chinese articles: tokens x engines.

    nice python -m eval.bench_keywords ARTICLES.jsonl.xz QUESTIONS.jsonl --work FOLDER

An article line is ``{"text"}``, a question line ``{"question", "answer", "docs"}``; an article's id
is its place in the file. It counts as right if it is among ``docs`` or its text holds the answer.
Every configuration runs in a process of its own, so that its peak memory is its own; what is done
stays in the work folder and is not done again. The table goes to standard output.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from eval.keyword_engines import ENGINES
from eval.metrics import bootstrap_interval
from qa.zh import bigrams, fold, runs, tokens

DEPTH = 10
CUTS = (1, 5, 10)
COMMON = 0.05  # "rare" queries drop tokens that more than this share of the articles hold
REFERENCE = "bigrams/tantivy"
_STOP = frozenset(
    "什么 多少 哪些 哪个 哪里 哪年 哪一 怎么 怎样 如何 为何 几个 是什 是多 是哪 有哪 有多 为多 "
    "在哪 么时 是谁 么是 了什 了多 什 哪 吗 呢".split()
)
_CONFIGURATIONS = (
    *(f"{name}/{engine}" for name in ("bigrams", "words", "both") for engine in ENGINES),
    *(f"{name}/fts5/rare" for name in ("bigrams", "words", "both")),
    "bigrams/tantivy/rare",
    "bigrams/tantivy/stop",
    "characters/tantivy",
    "ends/fts5",
    "ends-both/fts5",
    *(f"bigrams/bm25s/all/{k1}/{b}" for k1, b in ((0.9, 0.4), (1.2, 0.5), (1.2, 0.9), (2.0, 0.75))),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one configuration gave. Seconds, milliseconds, mebibytes; ``found`` by question."""

    name: str
    articles: int
    tokenise_s: float
    index_s: float
    query_ms: tuple[float, ...]
    peak_mib: float
    disk_mib: float
    found: tuple[tuple[int, ...], ...]


def words(text: str) -> list[str]:
    """Return the words that jieba finds, folded."""
    import jieba

    return [w for run in runs(text) for w in (jieba.lcut(run) if not run.isascii() else [run])]


def both(text: str) -> list[str]:
    """Return bigrams and those words that are longer than a bigram."""
    return bigrams(text) + [w for w in words(text) if len(w) > 2 and not w.isascii()]


def characters(text: str) -> list[str]:
    """Return bigrams and single ideographs."""
    return bigrams(text) + re.findall(r"[\u3400-\u9fff]", fold(text))


DOCUMENT_TOKENS: dict[str, Callable[[str], list[str]]] = {
    "bigrams": bigrams,
    "words": words,
    "both": both,
    "characters": characters,
    "ends": tokens,  # the product's: queries do without the ends
    "ends-both": tokens,
}
QUERY_TOKENS = DOCUMENT_TOKENS | {"ends": bigrams}


def read_texts(path: Path, limit: int | None) -> Iterator[str]:
    """Read the articles' texts; an article's id is its place in the file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            yield json.loads(line)["text"]


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Read the questions."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tokenise(texts: Iterator[str], questions: Sequence[str], name: str, work: Path) -> None:
    """Write the articles' tokens, and how many articles hold each token of the questions."""
    asked = {token for question in questions for token in QUERY_TOKENS[name](question)}
    frequency: Counter[str] = Counter()
    started, count = time.process_time(), 0
    unfinished = work / f"{name}.part"
    with unfinished.open("w", encoding="utf-8") as out:
        for text in texts:
            count += 1
            found = DOCUMENT_TOKENS[name](text)
            frequency.update(asked.intersection(found))
            out.write(" ".join(found) + "\n")
    seconds = time.process_time() - started
    about = {"seconds": seconds, "articles": count, "frequency": frequency}
    (work / f"{name}.json").write_text(json.dumps(about), encoding="utf-8")
    unfinished.rename(work / f"{name}.txt")


def query_tokens(question: str, name: str, kind: str, about: dict[str, Any]) -> list[str]:
    """Return a question's tokens: all, without stop tokens, or without common ones."""
    asked = list(dict.fromkeys(QUERY_TOKENS[name](question)))
    if kind == "stop":
        return [t for t in asked if t not in _STOP] or asked
    if kind == "rare":
        most = COMMON * about["articles"]
        return [t for t in asked if about["frequency"].get(t, 0) <= most] or asked
    return asked


def measure(configuration: str, questions: Sequence[str], work: Path) -> Result:
    """Index and search with one configuration, in this process."""
    name, engine_name, *rest = configuration.split("/")
    kind, *options = rest or ["all"]
    about = json.loads((work / f"{name}.json").read_text(encoding="utf-8"))
    folder = work / configuration.replace("/", "-")
    engine = ENGINES[engine_name](folder, *map(float, options))
    started = time.perf_counter()
    with (work / f"{name}.txt").open(encoding="utf-8") as lines:
        engine.build(line.rstrip("\n") for line in lines)
    index_s = time.perf_counter() - started
    found, took = [], []
    for asked in [query_tokens(q, name, kind, about) for q in questions]:
        started = time.perf_counter()
        found.append(tuple(engine.search(asked, DEPTH)))
        took.append(1000 * (time.perf_counter() - started))
    return Result(
        name=configuration,
        articles=about["articles"],
        tokenise_s=about["seconds"],
        index_s=index_s,
        query_ms=tuple(took),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        disk_mib=sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20,
        found=tuple(found),
    )


def recalls(
    found: Sequence[Sequence[int]],
    questions: Sequence[dict[str, Any]],
    texts: Sequence[str],
    k: int,
) -> list[int]:
    """Return by question whether one of the first ``k`` articles is right."""
    return [
        int(any(i in q["docs"] or q["answer"] in texts[i] for i in ids[:k]))
        for ids, q in zip(found, questions, strict=True)
    ]


def row(result: Result, right: dict[int, list[int]], reference: dict[int, list[int]]) -> str:
    """Return a result as a line of the table; differences are percentage points."""
    cells = [
        result.name,
        f"{result.articles:,}",
        f"{result.tokenise_s:.0f}",
        f"{result.index_s:.0f}",
    ]
    cuts = quantiles(result.query_ms, n=20)
    cells += [f"{cuts[9]:.1f} / {cuts[18]:.1f}", f"{result.peak_mib:.0f}", f"{result.disk_mib:.0f}"]
    for k in CUTS:
        differences = [a - b for a, b in zip(right[k], reference[k], strict=True)]
        low, high = bootstrap_interval(differences) or (0.0, 0.0)
        cells.append(f"{100 * fmean(right[k]):.1f} [{100 * low:+.1f}, {100 * high:+.1f}]")
    return "| " + " | ".join(cells) + " |"


def table(
    results: Sequence[Result], questions: Sequence[dict[str, Any]], texts: Sequence[str]
) -> str:
    """Return the Markdown table; intervals are of the difference from ``REFERENCE``."""
    head = "configuration | articles | tokens s | index s | query ms median / p95"
    head += " | peak MiB | disk MiB"
    head += "".join(f" | recall@{k} % [95 % of difference]" for k in CUTS)
    right = {r.name: {k: recalls(r.found, questions, texts, k) for k in CUTS} for r in results}
    reference = right.get(REFERENCE, right[results[0].name])
    lines = [f"| {head} |", "|---" * (head.count("|") + 1) + "|"]
    return "\n".join(lines + [row(r, right[r.name], reference) for r in results])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare ways of Chinese keyword search.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for what is done")
    parser.add_argument("--limit", type=int, help="the first so many articles only")
    parser.add_argument("--only", help="one configuration; writes its result, no table")
    return parser.parse_args()


def _result(configuration: str, arguments: argparse.Namespace) -> Result:
    """Read a configuration's result, after running it in a fresh process if there is none."""
    path = arguments.work / (configuration.replace("/", "-") + ".result.json")
    if not path.exists():
        again = [sys.executable, "-m", "eval.bench_keywords", *sys.argv[1:]]
        subprocess.run([*again, "--only", configuration], check=True)
    return Result(**json.loads(path.read_text(encoding="utf-8")))


def main() -> None:
    """Run what has not run yet, and write the table."""
    arguments = _arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    questions = read_questions(arguments.questions)
    asked = [q["question"] for q in questions]
    if arguments.only:
        name = arguments.only.split("/")[0]
        if not (arguments.work / f"{name}.txt").exists():
            tokenise(read_texts(arguments.articles, arguments.limit), asked, name, arguments.work)
        result = json.dumps(asdict(measure(arguments.only, asked, arguments.work)))
        path = arguments.work / (arguments.only.replace("/", "-") + ".result.json")
        path.write_text(result, encoding="utf-8")
        return
    results = [_result(configuration, arguments) for configuration in _CONFIGURATIONS]
    texts = list(read_texts(arguments.articles, arguments.limit))
    sys.stdout.write(table(results, questions, texts) + "\n")


if __name__ == "__main__":
    main()
