"""Keeps the product from getting worse unnoticed: compares it with the recorded levels.

    python -m eval.gate            compare; exit status 1 and the reasons where something fell
    python -m eval.gate --record   write ``eval/levels.json`` anew, to be reviewed like code

The packaged product, which is deterministic, answers the whole question set over the packaged
pages. Each measure is compared question by question with what was recorded. It has fallen if
the whole 95 % interval of the mean difference (paired bootstrap) lies on the bad side of 0, so
that other questions of the same making would have shown it too: four questions lost and none won
are a fall, three may be chance or the rounding of another processor. The comparison is with the
record, not with the last change: small falls add up until they show.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from eval.labels import MEASURES, SPLITS
from eval.levels import GATED, Levels, Outcomes, levels_of, read_levels, write_levels
from eval.metrics import bootstrap_interval
from eval.questions import DEFAULT_SET, load_questions
from eval.run import run
from eval.sets import Engine
from qa.errors import QAError


def falls(now: Levels, recorded: Levels) -> list[str]:
    """Return, in Chinese, what got worse by more than chance; nothing where all is well."""
    if now.questions != recorded.questions:
        return ["题集与记录时不同,无从比较。请核对题集的改动,再运行 python -m eval.gate --record。"]
    compared = (
        _fall(measure, split, now.outcomes[split], before)
        for split, before in recorded.outcomes.items()
        for measure in GATED
    )
    return [reason for reason in compared if reason]


def measure(engine: Engine) -> Levels:
    """Ask the whole set. Raises ``QAError`` where a question fails: nothing is left out here."""
    records = run(engine, load_questions(DEFAULT_SET))
    failed = [record.question.id for record in records if record.error]
    if failed:
        raise QAError(f"有问题答不出来,请先用 qa eval 查看:{'、'.join(failed)}。")
    return levels_of(records)


def measure_packaged() -> Levels:
    """Index the packaged pages in a temporary library and ask the whole set there."""
    from qa.service import index, open_service
    from qa.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        index(settings)
        service = open_service(settings)
        try:
            return measure(service)
        finally:
            service.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Compare or record; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description="守住评测水平")
    parser.add_argument("--record", action="store_true", help="把现在的水平记为新的标准")
    arguments = parser.parse_args(argv)
    try:
        now = measure_packaged()
    except QAError as error:
        sys.stderr.write(f"错误:{error}\n")
        return 1
    if arguments.record:
        write_levels(now)
        return 0
    if reasons := falls(now, read_levels()):
        sys.stderr.writelines(f"{reason}\n" for reason in reasons)
        return 1
    sys.stdout.write("各项都没有低于记录的水平。\n")
    return 0


def _fall(measure: str, split: str, now: Outcomes, before: Outcomes) -> str:
    """Say how a measure fell; empty where it did not. Held-out questions are not named."""
    pairs = _pairs(measure, now, before)
    differences = {name: given - then for name, (given, then) in pairs.items()}
    interval = bootstrap_interval(list(differences.values()))
    if interval is None or not _all_bad(measure, interval):
        return ""
    reached, level = (100 * fmean(pair[side] for pair in pairs.values()) for side in (0, 1))
    worse = [name for name, change in differences.items() if GATED[measure] * change < 0]
    named = f"变差的题:{'、'.join(worse)}" if split == "dev" else f"变差 {len(worse)} 题"
    low, high = (100 * end for end in interval)
    return (
        f"{SPLITS[split]}题的“{MEASURES[measure]}”变差:记录 {level:.1f}%,现在 {reached:.1f}%,"
        f"相差 {reached - level:+.1f}(95% 区间 {low:+.1f} 至 {high:+.1f}),不能归于偶然。{named}。"
    )


def _pairs(measure: str, now: Outcomes, before: Outcomes) -> dict[str, tuple[float, float]]:
    """What the questions to which a measure applies, then and now, give now and gave then."""
    place = list(GATED).index(measure)
    return {
        name: (given, then)
        for name in before
        if (given := now[name][place]) is not None and (then := before[name][place]) is not None
    }


def _all_bad(measure: str, interval: tuple[float, float]) -> bool:
    low, high = interval
    return high < 0 if GATED[measure] > 0 else low > 0


if __name__ == "__main__":
    sys.exit(main())
