"""Retrieval over the five pages."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from opencc import OpenCC

from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Article
from qa.service import Service


@pytest.fixture(scope="session")
def retriever(service: Service) -> HybridRetriever:
    return service.retriever


@pytest.fixture(scope="session")
def signed(service: Service) -> list[Article]:
    return [a for a in service.articles() if a.authors and a.affiliation and a.titled]


def articles_found(retriever: HybridRetriever, query: str, k: int = 5) -> set[str]:
    return {hit.article.id for hit in retriever.hits(query, k)}


def test_documents_tell_where_they_stand(retriever: HybridRetriever, service: Service) -> None:
    documents = retriever.invoke("市域社会治理现代化")
    assert len(documents) == retriever.k
    for document in documents:
        told = document.metadata
        article = service.article(told["article_id"])
        assert article is not None
        assert (told["title"], told["author"]) == (article.title, article.author)
        assert (told["affiliation"], told["source"]) == (article.affiliation, article.source)
        text = article.paragraph(told["paragraph"]).text
        assert document.page_content == text[told["start"] : told["end"]]


def test_an_article_is_found_by_its_title_its_author_and_their_post(
    retriever: HybridRetriever, signed: list[Article]
) -> None:
    for article in signed:
        assert article.id in articles_found(retriever, f"《{article.title}》")
        assert article.id in articles_found(retriever, article.authors[0])
        assert article.id in articles_found(retriever, f"{article.authors[0]}写的文章", 10)
    sharing = {a.affiliation for a in signed}
    for post in sharing:
        found = retriever.hits(f"{post}写了什么", 5)
        assert post in {hit.article.affiliation for hit in found}


def test_every_sentence_finds_the_paragraph_it_stands_in(
    retriever: HybridRetriever, service: Service
) -> None:
    for article in service.articles():
        paragraph = article.paragraphs[len(article.paragraphs) // 2]
        places = {(h.article.id, h.chunk.paragraph) for h in retriever.hits(paragraph.text, 5)}
        assert (article.id, paragraph.n) in places


def test_traditional_characters_find_the_same_by_keyword(
    retriever: HybridRetriever, service: Service
) -> None:
    query = "数字经济与产业发展的关系"
    keywords = service.retriever.library.search_keywords
    traditional = OpenCC("s2t").convert(query)
    assert traditional != query
    assert keywords(traditional, 10) == keywords(query, 10)
    assert articles_found(retriever, traditional) & articles_found(retriever, query)


def test_hits_come_best_first_with_the_scores_of_each_searcher(
    retriever: HybridRetriever,
) -> None:
    hits = retriever.hits("国家安全法治体系", 20)
    assert len(hits) == len({hit.chunk.id for hit in hits}) == 20
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert {"keyword", "vector"} == set().union(*(hit.scores for hit in hits))
    assert all(-1 <= h.scores["vector"] <= 1.001 for h in hits if "vector" in h.scores)


def test_signs_that_hold_no_word_are_no_error(retriever: HybridRetriever) -> None:
    for query in ('"', "AND OR NOT", "*", "a'b--", "🙂", "NEAR(a, b)", "\ud800问题"):
        assert len(retriever.hits(query, 3)) == 3


def test_it_works_inside_a_chain(retriever: HybridRetriever) -> None:
    def first_title(state: dict[str, list[Document]]) -> str:
        return str(state["documents"][0].metadata["title"])

    chain = RunnablePassthrough.assign(
        documents=RunnableLambda(lambda state: state["question"]) | retriever
    ) | RunnableLambda(first_title)
    question = "谁写了国家安全法治体系?"
    assert chain.invoke({"question": question}) == retriever.hits(question)[0].article.title
