"""From which project an article comes is answered from the note in its credit."""

from dataclasses import replace

import pytest

from qa.answering.articles.notes import answer_which, asks_note, quote_notes
from qa.answering.citing import Found
from qa.answering.questions.question import understand
from tests.answering.articles.test_collection import SHELF, Shelf, article

NOTED = replace(
    article("reform", "改革向深处走", "周立人"), note="本文为青河市社科规划课题:QH07成果"
)
HELD = Shelf((*SHELF.held, NOTED))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("哪几篇文章是青河市社科课题?", "资料库收有注明“青河”“社科”的文章 1 篇:"),
        ("谁的文章属于社科课题成果?", "注明“社科”的文章,作者共 1 位:"),
    ],
)
def test_the_articles_of_a_project_are_named(question: str, first: str) -> None:
    found = answer_which(understand(question), HELD)
    assert found is not None
    assert found.sentences[0].text == first
    assert [c.title for c in found.citations] == [NOTED.title]


@pytest.mark.parametrize(
    "question", ["茶园引进了哪些项目?", "哪些文章是省教委课题?", "谁在推进大桥项目?"]
)
def test_other_questions_about_projects_are_left_to_the_reader(question: str) -> None:
    assert answer_which(understand(question), HELD) is None


def test_the_note_of_an_article_is_quoted_to_its_head() -> None:
    assert asks_note("周立人那篇文章挂的课题编号是多少?")
    assert not asks_note("周立人的文章提到哪些建设项目?")
    found = quote_notes([NOTED])
    assert isinstance(found, Found)
    assert [s.text for s in found.sentences] == [f"《{NOTED.title}》注明:{NOTED.note}。"]
    assert quote_notes(SHELF.held) is None
