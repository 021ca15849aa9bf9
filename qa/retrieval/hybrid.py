"""Hybrid search: keywords and vectors, fused, as a LangChain retriever.

The settings below were chosen on two collections together: 222 questions over 68,152 news
articles and 124 questions over the five packaged pages. Share of questions, in per cent, with a
right article (news) or the evidence (pages) among the first 1 / 5 / 10:

    news   BM25 over whole articles            68.9 / 89.6 / 96.8
           BM25 over chunks                    74.8 / 94.6 / 95.9
           vectors                             55.4 / 79.7 / 85.1
           this                                77.0 / 95.0 / 97.3
    pages  reciprocal rank fusion, 50 each     73.1 / 95.6 / 97.6
           this                                78.3 / 95.4 / 98.4

Against BM25 over whole articles the gain is sure at 1 and at 5 (95 % paired bootstrap: 2.3 to 14.0
and 2.3 to 9.0 points) and open at 10 (-0.9 to 2.3). Neighbouring settings differ by a point or
two, which is noise; ``eval/bench_retrieval.py`` measures them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from qa.library.store import Library
from qa.retrieval.evidence import article_scores
from qa.retrieval.fusion import Weights, fuse
from qa.schema import Article, Chunk, Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 100
"""How many candidates each searcher hands to the fusion."""

WEIGHTS = Weights(vector=0.5, article=0.5)


class QueryEncoder(Protocol):
    """What searching needs of an embedding model."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the normalised vector of a question: (dimension,)."""
        ...


class HybridRetriever(BaseRetriever):
    """Finds chunks by BM25 and by embedding, and ranks them by both and by their articles.

    Use it in any chain: ``retriever.invoke(question)`` gives documents whose metadata name the
    article (title, author, affiliation, source) and the paragraph. ``hits`` gives the same with
    types. What an index returns and the catalogue does not hold is passed over.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    encoder: Any  # a QueryEncoder; pydantic cannot check a protocol
    k: int = 10
    # The last question's result: people, and evaluations, come back to the same question.
    _last: tuple[object, list[Hit]] = PrivateAttr(default=(None, []))

    def hits(self, query: str, k: int | None = None) -> list[Hit]:
        """Return the ``k`` best chunks for ``query``, best first."""
        wanted = self.k if k is None else k
        depth = max(DEPTH, wanted)
        self.library.refresh()
        asked = (query, depth, self.library.state, self.library.notice)
        known, found = self._last
        if known != asked:
            found = self._search(query, depth)
            self._last = (asked, found)
        return found[:wanted]

    def _search(self, query: str, depth: int) -> list[Hit]:
        encoder: QueryEncoder = self.encoder
        by_word = dict(self.library.search_keywords(query, depth))
        by_vector = dict(self.library.search_vectors(encoder.encode_query(query), depth))
        known = self.library.chunks({**by_word, **by_vector})
        fused = fuse(by_word, by_vector, self._article_scores(query, known), WEIGHTS)
        found = []
        for name, score in fused[:depth]:
            chunk, article = known[name]
            scores = {
                searcher: ranking[name]
                for searcher, ranking in (("keyword", by_word), ("vector", by_vector))
                if name in ranking
            }
            found.append(Hit(chunk, article, score, scores))
        return found

    def _article_scores(
        self, query: str, known: Mapping[str, tuple[Chunk, Article]]
    ) -> dict[str, float]:
        """Return for each chunk what its article as a whole scores."""
        articles = {article.id: article for _, article in known.values()}
        library = self.library
        scores = article_scores(
            query, articles.values(), library.document_frequency, library.chunk_count()
        )
        return {name: scores[article.id] for name, (_, article) in known.items()}

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [to_document(hit) for hit in self.hits(query)]


def to_document(hit: Hit) -> Document:
    """Return a hit as a LangChain document: the chunk's text, and where it stands."""
    article, chunk = hit.article, hit.chunk
    return Document(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "article_id": article.id,
            "title": article.title,
            "author": article.author,
            "affiliation": article.affiliation,
            "source": article.source,
            "paragraph": chunk.paragraph,
            "start": chunk.start,
            "end": chunk.end,
            "score": hit.score,
        },
    )
