"""Log-linear models: what the signals read off a page are worth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

Signals = dict[str, float]
"""Numbers of about -1 to 1 by name; one that is absent is 0."""

Weights = Mapping[str, Mapping[str, float]]
"""What each signal is worth, by model.

``cut`` tells whether what looks like a heading is part of a cut sentence; ``headed`` and ``bare``
whether an article begins at a text, below a head or without any; ``belongs`` to which article a
text goes, ``kin`` whether the two are of one piece; ``title`` which heading is
the headline of an article.
"""


@cache
def fitted() -> Weights:
    """Return the weights that travel with the package, as ``eval/fit_pages.py`` made them."""
    found: Weights = json.loads(files("qa.corpus").joinpath("weights.json").read_text("utf-8"))
    return found


def score(signals: Signals, weights: Mapping[str, float]) -> float:
    """Return the weighted sum of signals, the logarithm of odds."""
    return sum(weights.get(name, 0.0) * value for name, value in signals.items())


def probability(odds: float) -> float:
    """Return the probability for the logarithm of odds."""
    return 1 / (1 + exp(-odds)) if odds > -30 else 0.0
