"""A quoted sentence stays word for word; the answer is marked in it, and pronouns are explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.piece import Piece
from qa.answering.questions.question import understand
from qa.answering.reading.quoting import explained, marked, quote
from qa.schema import HEAD, Article, Paragraph, Role, Sentence, Span

TEXT = (
    "云阳县去年旅游收入达到12.5%的增幅。该县今年要建3个景区。"
    "县长李长河说,路要先修。他还说,树要多种。"
)
ARTICLE = Article(
    "a1",
    "x.txt",
    "山里的新路",
    True,
    ("钱学文",),
    "中共奉节县委书记",
    Paragraph(HEAD, "山里的新路\n钱学文", (Span(0, 1),), Role.HEAD),
    (
        Paragraph(1, TEXT, (Span(2, 2 + len(TEXT)),)),
        Paragraph(2, "我县要多种树。", (Span(99, 106),)),
    ),
)


def piece(sentence: str, answer: str = "", paragraph: int = 1, reading: float = 3.0) -> Piece:
    text = ARTICLE.paragraph(paragraph).text
    start = text.index(sentence)
    at = start + sentence.index(answer)
    span = (at, at + len(answer)) if answer else None
    return Piece(ARTICLE, paragraph, start, start + len(sentence), 0.9, 0.9, span, reading)


RISE, PARKS, ROAD, TREES = (f"{part}。" for part in TEXT.split("。")[:4])


def test_the_short_answer_is_marked_with_its_whole_figure_and_unit() -> None:
    asked = understand("云阳县旅游收入增长多少?")
    (sentence,) = quote(asked, [piece(RISE, "12")]).sentences
    assert sentence.text == RISE
    assert sentence.short == "12.5%"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("云阳县旅游收入增长多少?", piece(RISE, "旅游收入")),  # no figure
        ("云阳县旅游收入增长多少?", piece(RISE, "12.5%", reading=-1.0)),  # the reader is not sure
        ("怎样发展云阳的旅游?", piece(PARKS, "3个景区")),  # no phrase answers how
        ("云阳县旅游收入增长多少?", piece(RISE)),
    ],
)
def test_nothing_is_marked_where_no_phrase_is_sure_to_answer(question: str, found: Piece) -> None:
    assert marked(understand(question), found) == (0, 0)


@pytest.mark.parametrize(
    ("found", "gloss"),
    [
        (piece(PARKS), ("云阳县", 2)),
        (piece(TREES), ("李长河", 1)),
        (piece("我县要多种树。", paragraph=2), ("奉节县", 2)),
        (piece(RISE), ("", 0)),
    ],
)
def test_a_pronoun_at_the_beginning_is_explained(found: Piece, gloss: tuple[str, int]) -> None:
    assert explained(found) == gloss


def test_the_words_of_the_source_stay_and_the_explanation_stands_in_brackets() -> None:
    (sentence,) = quote(understand("该县怎样?"), [piece(PARKS)]).sentences
    assert sentence.text == PARKS
    assert sentence.shown == "该县〔云阳县〕今年要建3个景区。"


def test_a_sentence_behind_the_one_that_explains_it_is_left_alone() -> None:
    found = quote(understand("怎样?"), [piece(RISE), piece(PARKS)])
    assert [s.gloss for s in found.sentences] == ["", ""]


@given(st.integers(0, len(RISE)), st.integers(0, len(RISE)))
def test_what_is_marked_always_lies_within_the_sentence(a: int, b: int) -> None:
    start = TEXT.index(RISE)
    span = (start + min(a, b), start + max(a, b))
    found = Piece(ARTICLE, 1, start, start + len(RISE), 0.9, 0.9, span, 1.0)
    first, last = marked(understand("增长多少?"), found)
    assert 0 <= first <= last <= len(RISE)
    assert Sentence(RISE, (1,), first, last).short in RISE
