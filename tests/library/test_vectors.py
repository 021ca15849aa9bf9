"""The vector index alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.errors import DamagedError
from qa.library.vectors import VectorIndex

EAST, NORTH, NORTH_EAST = (
    np.array(v, dtype=np.float16) for v in ([1, 0], [0, 1], [0.7071, 0.7071])
)


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    made = VectorIndex(tmp_path / "vectors", "test")
    made.put({"east": EAST, "north": NORTH})
    return made


def test_the_score_is_the_cosine(index: VectorIndex) -> None:
    found = index.search(np.array([0.6, 0.8], np.float32), 2)
    assert [name for name, _ in found] == ["north", "east"]
    assert [score for _, score in found] == pytest.approx([0.8, 0.6], abs=1e-3)


def test_asking_for_more_than_there_is_gives_all(index: VectorIndex) -> None:
    assert len(index.search(np.array([1, 0], np.float32), 50)) == 2


def test_putting_an_id_again_replaces_its_vector(index: VectorIndex) -> None:
    index.put({"east": NORTH_EAST})
    assert index.count() == 2
    assert dict(index.search(np.array([1, 0], np.float32), 2))["east"] == pytest.approx(
        0.7071, abs=1e-3
    )


def test_deleted_vectors_are_not_found_and_unknown_ids_do_no_harm(index: VectorIndex) -> None:
    index.delete(["north", "unknown"])
    assert [name for name, _ in index.search(np.array([0, 1], np.float32), 2)] == ["east"]


def test_it_is_the_same_after_reopening(index: VectorIndex, tmp_path: Path) -> None:
    index.close()
    again = VectorIndex(tmp_path / "vectors", "test")
    assert again.count() == 2
    assert again.finds({"east": EAST, "north": NORTH})
    assert not again.finds({"north east": NORTH_EAST})


def test_broken_files_are_an_error_when_used_and_clear_starts_again(
    index: VectorIndex, tmp_path: Path
) -> None:
    index.close()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    broken = VectorIndex(tmp_path / "vectors", "test")
    with pytest.raises(DamagedError, match="qa index"):
        broken.count()
    broken.clear()
    assert broken.count() == 0
