"""Answers to how and why: few sentences, each with the one that it rests on."""

from collections.abc import Callable

import pytest

from qa.answering.piece import Piece
from qa.answering.questions.question import Kind
from qa.answering.reading.explaining import explanation
from qa.schema import Article

TITLE = "治水的经验"
WATER = (
    "过去治水成效不明显。主要原因在于多头管理、责任不清。水利部门管水量,环保部门管水质。"
    "为此,县里成立了治水办公室。",
    "强化资金保障。县财政每年安排专项资金。同时,引导社会资本参与。治水成了大家的事。一是建好队伍。",
    "#为何要全民参与",
    "河在家门口,人人都是受益者。",
)


Tell = Callable[..., list[str]]


@pytest.fixture
def told(article: Callable[..., Article], rated: Callable[..., list[Piece]]) -> Tell:
    """Tells what is answered where these sentences are the likely ones."""

    def told(kind: Kind, *likely: str, asked: str = "", of: tuple[str, ...] = WATER) -> list[str]:
        found = explanation(kind, asked, rated(article(TITLE, *of), *likely))
        return [piece.text for piece in found]

    return told


def test_why_is_answered_with_the_cause_and_what_it_is_the_cause_of(told: Tell) -> None:
    assert told(Kind.WHY, "过去治水", "主要原因")[:2] == [
        "过去治水成效不明显。",
        "主要原因在于多头管理、责任不清。",
    ]


def test_a_sentence_that_goes_on_from_another_brings_it_along(told: Tell) -> None:
    assert told(Kind.HOW, "为此,")[:2] == [
        "水利部门管水量,环保部门管水质。",
        "为此,县里成立了治水办公室。",
    ]


def test_how_a_trouble_was_settled_stands_behind_it(told: Tell) -> None:
    water = ("居民反映水管损坏。社区请人换了新管。", "水管每年检查。")
    assert told(Kind.HOW, "居民反映", asked="水管坏了怎么处理的?", of=water)[:2] == [
        "居民反映水管损坏。",
        "社区请人换了新管。",
    ]


def test_a_heading_brings_what_stands_under_it_up_to_the_next_mark(told: Tell) -> None:
    assert told(Kind.HOW, "强化资金") == [
        "强化资金保障。",
        "县财政每年安排专项资金。",
        "同时,引导社会资本参与。",
        "治水成了大家的事。",
    ]


def test_a_subhead_brings_the_beginning_of_its_section(told: Tell) -> None:
    assert told(Kind.WHY, "为何要")[:2] == ["为何要全民参与", "河在家门口,人人都是受益者。"]


def test_a_short_one_has_the_likeliest_other_sentence_and_one_beside_it_too(told: Tell) -> None:
    assert told(Kind.HOW, "水利部门") == [
        "水利部门管水量,环保部门管水质。",
        "过去治水成效不明显。",
        "为此,县里成立了治水办公室。",
    ]


def test_what_is_all_that_an_article_says_is_not_filled_up(told: Tell) -> None:
    assert told(Kind.WHY, "河水", of=("河水变清了。",)) == ["河水变清了。"]
