"""Bylines are read as sentences are: in whatever words an author or his post is asked for."""

import pytest

from qa.service import Service


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("重庆工商大学有位作者写党建统领基层治理现代化改革,姓甚名谁?", "胡万铁"),
        ("写“六单工作法”的任显智,是开州哪一级的领导,管哪摊子事?", "任显智:开州区委常委"),
        ("写党建新高地总目标的谢俊,来自哪所学校什么学院?", "谢俊:重庆邮电大学"),
        ("讲主题教育成果怎么转成数字重庆动力的王志杰,在涪陵担任什么职务?", "王志杰:中共涪陵"),
    ],
)
def test_a_byline_answers_where_it_does_so_better_than_any_sentence(
    service: Service, question: str, told: str
) -> None:
    answer = service.ask(question)
    assert answer.engine == "catalogue"
    assert told in answer.text
    assert {citation.paragraph for citation in answer.citations} == {0}


def test_a_byline_that_nearly_answers_does_where_no_sentence_answers(service: Service) -> None:
    assert "西藏昌都市察雅县" in service.ask("宋建峰援藏援到了哪个县").text
    assert service.ask("宋建峰老家在哪个县?").refused


@pytest.mark.parametrize(
    "question", ["璧山区现在的区长是谁?就是写“五新”样板那位书记的搭档", "王中在巫溪工作了几年?"]
)
def test_what_a_byline_does_not_say_is_not_read_into_it(service: Service, question: str) -> None:
    assert service.ask(question).refused
