"""How well a sentence answers a question, as numbers for ``qa.answering.reading.support`` to weigh.

The reader says how well the best answer within the sentence fits; words are compared by rarity;
and the sentence is looked at for the kind of thing that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qa.answering.articles.people import people_named
from qa.answering.questions.question import Kind, Question
from qa.answering.questions.terms import Terms, numbers_of
from qa.zh import bigrams, fold, sentences

if TYPE_CHECKING:
    from qa.models.reader import Reading

_POSTS = (
    "书记|[部局处科院校厂队区县市镇]长|主任|主席|经理|代表|委员|"
    "工程师|记者|教授|技师|干部|编辑|队员"
)
_ANSWERS: dict[Kind, re.Pattern[str]] = {
    Kind.NUMBER: re.compile(
        r"\d|百分之|[一二三四五六七八九十百千万亿两]+[个项条家人名位次倍成件所种座分多]"
    ),
    Kind.DATE: re.compile(r"\d+[年月日]|[一二三四五六七八九〇零]{2,4}年|世纪|年代|[去今近]年"),
    Kind.PLACE: re.compile(r"[\u4e00-\u9fff][省市县区镇乡村州国山河岛湾路街洲海城地]|社区"),
    Kind.ORGANISATION: re.compile(r"公司|学[院校]|大学|医院|[部局委会院所厂队社团]|集团|中心|银行"),
    Kind.LIST: re.compile(r"、|一是|首先|分别|包括|以及|等|[;；,，]"),
    Kind.POST: re.compile(_POSTS),
    Kind.TARGET: re.compile(r"力争|达到|翻番|目标|以上|超过|建成|实现|到\d{4}年|\d%"),
}
# What is measured: how a question asks for it, and how a sentence gives it.
_MEASURES = tuple(
    (re.compile(asked), re.compile(given))
    for asked, given in (
        (r"岁", r"岁|出生|生于"),
        (
            r"钱|[多几]少?[亿万]?元|(?:投|花|挣|值|资|入|费)[^多几]{0,4}(?:多少|几)[亿万]?",
            r"元|[亿万]",
        ),
        (r"多长时间|多久|[少几]个?(?:小时|分钟|天|年|月)", r"小时|分钟|天|年|月|周"),
        (r"多宽|宽度", r"宽"),
        (r"多深|深度", r"深"),
        (r"公里|[多几]少?米|多[长远高]", r"公里|千米|米|里"),
        (r"百分之|比例|比重|占.{0,8}(?:多少|几)|几成|几倍", r"%|百分之|分之|\d/\d|成|倍|:"),
        (r"面积|平方|[多几]少?亩", r"平方|亩|公顷"),
    )
)
_COUNTED = frozenset({Kind.NUMBER, Kind.DATE})
_EXPLAINED = frozenset({Kind.LIST, Kind.HOW, Kind.WHY, Kind.DEFINITION})


class PassageReader(Protocol):
    """What reads passages in the light of a question."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read passages, given as (heading, text)."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paragraph to look at, the heading it stands under, its whole article, how near
    its vector is to the question's (cosine), and the year in which the article appeared, if known.
    """

    heading: str
    text: str
    article: str
    similarity: float
    year: str = ""


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a sentence and a question. Shares are 0–1, flags 0 or 1."""

    reader: float
    """The reader's score of the best answer in the sentence; above 0 it holds it to be one."""
    reader_mass: float
    """What all answers in the sentence weigh together (``Reading.mass``)."""
    passage_reader: float
    """The reader's score for the passage around it."""
    similarity: float
    """How near the vectors of the question and the passage are (cosine)."""
    sentence_words: float
    """Share of the question's words, by rarity, in the sentence itself."""
    headed_bigrams: float
    """Share of the question's bigrams, by rarity, in the sentence or the heading."""
    passage_words: float
    """Share of its words, by rarity, in the passage or the heading."""
    article_words: float
    """Share of its words, by rarity, in the whole article."""
    asked_met: float
    """Share of the words next to the asking word that stand in the passage."""
    name_missing: float
    """Whether a name of the question, of a place or a person, is nowhere in the article."""
    quoted_missing: float
    """Whether something that the question puts in quotation marks is nowhere in the article."""
    number_missing: float
    """Whether a number of the question is missing in the passage and the heading, and is not the
    year in which the article appeared.
    """
    kind_unmet: float
    """Whether the sentence holds nothing of the kind asked for."""
    nothing_counted: float
    """Whether a number or date is asked for and the sentence brings none of its own."""
    explains: float
    """Whether more than a phrase is asked for: a list, how, why, what something is."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of passage number ``passage``: its offsets there, its features, and the offsets
    of what the reader holds to be the answer within it.
    """

    passage: int
    start: int
    end: int
    features: Features
    span: tuple[int, int]


