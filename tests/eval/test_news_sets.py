"""Questions on articles that are not shipped name them by number, and evidence by offsets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.news_sets import NewsSet, lay_out, measure, read_sets, texts_of
from eval.questions import load_questions

SETS = list(read_sets())
SIZES = {"news": 140, "pages": 140, "kinds": 100, "themes": 50}
"""How many questions a set has, by how its name begins."""
WriteSet = Callable[[dict[int, str], list[int], list[dict[str, Any]]], tuple[Path, Path]]
TEXT = "青河县新修了三座大桥,去年十月通车。县长赵明说,两岸的茶叶一小时就能运到省城。"


@pytest.mark.parametrize("found", SETS, ids=lambda found: found.name)
def test_every_set_is_whole(found: NewsSet, tmp_path: Path) -> None:
    texts = {number: {"text": "甲" * 6000} for number in found.over}
    lay_out(found, texts, tmp_path)
    questions = load_questions(tmp_path / "questions.jsonl")
    assert len(questions) == len(found.questions)
    assert len(questions) == SIZES[found.name.split("-")[0]]
    assert len({q.split for q in questions}) == 1
    sources = {path.name for path in (tmp_path / "articles").iterdir()}
    assert {e.source for q in questions for e in q.evidence} <= sources


def test_some_are_kept_for_figures_only() -> None:
    held = {one.name for one in SETS if one.questions[0]["split"] == "test"}
    assert held == {"kinds-3", "news-10", "news-13", "pages-2"}


@pytest.mark.slow
def test_a_set_is_laid_out_indexed_and_asked(write_set: WriteSet, tmp_path: Path) -> None:
    texts = {n: TEXT if n == 7 else "乙" for n in range(9)}
    question = {
        "id": "a-1", "split": "dev", "kind": "number", "question": "青河县新修了几座大桥?",
        "answerable": True, "points": [["三座"]], "evidence": [{"of": 7, "start": 0, "end": 10}],
    }  # fmt: skip
    news, sets = write_set(texts, [7], [question])
    (found,) = read_sets(sets)
    lay_out(found, texts_of([found], news)["a"], tmp_path / "a")
    (asked,) = load_questions(tmp_path / "a" / "questions.jsonl")
    assert asked.evidence[0].text == TEXT[:10]
    assert measure(tmp_path / "a")[:2] == ("a", "100.0 (20.7–100.0)")
