"""Measures speed on this machine: indexing, start-up and answers.

    nice python -m eval.bench [QUESTIONS.jsonl]

Everything happens in a temporary library over the five packaged pages. A Markdown table goes to
standard output.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from eval.metrics import percentile
from eval.questions import DEFAULT_SET, Question, load_questions
from eval.run import run
from qa.errors import QAError
from qa.settings import load_settings

HELP_RUNS = 5
ASK_RUNS = 3


@dataclass(frozen=True, slots=True)
class Measurement:
    """How long something took, in seconds: the middle one of ``runs`` runs."""

    name: str
    seconds: float
    runs: int


def measure(questions: Sequence[Question], home: Path) -> Iterator[Measurement]:
    """Measure everything, one after the other, with a library in the empty folder ``home``.

    Raises ``QAError`` where a command or any of the answers fails.
    """
    environ = {**os.environ, "QA_HOME": str(home)}
    yield Measurement("建索引(五个版面,从零开始)", _command(["index"], environ), 1)
    asked = questions[0].question
    yield _repeated("qa --help", ["--help"], environ, HELP_RUNS)
    yield _repeated("qa ask(新进程,提一个问题)", ["ask", asked], environ, ASK_RUNS)
    warm = _warm(questions, environ)
    yield Measurement("回答一题(进程已就绪),中位数", median(warm), len(warm))
    yield Measurement("回答一题(进程已就绪),95% 分位", percentile(warm, 95) or 0.0, len(warm))


def markdown(measurements: Sequence[Measurement]) -> str:
    """The measurements as a Markdown table, with the machine they were made on."""
    rows = [f"| {m.name} | {_shown(m.seconds)} | {m.runs} |" for m in measurements]
    machine = f"{platform.machine()},{os.cpu_count()} 核,Python {platform.python_version()}"
    return "\n".join(
        ["| 项目 | 用时 | 次数 |", "|---|---:|---:|", *rows, "", f"机器:{machine}", ""]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the measurements and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="测量速度")
    parser.add_argument("questions", nargs="?", type=Path, default=DEFAULT_SET, help="问题集")
    arguments = parser.parse_args(argv)
    try:
        questions = load_questions(arguments.questions)
        with tempfile.TemporaryDirectory() as home:
            sys.stdout.write(markdown(list(measure(questions, Path(home)))))
    except QAError as error:
        sys.stderr.write(f"错误:{error}\n")
        return 1
    return 0


def _repeated(
    name: str, arguments: Sequence[str], environ: Mapping[str, str], runs: int
) -> Measurement:
    return Measurement(name, median(_command(arguments, environ) for _ in range(runs)), runs)


def _command(arguments: Sequence[str], environ: Mapping[str, str]) -> float:
    """Run ``qa`` in a process of its own; returns the wall time in seconds."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        env=dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        reason = done.stderr.strip() or f"退出状态 {done.returncode}"
        raise QAError(f"命令 qa {' '.join(arguments)} 失败,请先排除它的错误:{reason}")
    return seconds


def _warm(questions: Sequence[Question], environ: Mapping[str, str]) -> list[float]:
    """The time of each answer in seconds, after one that is not counted."""
    from qa.service import open_service

    service = open_service(load_settings(environ))
    try:
        service.ask(questions[0].question)
        records = run(service, questions)
    finally:
        service.close()
    failed = [record.question.id for record in records if record.error]
    if failed:
        raise QAError(f"有问题答不出来,用时不可信,请先用 qa eval 查看:{'、'.join(failed)}。")
    return [record.latency_ms / 1000 for record in records]


def _shown(seconds: float) -> str:
    return f"{seconds:.2f} 秒" if seconds >= 1 else f"{1000 * seconds:.1f} 毫秒"


if __name__ == "__main__":
    sys.exit(main())
