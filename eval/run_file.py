"""A run as a file: a line with its configuration, then a line for each question asked.

A line is written as soon as its question is answered, so that a run that was stopped goes on
where it stopped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.configuration import MACHINE, Configuration
from eval.score import Record
from qa.errors import QuestionError, SourceError


@dataclass(frozen=True, slots=True)
class Run:
    """A run as read back."""

    configuration: Configuration
    records: tuple[Record, ...]


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


def record_line(record: Record) -> str:
    """Return a record as a line of JSON."""
    return _adapter().dump_json(record).decode() + "\n"


def read_run(path: Path) -> Run:
    """Read a run; a last line that was cut off, even inside a character, is left out.

    Raises ``SourceError`` where the file cannot be read and ``QuestionError`` where it is no run.
    """
    try:
        written = path.read_bytes()
    except OSError as error:
        raise SourceError(f"读不到评测结果 {path},请检查路径和权限。") from error
    try:
        first, *lines = written[: _whole(written)].decode().removesuffix("\n").split("\n")
        found: Any = json.loads(first)
        configuration: Configuration = found["configuration"]
        return Run(configuration, tuple(_records(lines)))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise QuestionError(f"{path} 不是 qa eval --json 写的评测结果,请另选文件。") from error


def _records(lines: Iterable[str]) -> Iterable[Record]:
    return (_adapter().validate_json(line) for line in lines)


def resume(path: Path, configuration: Configuration) -> list[Record]:
    """Return what a run has answered so far, and leave its file ready for more.

    A file that is not there or empty is begun. Raises ``QuestionError`` where the file holds a
    run of another configuration, and as ``read_run``.
    """
    if not path.exists() or not path.stat().st_size:
        _add(path, json.dumps({"configuration": configuration}, ensure_ascii=False) + "\n")
        return []
    run = read_run(path)
    if _lasting(run.configuration) != _lasting(configuration):
        differing = sorted(
            key
            for key in {*run.configuration, *configuration} - {MACHINE}
            if run.configuration.get(key) != configuration.get(key)
        )
        raise QuestionError(
            f"{path} 里的评测是在别的条件下做的({'、'.join(differing)} 不同),"
            "不能接着做,请另写一个文件。"
        )
    try:
        os.truncate(path, _whole(path.read_bytes()))
    except OSError as error:
        raise _unwritable(path) from error
    return list(run.records)


def append(path: Path, record: Record) -> None:
    """Write one more record. Raises ``SourceError``."""
    _add(path, record_line(record))


def _lasting(configuration: Configuration) -> Configuration:
    return {key: value for key, value in configuration.items() if key != MACHINE}


def _whole(written: bytes) -> int:
    """How many bytes of a file are whole lines."""
    return written.rfind(b"\n") + 1


def _add(path: Path, line: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise _unwritable(path) from error


def _unwritable(path: Path) -> SourceError:
    return SourceError(f"写不了文件 {path},请检查文件夹是否存在、有没有权限。")
