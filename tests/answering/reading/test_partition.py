"""How many of a whole are so is not told by a sentence that tells the whole."""

import pytest

from qa.answering.questions.question import understand
from qa.answering.reading.partition import tells_part

WHOLE = "全国新增个体户1136.5万户,上市企业370多家,转移群众3万人。"


@pytest.mark.parametrize(
    "question",
    [
        "新开的个体户当中,做餐饮的有多少户?",
        "那些上市公司里,搞制造业的占了多少家?",
        "转移的群众里面,雄安新区占了百分之几?",
        "转移群众,光雄安新区那一块有多少人?",
        "奉节单独一个县,转移了多少人?",
    ],
)
def test_a_part_is_told_where_it_is_named(question: str) -> None:
    assert not tells_part(understand(question), WHOLE)
    assert tells_part(understand(question), f"其中餐饮、制造业和雄安新区、奉节最多。{WHOLE}")


@pytest.mark.parametrize(
    "question",
    [
        "新增了多少个体户?",
        "建院占地多少亩?",
        "转移的群众当中,群众有多少?",  # a word of it stands in the sentence
        "中国跟老挝建交多少年了?",
    ],
)
def test_other_questions_are_not_held_back(question: str) -> None:
    assert tells_part(understand(question), WHOLE)
