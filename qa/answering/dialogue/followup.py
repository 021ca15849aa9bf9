"""Follow-up questions: completed from the conversation, and only where they depend on it.

A question that stands alone is left as it is: rewriting those makes answers worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.answering.dialogue import conversation
from qa.answering.dialogue.conversation import REMEMBERED, Turn
from qa.answering.dialogue.ellipsis import AMONG, ellipsis, of_its_own
from qa.answering.dialogue.exchange import (
    Likeness,
    counted,
    exchange,
    is_name,
    is_time,
    leading_names,
    shared_letters,
    topic,
)
from qa.answering.dialogue.pointers import dated, resolve
from qa.answering.dialogue.stated import END, statement
from qa.answering.questions.question import Kind, asking_spans, kind_of
from qa.words import tagged
from qa.zh import number

Rule = Callable[[str, Sequence[Turn], Likeness], str]
"""Completes a question of one form; empty where the question is not of it, or nothing fits."""

_LEADING = re.compile(
    r"^(?:那么|那(?!个|些|里|儿|边|位|人|篇|条|座|家|种|项|份|次|所|年|天)|还有(?:呢)?[?？,，](?=.)|"
    r"另外|此外|其次|再(?:来|问))[,，]?"
)
_MORE = re.compile(
    r"(?:还有|其他的?|别的|除此之外|除了这些)(?:呢|吗|没有|什么|哪些|别的|的|还有)*$"
)
_STILL = re.compile(r"(?<!还)(?=(?:有|是|[\u4e00-\u9fff]{1,2}[了过])(?:什么|哪些|哪几|多少|啥))")
_WHY = re.compile(
    r"(?:这是|是|那)?(?:为什么|为啥|为何|凭什么)(?:会|要)?(?:(?:这么|那么|这样|如此)[\u4e00-\u9fff]{0,4})?$|"
    r"(?:是|有)?什么原因$|(?:原因|理由)(?:是什么|呢)$|怎么会这样$"
)
_WHICH = re.compile(
    r"(?:都|又|具体|分别|各)*(?:是|有|指|包括)*(?:哪些|哪几[个项条种家方面]+|什么内容|什么|怎么说的?)$|"
    r"(?:具体|详细)(?:说说|讲讲|内容|一点)|展开(?:说说|讲讲)"
)
_ARTICLE = re.compile(
    r"(?:[这那该本此][一]?(?:篇|则|条|份)(?:文章|报道|稿子|稿件|新闻|消息)?|该文|(?<![的些篇])文章|文中|(?<![的些篇])报道)(?=[里中上的是在讲说写有谈属]|$)|^里面"
)
_OF_ARTICLE = re.compile(
    r"(?:作者|标题|题目|署名|记者)(?:是|叫|呢|有)|(?:是|由)?谁写的|(?:是|在)?(?:第几版|哪一?版)|"
    r"(?:是|在)?(?:哪一?天|哪(?:家|份|张)?报纸?|什么时候)(?:的(?!事)|上的|发的|登的|刊登的|发表的|见报的?)"
)
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十]|\d{1,2})(?:个|种|条|项|点|类|方面|步|位|家|篇)|(最后一|前者|后者|头一|[前后](?:[面边]那?|一)(?=位))[个种条项点类步位家篇]?"
)
_AGAIN = re.compile(
    r"(.{2,10}?)(的)?(?:又|则|都)?(?:是|叫|有|为)?(?:什么|啥|多少|哪些|几|谁|哪[个位家]?)$"
)
_DEGREE = re.compile(r"(?:最|第[二三四五六])[多大高少小低长短快慢早晚]")
_BRIEF = 8  # characters; so short a question hardly stands alone
_SHORT = 20  # characters; a longer question names what it is about


def readings(
    question: str, turns: Sequence[Turn], likeness: Likeness = shared_letters
) -> tuple[str, ...]:
    """Return ``question`` in full, likeliest first; alone where there is no doubt how it is meant.

    A second reading carries the subject of the conversation into a question that may stand alone:
    which is meant shows in what they find.
    """
    recent: list[Turn] = []
    for turn in turns[-REMEMBERED:]:
        understood = turn.understood or _readings(turn.question, recent, likeness)[-1]
        recent.append(replace(turn, understood=understood))
    return tuple(filter(str.strip, _readings(question, recent, likeness))) or (question,)


def asks_beyond(question: str) -> bool:
    """Tell whether a question wants more than the last answer, or the reason for it: what that
    said is no answer again.
    """
    bare = question.strip(END)
    return bool(_MORE.match(bare) or _WHY.match(bare))


def points_at_article(question: str) -> bool:
    """Tell whether a question is about the article last spoken of, without naming it."""
    bare = question.strip(END)
    return "《" not in question and bool(_ARTICLE.search(question) or _OF_ARTICLE.match(bare))


def _readings(question: str, turns: Sequence[Turn], likeness: Likeness) -> tuple[str, ...]:
    if not turns or kind_of(question) is Kind.COLLECTION:
        return (question,)
    led = dated(_LEADING.sub("", question) or question, turns[-1])
    for rule in _RULES:
        if found := rule(led, turns, likeness):
            return (found, *of_its_own(led, turns[-1]))
    if not _lacks_subject(led):
        return (led,)
    if _starts_asking(led):
        about = _about_last(led, turns[-1])
        joint = (
            "是" if about and led.startswith(("谁", "哪")) and led.strip(END).endswith("的") else ""
        )
        return (about + joint + led,)
    subject = conversation.subject(turns)
    if not subject and len(led.strip(END)) <= _BRIEF:
        subject = topic(turns[-1].asked)
    if tagged(led)[0][1] == "v":
        subject = _about_last(led, turns[-1])
    return (led, subject + led) if subject and subject not in led else (led,)


def _about_last(question: str, turn: Turn) -> str:
    """What the turn before was about: what its answer names, where that is to be explained."""
    return (
        conversation.thing(turn)
        if question[0] == "是" or turn.told[:1] == "“"
        else topic(turn.asked)
    )


def _more(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    if not _MORE.match(question.strip(END)):
        return ""
    asked = turns[-1].asked
    return _STILL.sub("还", asked, count=1)


def _why(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    if not _WHY.match(question.strip(END)):
        return ""
    return f"为什么{statement(turns[-1])}?"


def _which(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    if not _WHICH.match(question.strip(END)):
        return ""
    asked = turns[-1].asked
    if counted(asked):
        return re.sub(
            r"(?:多少|哪几|几)(?=[个项条种家名位件座所])", "哪几", asked, count=1
        ).replace("多少", "哪些")
    return f"{topic(asked)}具体{question.removeprefix('具体')}"


def _of_article(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    bare = question.strip(END)
    named = conversation.title(turns)
    if not named or not points_at_article(question):
        return ""
    if found := _ARTICLE.search(question):
        return f"{question[: found.start()]}《{named}》{question[found.end() :]}"
    joint = "" if re.match(r"[是由在]", bare) else "的" if bare[0] in "作标题署记" else "是"
    return f"《{named}》{joint}{question}"


def _ordinal(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    found = _ORDINAL.search(question)
    given = conversation.items(turns)
    if not found or not given:
        return ""
    at = _position(found.group(1) or found.group(2))
    if at >= len(given):
        return ""
    item, rest = given[at], question[found.end() :].removeprefix("的")
    last = turns[-1].asked
    if re.fullmatch(r"呢?[??]*", rest):
        sibling = next((other for other in given if other != item and other in last), "")
        return last.replace(sibling, item) if sibling else f"{item}是什么?"
    return f"{question[: found.start()]}{item}{rest}"


def _position(word: str) -> int:
    if word[0] in "前头":
        return 0
    return -1 if word[0] in "后最" else number(word) - 1


def _again(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    """The last question of another time, or of another's: 以前是多少, 巫山的叫什么."""
    found = _AGAIN.fullmatch(question.strip(END))
    if not found:
        return ""
    again = is_name(found[1]) if found[2] else is_time(found[1])
    return exchange(turns[-1].asked, found[1], likeness) if again else ""


