"""Prompts are files; what is filled in is never read as a template."""

import pytest

from qa.answering.prompts import prompt
from qa.texts import REFUSAL


def test_values_are_filled_in_as_they_are() -> None:
    text = prompt("answer", refusal=REFUSAL, passages="[1] $question {x}", question="问?")
    assert "[1] $question {x}" in text
    assert REFUSAL in text


def test_missing_and_unknown_variables_are_named_together() -> None:
    with pytest.raises(ValueError, match=r"passages.*refusal.*wrong"):
        prompt("answer", question="问?", wrong="x")
