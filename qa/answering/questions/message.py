"""What a message asks: the question in it, or why it holds none.

Instructions to the program are not obeyed. A real question that comes with them is answered like
any other; without one, nothing is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.zh import fold

GREETING = "您好!我只回答资料库所收文章里的问题。"
THANKS = "不客气。还想了解资料库文章里的什么,请直接提问。"
INSTRUCTION = "这句话是对程序的指示,不是关于资料的问题,不会照办。"
OUTSIDE = "这里只回答资料库所收文章里的问题,不写作、不翻译、不计算,也查不了实时信息。"
EMPTY = "没有看到问题。"
DANGLING = "这句话要接着上文才明白,请把问的是什么说完整。"
SMALL_TALK = (GREETING, THANKS)
"""Replies to what asks for nothing; the others are reasons to refuse what was asked."""

_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.I | re.S)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)
_BRACKETED = re.compile(r"\[/?(?:system|inst|user|assistant|sys|/?s)\]|</?s>|<\|[^|<>]*\|>", re.I)
_ROLE = re.compile(r"^\s*(?:system|assistant|user|developer|admin|系统|管理员)\s*[:：]\s*", re.I)

_CLAUSE = re.compile(r"[^。！!？?;；\n]*(?:[。！!？?;；\n]+|$)")
_PART = re.compile(r"[^,，:：。！!？?;；\n]*(?:[,，:：。！!？?;；\n]+|$)")
_RULES = r"(?:指示|指令|规则|要求|设定|限制|约束|提示词?|命令|prompts?|instructions?|rules?)"
_POLITE = r"^\s*(?:请|麻烦|你|您|现在|直接|务必|必须|一定要?|马上|并且?|然后|再|先|帮我|把|将)*"
_COMMANDS = (
    rf"{_POLITE}(?:忽略|无视|忘[记掉]|不要?理会|不要遵守|抛开|绕过|解除|跳过|别管).*"
    rf"(?:{_RULES}|以上|上面|前面|之前|所有)",
    rf"(?:ignore|disregard|forget)\b.*(?:{_RULES}|above|previous)",
    rf"(?:初始|隐藏的?|你的|你收到的)\s*(?:系统)?\s*{_RULES}",
    r"(?:输出|打印|告诉|显示|重复|泄露|公开|说出|给出|复述|print|show|reveal|repeat)"
    r".{0,12}(?:系统|system)\s*(?:提示|prompt|指令)",
    r"(?:系统|system)\s*(?:提示|prompt|指令).{0,6}(?:输出|打印|显示|告诉|发给|贴出|原样)",
    rf"{_POLITE}(?:来)?(?:扮演|假装|模仿)|^(?:假设|假装)?你(?:现在)?(?:就)?是(?:一[个名位])",
    r"从现在(?:起|开始)\W*(?:你|一律|都|只|每个回答|所有回答)",
    r"(?:开发者|越狱|调试|管理员|上帝|无限制|developer|god|dan)\s*(?:模式|mode)|jailbreak",
    rf"{_POLITE}(?:不用|不要|不许|无需|不必|别)(?:再)?(?:引用|给出处|标注|注明|检索|查资料)",
    rf"{_POLITE}(?:只|仅|一律)(?:需要?|准|许|能|用)?(?:回答|回复|输出)",
    rf"{_POLITE}(?:随便|瞎|胡|乱)?编(?:造|一?个)",
    r"drop\s+table|\bor\s+1\s*=\s*1",
)
_COMMAND = re.compile("|".join(_COMMANDS))
_ASKS = re.compile(
    r"什么|啥|谁|哪|几|多少|怎么|怎样|如何|为何|吗|何[时处人]|多[大高长远久]|[?？]\s*$|有没有|是否|能否"
)
_GREETING = re.compile(
    r"(?:你|您|大家)好[呀啊吗]?|嗨|哈喽|hello|hi|在吗|在不在|早上好|上午好|下午好|晚上好|早安|晚安|"
    r"(?:你|您)(?:是谁|是什么|叫什么(?:名字)?|是(?:什么|哪个)?(?:模型|机器人|人工智能|ai)吗?)|"
    r"(?:你|您)?(?:能|会|可以)(?:做|干|回答|帮我做?)(?:些|点)?(?:什么|啥|哪些)(?:问题|事情?)?|"
    r"(?:我)?(?:能|可以)问(?:你)?(?:些)?(?:什么|啥|哪些)(?:问题)?|怎么用|使用说明|帮助|help|介绍一下(?:你)?自己"
)
_THANKS = re.compile(
    r"(?:太|多|非常|十分)?(?:谢谢|感谢|多谢|谢了|辛苦)(?:你|您)?(?:了|啦|的?帮助)?|"
    r"好的?|嗯|明白了?|知道了|再见|拜拜|bye|thanks?(?: you)?|ok"
)
_OUTSIDE = re.compile(
    r"(?:写|作|来|编|拟|起草)(?:一|几)?(?:首|篇|封|段|份|张|个|副|则)(?!.{0,12}(?:是谁|哪))[^,,。?？]{0,16}"
    r"(?:诗|词|歌|作文|小说|故事|情书|信|请假条|检讨|对联|代码|程序|总结|邮件|简历|文案|演讲稿|发言稿)"
    r"|(?:^|[我你您请来])(?:讲|说)(?:一?个|几个|点)?(?:笑话|故事|段子)|(?:^|[我你您请来])唱(?:一?首|个)?歌"
    r"|(?:翻译|译)(?:成|为|一下|下|这)|用(?:英语|英文|日语|法语)(?:怎么)?(?:说|写)"
    r"|(?:算|计算)(?:一下|下|一算)?[\s:：]*[\d(（.]+\s*[-+*/×÷加减乘除]|^[\d\s.()（）]+[-+*/×÷][-+*/×÷\d\s.()（）=?？等于多少几]+$"
    r"|(?:今天|明天|后天|今晚|现在|此刻|周末)[^,,。]{0,8}(?:天气|气温|下雨|几度|多少度|几点|星期几|几号)"
    r"|(?:天气|气温)(?:预报)?(?:怎么样|如何|好吗)|现在几点|今天(?:是)?(?:星期几|几号)"
)
_DANGLING = re.compile(
    r"(?:这|那|这?是)?(?:为什么|为啥|为何|凭什么|什么原因|怎么回事)(?:会)?(?:这样)?呢?|"
    r"[和跟对给在]?(?:谁|什么|哪[里儿些个]?|多少|几个?|怎么[样说做]?)呢?|"
    r"(?:那么?)?(?!.*(?:什么|谁|哪|几|多少|怎|何|吗))[^,]{1,8}呢|还有(?:呢|吗|没有)?|继续(?:说)?|(?:说)?(?:具体|详细)(?:点|一点|说说)?"
)
"""What says nothing by itself: 为什么? 那交通呢?"""
_ASKS_THEN = re.compile(r"[,，。;；].{4,}(?:谁|什么|哪|多少|尊姓大名)")
_EDGES = " ,，.。!！?？~～、;；:："


@dataclass(frozen=True, slots=True)
class Message:
    """A message as understood: the ``question`` in it, or nothing and the ``reply`` to that."""

    question: str
    reply: str = ""


def read_message(text: str, begins: bool = False) -> Message:
    """Take markup and instructions off a message; ``begins`` says that nothing was said before."""
    plain = _without_markup(text)
    if not re.search(r"\w", plain):
        return Message("", EMPTY)
    bare = fold(plain).strip(_EDGES)
    if _THANKS.fullmatch(bare):
        return Message("", THANKS)
    if begins and _DANGLING.fullmatch(bare):
        return Message("", DANGLING)
    if all(_GREETING.fullmatch(part) for part in re.split(rf"[{_EDGES}]+", bare)):
        return Message("", GREETING)
    if not any(_COMMAND.search(fold(part)) for part in _PART.findall(plain)):
        return Message("", OUTSIDE) if _is_outside(bare) else Message(plain)
    question = _question_in(plain)
    return Message(question) if question else Message("", INSTRUCTION)


def _is_outside(bare: str) -> bool:
    """Whether a message is for something else, and no question follows: 想写封信,请问书记是谁?"""
    wanted = _OUTSIDE.search(bare)
    return wanted is not None and not _ASKS_THEN.search(bare[wanted.end() :])


def _without_markup(text: str) -> str:
    plain = text
    for pattern in (_HIDDEN, _TAG, _BRACKETED, _ROLE):
        plain = pattern.sub("", plain)
    return plain.strip()


def _question_in(text: str) -> str:
    """The question that stands among instructions, or nothing."""
    kept = "".join(_without_commands(clause) for clause in _CLAUSE.findall(text)).strip(_EDGES[:3])
    return kept if _ASKS.search(fold(kept)) else ""


def _without_commands(clause: str) -> str:
    parts = _PART.findall(clause)
    last = max((i for i, part in enumerate(parts) if _COMMAND.search(fold(part))), default=-1)
    return "".join(parts[last + 1 :])
