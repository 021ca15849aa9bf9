"""Chinese wording that more than one part shows: one place, so that it stays consistent."""

from qa.schema import HEAD

REFUSAL = "资料中没有找到这个问题的答案。"
"""The one wording of a refusal: used by code, prompt and tests."""

ATTRIBUTION_DOUBT = "归属待核"
UNSIGNED = "未署名"
HEAD_LABEL = "标题与署名"


def paragraph_label(n: int) -> str:
    """Return how a paragraph is named to users."""
    return HEAD_LABEL if n == HEAD else f"第{n}段"
