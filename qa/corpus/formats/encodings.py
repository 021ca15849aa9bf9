"""Bytes to text: by the byte order mark, as UTF-8, or by which decoding reads like Chinese.

GB18030 and UTF-16 decode nearly every run of bytes, so that an encoding fits says little. Wrong
decodings are rows of characters that make no words: the share of the text that the dictionary's
words cover is above 0.6 in news of any age read rightly and below 0.2 read wrongly, from a dozen
characters on.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.words import cut
from qa.zh import fold

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_LEAST = {"utf-16-le": 0.3, "utf-16-be": 0.3}  # any bytes whatever are UTF-16
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs"}
_SAMPLE = 4_000  # bytes that are tried out; enough for a thousand characters
_BROKEN = 0.02  # of the characters beyond ASCII may be unreadable; a wrong decoding has more
_BINARY = re.compile(r"[\0-\x08\x0e-\x19\x1b-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; ``guessed`` where nothing in the file says how it is encoded.

    ``replaced`` counts the places that could not be read and stand as U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool = False
    replaced: int = 0


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Decode a file, or return ``None`` if it is no text in any encoding known here.

    ``declared`` is the encoding the file itself names. A few broken bytes are no reason to
    take a file for another encoding.
    """
    for candidate in _candidates(data, declared):
        if candidate is not None and not _BINARY.search(candidate.text):
            return candidate
    return None


def _candidates(data: bytes, declared: str) -> Iterator[Decoded | None]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            yield _read(data, name)
            return
    yield _strict(data, "utf-8")
    if declared:
        yield _strict(data, _DECLARED.get(declared.lower(), declared))
    yield _read(data, "utf-8")
    for name, share in _ranked(data):
        if share >= _LEAST.get(name, 0.0):
            yield _read(data, name, guessed=True)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _read(data: bytes, encoding: str, guessed: bool = False) -> Decoded | None:
    """Decode with replacements; ``None`` if they are too many to be a few broken bytes."""
    if whole := _strict(data, encoding):
        return replace(whole, guessed=guessed)
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd")
    if replaced > max(1, _BROKEN * sum(c > "\x7f" for c in text)):
        return None
    return Decoded(text, encoding, guessed, replaced)


def _ranked(data: bytes) -> list[tuple[str, float]]:
    """Return the encodings that may have been used and how they read, the best first."""
    sample = data[:_SAMPLE]
    shares = {name: _share(sample.decode(name, "replace")) for name in _GUESSED}
    return sorted(shares.items(), key=lambda item: -item[1])


def _share(text: str) -> float:
    """Return the share of a text that is words of two characters or more, or ASCII."""
    text = "".join(fold(text).split())
    words = (len(w) for w in cut(text, guess=False) if len(w) > 1 or w.isascii())
    return sum(words) / max(len(text), 1)
