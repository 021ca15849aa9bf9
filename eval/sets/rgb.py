"""The Retrieval-Augmented Generation Benchmark (Chen et al., AAAI 2024, arXiv:2309.01431).

``{"id", "query", "answer": ["…" or ["…", "…"]], "positive": [texts], "negative": [texts]}`` a
line. Noise robustness: five passages are given, a share of them noise, and an answer is right
that contains every answer string (an inner list holds spellings of one). Negative rejection: all
five are noise, and the right answer is none. How passages are picked follows the authors' code:
the first ones, and as many of the other kind where one kind does not suffice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pydantic import BaseModel, Field

from eval.questions import UNANSWERABLE, Question
from eval.sets.question_set import QuestionSet, Shelf, Task

FORM = "rgb"
RATIOS = (0.0, 0.2, 0.4, 0.6, 0.8)
"""Shares of noise among the passages."""
GIVEN = 5
"""Passages given with a question."""


class Instance(BaseModel):
    """A line of the file. In the files of information integration, positives are grouped."""

    id: str = Field(coerce_numbers_to_str=True)
    query: str = Field(min_length=1)
    answer: str | list[str | list[str]]
    positive: list[str | list[str]]
    negative: list[str]

    @property
    def points(self) -> tuple[tuple[str, ...], ...]:
        """What an answer must contain, each in one of its spellings."""
        answers = [self.answer] if isinstance(self.answer, str) else self.answer
        return tuple((a,) if isinstance(a, str) else tuple(a) for a in answers)

    @property
    def positives(self) -> list[str]:
        """The passages that answer; of groups, first one of each, then the rest."""
        groups = [[p] if isinstance(p, str) else p for p in self.positive]
        deepest = max(map(len, groups), default=0)
        return [group[n] for n in range(deepest) for group in groups if n < len(group)]


@dataclass(frozen=True, slots=True)
class Mix:
    """How many passages of each kind are given."""

    positive: int
    negative: int


def is_instance(first: dict[str, object]) -> bool:
    """Tell whether the first object of a file is of this form."""
    return {"query", "answer", "positive", "negative"} <= set(first)


def mix(ratio: float, positive: int, negative: int, given: int = GIVEN) -> Mix:
    """Share ``given`` passages out at a ratio of noise, as far as there are enough of each."""
    noise = math.ceil(round(given * ratio, 9))  # 5 × 0.6 must not become 4
    if noise > negative:
        return Mix(min(given - negative, positive), negative)
    right = min(given - noise, positive)
    return Mix(right, min(given - right, negative))


def read(objects: list[object]) -> QuestionSet:
    """Read instances: each becomes a question for every ratio, and one for the rejection."""
    shelf, questions, given = Shelf(), [], {}
    for instance in (Instance.model_validate(found) for found in objects):
        positives = [shelf.put(text) for text in instance.positives]
        negatives = [shelf.put(text) for text in instance.negative]
        for ratio in RATIOS:
            name, kind = f"{instance.id}@{ratio:g}", noise_kind(ratio)
            wanted = mix(ratio, len(positives), len(negatives))
            given[name] = (*positives[: wanted.positive], *negatives[: wanted.negative])
            questions.append(Question(name, "dev", kind, instance.query, True, instance.points))
        name = f"{instance.id}@1"
        given[name] = tuple(negatives[:GIVEN])
        questions.append(Question(name, "dev", UNANSWERABLE, instance.query, answerable=False))
    return QuestionSet(FORM, Task.RGB, tuple(questions), shelf.passages, given)


def noise_kind(ratio: float) -> str:
    """Return the kind of a question asked at a ratio of noise."""
    return f"noise_{ratio:g}"
