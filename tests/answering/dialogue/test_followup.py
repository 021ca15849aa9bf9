"""Dependent questions are completed from the conversation; the others are left alone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.dialogue.conversation import Turn, turns_of
from qa.answering.dialogue.followup import asks_beyond, readings

TEA = [("哪篇文章讲茶叶?", "《青河县茶香满山》,作者李小红。[1]")]
THREE = ("要抓好哪三件事?", "一是抓产业,做大做强;二是抓人才,引进来;三是抓服务。[1]")


def complete(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question in full, as the conversation's wording alone shows it."""
    return readings(question, turns_of(history))[0]


@pytest.mark.parametrize(
    ("before", "answer", "question", "completed"),
    [
        ("云阳的旅游目标是什么?", "", "那交通呢?", "云阳的交通目标是什么?"),
        ("云阳的“茶城”在哪里?", "", "那叫“桥头堡”的那片呢?", "云阳的“桥头堡”在哪里?"),
        ("云阳的旅游目标是什么?", "", "那奉节县呢?", "奉节县的旅游目标是什么?"),
        ("璧山区委书记是谁?", "", "那奉节县呢?", "奉节县委书记是谁?"),
        ("奉节县长是谁?", "", "县委书记呢?", "奉节县委书记是谁?"),
        ("奉节县长是谁?", "", "书记呢?", "奉节县委书记是谁?"),
        ("奉节县委宣传部部长是谁?", "", "那组织部部长呢?", "奉节县委组织部部长是谁?"),
        ("南川区的治理品牌叫什么?", "", "江津的呢?", "江津的治理品牌叫什么?"),
        ("青河县2023年茶叶产量是多少?", "", "2024年呢?", "青河县2024年茶叶产量是多少?"),
        ("青河县2023年茶叶产量是多少?", "", "那前一年呢?", "青河县2022年茶叶产量是多少?"),
        ("青河县2023年收了多少茶?", "", "第二年又卖了多少?", "2024年又卖了多少?"),
        ("青河县有多少个村?", "", "社区呢?", "青河县有多少个社区?"),
        ("全市有多少所学校?", "", "那教师呢?", "全市有多少教师?"),
        ("青河门诊慢特病原来有多少种?", "70种。", "现在呢?", "青河门诊慢特病现在有多少种?"),
        ("青河县2023年茶叶产量是多少?", "", "跟白水县比呢?", "白水县2023年茶叶产量是多少?"),
        ("社区食堂一天供应多少份餐?", "300份。", "几点开门?", "社区食堂几点开门?"),
        ("青河县要抓好什么?", "产业、人才和服务。", "人才方面呢?", "青河县人才怎么做?"),
        ("要抓好哪三件事?", "一是抓产业;二是抓服务。", "那服务呢?", "服务怎么做?"),
        ("“三单”指的是什么?", "一是清单,二是订单,三是账单。", "详细讲讲第一个", "清单是什么?"),
        ("有多少学生参加了比赛?", "", "那老师呢?", "有多少老师参加了比赛?"),
        ("中学的课程有什么要求?", "", "大学呢?", "大学的课程有什么要求?"),
        (
            "谁给老兵送了茶叶?",
            "周建国和李小红给老兵送了茶叶。",
            "前面那位是什么职务?",
            "周建国是什么职务?",
        ),
        ("青河县篮球赛哪支队夺冠?", "茶山队。", "那第二、第三呢?", "青河县篮球赛第二、第三是哪个?"),
        ("白水县出了多少钱?", "三万元。", "那奉节县那边的呢?", "奉节县出了多少钱?"),
        ("哪个县的茶园面积最大?", "青河县。", "第二大的呢?", "哪个县的茶园面积第二大?"),
        ("这篇文章是谁写的?", "作者是赵明。", "他是做什么的?", "赵明是做什么的?"),
        (
            "扩种是谁说的?",
            "县农业农村局局长周建国说,扩种三千亩,外地的订单比去年多了六百吨。",
            "他是什么职务?",
            "周建国是什么职务?",
        ),
        ("李小红今年多大?", "32岁。", "她在哪里工作?", "李小红在哪里工作?"),
        ("青岛什么时候启动城市更新?", "2022年。", "那里有多少律师?", "青岛有多少律师?"),
        ("哪个县茶园最多?", "奉节县最多。", "当地有多少茶农?", "奉节县有多少茶农?"),
        ("云阳为什么要修路?", "", "什么时候完工?", "云阳什么时候完工?"),
        ("青河大桥有多长?", "3公里。", "它什么时候开工?", "青河大桥什么时候开工?"),
        ("青河县有多少学生?", "两千名。", "他们来自哪里?", "青河县学生来自哪里?"),
        (
            "青河县的人才计划叫什么?",
            "“春笋计划”。",
            "那个计划何时启动?",
            "“春笋计划”何时启动?",
        ),
        ("补贴有哪两种?", "现金补贴和实物补贴。", "后者有什么好处?", "实物补贴有什么好处?"),
        ("青河县建了几个茶园?", "5个。", "具体是哪些?", "青河县建了哪几个茶园?"),
        ("青河县采取了什么措施?", "种茶。", "还有呢?", "青河县还采取了什么措施?"),
        ("青河县的治理模式叫什么?", "“三色管理法”。", "谁提出的?", "“三色管理法”是谁提出的?"),
        ("茶叶那篇是谁写的?", "李小红。", "那大桥那篇呢?", "大桥那篇是谁写的?"),
        ("茶叶那篇是谁写的?", "赵明、钱进。", "他们是记者吗?", "赵明、钱进是记者吗?"),
        ("青河县有多少茶农?", "5.8万名。", "为什么这么多?", "为什么青河县有5.8万名茶农?"),
        ("产量怎么样?", "茶叶产量下降了一成。[1]", "为什么?", "为什么茶叶产量下降了一成?"),
        (
            "茶园扩种多少亩?",
            "今年,茶园扩种三千亩,总面积十二万亩。",
            "为什么?",
            "为什么茶园扩种三千亩?",
        ),
        ("青河大桥是谁承建的?", "省建工集团。", "投资呢?", "青河大桥的投资怎么样?"),
        ("推行哪三种办法?", "推行采摘、加工、销售三种办法。", "第三种怎么做?", "销售怎么做?"),
        (
            "有哪些文章?",
            "共有 2 篇:\n《茶香满山县》,作者李小红。\n《大桥要通车》,作者赵明。",
            "第二篇是谁写的?",
            "《大桥要通车》是谁写的?",
        ),
        ("青河县去年茶叶产量是多少?", "3000吨。", "为啥?", "为什么青河县去年茶叶产量是3000吨?"),
        ("青河县去年茶叶产量是多少?", "3000吨。", "茶园面积呢?", "青河县去年茶园面积是多少?"),
        ("青河县建茶厂投了多少钱?", "3亿元。", "年产值呢?", "青河县年产值是多少?"),
        ("青河县旅游产业占多少?", "一成。", "那工业呢?", "青河县工业占多少?"),
        ("幼儿园和小学的课程侧重什么?", "识字。", "中学呢?", "中学的课程侧重什么?"),
        ("青河县的治理品牌是什么?", "“三色”。", "云阳的叫什么?", "云阳的治理品牌是什么?"),
        ("青河县森林覆盖率现在多高?", "六成。", "以前是多少?", "青河县森林覆盖率以前多高?"),
    ],
)
def test_a_dependent_question_is_completed(
    before: str, answer: str, question: str, completed: str
) -> None:
    assert complete(question, [(before, answer)]) == completed


