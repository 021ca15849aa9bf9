"""What is asked for is told from the wording alone."""

import pytest

from qa.answering.questions.question import Kind, clean, content_of, kind_of, understand
from qa.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("全市今年新建了多少公里公路?", Kind.NUMBER),
        ("几个县参加了试点?", Kind.NUMBER),
        ("试点包括哪些县?", Kind.LIST),
        ("改革抓住了哪三个环节?", Kind.LIST),
        ("把副会长的名单列全", Kind.LIST),
        ("名单是谁公布的?", Kind.PERSON),
        ("大桥什么时候通车?", Kind.DATE),
        ("大橋什麼時候通車?", Kind.DATE),  # traditional characters
        ("新校区建在哪里?", Kind.PLACE),
        ("这是哪个县的做法?", Kind.PLACE),
        ("设备由哪家公司生产?", Kind.ORGANISATION),
        ("计划是哪个单位牵头写的?", Kind.ORGANISATION),
        ("会议由谁主持?", Kind.PERSON),
        ("赵明现任什么职务?", Kind.POST),
        ("赵明是谁?", Kind.POST),
        ("讲话的那位赵明,什么来头?", Kind.POST),
        ("为什么要推行河长制?", Kind.WHY),
        ("年轻人咋都不愿进厂?", Kind.WHY),
        ("治理难在哪里?", Kind.WHY),
        ("县里的女排到底差在哪儿?", Kind.WHY),
        ("居民对物业哪里不满?", Kind.WHY),
        ("穷村子干嘛要抱团?", Kind.WHY),
        ("是什么拖了进度的后腿?", Kind.WHY),
        ("要怎么不走弯路?", Kind.HOW),
        ("乡村怎样留住年轻人?", Kind.HOW),
        ("“河长制”是什么意思?", Kind.DEFINITION),
        ("这篇文章的作者是谁?", Kind.AUTHOR),
        ("讲河长制的稿子，记者是谁？", Kind.AUTHOR),
        ("讲河长制的那篇,记者是谁?", Kind.AUTHOR),
        ("报道河长制会议的记者是哪位?", Kind.AUTHOR),
        ("河长制那篇署的谁的名?", Kind.AUTHOR),
        ("河长制那篇是谁发的?", Kind.AUTHOR),
        ("讲河长制的稿子谁供的?", Kind.AUTHOR),
        ("谁在报上谈了河长制?", Kind.AUTHOR),
        ("就河长制发表文章的是谁?", Kind.AUTHOR),
        ("河长制的作者叫啥?", Kind.AUTHOR),
        ("有没有谈河长制的文章?", Kind.TITLE),
        ("有几篇讲河长制的?", Kind.TITLE),
        ("都有哪些作者?", Kind.COLLECTION),
        ("青河日报的文章有哪些?", Kind.COLLECTION),
        ("文章里提到的厂长是谁?", Kind.PERSON),
        ("介绍河长制的文章作者?", Kind.AUTHOR),
        ("写河长制的作者在哪里上班?", Kind.POST),
        ("讲河长制的通讯署了哪几个人的名?", Kind.AUTHOR),
        ("河长制那条是哪个通讯员投的稿?", Kind.AUTHOR),
        ("报道有几个人署名,都是谁?", Kind.AUTHOR),
        ("杨文宁的丈夫叫什么?", Kind.OTHER),
        ("专门谈河长制的有哪两篇?", Kind.TITLE),
        ("讲河长制的报道是哪两位合写的?", Kind.AUTHOR),
        ("哪篇文章谈到河长制?", Kind.TITLE),
        ("资料库收录了多少篇文章?", Kind.COLLECTION),
        ("全县的旅游目标是什么?", Kind.TARGET),
        ("河长制的进展", Kind.OTHER),
    ],
)
def test_the_kind_of_a_question_comes_from_its_wording(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("云阳县现在的县长是谁?就是写桥的那位书记的搭档", Kind.PERSON),
        ("作者有哪几位?名字都列出来", Kind.COLLECTION),  # a wish is no remark
        ("我在写材料。大桥多长?", Kind.NUMBER),
    ],
)
def test_a_remark_behind_a_question_says_nothing_of_its_kind(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


def test_what_only_asks_is_no_content() -> None:
    assert content_of("请问大桥一共有多少公里?").split() == ["大桥", "有", "公里?"]


def test_control_characters_and_outer_space_are_taken_off() -> None:
    assert clean("  大桥\x00多长?\n", 20) == "大桥 多长?"


@pytest.mark.parametrize("empty", ["", "   ", "?!。", "\x00"])
def test_an_empty_question_is_refused_in_one_sentence(empty: str) -> None:
    with pytest.raises(QuestionError, match="问题是空的"):
        clean(empty, 20)


def test_a_question_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(QuestionError, match="超过 20 个字"):
        clean("长" * 21, 20)


def test_in_how_many_respects_is_read_as_which_they_are() -> None:
    assert understand("请问治理能力一共有几个方面?").plain == "治理能力包括哪几个方面?"
    assert understand("有几个县参加?").plain == "有几个县参加?"
