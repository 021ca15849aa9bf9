"""PDF files: two that ``make_pdfs.py`` wrote, and hostile ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from qa.corpus.sources import Limits, read_source
from qa.errors import SourceError

HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.pdf"


def refused(path: Path, message: str, limits: Limits = Limits()) -> None:  # noqa: B008
    with pytest.raises(SourceError, match=message):
        list(read_source(path, "a.pdf", limits).articles)


def test_columns_and_wrapped_lines_become_paragraphs_page_by_page() -> None:
    first, second = read_source(HERE / "newspaper.pdf", "newspaper.pdf").articles
    assert (first.part, second.part) == (1, 2)
    assert (first.title, first.authors) == ("老街不拆一栋房三十万游客慕名而来", ("周明",))
    assert (second.title, second.authors) == ("技术员把课堂搬进果园", ("李华",))
    assert [p.text[:9] for p in first.paragraphs] == [
        "清晨六点,山城老街",
        "变化从一次座谈开始",
        "修缮的难处在材料。",
        "去年,老街接待游客",
    ]
    assert all(p.text.endswith("。") for a in (first, second) for p in a.paragraphs)


def test_an_article_that_runs_over_pages_is_one() -> None:
    (article,) = read_source(HERE / "report.pdf", "report.pdf").articles
    assert (article.title, article.part) == ("老街不拆一栋房", 0)
    assert article.paragraphs[2].text.endswith("一片一片敲过声音,才铺上屋顶。")


def test_latin_words_are_parted_by_a_space(path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    pdf.multi_cell(w=60, h=6, text="The old street keeps every house. " * 4)
    pdf.output(str(path))
    texts = [p.text for a in read_source(path, "a.pdf").articles for p in a.paragraphs]
    assert "".join(texts) == ("The old street keeps every house. " * 4).strip()


def test_a_scan_is_refused_with_what_to_do(path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    pdf.output(str(path))
    refused(path, "文字识别")


def test_a_page_without_text_among_others_is_noted(path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    pdf.cell(text="The old street keeps every house and every door.")
    pdf.add_page()
    pdf.output(str(path))
    assert "第 2 页没有文字层" in read_source(path, "a.pdf").notes[0]


def test_a_password_is_told(path: Path) -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    pdf.output(str(path))
    refused(path, "密码")


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"x" * 100])
def test_a_damaged_file_is_told(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refused(path, "已损坏")


def test_limits_on_pages_text_time_and_memory_hold(path: Path) -> None:
    path.write_bytes((HERE / "newspaper.pdf").read_bytes())
    refused(path, "超过 1 页", Limits(pdf_pages=1))
    refused(path, "超过 100 字", Limits(text_chars=100))
    refused(path, "已停止", Limits(seconds=0.001))
    refused(path, "无法读取", Limits(memory_bytes=1_000_000))
