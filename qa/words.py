"""Chinese words: jieba's dictionary and part-of-speech tags, loaded once and only when needed."""

from __future__ import annotations

import logging
from functools import cache
from itertools import accumulate
from types import ModuleType

COUNTING = ("m", "q", "t")
"""The tags of numerals, of classifiers and of times."""


@cache
def _jieba() -> ModuleType:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return jieba  # type: ignore[no-any-return]


@cache
def _tags() -> ModuleType:
    _jieba()
    import jieba.posseg

    jieba.posseg.dt.initialize()
    return jieba.posseg  # type: ignore[no-any-return]


def cut(text: str, guess: bool = True) -> list[str]:
    """Return ``text`` cut into words; ``guess`` admits words the dictionary does not hold."""
    words: list[str] = _jieba().lcut(text, HMM=guess)
    return words


def word_ends(text: str) -> set[int]:
    """Return the offsets in ``text`` at which a word ends, its beginning included."""
    return {0, *accumulate(map(len, cut(text)))}


def tagged(text: str) -> list[tuple[str, str]]:
    """Return the words of ``text`` with their part-of-speech tags (ICTCLAS's set)."""
    return [(pair.word, pair.flag) for pair in _tags().cut(text)]


def known(word: str) -> tuple[int, str]:
    """Return a word's frequency and tag in the dictionary; 0 and empty where it is unknown."""
    return _jieba().dt.FREQ.get(word, 0), _tags().dt.word_tag_tab.get(word, "")
