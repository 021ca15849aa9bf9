"""The last question again, about something else: ``那交通呢?``.

What is new takes the place of what is most like it: a year that of a year, a name that of a name,
what is called “…” that of what else is, anything else that of the words nearest in meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.answering.dialogue.slots import ASPECT, NAMES, NOUNS, Slot, coordination, exchangeable
from qa.answering.questions.places import says_place
from qa.answering.questions.question import asking_spans
from qa.words import known, tagged
from qa.zh import fold

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""How much each of several expressions is like the first: the higher, the more."""

_TIME = re.compile(
    r"\d{2,4}年[底初末]?|[去今明前后]年|[上下]半年|以前|之前|此前|过去|原来|原先|从前|起初|最初|当初|现在|目前|如今|眼下|当时"
)
_PERSON = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?=是|现?任|担任|写|在|的|谈|说|讲|提|有|做|哪|多|怎|为|今)"
)
_ARTICLE = re.compile(r"(?:那[一]?篇|的)(?:文章|报道|稿子)|那[一]?篇")
_CALLED = re.compile(r"“[^“”]+”")
_MOST = re.compile(r"(?:最|第[一二三四五六])[多大高少小低长短快慢早晚]")
_COUNTED = re.compile(
    r"(?:多少|哪些|哪几|几)[个项条种家名位件座所]*"
    r"(?![钱人年天元级])([\u4e00-\u9fffA-Za-z()()“”]{1,12})(?=[,,。?？]|$)"
)
_COUNT = re.compile(r"(?:\d+|[一二两三四五六七八九十百千]+)[个座家名位项种所]$")
_UNIT = re.compile(r"(多少)[座家名位种所条件]$")
_EACH_TIME = re.compile(r"(?<=..)[一每](?:天|年|周|个?月|次).*$")
_LEVELS = "省市县区镇乡"
_OFFICE = re.compile(rf"[{_LEVELS}](?:委|长)")
_HELD = re.compile(rf"[\u4e00-\u9fff]{{2,5}}?[{_LEVELS}]?(?=[{_LEVELS}](?:委|长))")
_POST = re.compile(r"(?:书记|部长|主任|[省市县区镇乡]长)$")
_HELD_BY = re.compile(
    rf"([\u4e00-\u9fff]{{2,8}}?的?)([{_LEVELS}])(?:委[^,。?是叫]{{0,9}}(?:书记|部长|主任)|长)(?=是|叫|由|姓|的)"
)
"""Of what place a post is, before who holds it."""
_STATES = frozenset("是 叫 有 在 要 达 达到 会 能 将 为 被 由 需要 应 该".split())
_INTENDS = frozenset("要 会 能 将 需要 应 该 达到".split())
_POINTS = frozenset(",，、:：;；。?？!！ (（")
_RARE = 200  # occurrences in the dictionary's corpus
_QUANTITY = re.compile(r"(?:[值额量率积数价费]|人口|收入|投资|融资|规模|利润|目标|任务|指标)$")
_OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?[省市县区镇乡村](?![委长民])")


def shared_letters(new: str, others: Sequence[str]) -> list[float]:
    """Return the share of letters in common: likeness as far as writing shows it."""
    letters = set(fold(new))
    return [len(letters & set(fold(o))) / len(letters | set(fold(o))) for o in others]


def exchange(question: str, new: str, likeness: Likeness = shared_letters) -> str:
    """Return ``question`` asked about ``new`` instead."""
    called, before = _CALLED.findall(new), _CALLED.findall(question)
    if len(called) == len(before) == 1:
        return question.replace(before[0], called[0])
    if _ARTICLE.search(new) and (article := _ARTICLE.search(question)):
        return new + question[article.end() :]
    if _POST.search(new) and (held := _HELD_BY.match(question)):
        return held[1] + _post_of(held[2], new) + question[held.end() :]
    if degree := _MOST.search(new):
        return _superlative(question, new, degree.group())
    if new.endswith("的"):
        return _narrowed(question, new, likeness)
    if is_time(new):
        return _at_time(question, new)
    if is_name(new):
        return _renamed(question, new)
    return _in_place(question, new, likeness)


def topic(question: str) -> str:
    """Return what a question is about: its words before what it says or asks of them.

    What is counted or listed (``有多少学校``) belongs to it.
    """
    opening = _EACH_TIME.sub("", _opening(question))
    what = counted(question)
    return opening + what if what and opening == leading_names(question) else opening


def counted(question: str) -> str:
    """Return what a question asks the number or the names of; empty where it does not."""
    start, end = _counted_span(question)
    return question[start:end]


def _counted_span(question: str) -> Slot:
    found = _COUNTED.search(question)
    if not found:
        return 0, 0
    kept, before = "", ""
    for word, tag in tagged(found[1]):
        if before.startswith("n") and (_is_verb(tag) or word in ASPECT or word in _STATES):
            break
        kept, before = kept + word, tag
    return found.start(1), found.start(1) + len(kept)


def leading_names(question: str) -> str:
    """Return the names of places, people and organisations that a question opens with."""
    found = ""
    for word, tag in tagged(question):
        if tag not in NAMES:
            break
        found += word
    return found


