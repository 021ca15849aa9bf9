from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.read import SUFFIXES, blocks, find_files, read_page
from qa.errors import SourceError
from qa.limits import Limits


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


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("密", "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "page.txt").write_text("文", "utf-8")
    (folder / "inside.txt").symlink_to(folder / "page.txt")
    (folder / "outside.txt").symlink_to(outside / "secret.txt")
    (folder / "out").symlink_to(outside)
    (folder / "gone.txt").symlink_to(tmp_path / "gone.txt")
    assert [source for _, source in find_files([folder])] == ["inside.txt", "page.txt"]


def test_what_is_no_regular_file_is_skipped_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "page.txt").write_text("文", "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [source for _, source in find_files([tmp_path])] == ["folder.txt/page.txt"]
    with pytest.raises(SourceError, match="不是普通文件"):
        read_page(tmp_path / "pipe.txt", "pipe.txt")


def test_odd_names_are_written_with_escapes(tmp_path: Path) -> None:
    (tmp_path / "一\n版.txt").write_text("文", "utf-8")
    (tmp_path / os.fsdecode(b"\xc4\xe3.txt")).write_text("文", "utf-8")
    found = find_files([tmp_path])
    assert sorted(source for _, source in found) == ["\\udcc4\\udce3.txt", "一\\u000a版.txt"]
    assert all(read_page(path, source).text == "文" for path, source in found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_file_is_found(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix.upper()}").write_bytes(b"x")
    (tmp_path / f"~$a{suffix}").write_bytes(b"x")  # what Word leaves while a file is open
    assert [source for _, source in find_files([tmp_path])] == [f"a{suffix.upper()}"]


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
        read_page(path, "page.txt", Limits(file_bytes=29))
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
