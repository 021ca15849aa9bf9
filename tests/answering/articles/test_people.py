"""Who holds a post: bylines first, then what the text says; nobody is made up."""

import pytest

from qa.answering.articles.people import (
    answer_who,
    asks_holder,
    may_name_holder,
    roles,
    tells_former,
    wanted_of,
)
from qa.answering.questions.question import understand
from qa.schema import HEAD, Article, Chunk, Hit, Paragraph, Role, Span


def hit(number: int, author: str, post: str, text: str) -> Hit:
    head = Paragraph(HEAD, f"题目{number}\n{author}", (Span(0, 1),), Role.HEAD)
    body = (Paragraph(1, text, (Span(2, 2 + len(text)),)),)
    authors = (author,) if author else ()
    article = Article(f"a{number}", "x.txt", f"题目{number}", True, authors, post, head, body)
    return Hit(Chunk(f"a{number}:1:0", f"a{number}", 1, 0, len(text), text), article, 1.0)


HITS = [
    hit(1, "李长河", "中共云阳县委副书记、县长", "云阳要修好路。"),
    hit(2, "钱学文", "中共云阳县委书记", "云阳要种好树。"),
    hit(3, "孙远明", "云阳县委宣传部部长", "要讲好云阳故事。"),
    hit(4, "", "", "会后,省水利厅副厅长周建国作了说明。清江集团总工程师吴小莉也在场。水利是大事。"),
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云阳县委书记是谁?", "钱学文:中共云阳县委书记。"),
        ("云阳的县委一把手是哪位?", "钱学文:中共云阳县委书记。"),
        ("云阳县政府的一把手叫什么?", "李长河:中共云阳县委副书记、县长。"),
        ("云阳县政府负责人是谁?", "李长河:中共云阳县委副书记、县长。"),
        ("云阳县长的名字?", "李长河:中共云阳县委副书记、县长。"),
        ("现任云阳县委书记", "钱学文:中共云阳县委书记。"),
        ("云阳县委的主要领导是谁?", "钱学文:中共云阳县委书记。"),
        ("請問雲陽縣的縣長叫什麼?", "李长河:中共云阳县委副书记、县长。"),
        ("云阳县委宣传部长叫什么名字?", "孙远明:云阳县委宣传部部长。"),
        ("省水利厅副厅长是谁?", "会后,省水利厅副厅长周建国作了说明。"),
        ("清江集团的总工程师是哪一位?", "清江集团总工程师吴小莉也在场。"),
    ],
)
def test_the_holder_is_named_with_the_very_post(question: str, answer: str) -> None:
    asked = understand(question)
    assert asks_holder(asked)
    found = answer_who(asked, HITS)
    assert found is not None
    assert [s.text for s in found.sentences] == [answer]
    for citation in found.citations:
        assert citation.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "奉节县委书记是谁?",  # another place
        "省水利厅厅长是谁?",  # the deputy is not the head
        "云阳县委组织部长是谁?",  # another office
    ],
)
def test_nobody_is_named_for_a_post_that_nobody_is_said_to_hold(question: str) -> None:
    assert answer_who(understand(question), HITS) is None


def test_authors_of_several_posts_are_all_named() -> None:
    found = answer_who(understand("有哪几位书记、县长写了文章?"), HITS)
    assert found is not None
    assert [s.text[:3] for s in found.sentences] == ["李长河", "钱学文"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("绍兴市长施惠芳表示支持。", [("绍兴市长", "施惠芳")]),  # a dictionary cuts 施惠|芳
        ("民政局副局长李恒等嘉宾到场。", [("民政局副局长", "李恒")]),  # and 李|恒等
        ("县长高度重视,书记任组长。", []),
    ],
)
def test_a_name_that_a_dictionary_cuts_is_whole(sentence: str, said: list[tuple[str, str]]) -> None:
    assert roles(sentence) == said


@pytest.mark.parametrize(
    "question",
    [
        "书记讲了什么?",
        "云阳有多少人?",
        "桥是谁修的?",
        "教授送去了仪器,村里哪位收下的?",
        "志愿者给流浪的人发饭被罚以后,哪位别的公益团体负责人出来说该先解决住房?",
    ],
)
def test_other_questions_are_left_to_the_reader(question: str) -> None:
    assert not asks_holder(understand(question))


def test_a_sentence_without_the_post_or_without_a_name_answers_nothing() -> None:
    asked = understand("云阳县长是谁?")
    assert may_name_holder(asked, "县长李长河到村里看望群众。")
    assert not may_name_holder(asked, "县长到村里看望群众。")
    assert not may_name_holder(asked, "李长河到村里看望群众。")
    assert not may_name_holder(asked, "副县长赵明到村里看望群众。")


def test_a_foreign_name_is_one_too() -> None:
    asked = understand("这家公司的老总是谁?")
    assert may_name_holder(asked, "公司首席执行官米哈伊尔·帕拉欣到访。")


def test_who_came_before_is_not_who_is_there_now() -> None:
    asked = understand("云阳县上一任县长是谁?")
    assert not tells_former(asked, "任命李长河为云阳县县长。")
    assert tells_former(asked, "免去赵明的云阳县县长职务。")
    assert tells_former(understand("云阳县县长是谁?"), "任命李长河为云阳县县长。")


def test_posts_are_read_as_one_writes_them() -> None:
    assert wanted_of(understand("宣传部部长是谁?")) == wanted_of(understand("宣传部长是谁?"))
    said = roles("昨日,市纪委副书记赵卫东说,参会的还有西江大学教授林小红。")
    assert said == [("市纪委副书记", "赵卫东"), ("参会的还有西江大学教授", "林小红")]
