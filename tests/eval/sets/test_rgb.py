"""How passages are shared out in RGB."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.sets.rgb import GIVEN, Instance, Mix, mix


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.0, Mix(5, 0)), (0.2, Mix(4, 1)), (0.4, Mix(3, 2)), (0.6, Mix(2, 3)), (0.8, Mix(1, 4))],
)
def test_five_passages_are_shared_out_by_the_ratio(ratio: float, expected: Mix) -> None:
    assert mix(ratio, positive=10, negative=10) == expected


def test_what_one_kind_lacks_the_other_makes_up_for() -> None:
    assert mix(0.0, positive=2, negative=10) == Mix(2, 3)
    assert mix(0.8, positive=10, negative=1) == Mix(4, 1)


@given(st.floats(0, 1), st.integers(0, 20), st.integers(0, 20))
def test_no_more_is_given_than_there_is(ratio: float, positive: int, negative: int) -> None:
    found = mix(ratio, positive, negative)
    assert 0 <= found.positive <= positive
    assert 0 <= found.negative <= negative
    assert found.positive + found.negative <= GIVEN


def test_grouped_positives_give_one_of_each_group_first() -> None:
    instance = Instance(
        id="1", query="?", answer=["甲", ["乙", "B"]], positive=[["a", "b"], ["c"]], negative=[]
    )
    assert instance.positives == ["a", "c", "b"]
    assert instance.points == (("甲",), ("乙", "B"))
