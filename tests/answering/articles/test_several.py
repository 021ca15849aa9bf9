"""All articles on a subject are named, and no others."""

import pytest

from qa.answering.articles.several import (
    articles_on,
    asks_for_several,
    likely_on,
    looked_up,
    unsaid,
)
from qa.answering.questions.question import understand
from qa.schema import HEAD, Article, Chunk, Hit, Paragraph, Role, Span


def hit(n: int, title: str, text: str, score: float) -> Hit:
    head = Paragraph(HEAD, title, (Span(0, 1),), Role.HEAD)
    body = (Paragraph(1, text, (Span(2, 2 + len(text)),)),)
    article = Article(f"a{n}", "x.txt", title, True, ("何洁",), "", head, body)
    return Hit(Chunk(f"c{n}", article.id, 1, 0, len(text), text), article, score)


FLOOD = hit(1, "防汛一线", "台风来前,各地做好防御。", 2.0)
STORM = hit(2, "台风登陆", "台风登陆后,防御不能松。", 1.4)
RIVER = hit(3, "河道治理", "河道防御标准提高。", 0.9)
SCHOOL = hit(4, "校园足球", "足球进了校园。", 1.3)
HITS = [FLOOD, STORM, SCHOOL, RIVER]


@pytest.mark.parametrize(
    "question",
    [
        "有哪些文章讲台风防御?",
        "手头要写台风防御的材料,咱们库里有哪几篇讲这个的?",
        "关于台风防御的文章帮我找一找",
        "有没有讲台风防御的报道?",
        "谁写过台风防御?",
        "关于台风防御的新闻收了哪几条?",
        "台风防御的消息有哪些?",
        "台风防御的报道能找到哪些?",
        "把写台风防御的稿子都找出来",
        "台风防御有什么消息?",
        "台风防御的报道有啥,给个单子",
        "台风防御的稿子,能找出哪几篇?",
        "台风防御的消息一共收了几条?逐条报来",
        "台风防御的动态登了没有?",
        "台风防御的新闻找得着么",
        "有没有台风防御的访谈?",
        "台风防御的专访有吗?",
    ],
)
def test_all_on_it_are_named_best_first(question: str) -> None:
    asked = understand(question)
    assert asks_for_several(asked)
    assert looked_up(asked) == "台风 防御"
    assert [a.title for a in articles_on(asked, HITS)] == ["防汛一线", "台风登陆"]


@pytest.mark.parametrize(
    "question",
    [
        "哪篇文章讲台风防御?",
        "有篇讲台风防御的文章,里头说了什么?",
        "台风防御有哪些措施?",
        "办防汛证要哪些材料?",
        "新闻发布会公布了哪些台风防御措施?",
        "讲台风防御的那条消息是哪位记者写的?",
        "那篇里,人才分哪几“才”?",
    ],
)
def test_other_questions_are_looked_up_as_they_are(question: str) -> None:
    asked = understand(question)
    assert not asks_for_several(asked)
    assert looked_up(asked) == asked.plain


def test_nothing_is_named_where_most_of_the_subject_is_told_nowhere() -> None:
    assert articles_on(understand("有没有整治天价彩礼、移风易俗、防御诈骗的文章?"), HITS) == []


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("有没有讲校园食堂的报道?", "“校园食堂”"),
        ("有没有讲台风汛情、校园食堂的报道?", "“台风汛情”、“校园食堂”"),
        ("有没有讲台风防御的报道?", ""),
        ("有没有讲校园食堂、台风防御的报道?", ""),
        ("有没有讲台风卡努的报道?", ""),  # no dictionary has it
        ("校园食堂是谁开的?", ""),
    ],
)
def test_a_compound_whose_rarer_word_is_nowhere_is_another_subject(
    question: str, lacking: str
) -> None:
    assert unsaid(understand(question), HITS) == lacking


def test_a_mention_is_one_to_the_letter() -> None:
    asked = understand("哪些文章提到了台风登陆?")
    assert [a.title for a in articles_on(asked, HITS)] == ["台风登陆"]


def test_what_has_the_subject_as_a_whole_goes_before_its_words_apart() -> None:
    whole = hit(5, "防御讲座", "台风防御要从娃娃抓起。", 1.3)
    asked = understand("有哪些文章讲台风防御?")
    assert [a.title for a in articles_on(asked, [*HITS, whole])] == ["防御讲座"]


def test_what_has_but_the_words_apart_is_said_to_be_likely() -> None:
    whole = hit(5, "防御讲座", "台风防御要从娃娃抓起。", 1.3)
    asked, hits = understand("有哪些文章讲台风防御?"), [*HITS, whole]
    named = articles_on(asked, hits)
    assert [a.title for a in likely_on(asked, hits, named)] == ["防汛一线", "台风登陆"]
    assert likely_on(understand("哪些文章提到了台风防御?"), hits, named) == []


def test_one_of_several_things_is_mentioned_where_no_article_has_all() -> None:
    asked = understand("哪些文章提到了河道治理、校园足球?")
    assert [a.title for a in articles_on(asked, HITS)] == ["校园足球", "河道治理"]


LOCAL = hit(6, "梅子熟了", "台州市黄岩区的梅子熟了。", 1.0)
BY_AUTHOR = hit(7, "读书有感", "读书使人明智。", 2.0)
ELSEWHERE = hit(8, "赶海归来", "渔民赶海归来。" * 40 + "他们去过宁波。", 1.5)


def test_a_province_is_where_a_report_says_at_its_beginning_that_it_is_from() -> None:
    asked = understand("浙江各地的报道有哪些?")
    assert {"浙江", "台州", "德清"} <= set(looked_up(asked).split())
    assert [a.title for a in articles_on(asked, [BY_AUTHOR, ELSEWHERE, LOCAL])] == ["梅子熟了"]
