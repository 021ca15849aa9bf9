"""The words of a question that an answer must meet, and how rare each is in the collection."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from qa.answering.questions.places import called_in, places_in, short_name
from qa.answering.questions.question import Question, asking_spans, content_of
from qa.corpus.names import is_name
from qa.words import cut, known, tagged
from qa.zh import PARTICLES, bigrams, fold

DocumentFrequency = Callable[[Iterable[str]], Mapping[str, int]]
"""How many chunks of the collection hold each of these bigrams."""

_NUMBER = re.compile(
    r"第\d{1,2}[届次期批]|第\d{3,}(?=[例位名号个])|\d+(?:\.\d+)?|[上下]半年|[一二三四前]季度|第[一二三四五六七八九十]+[届次期批]|[二三四五六七八九十]+届"
    r"|(?<=届)[一二三四五六七八九十]+次"
)

_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,20})[”」』\"]")
_WORK = re.compile(r"《([^《》]{2,40})》")
_LATIN = re.compile(r"(?=[A-Za-z]*[a-z])[A-Za-z]{4,}")  # Excel, not GDP: that is 地区生产总值 too
_NAME_TAGS = frozenset({"nr", "ns", "nt"})
_BESIDES = re.compile(r"除了?[^,，。]{1,14}?(?:以外|之外|外|[,，])")
"""What is named only to say that it is not asked about: 除了去北京开会."""
_PERSON = re.compile(
    r"\s*(?![有那都])([\u4e00-\u9fff]{2,4}?)(?:\s|[\W是做有写讲说谈看干提任当的了过还又都也曾现在]|本人|这个?人|主张|认为|建议|提出|介绍|评价|"
    r"观点|看法|意见|职务|文章|身份)*"
)
"""A question that says nothing but who is meant: 某某怎么看? 某某的文章讲了什么?"""
_VOICE = re.compile(
    r"(?:^|[,。?!;:、和与跟及的]|[记长席任员者授师士理家]|同志|请问)(?![有那都])([\u4e00-\u9fff]{2,4}?)"
    r"(?:本人|自己|同志|老师|先生|女士|教授|书记)?(?:又|都|分别|各自?|曾|还|是|对[^,?]{2,12})*"
    r"(?:怎么[说讲]|(?:怎么|怎样|如何)?(?:看待?|评价|认为|觉得|主张|建议|提出|强调|指出|呼吁|表示|点评))"
)
"""Whose view is asked for: 某某怎么看这件事?"""
_NO_NAME = re.compile(r"^[老新旧那这周]|[城地]$")  # 老城区, 周边地区: some place or other


@dataclass(frozen=True, slots=True)
class Terms:
    """What a question names. Weights are inverse document frequencies, natural logarithm.

    ``names`` are what the dictionary has for names, ``places`` those that are places for certain
    with the name of what is meant in each, ``called`` the names of communities, firms and such
    with the whole of what is so called, ``numbers`` the numbers of the question and ordinals,
    ``asked`` the words next to the asking one: what is wanted to be known; ``quoted`` what stands
    in quotation marks, ``works`` in the marks of titles; ``latin`` the names in Latin letters,
    folded; ``people`` whose views are asked for, or who are all that is said.
    """

    bigrams: dict[str, float]
    words: dict[str, float]
    names: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def terms_of(question: Question, frequency: DocumentFrequency, total: int) -> Terms:
    """Return the terms of ``question``; ``total`` is the number of chunks."""
    found = set(bigrams(question.content))
    counts = frequency(found)
    weights = {t: math.log(1 + total / (1 + counts.get(t, 0))) for t in sorted(found)}
    words = {
        word: max((weights.get(b, 0.0) for b in bigrams(word)), default=0.0)
        for word in _words(question.content)
    }
    numbers = numbers_of(fold(question.text))
    asked = frozenset(_asked(question.text))
    quoted = frozenset(_QUOTED.findall(fold(question.text)))
    content = _BESIDES.sub(" ", question.content)
    names, places, called = _names(content), places_in(content), called_in(content)
    works = frozenset(_WORK.findall(fold(question.text)))
    latin = frozenset(map(fold, _LATIN.findall(question.text)))
    people = frozenset(filter(is_name, _people(content, fold(question.text))))
    return Terms(
        weights, words, names, places, called, numbers, asked, quoted, works, latin, people
    )


def _people(content: str, text: str) -> list[str]:
    """What may be the names of people of whom a question says no more, or whose views it wants."""
    alone = _PERSON.fullmatch(content)
    return [*([alone[1]] if alone else []), *_VOICE.findall(text)]


def _asked(text: str) -> list[str]:
    """The last word before the last asking word, and the first word after it."""
    spans = sorted(asking_spans(text))
    if not spans:
        return []
    start, end = spans[-1]
    before, after = _words(content_of(text[:start])), _words(content_of(text[end:]))
    return [word for word in (*before[-1:], *after[:1]) if len(word) > 1]


def _names(content: str) -> frozenset[str]:
    """Names that the dictionary knows, without what kind of place it is: guesses are left out."""
    found = (w for w, tag in tagged(content) if tag in _NAME_TAGS and known(w)[0])
    stems = map(short_name, found)
    return frozenset(name for name in stems if len(name) > 1 and not _NO_NAME.search(name))


def numbers_of(folded: str) -> frozenset[str]:
    """Return a folded text's numbers: Arabic figures, ordinals such as 六届, parts of a year."""
    return frozenset(_NUMBER.findall(folded))


def _words(content: str) -> list[str]:
    words = (word.strip() for word in cut(content))
    return list(dict.fromkeys(w for w in words if re.search(r"\w", w) and w not in PARTICLES))