def is_time(text: str) -> bool:
    """Tell whether ``text`` is nothing but a time: a year, half a year, 以前."""
    return bool(_TIME.fullmatch(text))


def is_name(text: str) -> bool:
    """Tell whether ``text`` is nothing but the name of a place or a person."""
    words = tagged(text)
    return says_place(text) or (len(words) == 1 and words[0][1] in NAMES)


def _opening(question: str) -> str:
    """The words before the first that says or asks something, without the verb they end in."""
    first = min((start for start, _ in asking_spans(question)), default=len(question))
    kept = list[tuple[str, str]]()
    for word, tag in tagged(question[:first]):
        # 要达到的目标: what is intended belongs to the noun that it qualifies
        qualifies = word in _INTENDS and "的" in question[question.index(word) : first]
        if word in _STATES and kept and not qualifies:
            break
        kept.append((word, tag))
    while kept and _leads_on(*kept[-1]):
        kept.pop()
    return "".join(word for word, _ in kept)


def _leads_on(word: str, tag: str) -> bool:
    """Whether a word belongs to what is said or asked, and not to what about."""
    return _is_verb(tag) or tag[0] in "aducpm" or word in _POINTS or word in ASPECT


def _is_verb(tag: str) -> bool:
    return tag.startswith("v") and tag != "vn"


def _is_common(text: str) -> bool:
    """Whether ``text`` is an everyday noun, and so no name."""
    frequency, tag = known(text)
    return frequency > _RARE and tag.startswith(NOUNS) and tag not in NAMES


def _in_place(question: str, new: str, likeness: Likeness) -> str:
    """``new`` in the place of what is most like it; where nothing is, asked of the same subject."""
    whole = _counted_span(question)
    quantity = bool(_QUANTITY.search(new)) and not whole[1]
    slots = [whole] if whole[1] else exchangeable(question, with_names=not _is_common(new))
    if quantity:
        slots = [slot for slot in slots if _QUANTITY.search(question[slice(*slot)])]
    if not slots:
        return _of_subject(question, new)
    likest = likeness(new, [question[start:end] for start, end in slots])
    start, end = max(zip(likest, slots, strict=True), key=lambda pair: pair[0])[1]
    if question[end - 1] == new[-1] or quantity:  # 工业 is no kind of 文旅产业
        start = min(first for first, last in slots if last == end)
    start, end = coordination(question, (start, end))
    before = _COUNT.sub("", _UNIT.sub(r"\1", question[:start]))  # 多少所 counts no teachers
    return before + new + question[end:]


def _of_subject(question: str, new: str) -> str:
    place = _OF_PLACE.match(question)
    if place and _QUANTITY.search(new):
        return f"{place.group()}{new}是多少?"
    asking = _asking(question)
    measured = re.match(r"多|几", asking)
    return f"{topic(question)}{new}{asking}" if measured else f"{topic(question)}的{new}怎么样?"


def _superlative(question: str, new: str, degree: str) -> str:
    if found := _MOST.search(question):
        # 第二多 after 最大 is the second largest
        degree = degree[:-1] + found.group()[-1] if degree[0] == "第" else degree
        return question[: found.start()] + degree + question[found.end() :]
    return f"{topic(question)}中{new.removesuffix('的')}的是哪个?"


def _narrowed(question: str, new: str, likeness: Likeness) -> str:
    """The same of what ``new`` (``已经完工的``, ``永川的``) says."""
    name = new.removesuffix("的")
    if is_name(name) or is_time(name):
        return exchange(question, name, likeness)
    if what := counted(question):
        return f"{_opening(question)}{new}{what}有多少?"
    return f"{topic(question)}{new}{_asking(question)}"


def _at_time(question: str, new: str) -> str:
    if found := _TIME.search(question):
        return question[: found.start()] + new + question[found.end() :]
    opening = leading_names(question)
    return opening + new + question[len(opening) :]


def _renamed(question: str, new: str) -> str:
    """The same of another place or person; where the question names none, of that one."""
    if held := _HELD.match(question):
        return new + _of_its_level(question[held.end() :], new)
    at = 0
    for word, tag in tagged(question):
        at += len(word)
        if tag in NAMES and len(word) > 1:
            return question[: at - len(word)] + new + _of_its_level(question[at:], new)
    if tagged(new)[0][1] == "nr" and (person := _PERSON.match(question)):
        return new + question[person.end() :]
    return new + question


def _post_of(level: str, post: str) -> str:
    """A post of a place of a level: 书记 of a 县 is 县委书记."""
    if post[0] in _LEVELS or not post.endswith(("书记", "部长")):
        return post
    return f"{level}委{post}"


def _of_its_level(rest: str, place: str) -> str:
    """``rest`` of a question about a county, 县 and 县长 put as they are for ``place``."""
    if rest[:1] not in tuple(_LEVELS):
        return rest
    if not _OFFICE.match(rest):
        return rest[1:]
    if place[-1] not in _LEVELS:
        return rest
    return ("" if rest[1] == "委" else place[-1]) + rest[1:]


def _asking(question: str) -> str:
    """The question from its first asking word on."""
    spans = sorted(asking_spans(question))
    return question[spans[0][0] :] if spans else "?"
