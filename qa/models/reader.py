"""Reads a question and a passage together: where the answer stands, and how surely it is there.

The reader shares the token embeddings of the packaged embedding model; its own layers and a span
head (Devlin et al. 2019, section 4.3: SQuAD 2.0) are in ``reader/model.safetensors``. The first
token stands for "no answer here".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from torch import Tensor

from qa.models.cores import side_by_side
from qa.models.embedding import packaged_encoder
from qa.models.encoder import Encoder, batches
from qa.models.layers import Layers, inference_layers

FOLDER = Path(__file__).parent / "reader"
DEPTH = 12
"""Layers of the network."""

QUERY, PASSAGE = "query: ", "passage: "
QUESTION_TOKENS, TOKENS = 96, 448
ANSWER_TOKENS = 60
"""The longest answer, in tokens."""

BATCH_TOKENS = 400
"""Tokens in a batch, padding included: few, so that all cores have something to read."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage as tokens; ``offsets`` are those of the tokens from ``first`` on,
    counted in the passage's text (negative within its heading).
    """

    ids: list[int]
    first: int
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one passage: logits of every token of it as start and end of the
    answer, less half of what stands for "no answer", and the tokens' offsets in the text.
    """

    starts: Array
    ends: Array
    offsets: tuple[tuple[int, int], ...]

    def best(self, start: int, end: int) -> tuple[float, int, int]:
        """Return the best answer within ``text[start:end]``: its score and its offsets.

        Above 0 the reader holds the answer to be there. Minus infinity where no token stands.
        """
        low, high = self._inside(start, end)
        if low == high:
            return float("-inf"), start, start
        scores = self.starts[low:high, None] + self.ends[None, low:high]
        allowed = np.triu(np.ones_like(scores)) - np.triu(np.ones_like(scores), ANSWER_TOKENS)
        scores = np.where(allowed > 0, scores, -np.inf)
        i, j = divmod(int(scores.argmax()), high - low)
        return float(scores[i, j]), self.offsets[low + i][0], self.offsets[low + j][1]

    def mass(self, start: int, end: int) -> float:
        """Return what all spans within ``text[start:end]`` weigh together, as a logarithm.

        In training this decides which sentence answers (``eval/reading_loss.py``). Minus infinity
        where no token stands.
        """
        low, high = self._inside(start, end)
        if low == high:
            return float("-inf")
        return sum(float(np.logaddexp.reduce(x[low:high])) for x in (self.starts, self.ends))

    def _inside(self, start: int, end: int) -> tuple[int, int]:
        """The first token within ``text[start:end]``, and the one behind the last."""
        inside = [i for i, (a, b) in enumerate(self.offsets) if start <= a < b <= end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def pair(encoder: Encoder, question: str, passages: Sequence[tuple[str, str]]) -> list[Pair]:
    """Put a question together with each passage, given as (heading, text)."""
    texts = [f"{PASSAGE}{heading}\n{text}" for heading, text in passages]
    asked, *read = encoder.tokenize([QUERY + question, *texts])
    ids = asked[0][:QUESTION_TOKENS]
    found = []
    for (heading, _), (tokens, offsets) in zip(passages, read, strict=True):
        base = len(PASSAGE) + len(heading) + 1
        room = TOKENS - len(ids)
        places = [(a - base, b - base) for a, b in offsets[:room]]
        found.append(Pair(ids + tokens[:room], len(ids), places))
    return found


class Reader:
    """The layers and the span head. Never written to once made: threads may share it."""

    def __init__(self, encoder: Encoder, weights: dict[str, Tensor]) -> None:
        self.encoder = encoder
        cast = {name: w.to(encoder.dtype) for name, w in weights.items()}
        self._layers = inference_layers(cast, encoder.heads, encoder.eps)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read passages, given as (heading, text), in the light of a question."""
        if not passages:
            return []
        pairs = pair(self.encoder, question, passages)
        groups = list(batches([len(p.ids) for p in pairs], BATCH_TOKENS))
        read = side_by_side(lambda group: self._read([pairs[i] for i in group]), groups)
        found = dict(zip(chain(*groups), chain(*read), strict=True))
        return [found[i] for i in range(len(pairs))]

    @torch.inference_mode()
    def _read(self, pairs: list[Pair]) -> list[Reading]:
        states, real = self.encoder.states([p.ids for p in pairs], 0)
        logits = span_logits(self._layers, states, real).float().numpy()
        return [_reading(row, p) for row, p in zip(logits, pairs, strict=True)]


def span_logits(layers: Layers, states: Tensor, real: Tensor) -> Tensor:
    """Return start and end logits, (n, width, 2), from the embedded tokens."""
    top = layers.run(states, real, 0, DEPTH)
    table = layers.weights
    return torch.nn.functional.linear(top, table["span.weight"], table["span.bias"])


def _reading(logits: Array, p: Pair) -> Reading:
    none = logits[0]
    inside = logits[p.first : p.first + len(p.offsets)] - none
    return Reading(inside[:, 0], inside[:, 1], tuple(p.offsets))


@cache
def packaged_reader() -> Reader:
    """Return the reader that travels with the package, loaded once in a process."""
    return Reader(packaged_encoder(), load_file(FOLDER / "model.safetensors"))
