"""Texts → vectors, behind LangChain's ``Embeddings``. Import this module only where it is used.

The packaged model runs on PyTorch alone, any other through sentence-transformers.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from qa.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from qa.models.encoder import Encoder

PACKAGED = Path(__file__).parent / "embedder"
PACKAGED_NAME = "multilingual-e5-small-zh"

_BATCH_SIZE = 32
_WEIGHTS = ("*.safetensors", "*.bin")
_ENVIRONMENT = {
    # Idle OpenMP threads sleep. By default they spin, and beside other busy programs a question
    # then takes five times as long. Read once, when PyTorch is first imported.
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}

Array = npt.NDArray[np.float32]


class Backend(Protocol):
    """A loaded model. It may be called by several threads at once."""

    dimension: int

    def encode(self, texts: list[str], query: bool) -> Array:
        """Return a vector for each text: float32 (n, dimension)."""


class Embedder(Embeddings):
    """An embedding model; its vectors have length 1, so their dot product is the cosine.

    ``identity`` changes with the weights: vectors of different identities are not comparable.
    """

    def __init__(self, identity: str, backend: Backend) -> None:
        self.identity = identity
        self.dimension = backend.dimension
        self._backend = backend

    def encode_documents(self, texts: list[str]) -> Array:
        """Embed texts to be found: float32 (n, dimension), in the order of ``texts``."""
        return self._encode(texts, query=False)

    def encode_query(self, text: str) -> Array:
        """Embed what is looked for: float32 (dimension,)."""
        vector: Array = self._encode([text], query=True)[0]
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts to be found, as LangChain asks for them."""
        vectors: list[list[float]] = self.encode_documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed what is looked for, as LangChain asks for it."""
        vector: list[float] = self.encode_query(text).tolist()
        return vector

    def _encode(self, texts: list[str], query: bool) -> Array:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._backend.encode(texts, query)


def load_embedder(name: str = "") -> Embedder:
    """Load the packaged model (``""``), a folder, or a sentence-transformers name.

    Only a name that is no folder may reach for the network. Raises ``ModelError``.
    """
    for key, value in _ENVIRONMENT.items():
        os.environ.setdefault(key, value)
    from safetensors import SafetensorError

    try:
        return _load_other(name) if name else _load_packaged()
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        raise ModelError(_explain(name)) from error


def _explain(name: str) -> str:
    if not name:
        return "随程序安装的向量模型读不出来,请重新安装 newspaper-qa。"
    return (
        f"无法加载向量模型 {name!r},请检查设置 embedding_model:"
        "应为本机已有的模型文件夹或可下载的 sentence-transformers 模型名,留空则用自带的模型。"
    )


@cache
def packaged_encoder() -> Encoder:
    """Return the packaged model's network, loaded once in a process. Raises as ``Encoder``."""
    from qa.models.encoder import Encoder

    return Encoder(PACKAGED)


@cache
def _load_packaged() -> Embedder:
    prompts = json.loads((PACKAGED / "config_sentence_transformers.json").read_text("utf-8"))
    return Embedder(
        f"{PACKAGED_NAME}:{_digest(PACKAGED)}", _Direct(packaged_encoder(), prompts["prompts"])
    )


def _load_other(name: str) -> Embedder:
    folder = Path(name)
    local = folder.is_dir()
    if folder.is_absolute() and not local:
        raise NotADirectoryError(name)
    model = _sentence_transformer(name, local)
    if local:
        version = _digest(folder)
    else:
        network: Any = model[0].auto_model
        version = str(getattr(network.config, "_commit_hash", None))[:12]
    return Embedder(f"{folder.name if local else name}:{version}", _Sentences(model))


def _sentence_transformer(name: str, local: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    from qa.models.encoder import best_dtype

    return SentenceTransformer(
        name, device="cpu", local_files_only=local, model_kwargs={"dtype": best_dtype()}
    )


def _digest(folder: Path) -> str:
    """Return 12 hexadecimal digits that change with the weights in ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _Direct:
    """The packaged model."""

    def __init__(self, encoder: Encoder, prompts: dict[str, str]) -> None:
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._prompts = prompts

    def encode(self, texts: list[str], query: bool) -> Array:
        prompt = self._prompts["query" if query else "document"]
        return self._encoder.encode([prompt + text for text in texts])


class _Sentences:
    """Any other model; its own prompts are used where it has some."""

    def __init__(self, model: SentenceTransformer) -> None:
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._lock = threading.Lock()  # transformers' tokenizers change their state at each call

    def encode(self, texts: list[str], query: bool) -> Array:
        from qa.models.encoder import readable

        encode = self._model.encode_query if query else self._model.encode_document
        with self._lock:
            vectors = encode(
                readable(texts),
                batch_size=_BATCH_SIZE,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        vectors = np.asarray(vectors, np.float32)
        unit: Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
