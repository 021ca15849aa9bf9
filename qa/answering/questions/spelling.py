"""A slip of the keyboard: a word of the question that sounds like one the collection holds.

Chinese is mostly typed by sound, so the usual slip is a wrong character of the right sound
(Liu et al. 2011, "Visually and phonologically similar characters in incorrect Chinese words":
three errors in four). Two characters are corrected where neither the collection nor the
dictionary knows them together and just one word of the same sound is known to both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from qa.answering.questions.question import content_of
from qa.answering.questions.terms import DocumentFrequency
from qa.corpus.names import is_name
from qa.words import cut, known
from qa.zh import PARTICLES, fold

_FREQUENT, _RARE = 200, 20
"""How often the dictionary has seen a word for it to be what was meant; and to be no slip."""
_COMMON = 20_000
"""The same for a character that is a word by itself."""


def corrected(text: str, frequency: DocumentFrequency) -> str:
    """Return a question with its slips corrected by what the collection holds. One put right may
    show the next, which stood in a word with it.
    """
    for _ in text:
        if (better := _once_corrected(text, frequency)) == text:
            break
        text = better
    return text


def _once_corrected(text: str, frequency: DocumentFrequency) -> str:
    places = [*_doubtful(content_of(text))]
    folded = fold(text)
    held = frequency({folded[at : at + 2] for at in places}) if places else {}
    kept = list(text)
    for at in places:
        word = folded[at : at + 2]
        if not held.get(word) and (meant := _meant(word, frequency)):
            kept[at : at + 2] = meant
    return "".join(kept)


def _doubtful(content: str) -> Iterator[int]:
    """Yield where two characters stand that make no word: an unknown word of two, or two words
    of one character side by side.
    """
    at, before = 0, ""
    for word in cut(content):
        pair = before + word
        if len(word) == 2 and _is_han(word) and _is_odd(word) and not is_name(pair):
            yield at
        elif len(before) == len(word) == 1 and _may_be_one(pair):
            yield at - 1
        at, before = at + len(word), word


def _is_odd(word: str) -> bool:
    """Whether the dictionary hardly knows a word, not as a name and not as two plain words."""
    frequency, tag = known(word)
    named = tag.startswith(("nr", "ns", "nt")) or is_name(word)
    return frequency < _RARE and not named and not _is_plain(word)


def _may_be_one(pair: str) -> bool:
    """Whether two words of one character may be one word with a slip."""
    return _is_han(pair) and not PARTICLES & {*pair} and not _is_plain(pair)


def _is_plain(pair: str) -> bool:
    """Whether two characters are each a common word: 回 上."""
    return all(known(character)[0] >= _COMMON for character in pair)


def _meant(word: str, frequency: DocumentFrequency) -> str:
    """The only known word of the same sound that differs in one character; or nothing."""
    first, second = word[0], word[1]
    like = {f"{other}{second}" for other in _same_sound(first)}
    like |= {f"{first}{other}" for other in _same_sound(second)}
    common = [other for other in like if other != word and known(other)[0] >= _FREQUENT]
    held = frequency(common) if common else {}
    found = [other for other in common if held.get(other)]
    return found[0] if len(found) == 1 else ""


def _is_han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def _same_sound(character: str) -> frozenset[str]:
    """The characters that sound alike, tones aside."""
    return _by_sound().get(_sound(character), frozenset())


def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    """The characters of GB 2312's first level, which holds all common ones, by their sound."""
    found = defaultdict(set)
    for row in range(0xB0, 0xD8):
        for column in range(0xA1, 0xFF):
            character = bytes([row, column]).decode("gb2312", "ignore")
            if character:
                found[_sound(character)].add(character)
    return {sound: frozenset(characters) for sound, characters in found.items()}
