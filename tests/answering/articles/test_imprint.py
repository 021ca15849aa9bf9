"""When and where an article was printed is said where the page says it, and nowhere else."""

from dataclasses import replace

import pytest

from qa.answering.articles.about import Found
from qa.answering.articles.imprint import answer_imprint, imprint_asked
from qa.schema import HEAD, Article, Paragraph, Role, Span


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("《青河大桥通车》在第几版?", "page"),
        ("这篇文章是哪天发表的?", "date"),
        ("讲大桥的那篇报道是几月几号登的?", "date"),
        ("《青河大桥通车》是哪天的报纸?", "date"),
        ("《青河大桥通车》刊登在哪份报纸上?", "paper"),
        ("《青河大桥通车》讲的大桥是哪天通车的?", ""),
        ("《青河条例》什么时候施行?", ""),
        ("大桥是哪天建成的?", ""),
    ],
)
def test_what_is_asked_of_an_articles_printing(question: str, fact: str) -> None:
    assert imprint_asked(question) == fact


def article(head: str, *body: str) -> Article:
    lines = [Paragraph(n, text, (Span(0, len(text)),)) for n, text in enumerate(body, start=1)]
    top = Paragraph(HEAD, head, (Span(0, len(head)),), Role.HEAD)
    return Article("a", "a.txt", "青河大桥通车", True, (), "", top, tuple(lines))


PLAIN = article("青河大桥通车\n赵明", "大桥全长三公里。")


def said(fact: str, about: Article) -> list[str] | str:
    found = answer_imprint(fact, [about])
    if isinstance(found, str):
        return found
    for citation in found.citations:
        assert citation.text[citation.start : citation.end] == citation.quote
    return [sentence.text for sentence in found.sentences]


def test_paper_date_and_page_come_from_the_catalogue() -> None:
    printed = replace(PLAIN, paper="青河日报", date="2024年3月5日", page="02版")
    assert said("date", printed) == ["《青河大桥通车》刊于《青河日报》2024年3月5日02版。"]


def test_a_dateline_tells_the_day() -> None:
    wire = article("青河大桥通车\n(据新华社青河3月5日电)", "大桥全长三公里。")
    assert said("date", wire) == ["《青河大桥通车》的电头是“据新华社青河3月5日电”。"]
    opening = article("青河大桥通车", "新华社青河3月5日电 大桥全长三公里。")
    assert said("date", opening) == ["《青河大桥通车》的电头是“新华社青河3月5日电”。"]


def test_a_byline_tells_the_paper() -> None:
    signed = article("青河大桥通车\n■青河日报记者 赵明", "大桥全长三公里。")
    assert said("paper", signed) == ["《青河大桥通车》的署名是“青河日报记者 赵明”。"]


@pytest.mark.parametrize(
    ("fact", "name"), [("date", "日期"), ("page", "版次"), ("paper", "报纸名称")]
)
def test_what_the_page_does_not_say_is_said_to_be_missing(fact: str, name: str) -> None:
    assert said(fact, PLAIN) == f"资料没有注明《青河大桥通车》的{name}。"


def test_the_answer_is_cited() -> None:
    found = answer_imprint("page", [replace(PLAIN, page="3")])
    assert isinstance(found, Found)
    assert [(s.text, s.citations) for s in found.sentences] == [
        ("《青河大桥通车》刊于第3版。", (1,))
    ]
