"""The catalogue: one file, whole transactions, every article once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import DamagedError
from qa.library.catalogue import Catalogue
from qa.library.records import Entry, FileRecord, Placed, Portion, State
from qa.schema import Article, Chunk, Paragraph, Span

FACTS = ["东港码头扩建。", "果园改种石榴。", "库房变成图书室。", "渡口修了新桥。", "茶厂招收学徒。"]
A, B = FileRecord("/a", "page.txt", "digest"), FileRecord("/b", "page.txt", "digest")


def article(n: int, source: str = "page.txt") -> Article:
    head = Paragraph(0, f"第{n}篇", (Span(0, 3),))
    body = Paragraph(1, FACTS[n], (Span(3, 10),))
    return Article(f"article{n}", source, f"第{n}篇", True, ("周明",), "", head, (body,))


def placed(n: int, position: int, text: str = "") -> Placed:
    """Article ``n`` with its one chunk; ``text`` is put before it when it is embedded."""
    body = article(n).paragraphs[0].text
    entry = Entry(Chunk(f"article{n}:1:0", f"article{n}", 1, 0, len(body), body), text)
    return Placed(position, article(n), (entry,))


def put(
    catalogue: Catalogue, file: FileRecord, *items: Placed, complete: bool = True
) -> dict[bytes, np.ndarray]:
    keys = [entry.key for item in items for entry in item.entries]
    vectors = {key: np.array([*key[:4]], dtype=np.float16) for key in keys}
    catalogue.store([Portion(file, items, complete)], vectors)
    return vectors


def counted(catalogue: Catalogue) -> tuple[int, int]:
    return catalogue.article_count(), catalogue.chunk_count()


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite")


def test_articles_chunks_and_vectors_come_back_as_they_were(catalogue: Catalogue) -> None:
    first, second = placed(0, 0), placed(1, 1)
    vectors = put(catalogue, A, first, second)
    (entry,) = second.entries
    assert list(catalogue.articles()) == [article(0), article(1)]
    assert catalogue.article("article1") == article(1)
    assert catalogue.entries([entry.chunk.id, "none"]) == {entry.chunk.id: entry}
    assert (catalogue.vectors([entry.chunk.id])[entry.chunk.id] == vectors[entry.key]).all()
    assert catalogue.files() == [A]


def test_articles_come_in_the_order_of_files_and_pages(catalogue: Catalogue) -> None:
    put(catalogue, replace(A, source="2.txt"), placed(0, 1), placed(1, 0))
    put(catalogue, replace(A, source="1.txt"), placed(2, 0))
    assert [a.id for a in catalogue.articles()] == ["article2", "article1", "article0"]


def test_an_article_in_two_files_is_kept_once_and_lives_as_long_as_one_of_them(
    catalogue: Catalogue,
) -> None:
    put(catalogue, A, placed(0, 0), placed(1, 1))
    put(catalogue, B, placed(0, 0))
    assert counted(catalogue) == (2, 2)
    assert len(list(catalogue.articles())) == 2
    catalogue.drop_files([A])
    assert counted(catalogue) == (1, 1)
    catalogue.drop_files([B])
    assert counted(catalogue) == (0, 0)


def test_the_other_files_of_an_article_are_named(catalogue: Catalogue) -> None:
    for file in (A, B, replace(A, source="reprint.txt")):
        put(catalogue, file, placed(0, 0))
    assert catalogue.also_in("article0") == ["/b/page.txt", "reprint.txt"]
    assert catalogue.also_in("unknown") == []


def test_a_complete_reading_replaces_the_one_before_and_an_unfinished_one_adds_to_it(
    catalogue: Catalogue,
) -> None:
    put(catalogue, A, placed(0, 0), placed(1, 1))
    again = replace(A, reading=2)
    put(catalogue, again, placed(2, 0), complete=False)
    assert {a.id for a in catalogue.articles()} == {"article0", "article1", "article2"}
    assert catalogue.stored(again) == {"article2"}
    put(catalogue, again, placed(1, 1), complete=True)
    assert [a.id for a in catalogue.articles()] == ["article2", "article1"]


def test_only_what_is_new_or_gone_is_noted_for_the_indexes(catalogue: Catalogue) -> None:
    put(catalogue, A, placed(0, 0), placed(1, 1))
    ids = ["article0:1:0", "article1:1:0"]
    assert sorted(catalogue.changes()) == ids
    catalogue.settle(ids)
    assert catalogue.change_count() == 0
    put(catalogue, replace(A, reading=2), placed(1, 0), placed(2, 1))
    assert sorted(catalogue.changes()) == ["article0:1:0", "article2:1:0"]


def test_a_chunk_that_is_embedded_otherwise_is_noted_too(catalogue: Catalogue) -> None:
    put(catalogue, A, placed(0, 0))
    catalogue.settle(catalogue.changes())
    put(catalogue, replace(A, reading=2), placed(0, 0, "新的标题"))
    assert catalogue.changes() == ["article0:1:0"]


def test_vectors_outlive_their_chunks_until_they_are_swept(catalogue: Catalogue) -> None:
    kept, gone = (set(put(catalogue, f, placed(n, 0))) for n, f in enumerate((A, B)))
    catalogue.drop_files([B])
    assert catalogue.embedded(kept | gone) == kept | gone  # a renamed file would find it again
    catalogue.sweep()
    assert catalogue.embedded(kept | gone) == kept


def test_a_write_that_fails_leaves_everything_as_it_was(catalogue: Catalogue) -> None:
    put(catalogue, A, placed(0, 0))
    broken = replace(placed(2, 1), position=None)
    with pytest.raises(Exception, match="NOT NULL"):
        put(catalogue, replace(A, digest="new"), placed(1, 0), broken)
    assert catalogue.files() == [A]
    assert list(catalogue.articles()) == [article(0)]
    assert counted(catalogue) == (1, 1)


def test_a_sample_is_drawn_from_the_whole_collection(catalogue: Catalogue) -> None:
    assert catalogue.sample(3) == []
    put(catalogue, A, *(placed(n, n) for n in range(5)))
    assert catalogue.sample(3) == ["article0:1:0", "article2:1:0", "article4:1:0"]
    assert [len(page) for page in catalogue.pages(2)] == [2, 2, 1]


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.integers(0, 4), max_size=5)), max_size=6)
)
def test_whatever_is_stored_and_dropped_the_counts_and_changes_stay_true(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Sequence[int]]]
) -> None:
    catalogue = Catalogue(tmp_path_factory.mktemp("any") / "catalogue.sqlite")
    indexed: set[str] = set()  # what an index that follows the changes would hold
    files: dict[str, set[int]] = {}
    for reading, (name, numbers) in enumerate(steps, start=1):
        file = FileRecord("/", name, reading=reading)
        put(catalogue, file, *(placed(n, i) for i, n in enumerate(dict.fromkeys(numbers))))
        files[name] = set(numbers)
        changed = catalogue.changes()
        held = set(catalogue.entries(changed))
        indexed = (indexed - set(changed)) | held
        catalogue.settle(changed)
    expected = set().union(*files.values())
    assert indexed == {f"article{n}:1:0" for n in expected}
    assert counted(catalogue) == (len(expected), len(expected))
    catalogue.drop_files([FileRecord("/", name) for name in "ab"])
    catalogue.sweep()
    assert counted(catalogue) == (0, 0)
    assert not catalogue.embedded(e.key for n in range(5) for e in placed(n, 0).entries)
    catalogue.close()


def test_what_became_of_a_file_is_kept_word_for_word(catalogue: Catalogue) -> None:
    file = FileRecord(
        *("/a", "page.txt", "digest", State.FAILED, "文件是空的。", "gb18030", True, 3),
        *("2026-11-21T07:00:00+00:00", "4", 120, 1_700_000_000_000_000_001, 2),
    )
    catalogue.put_file(file)
    assert catalogue.files() == [file]


def test_what_is_no_catalogue_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_text("这不是数据库。" * 1000, encoding="utf-8")
    with pytest.raises(DamagedError, match="请删除它后重新建立索引"):
        Catalogue(path)


def test_a_catalogue_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    old = Catalogue(path)
    old.set_meta("version", "1")
    old.close()
    with pytest.raises(DamagedError, match="另一个版本"):
        Catalogue(path)
