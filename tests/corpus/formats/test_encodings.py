"""Which encoding a file has, as far as its bytes can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from qa.corpus.formats.encodings import decode

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"))


@given(TEXT.filter(bool))
def test_what_names_its_encoding_is_read_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        found = decode(text.encode(encoding))
        assert found is not None
        assert (found.text, found.guessed, found.replaced) == (text, False, 0)


@pytest.mark.parametrize("length", [15, 20, 40, 60, 100, 300, 1000, 100_000])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("page", SEEDS, ids=lambda path: path.stem[:3])
def test_pages_are_read_in_any_encoding_simplified_and_traditional(
    page: Path, encoding: str, length: int
) -> None:
    text = page.read_text("utf-8")
    traditional = OpenCC("s2t").convert(text)
    for whole in [text, traditional] if encoding != "big5hkscs" else [traditional]:
        for start in range(0, max(1, len(whole) - length), max(length, 2000)):
            data = whole[start : start + length].encode(encoding, "ignore")
            found = decode(data)
            assert found is not None
            assert found.text == data.decode(encoding), (start, found.encoding)
            assert found.guessed is (encoding != "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("length", [100, 1000, 100_000])
def test_one_bad_byte_does_not_turn_a_file_into_another_encoding(
    encoding: str, length: int
) -> None:
    text = OpenCC("s2t").convert(SEEDS[0].read_text("utf-8"))[:length]
    text = text.encode(encoding, "ignore").decode(encoding)
    left, right = text[: length // 2], text[length // 2 :]
    found = decode(left.encode(encoding) + b"\xff" + right.encode(encoding))
    assert found is not None
    assert (found.text, found.replaced) == (f"{left}\ufffd{right}", 1)


def test_a_file_cut_in_the_middle_of_a_character_is_still_utf8() -> None:
    found = decode(("港口的吞吐量再创新高。" * 10).encode()[:-1])
    assert found is not None
    assert (found.encoding, found.replaced) == ("utf-8", 1)


def test_an_encoding_that_the_file_names_goes_before_a_guess() -> None:
    data = "港口".encode("gb18030")
    assert decode(data, "GB2312") == decode(data, "gb18030")
    found = decode("葉".encode("big5"), "big5")
    assert found is not None
    assert (found.text, found.guessed) == ("葉", False)
    assert decode(data, "no-such-thing") == decode(data)


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"\x00\xff\xfe\x80" * 50, bytes(range(256))])
def test_what_is_no_text_is_told(data: bytes) -> None:
    assert decode(data) is None
