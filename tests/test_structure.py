"""The shape of the code: what may import what, and how large a file may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 280

# What each part may import, besides itself. The data flow one way, and so do the imports.
BASE = {"errors", "schema", "serialised", "limits", "settings", "zh", "words", "texts", "resources"}
ALLOWED = {
    "models": BASE,
    "corpus": BASE | {"models"},
    "library": BASE | {"corpus", "models"},
    "retrieval": BASE | {"corpus", "models", "library"},
    "answering": BASE | {"corpus", "models", "library", "retrieval"},
    "service": BASE | {"corpus", "models", "library", "retrieval", "answering"},
}
SETTINGS_READERS = {"service", "cli", "doctor", "web"}

# Heavy libraries, and the files that may import them at all.
HEAVY = {
    "chromadb": {"qa/library/vectors.py"},
    "sentence_transformers": {"qa/models/embedding.py"},
    "langchain": {"qa/answering/generate.py"},
    "langchain_openai": set(),
    "openai": {"qa/answering/generate.py"},
    "opencc": {"qa/zh.py"},
    "jieba": {"qa/words.py"},
}


def python_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def part(file: Path) -> str:
    """``corpus`` for qa/corpus/read.py, ``cli`` for qa/cli.py."""
    return file.relative_to(ROOT / "qa").with_suffix("").parts[0]


def imported(file: Path) -> Iterator[tuple[str, bool]]:
    """Every module that is imported, and whether only within a function or for types."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    at_once = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            lazy = id(node) not in at_once
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "qa" else []
            yield from ((name, lazy) for name in names or [node.module])


FILES = python_files("qa")


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_a_part_imports_only_from_those_above_it(file: Path) -> None:
    own = part(file)
    used = {name.split(".")[1] for name, _ in imported(file) if name.startswith("qa.")} - {own}
    if own in BASE:
        assert used <= BASE
    elif own in ALLOWED:
        assert used <= ALLOWED[own]


def test_the_folders_of_answering_do_not_import_in_circles() -> None:
    answering = ROOT / "qa" / "answering"
    graph = {
        folder.name: {
            name.split(".")[2]
            for file in folder.glob("*.py")
            for name, _ in imported(file)
            if name.startswith("qa.answering.") and name.split(".")[2] != folder.name
        }
        for folder in answering.iterdir()
        if (folder / "__init__.py").exists()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_only_the_outermost_parts_see_the_settings(file: Path) -> None:
    if part(file) not in SETTINGS_READERS | {"settings"}:
        assert "qa.settings" not in {name for name, _ in imported(file)}


def test_the_product_imports_the_evaluation_only_for_its_command() -> None:
    users = {
        str(file.relative_to(ROOT))
        for file in FILES
        if any(name.split(".")[0] == "eval" for name, _ in imported(file))
    }
    assert users <= {"qa/cli.py"}


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_is_imported_in_its_one_module(library: str) -> None:
    users = {
        str(file.relative_to(ROOT))
        for file in FILES
        if any(name.split(".")[0] == library for name, _ in imported(file))
    }
    assert users <= HEAVY[library]


@pytest.mark.parametrize(("library", "home"), [("torch", "models"), ("gradio", "web")])
def test_a_heavy_library_is_imported_in_its_one_folder(library: str, home: str) -> None:
    users = {
        part(file)
        for file in FILES
        if any(name.split(".")[0] == library for name, _ in imported(file))
    }
    assert users == {home}


def test_the_command_line_imports_nothing_heavy_until_a_command_runs() -> None:
    at_once = {name for name, lazy in imported(ROOT / "qa" / "cli.py") if not lazy}
    assert {name for name in at_once if name.startswith("qa")} == {"qa.errors"}


@pytest.mark.parametrize("file", python_files("qa", "eval"), ids=lambda f: str(f.relative_to(ROOT)))
def test_no_file_is_longer_than_one_can_read(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_prompt_is_used() -> None:
    used = {
        argument.value
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "prompt"
        and isinstance(argument := node.args[0], ast.Constant)
    }
    assert used == {path.stem for path in (ROOT / "prompts").glob("*.md")}
