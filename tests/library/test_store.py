"""The indexes are derived: whatever becomes of them, the catalogue has it and restores it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from qa.errors import DamagedError, LibraryError, MismatchError, NoIndexError
from qa.library.store import Library, create_library, open_library

from .conftest import COUNT, MODEL

SPOILED = ["cut in half", "emptied", "deleted"]
CHROMA = Path(sys.executable).with_name("chroma")


@pytest.fixture
def home(handmade: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "home"
    shutil.copytree(handmade, copy)
    return copy


def assert_whole(library: Library) -> None:
    """Everything the catalogue holds is found by both searchers."""
    assert [check.name for check in library.check() if not check.ok] == []
    assert (library.vectors.count(), library.keywords.count()) == (COUNT, COUNT)
    name, vector = next(iter(library.catalogue.vectors(["ships:1234:0"]).items()))
    assert library.search_vectors(vector.astype(np.float32), 1)[0][0] == name
    assert library.search_keywords("1234号货轮", 1)[0][0] == name


@pytest.mark.parametrize("how", SPOILED)
@pytest.mark.parametrize(
    "place",
    [
        "vectors",
        "vectors/chroma.sqlite3",
        "vectors/*/data_level0.bin",  # cut in half, Chroma itself answers on, wrongly
        "vectors/*/index_metadata.pickle",
        "vectors/*/link_lists.bin",
        "vectors/*/header.bin",  # cut in half, reading it ends the process
        "keywords",
    ],
)
def test_spoiled_index_files_are_noticed_at_opening_and_made_anew_without_a_model(
    home: Path, harm: Callable[[Path, str], None], place: str, how: str
) -> None:
    harm(next(iter(home.glob(place))), how)
    library = open_library(home, MODEL)
    assert_whole(library)
    library.close()


def test_an_index_folder_that_is_gone_is_made_anew(home: Path) -> None:
    shutil.rmtree(home / "vectors")
    shutil.rmtree(home / "keywords")
    library = open_library(home, MODEL)
    assert_whole(library)
    library.close()


def test_an_index_whose_writer_died_while_writing_is_made_anew_unread(home: Path) -> None:
    library = open_library(home, MODEL)
    library.catalogue.set_meta("vector files", "writing")
    library.close()
    data = next(iter(home.glob("vectors/*/data_level0.bin")))
    data.write_bytes(b"x" * data.stat().st_size)  # reading this ends the process
    library = open_library(home, MODEL)
    assert_whole(library)
    library.close()


def test_without_repair_the_harm_is_only_reported(home: Path) -> None:
    shutil.rmtree(home / "vectors")
    library = open_library(home, MODEL, repair=False)
    unsound = [check for check in library.check() if not check.ok]
    library.close()
    assert [check.name for check in unsound] == ["向量索引"]
    assert "qa index" in unsound[0].remedy


def test_a_change_the_indexes_never_learned_of_is_made_up_for(home: Path) -> None:
    library = open_library(home, MODEL)
    library.catalogue.drop_files(library.catalogue.files())  # and the process dies here
    library.close()
    library = create_library(home, MODEL)
    assert (library.vectors.count(), library.keywords.count()) == (0, 0)
    library.close()


def test_what_the_catalogue_lacks_is_never_shown(home: Path) -> None:
    library = open_library(home, MODEL)
    library.vectors.put({"ghost:1:0": np.eye(16, dtype=np.float16)[0]})
    library.keywords.add([("ghost:1:0", "幽灵船")])
    library.keywords.commit()
    assert library.search_keywords("幽灵船", 1)[0][0] == "ghost:1:0"
    assert library.chunks(["ghost:1:0", "ships:1:0"]).keys() == {"ships:1:0"}
    library.close()


def test_another_embedding_model_is_refused_with_the_remedy(home: Path) -> None:
    for opening in (open_library, create_library):
        with pytest.raises(MismatchError, match=r"handmade:1.*QA_EMBEDDING_MODEL.*QA_HOME"):
            opening(home, "other:2")


def test_nothing_indexed_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="qa index"):
        open_library(tmp_path, MODEL)
    create_library(tmp_path, MODEL).close()
    with pytest.raises(NoIndexError, match="qa index"):
        open_library(tmp_path, MODEL)


def test_a_spoiled_catalogue_is_an_error_that_says_so(
    home: Path, harm: Callable[[Path, str], None]
) -> None:
    harm(home / "catalogue.sqlite", "cut in half")
    with pytest.raises(DamagedError, match="catalogue"):
        open_library(home, MODEL)


def test_a_chroma_server_that_does_not_answer_is_an_error_that_names_it(home: Path) -> None:
    with pytest.raises(LibraryError, match=r"http://127\.0\.0\.1:9"):
        open_library(home, MODEL, "http://127.0.0.1:9")


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([CHROMA, "run", *where], stdout=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}", server
    server.kill()
    server.wait()


@pytest.mark.slow
def test_a_chroma_server_serves_like_the_embedded_index(
    home: Path, chroma_server: tuple[str, subprocess.Popen[bytes]]
) -> None:
    url, server = chroma_server
    library = open_library(home, MODEL, url)  # filled from the catalogue at the first opening
    assert_whole(library)
    library.close()
    again = open_library(home, MODEL, url, repair=False)
    assert_whole(again)
    server.kill()
    server.wait()
    with pytest.raises(LibraryError, match=url):
        again.search_vectors(np.ones(16, np.float32), 1)
    again.close()
