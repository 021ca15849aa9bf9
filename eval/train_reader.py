"""Trains the reader on top of the packaged embedding model.

    python -m eval.train_reader DRCD_dev.jsonl DRCD_test.jsonl cmrc2018_trial.jsonl

The shared layers do not learn, so what they put out is computed once; only the upper layers and
the span head are trained (AdamW, linear warm-up and decay, cross-entropy of start and end). A
checkpoint is written after every part of an epoch, and a run that is stopped goes on from there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from eval.reading_data import Example, examples
from qa.models.embedding import PACKAGED, packaged_encoder
from qa.models.encoder import Encoder, Layers
from qa.models.reader import DEPTH, FOLDER, SHARED, pair, span_logits

SEED = 20
BATCH = 32
RATE = 2e-4
WARM_UP = 0.1


@dataclass(frozen=True, slots=True)
class Ready:
    """An example as the upper layers see it; ``start`` and ``end`` number tokens, 0 for none."""

    states: Tensor
    allowed: Tensor
    start: int
    end: int


def prepare(encoder: Encoder, found: list[Example]) -> list[Ready]:
    """Compute what the shared layers make of the examples. Answers no token holds are left out."""
    pairs = [pair(encoder, e.question, [(e.heading, e.text)])[0] for e in found]
    order = sorted(range(len(found)), key=lambda i: len(pairs[i].ids))
    ready = []
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        with torch.inference_mode():
            states, _ = encoder.states([pairs[i].ids for i in batch], SHARED)
        for i, row in zip(batch, states, strict=True):
            p, e = pairs[i], found[i]
            places = [p.first + k for k, (a, b) in enumerate(p.offsets) if 0 <= a < b]
            inside = [
                p.first + k for k, (a, b) in enumerate(p.offsets) if a < e.end and b > e.start
            ]
            if e.end and not inside:
                continue
            allowed = torch.zeros(len(p.ids), dtype=torch.bool)
            allowed[[0, *places]] = True
            first, last = (inside[0], inside[-1]) if e.end else (0, 0)
            ready.append(Ready(row[: len(p.ids)].clone(), allowed, first, last))
        if at % (BATCH * 50) == 0:
            _say({"prepared": at, "of": len(order)})
    return ready


def collate(batch: list[Ready]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return states, real tokens, tokens that may be chosen, and the targets (n, 2)."""
    states = torch.nn.utils.rnn.pad_sequence([r.states for r in batch], batch_first=True)
    allowed = torch.nn.utils.rnn.pad_sequence([r.allowed for r in batch], batch_first=True)
    lengths = torch.tensor([[len(r.states)] for r in batch])
    targets = torch.tensor([[r.start, r.end] for r in batch])
    return states, torch.arange(states.shape[1]) < lengths, allowed, targets


def loss_of(layers: Layers, batch: list[Ready]) -> Tensor:
    """Return the mean cross-entropy of start and end."""
    states, real, allowed, targets = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        logits = span_logits(layers, states, real).float()
    logits = logits.masked_fill(~allowed[:, :, None], -1e4)
    return torch.nn.functional.cross_entropy(logits, targets)


def batches(ready: list[Ready], rng: random.Random) -> list[list[Ready]]:
    """Group examples of like length, in random order."""
    mixed = sorted(ready, key=lambda r: len(r.states) + rng.uniform(-8, 8))
    found = [mixed[i : i + BATCH] for i in range(0, len(mixed), BATCH)]
    rng.shuffle(found)
    return found


def initial() -> dict[str, Tensor]:
    """Return the upper layers of the embedding model and a new span head, in float32."""
    table = load_file(PACKAGED / "model.safetensors")
    upper = tuple(f"encoder.layer.{n}." for n in range(SHARED, DEPTH))
    weights = {k: v.float() for k, v in table.items() if k.startswith(upper)}
    generator = torch.Generator().manual_seed(SEED)
    weights["span.weight"] = torch.randn(2, 384, generator=generator) * 0.02
    weights["span.bias"] = torch.zeros(2)
    return weights


def train(layers: Layers, ready: list[Ready], arguments: argparse.Namespace) -> None:
    """Train the weights of ``layers`` in place."""
    weights = layers.weights
    rng = random.Random(arguments.seed)
    schedule = [b for _ in range(arguments.epochs) for b in batches(ready, rng)]
    parameters = [w.requires_grad_() for w in weights.values()]
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    first = _resume(arguments.checkpoint, weights, optimiser)
    began = time.monotonic()
    for step in range(first, len(schedule)):
        done = step / len(schedule)
        rate = RATE * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
        for group in optimiser.param_groups:
            group["lr"] = rate
        loss = loss_of(layers, schedule[step])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if step % 50 == 49:
            _say({"step": step + 1, "of": len(schedule), "loss": round(float(loss), 3),
                  "seconds": round(time.monotonic() - began)})  # fmt: skip
        if step % 200 == 199:
            torch.save({"step": step + 1, "weights": weights, "optimiser": optimiser.state_dict()},
                       arguments.checkpoint)  # fmt: skip


def _resume(checkpoint: Path, weights: dict[str, Tensor], optimiser: torch.optim.Optimizer) -> int:
    if not checkpoint.exists():
        return 0
    kept = torch.load(checkpoint, weights_only=True)
    with torch.no_grad():
        for name, weight in weights.items():
            weight.copy_(kept["weights"][name])
    optimiser.load_state_dict(kept["optimiser"])
    return int(kept["step"])


def _say(values: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED, help="other negatives, another order")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--checkpoint", type=Path, default=Path("reader.checkpoint"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = examples(arguments.files, Path(folder), arguments.seed)
    encoder, weights = packaged_encoder(), initial()
    if arguments.start:
        weights = {name: w.float() for name, w in load_file(arguments.start).items()}
    layers = Layers(weights, encoder.heads, encoder.eps)
    train(layers, prepare(encoder, found), arguments)
    FOLDER.mkdir(exist_ok=True)
    save_file({k: v.detach().half() for k, v in weights.items()}, FOLDER / "model.safetensors")


if __name__ == "__main__":
    main()
