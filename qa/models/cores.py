"""Batches side by side, a core each, instead of all cores for one batch.

A step of these small networks takes some hundred microseconds. Threads that share it wait for one
another after each, the longer the busier the machine is with other things; those that have a batch
of their own never do. ``eval.bench_embedder`` measures how fast it goes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier
from typing import TypeVar

import torch

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(work: Callable[[T], R], parts: Sequence[T]) -> list[R]:
    """Return what ``work`` makes of each part, in their order; many threads may call this.

    There are as many workers as PyTorch has threads for the caller that comes first.
    """
    workers = _workers()
    return [work(part) for part in parts] if workers is None else list(workers.map(work, parts))


@cache
def _workers() -> ThreadPoolExecutor | None:
    """Return threads in which PyTorch uses no others; none where a core is all there is."""
    threads = torch.get_num_threads()
    if threads == 1:
        return None
    workers = ThreadPoolExecutor(threads, "network", _use_one_core)
    together = Barrier(threads)
    list(workers.map(lambda _: together.wait(), range(threads)))  # all of them begin now …
    torch.set_num_threads(threads)  # … since each has set what threads that come later begin with
    return workers


def _use_one_core() -> None:
    torch.get_num_threads()  # which a thread's first such call sets to what others have
    torch.set_num_threads(1)


os.register_at_fork(after_in_child=_workers.cache_clear)  # threads do not come along
