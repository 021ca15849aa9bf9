"""All articles on a subject are named, and no others."""

import pytest

from qa.answering.articles.several import articles_on, asks_for_several, looked_up
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


def test_a_mention_is_one_to_the_letter() -> None:
    asked = understand("哪些文章提到了台风登陆?")
    assert [a.title for a in articles_on(asked, HITS)] == ["台风登陆"]


def test_what_has_the_subject_as_a_whole_goes_before_its_words_apart() -> None:
    whole = hit(5, "防御讲座", "台风防御要从娃娃抓起。", 1.3)
    asked = understand("有哪些文章讲台风防御?")
    assert [a.title for a in articles_on(asked, [*HITS, whole])] == ["防御讲座"]
