"""Any file to articles, whose paragraphs can be walked back into the text of the file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import docx
import pytest

from qa.corpus.sources import Limits, Reading, read_parts, read_source
from qa.errors import SourceError

FORMATS = Path(__file__).parent / "formats"
TITLE = "山城老街修缮不拆一栋房"
FIRST = "清晨六点,山城老街的石板路上已有行人,对面的茶馆也卸下了第一块门板。"
SECOND = "修缮的难处在材料,工匠们沿江走了两百多公里,收来四万片旧瓦。"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The same article in every format that can be written here."""
    lines = [TITLE, "周明", FIRST, SECOND]
    (tmp_path / "a.txt").write_text("\n\n".join(lines), "utf-8")
    (tmp_path / "a.md").write_text("# " + "\n\n".join(lines), "utf-8")
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    (tmp_path / "a.html").write_text(f"<h1>{lines[0]}</h1>{body}", "utf-8")
    record = {"title": lines[0], "author": "周明", "paragraphs": lines[2:]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(record).encode()))
    document = docx.Document()
    document.add_heading(lines[0], 1)
    for line in lines[1:]:
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    return tmp_path


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.jsonl.gz", "a.docx"])
def test_an_article_is_the_same_in_every_format(files: Path, name: str) -> None:
    (article,) = read_source(files / name, name).articles
    assert (article.title, article.titled, article.authors) == (
        TITLE,
        True,
        ("周明",),
    )
    assert [p.text for p in article.paragraphs] == [FIRST, SECOND]
    assert article.head.text == "山城老街修缮不拆一栋房\n周明"
    assert article.source == name
    assert article.part == (1 if "jsonl" in name else 0)


def test_spans_lead_back_into_the_text_of_the_part(files: Path) -> None:
    paths = [*sorted(files.iterdir()), *sorted(FORMATS.glob("*.pdf"))]
    for path in paths:
        for part in read_parts(path, path.name).parts:
            for article in part.articles:
                assert article.part == part.page.part
                for paragraph in article.paragraphs:
                    spans = (part.page.text[s.start : s.end] for s in paragraph.spans)
                    assert "".join(spans) == paragraph.text
                head = (part.page.text[s.start : s.end] for s in article.head.spans)
                assert "\n".join(head) == article.head.text


def test_an_article_has_one_id_whatever_file_it_comes_from(files: Path) -> None:
    ids = {a.id for path in files.iterdir() for a in read_source(path, path.name).articles}
    assert len(ids) == 1


def test_what_was_guessed_or_replaced_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(FIRST.encode("gb18030"))
    reading = read_source(path, "page.txt")
    assert (reading.encoding, reading.guessed) == ("gb18030", True)
    assert reading.notes == ["文件没有注明编码,按 gb18030 读取。"]
    path.write_bytes((FIRST * 3).encode() + b"\xff")
    reading = read_source(path, "page.txt")
    assert (reading.encoding, reading.guessed) == ("utf-8", False)
    assert "1 处无法解码" in reading.notes[0]


def test_traditional_characters_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(
        ("山城老街修繕不拆一棟房\n\n周明\n\n" + "清晨六點,老街的石板路上已有行人走動。" * 3).encode(
            "big5"
        )
    )
    (article,) = read_source(path, "page.txt").articles
    assert article.title == "山城老街修繕不拆一棟房"


def read(tmp_path: Path, name: str, data: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008
    (tmp_path / name).write_bytes(data)
    reading = read_source(tmp_path / name, name, limits)
    list(reading.articles)
    return reading


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.jsonl"])
def test_empty_files_and_noise_are_refused_in_every_format(tmp_path: Path, name: str) -> None:
    for data in (b"", b"  \n", bytes(range(256)) * 4):
        with pytest.raises(SourceError):
            read(tmp_path, name, data)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_files_with_more_text_than_allowed_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match="超过 50 字"):
        read(tmp_path, name, (FIRST * 2).encode(), Limits(text_chars=50))
    with pytest.raises(SourceError, match="MB"):
        read(tmp_path, name, FIRST.encode(), Limits(file_bytes=50))


def test_a_page_of_too_many_paragraphs_is_refused(tmp_path: Path) -> None:
    data = "\n\n".join([FIRST] * 21).encode()
    with pytest.raises(SourceError, match="超过 20 段"):
        read(tmp_path, "a.txt", data, Limits(page_blocks=20))


def test_a_file_without_an_article_is_noted(tmp_path: Path) -> None:
    assert "没有" in read(tmp_path, "a.txt", "第 3 版".encode()).notes[0]
