"""Chinese writing: folding variants for comparison, sentences, character bigrams.

Folding is for searching and comparing only. What is stored, shown and cited is never folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_IDEOGRAPHS = range(0x3400, 0xA000)
PARTICLES = frozenset("的了在是和与及对为有把被从到由等中上下里个项其这那并也都以于而或该之")
"""Single characters that join words and name nothing."""

_CLOSERS = "”’」』》)）】"
_SENTENCE = re.compile(rf"[^。！？!?\n]*(?:[。！？!?]+[{_CLOSERS}]*|\n|$)")
_RUN = re.compile(r"[a-z0-9]+(?:[.%][a-z0-9]+)*|[\u3400-\u9fff]+")
_NUMERALS = {sign: n for n, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}


@cache
def _folds() -> dict[int, str]:
    """Code point → its folded form, for every character whose form is one character long."""
    from opencc import OpenCC

    ideographs = [chr(code) for code in _IDEOGRAPHS]
    simplified = OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    table = {ord(a): b for a, b in zip(ideographs, simplified, strict=True) if a != b}
    for code in (*range(0xC0, 0x250), *range(0x2460, 0x2500), *range(0x3000, 0x3400),
                 *range(0xF900, 0xFB00), *range(0xFE30, 0xFFF0)):  # fmt: skip
        form = unicodedata.normalize("NFKC", chr(code)).casefold()
        if len(form) == 1 and form != chr(code):
            table[code] = table.get(ord(form), form)
    return table


def fold(text: str) -> str:
    """Fold scripts' variants, full width and case. The length never changes.

    Traditional characters become simplified ones one by one (OpenCC's ``t2s``), compatibility
    forms their NFKC equivalent where that is a single character, letters lower case.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as İ, grow
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(_folds())


@cache
def _forms() -> dict[int, str]:
    """The same with capital letters for those of full width."""
    table = {}
    for code, folded in _folds().items():
        form = unicodedata.normalize("NFKC", chr(code))
        table[code] = form if len(form) == 1 and form.casefold() == folded else folded
    return table


def simplified(text: str) -> str:
    """Return ``text`` in simplified characters and half width, letters as they are.

    The way of writing that rules for questions go by. The length never changes.
    """
    return text.translate(_forms())


def first_sentence(text: str) -> str:
    """Return the first sentence of ``text``; empty where it is white space."""
    return next((text[start:end] for start, end in sentences(text)), "")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of ``text``: half-open, without outer white space.

    A sentence ends at 。！？ and takes the closing quotation marks and brackets behind it.
    Together the sentences hold every character of ``text`` that is not white space.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if start < end:
            found.append((start, end))
    return found


def runs(text: str) -> list[str]:
    """Return the runs of ``text`` that carry meaning: ideographs, or Latin letters and digits."""
    return _RUN.findall(fold(text))


def bigrams(text: str) -> list[str]:
    """Return the character bigrams of the ideographs of ``text`` and its Latin words, folded.

    A single ideograph between other signs stands by itself.
    """
    found: list[str] = []
    for run in runs(text):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def tokens(text: str) -> list[str]:
    """Return what a text is indexed by: its bigrams, and the last ideograph of every run.

    Every ideograph so begins a token, and a single one can be looked up as a prefix. Queries use
    ``bigrams``: with the ends they find no more, and match texts on a single ideograph.
    """
    found: list[str] = []
    for run in runs(text):
        found.extend([run] if run[0].isascii() else (run[i : i + 2] for i in range(len(run))))
    return found


def number(numeral: str) -> int:
    """Return what Arabic figures or Chinese numerals below 100 stand for."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS[numeral[-1]]
    return (_NUMERALS[tens[-1]] if tens else 1) * 10 + (_NUMERALS[ones[-1]] if ones else 0)
