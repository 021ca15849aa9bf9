"""Citations are numbered from 1, once a place, and carry any doubt about the attribution."""

from dataclasses import replace

from qa.answering.citing import Citations
from qa.schema import HEAD, Article, Paragraph, Role, Span

TEXT = "大桥通车。全长三公里。"
ARTICLE = Article(
    id="a1",
    source="x.txt",
    title="大桥通车",
    titled=True,
    authors=("赵明",),
    affiliation="本报记者",
    head=Paragraph(HEAD, "大桥通车\n赵明", (Span(0, 4), Span(5, 7)), Role.HEAD),
    paragraphs=(Paragraph(1, TEXT, (Span(8, 19),), doubt="请核对"),),
    doubts=("标题取自首句",),
)


def test_the_same_place_gets_the_same_number() -> None:
    cited = Citations()
    assert [cited.cite(ARTICLE, 1, *span) for span in [(0, 5), (5, 11), (0, 5)]] == [1, 2, 1]
    assert [c.quote for c in cited.all()] == ["大桥通车。", "全长三公里。"]


def test_a_quote_stands_in_its_paragraph_at_its_offsets() -> None:
    cited = Citations()
    cited.cite(ARTICLE, 1, 5, 11)
    (citation,) = cited.all()
    assert citation.text[citation.start : citation.end] == citation.quote


def test_a_paragraph_carries_its_doubt_and_the_head_the_articles() -> None:
    cited = Citations()
    cited.cite(ARTICLE, 1, 0, 5)
    cited.cite_head(ARTICLE)
    assert [c.doubt for c in cited.all()] == ["请核对", "标题取自首句"]


def test_a_byline_is_cited_where_the_author_is_named() -> None:
    texts = ("大桥昨日通车。", "全长三公里。(文/赵 明)作者:赵明")
    paragraphs = tuple(Paragraph(n, t, (Span(0, len(t)),)) for n, t in enumerate(texts, 1))
    signed_below = replace(
        ARTICLE, head=replace(ARTICLE.head, text="大桥通车"), paragraphs=paragraphs
    )
    cited = Citations()
    cited.cite_byline(ARTICLE)
    cited.cite_byline(signed_below)
    cited.cite_byline(replace(signed_below, authors=("李四",)))
    assert [c.quote for c in cited.all()] == ["大桥通车\n赵明", "(文/赵 明)作者:赵明", "大桥通车"]
