"""What becomes of each file: indexed, unfinished or failed, why, and when it is tried again."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from qa.library import planning
from qa.limits import Limits

from .conftest import HARBOUR, ORCHARD, Run, lines

Write = Callable[..., Path]


def test_an_untouched_file_is_not_even_opened(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    run.index()
    read = path.stat().st_atime_ns
    os.utime(path, ns=(1, path.stat().st_mtime_ns))
    run.index()
    assert path.stat().st_atime_ns == 1 != read
    os.utime(path)  # another time, the same bytes
    assert (run.index().unchanged, run.file("a.txt").mtime) == (1, path.stat().st_mtime_ns)


def test_each_file_has_a_state_and_a_failed_one_waits_for_a_change_or_for_retry(
    run: Run, write: Write
) -> None:
    (run.pages / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 5)
    write(run.pages / "good.txt", ORCHARD)
    run.index()
    bad, good = run.file("bad.txt"), run.file("good.txt")
    assert (good.state, good.reason, good.encoding, good.attempts) == ("indexed", "", "utf-8", 1)
    assert (bad.state, bad.reason.endswith("。"), bad.attempts) == ("failed", True, 1)
    assert datetime.fromisoformat(bad.at).tzinfo is not None
    assert [source for source, _ in run.index().failed] == ["bad.txt"]
    assert run.file("bad.txt").attempts == 1  # not tried again
    run.index(retry=True)
    assert run.file("bad.txt").attempts == 2
    write(run.pages / "bad.txt", HARBOUR)
    assert run.index().failed == ()
    assert (run.file("bad.txt").state, run.file("bad.txt").attempts) == ("indexed", 1)


def test_what_was_stored_stays_while_its_file_cannot_be_read(run: Run, write: Write) -> None:
    path = write(run.pages / "a.txt", HARBOUR)
    whole = path.read_bytes()
    run.index()
    path.write_bytes(b"")  # as while it is being copied
    ((_, reason),) = run.index().failed
    assert "仍保留" in reason
    assert run.found(HARBOUR) == [HARBOUR]
    run.embedded.clear()
    path.write_bytes(whole)
    assert (run.index().failed, run.embedded) == ((), [])


def test_of_a_file_that_is_damaged_half_way_what_came_before_is_kept_until_it_is_whole(
    run: Run,
) -> None:
    whole = gzip.compress(lines(100).encode(), mtime=0)
    path = run.pages / "news.jsonl.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    ((_, reason),) = run.index().failed
    kept = run.library.article_count()
    assert ("仍保留" in reason, 0 < kept < 100) == (True, True)
    run.embedded.clear()
    path.write_bytes(whole)
    assert (run.index().articles, len(run.embedded)) == (100, 100 - kept)


def test_a_newer_parser_reads_every_file_again_and_embeds_no_text_again(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(run.pages / "a.txt", HARBOUR)
    run.index()
    run.embedded.clear()
    monkeypatch.setattr(planning, "PARSER_VERSION", "next")
    assert (run.index().added, run.file("a.txt").parser) == (1, "next")
    assert run.index().unchanged == 1
    assert run.embedded == []


def test_a_file_beyond_the_limit_is_taken_in_once_the_limit_is_raised(
    run: Run, write: Write
) -> None:
    write(run.pages / "a.txt", HARBOUR)
    assert [source for source, _ in run.index(Limits(file_bytes=20)).failed] == ["a.txt"]
    report = run.index()
    assert (report.failed, report.articles) == ((), 1)


def test_a_file_that_is_no_text_is_reported_and_harms_nothing_else(run: Run, write: Write) -> None:
    (run.pages / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 5)
    write(run.pages / "b.txt", ORCHARD)
    (run.pages / "c.txt").write_bytes(b"")
    report = run.index()
    assert [source for source, _ in report.failed] == ["a.txt", "c.txt"]
    assert all(reason.endswith("。") for _, reason in report.failed)
    assert run.found(ORCHARD) == [ORCHARD]
    assert run.index().failed == report.failed  # said again until it is mended
