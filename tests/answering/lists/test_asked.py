"""How many things a question asks for, and what they are called."""

import pytest

from qa.answering.lists.asked import Asked, asked_list


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("要提高哪四种能力?", Asked(4, "能力")),
        ("服务群众要做到哪3个“心”?", Asked(3, "心")),
        ("要突出哪“三个强化”?", Asked(3, "强化", "三个强化")),
        ("“六联”模式是哪六个联?", Asked(6, "联", "六联")),
        ("請問「七步法」是哪七步?", Asked(7, "法", "七步法")),
        ("“八张清单”分别是什么?", Asked(8, "清单", "八张清单")),
        ("全面提高的“7个能力”都有哪些?", Asked(7, "能力", "7个能力")),
        ("三个协同分别指什么?", Asked(3, "协同", "三个协同")),
        ("市、县、乡三级各干什么?", Asked(3, "", "三级", ("市", "县", "乡"))),
        ("巡视有哪几种组织方式?", Asked(0, "组织方式")),
    ],
)
def test_the_number_asked_for_is_read_with_what_it_counts(question: str, asked: Asked) -> None:
    assert asked_list(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "三年行动是什么时候开始的?",
        "提出“五个坚持”是哪一天?",
        "26条措施是哪一天发布的?",
        "会议由谁主持?",
        "要筑牢哪“三不”的防线?",
        "投资了20亿元吗?",
    ],
)
def test_a_time_a_measure_or_a_place_counts_nothing(question: str) -> None:
    assert asked_list(question) is None


@pytest.mark.parametrize("question", ["四川有哪些?", "今年要抓哪几件大事?"])
def test_several_things_may_have_no_name(question: str) -> None:
    assert asked_list(question) == Asked(0, "")