@pytest.mark.parametrize(
    ("question", "completed"),
    [
        ("第二个怎么做?", "抓人才怎么做?"),
        ("最后一个怎么做?", "抓服务怎么做?"),
        ("第七个怎么做?", "第七个怎么做?"),  # there is none
    ],
)
def test_an_ordinal_is_one_of_the_list_last_given(question: str, completed: str) -> None:
    assert complete(question, [THREE]) == completed


def test_the_next_of_a_list_takes_the_place_of_the_one_before() -> None:
    history = [THREE, ("第二个怎么做?", "引进来。")]
    assert complete("那第三个呢?", history) == "抓服务怎么做?"


@pytest.mark.parametrize(
    ("question", "completed"),
    [
        ("这篇在第几版?", "《青河县茶香满山》在第几版?"),
        ("谁写的?", "《青河县茶香满山》是谁写的?"),
        ("作者是做什么的?", "《青河县茶香满山》的作者是做什么的?"),
        ("文章里提到的合作社叫什么?", "《青河县茶香满山》里提到的合作社叫什么?"),
    ],
)
def test_what_is_asked_of_an_article_names_it(question: str, completed: str) -> None:
    assert complete(question, TEA) == completed


def test_the_article_cited_is_known_without_being_named() -> None:
    turn = Turn("茶叶产量是多少?", "三千吨。[1]", titles=("青河县茶香满山",))
    assert readings("是哪天的报纸?", [turn]) == ("《青河县茶香满山》是哪天的报纸?",)


@pytest.mark.parametrize(
    "question",
    [
        "奉节县有多少人?",
        "市里的旅游收入去年达到了多少亿元?",
        "农村改革应该怎么做?",
        "张三丰是谁?",
        "奉节县有个合作社,他们种什么?",  # names itself whom it points at
        "资料库里有多少篇文章?",
        "青河日报的文章有几篇?",
        "《茶香满山》这篇文章是谁写的?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert complete(question, [("云阳的旅游目标是什么?", "翻一番。")]) == question


def test_a_question_that_may_stand_alone_is_read_both_ways() -> None:
    history = [Turn("云阳的旅游目标是什么?", "翻一番。"), Turn("这篇是谁写的?", "赵明。")]
    assert readings("茶园要种多少亩?", history) == ("茶园要种多少亩?", "云阳茶园要种多少亩?")


def test_without_a_conversation_nothing_is_completed() -> None:
    assert complete("那交通呢?", []) == "那交通呢?"


def test_a_chain_of_follow_ups_goes_back_to_its_subject() -> None:
    history = [("云阳的旅游目标是什么?", "翻一番。"), ("那交通呢?", "修路。")]
    assert complete("那教育呢?", history) == "云阳的教育目标是什么?"


@pytest.mark.parametrize(
    ("question", "beyond"), [("还有呢?", True), ("为什么?", True), ("还有多少人没来?", False)]
)
def test_what_was_said_is_no_answer_to_what_goes_beyond_it(question: str, beyond: bool) -> None:
    assert asks_beyond(question) is beyond


PARTS = st.sampled_from(
    [
        *"那呢?他的谁《》“”、1a\n",
        "这个",
        "第二个",
        "最大",
        "其中",
        "还有",
        "2024年",
        "青河县",
        "[1]",
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=8).map("".join)


@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_every_question_can_be_completed(question: str, history: list[tuple[str, str]]) -> None:
    assert complete(question, history).strip() or not question.strip()


def test_after_a_date_another_thing_may_be_one_of_the_same_subject() -> None:
    before = [Turn("2023年茶博会什么时候开?", "9月2日。[1]")]
    assert readings("主办方呢?", before)[1:] == ("2023年茶博会的主办方是什么?",)
    assert len(readings("奉节县呢?", before)) == len(readings("最大的呢?", before)) == 1
