"""The names by which parts of the page find each other, unique within a conversation.

A part carries its name in ``data-ref``; what opens it carries the same name in ``data-open``.
Turns are numbered from 1, so that ``[1]`` of one answer never opens a source of another.
"""


def message(turn: int) -> str:
    """Name of the answer of a turn."""
    return f"t{turn}-answer"


def sources(turn: int) -> str:
    """Name of the list of sources of a turn."""
    return f"t{turn}-sources"


def card(turn: int, n: int) -> str:
    """Name of the card of citation ``n``."""
    return f"t{turn}-card{n}"


def quote(turn: int, n: int) -> str:
    """Name of the sentence of citation ``n`` within its whole article."""
    return f"t{turn}-quote{n}"


def near(turn: int, rank: int) -> str:
    """Name of a paragraph shown under a refusal, within its whole article."""
    return f"t{turn}-near{rank}"
