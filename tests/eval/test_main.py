import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.configuration import configuration
from eval.questions import DEFAULT_SET
from eval.run import main
from eval.run_file import read_run
from qa import service
from qa.errors import NoIndexError, SourceError
from qa.settings import Settings, load_settings


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("library")
    service.index(load_settings({"QA_HOME": str(home)}))
    return home


@pytest.fixture
def three_questions(tmp_path: Path) -> Path:
    path = tmp_path / "three.jsonl"
    lines = DEFAULT_SET.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:3]), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_run_prints_the_table_and_writes_json_and_report(
    indexed: Path,
    three_questions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QA_HOME", str(indexed))
    json_file, report_file = tmp_path / "run.json", tmp_path / "run.md"
    assert main(three_questions, json_file, report_file) == 0
    assert "全部" in capsys.readouterr().out
    kept = read_run(json_file)
    assert [record.error for record in kept.records] == ["", "", ""]
    assert set(kept.configuration["models_sha256"]) == {"embedder", "reader", "continuation"}
    assert "# 评测报告" in report_file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_run_cut_short_and_gone_on_with_is_the_run_that_was_not(
    indexed: Path, three_questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_HOME", str(indexed))
    whole, cut, page = (tmp_path / name for name in ("whole.jsonl", "cut.jsonl", "page.html"))
    assert main(three_questions, whole) == 0
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    cut.write_text("".join(lines[:2]) + lines[2][:50], encoding="utf-8")
    assert main(three_questions, cut, page, whole) == 0
    timeless = [
        [replace(record, latency_ms=0.0) for record in read_run(path).records]
        for path in (whole, cut)
    ]
    assert timeless[0] == timeless[1]
    assert "与另一次评测比较" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_file_that_cannot_be_written_is_a_clear_message(
    indexed: Path, three_questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_HOME", str(indexed))
    with pytest.raises(SourceError, match="写不了文件"):
        main(three_questions, tmp_path / "no" / "such" / "folder.json")


def test_without_an_index_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "empty"))
    with pytest.raises(NoIndexError):
        main()


def test_the_configuration_beside_the_figures_holds_no_key() -> None:
    settings = Settings.model_validate({"chat_model": "openai:m", "chat_api_key": "geheim"})
    config = configuration(DEFAULT_SET, settings, "index")
    assert config["settings"]["chat_model"] == "openai:m"
    assert "geheim" not in json.dumps(config)
