"""The measures, as pure functions. One that does not apply to a case is ``None``, never 0."""

from eval.metrics.answers import (
    Points,
    character_f1,
    exact_match,
    has_point,
    length,
    length_ratio,
    points_found,
)
from eval.metrics.citations import (
    Cited,
    attribution,
    citation_precision,
    citation_recall,
    holds,
    verbatim,
)
from eval.metrics.consistency import agreement, consistent
from eval.metrics.refusals import Refusals, area_under_curve, refusals
from eval.metrics.retrieval import ndcg_at_k, recall_at_k, reciprocal_rank
from eval.metrics.spelling import normalise
from eval.metrics.statistics import (
    bootstrap_interval,
    mcnemar,
    mean,
    paired_difference,
    percentile,
    wilson_interval,
)

__all__ = [
    "Cited",
    "Points",
    "Refusals",
    "agreement",
    "area_under_curve",
    "attribution",
    "bootstrap_interval",
    "character_f1",
    "citation_precision",
    "citation_recall",
    "consistent",
    "exact_match",
    "has_point",
    "holds",
    "length",
    "length_ratio",
    "mcnemar",
    "mean",
    "ndcg_at_k",
    "normalise",
    "paired_difference",
    "percentile",
    "points_found",
    "recall_at_k",
    "reciprocal_rank",
    "refusals",
    "verbatim",
    "wilson_interval",
]
