"""Real articles are cleaned of what a website puts around them, and kept in two halves."""

import json
import lzma
from pathlib import Path

import pytest

from eval.page_stories import (
    DEVELOPMENT,
    LONGEST,
    REPORTING,
    Story,
    clean,
    distinct,
    is_prose,
    read_stories,
    side,
)
from qa.corpus.read import read_page
from qa.resources import folder

SENTENCES = [
    f"第{one}{two}家企业今年向港口发出了新的一批货物,比去年同期多出一成。"
    for one in "一二三四五六"
    for two in "十百千万亿"
]
TEXT = "".join(SENTENCES)


def test_the_texts_of_a_real_page_are_prose() -> None:
    name = "001_7c0823d0556f9dc4.txt"
    page = read_page(folder("seeds") / name, name)
    text = "".join(block.text for block in page.blocks if len(block.text) > 200)[:LONGEST]
    assert is_prose(text[: text.rindex("。") + 1])


@pytest.mark.parametrize(
    "text",
    [
        TEXT[:400],  # short
        TEXT + "详情见www.example.com。",
        TEXT.removesuffix("。"),  # breaks off
        "abc def " * 60 + TEXT,  # not Chinese
        TEXT.replace("。", ","),  # no sentences
        TEXT + SENTENCES[3],  # says it twice
    ],
)
def test_what_is_no_running_prose_is_left_out(text: str) -> None:
    assert not is_prose(text)


def test_the_headline_is_taken_where_the_data_set_it_apart() -> None:
    found = clean(f"原标题:港口吞吐量 再创新高          {TEXT}返回搜狐,查看更多责任编辑:")
    assert found == Story(TEXT, "港口吞吐量 再创新高")


def test_a_headline_that_runs_into_the_text_spoils_an_article() -> None:
    assert clean(f"原标题:港口吞吐量再创新高{TEXT}") is None


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("新华社北京8月3日电(记者周明)", ""),
        ("本报讯 记者周明报道:", ""),
        ("", "(记者周明)"),
        ("", "(完)"),
        ("", "分享让更多人看到"),
    ],
)
def test_datelines_and_credits_of_the_source_are_stripped(before: str, behind: str) -> None:
    found = clean(before + TEXT + behind)
    assert found and found.text == TEXT


def test_a_reprint_is_taken_once() -> None:
    reprint = Story("".join(["编者改写了开头。", *SENTENCES[1:]]))
    other = Story(TEXT.replace("港口", "机场"))
    assert list(distinct([Story(TEXT), reprint, other])) == [Story(TEXT), other]


def test_articles_on_one_subject_are_alike() -> None:
    port, airport = Story("港口码头" * 5 + "吞吐"), Story("港口航站" * 5)
    # 港口 口码 码头 头港 and 港口 口航 航站 站港: one of seven
    assert port.likeness(airport) == pytest.approx(1 / 7)
    assert port.likeness(port) == 1
    assert Story("无").likeness(Story("有")) == 0


def test_the_halves_hold_every_article_once(tmp_path: Path) -> None:
    texts = [TEXT.replace("港口", f"{name}港") for name in "东西南北中上下"]
    path = tmp_path / "articles.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    development, reporting = (read_stories(path, half) for half in (DEVELOPMENT, REPORTING))
    assert {s.text for s in development} | {s.text for s in reporting} == set(texts)
    assert len(development) + len(reporting) == len(texts)
    assert {side(story.text) for story in development} <= {DEVELOPMENT}
