"""Hybrid search: keywords and vectors, fused, as a LangChain retriever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from qa.library.store import Library
from qa.retrieval.fusion import reciprocal_rank_fusion
from qa.schema import Hit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 50
"""How many candidates each searcher hands to the fusion."""

WEIGHTS = {"keyword": 1.0, "vector": 1.0}


class QueryEncoder(Protocol):
    """What searching needs of an embedding model."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the normalised vector of a question: (dimension,)."""
        ...


class HybridRetriever(BaseRetriever):
    """Finds chunks by BM25 and by embedding and fuses both rankings by reciprocal rank.

    Use it in any chain: ``retriever.invoke(question)`` gives documents whose metadata name the
    article (title, author, affiliation, source) and the paragraph. ``hits`` gives the same with
    types. What an index returns and the catalogue does not hold is passed over.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    encoder: Any  # a QueryEncoder; pydantic cannot check a protocol
    k: int = 10

    def hits(self, query: str, k: int | None = None) -> list[Hit]:
        """Return the ``k`` best chunks for ``query``, best first."""
        wanted = self.k if k is None else k
        depth = max(DEPTH, wanted)
        encoder: QueryEncoder = self.encoder
        self.library.refresh()
        by_word = dict(self.library.search_keywords(query, depth))
        by_vector = dict(self.library.search_vectors(encoder.encode_query(query), depth))
        fused = reciprocal_rank_fusion(
            {"keyword": list(by_word), "vector": list(by_vector)}, WEIGHTS
        )
        known = self.library.chunks(name for name, _ in fused)
        found = []
        for name, score in fused:
            if name in known:
                chunk, article = known[name]
                scores = {
                    searcher: ranking[name]
                    for searcher, ranking in (("keyword", by_word), ("vector", by_vector))
                    if name in ranking
                }
                found.append(Hit(chunk, article, score, scores))
        return found[:wanted]

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
