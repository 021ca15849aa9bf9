"""Small files in each form, made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

BRIDGE = "云阳大桥去年十月通车,全长1200米。大桥由省建工集团承建,总投资3.6亿元。"
SCHOOL = "青河县今年新建学校五所。全县共有教师2310名,其中乡村教师占六成。"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write objects to a file, one a line, or a single value as one JSON text."""

    def write_file(*objects: object, whole: bool = False) -> Path:
        path = tmp_path / "any-name.txt"
        lines = [json.dumps(found, ensure_ascii=False) for found in objects]
        path.write_text(lines[0] if whole else "\n".join(lines), encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def squad() -> dict[str, object]:
    """SQuAD 2: two passages under one headline, the last question without an answer."""
    return {
        "version": "v2.0",
        "data": [
            {
                "title": "大桥",
                "paragraphs": [
                    {
                        "context": BRIDGE,
                        "qas": [
                            {
                                "id": "b1",
                                "question": "云阳大桥全长多少米?",
                                "answers": [
                                    {"text": "1200米", "answer_start": BRIDGE.index("1200")},
                                    {"text": "1200", "answer_start": BRIDGE.index("1200")},
                                ],
                            }
                        ],
                    },
                    {
                        "context": SCHOOL,
                        "qas": [
                            {
                                "id": "s1",
                                "question": "青河县有多少所医院?",
                                "answers": [],
                                "is_impossible": True,
                            }
                        ],
                    },
                ],
            }
        ],
    }


@pytest.fixture
def rgb() -> dict[str, object]:
    """An RGB line: two passages that answer, four that do not."""
    return {
        "id": 7,
        "query": "云阳大桥全长多少米?",
        "answer": [["1200米", "一千二百米"]],
        "positive": [BRIDGE, "记者看到,云阳大桥全长1200米,横跨长江。"],
        "negative": [SCHOOL, "城南公园免费开放。", "县医院新添设备三台。", "今年小麦丰收。"],
    }
