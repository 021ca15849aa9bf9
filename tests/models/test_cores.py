"""Work done side by side: in order, on threads of one core each, whatever happens in it."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
import torch

from qa.models.cores import side_by_side


def test_results_come_in_the_order_of_the_parts() -> None:
    assert side_by_side(lambda x: x * x, range(50)) == [x * x for x in range(50)]


def test_a_part_has_one_core_and_the_caller_keeps_its_own() -> None:
    before = torch.get_num_threads()
    assert set(side_by_side(lambda _: torch.get_num_threads(), range(20))) == {1}
    assert torch.get_num_threads() == before


def test_what_goes_wrong_reaches_the_caller_and_the_next_call_works() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda x: 1 // x, [1, 0])
    assert side_by_side(lambda x: 1 // x, [1]) == [1]


def _double(x: int) -> list[int]:
    return side_by_side(lambda y: 2 * y, [x, x])


def test_a_process_that_forks_afterwards_has_workers_of_its_own() -> None:
    side_by_side(str, [1])
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, mp_context=fork) as pool:
        assert pool.submit(_double, 3).result(timeout=60) == [6, 6]
