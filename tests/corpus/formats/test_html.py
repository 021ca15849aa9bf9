"""The article of an HTML page, without menus, scripts and hidden text."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.corpus.sources import Limits, read_source
from qa.errors import SourceError
from qa.schema import Article, Role

FIRST = "清晨六点,山城老街的石板路上已有行人,对面的茶馆也卸下了第一块门板。"
SECOND = "修缮的难处在材料,工匠们沿江走了两百多公里,收来四万片旧瓦。"
PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>老街不拆一栋房_山城网</title><style>.x {{ color: red }}</style>
<script>var hidden = "脚本里的文字,不是正文。";</script></head><body>
<nav><a href="/">首页</a> <a href="/n">新闻,快讯</a></nav>
<div class="crumbs">当前位置:首页 &gt; 新闻</div>
<div id="wrap"><h1>老街不拆一栋房</h1>
<p class="info">2024-05-06 08:00 来源:山城日报 作者:周明</p>
<div class="text"><p>&emsp;&emsp;{FIRST}</p>
<p style="display: none">隐藏的文字,不应出现。</p><p hidden>同样隐藏,不应出现。</p>
<h2>修旧如旧</h2><p>修缮的难处在<a href="x">材料</a>,工匠们沿江走了<b>两百多公里</b>,
收来四万片旧瓦。</p><!-- 注释,不应出现。 -->
<figure><img src="a.png"><figcaption>老街夜景</figcaption></figure>
<table><tr><th>年份</th><th>游客</th></tr><tr><td>2023</td><td>三十万</td></tr></table></div></div>
<ul class="list"><li><a href="1">另一条新闻的标题,很长很长</a></li></ul>
<div class="related"><p>相关阅读:旅游收入增长,游客增多。</p></div>
<footer>版权所有,未经许可不得转载。</footer></body></html>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.html"


def read(path: Path, text: str, limits: Limits = Limits()) -> list[Article]:  # noqa: B008
    path.write_text(text, "utf-8")
    return list(read_source(path, "a.html", limits).articles)


def test_only_the_article_of_a_page_is_read(path: Path) -> None:
    (article,) = read(path, PAGE)
    assert article.title == "老街不拆一栋房"
    assert [(p.role, p.text) for p in article.paragraphs] == [
        (Role.BODY, FIRST),
        (Role.SUBHEAD, "修旧如旧"),
        (Role.BODY, SECOND),
        (Role.CAPTION, "老街夜景"),
        (Role.BODY, "年份\u3000游客"),
        (Role.BODY, "2023\u3000三十万"),
    ]
    assert (article.date, article.paper) == ("2024年5月6日", "山城日报")
    assert article.authors == ("周明",)
    assert article.head.text == "老街不拆一栋房\n2024-05-06 08:00 来源:山城日报 作者:周明"


META = """<meta property="og:title" content="老街不拆一栋房"><meta name="author" content="周明">
<meta property="article:published_time" content="2024-05-06T08:00:00+08:00">
<meta name="source" content="山城日报">"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{
"@type": "NewsArticle", "headline": "老街不拆一栋房", "datePublished": "2024-05-06",
"author": [{"@type": "Person", "name": "周明"}], "publisher": {"name": "山城日报"}}]}</script>"""


@pytest.mark.parametrize("declared", [META, LINKED])
def test_what_the_page_declares_is_taken_where_its_text_is_silent(
    path: Path, declared: str
) -> None:
    (article,) = read(path, f"<head>{declared}</head><body><p>{FIRST}<p>{SECOND}")
    assert (article.title, article.titled) == ("老街不拆一栋房", True)
    assert (article.authors, article.date) == (("周明",), "2024年5月6日")
    assert article.paper == "山城日报"
    assert article.head.text == "老街不拆一栋房\n周明"


def test_an_author_that_is_no_person_is_not_taken(path: Path) -> None:
    meta = '<meta name="author" content="山城网络传媒有限公司">'
    (article,) = read(path, f"{meta}<h1>老街不拆一栋房</h1><p>{FIRST}")
    assert article.authors == ()


def test_several_main_headings_are_several_articles(path: Path) -> None:
    found = read(path, f"<h1>老街不拆一栋房</h1><p>{FIRST}</p><h1>果农盼来冷库</h1><p>{SECOND}</p>")
    assert [a.title for a in found] == ["老街不拆一栋房", "果农盼来冷库"]


def test_the_encoding_may_be_named_in_the_page(path: Path) -> None:
    path.write_bytes(f'<meta charset="gb2312"><h1>老街</h1><p>{FIRST}'.encode("gb18030"))
    reading = read_source(path, "a.html")
    assert (reading.encoding, reading.guessed) == ("gb18030", False)
    assert [p.text for a in reading.articles for p in a.paragraphs] == [FIRST]


@pytest.mark.parametrize("text", ["<!-- 无 -->", "<html></html>", "<script>x</script>"])
def test_a_page_without_text_is_refused(path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="正文"):
        read(path, text)


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_elements_too_deep_within_elements_are_refused(path: Path, tag: str) -> None:
    with pytest.raises(SourceError, match="嵌套超过 100 层"):
        read(path, f"<{tag}>" * 50_000 + FIRST, Limits(depth=100))


def test_reading_ends_when_the_time_is_over(path: Path) -> None:
    with pytest.raises(SourceError, match="已停止"):
        read(path, PAGE, Limits(seconds=1e-9))
