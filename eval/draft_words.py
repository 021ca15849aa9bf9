"""General Chinese wording that question drafts are made by. Nothing here names a collection."""

from __future__ import annotations

import re

UNITS = (
    "个百分点|平方公里|平方米|立方米|公里|千米|海里|厘米|米|万亩|亩|公顷|吨|公斤|千克|美元|港元|欧元|日元|元|"
    "人次|人|名|位|家|个|项|条|件|台|辆|架|艘|户|所|座|场|次|种|类|篇|份|套|间|只|头|株|批|岁|小时|分钟|天"
)
NUMBER = re.compile(
    rf"(?P<about>约|大约|近|超过|超|逾|至少|不少于)?(?<![\d.A-Za-z第“])"
    rf"(?P<value>\d[\d,]*(?:\.\d+)?(?:万亿|亿|万)?)(?P<more>余|多)? ?(?P<unit>%|{UNITS})"
    rf"(?P<after>以上|左右|以内|以下)?"
)
DATE = re.compile(r"\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?|\d{1,2} ?月 ?\d{1,2} ?日")
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")

POST = re.compile(
    r"(?:书记|[部局处科院校厂队区县市镇乡村州省厅会社馆所站外议行]长|主任|主席|总理|总统|首相|大臣|经理|总裁|"
    r"董事长|委员|工程师|教授|研究员|分析师|发言人|院士|秘书长|司令|主编|总监|代表|创始人|首席[^\s,，]{1,4})$"
)
OFFICE = (
    "公司|集团|委员会|管理局|总局|监管局|[市省区县国家]局|办公室|[交卫教商工财]部|商务部|大学|学院|研究院|医院|银行|"
    "协会|中心|法院|检察院|政府|交易所|研究所|俱乐部|市委|省委|区委|县委|国务院"
)
ACTS = (
    "发布|印发|公布|启动|举办|举行|召开|成立|推出|出台|通报|签署|"
    "研发|承建|主办|承办|开通|上线|建成|投产"
)
HELD = "举行|举办|召开|开幕|闭幕|签署|启动|成立|落成|开工|开业|发射(?!场)|投产|通车|揭牌|上演|首映"

CONNECTIVE = re.compile(
    r"^(?:同时|此外|另外|目前|当前|其中|据悉|据了解|据介绍|截至目前|近日|日前|近年来|如今|因此|所以|但是|但|不过|"
    r"而且|并且|然而|可见|例如|比如|再如|又如|首先|其次|再次|最后|第[一二三四五六](?=,)|[一二三四五六七八]是(?:要)?|"
    r"[一二三四五六七八]要|一方面|另一方面|具体来看|具体而言|值得一提的是|也就是说|与此同时|今年以来|随后|[上下]午|当[天日晚]),?"
)
"""What only ties a clause to the one before it."""
UNBOUND = re.compile(
    r"[他她它]|(?:^|[^应活])该|其(?!他|它|余|实)|此[次项举类外案]|随即|一行|现阶段|年初|再传|摄|供图|[您你咱]|表示|表明|声称|透露|返回|此前|对方|自己|较|又|还(?!原)|[涨跌]|净利|营收|股东|同比|环比|[这那][一个些次种项里样位名家]|^[这那]|"
    r"本[市区县省报轮届次场年月周季]|我[市区县省们校院]|^我|上述|前者|后者|以下|如下|前述|同[日年月比]|当[时日年天]|这是|"
    r"[今明去前昨][年天日晚]|[本上下]月|[?!…]|记者|责编|编辑|声明|图为|图源|来源|跳转|特别是|尤其是|这就|情况下|上文|下文"
)
"""What leans on another sentence, or on the day it was written."""
OPENS_BADLY = re.compile(
    r"^(?:自(?:从|\d)|是|据(?!.{2,9}的报道)|公司|双方|\d+[.、]|的|了|着|过|和|与|及|或|等|而|且|则|也|还|又|更|都|就|并|使|让|以便|以免|从而|进而|不仅|不但|即|如|并非|之|"
    r"[、,。;:”’)》】%\-—·])"
)

NAMED = (
    "品牌|计划|行动|工程|平台|工作法|模式|机制|应用|活动|项目|战略|体系|系统|专项|理念|驿站|小程序|政策|品种|技术|"
    "产业集群|改革|制度|方案|工作室|基金|大赛|论坛|课程|专列|专线|卫星|飞船|称号|奖项"
)
"""What a thing with a name of its own, in quotation marks, may be."""
REPORTS = re.compile(r"记者|通讯员|新华社")
"""A post of those who report what others say and do."""
DONE = re.compile(r"了|已|曾|过|正在")
"""What says that a deed is done, not called for."""


def number_asked(match: re.Match[str]) -> str:
    """Return what stands in a question where a number stood: 百分之多少, 多少公里."""
    unit = match["unit"]
    return "百分之多少" if unit == "%" else f"多少{unit}"


def date_asked(date: str) -> str:
    """Return what stands in a question where a date stood."""
    return "哪一年" if date.endswith("年") else "什么时候"


STATE = re.compile(r"(?:共|仅|只)?有|占|达|是|为|位于|属于|成为")
"""What a clause opens with that says how things are, and calls for nothing."""
SAYS = re.compile(r"(?:[称说道]|表示|指出|认为|介绍|消息|报道|宣布|题为|发现|期间|[是为中后])$")
"""How a clause ends that only brings in what somebody says, or breaks off."""
