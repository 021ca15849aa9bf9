"""Time left, from the pace of the last steps."""

from __future__ import annotations

import pytest

from qa.library import progress
from qa.library.progress import Pace, Step
from qa.terminal import progress_line


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_the_time_left_follows_the_bytes_done(clock: list[float]) -> None:
    pace = Pace(1000)
    assert pace.left(0) is None
    clock[0] += 10
    assert pace.left(200) == pytest.approx(40)  # 200 bytes in 10 s, 800 to go
    assert pace.seconds == 10


def test_what_an_earlier_run_has_stored_tells_nothing_of_the_pace(clock: list[float]) -> None:
    pace = Pace(10_000)
    pace.left(0)
    pace.skip(5000)
    clock[0] += 1
    assert pace.left(5100) == pytest.approx((5000 - 100) / 100)


def test_only_the_last_steps_tell_the_pace(clock: list[float]) -> None:
    pace = Pace(10_000)
    for step in range(1, 31):
        clock[0] += 1 if step > 10 else 100
        left = pace.left(100 * step)
    assert left == pytest.approx((10_000 - 3000) / 100)


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (Step(0, 5, 0, 0, 0.1, None, "a.txt"), "已完成 0/5 个文件,0 篇,a.txt"),
        (
            Step(3, 5, 1240, 9000, 35.4, 182, "news.jsonl"),
            "已完成 3/5 个文件,1,240 篇,约 35 篇/秒,还需约 3 分钟,news.jsonl",
        ),
        (Step(5, 5, 68221, 416000, 2000, 0, ""), "已完成 5/5 个文件,68,221 篇,约 34 篇/秒"),
        (
            Step(0, 1, 10, 60, 1, 9000, "x.txt"),
            "已完成 0/1 个文件,10 篇,约 10 篇/秒,还需约 2.5 小时,x.txt",
        ),
    ],
)
def test_progress_is_one_line(step: Step, line: str) -> None:
    assert progress_line(step) == line
