"""The catalogue: one file, whole transactions, every article once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.corpus.articles import articles
from qa.corpus.chunk import chunks, heading
from qa.corpus.read import read_page
from qa.errors import DamagedError
from qa.library.catalogue import Catalogue
from qa.library.records import Entry, FileRecord
from qa.resources import folder
from qa.schema import Article

PAGE = sorted(folder("seeds").glob("*.txt"))[0]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite")


@pytest.fixture(scope="module")
def found() -> tuple[Article, ...]:
    return articles(read_page(PAGE, PAGE.name))


def put(catalogue: Catalogue, root: str, articles: tuple[Article, ...]) -> list[Entry]:
    entries = [Entry(c, heading(a, c.paragraph)) for a in articles for c in chunks(a)]
    vectors = np.arange(len(entries) * 4, dtype=np.float16).reshape(-1, 4)
    catalogue.put_file(FileRecord(root, PAGE.name, "digest"), articles, entries, vectors)
    return entries


def test_articles_chunks_and_vectors_come_back_as_they_were(
    catalogue: Catalogue, found: tuple[Article, ...]
) -> None:
    entries = put(catalogue, "/a", found)
    ids = [e.chunk.id for e in entries]
    assert catalogue.articles() == list(found)
    assert catalogue.article(found[1].id) == found[1]
    assert catalogue.entries(ids) == {e.chunk.id: e for e in entries}
    assert catalogue.vectors(ids)[ids[1]].tolist() == [4, 5, 6, 7]


def test_an_article_printed_in_two_files_counts_once_and_lives_as_long_as_one_of_them(
    catalogue: Catalogue, found: tuple[Article, ...]
) -> None:
    put(catalogue, "/a", found)
    chunk_count = len(put(catalogue, "/b", found))
    assert catalogue.article_count() == len(catalogue.articles()) == len(found)
    catalogue.drop_file("/a", PAGE.name)
    assert (catalogue.article_count(), catalogue.chunk_count()) == (len(found), chunk_count)
    catalogue.drop_file("/b", PAGE.name)
    assert (catalogue.article_count(), catalogue.chunk_count()) == (0, 0)


def test_every_change_is_noted_until_the_indexes_have_it(
    catalogue: Catalogue, found: tuple[Article, ...]
) -> None:
    ids = sorted(e.chunk.id for e in put(catalogue, "/a", found))
    assert catalogue.changes() == ids
    catalogue.settle(ids)
    assert catalogue.changes() == []
    catalogue.drop_file("/a", PAGE.name)
    assert catalogue.changes() == ids


def test_a_write_that_fails_leaves_everything_as_it_was(
    catalogue: Catalogue, found: tuple[Article, ...]
) -> None:
    entries = put(catalogue, "/a", found)
    too_few = np.zeros((1, 4), dtype=np.float16)
    with pytest.raises(ValueError, match="zip"):
        catalogue.put_file(FileRecord("/a", PAGE.name, "new"), found, entries, too_few)
    assert [f.digest for f in catalogue.files()] == ["digest"]
    assert catalogue.articles() == list(found)
    assert catalogue.chunk_count() == len(entries)


def test_what_is_no_catalogue_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_text("这不是数据库。" * 1000, encoding="utf-8")
    with pytest.raises(DamagedError, match="请删除它后重新建立索引"):
        Catalogue(path)


def test_a_catalogue_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    old = Catalogue(path)
    old.set_meta("version", "0")
    old.close()
    with pytest.raises(DamagedError, match="另一个版本"):
        Catalogue(path)
