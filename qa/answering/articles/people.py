"""Who holds a post: out of bylines, and out of what the text says of people.

A post is asked for in other words than it is written in: 一把手 is a 书记, 宣传部长 a 宣传部部长.
Every word of the question must be met by what a person is said to be, and a deputy is not the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.answering.citing import Citations, Found, quoted
from qa.answering.piece import articles_of
from qa.answering.questions.places import short_name
from qa.answering.questions.question import Question
from qa.corpus.names import is_name
from qa.schema import Article, Hit, Sentence
from qa.words import cut, tagged
from qa.zh import fold, sentences

POST = (
    r"(?:书记|[部局处科院校厂队区县市镇乡村州省厅会社馆所站行团察关台署]长(?![期效远足度江途线])|主任|主席|总理|总统|首相|"
    r"大臣|经理|总裁|委员(?!会)|工程师|技师|教授|研究员|分析师|发言人|院士|秘书长|司令|主编|总监|代表(?!性)|创始人)"
)
"""General words for what a person may be."""

_HEADS = (
    "书记",
    "县长",
    "区长",
    "市长",
    "镇长",
    "主任",
    "局长",
    "校长",
    "院长",
    "董事长",
    "负责人",
)
_ALSO_CALLED = {
    "政府一把手": ("县长", "区长", "市长", "镇长", "乡长", "省长"),
    "一把手": ("书记", "董事长", "主任", "校长", "院长", "局长"),
    **dict.fromkeys(("主要领导", "父母官", "头儿", "主官", "负责人"), _HEADS),
    "当家人": ("书记", "县长", "区长", "市长", "董事长"),
    "掌门人": ("董事长", "总裁", "总经理", "首席执行官"),
    "老总": ("总经理", "总裁", "董事长", "首席执行官"),
}
_POST = re.compile(POST)
_ASKED_POST = re.compile(rf"副?(?:{'|'.join(_ALSO_CALLED)}|{POST})")
_POST_END = re.compile(rf"{POST}$")
_WHO = (
    r"(?:谁|哪一?[位个](?!部门|单位|地)|哪[几两些三四]|何人|什么人|叫(?:什么|啥)|姓(?:什么|啥)|"
    r"尊姓大名|哪个(?=在?[当任做]))"
)
_HOLDER = re.compile(
    rf"{_ASKED_POST.pattern}[^,;。]{{0,8}}(?:{_WHO}|(?:名字|姓名)[?]?$)|"
    rf"{_WHO}[^;。]{{0,16}}{_ASKED_POST.pattern}|^现任.*{_ASKED_POST.pattern}[?]?$"
)
_WRITING = re.compile(r"写|撰|署名|作者")
_ACTS = re.compile(
    r"(?:讲|说|提|介绍|宣布|透露|建议|呼吁|主张|带)(?:的[?]?$|过|了|出|着|记者)|出面介绍"
)
"""What asks who said or did something, not who holds a post."""
_NOT_NAMED = re.compile(
    r"劳烦|麻烦|告知|打听|一下|请问?|尊姓大名|同志|官员|领导|干部|人士?|名字|姓名|担任|现任|时任|自己|亲自|署名|文章|作者|姓|叫|当|任|写|撰|"
    r"[几两些三四]位|区县|地方|各地|各|这[批些几]|所有|全部|身份|名义|里面?|中|以|是|的|和|与|了|过|有"
)
_FORMER = re.compile(r"前一?任|上一?任(?![务职何])|上届|前届")
_LEFT = re.compile(
    r"前任|上一?任|上届|原(?![来因则料文本有先])|曾任|免去|卸任|离任|不再担任|辞去|调任|转任|退休"
)
_FOREIGN = re.compile(r"[\u3400-\u9fff]{2,8}(?:[·・•][\u3400-\u9fff]{1,8})+")
_SHORT_FORM = 3
_TOLD = 7  # a question of more words than that tells what somebody did, not where he holds a post
BREAK = re.compile(r"[，,。；;：:！!？?“”（）()\s]")
"""Where what somebody is called cannot go on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The posts of a question, any of which will do, and the words that must all be met."""

    posts: tuple[str, ...]
    words: tuple[str, ...]

    def met_by(self, role: str) -> bool:
        """Tell whether what a person is said to be is what is asked for."""
        short = shortened(fold(role))
        return self.held_in(short) and all(_said_in(word, short) for word in self.words)

    def held_in(self, text: str) -> bool:
        """Tell whether a text has one of the posts, and not only a deputy's."""
        return any(re.search(rf"(?<!副){re.escape(post)}", text) for post in self.posts)


