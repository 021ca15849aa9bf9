"""What the README says is true today."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from eval.readme import README, put, session
from qa.settings import CONFIG, Settings

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_session_is_what_the_commands_print(indexed_home: Path) -> None:
    assert put(TEXT, "session", session(indexed_home)) == TEXT


def test_every_command_of_the_readme_exists_and_none_is_left_out() -> None:
    shown = set(re.findall(r"^\| `qa (\w+)", TEXT, flags=re.MULTILINE))
    listed = subprocess.run(
        [sys.executable, "-m", "qa", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert shown == set(re.findall(r"^    (\w+) ", listed, flags=re.MULTILINE))


def test_every_setting_is_described() -> None:
    described = set(re.findall(r"`(QA_[A-Z_]+)`", TEXT))
    assert described == {f"QA_{name.upper()}" for name in Settings.model_fields} | {CONFIG}


def test_every_path_that_is_named_exists() -> None:
    for path in re.findall(r"`((?:qa|eval|prompts|seeds|tests)/[\w./]*)`", TEXT):
        assert (README.parent / path).exists(), path
