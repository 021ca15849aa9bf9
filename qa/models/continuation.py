"""Tells whether a text goes on with another that breaks off.

A probe (Tenney et al. 2019, arXiv:1905.06316) on the packaged embedding model: what its sixth
layer makes of the last token of the one and of the first token of the other, read side by side,
goes through a hidden layer to one logit. The weights are in ``continuation/model.safetensors``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from qa.models.cores import side_by_side
from qa.models.embedding import packaged_encoder
from qa.models.encoder import BATCH_TOKENS, Encoder, batches

FOLDER = Path(__file__).parent / "continuation"
DEPTH = 6
LENGTH = 24
"""So many characters on either side of a seam are read."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seam:
    """The tokens of two texts side by side; the second begins at ``place``."""

    ids: list[int]
    place: int


def seams(encoder: Encoder, pairs: Sequence[tuple[str, str]]) -> list[Seam]:
    """Put the end of each first text beside the beginning of the second."""
    left = encoder.tokenize([first[-LENGTH:] for first, _ in pairs])
    right = encoder.tokenize([second[:LENGTH] for _, second in pairs])
    return [
        Seam(before[:-1] + after[1:], len(before) - 1)
        for (before, _), (after, _) in zip(left, right, strict=True)
    ]


@torch.inference_mode()
def states(encoder: Encoder, found: Sequence[Seam]) -> Tensor:
    """Return what the probe sees of each seam: float32 (n, 2 · dimension)."""
    seen = torch.empty(len(found), 2 * encoder.dimension)

    @torch.inference_mode()
    def see(batch: list[int]) -> None:
        x, _ = encoder.states([found[i].ids for i in batch], DEPTH)
        rows, places = torch.arange(len(batch)), torch.tensor([found[i].place for i in batch])
        seen[batch] = torch.cat((x[rows, places - 1], x[rows, places]), 1).float()

    side_by_side(see, list(batches([len(seam.ids) for seam in found], BATCH_TOKENS)))
    return seen


class Continuation:
    """The probe. Never written to once made: threads may share it."""

    def __init__(self, encoder: Encoder, weights: dict[str, Tensor]) -> None:
        self._encoder = encoder
        self._weights = {name: weight.float() for name, weight in weights.items()}

    @torch.inference_mode()
    def logits(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Return the log odds that each second text goes on with the first: float32 (n,)."""
        seen = states(self._encoder, seams(self._encoder, pairs))
        found: Array = probe(self._weights, seen).numpy()
        return found


def probe(weights: dict[str, Tensor], seen: Tensor) -> Tensor:
    """Send what is seen of seams through the hidden layer: logits, (n,)."""
    hidden = F.gelu(F.linear(seen, weights["hidden.weight"], weights["hidden.bias"]))
    return F.linear(hidden, weights["out.weight"], weights["out.bias"])[:, 0]


@cache
def packaged_continuation() -> Continuation:
    """Return the probe that travels with the package, loaded once in a process."""
    return Continuation(packaged_encoder(), load_file(FOLDER / "model.safetensors"))