def _degree(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    found = _DEGREE.match(question)
    if not found:
        return ""
    last = turns[-1].asked
    if _DEGREE.search(last):
        return exchange(last, found.group(), likeness)
    return _of_last(turns, question)


def _among(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    return _of_last(turns, AMONG.sub("", question, 1)) if AMONG.match(question) else ""


def _of_last(turns: Sequence[Turn], rest: str) -> str:
    """``rest`` asked of what was last counted or listed."""
    counting = (t.asked for t in reversed(turns) if counted(t.asked))
    asked = next(counting, "")
    several = leading_names(asked) + counted(asked) if asked else topic(turns[-1].asked)
    return f"{several}中{rest}"


def _pointing(question: str, turns: Sequence[Turn], likeness: Likeness) -> str:
    return resolve(question, turns)


_RULES: tuple[Rule, ...] = (
    _more,
    _why,
    _ordinal,
    _which,
    _of_article,
    ellipsis,
    _again,
    _degree,
    _among,
    _pointing,
)


def _lacks_subject(question: str) -> bool:
    """Whether a question is short and names nobody, no place and nothing in quotation marks."""
    if len(question) > _SHORT or re.search(r"[“”《》\"]", question):
        return False
    return not any(tag in ("nr", "ns", "nt", "nz") for _, tag in tagged(question))


def _starts_asking(question: str) -> bool:
    """Whether a question begins with what it asks or says, and not with what about."""
    if any(start == 0 for start, _ in asking_spans(question)):
        return True
    return tagged(question)[0][0] in ("有", "是", "在", "要", "能", "会", "又", "共", "占")
