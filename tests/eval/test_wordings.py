"""Other wordings are of questions that exist, and are judged by what those want."""

from pathlib import Path

import pytest

from eval.news_sets import read_sets
from eval.questions import load_questions
from eval.wordings import SHIPPED, Wordings, in_all_wordings, read_wordings, right, row
from qa.resources import folder
from qa.service import index
from qa.settings import Settings


def test_every_wording_is_of_a_question_and_says_it_otherwise() -> None:
    asked = {one.name: {q["id"]: q["question"] for q in one.questions} for one in read_sets()}
    asked[SHIPPED] = {q.id: q.question for q in load_questions()}
    wordings = read_wordings()
    assert sum(map(len, wordings.values())) == 370
    for name, ones in wordings.items():
        for one in ones:
            assert len({asked[name][one.of], *one.others}) == 3


def test_a_row_counts_each_wording_and_all_three_together() -> None:
    # Two questions: the first right in all wordings, the second only as it was.
    cells = row("a", [True, True, True, True, False, False])
    assert cells[:2] == ("a", "2")
    assert [cell.split()[0] for cell in cells[2:]] == ["100.0", "50.0", "50.0", "50.0"]


@pytest.mark.slow
def test_all_wordings_are_asked(tmp_path: Path) -> None:
    questions = load_questions()
    of = next(q for q in questions if q.id == "d061")
    wordings = [Wordings(of.id, ("涪陵区委书记是哪位?", "涪陵区委书记姓名"))]
    texts = [q.question for q in in_all_wordings(questions, wordings)]
    assert texts == [of.question, "涪陵区委书记是哪位?", "涪陵区委书记姓名"]
    index(Settings(home=tmp_path), [folder("seeds")])
    assert right(tmp_path, questions, wordings) == [True, True, True]
