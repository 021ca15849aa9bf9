"""A library of many vectors made by hand: no model is at hand that could embed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qa.library.records import Entry, FileRecord
from qa.library.store import create_library
from qa.schema import Article, Chunk, Paragraph, Span

MODEL = "handmade:1"
COUNT = 2500  # Chroma writes its graph to disk at every thousand
DIMENSION = 16


def _article(count: int) -> Article:
    paragraphs = tuple(
        Paragraph(n, f"{n}号货轮昨日靠泊。", (Span(n, n),)) for n in range(1, count + 1)
    )
    head = Paragraph(0, "货轮名录", (Span(0, 4),))
    return Article("ships", "ships.txt", "货轮名录", True, ("周明",), "", head, paragraphs)


@pytest.fixture(scope="session")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a library with ``COUNT`` vectors. Copy it before you harm it."""
    home: Path = tmp_path_factory.mktemp("handmade") / "home"
    article = _article(COUNT)
    entries = [
        Entry(Chunk(f"ships:{p.n}:0", "ships", p.n, 0, len(p.text), p.text), article.title)
        for p in article.paragraphs
    ]
    vectors = np.random.default_rng(7).standard_normal((COUNT, DIMENSION))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    library = create_library(home, MODEL)
    record = FileRecord("/pages", "ships.txt", "digest")
    library.catalogue.put_file(record, [article], entries, vectors.astype(np.float16))
    library.settle()
    library.close()
    return home


@pytest.fixture
def harm() -> Callable[[Path, str], None]:
    """Spoil a file, or every file below a folder."""

    def spoil(path: Path, how: str) -> None:
        for file in [path] if path.is_file() else [f for f in path.rglob("*") if f.is_file()]:
            if how == "deleted":
                file.unlink()
            else:
                kept = {"cut in half": file.stat().st_size // 2, "emptied": 0}[how]
                file.write_bytes(file.read_bytes()[:kept])

    return spoil
