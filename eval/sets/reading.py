"""The packaged reader on one given passage, as reading comprehension is measured."""

from __future__ import annotations

from collections.abc import Sequence

from eval.sets.question_set import SOURCE, Passage
from qa.corpus.chunk import pack
from qa.models.reader import packaged_reader
from qa.schema import Answer, Citation, Hit, Sentence
from qa.texts import REFUSAL
from qa.zh import sentences

WINDOW = 200
"""Characters that are read at a time, as the reader learned to and as the product does."""


def best_span(question: str, text: str) -> tuple[float, int, int]:
    """Return the best answer in a text: its score, above 0 if the reader holds it to be one, and
    its offsets. A long text is read in windows of whole sentences.
    """
    windows = list(pack(sentences(text), WINDOW)) or [(0, len(text))]
    readings = packaged_reader().read(question, [("", text[a:b]) for a, b in windows])
    found = [
        (score, a + start, a + end)
        for (a, b), reading in zip(windows, readings, strict=True)
        for score, start, end in [reading.best(0, b - a)]
    ]
    return max(found, key=lambda span: span[0])


class ReadPassage:
    """Answers from one passage with the span that the reader marks.

    It refuses only where the set has questions without an answer.
    """

    def __init__(self, passage: Passage, *, may_refuse: bool) -> None:
        self._passage, self._may_refuse = passage, may_refuse

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        """Return the span as a cited answer."""
        text = self._passage.text
        score, start, end = best_span(question, text)
        if start == end or (self._may_refuse and score <= 0):
            return Answer(question, question, "span", "reader", refused=True, refusal=REFUSAL)
        quote = text[start:end]
        cited = Citation(1, "", self._passage.title, "", "", SOURCE, 1, quote, start, end, text)
        answer = Sentence(quote, (1,))
        return Answer(question, question, "span", "reader", (answer,), (cited,))

    def search(self, question: str, k: int) -> list[Hit]:
        """Find nothing: the passage is given."""
        return []
