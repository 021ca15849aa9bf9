"""Chinese writing: folding keeps offsets, sentences cover the text, tokens find each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.zh import bigrams, fold, runs, sentences, tokens

WRITING = st.text() | st.text("青島岛０５Ｇ，。！？!?”’）》\n 　İßéⅣ㎏水 a%.", max_size=40)


@given(WRITING)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(WRITING)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WRITING, WRITING)
def test_folding_goes_character_by_character(a: str, b: str) -> None:
    """So that offsets in the folded text are offsets in the text."""
    assert fold(a + b) == fold(a) + fold(b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青島", "青岛"),
        ("空間經濟", "空间经济"),
        ("５Ｇ，１０％", "5g,10%"),
        ("GDP", "gdp"),
        ("ＧＤＰ　增长", "gdp 增长"),
    ],
)
def test_variants_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(WRITING)
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    offsets = sentences(text)
    covered = {i for start, end in offsets for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(WRITING)
def test_sentences_follow_each_other_and_have_no_outer_white_space(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春天来了。花开了!", ["春天来了。", "花开了!"]),
        ("他说:“走吧。”大家走了。", ["他说:“走吧。”", "大家走了。"]),
        ("真的吗?!(笑。)好", ["真的吗?!", "(笑。)", "好"]),
        ("上半句\n下半句", ["上半句", "下半句"]),
        ("增长0.8%,好于预期", ["增长0.8%,好于预期"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_sentences_end_at_their_signs_and_take_closing_marks(
    text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巫溪县", ["巫溪", "溪县"]),
        ("水。", ["水"]),
        ("5G網絡", ["5g", "网络"]),
        ("增长0.8%,10亿", ["增长", "0.8", "10", "亿"]),
        ("“,。”", []),
    ],
)
def test_bigrams_of_ideographs_and_whole_latin_words(text: str, expected: list[str]) -> None:
    assert bigrams(text) == expected


def test_tokens_add_the_last_ideograph_of_every_run() -> None:
    assert tokens("巫溪县,5G网。水") == ["巫溪", "溪县", "县", "5g", "网", "水"]


@given(WRITING)
def test_what_a_query_asks_for_is_what_a_text_is_indexed_by(text: str) -> None:
    assert set(bigrams(text)) <= set(tokens(text))


@given(WRITING)
def test_every_ideograph_begins_a_token(text: str) -> None:
    ideographs = {c for run in runs(text) if not run[0].isascii() for c in run}
    assert ideographs <= {token[0] for token in tokens(text)}


@given(WRITING)
def test_tokens_are_folded_and_hold_no_white_space(text: str) -> None:
    assert all(
        fold(token) == token and not any(c.isspace() for c in token) for token in tokens(text)
    )
