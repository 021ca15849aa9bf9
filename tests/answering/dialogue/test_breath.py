"""What is asked in one breath is told apart where the rest asks the same of something else."""

import pytest

from qa.answering.dialogue.breath import in_one_breath


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("奉节县长是谁?县委书记呢?", ["奉节县长是谁?", "奉节县委书记是谁?"]),
        (
            "青河县有多少个村?社区呢?那白水县呢?",
            ["青河县有多少个村?", "青河县有多少个社区?", "白水县有多少个村?"],
        ),
    ],
)
def test_the_same_of_something_else_is_asked_in_full(text: str, questions: list[str]) -> None:
    assert in_one_breath(text) == questions


@pytest.mark.parametrize("text", ["奉节县长是谁?", "青河县有多少个村?为什么?", "那社区呢?", ""])
def test_anything_else_is_left_as_it_is(text: str) -> None:
    assert in_one_breath(text) == [text]
