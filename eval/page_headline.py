"""Headlines and subheads made of an article's own words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from random import Random

SHORTEST, LONGEST = 9, 24
"""Lengths of a clause that may be a headline, in characters."""

_SIGNS = re.compile(r"[,，。:：;；!！?？\s()（）【】—…\[\]|｜]")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"))
_UNFIT = re.compile(
    r"(?:但|而|并|也|其|对此|此外|据|同时|因此|所以|如果|虽|不过|于是|然后|因为|由于|这|那|他|她|它|我(?![市国省区县])|你|"
    r"在|当|从|为|与|和|及|以及|以|将|被|是|还|又|就|都|才|更|最|有|没|不仅|之后|随后|目前|近日|日前|截至|今年|去年|\d)"
    r"|.*(?:的|地|得|说|表示|称|指出|认为|介绍|了解到|获悉|强调|时|后|前|中|上|下|里|和|与|了|是|在|为|等|记者.*|感谢|希望|、)$"
)
_LISTED = re.compile(r"[一二三四五六七八九十]+(?:是|要|、)|首先|其次|第[一二三]|问|答")


def clauses(text: str) -> list[str]:
    """Return the clauses of a text that could stand by themselves, in its order."""
    found = [c for c in _SIGNS.split(text) if SHORTEST <= len(c) <= LONGEST]
    found = [c for c in found if all(c.count(one) == c.count(two) for one, two in _PAIRS)]
    found = [c for c in found if c[0] not in "”’》"]
    return [c for c in found if not _UNFIT.match(c) and not _LISTED.match(c)]


def headline(text: str, draw: Random) -> str:
    """Make a headline of one or two clauses on what the text is about; empty if it has none.

    Half of them are shortened as editors do, so that they do not stand in the text word for word.
    """
    pairs = Counter(map("".join, pairwise(text)))
    rank = {
        clause: _weight(clause, pairs) * (1.5 if text.index(clause) < len(text) // 3 else 1.0)
        for clause in clauses(text)
    }
    found = sorted(rank, key=lambda c: (-rank[c], c))[:5]
    if not found:
        return ""
    title = draw.choice(found)
    if draw.random() < 0.5:
        title = shorten(title)
    others = [c for c in found if c not in title and title not in c and len(c) + len(title) <= 32]
    if others and draw.random() < 0.2:
        title += draw.choice((" ", " ", "，", "：")) + draw.choice(others)
    return title


def _weight(clause: str, pairs: Counter[str]) -> float:
    """How often the pairs of characters of a clause come back in the text, on average."""
    return sum(pairs["".join(p)] for p in pairwise(clause)) / (len(clause) - 1)


def shorten(clause: str) -> str:
    """Leave out the small words that headlines do without."""
    short = re.sub(r"(?<=.{2})(?:的|了|们|着|进行|一个|正在|已经|通过)(?=.{2})", "", clause)
    return short if len(short) >= 7 else clause
