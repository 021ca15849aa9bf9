"""Two things named in whole phrases are told apart, unless they share what is said of them."""

import pytest

from qa.answering.questions.compound import parts_of
from qa.answering.questions.halves import halves


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("谈治理,云阳党校的王老师跟奉节的吴波", ["云阳党校的王老师", "奉节的吴波"]),
        ("云阳街道的茶叶节和奉节那场晚会,", ["云阳街道的茶叶节", "奉节那场晚会"]),
        ("《食堂》与《公路·云阳和奉节》,", ["《食堂》", "《公路·云阳和奉节》"]),
        ("贪污的张云强和停职的副校长这两个人,", ["贪污的张云强", "停职的副校长"]),
        ("云阳和奉节两地", ["云阳", "奉节"]),
    ],
)
def test_both_phrases_are_found(text: str, phrases: list[str]) -> None:
    found = halves(text)
    assert found is not None
    assert found[2] == phrases


@pytest.mark.parametrize(
    "text",
    [
        "云阳的县长和宣传部长",  # both of 云阳
        "2022年云阳县和奉节县",  # both in 2022
        "县里从云阳和奉节",  # 从 goes with both
        "云阳、奉节和巫溪",
        "云阳县",
    ],
)
def test_what_is_shared_is_left_to_others(text: str) -> None:
    assert halves(text) is None


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "云阳党校的王老师跟奉节的吴波各提了什么?",
            ["云阳党校的王老师提了什么?", "奉节的吴波提了什么?"],
        ),
        (
            "李长河和钱学文,一个出席一个主持,分别开的是什么会?",
            ["李长河,开的是什么会?", "钱学文,开的是什么会?"],
        ),
        (
            "云阳盘点的老应用,和奉节新上的应用,哪边数目多?",
            ["云阳盘点的老应用数目多少?", "奉节新上的应用数目多少?"],
        ),
        (
            "治污这一块,云阳搭了什么体系,奉节又主张建什么?",
            ["治污这一块,云阳搭了什么体系", "治污这一块,奉节又主张建什么?"],
        ),
        (
            "发电车,云阳机关备了几台?奉节抢修又上了几台?谁多",
            ["发电车,云阳机关备了几台?", "发电车,奉节抢修又上了几台?"],
        ),
    ],
)
def test_what_is_set_side_by_side_is_asked_one_by_one(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts
