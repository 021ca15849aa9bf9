"""What articles are asked for: the words of a question that do not only talk of articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from qa.answering.questions.places import is_place, names_within, stem
from qa.answering.questions.question import Question
from qa.words import cut, known, word_ends
from qa.zh import runs

_TALK = re.compile(
    r"访谈|专访|关于|有关|相关|涉及|[谈提]及|方面|专门?|主题|专题|题材|谈到?|讲到?过?|写过?|撰|论述|讨论|说到?过?|介绍|"
    r"提到?过?|点到过?|碰到?过|反映|文章|报道|稿[子件]?|评论|新闻|消息|通讯|内容|材料|东西|说法|"
    r"那一?[篇条场次]|这一?[篇条场次]|报上|报纸上|署名?|供稿?|投过?稿|发表过?|上过?报|叫|名字|姓名|大名|篇名|"
    r"里面|里边|里头|库里|当中|资料库?|咱们|手头|这[里儿些个块]|那[里儿些边个]|各个?(?:地|区县?|县|市|街道)|本地|"
    r"作者|记者|标题|题目|手笔|出自|执笔|人|这件事|登[了载]?|几乎|差不多|一模一样|一样|"
    r"凡是|所有|全部|总共|一共|自己|亲自|亲笔|出现过?|沾边|挂钩|打交道|有没有|没有|"
    r"看看|看一看|一[找查看]|(?:能|可以)?找得?[到着]|找一?找|找出来?|找|想查|想看|想找|列[个出]?(?:出?来|单子|清单)?|拉个?|单子|清单|汇总|概览|一览|概括|"
    r"每篇|一句话?|主要|逐[条一]|一并|报[来个]|烦请|尽量|找全|统统|挑出来?|那头|那阵子|之类|什么的|都行|参考|引用|收录?了|起草|简报|汇报|一份|帮忙|出来|给我|我[要在想]|顺便|就行|一下|谢谢|最近|近来|近期|动静|动态(?![监管调清])|"
    r"名单|过|报纸|刊[登发载]|见报|日期|[这那] ?几? ?版里?|版面|"
    r"[几一两二三四五六七八九十\d]+篇|各篇|几[号月]|多少篇|时评|社论|文"
)


def subject(content: str) -> str:
    """Return what is left of a question's content, words that only talk of articles being blank.
    No word is broken for the sake of a character within it: 人工智能 is no 工智能.
    """
    ends = word_ends(content)
    return _TALK.sub(lambda m: " " if len(m[0]) > 1 or {*m.span()} <= ends else m[0], content)


def subject_words(question: Question) -> list[str]:
    """Return the words of a question's subject, each once."""
    cut_up = (word.strip() for word in cut(subject(question.content)))
    return [word for word in dict.fromkeys(cut_up) if _says(word)]


def phrases(question: Question) -> list[str]:
    """Return what the subject says letter for letter: 数字重庆, and not 数字 and 重庆."""
    return [
        "".join(words) for said, words in groupby(cut(subject(question.content)), _says) if said
    ]


def are_unsaid(said: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether the phrases of a subject are two words each, and no text has the rarer of them,
    which tells what it is: 禁渔 of 长江禁渔. For one that no dictionary has, another may be said.
    """
    pairs = [[word for word in cut(phrase) if _says(word)] for phrase in said]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        return False
    telling = {min(pair, key=lambda word: known(word)[0]) for pair in pairs}
    return not any(
        is_place(word) or not known(word)[0] or any(word in text for text in texts)
        for word in telling
    )


def share_said(words: Sequence[str], text: str) -> float:
    """Return the share of words that a folded text has, a province by any place in it."""
    return sum(word in text or names_within(text, stem(word)) for word in words) / len(words)


def _says(word: str) -> bool:
    return bool(runs(word)) and len(word) > 1
