"""The collection is counted and listed from its cards: all of it, or the part that is asked for."""

from dataclasses import dataclass, replace

import pytest

from qa.answering.articles.about import LISTED, Found
from qa.answering.articles.bylines import answer_bylines
from qa.answering.articles.collection import answer_collection, answer_papers
from qa.answering.questions.question import Kind, understand
from qa.library.records import Card
from qa.schema import HEAD, Article, Paragraph, Role, Span


def article(name: str, title: str, *authors: str) -> Article:
    head = Paragraph(HEAD, "\n".join([title, *authors]), (Span(0, 1),), Role.HEAD)
    body = (Paragraph(1, "茶园扩种。", (Span(2, 7),)),)
    return Article(name, f"{name}.txt", title, True, authors, "", head, body)


@dataclass(frozen=True)
class Shelf:
    """A library of a few articles."""

    held: tuple[Article, ...]

    def cards(self) -> list[Card]:
        return [
            Card(a.id, a.title, a.authors, a.affiliation, a.source, a.paper, a.date, a.page, a.note)
            for a in self.held
        ]

    def article(self, article_id: str) -> Article | None:
        return next((a for a in self.held if a.id == article_id), None)


TEA = replace(
    article("tea", "青河县茶香满山", "李小红"), paper="青河日报", date="2024年3月5日", page="02版"
)
BRIDGE = replace(
    article("bridge", "青河大桥通车", "赵明", "李小红"),
    affiliation="新华社记者",
    paper="青河晚报",
    page="第七版",
)
SHELF = Shelf((TEA, BRIDGE, article("school", "山区学校添新楼")))


def told(question: str, shelf: Shelf = SHELF) -> list[str] | str | None:
    asked = understand(question)
    assert asked.kind is Kind.COLLECTION
    found = answer_collection(asked, shelf)
    return [s.text for s in found.sentences] if isinstance(found, Found) else found


ALL = [
    "资料库收有 3 篇文章:",
    "《青河县茶香满山》,作者李小红。",
    "《青河大桥通车》,作者赵明、李小红。",
    "《山区学校添新楼》,未署名。",
]


@pytest.mark.parametrize(
    "question",
    ["资料库收录了多少篇文章?", "把文章标题列一列", "有哪些文章?", "列出所有文章的题目"],
)
def test_the_whole_collection_is_counted_and_listed(question: str) -> None:
    assert told(question) == ALL


def test_every_sentence_has_its_citation() -> None:
    found = answer_collection(understand("资料库收录了多少篇文章?"), SHELF)
    assert isinstance(found, Found)
    assert [s.citations for s in found.sentences] == [(1,), (1,), (2,), (3,)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("没印作者名字的文章有几篇?", ["资料库收有未署名的文章 1 篇:", ALL[3]]),
        ("有几篇文章没有署名?", ["资料库收有未署名的文章 1 篇:", ALL[3]]),
        ("李小红写了几篇文章?", ["资料库收有李小红署名的文章 2 篇:", ALL[1], ALL[2]]),
        ("青河晚报的文章有几篇?", ["资料库收有《青河晚报》的文章 1 篇:", ALL[2]]),
        ("新华社的文章有几篇?", ["资料库收有新华社的文章 1 篇:", ALL[2]]),
        ("第7版有哪些文章?", ["资料库收有第7版的文章 1 篇:", ALL[2]]),
        ("3月5日的报纸收了几篇文章?", ["资料库收有3月5日的文章 1 篇:", ALL[1]]),
    ],
)
def test_a_part_of_the_collection_is_counted_and_listed(question: str, answer: list[str]) -> None:
    assert told(question) == answer


def test_authors_are_listed_once_with_an_article_each() -> None:
    answer = ["文章的署名作者共 2 位:", "李小红:《青河县茶香满山》。", "赵明:《青河大桥通车》。"]
    assert told("都有哪些人写的文章,列个作者名单") == answer
    assert told("一共有多少位作者?") == answer


def test_what_the_cards_do_not_hold_is_said() -> None:
    assert told("第9版有哪些文章?") == "资料库收有 3 篇文章,其中没有第9版的。"


def test_authors_are_counted_by_their_degree() -> None:
    scholars = Shelf((replace(TEA, affiliation="青河大学博士"), BRIDGE))
    found = answer_bylines(understand("作者里有几位博士?"), scholars)
    assert isinstance(found, Found)
    assert found.sentences[0].text == "署名写有“博士”的文章,作者共 1 位:"


@pytest.mark.parametrize("question", ["哪篇文章最长?", "库里最短的文章是哪篇?"])
def test_articles_are_not_compared_by_length(question: str) -> None:
    assert answer_papers(understand(question), SHELF) == "资料库没有按篇幅比较文章。"


def test_a_question_about_what_articles_say_is_none_about_the_collection() -> None:
    assert told("讲茶园扩种的文章有几篇?") is None


def test_a_long_collection_says_how_many_it_names() -> None:
    many = Shelf(tuple(article(f"a{n}", f"第{n}期简报", "赵明") for n in range(LISTED + 1)))
    answer = told("资料库收录了多少篇文章?", many)
    assert answer and answer[0] == f"资料库收有 {LISTED + 1} 篇文章,以下是前 {LISTED} 篇:"
    assert len(answer) == LISTED + 1


