"""A library of many vectors made by hand, and one that is indexed with the real model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from qa.library import indexing
from qa.library.batches import DocumentEncoder
from qa.library.indexing import IndexReport
from qa.library.keywords import KeywordIndex
from qa.library.records import Entry, FileRecord, Placed, Portion
from qa.library.store import Library, create_library
from qa.limits import Limits
from qa.retrieval.hybrid import HybridRetriever, QueryEncoder
from qa.schema import Article, Chunk, Paragraph, Span
from qa.zh import bigrams

SEEDS = Path(__file__).parents[2] / "seeds"
MODEL = "handmade:1"
COUNT = 2500  # Chroma writes its graph to disk at every thousand
DIMENSION = 16
HARBOUR = "东港码头今年吞吐量达到三百万吨,比去年增长两成。"
ORCHARD = "山坡上的果园改种耐旱的石榴,亩产提高到两千斤。"
TEXTS = {
    "wuxi": "巫溪要建成世界知名的旅游目的地。",
    "qingdao": "青島的海洋經濟增长0.8%,投资10亿元。",
    "reservoir": "水库蓄水,汛期防洪水。",
    "network": "５Ｇ网络覆盖全部乡镇。",
}


def _article(count: int) -> Article:
    paragraphs = tuple(
        Paragraph(n, f"{n}号货轮昨日靠泊。", (Span(n, n),)) for n in range(1, count + 1)
    )
    head = Paragraph(0, "货轮名录", (Span(0, 4),))
    return Article("ships", "ships.txt", "货轮名录", True, ("周明",), "", head, paragraphs)


@pytest.fixture(scope="session")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a library with ``COUNT`` vectors that no model here could make again.

    Copy it before you harm it.
    """
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
    portion = Portion(record, (Placed(0, article, tuple(entries)),), complete=True)
    rows = zip(entries, vectors.astype(np.float16), strict=True)
    library.catalogue.store([portion], {entry.key: vector for entry, vector in rows})
    library.settle()
    library.close()
    return home


@pytest.fixture(scope="session")
def record() -> Callable[..., None]:
    """Write a .jsonl of one ready article: it is read as it is, however pages are read."""

    def write_record(path: Path, title: str, *paragraphs: str) -> None:
        article = {"title": title, "author": "周明", "paragraphs": paragraphs}
        path.write_text(json.dumps(article), encoding="utf-8")

    return write_record


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


class CountingEncoder(DocumentEncoder, QueryEncoder, Protocol):
    """The real model, and every text that it was asked to embed."""

    identity: str
    texts: list[str]


class Run:
    """A library with its encoder and the folder that is indexed into it."""

    def __init__(self, library: Library, encoder: CountingEncoder, pages: Path) -> None:
        self.library, self.encoder, self.pages = library, encoder, pages

    def index(self, limits: Limits = Limits(), *, retry: bool = False) -> IndexReport:  # noqa: B008
        return indexing.index(self.library, self.encoder, [self.pages], limits, retry=retry)

    def file(self, source: str) -> FileRecord:
        return next(f for f in self.library.catalogue.files() if f.source == source)

    def found(self, query: str) -> list[str]:
        """The texts that retrieval finds, best first."""
        retriever = HybridRetriever(library=self.library, encoder=self.encoder)
        return [hit.chunk.text for hit in retriever.hits(query)]

    @property
    def embedded(self) -> list[str]:
        return self.encoder.texts


@pytest.fixture
def run(library: Library, encoder: CountingEncoder, pages: Path) -> Run:
    return Run(library, encoder, pages)


def lines(count: int) -> str:
    """A .jsonl of short articles."""
    articles = ({"title": f"渡口{n}", "text": f"第{n}号渡口昨日通车。"} for n in range(count))
    return "\n".join(json.dumps(article) for article in articles)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[KeywordIndex]:
    """A keyword index of ``TEXTS``."""
    index = KeywordIndex(tmp_path / "keywords")
    index.add(TEXTS.items())
    index.commit()
    yield index
    index.close()


def found(index: KeywordIndex, query: str) -> list[str]:
    """The names of the texts that a keyword index finds, best first."""
    return [name for name, _ in index.search(query, 10)]


def paragraphs() -> dict[str, str]:
    """The blocks of the five pages that hold words."""
    blocks = [b for p in sorted(SEEDS.glob("*.txt")) for b in p.read_text("utf-8").split("\n\n")]
    return {f"{n:04}": block for n, block in enumerate(blocks) if bigrams(block)}
