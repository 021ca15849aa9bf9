"""What somebody is, as the text says it: the words before the name; nothing else is told."""

import pytest

from qa.answering.articles.posts import answer_post, asks_post
from qa.answering.citing import Found
from qa.answering.questions.question import understand
from qa.schema import HEAD, Article, Chunk, Hit, Paragraph, Role, Span

TEXT = "会后,省水利厅副厅长周建国作了说明。清江集团总工程师吴小莉也在场。水利是大事。"
_HEAD = Paragraph(HEAD, "修渠引水", (Span(0, 1),), Role.HEAD)
_BODY = (Paragraph(1, TEXT, (Span(2, 2 + len(TEXT)),)),)
ARTICLE = Article("a1", "x.txt", "修渠引水", True, (), "", _HEAD, _BODY)
HITS = [Hit(Chunk("a1:1:0", "a1", 1, 0, len(TEXT), TEXT), ARTICLE, 1.0)]


@pytest.mark.parametrize(
    "question", ["周建国是做什么的?", "周建国在省水利厅担任什么职务?", "请问周建国是什么官?"]
)
def test_what_somebody_is_stands_before_the_name(question: str) -> None:
    found = answer_post(understand(question), [], HITS)
    assert isinstance(found, Found)
    (sentence,) = found.sentences
    assert sentence.text == "会后,省水利厅副厅长周建国作了说明。"
    assert sentence.text[sentence.start : sentence.end] == "省水利厅副厅长"


def test_two_people_are_each_told_of() -> None:
    found = answer_post(understand("周建国和吴小莉担任什么职务?"), [], HITS)
    assert isinstance(found, Found)
    marked = [s.text[s.start : s.end] for s in found.sentences]
    assert marked == ["省水利厅副厅长", "清江集团总工程师"]


@pytest.mark.parametrize(
    "question",
    [
        "吴大海是做什么的?",  # nobody of that name
        "周建国以前是什么职务?",  # what he is now is told
        "周建国的妻子在什么单位?",  # and of him alone
        "周建国说了什么?",
    ],
)
def test_what_is_not_said_before_the_name_is_left_to_the_reader(question: str) -> None:
    assert answer_post(understand(question), [], HITS) is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("写茶园的周立,本职工作是什么?", True),
        ("解读茶园政策的周立是干哪一行的?", True),
        ("报道茶园的记者周立,是哪家媒体的?", True),
        ("茶园的报道登在哪家报纸?", False),
        ("周立写的是哪家茶园?", False),
    ],
)
def test_what_somebody_is_may_be_asked_in_many_words(question: str, asks: bool) -> None:
    assert asks_post(understand(question)) is asks
