"""Trains the probe that tells whether a text goes on with another that breaks off.

    nice python -m eval.train_continuation ARTICLES.jsonl.xz [--cuts 60000]

Articles of the development half are cut inside a sentence, as column ends cut them. What follows
the cut goes on with it; these do not: what follows a cut in another article, a sentence of the
same article, a sentence of another; nor does a sentence go on with the one before it that has
lost its stop and looks like a heading. The embedding model does not learn, so what it puts out is
computed once. Reports the area under the ROC curve on the last tenth of the cuts, and for each
kind of what does not follow. Writes ``qa/models/continuation/model.safetensors``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import torch
from safetensors.torch import save_file
from sklearn.metrics import roc_auc_score
from torch import Tensor

from eval.page_stories import DEVELOPMENT, Story, read_stories
from qa.models.continuation import FOLDER, probe, seams, states
from qa.models.embedding import packaged_encoder

KINDS = ("goes on", "other cut", "own sentence", "other sentence", "after a heading")
"""What stands on the right of the pairs that are made of every cut, in this order."""

SEED = 7
HIDDEN = 192
EPOCHS = 12
BATCH = 1024
RATE = 2e-3
DROPOUT = 0.3
HELD_OUT = 0.1
HALF_WIDTH = 0.7  # of the articles get half-width punctuation, as scans often have it
SIDE = 30  # no cut is nearer to either end of an article

_HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")
_STOP = re.compile(r"[。!?！？]”?")
_NO_BEGINNING = "。!?！？,，、;；:：”）)》"

Pair = tuple[str, str]
Weights = dict[str, Tensor]


def cuts(stories: Sequence[Story], count: int, draw: Random) -> Iterator[list[Pair]]:
    """Yield for ``count`` random cuts the pairs of texts that are made of each."""
    for _ in range(count):
        text, other = (_text(draw.choice(stories), draw) for _ in range(2))
        at, elsewhere = _cut(text, draw), _cut(other, draw)
        left = text[:at]
        first, second = _neighbours(text, draw)
        yield [
            (left, text[at:]),
            (left, other[elsewhere:]),
            (left, _sentence(text, draw)),
            (left, _sentence(other, draw)),
            (first, second),
        ]


def _text(story: Story, draw: Random) -> str:
    return story.text.translate(_HALF_WIDTH) if draw.random() < HALF_WIDTH else story.text


def _cut(text: str, draw: Random) -> int:
    """Return a place inside a sentence where a column may end."""
    inside = [
        at
        for at in range(SIDE, len(text) - SIDE)
        if text[at] not in _NO_BEGINNING and not _STOP.search(text[at - 2 : at])
    ]
    return draw.choice(inside)


def _stops(text: str) -> list[re.Match[str]]:
    return [m for m in _STOP.finditer(text) if 0 < m.start() and m.end() < len(text) - SIDE]


def _sentence(text: str, draw: Random) -> str:
    """Return a text from the beginning of one of its sentences."""
    return text[draw.choice([0, *(m.end() for m in _stops(text))]) :]


def _neighbours(text: str, draw: Random) -> Pair:
    """Return a text up to the stop of a sentence, without it, and what follows the stop."""
    found = _stops(text)
    if not found:
        return text[:SIDE], text
    stop = draw.choice(found)
    return text[: stop.start()], text[stop.end() :]


def train(seen: Tensor, right: Tensor) -> Weights:
    """Fit the probe by AdamW and binary cross-entropy; one cycle of the learning rate."""
    torch.manual_seed(SEED)
    mean, spread = seen.mean(0), seen.std(0) + 1e-3
    net = torch.nn.Sequential(
        torch.nn.Linear(seen.shape[1], HIDDEN),
        torch.nn.GELU(),
        torch.nn.Dropout(DROPOUT),
        torch.nn.Linear(HIDDEN, 1),
    )
    steps = EPOCHS * -(-len(seen) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(seen)), BATCH):
            logits = net((seen[batch] - mean) / spread)[:, 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, right[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return _without_scaling(net, mean, spread)


def _without_scaling(net: torch.nn.Sequential, mean: Tensor, spread: Tensor) -> Weights:
    """Return the weights that do the same to states that were not brought to one scale."""
    table = net.state_dict()
    hidden = table["0.weight"] / spread
    return {
        "hidden.weight": hidden,
        "hidden.bias": table["0.bias"] - hidden @ mean,
        "out.weight": table["3.weight"],
        "out.bias": table["3.bias"],
    }


def report(logits: Tensor) -> str:
    """Return the areas under the curve: all, and what goes on against each kind that does not."""
    rows = logits.reshape(-1, len(KINDS)).numpy()
    lines = []
    for kind in range(1, len(KINDS)):
        both = [*rows[:, 0], *rows[:, kind]]
        area = roc_auc_score([1] * len(rows) + [0] * len(rows), both)
        lines.append(f"{KINDS[0]} / {KINDS[kind]}: {area:.3f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train, report, write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--cuts", type=int, default=60_000)
    options = parser.parse_args()
    stories = read_stories(options.articles, DEVELOPMENT)
    made = [pair for pairs in cuts(stories, options.cuts, Random(SEED)) for pair in pairs]
    encoder = packaged_encoder()
    seen = states(encoder, seams(encoder, made))
    right = torch.tensor([1.0, *[0.0] * (len(KINDS) - 1)]).repeat(options.cuts)
    first = len(KINDS) * round(options.cuts * (1 - HELD_OUT))
    weights = train(seen[:first], right[:first])
    with torch.inference_mode():
        sys.stdout.write(report(probe(weights, seen[first:])))
    FOLDER.mkdir(exist_ok=True)
    save_file({k: v.half().contiguous() for k, v in weights.items()}, FOLDER / "model.safetensors")


if __name__ == "__main__":
    main()
