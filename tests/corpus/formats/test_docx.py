"""Word files, whole and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

from qa.corpus.sources import Limits, read_source
from qa.errors import SourceError
from qa.schema import Article, Role

FIRST = "清晨六点,山城老街的石板路上已有行人,对面的茶馆也卸下了第一块门板。"
BODY = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str) -> Document:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The archive again, each entry changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def read(path: Path, data: bytes, **limits: float) -> list[Article]:
    (path / "a.docx").write_bytes(data)
    return list(read_source(path / "a.docx", "a.docx", Limits(**limits)).articles)  # type: ignore[arg-type]


def test_headings_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Administrator"
    document.core_properties.title = "文档 1"
    document.add_heading("山城老街修缮不拆一栋房", 0)
    document.add_paragraph("周明")
    document.add_paragraph(FIRST)
    document.add_heading("一、修旧如旧", 1)
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, "年份 游客 店铺 2023 三十万 一百二".split(), strict=True):
        cell.text = text
    table.cell(1, 1).merge(table.cell(1, 2))
    document.add_paragraph(f"{FIRST}\n(作者系某大学教授)")
    (article,) = read(tmp_path, saved(document))
    assert (article.title, article.authors) == ("山城老街修缮不拆一栋房", ("周明",))
    assert article.affiliation == "某大学教授"
    assert [(p.role, p.text) for p in article.paragraphs] == [
        (Role.BODY, FIRST),
        (Role.SUBHEAD, "一、修旧如旧"),
        (Role.BODY, "年份\u3000游客\u3000店铺"),
        (Role.BODY, "2023\u3000三十万一百二"),
        (Role.BODY, FIRST),
    ]


def test_the_owner_of_the_computer_is_no_author(tmp_path: Path) -> None:
    document = word("山城老街修缮不拆一栋房", FIRST, FIRST)
    document.core_properties.author = "周明"
    (article,) = read(tmp_path, saved(document))
    assert article.authors == ()


def test_a_document_without_headings_is_read_as_a_page(tmp_path: Path) -> None:
    (article,) = read(tmp_path, saved(word("山城老街修缮不拆一栋房", "周明", FIRST, FIRST)))
    assert (article.title, article.authors) == ("山城老街修缮不拆一栋房", ("周明",))


def test_a_document_without_text_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="OCR"):
        read(tmp_path, saved(docx.Document()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 cut", "不是完好"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "密码"),
        (saved(word(FIRST))[:9000], "不是完好"),
    ],
)
def test_damaged_and_protected_files_are_told_apart(
    tmp_path: Path, data: bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, data)


def test_an_archive_without_a_document_is_damaged(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(SourceError, match="不是完好"):
        read(tmp_path, file.getvalue())


def test_archives_beyond_the_limits_are_not_unpacked(tmp_path: Path) -> None:
    bomb = rewritten(
        saved(word(FIRST)), lambda name, data: data + b" " * (30_000_000 * ("styles" in name))
    )
    with pytest.raises(SourceError, match="压缩比超过 100:1"):
        read(tmp_path, bomb)
    with pytest.raises(SourceError, match="解压后超过 20 MB"):
        read(tmp_path, bomb, unpacked_bytes=20_000_000)
    with pytest.raises(SourceError, match="超过 5 个条目"):
        read(tmp_path, bomb, archive_entries=5)


def test_a_size_that_the_archive_lies_about_is_found_out(tmp_path: Path) -> None:
    data = bytearray(saved(word(FIRST * 100)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    at = data.rindex(size.to_bytes(4, "little"))  # in the central directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(SourceError, match="不是完好"):
        read(tmp_path, bytes(data))


def test_an_entity_bomb_is_never_expanded(tmp_path: Path) -> None:
    entities = '<!ENTITY a "文文文文文文文文文文">' + "".join(
        f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in zip("bcdefghij", "abcdefghi", strict=True)
    )
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{BODY}"><w:body>'
        f"<w:p><w:r><w:t>{FIRST}&j;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()
    data = rewritten(
        saved(word(FIRST)), lambda name, old: xml if name == "word/document.xml" else old
    )
    try:
        found = read(tmp_path, data)
    except SourceError:
        return
    assert sum(len(p.text) for a in found for p in a.paragraphs) <= len(FIRST)


def test_elements_too_deep_within_elements_are_refused(tmp_path: Path) -> None:
    deep = word(FIRST)
    cell = deep.add_table(1, 1).cell(0, 0)
    for _ in range(20):
        cell = cell.add_table(1, 1).cell(0, 0)
    with pytest.raises(SourceError, match="嵌套超过 50 层"):
        read(tmp_path, saved(deep), depth=50)


def test_reading_ends_when_the_time_is_over(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="已停止"):
        read(tmp_path, saved(word(FIRST)), seconds=1e-9)
