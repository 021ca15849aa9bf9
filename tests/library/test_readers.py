"""Readers go on while another process indexes, and see whole articles only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from filelock import ReadWriteLock

from qa.library.batches import DocumentEncoder
from qa.library.lock import writer_lock
from qa.library.store import open_library
from qa.retrieval.hybrid import HybridRetriever, QueryEncoder

from .conftest import MODEL

# Small batches, so that all the files are written many times while the reader reads.
INDEX = """
import json, sys
from pathlib import Path
from qa.library import batches, indexing
batches.CHUNKS = indexing.CHUNKS = 15
from qa.cli import main
for turn in range(2):
    for n in range(40):
        page = Path(sys.argv[1], f"{n:02}.jsonl")
        old, new = (json.dumps(f"第{year}年")[1:-1] for year in (turn, turn + 1))
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    main(["index", sys.argv[1]])
"""

Record = Callable[..., None]


class Encoder(DocumentEncoder, QueryEncoder, Protocol):
    identity: str


def facts(n: int, year: int) -> list[str]:
    return [f"第{n}号果园在第{year}年种下{i}棵石榴树。" for i in range(5)]


@pytest.mark.slow
def test_a_reader_beside_a_writer_never_fails_and_never_sees_a_part_of_an_article(
    home: Path, pages: Path, record: Record, encoder: Encoder
) -> None:
    for n in range(40):
        record(pages / f"{n:02}.jsonl", f"第{n}号果园", *facts(n, 0))
    environment = os.environ | {"QA_HOME": str(home)}
    command = [sys.executable, "-m", "qa", "index", str(pages)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    library = open_library(home, encoder.identity)
    retriever = HybridRetriever(library=library, encoder=encoder)
    versions = {tuple(facts(n, year)) for n in range(40) for year in range(3)}
    seen, searches = set(), 0
    writer = subprocess.Popen([sys.executable, "-c", INDEX, str(pages)], env=environment)
    while writer.poll() is None:
        for hit in retriever.hits(f"第{searches % 40}号果园种下几棵石榴树?"):
            text = tuple(paragraph.text for paragraph in hit.article.paragraphs)
            assert text in versions
            seen.add(text)
        searches += 1
    assert writer.returncode == 0
    assert searches > 40
    assert {text[0].split("第")[2][0] for text in seen} == {"0", "1", "2"}
    assert retriever.hits("第7号果园")[0].chunk.text in facts(7, 2)
    library.close()


def test_while_the_vectors_are_being_written_a_new_reader_is_served_by_keywords(
    handmade: Path,
) -> None:
    vectors = ReadWriteLock(handmade / "vectors.lock", is_singleton=False)
    with writer_lock(handmade), vectors.write_lock():
        library = open_library(handmade, MODEL)
        assert "只按关键词检索" in library.notice
        assert library.search_vectors(np.ones(16, np.float32), 3) == []
        assert library.search_keywords("1234号货轮", 1)[0][0] == "ships:1234:0"
        library.close()
    library = open_library(handmade, MODEL)
    assert library.notice == ""
    library.close()
