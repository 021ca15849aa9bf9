from pathlib import Path

import pytest

from eval.bench import Measurement, main, markdown


def test_the_table_shows_seconds_or_milliseconds() -> None:
    table = markdown([Measurement("建索引", 12.5, 1), Measurement("回答一题", 0.0482, 80)])
    assert "| 建索引 | 12.50 秒 | 1 |" in table
    assert "| 回答一题 | 48.2 毫秒 | 80 |" in table


def test_a_missing_question_file_is_a_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 1
    assert "读不到问题集" in capsys.readouterr().err
