"""Averages the weights of several runs that began from the same ones.

    python -m eval.average_weights OUT.safetensors ONE.safetensors TWO.safetensors …

What two runs of different data learnt is mostly kept by their mean, without reading twice: a
"model soup" (Wortsman et al. 2022, arXiv:2203.05482).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor


def average(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of each weight, in half precision."""
    return {
        name: torch.stack([run[name].float() for run in runs]).mean(0).half() for name in runs[0]
    }


def main() -> None:
    """Read, average and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", nargs="+", type=Path)
    given = parser.parse_args()
    save_file(average([load_file(path) for path in given.runs]), given.out)


if __name__ == "__main__":
    main()
