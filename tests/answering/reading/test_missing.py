"""A question about what no article knows is refused for that; other names for it do no harm."""

import pytest

from qa.answering.questions.question import understand
from qa.answering.questions.terms import terms_of
from qa.answering.reading.missing import unmet, unnamed
from qa.schema import HEAD, Article, Chunk, Hit, Paragraph, Role, Span

TEXTS = [
    "兴宁市人民医院原院长叶某受贿。2023-08-16",
    "坪地街道年丰社区办起戏台,首届评选由数学与统计学院牵头,二期工程计划投资一千万元。",
    "北京市朝阳区新开了三家食堂。",
    "奉节县的脐橙从湖北运到全国。第十二届茶会开幕。",
    "她是全省第587例捐献者。",
]


def missing(question: str) -> list[str]:
    return unmet(terms_of(understand(question), lambda grams: dict.fromkeys(grams, 1), 10), TEXTS)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("济南有多少人?", ["济南"]),
        ("坪地街道六联社区办了几场戏?", ["六联社区"]),
        ("叶某2019年收了多少钱?", ["2019"]),
        ("第三期工程投资多少?", ["第三期"]),
        ("第二届茶会在哪里开幕?", ["第二届"]),  # and not the twelfth
        ("辽宁朝阳新开了几家食堂?", ["辽宁"]),
        ("四川奉节的脐橙运到哪里?", ["四川"]),  # whose text may mean another province's
        ("第586例捐献者是谁?", ["第586"]),
    ],
)
def test_what_no_article_names_is_missing(question: str, words: list[str]) -> None:
    assert missing(question) == words


@pytest.mark.parametrize(
    "question",
    [
        "深圳坪地街道年丰社区办了什么?",  # the city of a place that is in no list
        "广东兴宁的叶某收了多少钱?",  # the province of a place that the text names
        "叶某2023年被判了几年?",  # the year in which the article appeared
        "第二期工程投资多少?",
        "第一届评选是谁牵头的?",
        "第12届茶会在哪里开幕?",
        "重庆奉节的脐橙运到哪里?",  # where that is, whatever else the text names
        "除了去济南开会,叶某还做了什么?",
        "第587例捐献者是谁?",
        "数统学院牵头做了什么?",
        "老旧社区怎样办戏台?",
        "叶某是谁?",
    ],
)
def test_what_the_articles_call_otherwise_is_not(question: str) -> None:
    assert missing(question) == []


def hit(author: str, text: str) -> Hit:
    head = Paragraph(HEAD, f"办食堂\n{' '.join(author)}", (Span(0, 1),), Role.HEAD)
    article = Article("a", "x.txt", "办食堂", True, (author,), "", head, ())
    return Hit(Chunk("c", "a", 1, 0, len(text), text), article, 1.0)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("唐小平怎么说?", ["唐小平"]),
        ("唐小平的文章讲了什么?", ["唐小平"]),
        ("陈建军怎么看朝阳区的食堂?", ["陈建军"]),
        ("朝阳区的书记陈建军对食堂是如何评价的?", ["陈建军"]),
        ("周小平怎么看食堂?", []),
        ("那反对的人怎么说?", []),
        ("都翻看了什么?", []),
    ],
)
def test_those_whose_views_are_asked_for_must_be_named(question: str, names: list[str]) -> None:
    terms = terms_of(understand(question), lambda grams: dict.fromkeys(grams, 1), 10)
    assert unnamed(terms, [hit("周小平", "食堂开张。")]) == names
