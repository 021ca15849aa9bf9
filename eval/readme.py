"""Writes what the README shows of the running product: the session and the figures.

    python -m eval.readme

Everything is run in a temporary library over the five pages and put between the marks
``<!-- session -->`` and ``<!-- figures -->``. ``tests/test_readme.py`` checks the session.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
SESSION = (
    "巫溪文旅产业到2026年想占到GDP的多少?",
    "《充分释放基层治理效能》是谁写的?",
    "巫溪县有多少张病床?",
)
HELD_OUT = Path(__file__).with_name("questions_test.jsonl")
_ROWS = (
    ("right", "answered rightly, or rightly refused"),
    ("points", "points of the answer found (answerable)"),
    ("citation_precision", "citations that hold the evidence"),
    ("attribution", "citations with the right author"),
    ("recall_1", "evidence among the first 1 found"),
    ("recall_5", "… the first 5"),
    ("recall_10", "… the first 10"),
)


def session(home: Path) -> str:
    """Return a terminal session as a Markdown block; ``home`` must hold an index."""
    lines = []
    for question in SESSION:
        lines += [f"$ qa ask '{question}'", _qa(home, "ask", question), ""]
    return "\n".join(["```", *lines[:-1], "```"])


def figures(home: Path) -> str:
    """Return the figures on the development and the held-out questions, and the speed."""
    summaries = [_summary(home, *arguments) for arguments in ([], ["--set", str(HELD_OUT)])]
    bench = subprocess.run(
        [sys.executable, "-m", "eval.bench"], check=True, capture_output=True, text=True
    )
    return "\n".join([*_table(*summaries), "", bench.stdout.strip()])


def _summary(home: Path, *arguments: str) -> dict[str, dict[str, float]]:
    target = home / "figures.json"
    _qa(home, "eval", *arguments, "--json", str(target))
    return dict(json.loads(target.read_text(encoding="utf-8"))["summary"])


def _table(dev: dict[str, dict[str, float]], test: dict[str, dict[str, float]]) -> Iterator[str]:
    yield "`python -m eval.readme`, from `qa eval` and `qa eval --set eval/questions_test.jsonl`:"
    yield ""
    counts = [summary["overall"]["n"] for summary in (dev, test)]
    yield f"| % | development ({counts[0]} questions) | held out ({counts[1]}) |"
    yield "|---|---:|---:|"
    for key, name in _ROWS:
        yield f"| {name} | {_cell(dev, key)} | {_cell(test, key)} |"
    for key, name in (("recall", "unanswerable, refused"), ("false_rate", "answerable, refused")):
        yield f"| {name} | {_percent(dev['refusals'][key])} | {_percent(test['refusals'][key])} |"


def _cell(summary: dict[str, dict[str, float]], key: str) -> str:
    figure: dict[str, float] = summary["overall"]["figures"][key]  # type: ignore[index]
    return _percent(figure["value"])


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _qa(home: Path, *arguments: str) -> str:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("QA_")}
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        env={**environ, "QA_HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def put(text: str, mark: str, content: str) -> str:
    """Return ``text`` with what stands between a pair of marks replaced."""
    pattern = rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{content}\n{m[2]}", text, flags=re.DOTALL)


def main() -> None:
    """Run everything and rewrite the README."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _qa(home, "index")
        text = put(README.read_text(encoding="utf-8"), "session", session(home))
        text = put(text, "figures", figures(home))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
