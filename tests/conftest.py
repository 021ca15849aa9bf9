"""A library of the five pages, indexed once a run, and small collections made on the spot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from qa.library.store import Library, create_library
from qa.models.embedding import Embedder, load_embedder
from qa.resources import folder
from qa.service import Service, index, open_service
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEEDS = folder("seeds")

# The first example may load a dictionary or a model, on a machine that is busy with other things.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


class CountingEncoder:
    """The real model, and every text that it was asked to embed."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.identity = embedder.identity
        self.texts: list[str] = []

    def encode_documents(self, texts: list[str]) -> NDArray[np.float32]:
        self.texts += texts
        return self._embedder.encode_documents(texts)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return self._embedder.encode_query(text)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def encoder(embedder: Embedder) -> CountingEncoder:
    return CountingEncoder(embedder)


@pytest.fixture(scope="session")
def indexed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five pages as ``qa index`` leaves them. Open a copy, never the thing itself."""
    home: Path = tmp_path_factory.mktemp("indexed") / "home"
    index(Settings(home=home))
    return home


@pytest.fixture(scope="session")
def seed_home(indexed_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the indexed pages for tests that only read."""
    copy: Path = tmp_path_factory.mktemp("seed") / "home"
    shutil.copytree(indexed_home, copy)
    return copy


@pytest.fixture(scope="session")
def service(seed_home: Path) -> Iterator[Service]:
    opened = open_service(Settings(home=seed_home))
    yield opened
    opened.close()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """An empty folder for articles to index."""
    made = tmp_path / "pages"
    made.mkdir()
    return made


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path, encoder: CountingEncoder) -> Iterator[Library]:
    """An empty library, open for writing."""
    opened = create_library(home, encoder.identity)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def write() -> Callable[..., Path]:
    """Write a page of one signed article for each paragraph given."""

    def write_page(path: Path, *paragraphs: str, title: str = "港口吞吐量再创新高") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join((title, "周明", *paragraphs)), encoding="utf-8")
        return path

    return write_page
