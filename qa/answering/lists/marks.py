"""The marks that number items in Chinese: 一是, 首先, 第一, 一方面, (一), 1., ①."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.zh import fold, number

_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WORDS = {"首先": 1, "一方面": 1, "另一方面": 2, "其次": 2, "再次": 3, "再者": 3, "最后": 9}

# A mark opens a sentence or a clause. Folded text is matched, but for the circled figures.
_MARK = re.compile(
    rf"(?<![^;:,。!?\s”’)])(?:(?P<count>{_NUMERAL})(?:是(?!否)|要(?!求)|[、.,]|[为靠抓看在来则])"
    rf"|第(?P<ordinal>{_NUMERAL})|\((?P<bracket>{_NUMERAL}|\d{{1,2}})\)"
    r"|(?P<figure>\d{1,2})[.、)](?!\d)|(?P<word>首先|其次|再次|再者|最后)"
    r"|(?P<side>一方面|另一方面))"
)
_ENDS = tuple("。!?”")
_CIRCLED = re.compile(f"(?P<circle>[{_CIRCLES}])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``start`` of a paragraph: how it is written, and which item it numbers."""

    paragraph: int
    start: int
    style: str
    value: int


def opens_item(text: str) -> bool:
    """Whether a text begins with a mark."""
    return bool(_CIRCLED.match(text) or _MARK.match(fold(text)))


def series(texts: Sequence[str], folded: Sequence[str]) -> list[list[Mark]]:
    """Return the numberings of an article's paragraphs: marks of one style that count up from 1.

    A numbering goes on in another paragraph only where it opens that paragraph; behind 一是, 二是
    also with the next number where a sentence opens: the page may have cut between two items.
    """
    done: list[list[Mark]] = []
    going: dict[str, list[Mark]] = {}
    for mark in _marks(texts, folded):
        for style in _styles(mark):
            if mark.value == 1:
                going[style] = [mark]
                done.append(going[style])
            elif style in going and _goes_on(going[style][-1], mark, folded):
                going[style].append(mark)
    return [marks for marks in done if len(marks) > 1]


def _styles(mark: Mark) -> tuple[str, ...]:
    """首先 begins both 其次 and 第二."""
    first = mark.style == "word" and mark.value == 1
    return ("word", "ordinal") if first else (mark.style,)


def _goes_on(last: Mark, mark: Mark, folded: Sequence[str]) -> bool:
    if mark.value <= last.value:
        return False
    if mark.paragraph != last.paragraph:
        before = folded[mark.paragraph - 1][: mark.start].rstrip()
        next_one = mark.style == "count" and mark.value == last.value + 1
        near = next_one and mark.paragraph == last.paragraph + 1 and before.endswith(_ENDS)
        return not before or near
    between = folded[mark.paragraph - 1][last.start : mark.start]
    # 最后 within a sentence is mostly the end of a sequence of steps, not of a list
    return mark.style != "word" or "。" not in between or between.rstrip("”’) ")[-1] in "。!?"


def _marks(texts: Sequence[str], folded: Sequence[str]) -> Iterator[Mark]:
    for n, (text, plain) in enumerate(zip(texts, folded, strict=True), start=1):
        for found in (*_CIRCLED.finditer(text), *_MARK.finditer(plain)):
            style, written = next((k, v) for k, v in found.groupdict().items() if v)
            yield Mark(n, found.start(), style, _value(style, written))


def _value(style: str, written: str) -> int:
    if style in ("word", "side"):
        return _WORDS[written]
    return _CIRCLES.index(written) + 1 if style == "circle" else number(written)
