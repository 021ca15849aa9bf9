"""Trains the reader: all layers of the packaged embedding model and a span head.

    nice python -m eval.train_reader DRCD_dev.jsonl DRCD_test.jsonl cmrc2018_trial.jsonl
        [--news ARTICLES.jsonl.xz] [--start FIRST.safetensors] [--epochs 2] [--checkpoint FILE]
    nice python -m eval.train_reader WRITTEN.jsonl --found 0.43 --start LAST.safetensors --rate 4e-5
    nice python -m eval.train_reader DRCD_dev.jsonl --news ARTICLES.jsonl.xz
        --collections eval/training/news --start LAST.safetensors --rate 4e-5

AdamW, linear warm-up and decay, the loss of ``eval.reading_loss``; the table of token embeddings
stays the embedding model's and does not learn. Every pass has negatives of its own. With
``--found`` that share of the questions meets the passages that searching finds
(``eval.reading_groups``), and all of them are one choice: the tokens of every passage and "no
answer". With ``--collections`` so do the questions of a folder of ``eval/training`` over the
collections that they were written for (``eval.reading_collections``). A checkpoint is written as it
goes, and a run that is stopped goes on from there. What it prints, a JSON object a line, is the
training log; the last lines are the figures on the paragraphs held out (``eval.reading_score``).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from eval.reading_collections import collected
from eval.reading_data import Context, Example, Examples, read_contexts
from eval.reading_groups import Groups
from eval.reading_loss import Choice, loss_of, prepare
from eval.reading_news import news_contexts
from eval.reading_score import score_reader
from qa.models.embedding import PACKAGED, packaged_encoder
from qa.models.encoder import Encoder
from qa.models.layers import Layers
from qa.models.reader import FOLDER, Reader

SEED = 20
BATCH = 32
RATE = 1e-4
WARM_UP = 0.1
SPREAD = 8  # tokens by which the lengths of a batch may differ beyond their order
REPORTED, SAVED = 50, 200  # steps between lines of the log, and between checkpoints


def batches(choices: Sequence[Choice], draw: Random) -> list[list[Choice]]:
    """Group choices of like length, ``BATCH`` passages together, in random order."""

    def length(choice: Choice) -> float:
        return max(len(r.ids) for r in choice) + draw.uniform(-SPREAD, SPREAD)

    mixed = sorted(choices, key=length)
    size = BATCH // max(map(len, mixed), default=1)
    found = [mixed[i : i + size] for i in range(0, len(mixed), size)]
    draw.shuffle(found)
    return found


def initial() -> dict[str, Tensor]:
    """Return the layers of the embedding model and a new span head, in float32."""
    table = load_file(PACKAGED / "model.safetensors")
    weights = {k: v.float() for k, v in table.items() if k.startswith("encoder.layer.")}
    generator = torch.Generator().manual_seed(SEED)
    weights["span.weight"] = torch.randn(2, 384, generator=generator) * 0.02
    weights["span.bias"] = torch.zeros(2)
    return weights


class Training:
    """A run: what learns, the order of the examples, and how far it has come."""

    def __init__(self, weights: dict[str, Tensor], checkpoint: Path) -> None:
        self.encoder = packaged_encoder()
        self.layers = Layers(weights, self.encoder.heads, self.encoder.eps)
        self._parameters = [w.requires_grad_() for w in weights.values()]
        self._optimiser = torch.optim.AdamW(self._parameters, weight_decay=0.01)
        self._checkpoint = checkpoint

    def run(self, schedule: Sequence[Sequence[Choice]], rate: float) -> None:
        """Learn from every batch of the schedule."""
        began = time.monotonic()
        for step in range(self._resume(), len(schedule)):
            done = step / len(schedule)
            for group in self._optimiser.param_groups:
                group["lr"] = rate * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
            loss = self._step(schedule[step])
            if (step + 1) % REPORTED == 0:
                seconds = round(time.monotonic() - began)
                say({"step": step + 1, "of": len(schedule), "loss": loss, "seconds": seconds})
            if (step + 1) % SAVED == 0:
                self._save(step + 1)

    def _step(self, batch: Sequence[Choice]) -> float:
        loss = loss_of(self.encoder, self.layers, batch)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimiser.step()
        return round(loss.item(), 3)

    def _save(self, step: int) -> None:
        state = {"step": step, "weights": self.layers.weights}
        torch.save(state | {"optimiser": self._optimiser.state_dict()}, self._checkpoint)

    def _resume(self) -> int:
        if not self._checkpoint.exists():
            return 0
        kept = torch.load(self._checkpoint, weights_only=True)
        with torch.no_grad():
            for name, weight in self.layers.weights.items():
                weight.copy_(kept["weights"][name])
        self._optimiser.load_state_dict(kept["optimiser"])
        return int(kept["step"])


def say(values: dict[str, object]) -> None:
    """Write a line of the log."""
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def schedule_of(
    encoder: Encoder, contexts: Sequence[Context], epochs: int, seed: int
) -> list[list[Choice]]:
    """Return the batches of all passes over the paragraphs."""
    found: list[list[Choice]] = []
    for epoch in range(seed, seed + epochs):
        with tempfile.TemporaryDirectory() as folder:
            examples = Examples(contexts, Path(folder), epoch).all()
        found += batches([[ready] for ready in prepare(encoder, examples)], Random(epoch))
        say({"pass": epoch, "examples": len(examples)})
    return found


def searched_schedule(
    encoder: Encoder, groups: Sequence[Sequence[Example]], seed: int
) -> list[list[Choice]]:
    """Return the batches of questions with the passages that searching finds."""
    say({"searched": seed, "questions": len(groups)})
    choices = ([*prepare(encoder, group)] for group in groups)
    whole = [c for c, group in zip(choices, groups, strict=True) if len(c) == len(group)]
    return batches(whole, Random(seed))


def searched(contexts: Sequence[Context], share: float, seed: int) -> list[list[Example]]:
    """Return the passages that searching finds for a share of the questions."""
    with tempfile.TemporaryDirectory() as folder:
        return Groups(contexts, Path(folder), seed).all(share)


def main() -> None:
    """Train, write the weights, and measure them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--news", type=Path, help="articles to draft further questions of")
    parser.add_argument("--every", type=int, default=12, help="of so many articles, one")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--found", type=float, help="the share of questions to search for")
    parser.add_argument("--collections", type=Path, help="a folder of questions over collections")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=SEED, help="other negatives, another order")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--checkpoint", type=Path, default=Path("reader.checkpoint"))
    given = parser.parse_args()
    contexts = read_contexts(given.files)
    drafted = news_contexts(given.news, given.every) if given.news and not given.collections else []
    say({"asked": sum(len(c.asked) for c in contexts)})
    say({"drafted": sum(len(c.asked) for c in drafted)})
    weights = initial()
    if given.start:
        weights = {name: w.float() for name, w in load_file(given.start).items()}
    training = Training(weights, given.checkpoint)
    learnt = [c for c in [*contexts, *drafted] if not c.held_out]
    if given.collections:
        groups = collected(given.news, given.collections)
        schedule = searched_schedule(training.encoder, groups, given.seed)
    elif given.found:
        groups = searched(learnt, given.found, given.seed)
        schedule = searched_schedule(training.encoder, groups, given.seed)
    else:
        schedule = schedule_of(training.encoder, learnt, given.epochs, given.seed)
    training.run(schedule, given.rate)
    halves = {name: w.detach().half() for name, w in weights.items()}
    FOLDER.mkdir(exist_ok=True)
    save_file(halves, FOLDER / "model.safetensors")
    reader = Reader(training.encoder, halves)
    for name, found in {"asked": contexts, "drafted": drafted}.items():
        if found:
            say({"held out": name, **score_reader(reader, found)})


if __name__ == "__main__":
    main()
