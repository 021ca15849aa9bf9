"""Speed and fidelity of the packaged embedding model in each precision, on this machine.

    OMP_WAIT_POLICY=PASSIVE python -m eval.bench_embedder [FILE]

``FILE`` holds text to cut into 300 chunks of 200 characters; by default the pages of ``seeds/``.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sentence_transformers import SentenceTransformer

from qa.models.embedding import PACKAGED
from qa.models.encoder import Encoder, best_dtype
from qa.resources import folder

CHUNKS, LENGTH, QUERIES, BATCH = 300, 200, 50, 32

Array = npt.NDArray[np.float32]
Encode = Callable[[list[str]], Array]


def main() -> None:
    """Print one line for each precision; cosines are to the vectors in fp32."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(folder("seeds").glob("*.txt"))
    chunks = cut("".join(path.read_text("utf-8") for path in files))
    out = sys.stdout
    out.write(f"{torch.get_num_threads()} threads, chosen here: {best_dtype()}\n")
    out.write("precision  texts/s  query ms  cosine min  mean\n")
    exact = direct(torch.float32)(chunks)
    ways = {"fp32": direct(torch.float32), "bf16": direct(torch.bfloat16), "int8": dynamic_int8()}
    for name, encode in ways.items():
        vectors, speed = throughput(encode, chunks)
        cosine = (vectors * exact).sum(1)
        out.write(
            f"{name:9}  {speed:7.1f}  {latency(encode, chunks):8.1f}"
            f"  {cosine.min():10.4f}  {cosine.mean():.4f}\n"
        )


def cut(text: str) -> list[str]:
    """Cut ``text`` into overlapping chunks, spread evenly over it."""
    starts = np.linspace(0, max(0, len(text) - LENGTH), CHUNKS).astype(int)
    return ["passage: " + text[start : start + LENGTH] for start in starts]


def direct(dtype: torch.dtype) -> Encode:
    """Return the product's own way in the precision ``dtype``."""
    encoder = Encoder(PACKAGED, dtype)
    return encoder.encode


def dynamic_int8() -> Encode:
    """Return the network with PyTorch's dynamic int8 quantization of its linear layers."""
    model = SentenceTransformer(str(PACKAGED), model_kwargs={"dtype": torch.float32}, device="cpu")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch announces a successor
        quantize: Any = torch.ao.quantization.quantize_dynamic
        quantize(model, {torch.nn.Linear}, inplace=True)

    def encode(texts: list[str]) -> Array:
        return np.asarray(model.encode(texts, batch_size=BATCH, show_progress_bar=False))

    return encode


def throughput(encode: Encode, chunks: list[str]) -> tuple[Array, float]:
    """Return the vectors of ``chunks`` and the texts in a second, after one warm-up batch."""
    encode(chunks[:BATCH])
    start = time.perf_counter()
    vectors = encode(chunks)
    return vectors, len(chunks) / (time.perf_counter() - start)


def latency(encode: Encode, chunks: list[str]) -> float:
    """Return the median milliseconds of one short query."""
    queries = [f"query: {chunk[9:29]}" for chunk in chunks[:QUERIES]]
    marks = [time.perf_counter()]
    for query in queries:
        encode([query])
        marks.append(time.perf_counter())
    return 1000 * float(np.median([b - a for a, b in pairwise(marks)]))


if __name__ == "__main__":
    main()
