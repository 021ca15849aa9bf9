"""A conversation in one breath: 甲县的县长是谁?县委书记呢?"""

from __future__ import annotations

import re

from qa.answering.dialogue.conversation import Turn
from qa.answering.dialogue.followup import readings

_TURN = re.compile(r"[^?]+[?]?")
_LIKEWISE = re.compile(r"(?:那么?)?[^,?]{1,12}呢[?]?")
"""The same question about something else."""


def in_one_breath(text: str) -> list[str]:
    """Return the questions of a text whose later ones ask the same of something else, in full;
    the text alone where they do not.
    """
    first, *later = _TURN.findall(text) or [text]
    if not later or not all(map(_LIKEWISE.fullmatch, later)):
        return [text]
    turn = Turn(first, "", understood=first)
    return [first, *(readings(question, [turn])[0] for question in later)]
