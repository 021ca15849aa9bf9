"""Training examples for the reader, from reading-comprehension files.

A line of a file is a paragraph:
``{"context", "qas": [{"question", "answers": [{"text", "start"}]}]}`` (DRCD, CC BY-SA 3.0, in
traditional characters; CMRC 2018, CC BY-SA 4.0). All text is folded, which
keeps offsets. Paragraphs are cut into passages as articles are. A question is paired with

- the passage that holds its answer;
- the same passage without the sentence that answers, the nearest of all misses: the right
  subject with the wrong attribute;
- another passage of the same paragraph, or one of another paragraph that keywords find.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.corpus.chunk import pack
from qa.library.keywords import KeywordIndex
from qa.zh import fold, sentences

PASSAGE_SIZE = 200
_LEAD = re.compile(r"[^,，。;；:：(（]{2,24}")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage; ``start:end`` is the answer in ``text``, (0, 0) where none is."""

    question: str
    heading: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    question: str
    paragraph: int
    answer: str
    start: int


def read(paths: Sequence[Path]) -> tuple[list[str], list[_Item]]:
    """Return paragraphs and questions of reading-comprehension files, folded."""
    paragraphs: list[str] = []
    items = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            for qa in data["qas"]:
                answer = qa["answers"][0]
                items.append(
                    _Item(
                        fold(qa["question"]), len(paragraphs), fold(answer["text"]), answer["start"]
                    )
                )
            paragraphs.append(fold(data["context"]))
    return paragraphs, items


def examples(paths: Sequence[Path], folder: Path, seed: int) -> list[Example]:
    """Return the examples of all questions, shuffled; ``folder`` holds a passing index."""
    paragraphs, items = read(paths)
    places = [
        (n, start, end)
        for n, text in enumerate(paragraphs)
        for start, end in pack(sentences(text), PASSAGE_SIZE)
    ]
    index = KeywordIndex(folder)
    index.add((str(i), paragraphs[n][a:b]) for i, (n, a, b) in enumerate(places))
    index.commit()
    rng = random.Random(seed)
    found = [e for item in items for e in _of(item, paragraphs, places, index, rng)]
    rng.shuffle(found)
    return found


def _of(
    item: _Item,
    paragraphs: Sequence[str],
    places: Sequence[tuple[int, int, int]],
    index: KeywordIndex,
    rng: random.Random,
) -> Iterator[Example]:
    context = paragraphs[item.paragraph]
    end = item.start + len(item.answer)
    own = [(a, b) for n, a, b in places if n == item.paragraph]
    holding = [(a, b) for a, b in own if a <= item.start and end <= b]
    if not holding or context[item.start : end] != item.answer:
        return
    a, b = holding[0]
    heading = _heading(context, a, rng)
    yield Example(item.question, heading, context[a:b], item.start - a, end - a)
    rest = _without(context[a:b], item.start - a)
    others = [(x, y) for x, y in own if item.answer not in context[x:y]]
    if rest and item.answer not in rest and rng.random() < 0.6:
        yield Example(item.question, heading, rest, 0, 0)
    elif others:
        x, y = rng.choice(others)
        yield Example(item.question, _heading(context, x, rng), context[x:y], 0, 0)
    near = [places[int(name)] for name, _ in index.search(item.question, 6)]
    far = [p for p in near if p[0] != item.paragraph and item.answer not in paragraphs[p[0]]]
    if far:
        n, x, y = rng.choice(far[:3])
        yield Example(item.question, _heading(paragraphs[n], x, rng), paragraphs[n][x:y], 0, 0)


def _heading(context: str, start: int, rng: random.Random) -> str:
    """What a paragraph is about, as a headline would say it: its first words."""
    lead = _LEAD.match(context)
    return lead.group() if lead and (start > 0 or rng.random() < 0.3) else ""


def _without(text: str, answer: int) -> str:
    """The passage without the sentence around ``answer``."""
    return "".join(text[a:b] for a, b in sentences(text) if not a <= answer < b)