def compare(
    question: Question, terms: Terms, passages: Sequence[Passage], reader: PassageReader
) -> list[Scored]:
    """Return every sentence of ``passages`` with its features."""
    read = [(fold(p.heading), fold(p.text)) for p in passages]  # as the reader was trained
    readings = reader.read(question.plain, read)
    found = []
    for number, (passage, reading) in enumerate(zip(passages, readings, strict=True)):
        whole, _, _ = reading.best(0, len(passage.text))
        around = _words_around(terms, passage)
        for start, end in sentences(passage.text):
            score, *span = reading.best(start, end)
            sentence = passage.text[start:end]
            features = Features(
                max(score, _LEAST),
                max(reading.mass(start, end), _LEAST),
                max(whole, _LEAST),
                passage.similarity,
                _words_met(terms, fold(sentence)),
                _bigrams_met(terms, passage.heading, sentence),
                *around,
                *_kind_met(question, terms, sentence),
                float(question.kind in _EXPLAINED),
            )
            found.append(Scored(number, start, end, features, (span[0], span[1])))
    return found


_LEAST = -30.0  # stands for "no token read", as in a passage cut short


def _bigrams_met(terms: Terms, heading: str, sentence: str) -> float:
    near = {*bigrams(heading), *bigrams(sentence)}
    return _share((w for b, w in terms.bigrams.items() if b in near), terms.bigrams.values())


def _words_met(terms: Terms, text: str) -> float:
    return _share((w for t, w in terms.words.items() if t in text), terms.words.values())


def _words_around(
    terms: Terms, passage: Passage
) -> tuple[float, float, float, float, float, float]:
    """What a passage and its article hold of the question: the same for each of its sentences."""
    context = fold(f"{passage.heading} {passage.text}")
    article = fold(f"{passage.heading} {passage.article}")
    return (
        _words_met(terms, context),
        _words_met(terms, article),
        _share((float(w in context) for w in terms.asked), (1.0 for _ in terms.asked)),
        float(any(name not in article for name in terms.names)),
        float(any(quoted not in article for quoted in terms.quoted)),
        float(bool(terms.numbers - numbers_of(context) - {passage.year})),
    )


def _measured(question: str, sentence: str) -> bool:
    """Whether a sentence has what the first measure that the question names is given in."""
    for asked, given in _MEASURES:
        if asked.search(question):
            return bool(given.search(sentence))
    return True


def _kind_met(question: Question, terms: Terms, sentence: str) -> tuple[float, float]:
    pattern = _ANSWERS.get(question.kind)
    folded = fold(sentence)
    unmet = float(pattern is not None and not pattern.search(folded))
    if question.kind is Kind.PERSON:
        unmet = float(not (_ANSWERS[Kind.ORGANISATION].search(folded) or people_named(folded)))
    if question.kind is Kind.NUMBER and not unmet:
        unmet = float(not _measured(fold(question.text), folded))
    own = numbers_of(folded) - terms.numbers
    return unmet, float(question.kind in _COUNTED and not own)


def _share(part: Iterable[float], whole: Iterable[float]) -> float:
    total = sum(whole)
    return sum(part) / total if total else 1.0
