"""Questions that stand one behind the other are told apart, if none leans on another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.questions.clauses import in_turn, paired


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "云阳县的大桥修了几年?奉节县的码头今年停了多少艘船?",
            ["云阳县的大桥修了几年?", "奉节县的码头今年停了多少艘船?"],
        ),
        (
            "写简报要两个数:云阳县转移了多少人?奉节县停工的工地有几个?",
            ["云阳县转移了多少人?", "奉节县停工的工地有几个?"],
        ),
        (
            "云阳县的柑橘,去年卖了多少吨,今年又卖了多少吨?",
            ["云阳县的柑橘,去年卖了多少吨", "云阳县的柑橘,今年又卖了多少吨?"],
        ),
        (
            "柑橘滞销那阵子,早上一斤卖多少、傍晚一斤卖多少?",
            ["柑橘滞销那阵子,早上一斤卖多少", "柑橘滞销那阵子,傍晚一斤卖多少?"],
        ),
        (
            "两起骗局比一比:云阳的老张被骗走多少,奉节的小李又被骗走多少?",
            ["云阳的老张被骗走多少", "奉节的小李又被骗走多少?"],
        ),
    ],
)
def test_each_that_can_stand_alone_is_asked_by_itself(text: str, questions: list[str]) -> None:
    assert in_turn(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "云阳县的县长是谁,什么职务?",
        "云阳县的大桥是谁修的?它有多长?",
        "云阳县哪个乡镇最大,有多少个村?",
        "说连谁修的桥都忘了,这话是云阳县哪位老人讲的?",
        "云阳县的茶园怎样扩种?",
    ],
)
def test_what_leans_on_the_question_before_stays_with_it(text: str) -> None:
    assert in_turn(text) == [text]


@given(st.text(alphabet="云阳县的大桥谁修了几年,。?;:甲乙", max_size=40))
def test_whatever_is_asked_there_is_a_question(text: str) -> None:
    found = in_turn(text)
    assert found
    assert len(found) > 1 or found == [text]


def test_two_things_in_clauses_of_their_own_are_a_pair() -> None:
    assert paired("来云阳画墙的,和去奉节卖橘子的,") == ["来云阳画墙的", "去奉节卖橘子的"]
    lead = "今夏两件事:来云阳画墙的,和去奉节卖橘子的,后来"
    assert paired(lead) == ["来云阳画墙的", "去奉节卖橘子的"]
    assert paired("云阳和奉节的书记") == []


def test_what_comes_before_is_asked_of_each_that_is_only_named() -> None:
    asked = "夏天收留孩子的社区,云阳有哪些、奉节又是哪个?"
    assert in_turn(asked) == [
        "夏天收留孩子的社区,云阳有哪些",
        "夏天收留孩子的社区,奉节又是哪个?",
    ]
