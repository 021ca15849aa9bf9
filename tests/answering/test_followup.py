"""Dependent questions are completed from the conversation; the others are left alone."""

import pytest

from qa.answering.followup import complete


@pytest.mark.parametrize(
    ("before", "answer", "question", "completed"),
    [
        ("云阳的旅游目标是什么?", "", "那交通呢?", "云阳的交通目标是什么?"),
        ("云阳的旅游目标是什么?", "", "那奉节县呢?", "奉节县的旅游目标是什么?"),
        ("璧山区委书记是谁?", "", "那云阳呢?", "云阳区委书记是谁?"),
        ("南川区的治理品牌叫什么?", "", "江津的呢?", "江津的治理品牌叫什么?"),
        ("这篇文章是谁写的?", "作者是赵明。", "他是做什么的?", "赵明是做什么的?"),
        ("青岛什么时候启动城市更新?", "2022年。", "那里有多少律师?", "青岛有多少律师?"),
        ("云阳为什么要修路?", "", "什么时候完工?", "云阳什么时候完工?"),
    ],
)
def test_a_dependent_question_is_completed(
    before: str, answer: str, question: str, completed: str
) -> None:
    assert complete(question, [(before, answer)]) == completed


@pytest.mark.parametrize("question", ["奉节县有多少人?", "市里的旅游收入去年达到了多少亿元?"])
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert complete(question, [("云阳的旅游目标是什么?", "翻一番。")]) == question


def test_without_a_conversation_nothing_is_completed() -> None:
    assert complete("那交通呢?", []) == "那交通呢?"


def test_a_chain_of_follow_ups_goes_back_to_its_subject() -> None:
    history = [("云阳的旅游目标是什么?", "翻一番。"), ("那交通呢?", "修路。")]
    assert complete("那教育呢?", history) == "云阳的教育目标是什么?"
