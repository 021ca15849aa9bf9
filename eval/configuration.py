"""What the figures of a run depend on, written beside them. It holds no key and no address."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qa import __version__
from qa.resources import folder
from qa.settings import Settings

PACKAGE = Path(__file__).parents[1] / "qa"
MACHINE = "machine"
"""What is under this key may differ where two runs are one."""

_HIDDEN = {"home", "chroma_url", "chat_base_url", "chat_api_key"}

Configuration = dict[str, Any]


def configuration(question_file: Path, settings: Settings, index: str) -> Configuration:
    """Return the configuration of a run. ``index`` identifies what is asked."""
    return {
        "version": __version__,
        "code_sha256": digest(sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json")])),
        "models_sha256": {
            path.parent.name: digest([path]) for path in sorted(PACKAGE.rglob("*.safetensors"))
        },
        "prompts_sha256": digest(sorted(folder("prompts").iterdir())),
        "questions": question_file.name,
        "questions_sha256": digest([question_file]),
        "index": index,
        "settings": settings.model_dump(mode="json", exclude=_HIDDEN),
        MACHINE: {
            "python": platform.python_version(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
    }


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files, one after the other."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()
