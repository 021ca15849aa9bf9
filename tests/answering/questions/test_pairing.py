"""What is asked of the one and the other is asked of each."""

import pytest

from qa.answering.questions.compound import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "唯亭和娄葑两个街道,一个推出了什么政策,一个组织学的什么?",
            ["唯亭街道推出了什么政策?", "娄葑街道组织学的什么?"],
        ),
        (
            "赵明和周立这两位作者都在云阳做事,一个管什么、一个当什么?",
            ["赵明管什么?", "周立当什么?"],
        ),
        (
            "赵明和周立都谈那七项能力,侧重点有啥不一样?",
            ["赵明谈那七项能力,侧重点是什么?", "周立谈那七项能力,侧重点是什么?"],
        ),
        (
            "修桥的赵明和种茶的周立,都怎么形容自己?",
            ["修桥的赵明,怎么形容自己?", "种茶的周立,怎么形容自己?"],
        ),
        (
            "赵明和周立今年上两会,分别准备提什么?",
            ["赵明今年上两会,准备提什么?", "周立今年上两会,准备提什么?"],
        ),
    ],
)
def test_both_are_asked_about(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "一个县和一个镇,一个大,一个小,为什么?",
        "这两种办法有什么不同?",
        "讲桥怎么修起来的赵明,在云阳担任什么职务?",  # what he tells is not asked
    ],
)
def test_what_is_one_question_stays_whole(question: str) -> None:
    assert parts_of(question) == [question]
