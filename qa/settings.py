"""Settings: environment variables ``QA_*``, or a TOML file named by ``QA_CONFIG``.

The environment goes before the file. A key that is not known, in either place, is an error.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from qa.errors import SettingsError
from qa.limits import Limits

PREFIX = "QA_"
CONFIG = "QA_CONFIG"
_LIMITS = Limits()


class Settings(BaseModel):
    """Everything that can be set. The defaults need no network and no model but the packaged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    home: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default_factory=lambda: user_data_path("newspaper-qa"),
        description="folder that holds the library",
    )
    embedding_model: str = Field(
        default="",
        description="sentence-transformers name or folder; empty: the packaged model",
    )
    chroma_url: str = Field(
        default="",
        pattern=r"^(https?://[^/\s]+)?$",
        description="address of a Chroma server; empty: embedded in this process",
    )
    chat_model: str = Field(
        default="",
        description="provider:name for init_chat_model, e.g. openai:qwen2.5; empty: none",
    )
    chat_base_url: str = Field(default="", description="OpenAI-compatible address of the model")
    chat_api_key: SecretStr = Field(default=SecretStr(""), description="key for that address")
    chat_timeout: float = Field(default=60.0, gt=0, description="seconds to wait for an answer")
    question_limit: int = Field(default=500, ge=1, description="characters a question may have")
    file_limit: int = Field(
        default=_LIMITS.file_bytes, ge=1, description="bytes a document may have"
    )
    text_limit: int = Field(
        default=_LIMITS.text_chars, ge=1, description="characters of text a document may have"
    )
    read_timeout: float = Field(
        default=_LIMITS.seconds, gt=0, description="seconds that reading a document may take"
    )
    page_limit: int = Field(
        default=_LIMITS.page_blocks, ge=1, description="paragraphs a page without headings may have"
    )
    bulk_limit: int = Field(
        default=_LIMITS.bulk_bytes, ge=1, description="bytes a .jsonl may have, unpacked"
    )
    line_limit: int = Field(
        default=_LIMITS.line_bytes, ge=1, description="bytes a line of a .jsonl may have"
    )
    entries_limit: int = Field(
        default=_LIMITS.archive_entries, ge=1, description="files that a .docx may be packed of"
    )
    unpacked_limit: int = Field(
        default=_LIMITS.unpacked_bytes, ge=1, description="bytes a .docx may have, unpacked"
    )
    ratio_limit: int = Field(
        default=_LIMITS.unpacked_ratio, ge=1, description="unpacked size over packed size"
    )
    depth_limit: int = Field(
        default=_LIMITS.depth, ge=1, description="elements within elements of a .html or .docx"
    )
    pdf_page_limit: int = Field(
        default=_LIMITS.pdf_pages, ge=1, description="pages a .pdf may have"
    )
    pdf_memory_limit: int = Field(
        default=_LIMITS.memory_bytes, ge=2**28, description="bytes of memory to read a .pdf in"
    )

    def limits(self) -> Limits:
        """What one file may cost, as the reading of files takes it."""
        return Limits(
            file_bytes=self.file_limit,
            text_chars=self.text_limit,
            seconds=self.read_timeout,
            page_blocks=self.page_limit,
            bulk_bytes=self.bulk_limit,
            line_bytes=self.line_limit,
            archive_entries=self.entries_limit,
            unpacked_bytes=self.unpacked_limit,
            unpacked_ratio=self.ratio_limit,
            depth=self.depth_limit,
            pdf_pages=self.pdf_page_limit,
            memory_bytes=self.pdf_memory_limit,
        )


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises ``SettingsError`` naming each key that is wrong."""
    env = os.environ if environ is None else environ
    values = _from_file(env[CONFIG]) if env.get(CONFIG) else {}
    for key, value in env.items():
        if key.startswith(PREFIX) and key != CONFIG:
            values[key.removeprefix(PREFIX).lower()] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from error


def _from_file(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or "无法读取"
        raise SettingsError(f"读不到设置文件 {name}({reason}),请检查 {CONFIG}。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件 {name} 不是有效的 TOML,请改正:{error}。") from error


def _explain(error: ValidationError) -> str:
    wrong = []
    for item in error.errors():
        key = ".".join(str(part) for part in item["loc"])
        if item["type"] == "extra_forbidden":
            wrong.append(f"不认识的设置 {key}(环境变量 {PREFIX}{key.upper()})")
        else:
            wrong.append(f"设置 {key} 的值 {item['input']!r} 不可用({item['msg']})")
    known = "、".join(Settings.model_fields)
    return f"{';'.join(wrong)}。可用的设置:{known}。"
