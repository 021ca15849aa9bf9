"""Watching files and folders for changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.corpus.sidecar import sidecar

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET_MS = 1000  # no change for so long: what was being copied is there
_GATHER_MS = 5000  # but changes that never cease are told after so long


def changes(paths: Sequence[Path], home: Path) -> Iterator[None]:
    """Yield at once, and then whenever something at or below ``paths`` has come, changed or gone.

    What the library writes in its own ``home`` does not count. Ends with ``KeyboardInterrupt``.
    """
    from watchfiles import watch

    places = [_place(path) for path in paths]
    own = home.resolve()

    def counts(_: Change, name: str) -> bool:
        path = Path(name)
        below = any(path.is_relative_to(p) or path == sidecar(p) for p in places)
        return below and not path.is_relative_to(own) and not path.name.startswith(".")

    # A single file is watched through its folder: many programs replace a file to change it.
    watched = {place if place.is_dir() else place.parent for place in places}
    first = True
    for found in watch(
        *watched,
        watch_filter=counts,
        step=_QUIET_MS,
        debounce=_GATHER_MS,
        rust_timeout=_QUIET_MS,
        yield_on_timeout=True,  # so that watching has begun before the first answer
    ):
        if found or first:
            yield
        first = False


def _place(path: Path) -> Path:
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name
