"""Markdown without its markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.corpus.sources import read_source
from qa.schema import Article, Role

TITLE = "山城老街修缮不拆一栋房"
FIRST = "清晨六点,山城老街的石板路上已有行人,对面的茶馆也卸下了第一块门板。"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.md"


def read(path: Path, text: str) -> list[Article]:
    path.write_text(text, "utf-8")
    return list(read_source(path, "a.md").articles)


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]


def test_markup_does_not_appear_in_paragraphs(path: Path) -> None:
    (article,) = read(
        path,
        "# 山城老街修缮不拆一栋房\n\n"
        "清晨的**老街**,有*行人*和[茶馆](http://x.y '题')`炉灶`。<b>热气</b>往上\n走,plain\nwords。"
        "  \n另起一行。\n\n"
        "> 引用一句。\n\n- 甲项\n- 乙项\n\n3. 丙项\n4. 丁项\n\n"
        "|年份|游客|\n|-|-|\n|2023|**三十万**|\n\n![老街夜景](a.png)\n\n---\n\n"
        "<script>alert(1)</script>\n\n    四个空格开头的一段。\n",
    )
    assert article.title == TITLE
    assert texts(article) == [
        "清晨的老街,有行人和茶馆炉灶。热气往上走,plain words。",
        "另起一行。",
        "引用一句。",
        "甲项",
        "乙项",
        "3. 丙项",
        "4. 丁项",
        "年份\u3000游客",
        "2023\u3000三十万",
        "老街夜景",
        "四个空格开头的一段。",
    ]
    assert article.paragraphs[9].role is Role.CAPTION


def test_lower_headings_are_subheads(path: Path) -> None:
    (article,) = read(path, f"# {TITLE}\n\n周明\n\n{FIRST}\n\n## 一、修旧如旧\n\n{FIRST}")
    assert [p.role for p in article.paragraphs] == [Role.BODY, Role.SUBHEAD, Role.BODY]
    assert article.authors == ("周明",)


def test_several_headings_of_the_highest_level_are_several_articles(path: Path) -> None:
    found = read(path, f"# {TITLE}\n\n{FIRST}\n\n# 果农盼来冷库\n\n李华\n\n{FIRST}")
    assert [(a.title, a.authors) for a in found] == [
        (TITLE, ()),
        ("果农盼来冷库", ("李华",)),
    ]


def test_a_file_without_headings_is_read_as_a_page(path: Path) -> None:
    (article,) = read(path, f"{TITLE}\n\n周明\n\n{FIRST}\n\n{FIRST}")
    assert (article.title, article.authors) == (TITLE, ("周明",))


def test_front_matter_declares_title_authors_and_date(path: Path) -> None:
    declared = ["author: [周明, 李华]", "date: 2024-05-06", "source: 山城日报"]
    front = "\n".join(["---", f"title: {TITLE}", *declared, "---", ""])
    (article,) = read(path, f"{front}\n## 修旧如旧\n\n{FIRST}")
    assert (article.title, article.authors) == (TITLE, ("周明", "李华"))
    assert (article.date, article.paper) == ("2024年5月6日", "山城日报")
    assert article.head.text == "山城老街修缮不拆一栋房\n周明、李华"
    assert texts(article) == ["修旧如旧", FIRST]


@pytest.mark.parametrize("front", ["[" * 3000, "a: &a [x]\nb: *c", "title: {a: b}", "- x"])
def test_front_matter_that_is_broken_or_hostile_declares_nothing(path: Path, front: str) -> None:
    (article,) = read(path, f"---\n{front}\n---\n# {TITLE}\n\n{FIRST}")
    assert (article.title, texts(article)) == (TITLE, [FIRST])


def test_nesting_without_end_hurts_nothing(path: Path) -> None:
    (article,) = read(path, f"# {TITLE}\n\n{FIRST}\n\n{'>' * 10_000}文\n\n{'[' * 10_000}")
    assert texts(article)[0] == FIRST
