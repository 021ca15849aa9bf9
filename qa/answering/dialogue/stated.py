"""What a turn said, as a clause that a question can be asked about: why it is so."""

from __future__ import annotations

import re

from qa.answering.dialogue.conversation import Turn
from qa.answering.dialogue.exchange import counted
from qa.answering.questions.question import asking_spans
from qa.zh import bigrams

END = "??。!!,, "
"""Marks that a question ends with."""

_STATED = 60  # characters of what was said that a question for its reason repeats
_CLAUSE = re.compile(r"(?:[^,，;；]*[内中里上下时后前][,，])?[^,，;；]+")
_WORD = 8  # characters; an answer no longer is but a word


def statement(turn: Turn) -> str:
    """What was said: the first sentence of the answer or, where that is but a word, the question
    with it put in.
    """
    first = re.split(r"[。!!?？\n]", turn.told)[0][:_STATED]
    first = re.sub(r"[,,;;、::\s]+$", "", first)
    spans = sorted(asking_spans(turn.asked))
    if not first:
        return turn.asked.strip(END)
    if not spans or (len(first) > _WORD and not first[0].isdigit()):
        return _clause(first, turn.asked)
    start, end = spans[0]
    what = counted(turn.asked)
    if what and what in turn.asked[end:]:
        end = turn.asked.index(what, end) + len(what) * (what in first)
    return turn.asked[:start] + first.removeprefix("共有") + turn.asked[end:].strip(END)


def _clause(said: str, asked: str) -> str:
    """The clause of what was said that is on the question; all of it where none is.

    One that only says where or when goes with the clause after it.
    """
    wanted = set(bigrams(asked))
    clauses = _CLAUSE.findall(said)
    shared = [len(wanted & set(bigrams(clause))) for clause in clauses]
    return clauses[shared.index(max(shared))] if max(shared, default=0) > 1 else said
