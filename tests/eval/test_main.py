import json
from pathlib import Path

import pytest

from eval.questions import DEFAULT_SET
from eval.run import configuration, main
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
    content = json.loads(json_file.read_text(encoding="utf-8"))
    assert [record["error"] for record in content["records"]] == ["", "", ""]
    assert "# 评测报告" in report_file.read_text(encoding="utf-8")


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
    config = configuration(DEFAULT_SET, settings)
    assert config["chat_model"] == "openai:m"
    assert "geheim" not in json.dumps(config)
