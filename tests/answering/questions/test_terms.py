"""What a question names: its words by rarity, its names and numbers, what is wanted."""

import math
from collections.abc import Iterable

from qa.answering.questions.question import understand
from qa.answering.questions.terms import Terms, numbers_of, terms_of

TOTAL = 99


def terms(question: str) -> Terms:
    """In a collection where 大桥 stands in 9 of 99 chunks and nothing else in any."""

    def frequency(wanted: Iterable[str]) -> dict[str, int]:
        return {term: 9 for term in wanted if term == "大桥"}

    return terms_of(understand(question), frequency, TOTAL)


def test_rare_words_weigh_more() -> None:
    found = terms("大桥全长多少?")
    assert math.isclose(found.words["大桥"], math.log(1 + 99 / 10))  # 99 / (1 + 9)
    assert math.isclose(found.bigrams["全长"], math.log(1 + 99))  # 99 / (1 + 0)


def test_asking_words_are_no_terms() -> None:
    assert "多少" not in terms("大桥全长多少?").words


def test_names_are_taken_without_the_kind_of_place() -> None:
    assert terms("济南市有多少医生?").names == {"济南"}


def test_some_place_or_other_is_no_name() -> None:
    assert terms("老城区有多少医生?").names == frozenset()


def test_numbers_are_figures_and_ordinals_but_not_what_is_asked() -> None:
    assert numbers_of("2035年六届三次全会投资3.6亿") == {"2035", "六届", "三次", "3.6"}
    assert numbers_of("今年上半年和一季度") == {"上半年", "一季度"}
    assert terms("包括哪七单?").numbers == frozenset()


def test_latin_names_are_told_from_abbreviations() -> None:
    assert terms("Excel和GDP是什么?").latin == {"excel"}


def test_what_is_wanted_stands_next_to_the_asking_word() -> None:
    assert "病床" in terms("县医院有多少病床?").asked
