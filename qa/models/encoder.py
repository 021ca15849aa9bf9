"""Runs a BERT encoder from a transformers folder with PyTorch and ``tokenizers`` alone.

``import sentence_transformers`` brings transformers, scikit-learn, SciPy and pandas along and
takes most of the time of a cold question. For the packaged model the network itself is short
enough to stand here (Devlin et al. 2019, arXiv:1810.04805). The folder stays a plain
sentence-transformers one, and a test pins that both ways give the same vectors.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

Array = npt.NDArray[np.float32]


def best_dtype() -> torch.dtype:
    """Return the fastest precision on this processor that keeps the ranking.

    bf16 is several times as fast as fp32 where the processor multiplies it itself, and many
    times slower where it is emulated.
    """
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The tokens of a text: float32 (n, dimension), and their offsets in it, int (n, 2).

    Tokens that stand for no text, such as the first and the last, have the offsets (0, 0).
    """

    vectors: Array
    offsets: npt.NDArray[np.int64]


class Encoder:
    """The network with its tokenizer. It is never written to once made: threads may share it."""

    def __init__(self, folder: Path, dtype: torch.dtype | None = None) -> None:
        """Load ``folder``. Raises ``OSError``, ``KeyError`` or ``ValueError``."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        self.dimension: int = config["hidden_size"]
        self._heads: int = config["num_attention_heads"]
        self._layers: int = config["num_hidden_layers"]
        self._eps: float = config["layer_norm_eps"]
        self._pad: int = config["pad_token_id"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(config["max_position_embeddings"])
        weights = load_file(folder / "model.safetensors")
        self._weights = {name: w.to(dtype or best_dtype()) for name, w in weights.items()}

    def encode(self, texts: list[str], batch_size: int) -> Array:
        """Return one normalised mean-pooled vector for each text: float32 (n, dimension)."""
        tokens = [e.ids for e in self._tokenizer.encode_batch_fast(texts)]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))  # little padding
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            vectors[batch] = self._embed([tokens[i] for i in batch])
        return vectors

    def encode_tokens(self, texts: list[str]) -> list[TokenVectors]:
        """Return the vector of every token of each text, in its context."""
        encodings = self._tokenizer.encode_batch(texts)
        hidden, real = self._hidden([e.ids for e in encodings])
        return [
            TokenVectors(h[r].numpy(), np.array(e.offsets, np.int64))
            for h, r, e in zip(hidden, real, encodings, strict=True)
        ]

    def _embed(self, tokens: list[list[int]]) -> Array:
        hidden, real = self._hidden(tokens)
        pooled = (hidden * real[:, :, None]).sum(1)
        vectors: Array = F.normalize(pooled).numpy()
        return vectors

    @torch.inference_mode()
    def _hidden(self, tokens: list[list[int]]) -> tuple[Tensor, Tensor]:
        """Return the last layer, float32 (n, width, dimension), and which tokens are real."""
        width = max(map(len, tokens))
        ids = torch.tensor([t + [self._pad] * (width - len(t)) for t in tokens])
        real = torch.arange(width) < torch.tensor([[len(t)] for t in tokens])
        return self._forward(ids, real).float(), real

    def _forward(self, ids: Tensor, real: Tensor) -> Tensor:
        table = self._weights
        x = F.embedding(ids, table["embeddings.word_embeddings.weight"])
        x = x + table["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = x + table["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        for layer in range(self._layers):
            x = self._layer(x, real[:, None, None, :], f"encoder.layer.{layer}.")
        return x

    def _layer(self, x: Tensor, mask: Tensor, at: str) -> Tensor:
        query, key, value = (
            self._linear(x, f"{at}attention.self.{part}")
            .view(*x.shape[:2], self._heads, -1)
            .transpose(1, 2)
            for part in ("query", "key", "value")
        )
        mixed = F.scaled_dot_product_attention(query, key, value, mask).transpose(1, 2).flatten(2)
        told = self._linear(mixed, f"{at}attention.output.dense")
        x = self._norm(x + told, f"{at}attention.output.LayerNorm")
        inner = F.gelu(self._linear(x, f"{at}intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return F.layer_norm(x, weight.shape, weight, bias, self._eps)
