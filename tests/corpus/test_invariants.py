"""What holds for every page, whatever stands on it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.corpus.articles import articles
from qa.corpus.chunk import chunks
from qa.corpus.read import blocks
from qa.schema import HEAD, Article, Page

LINES = [
    "理论纵横", "何洁", "□许志强 丁宁", "让港口成为开放的窗口", "——一年间", "本报记者 许强",
    "答:是。", "(作者系港口局局长)", "(据新华社上海3月2日电)",
    "(上接1版)码头建成以后,吞吐量增长两成。", "何洁 (受访者供图)",
    "港口是城市对外开放的窗口。去年以来,临江港建成两座码头,船舶在港停时缩短",
    "三小时,货主都说好。", "问:航道怎样整治?",
    "其次,图书馆要走进校园。让书香飘进家庭。(作者单位:图书馆)", "”第一句。", "2024年5月6日",
    "一、怎么看", "(", "第6版", "首先,要建好社区书屋。\n其次,要培养推广人。",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(LINES), max_size=14).map("\n\n".join),
    st.text(st.sampled_from("何洁文章,。?“”()《》:□—问答作者系记者\n \r\u3000a1"), max_size=200),
    st.text(max_size=80),
)


def page(text: str) -> Page:
    return Page("page.txt", text, "utf-8", blocks(text))


def read_again(article: Article, text: str) -> None:
    """Follow every paragraph back to the file."""
    for paragraph in (article.head, *article.paragraphs):
        pieces = [text[span.start : span.end] for span in paragraph.spans]
        assert paragraph.text == ("\n" if paragraph.n == HEAD else "").join(pieces)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_paragraphs_lead_back_to_the_file_and_no_character_has_two_owners(text: str) -> None:
    owned: set[int] = set()
    for article in articles(page(text)):
        read_again(article, text)
        assert [p.n for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
        assert article.title
        assert 0 < article.confidence <= 1
        for paragraph in (article.head, *article.paragraphs):
            for span in paragraph.spans:
                places = set(range(span.start, span.end))
                assert not places & owned
                owned |= places


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.integers(min_value=1, max_value=60))
def test_chunks_tile_their_paragraphs(text: str, size: int) -> None:
    for article in articles(page(text)):
        found = chunks(article, size)
        assert len({chunk.id for chunk in found}) == len(found)
        for paragraph in article.paragraphs:
            own = [chunk for chunk in found if chunk.paragraph == paragraph.n]
            assert all(c.text == paragraph.text[c.start : c.end] for c in own)
            assert all(a.end <= b.start for a, b in pairwise(own))
            covered = "".join(c.text for c in own)
            assert "".join(covered.split()) == "".join(paragraph.text.split())


def test_the_pages_of_the_collection_hold_too(
    seed_pages: list[Page], seed_articles: list[Article]
) -> None:
    texts = {page.source: page.text for page in seed_pages}
    for article in seed_articles:
        read_again(article, texts[article.source])
