"""When and where an article was printed: paper, date and page, or the wire it came by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answering.citing import Citations, Found
from qa.schema import HEAD, Article, Sentence
from qa.zh import fold

_OF_ARTICLE = r"文章|报道|稿|消息|新闻|通讯|电讯|[这那]篇|《"
_PRINTED = (
    r"电头|发表|刊登|刊发|刊载|登|发(?!展|现|生|布|放|动|明|挥|起|行)|见报|出版|报纸|报道的|"
    r"写的|电讯?"
)
_ASKS_DATE = re.compile(
    rf"(?:哪一?[天年月日]|几[号月日]|什么时候|何时|日期).{{0,6}}(?:{_PRINTED})|(?:{_PRINTED}).{{0,4}}(?:日期|时间)|"
    rf"(?:{_PRINTED})(?:在|于|的)?(?:是)?(?:哪一?[天年月日]|几[号月日]|什么时候|何时)|[》篇章道稿息]是?(?:哪一?天|几月几[日号])的"
)
_ASKS_PAGE = re.compile(r"(?:第几|哪一?个?|几)版")
_ASKS_PAPER = re.compile(
    r"(?:哪一?[家份张个种]?|什么)(?:报纸?|媒体|报社|通讯社)(?![道告到名])|(?:来源|出处)是?(?:哪|什么)|来自哪[里儿份张]?报?"
)
_DATELINE = re.compile(
    r"(?:据)?(?:新华社|中新社|中新网|人民网|新华网|本报)?[\u4e00-\u9fff]{0,8}?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息)"
)
_PAPER_NAME = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:报|社|网|台|杂志)(?=[\u4e00-\u9fff]*(?:记者|$))|据(?:新华|中新)社"
)
_LABELS = {"date": "日期", "page": "版次", "paper": "报纸名称"}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the catalogue or a line of the article says: the line's place where it is one."""

    text: str
    paragraph: int = HEAD
    start: int = 0
    end: int = 0


def imprint_asked(text: str) -> str:
    """Return which fact of an article's printing is asked: date, page or paper; else nothing."""
    folded = fold(text)
    if not re.search(_OF_ARTICLE, folded):
        return ""
    asks = (("page", _ASKS_PAGE), ("date", _ASKS_DATE), ("paper", _ASKS_PAPER))
    return next((fact for fact, pattern in asks if pattern.search(folded)), "")


def answer_imprint(fact: str, articles: Sequence[Article]) -> Found | str:
    """Say when or where articles were printed; where that is not known, say so as the reason."""
    cited = Citations()
    told = [sentence for article in articles for sentence in _told(fact, article, cited)]
    if told:
        return Found(tuple(told), cited.all())
    titles = "、".join(f"《{article.title}》" for article in articles)
    return f"资料没有注明{titles}的{_LABELS[fact]}。"


def _told(fact: str, article: Article, cited: Citations) -> Iterator[Sentence]:
    if getattr(article, fact):
        number = cited.cite_head(article)
        page = (
            article.page if "版" in article.page else f"第{article.page}版" if article.page else ""
        )
        paper = f"《{article.paper}》" if article.paper else ""
        yield Sentence(f"《{article.title}》刊于{paper}{article.date}{page}。", (number,))
    elif line := _line(fact, article):
        number = cited.cite(article, line.paragraph, line.start, line.end)
        what = "电头" if fact == "date" else "署名"
        yield Sentence(f"《{article.title}》的{what}是“{line.text}”。", (number,))


def _line(fact: str, article: Article) -> _Known | None:
    """The dateline, or the byline that names a paper: in the head, first or last paragraph."""
    if fact == "page":
        return None
    pattern = _DATELINE if fact == "date" else _PAPER_NAME
    ends = (article.paragraphs[0], article.paragraphs[-1]) if article.paragraphs else ()
    for paragraph in (article.head, *(ends if fact == "date" else ())):
        for line in re.finditer(r"[^\n]+", paragraph.text):
            if found := pattern.search(line.group()):
                start, end = _whole(line, found) if fact == "paper" else _at(line, found)
                return _Known(paragraph.text[start:end].strip("()（）■□ "), paragraph.n, start, end)
    return None


def _whole(line: re.Match[str], found: re.Match[str]) -> tuple[int, int]:
    return line.span()


def _at(line: re.Match[str], found: re.Match[str]) -> tuple[int, int]:
    return line.start() + found.start(), line.start() + found.end()