def _said_in(word: str, text: str) -> bool:
    """Whether a text has a word, or what three and more characters are short for: 住建局."""
    if len(word) < _SHORT_FORM:
        return word in text
    return bool(re.search(r"[^、,，]{0,5}".join(map(re.escape, word)), text))


def asks_holder(question: Question) -> bool:
    """Tell whether a question asks who holds a post: who, and the post not far from it."""
    text = fold(question.text)
    asked = _HOLDER.search(text) and _ASKED_POST.search(question.content)
    return bool(asked) and not _ACTS.search(text) and len(wanted_of(question).words) <= _TOLD


def wanted_of(question: Question) -> Wanted:
    """Return what the holder must be; posts that are asked for together stand for one another."""
    content = shortened(question.content)
    asked = [match.group() for match in _ASKED_POST.finditer(content)]
    posts = [other for post in asked for other in _ALSO_CALLED.get(post, (post,))]
    rest = _NOT_NAMED.sub(" ", _ASKED_POST.sub(" ", content))
    words = map(short_name, cut(rest))
    return Wanted(tuple(posts), tuple(w for w in words if len(w) > 1))


def holder_query(question: Question) -> str:
    """Return what to look for in headings: the posts as they are written, and the other words."""
    wanted = wanted_of(question)
    return " ".join([*wanted.words, *wanted.posts])


def answer_who(question: Question, hits: Sequence[Hit]) -> Found | None:
    """Name those who hold the post, or ``None`` where nobody is said to."""
    wanted = wanted_of(question)
    cited = Citations()
    signed = [a for a in articles_of(hits) if a.authors and wanted.met_by(a.affiliation)]
    found = [introduced(a, cited) for a in signed]
    if not found and not _WRITING.search(question.text):
        found = list(_mentions(wanted, hits, cited))
    return Found(tuple(found), cited.all()) if found else None


def introduced(article: Article, cited: Citations) -> Sentence:
    """Return who wrote an article and what they are, cited to its byline."""
    return Sentence(f"{article.author}:{article.affiliation}。", (cited.cite_byline(article),))


def _mentions(wanted: Wanted, hits: Iterable[Hit], cited: Citations) -> Iterator[Sentence]:
    """The first sentence that names each holder, once for each."""
    seen: set[str] = set()
    for hit in hits:
        text = hit.chunk.text
        for start, end in sentences(text):
            if not _POST.search(fold(text[start:end])):
                continue
            for role, name in roles(text[start:end]):
                if name not in seen and wanted.met_by(role):
                    seen.add(name)
                    yield quoted(hit, start, end, cited, (0, 0))


def roles(sentence: str) -> list[tuple[str, str]]:
    """Return what a sentence says that people are, with their names: 某县县长某某."""
    return [
        (role, name)
        for name, at in _names(sentence)
        if _POST_END.search(role := BREAK.split(sentence[:at])[-1])
    ]


def _names(sentence: str) -> Iterator[tuple[str, int]]:
    """Yield the names of people in a sentence with their offsets. A dictionary may cut them in
    two (周/建国, 施惠/芳), or add 等 to them.
    """
    at, before = 0, ""
    for (word, tag), (after, _) in pairwise([*tagged(sentence), ("", "")]):
        wholes = [word] if len(word) > 1 else [before + word, word + after]
        wholes += [whole.removesuffix("等") for whole in wholes]
        found = [w for w in wholes if tag.startswith("nr") and len(w) > 1 and is_name(w)]
        if found:
            yield found[-1], sentence.index(found[-1], at - len(before))
        at, before = at + len(word), word


def people_named(text: str) -> list[str]:
    """Return the people that a text names: those with foreign names, then the others in order."""
    return [*_FOREIGN.findall(text), *(name for name, _ in _names(text))]


def may_name_holder(question: Question, sentence: str) -> bool:
    """Tell whether a sentence can answer who holds a post: it has the post, and a name."""
    short = shortened(fold(sentence))
    return wanted_of(question).held_in(short) and bool(people_named(sentence))


def tells_former(question: Question, sentence: str) -> bool:
    """Tell whether a sentence can answer who came before, where that is asked: it says of somebody
    that he has left.
    """
    return not _FORMER.search(question.content) or bool(_LEFT.search(fold(sentence)))


def shortened(text: str) -> str:
    """宣传部部长 → 宣传部长, 县委一把手 → 县委书记: one way to write a post."""
    text = re.sub(r"政府的?(?:一把手|负责人|主官|(?:主要)?领导)", "政府一把手", text)
    text = re.sub(
        r"(?<=[省市县区镇乡党纪工]委)的?(?:现任|现在的?)?(?:一把手|主要领导|负责人|当家人)",
        "书记",
        text,
    )
    return re.sub(r"([部局处厅科])\1长", r"\1长", text)
