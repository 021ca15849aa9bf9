"""The layers laid out for speed do what the plain ones do."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import load_file

from qa.models.embedding import PACKAGED
from qa.models.layers import Layers, PackedLayers, inference_layers

HEADS, EPS, DEPTH = 12, 1e-12, 12


@pytest.fixture(scope="module")
def weights() -> dict[str, torch.Tensor]:
    found = load_file(PACKAGED / "model.safetensors")
    return {name: w.bfloat16() for name, w in found.items()}


@pytest.mark.parametrize(("texts", "width"), [(1, 9), (5, 130)])
def test_packed_layers_give_what_plain_ones_give_but_for_rounding(
    weights: dict[str, torch.Tensor], texts: int, width: int
) -> None:
    x = torch.randn(texts, width, 384, generator=torch.Generator().manual_seed(1)).bfloat16()
    real = torch.arange(width) < torch.tensor([[width - i] for i in range(texts)])
    with torch.inference_mode():
        plain = Layers(weights, HEADS, EPS).run(x, real, 0, DEPTH)[real].float()
        packed = PackedLayers(weights, HEADS, EPS).run(x, real, 0, DEPTH)[real].float()
    alike = torch.nn.functional.cosine_similarity(plain, packed)
    assert alike.min() > 0.999


def test_a_matrix_is_held_once(weights: dict[str, torch.Tensor]) -> None:
    kept = PackedLayers(weights, HEADS, EPS).weights
    assert not [n for n, w in kept.items() if n.startswith("encoder.layer.") and w.dim() == 2]


def test_only_bf16_is_packed(weights: dict[str, torch.Tensor]) -> None:
    fp32 = {name: w.float() for name, w in weights.items()}
    assert type(inference_layers(fp32, HEADS, EPS)) is Layers
