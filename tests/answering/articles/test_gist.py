"""What an article says is told in its own words: subheads, or how its paragraphs open."""

import pytest

from qa.answering.articles.gist import QUOTED, asks_gist, gist, views_asked
from qa.schema import HEAD, Article, Paragraph, Role, Span

PLAIN = (
    "云阳大桥去年十月建成通车,全长三公里。桥上每天有车。",
    "短句。大桥由省建工集团承建,用了五年时间。",
)


def article(*texts: str, subheads: tuple[str, ...] = ()) -> Article:
    head = Paragraph(HEAD, "大桥通车\n赵明", (Span(0, 1),), Role.HEAD)
    lines = [(text, Role.BODY) for text in texts] + [(text, Role.SUBHEAD) for text in subheads]
    body = tuple(Paragraph(n, t, (Span(0, 1),), role) for n, (t, role) in enumerate(lines, 1))
    return Article("a1", "x.txt", "大桥通车", True, ("赵明",), "", head, body)


@pytest.mark.parametrize(
    "question",
    [
        "《大桥通车》讲了什么?",
        "赵明那篇文章说了些什么内容?",
        "這篇報道主要講了什麼?",
        "这篇文章的主要内容是什么?",
    ],
)
def test_a_question_for_the_whole_article_is_known(question: str) -> None:
    assert asks_gist(question)


@pytest.mark.parametrize(
    "question",
    [
        "赵明怎么看?",
        "赵明本人是怎么说的?",
        "赵明有什么主张?",
        "赵明的主要观点是什么?",
        "赵明讲了些什么?",
    ],
)
def test_who_asks_for_an_authors_views_means_his_article(question: str) -> None:
    written = article(*PLAIN)
    assert views_asked(question, [written]) == [written]


@pytest.mark.parametrize(
    "question", ["赵明怎么看大桥?", "赵亮怎么看?", "赵明是谁?", "大桥有什么主张?"]
)
def test_views_on_a_subject_or_of_others_are_read(question: str) -> None:
    assert not views_asked(question, [article(*PLAIN)])


@pytest.mark.parametrize(
    "question",
    [
        "赵明写了什么?",
        "文章说了什么理由?",
        "大桥有多长?",
        "赵明文章的下篇讲了什么?",
        "这些文章各讲什么?",
    ],
)
def test_other_questions_are_not_taken_for_it(question: str) -> None:
    assert not asks_gist(question)


def test_paragraphs_are_told_by_their_first_full_sentence() -> None:
    found = gist(article(*PLAIN))
    assert [s.text for s in found.sentences] == [
        "《大桥通车》,作者赵明。",
        "云阳大桥去年十月建成通车,全长三公里。",
        "大桥由省建工集团承建,用了五年时间。",
    ]


def test_subheads_stand_for_what_is_below_them() -> None:
    found = gist(article(*PLAIN, subheads=("修桥", "铺路")))
    assert [s.text for s in found.sentences][1:] == ["修桥", "铺路"]


def test_every_sentence_is_cited_word_for_word_and_there_are_not_too_many() -> None:
    found = gist(article(*PLAIN * 5))
    assert len(found.sentences) == QUOTED + 1
    by_number = {c.n: c for c in found.citations}
    for sentence in found.sentences[1:]:
        assert by_number[sentence.citations[0]].quote == sentence.text
