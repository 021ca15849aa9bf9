"""How many of a whole are so: 新开的户数当中,做餐饮的有多少?

Where only the whole is told, a sentence that tells it looks as if it answered.
"""

from __future__ import annotations

import re

from qa.answering.questions.question import Question
from qa.words import cut
from qa.zh import fold

_OF_A_WHOLE = re.compile(
    r"(?:(?:当中|里头|里面|之中|其中|中间)[,的]?|[里中],)(?:单|光|仅|专门|属于|做|搞|是|来自|由|跟)*"
    r"([^,。?]{2,12}?)的?(?:总共|一共|各|又|大概)?(?:占了?|有|是|共|拿到?|出了?)(?:了|着)?(?:多少|几|百分之)|"
    r"(?:^|[,里中])(?:单|光|仅)(?:是|说|看)?([^,。?]{2,12}?)(?:这?一[个块处项]\w?|就|,)*"
    r"(?:占了?|有|是|共|拿到?|出了?|的?面积)(?:了|着)?(?:多少|几|百分之)|"
    r"(?:^|[,里])(?:单|光)?([^,。?里]{2,8}?)(?:单独|自己)?一个[人省市区县乡镇村](?=[,被就拿]).*(?:多少|几|百分之)"
)


def tells_part(question: Question, sentence: str) -> bool:
    """Tell whether a sentence can answer how many of a whole are so: it has a word for the part."""
    asked = _OF_A_WHOLE.search(fold(question.text))
    if asked is None:
        return True
    words = [word for word in cut(next(filter(None, asked.groups()))) if len(word) > 1]
    return not words or any(word in fold(sentence) for word in words)
