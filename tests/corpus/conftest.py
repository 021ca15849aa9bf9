from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.corpus.articles import articles
from qa.corpus.read import blocks, find_files, read_page
from qa.schema import Article, Page

SEEDS = Path(__file__).parents[2] / "seeds"


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
