"""What a whole article says to a question, beside the chunk of it that was found.

A chunk often names what it speaks of by a pronoun, and the name stands in another paragraph.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from statistics import fmean

from qa.corpus.chunk import heading
from qa.schema import Article
from qa.zh import bigrams, fold

_K1, _B = 1.2, 0.75  # as in the keyword index


def article_scores(
    query: str,
    articles: Iterable[Article],
    frequency: Callable[[Iterable[str]], Mapping[str, int]],
    total: int,
) -> dict[str, float]:
    """Return the BM25 score of each article as a whole, by id.

    ``frequency`` tells how many of the collection's ``total`` chunks hold each bigram; the mean
    length is that of these articles. Robertson, Zaragoza: The Probabilistic Relevance Framework:
    BM25 and Beyond. Foundations and Trends in Information Retrieval 3 (2009).
    """
    texts = {article.id: _text(article) for article in articles}
    held = frequency(sorted(set(bigrams(query))))  # sums come out alike in any run
    rarity = {t: math.log(1 + (total - n + 0.5) / (n + 0.5)) for t, n in held.items()}
    mean = fmean(map(len, texts.values())) if texts else 1.0
    return {name: _score(text, rarity, len(text) / mean) for name, text in texts.items()}


def _score(text: str, rarity: Mapping[str, float], length: float) -> float:
    norm = _K1 * (1 - _B + _B * length)
    counts = ((text.count(term), weight) for term, weight in rarity.items())
    return sum(weight * n * (_K1 + 1) / (n + norm) for n, weight in counts if n)


def _text(article: Article) -> str:
    return fold("\n".join([heading(article, 0), *(p.text for p in article.paragraphs)]))
