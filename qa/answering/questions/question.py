"""What is asked for: the kind of a question, and the words that must be met.

Both come from patterns of Chinese questions, not from anything a collection holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from qa.errors import QuestionError
from qa.zh import fold, simplified


class Kind(StrEnum):
    """The kinds of question that are answered in different ways."""

    COLLECTION = "collection"
    AUTHOR = "author"
    TITLE = "title"
    POST = "post"
    LIST = "list"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ORGANISATION = "organisation"
    PERSON = "person"
    WHY = "why"
    HOW = "how"
    DEFINITION = "definition"
    TARGET = "target"
    NONE = "none"
    OTHER = "other"


_REPORT = r"(?:文章|报道|稿件|稿子|评论|资料|新闻)"
_PIECE = rf"(?:{_REPORT}|文(?![件字化明学艺献物旅创]|书))"
_WHO = r"(?:谁|何人|哪一?[位个]人?|什么人|叫(?:什么|啥)|姓(?:什么|啥|甚))"
_POST = (
    r"(?:职务|职位|头衔|身份|做什么|干什么|干嘛|任职|任何职|岗位|当什么|担任什么|"
    r"什么官|级别|供职|上班|来头|单位(?!\w*(?:牵头|挑头|主办|承办|联合|一起|印发|出台|负责|组织|举办)))"
)

OCCUPATION = r"本职(?:工作)?是?(?:什么|啥|做)|(?:干|从事|做)(?:的是)?(?:哪|什么)一?行"
"""How one asks what somebody does for a living."""

_OFFICE = "公司|单位|部门|机构|企业|院校|学校|大学|医院|集团|组织|法院|银行|平台|合作社|幼儿园"
_AREA = "地方|城市|省|市|区|县|镇|乡|村|街道|社区|国家|地区"
_UNIT = (
    "个|项|条|家|人|名|万|亿|成|倍|台|件|所|位|种|分钟|小时|公里|年|天|次|类|座|层|级|大|方面|步|点|"
    "户|亩|吨|只"
)

# The first pattern that is found decides. Folded text is matched: simplified, half width.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.COLLECTION,
        rf"(?:资料库|收录|收有|收了|库里|一共|总共).{{0,8}}(?:几篇|多少篇|哪些{_PIECE})",
    ),
    (Kind.COLLECTION, rf"(?<!哪)(?:几篇|多少篇)(?:{_PIECE}|[?]?$)|{_PIECE}.{{0,6}}(?:几篇|多少篇)"),
    (
        Kind.COLLECTION,
        r"^(?:你?这[里儿]?|(?:资料)?库里?|里面)?(?:都|一共|总共|共)?有(?:哪些|哪?几[位个]|多少[位个]?)作者[?]?$|"
        rf"[报社网台]的{_PIECE}(?:都|共|一共)?(?:有|是)?(?:哪些|哪几|几篇|多少)",
    ),
    (
        Kind.COLLECTION,
        r"作者名单|(?:都)?有哪些(?:人|作者)写|(?:几|多少)[个位名]?作者|作者(?:都)?有(?:哪|谁|多少|几)",
    ),
    (
        Kind.COLLECTION,
        rf"(?:{_PIECE}|标题|题目|篇目|作者|撰稿人|目录).{{0,8}}(?:列|清单|名单|一览|数一[遍下])",
    ),
    (Kind.COLLECTION, rf"(?:列|给出|显示).{{0,6}}(?:{_PIECE}|标题|题目|篇目|作者|目录)"),
    (
        Kind.COLLECTION,
        rf"(?:{_PIECE}|篇).{{0,4}}(?:没有?|未|无)(?:写|标|注)?明?(?:署名|作者)|(?:没有?|未|无)署(?:上)?(?:作者)?名",
    ),
    (
        Kind.COLLECTION,
        rf"^(?:你|这[里儿]|资料库|库|里面?|都|收录?|了)*有(?:些)?(?:哪些|什么){_PIECE}[?]?$",
    ),
    (Kind.COLLECTION, rf"第.{{1,3}}版.{{0,4}}(?:哪些|什么){_PIECE}"),
    (Kind.AUTHOR, r"哪.{0,2}(?<!单)[位人](?:.{0,2})(?:合写|合著|撰|写)"),
    (
        Kind.AUTHOR,
        r"出自(?:谁|何人|哪位|哪个人)|(?:谁|哪位|何人)的?(?:手笔|大作|执笔)|"
        r"(?:执笔|采写|撰稿|署名)(?:人|者)?的?(?:人|记者)?(?:是|叫|为)?(?:谁|哪位|何人|什么名)",
    ),
    (Kind.AUTHOR, r"(?:谁|哪[一几]?[位个名]人?)(?:采访|采写|报道)"),
    (Kind.AUTHOR, r"(?:谁|哪位|哪个人|什么人|哪些人).{0,6}(?:写|撰)|谁的文章"),
    (Kind.AUTHOR, rf"(?:发表?|撰|写)[了过]?(?:{_PIECE}|文)的(?:作者|人)?是?{_WHO}"),
    (Kind.AUTHOR, rf"{_WHO}(?:在报(?:纸|刊)?上|专门|撰文|发文|著文)+(?:谈|论|讨论|探讨|阐述|评)"),
    (
        Kind.AUTHOR,
        rf"(?:篇|{_PIECE})(?:到底|究竟|是|由|[,:])*(?:谁|何人|哪位)(?:[供投采编发登]稿?)?的?[?]?$",
    ),
    (Kind.AUTHOR, rf"署(?:名|的)?(?:名|的)?(?:是|为|了)?(?:{_WHO}|哪|几)|署名.{{0,8}}(?:谁|哪|几)"),
    (
        Kind.AUTHOR,
        r"(?:谁|哪[一几]?[位个名]?[\u4e00-\u9fff]{0,4})(?:[投供]来?的?|[发交]来?的?)稿",
    ),
    (
        Kind.AUTHOR,
        rf"(?:作者|(?:{_PIECE}|篇)的?[,，]?记者)(?:分别|的?(?:名字|姓名|大名))?(?:都是|是|叫|为)?"
        rf"(?:{_WHO}|哪|什么名|什么[?]?$)|"
        r"哪(?:些|[一几]?[位个名])(?:作者|记者)|的?作者[?]?$",
    ),
    (Kind.AUTHOR, rf"(?:报道|采写|采访).{{2,24}}的?(?:记者|通讯员)(?:是|叫)?{_WHO}"),
    (
        Kind.AUTHOR,
        r"(?:撰写|采写|写).{0,12}(?:的)?(?:是|叫)(?:谁|哪位|哪些人)|采写的?(?:记者|作者|人)?(?:是|叫)(?:什么|啥)",
    ),
    (
        Kind.TITLE,
        rf"(?:找|查|搜|看|有没有|有无|是否有).{{0,20}}(?:的|篇){_PIECE}(?:吗|没有|么)?[?]?$",
    ),
    (Kind.TITLE, r"几篇是?(?:讲|写|谈|关于|说|涉及|提到|介绍|反映)"),
    (Kind.TITLE, r"篇(?:文章|报道|稿子)?(?:的?名字)?(?:是|叫)(?:什么|啥)"),
    (Kind.TITLE, rf"(?:哪|什么)(?:几|一|些)?(?:篇|份|条)?(?:的)?{_PIECE}|哪[几一两二三四五六]?篇"),
    (Kind.TITLE, rf"{_PIECE}.{{0,6}}(?:标题|题目)|(?:{_REPORT}.{{0,6}}|文的?)叫(?:什么|啥)"),
    (Kind.TITLE, r"(?:标题|题目|篇名).{0,3}(?:是|叫|怎么|如何|什么|[?]?$)|哪些篇"),
    (Kind.TITLE, r"(?:写|撰)(?:了|过|的)?(?:是)?(?:些)?(?:什么|啥|哪|别的|其他)"),
    (Kind.POST, OCCUPATION),
    (Kind.POST, rf"{_POST}.{{0,6}}(?:什么|谁|哪|啥)|{_POST}(?:工作)?的?[?]?$"),
    (Kind.POST, rf"(?:什么|啥|哪个|哪种|何)(?:的)?{_POST}"),
    (Kind.POST, r"^.{2,6}(?:是谁|是什么人|是哪位|何许人)[啊呀呢]?[?]?$"),
    (
        Kind.WHY,
        r"为什么|为何|为啥|原因|怎么会|何以|凭[什啥]|缘由|图[什啥个]|(?:是|都)为了[什啥]|"
        r"是什么(?:让|使|导致|造成|拖|把)|(?<![要能该才])(?:怎么|咋)(?:都|就|还|老|总|会)*(?:不|没|这么|那么)|"
        r"(?:[坏难错输差好]|问题出|症结|根子|病根|毛病|瓶颈|短板)在(?:哪|什么)|"
        r"哪[里儿](?:不满|不对|不好|不行|出了?(?:错|问题|毛病))|(?:干[嘛吗]|为嘛)要",
    ),
    (
        Kind.LIST,
        r"哪些|哪[几俩]|哪“?[两二三四五六七八九十0-9]|有什么|有啥|包[括含][什啥]|都.{1,4}(?:什么|啥)",
    ),
    (
        Kind.LIST,
        r"分别(?:是|指|有|叫)|几(?:个)?方面|列[出举全齐]|各是|名单(?!.{0,4}(?:谁|哪|何时|什么时候))|一个[都也]?[不别没](?:落|漏|少)",
    ),
    (
        Kind.NUMBER,
        rf"多少|百分之几|占比|多[大高长快远久重宽深厚]|(?<!好)几(?:{_UNIT}|[枚支场比成分样面辆艘头棵处块款遍回度米张幅根趟笔轮期元岁页十百千])"
        r"|好多(?:[个条家项名件张]|[^,。]{0,4}[哟嘛]?[?]?$)",
    ),
    (Kind.DATE, r"什么(?:时候|时间|日子)|何[时年]|哪一?[年天]|几[月号点]|哪个月|啥时候"),
    (Kind.PLACE, rf"哪里|哪儿|何处|在哪|什么地方|哪一?[个座]?(?:{_AREA})|啥地方"),
    (
        Kind.ORGANISATION,
        rf"(?:哪|什么)(?:个|家|些|一家)?(?:{_OFFICE})|哪一?[个家所]\w{{0,4}}?(?:{_OFFICE})",
    ),
    (Kind.PERSON, r"谁|哪位|何人|什么人|叫什么名|[长任记员]叫(?:什么|啥)"),
    (Kind.TARGET, r"目标|指标|要?达到|打算达"),
    (
        Kind.DEFINITION,
        r"什么是|(?:是)?什么意思|指的?(?:是)?什么|何谓|含义|啥意思|[啥什]么?叫|是个?啥",
    ),
    (Kind.HOW, r"怎么|如何|怎样|办法|措施|做法|靠什么|咋|什么方[式法]"),
)

_FILLER = re.compile(
    r"请问|请教|麻烦|告诉我|我想(?:知道|了解|问)(?:一下)?|想问一?下?|帮我?(?:查|找|看)(?:一下|下)?|"
    r"查(?:一下|下)|说说|讲讲|介绍(?:一下|下)?|具体|到底|究竟|大概|大约|一共|总共|目前|现在|"
    r"(?:资料|报纸|报道|文章|文中|稿子|材料)(?:里|中|上)(?:面)?(?:提到|说|讲|写|谈)?(?:的|到|过|了)?|"
    r"根据(?:资料|文章|报道)"
)
_RESPECTS = re.compile(r"(?:一共|总共|共)?有(几(?:个|大)?方面)")
_COURTESY = re.compile(
    r"^(?:(?:您好|你好|请问|请教|麻烦|劳驾|想问|我想(?:知道|了解|问)|告诉我|帮我?(?:查|找|看|问))"
    r"(?:一下|一?下子?|您|你|各位)?[,:、 ]*)+"
)
_ASKING = re.compile(
    r"为什么|为何|为啥|什么时候|什么时间|什么地方|什么样|什么|啥|多少|哪些|哪几|哪里|哪儿|"
    r"哪一?[个家位年天篇项种类]?|怎么样|怎么|怎样|如何|是谁|谁|几[个项条家人名位种类]?|何时|何处|何人|"
    r"百分之几|多[大高长快远久]|分别|是不是|有没有|能不能|可不可以|吗|呢|吧|呀|啊|的话"
)

_SENTENCE = re.compile(r"[^?。!;]+[?。!;]*")
_WANTED = re.compile(rf"{_ASKING.pattern}|列|请|名[字单]|题目|说说|讲讲|写明|给出|概括")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is answered.

    ``asked`` is what the user typed, ``text`` the question as understood (that of a follow-up
    is completed) in simplified characters and half width, ``kind`` what is asked for, ``content``
    the folded text without the words that only ask.
    """

    asked: str
    text: str
    kind: Kind
    content: str

    @property
    def plain(self) -> str:
        """The question as models read it: folded, without words of courtesy."""
        return plain(self.text)

    @property
    def understood(self) -> str:
        """How the question was understood: as it was typed, if not completed or corrected."""
        return self.asked if simplified(self.asked) == self.text else self.text


