"""What the reader learns from: examples as tokens, and the price of choosing among them wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from eval.reading_data import Example
from qa.models.encoder import Encoder
from qa.models.layers import Layers
from qa.models.reader import pair, span_logits
from qa.zh import sentences

SENTENCES = 0.5
"""What choosing the wrong sentence weighs against choosing the wrong tokens."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An example as the network sees it.

    ``ids`` are its tokens and ``allowed`` those that may be chosen. Among these, by their order:
    ``answers`` are the first and last of each answer, ``sentences`` the half-open bounds of each
    sentence, and whether it holds an answer.
    """

    ids: list[int]
    allowed: list[int]
    answers: list[tuple[int, int]]
    sentences: list[tuple[int, int, bool]]


Choice = Sequence[Ready]
"""The passages among whose tokens the answer is chosen."""


def prepare(encoder: Encoder, found: Sequence[Example]) -> Iterator[Ready]:
    """Yield the examples as tokens. Answers that no token holds are left out."""
    for example in found:
        p = pair(encoder, example.question, [(example.heading, example.text)])[0]
        kept = [(p.first + k, a, b) for k, (a, b) in enumerate(p.offsets) if 0 <= a < b]
        answers = []
        for start, end in example.answers:
            inside = [i for i, (_, a, b) in enumerate(kept) if a < end and b > start]
            answers += [(inside[0], inside[-1])] if inside else []
        if answers or not example.answers:
            yield Ready(p.ids, [k for k, _, _ in kept], answers, _sentences(example, kept))


def _sentences(
    example: Example, kept: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, bool]]:
    found = []
    for start, end in sentences(example.text):
        inside = [i for i, (_, a, b) in enumerate(kept) if start <= a < b <= end]
        right = any(a < end and b > start for a, b in example.answers)
        found += [(inside[0], inside[-1] + 1, right)] if inside else []
    return found


def loss_of(encoder: Encoder, layers: Layers, batch: Sequence[Choice]) -> Tensor:
    """Return the mean loss of the choices of a batch."""
    with torch.no_grad():
        states, real = encoder.states([r.ids for choice in batch for r in choice], 0)
    with torch.autocast("cpu", torch.bfloat16):
        logits = span_logits(layers, states.float(), real).float()
    rows = iter(logits - logits[:, :1])  # "no answer" is 0 in every passage
    losses = [_loss_of(choice, [next(rows)[r.allowed] for r in choice]) for choice in batch]
    return torch.stack(losses).mean()


def _loss_of(choice: Choice, logits: Sequence[Tensor]) -> Tensor:
    """The price of one choice: of its tokens, and of its sentences."""
    return span_loss(choice, logits) + SENTENCES * sentence_loss(choice, logits)


def span_loss(choice: Choice, logits: Sequence[Tensor]) -> Tensor:
    """Cross-entropy of start and end among all tokens of a choice and "no answer", any answer
    being as good as another (Clark and Gardner 2018, arXiv:1710.10723).

    ``logits`` are those of each passage's tokens that may be chosen, (tokens, 2).
    """
    chances = torch.log_softmax(torch.cat([torch.zeros(1, 2), *logits]), 0)
    found, before = [], 1
    for ready, row in zip(choice, logits, strict=True):
        found += [(before + first, before + last) for first, last in ready.answers]
        before += len(row)
    starts, ends = map(set, zip(*found or [(0, 0)], strict=True))
    right = (torch.logsumexp(chances[sorted(at), i], 0) for i, at in enumerate((starts, ends)))
    return -sum(right, torch.zeros(())) / 2


def sentence_loss(choice: Choice, logits: Sequence[Tensor]) -> Tensor:
    """Cross-entropy of the sentence that answers, among all of a choice and "none": a sentence
    weighs what all spans within it weigh together.
    """
    scores, right = [torch.zeros(())], []
    for ready, row in zip(choice, logits, strict=True):
        for start, end, answers in ready.sentences:
            scores.append(torch.logsumexp(row[start:end], 0).sum())
            right.append(answers)
    chances = torch.log_softmax(torch.stack(scores), 0)
    return -torch.logsumexp(chances[torch.tensor([not any(right), *right])], 0)
