"""Ready articles, a line each: what is taken, what is skipped, and how much is held at once."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.formats.document import read_record
from qa.corpus.formats.lines import Facts, Line
from qa.corpus.formats.record import LONG_PARAGRAPH
from qa.corpus.sources import Limits, Reading, read_source
from qa.errors import SourceError
from qa.schema import Article

TEXT = "港口的吞吐量今年再创新高,货轮排到了防波堤外。"
Make = Callable[..., Reading]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Read a file of these records; a string is written as it stands."""

    def read(*records: object, name: str = "a.jsonl", **limits: int) -> Reading:
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        data = "\n".join(lines).encode()
        pack = {".gz": gzip.compress, ".xz": lzma.compress}.get(Path(name).suffix, bytes)
        (tmp_path / name).write_bytes(pack(data))
        return read_source(tmp_path / name, name, Limits(**limits))

    return read


def test_the_fields_of_a_record_become_those_of_the_article(make: Make) -> None:
    record = {
        "id": 7, "title": "港口忙", "text": f"{TEXT}\n\n{TEXT}", "authors": ["周明", "李华"],
        "affiliation": "港务局", "paper": "海港日报", "date": "2024-05-06", "page": 3, "tags": [],
    }  # fmt: skip
    (article,) = make(record).articles
    assert (article.title, article.authors) == ("港口忙", ("周明", "李华"))
    assert (article.affiliation, article.paper) == ("港务局", "海港日报")
    assert (article.date, article.page, article.part) == ("2024年5月6日", "3", 1)
    assert [p.text for p in article.paragraphs] == [TEXT, TEXT]
    assert article.head.text == "港口忙\n周明、李华\n港务局"


@pytest.mark.parametrize(
    ("head", "title", "date", "authors"),
    [
        ("港口忙到天明", "港口忙到天明", "", ()),
        ("2023-08-16 18:24:57", "", "2023年8月16日", ()),
        ("来源:某某网 | 2023年08月13日 20:27", "", "2023年8月13日", ()),
        ("07-21 15:42", "", "", ()),
        ("记者:周明", "", "", ("周明",)),
        ("", "", "", ()),
    ],
)
def test_a_head_is_a_headline_unless_it_is_a_date_a_source_or_a_byline(
    make: Make, head: str, title: str, date: str, authors: tuple[str, ...]
) -> None:
    (article,) = make({"head": head, "text": TEXT}).articles
    assert (article.title if article.titled else "", article.date) == (title, date)
    assert article.authors == authors


def test_a_headline_may_begin_with_a_number(make: Make) -> None:
    (article,) = make({"title": "一、港口忙", "text": TEXT}).articles
    assert (article.title, len(article.paragraphs)) == ("一、港口忙", 1)


def test_an_article_without_a_headline_is_labelled_and_says_so(make: Make) -> None:
    (article,) = make({"text": TEXT}).articles
    assert article.title == "港口的吞吐量今年再创新高…"
    assert not article.titled
    assert article.doubts


def test_lines_that_are_no_article_are_skipped_and_noted(make: Make) -> None:
    good = {"title": "港口忙", "text": TEXT}
    reading = make("{", good, "[1]", {"text": 1.5}, {"title": "空"}, "", good)
    assert [article.part for article in reading.articles] == [2, 7]
    assert reading.notes == [
        "跳过第 1 行:不是有效的 JSON(须为 UTF-8)。",
        "跳过第 3 行:不是 JSON 对象。",
        "跳过第 4 行:“text”的值不是文字。",
        "跳过第 5 行:没有正文(text、content 或 paragraphs)。",
    ]


def test_a_handful_of_skipped_lines_is_listed_and_the_others_are_counted(make: Make) -> None:
    reading = make({"text": TEXT}, *["x"] * 30)
    assert len(list(reading.articles)) == 1
    assert len(reading.notes) == 6
    assert reading.notes[-1] == "另有 25 行跳过。"


def test_a_file_without_any_article_is_refused_with_the_first_reason(make: Make) -> None:
    with pytest.raises(SourceError, match=r"没有可用的文章.*第 1 行"):
        make("x", "y")


def test_an_overlong_line_is_skipped_and_does_not_end_the_file(make: Make) -> None:
    good = {"text": TEXT}
    reading = make(good, {"text": TEXT * 1000}, good, line_bytes=1000)
    assert [article.part for article in reading.articles] == [1, 3]
    assert reading.notes == ["跳过第 2 行:超过 1000 字节。"]


def test_articles_are_read_as_they_are_taken(make: Make) -> None:
    reading = make({"text": TEXT}, *["x"] * 3, {"text": TEXT})
    next(reading.articles)
    assert not reading.notes  # the bad lines have not been reached
    next(reading.articles)
    assert len(reading.notes) == 3


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.xz"])
def test_packed_files_are_read_and_a_cut_one_is_told(make: Make, name: str, tmp_path: Path) -> None:
    records = [{"title": f"第{n}篇港口新闻", "text": TEXT + str(n)} for n in range(3000)]
    assert len(list(make(*records, name=name).articles)) == 3000
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data + data)  # two packed files in one
    assert len(list(read_source(tmp_path / name, name).articles)) == 5998  # two on one line
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match="损坏"):
        list(read_source(tmp_path / name, name).articles)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.xz"])
def test_a_packed_bomb_is_stopped_while_it_unpacks(make: Make, name: str) -> None:
    bomb = " " * 30_000_000
    with pytest.raises(SourceError, match="压缩比"):
        make(bomb, name=name)
    with pytest.raises(SourceError, match="解压后超过 2 MB"):
        make(bomb, name=name, bulk_bytes=2_000_000)


@given(st.text(st.sampled_from("港口忙。!,a \n"), min_size=1, max_size=60), st.integers(1, 200))
def test_overlong_paragraphs_are_cut_and_lose_nothing(piece: str, times: int) -> None:
    article = _one(piece * times)
    if article is None:
        assert not piece.strip()
        return
    texts = [p.text for p in article.paragraphs]
    assert all(0 < len(text) <= LONG_PARAGRAPH for text in texts)
    assert "".join("".join(texts).split()) == "".join((piece * times).split())


def _one(text: str) -> Article | None:
    lines = [Line(line.strip()) for line in text.split("\n") if line.strip()]
    return next(iter(read_record([Line("题目", 1), *lines], Facts(), "x", 1).articles), None)
