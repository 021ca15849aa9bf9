"""Two logistic models over the features: which sentence answers, and whether any does.

``support.json`` holds their weights and the threshold, fitted by ``eval/fit_support.py`` on the
development questions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from qa.answering.reading.features import Features

FILE = Path(__file__).with_name("support.json")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A weight for each feature, in the order of ``Features``, and an intercept."""

    weights: tuple[float, ...]
    intercept: float

    def probability(self, features: Features) -> float:
        """Return the probability between 0 and 1."""
        pairs = zip(self.weights, astuple(features), strict=True)
        logit = self.intercept + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class SupportModel:
    """``sentence`` ranks sentences; ``question`` judges the best one: below ``threshold`` the
    collection is held to have no answer.
    """

    sentence: Logistic
    question: Logistic
    threshold: float


def logistic(weights: dict[str, float], intercept: float) -> Logistic:
    """Return a model from weights by feature name. Raises ``KeyError`` where one is missing."""
    return Logistic(tuple(float(weights[field.name]) for field in fields(Features)), intercept)


def feature_names() -> Sequence[str]:
    """Return the names of the features in their order."""
    return [field.name for field in fields(Features)]


@cache
def support_model() -> SupportModel:
    """Return the fitted model that travels with the package."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    models = {
        name: logistic(data[name]["weights"], float(data[name]["intercept"]))
        for name in ("sentence", "question")
    }
    return SupportModel(models["sentence"], models["question"], float(data["threshold"]))
