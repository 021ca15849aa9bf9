from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.read import blocks, decode, find_files, read_page
from qa.errors import SourceError

CHINESE = st.text(st.characters(codec="gb18030", exclude_characters="\0\ufeff"), min_size=1)


def test_sources_are_paths_below_the_folder_with_forward_slashes(tmp_path: Path) -> None:
    (tmp_path / "2024" / "05").mkdir(parents=True)
    (tmp_path / "2024" / "05" / "一版.txt").write_text("文", "utf-8")
    (tmp_path / "readme.md").write_text("文", "utf-8")
    assert [source for _, source in find_files([tmp_path])] == ["readme.md", "2024/05/一版.txt"]


def test_hidden_and_unknown_files_are_skipped(tmp_path: Path) -> None:
    for name in (".hidden.txt", "scan.png", "page.TXT"):
        (tmp_path / name).write_text("文", "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("文", "utf-8")
    assert [source for _, source in find_files([tmp_path])] == ["page.TXT"]


def test_a_link_to_a_folder_above_is_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.txt").write_text("文", "utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert [source for _, source in find_files([tmp_path])] == ["a/page.txt"]


def test_a_file_given_directly_is_called_by_its_name(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("文", "utf-8")
    assert find_files([page, page]) == [(page, "page.txt")]


def test_a_missing_folder_and_an_unknown_kind_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="找不到"):
        find_files([tmp_path / "nowhere"])
    (tmp_path / "scan.png").write_bytes(b"x")
    with pytest.raises(SourceError, match="不支持"):
        find_files([tmp_path / "scan.png"])


@given(CHINESE)
def test_utf8_and_utf16_are_read_back(text: str) -> None:
    assert decode(text.encode("utf-8"), "x")[0] == text
    assert decode(text.encode("utf-8-sig"), "x")[0] == text
    assert decode(text.encode("utf-16"), "x")[0] == text


@pytest.mark.parametrize("text", ["领导干部学习笔谈", "陆 静\r\n\r\n青島市委党校", "〇𠮷"])
def test_gb18030_is_read_back(text: str) -> None:
    assert decode(text.encode("gb18030"), "x") == (text, "gb18030")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空的"),
        (b" \n\n ", "空的"),
        (b"PK\x03\x04\0\0", "不是文本"),
        (b"\xff\xff\xff", "编码"),
    ],
)
def test_files_that_hold_no_text_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message):
        read_page(path, "page.txt")


def test_a_file_over_the_limit_and_an_unreadable_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("文" * 10, "utf-8")
    with pytest.raises(SourceError, match="超过"):
        read_page(path, "page.txt", max_bytes=29)
    with pytest.raises(SourceError, match="无法读取"):
        read_page(tmp_path, "folder")
    with pytest.raises(SourceError, match="无法读取"):
        read_page(tmp_path / "gone.txt", "gone.txt")


def test_line_ends_are_kept_and_blank_lines_part_blocks(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("一\r\n二\r\n \r\n\u3000三 \r\n".encode())
    page = read_page(path, "page.txt")
    assert page.text == "一\r\n二\r\n \r\n\u3000三 \r\n"
    assert [block.text for block in page.blocks] == ["一\r\n二", "三"]


@given(st.text(st.sampled_from("文章。 \u3000\t\r\n")))
def test_blocks_stand_where_their_spans_say_and_miss_nothing(text: str) -> None:
    found = blocks(text)
    assert all(text[b.span.start : b.span.end] == b.text == b.text.strip() for b in found)
    joined = "".join(b.text for b in found)
    assert "".join(joined.split()) == "".join(text.split())
