"""How many of a whole are so is not told by a sentence that tells the whole."""

import pytest

from qa.answering.questions.question import understand
from qa.answering.reading.partition import tells_ordinal, tells_part

WHOLE = "全国新增个体户1136.5万户,上市企业370多家,转移群众3万人。"


@pytest.mark.parametrize(
    "question",
    [
        "新开的个体户当中,做餐饮的有多少户?",
        "那些上市公司里,搞制造业的占了多少家?",
        "转移的群众里面,雄安新区占了百分之几?",
        "转移群众,光雄安新区那一块有多少人?",
        "奉节单独一个县,转移了多少人?",
        "单说重庆的奉节,转移了多少人?",
        "雄安新区这一个地方安置了多少人?",
        "转移的群众当中,奉节撤出来多少?",
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


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "told"),
    [
        ("新就业群体当中,单是网约车司机有多少?", "网约车司机、骑手等共有5.8万名。", "5.8万", False),
        ("新就业群体当中,单是网约车司机有多少?", "网约车司机、骑手分别有3万、5万。", "3万", True),
        (
            "要巡的村居里,光社区占多少个?",
            "总数为11253个村(社区),两江新区54个社区。",
            "11253",
            False,
        ),
        ("要巡的村居里,光社区占多少个?", "总数为11253个,其中社区1100个。", "1100", True),
        ("专利里属于检测这一块的有几件?", "授权专利890件,覆盖芯片、检测等。", "890", False),
        ("东淀这一个蓄滞洪区分走多少?", "启用兰沟洼、东淀等7处,分洪18亿立方米。", "18", False),
        ("看的项目里,光是泰安有几个?", "赴泰安、济南等地,看了16个项目。", "16", False),
        ("纳税人当中,开网店的和做直播的各有多少户?", "网店、直播商户120户、95户。", "120", True),
        ("被困那天,里头大概还有多少住户?", "约有六千名居民。", "六千", True),
    ],
)
def test_a_part_stands_by_itself_next_to_its_figure(
    question: str, sentence: str, answer: str, told: bool
) -> None:
    at = sentence.index(answer)
    assert tells_part(understand(question), sentence, (at, at + len(answer))) is told


def test_the_first_of_several_is_not_the_second() -> None:
    asked = understand("“五个坚持”的第二条讲什么?")
    assert not tells_ordinal(asked, "提出了“五个坚持”,第一条就是绝对忠诚。")
    assert tells_ordinal(asked, "第一条是忠诚,第二条是奉献。")
    assert tells_ordinal(asked, "“五个坚持”是办公厅的法宝。")