@pytest.mark.parametrize(
    ("question", "lead", "named"),
    [
        ("在新华社任职的作者有哪几位?", "署名写有“新华社”的文章,作者共 2 位:", ["赵明", "李小红"]),
        ("作者单位是新华社的都有谁?", "署名写有“新华社”的文章,作者共 2 位:", ["赵明", "李小红"]),
        ("新华社有谁写了稿子?", "署名写有“新华社”的文章,作者共 2 位:", ["赵明", "李小红"]),
        ("哪位作者署名不止一篇?", "同一作者不止一篇的文章,作者共 1 位:", ["李小红"]),
        (
            "供稿的人里头,哪些是在新华社任职的?",
            "署名写有“新华社”的文章,作者共 2 位:",
            ["赵明", "李小红"],
        ),
        ("有一篇是两个人合写的,是哪篇?", "资料库收有2人署名的文章 1 篇:", ["《青河大桥通车》"]),
    ],
)
def test_authors_are_named_by_their_bylines(question: str, lead: str, named: list[str]) -> None:
    found = answer_bylines(understand(question), SHELF)
    assert isinstance(found, Found)
    first, *rest = (s.text for s in found.sentences)
    assert first == lead
    assert [text for text, name in zip(rest, named, strict=True) if not text.startswith(name)] == []


@pytest.mark.parametrize(
    "question",
    ["青河县的茶园是谁写的?", "在中央台任职的作者有谁?", "三个人合写的是哪篇?", "茶园扩种了多少?"],
)
def test_bylines_that_are_not_there_are_not_made_up(question: str) -> None:
    assert answer_bylines(understand(question), SHELF) is None


def test_where_nobody_signs_twice_that_is_said() -> None:
    once = answer_bylines(understand("哪位作者署名不止一篇?"), Shelf((TEA,)))
    assert once == "没有哪位作者署名不止一篇文章。"


SCHOLARS = Shelf(
    (
        replace(article("tea", "茶香满山", "李小红"), affiliation="中共青河县委书记"),
        replace(article("bridge", "大桥通车", "赵明", "周立"), affiliation="清江大学副教授"),
        replace(article("road", "公路改线", "何洁"), affiliation="青河县委副书记、县长"),
        replace(article("pond", "池塘清淤", "许强"), affiliation="青河日报首席记者"),
        replace(article("hill", "荒山变绿", "孙远"), paper="青河晚报"),
        replace(article("corn", "玉米新种", "钱进"), affiliation="青河省社会科学院研究员"),
    )
)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("哪篇文章的作者是县委书记?", "资料库收有署名写有“县委书记”的文章 1 篇:"),
        ("哪几篇是大学老师写的?", "资料库收有署名写有“大学”的文章 1 篇:"),
        ("有几篇文章是记者写的?", "资料库收有署名写有“记者”的文章 1 篇:"),
        (
            "有多少位县委书记或县长写了文章?",
            "署名写有“县委书记”或“县长”的文章,作者共 2 位:",
        ),
        ("有没有文章署名是两个人的?", "资料库收有2人署名的文章 1 篇:"),
        ("哪篇文章有两位作者?", "资料库收有2人署名的文章 1 篇:"),
        ("县委书记亲自署名的文章有没有?", "署名写有“县委书记”的文章,作者共 1 位:"),
        ("高校的老师们(教授一类)投过稿吗?", "署名写有“大学”的文章,作者共 2 位:"),
        ("作者本身是县长的,能找到吗?", "署名写有“县长”的文章,作者共 1 位:"),
        ("当县长的人亲自写的稿子,找得到吗?", "署名写有“县长”的文章,作者共 1 位:"),
        ("社科院的研究员里头,谁署名发过文章?", "署名写有“社会科学院”“研究员”的文章,作者共 1 位:"),
        ("记者采写的稿子署了哪些名字?", "署名写有“记者”的文章,作者共 1 位:"),
        ("写材料的人里头,有哪些是县委系统的干部?", "署名写有“县委”的文章,作者共 2 位:"),
        ("青河日报的记者都写了哪些文章?", "资料库收有署名写有“青河”“日报”的文章 1 篇:"),
    ],
)
def test_articles_are_counted_by_what_their_authors_are(question: str, lead: str) -> None:
    found = answer_bylines(understand(question), SCHOLARS)
    assert isinstance(found, Found)
    assert found.sentences[0].text == lead


@pytest.mark.parametrize(
    "question",
    [
        "写池塘那篇有两位作者,他俩各是哪个单位的?",  # of one article, not of all with two authors
        "县委书记写茶香满山用了几年?",  # said of no author
        "关于研究员的报道有几篇,写的是谁?",  # about them, not by them
        "研究员写过哪些茶园的文章?",
    ],
)
def test_what_more_is_said_is_not_left_out(question: str) -> None:
    assert answer_bylines(understand(question), SCHOLARS) is None


def test_the_papers_are_named_that_pages_and_bylines_tell_of() -> None:
    found = answer_papers(understand("资料库收录的是哪几家报纸?"), SCHOLARS)
    assert isinstance(found, Found)
    assert [s.text for s in found.sentences] == [
        "青河日报:1 篇,如《池塘清淤》。",
        "青河晚报:1 篇,如《荒山变绿》。",
    ]
    none = Shelf((article("school", "山区学校添新楼"),))
    reason = "资料没有注明文章来自哪家报纸。"
    assert answer_papers(understand("这些文章都来自什么报纸?"), none) == reason
    assert answer_papers(understand("《大桥通车》登在哪家报纸?"), SCHOLARS) is None
