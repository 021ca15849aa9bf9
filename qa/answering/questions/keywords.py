"""Queries of keywords, noun phrases and orders, put as the questions that they stand for.

Many people type 甲县医院 建成年份 or 查一下乙的职务 as into a search box. What is wanted is then
a noun at the end, seldom at the beginning; the reading model knows questions: 甲县医院哪一年建成?
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.questions.clauses import asks
from qa.answering.questions.coordination import coordination, people
from qa.words import tagged, word_ends
from qa.zh import fold

_ORDER = re.compile(
    r"^(?:(?:请问|请教|请|麻烦|劳驾|您好|你好|您|你|帮忙|帮我|帮|给我|替我|为我|我|想要|想|需要|需|要|希望|"
    r"能否|能|可以|把|将|来)*"
    r"(?:查找|查询|查看|查阅|查[一]?查|查|搜索|搜|找[一]?找|找出|找到|找|列出|列举|列|告诉|告知|介绍|说明|说说|"
    r"讲讲|知道|了解|弄清楚?|搞清楚?|弄明白|问|给出|提供|汇总|整理|报|发|看看?|核对|核实|确认)"
    r"(?:我|我们|一下子?|下|出来?|到|清楚|给我|一份|一个)*|我?要(?=.{0,12}的)|求(?:助|问)?)[,:、 ]*"
)
_TELL = re.compile(r"介绍|说说|讲讲|谈谈|聊聊|说明")
"""What asks to be told of something; that something is seldom a noun to be named."""

_TAIL = re.compile(
    r"(?:请?(?:给我|告诉我|告知)?(?:列出来?|列全|找出来|找给我|查出来|查一下|发给我|报给我|告诉我一?下?|说一下|告知)|"
    r"谢谢|多谢)+$"
)
_END = " ,，。;；:：!！、?？."
_CLAUSE = re.compile(r"(?<=[,，。;；])")
_PARTS = re.compile(r"[ /|]+")
_HEADED = re.compile(r"^([^:：]{2,6})[:：]")
_EACH = re.compile(r"(?=是谁|是哪|是多少|有多少|叫什么|在哪)")
_WHETHER = re.compile(r"([\u4e00-\u9fff])[不没]\1|可不可以|有无|还是|吗")
_BARE = re.compile(r"哪一年|什么时候|在哪|[是叫有多]|分别")
_WHOLE = r"\g<0>"
_COMPARED = re.compile(r"(?:的)?(?:对比|比较|对照)$")
_UNIT = "人|件|次|项|个|条|户|村|字|亩|台|套|所|页|名|票|吨|张|例|天|家|场|分钟|公里|毫升|床位|国家"
_BODY = (
    "机关|单位|部门|机构|媒体|高校|院校|学校|大学|公司|企业|厂商|厂家|法院|组织|社团|团体|银行|医院|商会|"
    "协会|党校|学院|研究所|集团"
)
_AREA = "自治区|省份|省|市|区|县|乡镇|镇|乡|村|街道|社区|城市|国家"
_ATTRIBUTES: tuple[tuple[str, str], ...] = (
    (r"姓名|大名|人选", "是谁"),
    (r"名字", "叫什么名字"),
    (r"名称|全称", "叫什么"),
    (rf"总?({_UNIT})数", r"有多少\1"),
    (r"(?<![分小指参整])(?:数量|总数|个?数)", "有多少"),
    (r"(?:起始|具体|预计|计划)?(?:年份|年度)", "哪一年"),
    (r"(?:具体|起止|预计|计划)?(?:日期|时间|月份|年月|时刻)", "什么时候"),
    (r"地点|所在地|位置|[住地]址|举办地", "在哪里"),
    (rf"所?(?:在|属)的?({_AREA})", r"在哪个\1"),
    (rf"所?(?:在|属|供职|任职)的?(?:研究|新闻|工作)?({_BODY})", r"是哪个\1的"),
    (r"(?:名单|清单|名录|目录)|(?:种类|类型|病种|品种)", "有哪些"),
    (
        r"价格|[单票房总]价|价|金?额|投资|费用?|造价|成本|预算|经费|花费|比例|比重|占比|百分比|"
        r"率|[增涨降跌]幅|幅度|增速|[总产销]量|面积|全长|长度|高度|宽度|深度|距离|里程|重量|体积|温度|气温|"
        r"海拔|年龄|[产总]值|收入|利润|薪酬|工资|规模|数值|推力|比分|得分|排名|位次|时[长速]|编号|号码|代号|"
        r"文号|电话",
        r"\g<0>是多少",
    ),
    (
        r"职务|职位|职称|身份|头衔|原因|缘由|理由|依据|性质|含义|内涵|目的|意义|内容|标题|题目|篇名|举措|"
        r"措施|做法|办法|方式|途径|手法|打算|目标",
        r"\g<0>是什么",
    ),
    (r"作者|署名人?|(?:撰稿|主持|负责|联系|发言|执笔|创始|带头|讲解|发起|主讲)人", r"\g<0>是谁"),
    (r"[主承协]办(?:方|单位)", r"\g<0>是谁"),
    (r"文章|报道|稿件|稿子", r"\g<0>有哪些"),
)
"""How what is wanted is asked for, wherever it stands."""

_HEADS: tuple[tuple[str, str], ...] = (
    (r"书记|[县区市省镇乡部局厅校院会馆]长|主任|董事长|总经理|记者|[代领]表|领导|人", r"\g<0>是谁"),
    (_BODY, r"\g<0>是哪家"),
)
"""The same of what a query names as often without asking for it; only where it stands last."""

_BEHIND = ("哪一年", "什么时候", "在哪里")
"""What stands before the verb: 建成年份 is 哪一年建成."""

_DEFAULT = "是什么"
_LONG = 8
"""Characters of a noun phrase that hardly is a subject alone: 甲市所获荣誉称号."""


def spelled_out(text: str) -> str:
    """Return a query that asks nothing by its words as the question that it stands for.

    A question is returned as it is, and so is what names nothing that could be wanted.
    """
    if asks(fold(text)) or _WHETHER.search(text):
        return text
    *before, last = _CLAUSE.split(text.strip(_END))
    wanted = _TAIL.sub("", _without_order(last)).strip(_END)
    parts = [part for part in _PARTS.split(_HEADED.sub(r"\1 ", wanted)) if part]
    if not parts:
        return text
    if not _asked_for(parts[-1]):
        parts.sort(key=lambda part: bool(_form(part, _ATTRIBUTES)))  # stable: moves it behind
    *named, noun = parts
    bare = _COMPARED.sub("", noun)
    asked = _asked_for(bare) or ("" if _TELL.search(last) else _default(bare, alone=not named))
    if not asked:
        return text
    if bare != noun or any(map(_several, named)) or _several(_EACH.split(asked)[0]):
        asked = _EACH.sub("分别", asked, count=1)
    joint = "的" if named and not _BARE.match(asked) else ""
    return "".join((*before, "的".join(named), joint, asked, "?"))


def _without_order(text: str) -> str:
    """``text`` without the order that it opens with, if that ends with a word: 发展 is no order."""
    order = _ORDER.match(text)
    return text[order.end() :] if order and order.end() in word_ends(text) else text


def _asked_for(part: str) -> str:
    """The question for what a part ends in where it stands last; empty where that says nothing."""
    return _form(part, _ATTRIBUTES) or _form(part, _HEADS)


def _form(part: str, forms: Sequence[tuple[str, str]]) -> str:
    """The question for what a part ends in; empty where that says nothing of it."""
    for ending, form in forms:
        if noun := re.search(rf"(?:{ending})$", part):
            stem, asked = part[: noun.start()], noun.expand(form)
            if forms is _HEADS and (verb := _verb(stem)) and asked.endswith("哪家"):
                return f"{stem.removesuffix(verb).removesuffix('的')}是哪个{noun[0]}{verb}的"
            if form.startswith(_WHOLE):
                return stem + asked
            verb, stem = _verb(stem), stem.removesuffix("的")
            if asked in _BEHIND:
                before = "" if verb or asked.startswith("在") else "是"
                return f"{stem.removesuffix(verb)}{before}{asked}{verb}"
            return stem + (asked.removeprefix("有") if verb else asked)
    return ""


def _verb(stem: str) -> str:
    """The verb that a text ends in, if it does."""
    word, tag = tagged(stem)[-1] if stem else ("", "x")
    return word if tag[0] == "v" and len(word) > 1 else ""


def _several(part: str) -> bool:
    """Whether a part is names side by side and nothing else."""
    found = people(part) or coordination(part)
    return found is not None and found[:2] == (0, len(part))


def _default(noun: str, alone: bool) -> str:
    """The question for a noun phrase that says more than a subject does: 甲的乙."""
    words = tagged(noun)
    is_noun = bool(words) and words[-1][1][0] in "nvljix" and len(noun) > 1
    wanted = not alone or "的" in noun or len(noun) >= _LONG
    return noun + _DEFAULT if is_noun and wanted else ""
