"""Example questions for a collection, made from its own articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.schema import Article, Role

_COUNT = 6
_QUOTED = re.compile(r"“([^“”]{3,9}(?:工作法|模式|行动|计划|工程|体系|经验|机制))”")


def examples(articles: Sequence[Article]) -> list[str]:
    """Return up to six questions that the collection can answer, of different kinds."""
    questions = [f"“{name}”是什么?" for name in _names(articles)[:2]]
    sure = [a for a in articles if a.titled and not a.doubts]
    questions += [f"{a.authors[0]}是什么职务?" for a in sure if a.authors and a.affiliation][:2]
    questions += [f"《{a.title}》是谁写的?" for a in sure if a.authors][-1:]
    questions.append("资料库收有多少篇文章?")
    return questions[:_COUNT]


def _names(articles: Sequence[Article]) -> list[str]:
    """Names in quotation marks that an article explains more than once, most often first."""
    counts: dict[str, int] = {}
    for article in articles:
        for paragraph in article.paragraphs:
            if paragraph.role is Role.BODY:
                for name in _QUOTED.findall(paragraph.text):
                    counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))
