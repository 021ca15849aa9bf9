"""Sentences quoted as an answer: the short answer marked in them, and their pronouns explained."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.articles.about import titles
from qa.answering.articles.people import people_named
from qa.answering.citing import Citations, Found
from qa.answering.piece import Piece
from qa.answering.questions.question import Kind, Question
from qa.schema import HEAD, Article, Sentence
from qa.words import tagged

_SHORT = frozenset(
    {Kind.NUMBER, Kind.DATE, Kind.PLACE, Kind.ORGANISATION, Kind.PERSON, Kind.POST, Kind.TARGET}
)
"""Kinds that a phrase answers."""
_LONGEST = 40  # characters of a short answer
_SURE = 0.0  # the reader's score above which it holds the span to be the answer
_EDGES = "，,。；;：:、 ！？!?"
_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万亿两半]")
_AMOUNT = re.compile(
    r"(?:百分之)?\d[\d,.]*(?:[十百千万亿]+)?(?:多|余)?(?:个百分点|[%％‰倍成元个人名家项件亩吨米年月日天岁])?"
)
_OPENING = re.compile(
    r"(?:(?:同时|此外|另外|目前|如今|为此|而且|而|但)[,，]?)?"
    r"(?:(?P<person>[他她](?!们|人|乡|国))|(?P<that>[该这我全])(?:一|个|家|所)?"
    r"(?P<kind>[省市县区镇乡村]|公司|集团|大学|学院|学校|医院|中心|社区|企业|协会)(?![\u4e00-\u9fff]?[级委]))"
)


def quote(question: Question, pieces: Sequence[Piece]) -> Found:
    """Return pieces as sentences with their citations, in the order given; where an article is
    asked for, its name before them.
    """
    cited = Citations()
    named = titles([pieces[0].article], cited) if question.kind is Kind.TITLE else None
    sentences: list[Sentence] = [*named.sentences] if named else []
    before: Piece | None = None
    for piece in pieces:
        n = cited.cite(piece.article, piece.paragraph, piece.start, piece.end)
        start, end = marked(question, piece)
        gloss, at = ("", 0) if before and _adjoins(before, piece) else explained(piece)
        sentences.append(Sentence(piece.text, (n,), start, end, gloss, at))
        before = piece
    return Found(tuple(sentences), cited.all())


def marked(question: Question, piece: Piece) -> tuple[int, int]:
    """Return the offsets of the short answer in a piece's text; (0, 0) where none is sure."""
    if question.kind not in _SHORT or piece.span is None or piece.reading < _SURE:
        return 0, 0
    text = piece.text
    start, end = piece.span[0] - piece.start, piece.span[1] - piece.start
    if question.kind is Kind.NUMBER:
        start, end = _whole_amount(text, start, end)
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    counted = question.kind is not Kind.NUMBER or _FIGURE.search(text[start:end])
    return (start, end) if counted and 0 < end - start <= _LONGEST else (0, 0)


def _whole_amount(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a figure and its unit: 1 of 10% says something else."""
    for found in _AMOUNT.finditer(text):
        if found.start() < end and start < found.end():
            start, end = min(start, found.start()), max(end, found.end())
    return start, end


def _adjoins(before: Piece, piece: Piece) -> bool:
    """Whether a piece follows another in its paragraph, so that it explains itself."""
    same = (before.article.id, before.paragraph) == (piece.article.id, piece.paragraph)
    return same and 0 <= piece.start - before.end <= 1


def explained(piece: Piece) -> tuple[str, int]:
    """Return who or what is meant by the pronoun that a piece opens with, and where it ends.

    ("", 0) where it opens with none, or where it is not certain what is meant.
    """
    opening = _OPENING.match(piece.text)
    if opening is None:
        return "", 0
    above = _above(piece)
    if opening["person"]:
        meant = _last_person(above)
    elif opening["that"] in "我全":
        meant = _home(piece.article.affiliation, opening["kind"])
    else:
        meant = _last_of_kind(above, opening["kind"])
    return (meant, opening.end()) if meant and meant not in piece.text else ("", 0)


def _above(piece: Piece) -> str:
    """What stands before a piece: the headline, the paragraph before, and its own beginning."""
    article: Article = piece.article
    text = article.paragraph(piece.paragraph).text[: piece.start]
    before = article.paragraph(piece.paragraph - 1).text if piece.paragraph - 1 > HEAD else ""
    return f"{article.title}\n{before}\n{text}"


def _last_person(text: str) -> str:
    """The person named in the last line that names one; nobody where it names several."""
    for line in reversed(text.splitlines()):
        if found := set(people_named(line)):
            return found.pop() if len(found) == 1 else ""
    return ""


def _home(affiliation: str, kind: str) -> str:
    """The place that an author speaks of as 我县 or 全县, out of what the author is."""
    found = re.findall(rf"[^省市县区州镇乡村、,，\s]{{2,4}}{kind}", affiliation.replace("中共", ""))
    return found[0] if found else ""


def _last_of_kind(text: str, kind: str) -> str:
    """The last name in a text that says what it is: 某县, 某某公司."""
    found, run = "", ""
    for word, tag in tagged(text):
        run = run + word if tag.startswith(("n", "j", "b", "eng", "vn")) else ""
        named = len(run) > len(kind) + 1 and tag.startswith(("n", "j"))
        if named and run.endswith(kind):
            found = run
    return found
