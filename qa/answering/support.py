"""How likely a sentence is to hold the answer: a logistic model over the features.

The weights in ``support.json`` are fitted by ``eval/fit_support.py`` on reading-comprehension
questions (DRCD, CMRC 2018), the thresholds set on the development questions.
"""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from qa.answering.features import Features

FILE = Path(__file__).with_name("support.json")


@dataclass(frozen=True, slots=True)
class SupportModel:
    """Weights by feature, an intercept, and the least probability that is answered."""

    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, features: Features) -> float:
        """Return the probability that the sentence answers the question."""
        pairs = zip(self.weights, astuple(features), strict=True)
        logit = self.intercept + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-logit))


@cache
def support_model() -> SupportModel:
    """Return the fitted model that travels with the package."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    weights = tuple(float(data["weights"][field.name]) for field in fields(Features))
    return SupportModel(weights, float(data["intercept"]), float(data["threshold"]))
