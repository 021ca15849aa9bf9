"""How far indexing has come, and how long the rest will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """How far indexing has come. ``left`` is in seconds, ``None`` where it cannot be told.

    ``articles`` and ``chunks`` are those stored by this run; ``source`` is the file at hand,
    empty at the end.
    """

    files: int
    files_total: int
    articles: int
    chunks: int
    seconds: float
    left: float | None
    source: str


Progress = Callable[[Step], None]

_WINDOW = 12  # steps that tell the present pace


class Pace:
    """Time left, from the bytes that the last few steps got through."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._began = time.monotonic()
        self._last = deque([(self._began, 0)], maxlen=_WINDOW)

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began

    def skip(self, done: int) -> None:
        """Take no account of the bytes up to ``done``: an earlier run has stored them."""
        self._last.clear()
        self._last.append((time.monotonic(), done))

    def left(self, done: int) -> float | None:
        """Return the seconds that the bytes beyond ``done`` will take."""
        now = time.monotonic()
        began, before = self._last[0]
        self._last.append((now, done))
        if done <= before:
            return None
        return max(0.0, (self._total - done) * (now - began) / (done - before))
