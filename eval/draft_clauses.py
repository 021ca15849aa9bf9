"""Sentences taken apart for drafting: clauses, who or what they are about, and whether a clause
can stand alone as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from eval.draft_words import CONNECTIVE, DONE, OPENS_BADLY, REPORTS, STATE, UNBOUND
from qa.corpus.names import is_name
from qa.schema import Article
from qa.words import tagged

SHORTEST, LONGEST = 8, 56
"""Characters of a question."""
_CLAUSE = re.compile(r"(?:“[^”]*”|《[^》]*》|\([^)]*\)|[^,;:。!?])+")
_NOMINAL = ("n", "j", "b", "s", "f", "eng", "l", "i", "vn", "an", "k", "uj", "x", "m", "q", "t")
_NAMES = ("ns", "nt", "eng")
_PAIRS = ("“”", "《》", "()", "‘’", "【】", "「」")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff])")
_STAMMER = re.compile(r"(.{5,}).*\1")  # a headline that has run into the text
_PLACED = re.compile(r"\bn[st]\b")  # tags of places and organisations
_LONGEST_SUBJECT = 20

Tokens = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its offsets in the sentence, without outer white space."""

    text: str
    start: int
    end: int


_HALF = {ord(chr(ord(c) + 0xFEE0)): c for c in ",;:()!?%"}


def half_width(text: str) -> str:
    """Return a text with its signs in half width, of the same length: patterns know these only."""
    return text.translate(_HALF)


