"""What a question may ask besides is told loosely: its second half, its other side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.questions.further import further_parts


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (
            "台风“海燕”是哪天登陆的?因为它,云阳县停了多少班船?",
            ["台风“海燕”是哪天登陆的?", "因为台风,云阳县停了多少班船?"],
        ),
        (
            "云阳县去年修了几座桥?它的县长又是谁?",
            ["云阳县去年修了几座桥?", "云阳县的县长又是谁?"],
        ),
        (
            "张云强是哪年当上院长的,又是什么时候卸任的?",
            ["张云强是哪年当上院长的", "张云强,又是什么时候卸任的?"],
        ),
        (
            "同样是修路,云阳县打算怎么干,周波对奉节县主张怎么干?",
            ["同样是修路,云阳县打算怎么干", "周波对奉节县主张怎么干?"],
        ),
    ],
)
def test_a_second_half_takes_the_name_that_it_leans_on(text: str, halves: list[str]) -> None:
    assert further_parts(text) == halves


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "云阳大桥通车跟奉节码头停工,这两回各赶上了什么天气?",
            ["云阳大桥通车,这两回赶上了什么天气?", "奉节码头停工,这两回赶上了什么天气?"],
        ),
        (
            "云阳县在柑橘和脐橙上各卖了多少吨?",
            ["云阳县在柑橘卖了多少吨?", "脐橙上卖了多少吨?"],
        ),
    ],
)
def test_each_side_is_asked(text: str, sides: list[str]) -> None:
    assert further_parts(text) == sides


@pytest.mark.parametrize(
    "text",
    [
        "云阳县的县长是谁?",
        "云阳县和奉节县合建的大桥有多长?",
        "云阳大桥是谁修的,图的是什么?",  # of the same
        "云阳大桥上那几天怎么样?",
    ],
)
def test_one_question_has_nothing_besides(text: str) -> None:
    assert further_parts(text) == []


@given(st.text("云阳奉节县和跟,?各分别一个两它他多少谁什么又", max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert all(isinstance(part, str) for part in further_parts(text))
