"""The package builds, carries everything it needs, and its code keeps the house rules."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {"qa", "prompts", "seeds", "eval", "tests", "pyproject.toml", "README.md"}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()


def test_the_top_level_is_what_was_laid_down() -> None:
    visible = {name.split("/")[0] for name in tracked() if not name.startswith(".")}
    assert visible == TOP_LEVEL


def test_the_wheel_carries_prompts_models_pages_and_questions(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"qa/_data/seeds/{path.name}" for path in (ROOT / "seeds").iterdir()}
    expected |= {f"qa/_data/prompts/{path.name}" for path in (ROOT / "prompts").iterdir()}
    expected |= {
        "qa/models/embedder/model.safetensors",
        "qa/models/reader/model.safetensors",
        "qa/answering/reading/support.json",
        "qa/web/window.css",
        "eval/questions.jsonl",
        "eval/html/template.html",
    }
    assert expected <= names


@pytest.mark.parametrize(
    "command", [["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"]], ids=" ".join
)
def test_formatter_linter_and_type_checker_agree(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
