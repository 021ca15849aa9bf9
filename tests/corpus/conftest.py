from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.corpus.articles import articles
from qa.corpus.read import blocks, find_files, read_page
from qa.corpus.sidecar import sidecar
from qa.corpus.sources import read_source
from qa.schema import Article, Page

SEEDS = Path(__file__).parents[2] / "seeds"
HARBOUR = ["东港码头今年吞吐量达到三百万吨。", "码头的夜班工人换上了新式吊车。"]
ORCHARD = ["山坡上的果园改种耐旱的石榴。", "合作社把石榴卖到了省城。", "明年还要再种两百亩。"]
PAGE = f"# 东港码头夜里也亮着灯\n\n{HARBOUR[0]}\n\n{HARBOUR[1]}\n\n# 石榴红了\n\n" + "\n\n".join(
    ORCHARD
)

Corrected = Callable[[str], list[Article]]


@pytest.fixture(scope="session")
def seed_pages() -> list[Page]:
    return [read_page(path, source) for path, source in find_files([SEEDS])]


@pytest.fixture(scope="session")
def seed_articles(seed_pages: list[Page]) -> list[Article]:
    return [article for page in seed_pages for article in articles(page)]


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Article, ...]]:
    """Articles of a page given block by block."""

    def read_blocks(*lines: str) -> tuple[Article, ...]:
        text = "\n\n".join(lines)
        return articles(Page("page.txt", text, "utf-8", blocks(text)))

    return read_blocks


@pytest.fixture
def corrected(tmp_path: Path) -> Corrected:
    """The two articles of a page, read with this text beside it."""

    def read(text: str) -> list[Article]:
        path = tmp_path / "page.md"
        path.write_text(PAGE, encoding="utf-8")
        sidecar(path).write_text(text, encoding="utf-8")
        return list(read_source(path, path.name).articles)

    return read


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]
