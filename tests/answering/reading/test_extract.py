"""Which sentences make the answer, once each has its probability."""

from dataclasses import replace

from qa.answering.piece import Piece
from qa.answering.questions.question import understand
from qa.answering.reading.extract import choose
from qa.schema import HEAD, Article, Paragraph, Role, Span
from qa.zh import sentences

TEXT = (
    "县里抓了三件事。一是修路。修通村道三百公里。二是办学,新建学校五所,改造食堂十个,"
    "添置图书一万册。三是治水,清理河道二十公里。"
)
ARTICLE = Article(
    id="a1",
    source="x.txt",
    title="三件事",
    titled=True,
    authors=(),
    affiliation="",
    head=Paragraph(HEAD, "三件事", (Span(0, 3),), Role.HEAD),
    paragraphs=(Paragraph(1, TEXT, (Span(4, 4 + len(TEXT)),)),),
)


def pieces(best: int, support: float = 0.9) -> list[Piece]:
    """Every sentence of the paragraph, number ``best`` first."""
    found = [
        Piece(ARTICLE, 1, start, end, 0.9 if i == best else 0.1, support)
        for i, (start, end) in enumerate(sentences(TEXT))
    ]
    return sorted(found, key=lambda piece: -piece.probability)


def test_below_the_threshold_there_is_no_answer() -> None:
    assert choose(understand("修了多少公里村道?"), pieces(2, support=0.3), 0.5) == []


def test_without_sentences_there_is_no_answer() -> None:
    assert choose(understand("修了多少公里村道?"), [], 0.5) == []


def test_a_number_is_answered_with_one_sentence() -> None:
    chosen = choose(understand("新建学校多少所?"), pieces(3), 0.5)
    assert [p.text for p in chosen] == [TEXT[TEXT.index("二是") : TEXT.index("三是")]]


def test_where_an_answer_is_wanted_for_each_a_second_sentence_may_give_it() -> None:
    first, second, *rest = pieces(3)
    near = [first, replace(second, probability=0.4), *rest]
    assert len(choose(understand("新建学校多少所?"), near, 0.5)) == 1
    assert len(choose(understand("新建学校和修的村道各有多少?"), near, 0.5)) == 2


def test_an_item_that_only_heads_takes_the_next_sentence_along() -> None:
    chosen = choose(understand("修了多少公里村道?"), pieces(1), 0.5)
    assert [p.text for p in chosen] == ["一是修路。", "修通村道三百公里。"]


def test_a_list_is_the_whole_enumeration_with_its_lead_in() -> None:
    chosen = choose(understand("县里抓了哪些事?"), pieces(0), 0.5)
    assert [p.text[:3] for p in chosen] == ["县里抓", "一是修", "二是办", "三是治"]


def test_what_somebody_did_is_told_item_by_item_where_its_sentence_leads_to_them() -> None:
    assert len(choose(understand("县里做了什么?"), pieces(0), 0.5)) == 4
    assert len(choose(understand("县里的工程叫什么?"), pieces(0), 0.5)) == 1
