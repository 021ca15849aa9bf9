"""What is checked while a document is read: its time and its length."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from qa.errors import SourceError
from qa.limits import Limits


class Deadline:
    """The time that is left for one document."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.seconds

    @property
    def left(self) -> float:
        """Seconds left, not below zero."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raise ``SourceError`` if the time is over."""
        if not self.left:
            raise self.error()

    def error(self) -> SourceError:
        """What to raise when the time is over."""
        return SourceError(
            f"读取“{self._source}”超过 {self._seconds:g} 秒,已停止,请检查文件或拆分后再试。"
        )


def megabytes(count: int) -> str:
    """Write a number of bytes as users read it."""
    return f"{count / 1e6:g} MB"


def check_length(chars: int, source: str, limits: Limits) -> None:
    """Raise ``SourceError`` if a document has more text than it may."""
    if chars > limits.text_chars:
        raise SourceError(f"文件“{source}”的文字超过 {limits.text_chars} 字,请拆分后再试。")


def check_depth(root: Iterable[Any], source: str, limits: Limits) -> None:
    """Raise ``SourceError`` if elements stand too deep within elements."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > limits.depth:
            raise SourceError(f"文件“{source}”的嵌套超过 {limits.depth} 层,不予读取,请检查来源。")
        waiting.extend((child, depth + 1) for child in element)