class Opening(Enum):
    """What a clause opens with."""

    SUBJECT = "subject"
    DEED = "deed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question on a sentence; each of ``points`` stands in it word for word."""

    kind: str
    question: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Context:
    """A sentence of an article in half width, for the patterns to look at."""

    article: Article
    text: str

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the sentence; signs within quotation marks and brackets part nothing."""
        found = ((m.group(), m.start()) for m in _CLAUSE.finditer(self.text))
        stripped = ((t.strip(), at + len(t) - len(t.lstrip())) for t, at in found)
        return tuple(Clause(t, at, at + len(t)) for t, at in stripped if t)

    @cached_property
    def subject(self) -> str:
        """What the sentence is about, where it opens with a noun phrase before a verb."""
        if not self.clauses:
            return ""
        return subject_of(tagged(CONNECTIVE.sub("", self.clauses[0].text)))

    @cached_property
    def calls_for_deeds(self) -> bool:
        """Whether the sentence opens with a deed: what follows then has no subject to miss."""
        return opening_of(CONNECTIVE.sub("", self.clauses[0].text)) is Opening.DEED

    def question(self, number: int, asked: str) -> str:
        """Return ``asked``, clause ``number`` with its answer asked for, as a question that can
        stand alone; empty where it cannot.
        """
        text = CONNECTIVE.sub("", asked.strip()).strip()
        if not text or OPENS_BADLY.match(text):
            return ""
        opening = opening_of(text)
        if opening is Opening.UNCLEAR:
            return ""
        if number and self.subject and (opening is Opening.DEED or not is_anchored(text)):
            if opening is Opening.SUBJECT and not _PLACED.search(tags_of(self.subject)):
                return ""  # 张某…,对方…: two subjects
            joint = "" if opening is Opening.DEED or is_specific(self.subject) else "的"
            text, opening = f"{self.subject}{joint}{text}", Opening.SUBJECT
        return self.placed(text, opening)

    def placed(self, text: str, opening: Opening) -> str:
        """Return a question with whose article it asks about, where it does not say itself."""
        if opening is Opening.SUBJECT and is_anchored(text):
            return finished(text)
        author = self.article.author
        if not author or len(self.article.authors) > 2:
            return ""
        if is_report(self.article):
            return finished(f"据{author}的报道,{text}") if opening is Opening.SUBJECT else ""
        if opening is Opening.SUBJECT:
            return finished(f"{author}的文章里,{text}")
        if STATE.match(text) or not self.calls_for_deeds:
            return ""
        called_for = "提到" if DONE.search(text) else "提出" if text[0] in "要应将需" else "提出要"
        return finished(f"{author}的文章{called_for}{text}")


def tags_of(text: str) -> str:
    """Return the tags of the words of a text, in one string."""
    return " ".join(tag for _, tag in tagged(text))


def is_report(article: Article) -> bool:
    """Tell whether a reporter wrote an article: it says what others do and calls for nothing."""
    opening = article.paragraphs[0].text[:60] if article.paragraphs else ""
    return bool(REPORTS.search(f"{article.affiliation}\n{article.head.text}\n{opening}"))


def finished(text: str) -> str:
    """Return a question with its mark, or nothing where it would not read well alone."""
    text = _SPACE.sub("", re.sub(r"^[ ,;:、]+|[ ,;:、]+$", "", text))
    if not SHORTEST <= len(text) <= LONGEST or UNBOUND.search(text) or not is_balanced(text):
        return ""
    if _STAMMER.search(text) or OPENS_BADLY.match(text):
        return ""
    return f"{text}?"


def subject_of(tokens: Tokens) -> str:
    """Return the noun phrase that opens a clause, if a verb or the like follows it."""
    kept: list[str] = []
    last = ""
    for word, tag in tokens:
        if not tag.startswith(_NOMINAL) or word in "、,":
            break
        if len(word) == 1 and tag in ("n", "q", "m", "vn"):  # 集, 据: verbs more often than not
            return ""
        kept.append(word)
        last = tag
    else:
        return ""
    text = "".join(kept)
    sound = last.startswith(("n", "j", "eng", "vn", "l")) and is_balanced(text)
    fits = 3 <= len(text) <= _LONGEST_SUBJECT and not UNBOUND.search(text)
    return text if sound and fits else ""


def opening_of(text: str) -> Opening:
    """Tell what a clause opens with. 建设 and its like, noun or verb, are unclear before a noun."""
    (word, first), (_, second) = [*tagged(text), ("", ""), ("", "")][:2]
    if len(word) == 1 and first in ("n", "q", "m"):  # 集, 据: verbs more often than not
        return Opening.UNCLEAR
    if first.startswith(("vn", "an")):
        return Opening.UNCLEAR if second.startswith(("n", "b", "m")) else Opening.SUBJECT
    if first.startswith(("v", "d", "ad", "p", "c", "z")):
        return Opening.DEED
    return Opening.SUBJECT


def has_subject(text: str) -> bool:
    """Tell whether a clause opens with what may be its subject."""
    return opening_of(text) is Opening.SUBJECT


def is_specific(text: str) -> bool:
    """Tell whether a text names something: a name the tagger knows, quotation marks, Latin."""
    return bool(re.search(r"[“《]", text)) or any(_names(word, tag) for word, tag in tagged(text))


def _names(word: str, tag: str) -> bool:
    """Tell whether a word is a name; of two characters the tagger takes too many for a person's."""
    if tag.startswith("nr"):
        return len(word) > 2 or is_name(word)
    return tag.startswith(_NAMES) and len(word) > 1


def is_anchored(text: str) -> bool:
    """Tell whether what stands before the verb of a clause names something."""
    before: list[str] = []
    for word, tag in tagged(text):
        if tag in ("v", "vd", "vi", "p"):
            break
        before.append(word)
    return is_specific("".join(before))


def has_verb(text: str) -> bool:
    """Tell whether a verb stands in a text."""
    return any(tag in ("v", "vd", "vi", "vg") for _, tag in tagged(text))


def is_balanced(text: str) -> bool:
    """Tell whether quotation marks and brackets come in pairs."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def replaced(clause: Clause, start: int, end: int, asked: str) -> str:
    """Return a clause with ``text[start:end]`` asked for."""
    return f"{clause.text[:start]}{asked}{clause.text[end:]}"
