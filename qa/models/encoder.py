"""Runs a BERT encoder from a transformers folder with PyTorch and ``tokenizers`` alone.

``import sentence_transformers`` brings transformers, scikit-learn, SciPy and pandas along and
takes most of the time of a cold question. For the packaged model the network itself is short
enough to stand here (Devlin et al. 2019, arXiv:1810.04805). The folder stays a plain
sentence-transformers one, and a test pins that both ways give the same vectors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from qa.models.cores import side_by_side
from qa.models.layers import inference_layers

Array = npt.NDArray[np.float32]

BATCH_TOKENS = 1024
"""Tokens in a batch, padding included: what a layer writes stays in a core's cache."""


def best_dtype() -> torch.dtype:
    """Return the fastest precision on this processor that keeps the ranking.

    bf16 is several times as fast as fp32 where the processor multiplies it itself, and many
    times slower where it is emulated.
    """
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


class Encoder:
    """The network with its tokenizer. It is never written to once made: threads may share it."""

    def __init__(self, folder: Path, dtype: torch.dtype | None = None) -> None:
        """Load ``folder``. Raises ``OSError``, ``KeyError`` or ``ValueError``."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        self.dimension: int = config["hidden_size"]
        self.heads: int = config["num_attention_heads"]
        self.eps: float = config["layer_norm_eps"]
        self._depth: int = config["num_hidden_layers"]
        self._pad: int = config["pad_token_id"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(config["max_position_embeddings"])
        weights = load_file(folder / "model.safetensors")
        self.dtype = dtype or best_dtype()
        cast = {name: w.to(self.dtype) for name, w in weights.items()}
        self._layers = inference_layers(cast, self.heads, self.eps)

    def encode(self, texts: list[str], batch_tokens: int = BATCH_TOKENS) -> Array:
        """Return one normalised mean-pooled vector for each text: float32 (n, dimension).

        The more texts at once, the nearer in length are those of a batch, and the less padding.
        """
        tokens = [e.ids for e in self._tokenizer.encode_batch_fast(readable(texts))]
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def embed(batch: list[int]) -> None:
            vectors[batch] = self._embed([tokens[i] for i in batch])

        side_by_side(embed, list(batches([len(t) for t in tokens], batch_tokens)))
        return vectors

    @torch.inference_mode()
    def _embed(self, tokens: list[list[int]]) -> Array:
        states, real = self.states(tokens, self._depth)
        pooled = (states.float() * real[:, :, None]).sum(1)
        vectors: Array = F.normalize(pooled).numpy()
        return vectors

    def states(self, tokens: list[list[int]], depth: int) -> tuple[Tensor, Tensor]:
        """Return the states after ``depth`` layers, (n, width, dimension), and the real tokens."""
        width = max(map(len, tokens))
        ids = torch.tensor([t + [self._pad] * (width - len(t)) for t in tokens])
        real = torch.arange(width) < torch.tensor([[len(t)] for t in tokens])
        table = self._layers.weights
        x = F.embedding(ids, table["embeddings.word_embeddings.weight"])
        x = x + table["embeddings.position_embeddings.weight"][:width]
        x = x + table["embeddings.token_type_embeddings.weight"][0]
        return self._layers.run(self._layers.norm(x, "embeddings.LayerNorm"), real, 0, depth), real

    def tokenize(self, texts: list[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """Return for each text its token ids and their offsets, first and last token included."""
        return [(e.ids, e.offsets) for e in self._tokenizer.encode_batch(readable(texts))]


def readable(texts: Sequence[str]) -> list[str]:
    """Return texts as a tokenizer takes them: a lone surrogate, which JSON can carry, is none."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def batches(lengths: list[int], budget: int) -> Iterator[list[int]]:
    """Yield the places of ``lengths`` from short to long, in batches of ``budget`` when padded.

    A length above ``budget`` makes a batch of its own.
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