def clean(text: str, limit: int) -> str:
    """Return the question without outer white space and control characters.

    Raises ``QuestionError`` where nothing is left or it is longer than ``limit`` characters.
    """
    kept = "".join(c if c.isprintable() else " " for c in text).strip()
    if not re.search(r"\w", kept):
        raise QuestionError("问题是空的,请输入要问的内容。")
    if len(kept) > limit:
        raise QuestionError(f"问题有 {len(kept)} 个字,超过 {limit} 个字的上限,请缩短后再问。")
    return kept


def understand(asked: str, text: str | None = None) -> Question:
    """Classify a question; ``text`` is its completed form where it is a follow-up."""
    full = simplified(asked if text is None else text)
    return Question(asked, full, kind_of(full), content_of(full))


def plain(text: str) -> str:
    """Return a question folded, without the courtesies that it opens with, and asking which they
    are where it asks in how many respects.
    """
    folded = _RESPECTS.sub(r"包括哪\1", fold(text).strip())
    return _COURTESY.sub("", folded) or folded


def kind_of(text: str) -> Kind:
    """Return the kind of a question from its wording, but for a remark behind what is asked:
    …是谁?就是写…的那位.
    """
    folded = fold(text)
    ends = [s.end() for s in _SENTENCE.finditer(folded) if _WANTED.search(s[0])]
    asked = folded[: ends[-1]] if ends else folded
    return next((kind for kind, pattern in _KINDS if re.search(pattern, asked)), Kind.OTHER)


def content_of(text: str) -> str:
    """Return the folded question with its filler and asking words replaced by spaces."""
    kept = list(fold(text))
    for start, end in asking_spans(text):
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def asking_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the words of a question that only ask and name nothing."""
    folded = fold(text)
    return [match.span() for words in (_FILLER, _ASKING) for match in words.finditer(folded)]
