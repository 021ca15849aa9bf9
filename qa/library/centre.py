"""The direction that all vectors share, taken away before they go into Chroma's graph.

The vectors of sentence encoders lie in a narrow cone; the mean of E5's has length 0.92. In so
crowded a place a graph of neighbours falls apart: of the 100 nearest of 296,000 vectors it found
70. Without what they share (Mu and Viswanath 2018, arXiv:1702.01417) it finds 96 of the 100. Their
order is another one then, so the vectors as they are decide among what is found.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.library.catalogue import Catalogue

if TYPE_CHECKING:
    from numpy.typing import NDArray

_META = "vector centre"
_SAMPLE = 1000
_LEAST = 1e-6


def read_centre(catalogue: Catalogue) -> NDArray[np.float32] | None:
    """Return what was taken away from the vectors in Chroma; ``None`` where nothing was."""
    kept = catalogue.meta(_META)
    return np.frombuffer(base64.b64decode(kept), np.float32) if kept else None


def choose_centre(catalogue: Catalogue) -> None:
    """Note the mean of the stored vectors as what is taken away from now on.

    It must not change while Chroma holds vectors.
    """
    sample = catalogue.vectors(catalogue.sample(_SAMPLE))
    if sample:
        mean = np.mean(np.stack(list(sample.values())), axis=0, dtype=np.float32)
        catalogue.set_meta(_META, base64.b64encode(mean.tobytes()).decode())


def centred(
    vector: NDArray[np.floating[Any]], centre: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return a vector without the centre, of length 1 again."""
    rest = vector.astype(np.float32)
    if centre is not None:
        rest = rest - centre
    found: NDArray[np.float32] = rest / max(float(np.linalg.norm(rest)), _LEAST)
    return found
