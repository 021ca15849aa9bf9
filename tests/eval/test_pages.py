"""The command that makes pages, reads them and prints the figures."""

import json
import sys
from pathlib import Path

import pytest

from eval.pages import main
from qa.corpus.read import find_files, read_page
from qa.resources import folder


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """The texts of the five pages, four blocks an article."""
    blocks = [
        block.text
        for path, name in find_files([folder("seeds")])
        for block in read_page(path, name).blocks
        if len(block.text) > 150 and block.text.endswith("。")
    ]
    path = tmp_path / "articles.jsonl"
    texts = ["".join(blocks[i : i + 4])[:2900].rpartition("。")[0] + "。" for i in range(0, 80, 4)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


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
