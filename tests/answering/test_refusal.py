"""A refusal cites nothing and still helps; the real five pages show when it comes."""

import pytest

from qa.service import Service
from qa.texts import REFUSAL


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("哈尔滨有多少律师参加城市更新?", "哈尔滨"),  # the right thing in another place
        ("巫溪2041年的旅游收入目标是多少?", "2041"),  # the right place in another year
    ],
)
def test_another_place_or_year_is_refused_and_named(
    service: Service, question: str, why: str
) -> None:
    answer = service.ask(question)
    assert answer.refused
    assert why in (answer.reason or "")


def test_a_refusal_names_what_is_near_and_what_there_is(service: Service) -> None:
    answer = service.ask("哪支球队拿过世界杯冠军?")
    assert (answer.refused, answer.text) == (True, REFUSAL)
    assert not answer.citations and not answer.sentences
    assert 1 <= len(answer.nearest) <= 3
    known = {article.title for article in service.articles()}
    assert answer.covers and set(answer.covers) <= known


def test_the_same_question_in_other_writing_gets_the_same_answer(service: Service) -> None:
    wordings = (
        "华芯振邦获得多少项知识产权与专利?",
        "華芯振邦獲得多少項知識產權與專利？",
        "请问华芯振邦获得多少项知识产权与专利",
    )
    answers = [service.ask(wording) for wording in wordings]
    assert {a.citations[0].quote for a in answers if a.citations} == {answers[0].citations[0].quote}
    assert "49项" in answers[0].text
