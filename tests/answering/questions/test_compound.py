"""A question for several things at once is answered for each, side by side."""

from dataclasses import replace

import pytest

from qa.answering.questions.compound import joined, parts_of
from qa.answering.questions.question import understand
from qa.schema import Answer, Citation, Sentence


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("云阳县和奉节县的书记各是谁?", ["云阳县的书记是谁?", "奉节县的书记是谁?"]),
        ("云阳的县长和宣传部长分别叫什么?", ["云阳的县长叫什么?", "云阳的宣传部长叫什么?"]),
        (
            "李长河、钱学文、孙远明三位作者各是哪个学校的?",
            ["李长河是哪个学校的?", "钱学文是哪个学校的?", "孙远明是哪个学校的?"],
        ),
        (
            "云阳的县长和奉节的书记分别是谁?",
            ["云阳的县长是谁?", "奉节的书记是谁?"],
        ),
        ("2022年和2023年的产值各是多少?", ["2022年的产值是多少?", "2023年的产值是多少?"]),
        ("给老人和给孩子的补贴各是多少?", ["给老人的补贴是多少?", "给孩子的补贴是多少?"]),
        ("东部和西部各有几个区?哪边多?", ["东部有几个区?", "西部有几个区?"]),
        (
            "清河商会、茶叶学会、云阳县工会,新会长各是谁?",
            ["清河商会新会长是谁?", "茶叶学会新会长是谁?", "云阳县工会新会长是谁?"],
        ),
        (
            "今年两会,刘平和杨新民各带了什么主题?",
            ["今年两会,刘平带了什么主题?", "今年两会,杨新民带了什么主题?"],
        ),
        (
            "花湖机场和智能检测这两家公司,董事长各是谁?",
            ["花湖机场,董事长是谁?", "智能检测,董事长是谁?"],
        ),
        (
            "唯亭街道和铁西启工街道各有几个社区?",
            ["唯亭街道有几个社区?", "铁西启工街道有几个社区?"],
        ),
        ("脱贫户和普通农户各补多少?", ["脱贫户补多少?", "普通农户补多少?"]),
        (
            "一年、三年、五年各要建成什么?",
            ["一年要建成什么?", "三年要建成什么?", "五年要建成什么?"],
        ),
        ("平度和即墨各有谁写了稿子?", ["平度有谁写了稿子?", "即墨有谁写了稿子?"]),
        (
            "来云阳画墙的,和去奉节卖橘子的,分别是哪所学校的?",
            ["来云阳画墙的是哪所学校的?", "去奉节卖橘子的是哪所学校的?"],
        ),
        (
            "云阳和奉节相比,哪个涨得快?各涨了多少?",
            ["云阳涨了多少?", "奉节涨了多少?"],
        ),
        (
            "2022年云阳县和奉节县的产值分别是多少?",
            ["2022年云阳县的产值是多少?", "2022年奉节县的产值是多少?"],
        ),
    ],
)
def test_each_thing_named_is_asked_for(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("云阳和奉节的产值哪个更高?", ["云阳的产值多少?", "奉节的产值多少?"]),
        ("云阳和奉节的产值各是多少,哪个更高?", ["云阳的产值多少?", "奉节的产值多少?"]),
        ("上半年是餐饮涨得快,还是零售涨得快?", ["上半年餐饮涨多少?", "上半年零售涨多少?"]),
        ("云阳县还是奉节县的投资多?", ["云阳县的投资多少?", "奉节县的投资多少?"]),
        ("哪个面积大,云阳还是奉节?", ["云阳面积多大?", "奉节面积多大?"]),
        ("刘平和杨新民谁岁数大些?", ["刘平岁数多大?", "杨新民岁数多大?"]),
        ("国内航线和国际航线,哪个多?各几条", ["国内航线几条?", "国际航线几条?"]),
        (
            "云阳和金山两个镇的项目,哪个额度大,各多少?",
            ["云阳两个镇的项目额度多少?", "金山两个镇的项目额度多少?"],
        ),
        ("去年和今年相比,哪一年的游客多?", ["去年游客多少?", "今年游客多少?"]),
        ("网上办理和窗口办理哪种更快?", ["网上办理多快?", "窗口办理多快?"]),
    ],
)
def test_the_figure_of_each_is_asked_for_where_two_are_compared(
    question: str, parts: list[str]
) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "云阳县的书记是谁?",
        "会议是在云阳开还是在奉节开?",  # one place or the other, not a figure of each
        "他还是没有说明有多少?",
        "哪个县的投资最多?",
        "县里尽快建成、加快建设和积极争取的项目分别是哪些?",
        "三种办法分别叫什么?",
        "分别是谁?",
        "建设和管理",
    ],
)
def test_a_single_question_stays_whole(question: str) -> None:
    assert parts_of(question) == [question]


def _answer(question: str, text: str, title: str) -> Answer:
    cited = Citation(1, title, title, "", "", "x.txt", 1, text, 0, len(text), text)
    return Answer(question, question, "number", "extractive", (Sentence(text, (1,)),), (cited,))


def test_citations_are_numbered_anew_and_what_was_not_found_is_said() -> None:
    asked = understand("甲县、乙县和丙县的产值分别是多少?")
    missed = Answer("丙?", "丙县的产值是多少?", "number", "extractive", refused=True)
    found = joined(asked, [_answer("甲?", "三亿。", "甲"), _answer("乙?", "五亿。", "乙"), missed])
    assert found.text == "三亿。[1]\n五亿。[2]"
    assert [c.n for c in found.citations] == [1, 2]
    assert found.fallback == "“丙县的产值是多少?”没有找到答案。"
    assert found.question == asked.asked


def test_a_sentence_that_answers_both_is_said_once_and_nothing_in_it_is_marked() -> None:
    one = _answer("甲?", "甲三亿,乙五亿。", "甲")
    other = replace(one, sentences=(replace(one.sentences[0], start=5, end=7),))
    found = joined(understand("甲县和乙县分别怎样?"), [one, other])
    assert [(s.citations, s.start, s.end) for s in found.sentences] == [((1,), 0, 0)]


def test_if_nothing_is_found_the_whole_is_refused() -> None:
    asked = understand("甲县和乙县分别怎样?")
    missed = Answer("甲?", "甲?", "number", "extractive", refused=True, reason="没有。")
    found = joined(asked, [missed, missed])
    assert found.refused
    assert found.question == asked.asked


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "修桥的赵明和种茶的周立,各自得了多少奖金?",
            ["修桥的赵明,得了多少奖金?", "种茶的周立,得了多少奖金?"],
        ),
        (
            "云阳的茶厂和奉节的果园都办得早,各是哪年成立的?",
            ["云阳的茶厂办得早,是哪年成立的?", "奉节的果园办得早,是哪年成立的?"],
        ),
        ("重庆的主要目标和任务分别是什么?", ["重庆的主要目标是什么?", "重庆的任务是什么?"]),
    ],
)
def test_two_that_are_told_apart_by_what_is_said_of_them_are_asked_of_each(
    text: str, parts: list[str]
) -> None:
    assert parts_of(text) == parts
