"""How many of a whole are so, and what is the second of several: what only looks like an answer.

Where only the whole is told (新开的户数当中,做餐饮的有多少?), a sentence that tells it looks as if
it answered, and so does one that tells of the first where the second is asked for.
"""

from __future__ import annotations

import re

from qa.answering.questions.question import Question
from qa.words import tagged
from qa.zh import fold

_HOW_MANY = r"(?:多少|几|百分之)"
_OF_A_WHOLE = re.compile(
    r"(?:(?:当中|里头|里面|之中|其中|中间)[,的]?|[里中],)(?:单|光|仅|专门|属于|做|搞|是|来自|由|跟)*"
    r"([^,。?]{2,12}?)的?(?:总共|一共|各|又|大概)?(?:占了?|有|是|共|拿到?|出了?)(?:了|着)?"
    rf"{_HOW_MANY}|"
    r"(?:^|[,里中])(?:单|光|仅)(?:是|说|看)?([^,。?]{2,12}?)(?:这?一[个块处项]\w?|就|,)*"
    rf"(?:占了?|有|是|共|拿到?|出了?|的?面积)(?:了|着)?{_HOW_MANY}|"
    r"(?:^|[,里])(?:单|光)?([^,。?里]{2,8}?)(?:单独|自己)?一个[人省市区县乡镇村](?=[,被就拿])"
    rf".*{_HOW_MANY}|"
    rf"属于([^,。?]{{2,10}}?)(?:这?一[块类种]|方面)的?有{_HOW_MANY}|"
    r"(?<!简)(?:单|光|仅|只)(?:说|看|是|算|讲|论)([^,。?]{2,14}?)"
    rf"(?:这一|,|一[个条座家处片区]|的?有|上|里).*{_HOW_MANY}|"
    rf"([^,。?的单光仅只]{{2,10}}?)(?:这|自己|它)一[个条座家处片].*{_HOW_MANY}|"
    r"(?:当中|里头|里面|之中|其中|中间)[,的]?([^,。?]{2,12}?)"
    rf"(?:撤|转|送|运|分|捐|投|卖|签|发|给)[^,。?]{{0,4}}{_HOW_MANY}"
)
_NO_PART = ("d", "m", "p", "r", "u", "x")  # 大概, 一共, 来自: of a whole, no word for a part
_CLAUSE = re.compile(r"[^,，。;；:：?!]+")
_EACH = re.compile(r"分别|各")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)([条个项点招步位])")


def tells_part(question: Question, sentence: str, answer: tuple[int, int] | None = None) -> bool:
    """Tell whether a sentence can answer how many of a whole are so: it has a word for the part.

    Where ``answer``, offsets in the sentence, is a figure, the word stands in its clause or in the
    one before it, and neither among others that are counted together (甲、乙等共有…) nor in
    brackets; unless a figure for each of several is asked for.
    """
    asked = _OF_A_WHOLE.search(fold(question.text))
    if asked is None:
        return True
    part = next(filter(None, asked.groups())).split("的")[-1]
    words = [w for w, tag in tagged(part) if len(w) > 1 and not tag.startswith(_NO_PART)]
    if answer is None or not words or _EACH.search(asked.group()):
        return not words or any(word in fold(sentence) for word in words)
    near = _near(fold(sentence), answer)
    return any(_alone(word, near) for word in words)


def tells_ordinal(question: Question, sentence: str) -> bool:
    """Tell whether a sentence can answer what the second of several is: it does not tell of another
    one alone.
    """
    asked = _ORDINAL.search(fold(question.text))
    if asked is None:
        return True
    told = {number for number, kind in _ORDINAL.findall(fold(sentence)) if kind == asked[2]}
    return not told or asked[1] in told


def _near(sentence: str, answer: tuple[int, int]) -> str:
    """The clause that ends behind an answer, and the one before it."""
    clauses = [m for m in _CLAUSE.finditer(sentence) if m.start() < answer[1]]
    return ",".join(clause.group() for clause in clauses[-2:])


def _alone(word: str, text: str) -> bool:
    """Whether a text has a word outside brackets, and not as one of several, unless it tells of
    each.
    """
    if _EACH.search(text):
        return word in text
    plain = _ASIDE.sub("", text)
    listed = rf"{re.escape(word)}\w{{0,4}}(?:、|等)|、\w{{0,4}}{re.escape(word)}"
    return word in re.sub(listed, "", plain)
