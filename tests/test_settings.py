"""Settings come from the environment, then from a TOML file; what is not known is an error."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from qa.errors import SettingsError
from qa.limits import Limits
from qa.settings import Settings, load_settings


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "qa.toml"
    path.write_text('home = "/from/file"\nquestion_limit = 80\n', encoding="utf-8")
    return path


def test_the_defaults_need_no_network_and_no_other_model() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert (settings.embedding_model, settings.chroma_url, settings.chat_model) == ("", "", "")
    assert settings.home.is_absolute()


def test_the_environment_goes_before_the_file(config: Path) -> None:
    settings = load_settings({"QA_CONFIG": str(config), "QA_HOME": "/from/environment"})
    assert (settings.home, settings.question_limit) == (Path("/from/environment"), 80)


def test_other_variables_are_none_of_ours() -> None:
    assert load_settings({"PATH": "/bin", "HOME": "/root", "QATAR": "x"}) == Settings()


def test_a_home_may_start_at_the_users_folder() -> None:
    assert load_settings({"QA_HOME": "~/papers"}).home == Path.home() / "papers"


@pytest.mark.parametrize("place", ["environment", "file"])
def test_an_unknown_key_is_an_error_that_names_it_and_all_known_ones(
    tmp_path: Path, place: str
) -> None:
    config = tmp_path / "qa.toml"
    config.write_text('hom = "/x"\n' if place == "file" else "", encoding="utf-8")
    environment = {"QA_CONFIG": str(config)} | ({"QA_HOM": "/x"} if place != "file" else {})
    with pytest.raises(SettingsError, match=r"不认识的设置 hom.*QA_HOM") as error:
        load_settings(environment)
    assert all(name in str(error.value) for name in Settings.model_fields)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("QA_QUESTION_LIMIT", "many"),
        ("QA_QUESTION_LIMIT", "0"),
        ("QA_CHAT_TIMEOUT", "-1"),
        ("QA_FILE_LIMIT", ""),
        ("QA_CHROMA_URL", "localhost:8000"),
        ("QA_CHROMA_URL", "http://host:8000/path"),
    ],
)
def test_an_impossible_value_is_an_error_that_names_the_setting(key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=key.removeprefix("QA_").lower()):
        load_settings({key: value})


@pytest.mark.parametrize("content", [None, b"home = ", b"home = '\xff'"])
def test_a_file_that_cannot_be_read_is_an_error_that_names_it(
    tmp_path: Path, content: bytes | None
) -> None:
    config = tmp_path / "qa.toml"
    if content is not None:
        config.write_bytes(content)
    with pytest.raises(SettingsError, match=r"设置文件 .*qa\.toml"):
        load_settings({"QA_CONFIG": str(config)})


def test_every_limit_on_files_has_a_setting() -> None:
    assert Settings().limits() == Limits()
    changed = {
        name: str(2**29 + n)
        for n, name in enumerate(Settings.model_fields)
        if name.endswith("_limit") or name == "read_timeout"
    }
    limits = load_settings(
        {f"QA_{name.upper()}": value for name, value in changed.items()}
    ).limits()
    assert all(getattr(limits, f.name) != f.default for f in fields(Limits))
    assert len({getattr(limits, f.name) for f in fields(Limits)}) == len(fields(Limits))


def test_the_key_of_the_chat_model_is_never_shown() -> None:
    settings = load_settings({"QA_CHAT_API_KEY": "sesame"})
    assert "sesame" not in f"{settings!r}{settings}"
    assert settings.chat_api_key.get_secret_value() == "sesame"
