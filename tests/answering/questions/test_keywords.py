"""What is typed as into a search box is put as the question that it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.questions.clauses import asks
from qa.answering.questions.keywords import spelled_out
from qa.answering.questions.question import Kind, kind_of
from qa.zh import fold


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("青河县医院 建成年份", "青河县医院哪一年建成?"),
        ("青河大桥 总投资", "青河大桥的总投资是多少?"),
        ("青河县县长姓名", "青河县县长是谁?"),
        ("首届茶叶节 参会人数", "首届茶叶节的参会多少人?"),
        ("茶叶节举办地点", "茶叶节在哪里举办?"),
        ("赵明 所在高校", "赵明是哪个高校的?"),
        ("总投资 青河大桥", "青河大桥的总投资是多少?"),
        ("赵明 职务 茶叶节开幕式", "赵明的茶叶节开幕式的职务是什么?"),
        ("河长制的原因", "河长制的原因是什么?"),
        ("负责人:青河大桥工程", "青河大桥工程的负责人是谁?"),
        ("查一下青河大桥的通车日期", "青河大桥的通车是什么时候?"),
        ("麻烦帮我列一下青河县的特产名单", "青河县的特产有哪些?"),
        ("青河县、云阳县县长姓名", "青河县、云阳县县长分别是谁?"),
        ("去年修了一座桥,想知道这座桥的名字。", "去年修了一座桥,这座桥叫什么名字?"),
        ("发展目标 青河县", "青河县的发展目标是什么?"),
        ("问题清单 青河县巡察", "青河县巡察的问题有哪些?"),
        ("茶叶节签约项目数量对比", "茶叶节签约项目分别有多少?"),
    ],
)
def test_a_query_is_put_as_a_question(query: str, question: str) -> None:
    assert spelled_out(query) == question


@pytest.mark.parametrize(
    "text",
    [
        "青河县医院哪一年建成?",
        "青河县有没有医院",
        "谁修了青河大桥",
        "发烧要不要马上去青河县医院",
        "青河旅游",
        "介绍一下青河县的旅游",
        "赤道几内亚的首都在哪里",
        "谢谢",
    ],
)
def test_a_question_is_left_as_it_is_and_so_is_a_bare_subject(text: str) -> None:
    assert spelled_out(text) == text


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("青河县医院 床位数", Kind.NUMBER),
        ("青河县医院 开工日期", Kind.DATE),
        ("青河县医院 院长姓名", Kind.PERSON),
        ("青河县医院 所在地", Kind.PLACE),
        ("《河长制十年》 作者", Kind.AUTHOR),
        ("青河县医院停建原因", Kind.WHY),
        ("青河县中标企业名单", Kind.LIST),
    ],
)
def test_the_question_is_of_the_kind_that_is_wanted(query: str, kind: Kind) -> None:
    assert kind_of(spelled_out(query)) is kind


@given(st.text("青河县医院赵明的、和 :,。建成年份姓名数量查一下什么?", max_size=24))
def test_what_is_spelled_out_asks_and_is_not_spelled_out_again(text: str) -> None:
    question = spelled_out(text)
    assert question == text or asks(fold(question))
    assert spelled_out(question) == question
