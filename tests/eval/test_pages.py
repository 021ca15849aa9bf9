"""The command that makes pages, reads them and prints the figures."""

import sys
from pathlib import Path

import pytest

from eval.pages import main


@pytest.mark.slow
def test_pages_are_made_read_and_reported(
    collection: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--pages", "2", "--mix", "plain", "--show", "1"]
    monkeypatch.setattr(sys, "argv", ["eval.pages", str(collection), *options])
    main()
    printed = capsys.readouterr().out
    assert printed.startswith("## plain, seeds 0–1, ")
    assert "2 pages, " in printed
    assert "| characters | " in printed
    assert printed.count("### Seed ") == 1
