"""What somebody is: out of the byline, or out of what the text says before the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.answering.articles.people import BREAK, POST, asks_holder, introduced
from qa.answering.citing import LISTED, Citations, Found, quoted
from qa.answering.questions.question import OCCUPATION, Kind, Question
from qa.corpus.names import is_name
from qa.schema import Article, Hit
from qa.zh import fold, runs, sentences

_JOB = re.compile(
    r"本职|职称|教书|任教|媒体|报社|报纸|供职|任职|担任|当|做|干|工作|职务|职位|身份|头衔|级别|单位|部门|高校|大学|学校|院校|机构|马院|来自|"
    r"所在|上班|高就|来头|来历|何许人也?|这个?人|其人|人|写|领导|主任|书记|干部|官员?|任|各自|各|叫|于|所|家|文章|作者|的|是|在|和|与|从事|何|现任|现"
)
_THEIR_POST = re.compile(
    r"职务|职位|岗位|身份|头衔|来头|来历|何许人|是什么人|[这此]个?人[?？]?$|其人|"
    r"在哪[儿里]?.{0,3}(?:上班|工作|高就)|"
    rf"{OCCUPATION}|"
    r"(?:记者|通讯员).{0,8}(?:是|来自|属于?)(?:哪[一]?家?|什么)(?:媒体|报|报社|报纸)的?[?？]?$|"
    r"在(?:什么|哪一?[个家所])(?:单位|机构|部门|学校|大学|高校)(?:当|任|做|担任|上班|工作)|"
    r"所[属在](?:的)?[\u4e00-\u9fff]{0,2}(?:单位|机构|部门|学校|高校|大学|媒体|报社)|"
    r"什么职(?![责能业])|什么岗|职称|教书|任教|"
    r"[在是]哪一?[个家所](?:单位|机构|部门|学校|大学|高校|院校|媒体|报社)(?:当|任|做|担任|上班|工作|的)?[?？,，]?$|"
    r"供职|任职|[任当做干](?:着)?个?(?:什么|啥|何)(?:职|官|的|工作)|什么官|[做干](?:什么|啥|嘛)的|"
    r"哪[个里儿家所支].{0,8}(?:队伍?|领导|书记|主任|[省市县区镇乡村局厅处科院校]长|教授|经理|干部|官员?)的?[?？]?$"
)
_FORMER = re.compile(r"之前|以前|此前|曾|原先|原来|毕业|学历|出身")
_POST = re.compile(POST)


def answer_post(
    question: Question, named: Sequence[Article], hits: Sequence[Hit]
) -> Found | str | None:
    """Say what the people are whom a question asks of, or why that is not known; ``None`` where it
    asks something else. ``named`` are the articles whose authors it names.
    """
    present = not _FORMER.search(question.text)
    asks = present and asks_post(question)
    wanted = question.kind not in (Kind.TITLE, Kind.AUTHOR)
    about = wanted and not asks_holder(question) and _only_job(question, named)
    if named and (asks or about):
        return posts_of(named) or _told(question, hits) or _unknown(named)
    if asks or (present and question.kind is Kind.POST):
        return _told(question, hits) or _unknown(named)
    return None


def asks_post(question: Question) -> bool:
    """Tell whether a question asks what somebody is, or where he works."""
    return bool(_THEIR_POST.search(question.text))


def posts_of(articles: Sequence[Article]) -> Found | None:
    """Return what the authors of articles are, ``None`` where no byline says it."""
    known = [a for a in articles if a.affiliation]
    cited = Citations()
    found = [introduced(a, cited) for a in known[:LISTED]]
    return Found(tuple(found), cited.all()) if found else None


def without_job(content: str) -> str:
    """Return the content of a question without the words for what somebody is."""
    return _JOB.sub(" ", content)


def _only_job(question: Question, named: Sequence[Article]) -> bool:
    """Whether nothing is asked of the authors but what they are."""
    places = fold(" ".join(article.affiliation for article in named))
    return _all_in(places, question.content, *(n for a in named for n in a.authors))


def _all_in(text: str, content: str, *names: str) -> bool:
    """Whether a text has every word of a question but names and words for what somebody is."""
    for name in names:
        content = content.replace(fold(name), " ")
    return all(word in fold(text) for word in runs(without_job(content)))


def _unknown(articles: Sequence[Article]) -> str | None:
    """Say that bylines do not tell; ``None`` where one does, or there is none."""
    if not articles or any(article.affiliation for article in articles):
        return None
    who = "、".join(dict.fromkeys(article.author for article in articles))
    return f"文章署名{who},没有写明职务或单位。"


def _told(question: Question, hits: Sequence[Hit]) -> Found | None:
    """Return the sentences that say what the people are whom a question names, the post marked;
    ``None`` where none does, or where the question has words that neither they nor the headline
    have: it may ask for something else.
    """
    found = [*_named_posts(hits, question.content)]
    names = {one.name for one in found}
    best: dict[str, _Told] = {}
    for one in found:
        longer = one.name not in best or one.length > best[one.name].length
        if longer and _all_in(f"{one.hit.article.title}{one.text}", question.content, *names):
            best[one.name] = one
    cited = Citations()
    told = tuple(quoted(one.hit, one.start, one.end, cited, one.post) for one in best.values())
    return Found(told, cited.all()) if told else None


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a hit, at ``start:end`` of the chunk, with a post before a name; ``post`` are
    its offsets in the sentence.
    """

    hit: Hit
    start: int
    end: int
    name: str
    post: tuple[int, int]

    @property
    def text(self) -> str:
        return self.hit.chunk.text[self.start : self.end]

    @property
    def length(self) -> int:
        return self.post[1] - self.post[0]


def _named_posts(hits: Sequence[Hit], asked: str) -> Iterator[_Told]:
    """The names that a question has, where a post stands before them."""
    for hit in hits:
        for start, end in sentences(hit.chunk.text):
            sentence = hit.chunk.text[start:end]
            for post in _POST.finditer(fold(sentence)):
                ahead = (sentence[post.end() : post.end() + length] for length in (4, 3, 2))
                name = next((n for n in ahead if is_name(n) and fold(n) in asked), "")
                if name:
                    before = BREAK.split(sentence[: post.end()])[-1]
                    yield _Told(hit, start, end, name, (post.end() - len(before), post.end()))
