"""Questions about the articles are answered from the catalogue, for any collection."""

from dataclasses import replace

import pytest

from qa.answering.articles.about import answer_about, articles_meant, mention_query
from qa.answering.citing import Found
from qa.answering.questions.question import Kind, understand
from qa.schema import HEAD, Article, Chunk, Hit, Paragraph, Role, Span


def article(number: int, title: str, authors: tuple[str, ...], post: str, text: str) -> Article:
    head = Paragraph(HEAD, "\n".join([title, *authors]), (Span(0, 1),), Role.HEAD)
    body = (Paragraph(1, text, (Span(2, 2 + len(text)),)),)
    return Article(f"a{number}", "x.txt", title, True, authors, post, head, body)


BRIDGE = article(1, "云阳大桥建成通车", ("赵明",), "本报记者", "大桥全长三公里,由省建工集团承建。")
SCHOOL = article(
    2, "办好山区学校", ("钱进", "孙远"), "云阳县教育委员会", "山区学校要留住教师,办好学校食堂。"
)
RIVER = article(3, "河长制让河水变清", ("李长河",), "中共云阳县委书记", "河长制推行以来,河水变清。")
HITS = [
    Hit(Chunk(f"{a.id}:1:0", a.id, 1, 0, 9, a.paragraphs[0].text), a, 1 / (60 + rank))
    for rank, a in enumerate((BRIDGE, SCHOOL, RIVER), start=1)
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "《河长制让河水变清》的作者是谁?",
            "《河长制让河水变清》的作者是李长河(中共云阳县委书记)。",
        ),
        ("谁写了山区学校的文章?", "《办好山区学校》的作者是钱进、孙远(云阳县教育委员会)。"),
        ("李长河是什么职务?", "李长河:中共云阳县委书记。"),
        ("钱进在什么单位工作?", "钱进、孙远:云阳县教育委员会。"),
        ("云阳县委书记叫什么?", "李长河:中共云阳县委书记。"),
        ("赵明写了什么?", "《云阳大桥建成通车》,作者赵明。"),
        ("哪篇文章谈到学校食堂?", "《办好山区学校》,作者钱进、孙远。"),
        ("写河长制的李长河是哪个单位的?", "李长河:中共云阳县委书记。"),
        ("写河长制的李长河,在什么单位任书记?", "李长河:中共云阳县委书记。"),
        ("河长制那篇出自谁手?", "《河长制让河水变清》的作者是李长河(中共云阳县委书记)。"),
        ("大桥通车那条消息是哪位记者发的?", "《云阳大桥建成通车》的作者是赵明(本报记者)。"),
        ("钱进那篇报道叫啥?", "《办好山区学校》,作者钱进、孙远。"),
    ],
)
def test_authors_posts_and_titles_come_from_the_catalogue(question: str, answer: str) -> None:
    found = answer_about(understand(question), HITS)
    assert isinstance(found, Found)
    assert [s.text for s in found.sentences] == [answer]
    assert {c.paragraph for c in found.citations} == {HEAD}


def test_an_article_that_lost_its_headline_is_told_by_how_it_begins() -> None:
    lost = replace(BRIDGE, title="大桥全长三公里…", titled=False)
    found = answer_about(understand("哪篇文章谈到云阳大桥全长?"), [replace(HITS[0], article=lost)])
    assert isinstance(found, Found)
    named, opening = found.sentences
    assert named.text == "《大桥全长三公里…》,作者赵明。"
    assert opening.text == "大桥全长三公里,由省建工集团承建。"
    assert found.citations[opening.citations[0] - 1].paragraph == 1


def test_an_article_that_lost_its_headline_is_told_by_what_it_says_of_the_subject() -> None:
    paragraphs = (*SCHOOL.paragraphs, Paragraph(2, "食堂的蔬菜是自己种的。", (Span(9, 20),)))
    lost = replace(SCHOOL, title="山区学校要留住教师…", titled=False, paragraphs=paragraphs)
    found = answer_about(understand("哪些文章讲食堂的蔬菜?"), [replace(HITS[1], article=lost)])
    assert isinstance(found, Found)
    assert found.sentences[1].text == "食堂的蔬菜是自己种的。"


def test_each_of_several_is_told_by_what_it_says_where_that_is_asked() -> None:
    school = article(8, "留住人才", ("钱进",), "", "早就该办。山区学校要留住教师。")
    hits = [replace(HITS[1], article=school)]
    found = answer_about(understand("讲山区学校的文章有哪些,各讲什么?"), hits)
    assert isinstance(found, Found)
    assert [s.text for s in found.sentences] == ["《留住人才》,作者钱进。", "山区学校要留住教师。"]


def test_articles_that_may_be_meant_too_stand_apart() -> None:
    other = article(9, "山区的教师", ("何洁",), "", "山区来了新教师,学校添了人。")
    school = article(8, "留住人才", ("钱进",), "", "山区学校要留住教师。")
    hits = [replace(HITS[1], article=school), replace(HITS[1], article=other)]
    for asked, named, likely in (
        ("有哪些文章讲山区学校?", "《留住人才》,作者钱进。", "《山区的教师》,作者何洁。"),
        (
            "哪些作者写过山区学校的文章?",
            "《留住人才》的作者是钱进。",
            "《山区的教师》的作者是何洁。",
        ),
    ):
        found = answer_about(understand(asked), hits)
        assert isinstance(found, Found)
        told = [sentence.text for sentence in found.sentences]
        assert told == [named, "另外,可能相关的有:", likely]
        assert all(sentence.citations for sentence in found.sentences)


def test_several_articles_are_those_that_the_search_favours_alike() -> None:
    body = tuple(
        Paragraph(n, text, (Span(2, 9),))
        for n, text in enumerate(("山区学校要留住教师。", "还要办好食堂。"), start=1)
    )
    shared = [
        replace(HITS[1], article=replace(SCHOOL, id=f"s{score}", paragraphs=body), score=score)
        for score in (1.0, 0.9, 0.1)
    ]
    asked = "山区教师和食堂这件事登了两篇一样的稿子,作者分别是谁?"
    found = answer_about(understand(asked), shared)
    assert isinstance(found, Found)
    assert len(found.sentences) == 2


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("《云阳大桥建成通车》是哪天的?", BRIDGE),
        ("李长河那篇文章在第几版?", RIVER),
        ("讲学校食堂的那篇是哪天发表的?", SCHOOL),
    ],
)
def test_an_article_is_meant_by_headline_author_or_subject(question: str, meant: Article) -> None:
    assert articles_meant(understand(question), HITS) == [meant]


@pytest.mark.parametrize(
    "question",
    [
        "云阳县的县长叫什么?",  # a post that nobody has
        "谁写了奉节机场的文章?",  # no article is on it
        "李长河今年多大岁数?",  # an author, but not his post
        "《办好山区学校》里提到的食堂有几个?",  # what an article says, not the article
        "大桥有多长?",  # no question about articles
    ],
)
def test_what_the_catalogue_does_not_say_is_not_answered_from_it(question: str) -> None:
    assert answer_about(understand(question), HITS) is None


UNSIGNED = replace(BRIDGE, id="a4", title="县里要修高铁站", authors=(), affiliation="")
NO_POST = replace(BRIDGE, id="a5", title="茶农采茶忙", authors=("周立",), affiliation="")


@pytest.mark.parametrize(
    ("article", "question", "reason"),
    [
        (UNSIGNED, "《县里要修高铁站》是谁写的?", "《县里要修高铁站》没有署名。"),
        (NO_POST, "周立是什么职务?", "文章署名周立,没有写明职务或单位。"),
    ],
)
def test_what_a_byline_lacks_is_the_reason_for_no_answer(
    article: Article, question: str, reason: str
) -> None:
    hit = Hit(Chunk("c", article.id, 1, 0, 9, article.paragraphs[0].text), article, 1.0)
    assert answer_about(understand(question), [hit]) == reason


def ranked(first: float, second: float) -> list[Hit]:
    """The school's article at the head, with these scores."""
    return [replace(HITS[1], score=first), replace(HITS[0], score=second)]


def test_an_article_told_in_other_words_is_the_one_far_ahead() -> None:
    asked = understand("娃娃在学校吃饭那篇出自谁手?")
    assert articles_meant(asked, ranked(2.0, 0.5)) == [SCHOOL]
    assert articles_meant(asked, ranked(2.0, 1.5)) == []
    elsewhere = understand("奉节娃娃在学校吃饭那篇出自谁手?")
    assert articles_meant(elsewhere, ranked(2.0, 0.5)) == []
    nowhere = understand("地铁票价那篇出自谁手?")  # a search always finds something
    assert articles_meant(nowhere, ranked(2.0, 0.5)) == []


def test_one_of_which_much_is_told_need_not_be_as_far_ahead() -> None:
    asked = understand("那篇谈山区教师、厨师工资和午餐的稿子,作者叫什么?")
    assert articles_meant(asked, ranked(2.0, 1.2)) == [SCHOOL]
    assert articles_meant(asked, ranked(2.0, 1.5)) == []
    placed = understand("云阳县油画画家、雕塑家和诗人那篇稿子,作者叫什么?")  # only a place is met
    assert articles_meant(placed, ranked(2.0, 1.2)) == []


@pytest.mark.parametrize(
    "question",
    [
        "《食堂二十年》的作者叫什么?",
        "《食堂二十年》这本书是谁写的?",
        "食堂的那篇论文,第一作者是谁?",
        "谁写的《食堂二十年》?",
    ],
)
def test_who_wrote_a_work_that_an_article_tells_of_is_read(question: str) -> None:
    assert answer_about(understand(question), HITS) is None


def told(question: str, *articles: Article) -> list[str]:
    hits = [
        Hit(Chunk(a.id, a.id, 1, 0, 9, a.paragraphs[0].text), a, 1 / rank)
        for rank, a in enumerate(articles, start=1)
    ]
    found = answer_about(replace(understand(question), kind=Kind.TITLE), hits)
    assert isinstance(found, Found)
    return [sentence.text for sentence in found.sentences]


DIGITAL = article(4, "云阳办事不出门", ("何洁",), "", "数字重庆建设让人工智能进了村。")
ROADS = article(5, "公路通到家门口", ("许强",), "", "数字乡村还没通到重庆的每一个村,智能设备少。")


def test_every_article_that_mentions_something_to_the_letter_is_named() -> None:
    both = (ROADS, DIGITAL)
    named = ["《云阳办事不出门》,作者何洁。", "数字重庆建设让人工智能进了村。"]
    assert told("哪几篇提到了数字重庆?", *both) == ["找到 1 篇:", *named]
    assert told("有哪些文章谈到了人工智能?", *both) == named
    assert len(told("有几篇文章涉及重庆?", *both)) == 5


def test_each_of_several_that_lost_their_headlines_is_told_by_how_it_begins() -> None:
    texts = "大桥全长三公里,由省建工集团承建。", "大桥通车后,学校近了。"
    lost = [
        replace(
            a, title=f"{text[:5]}…", titled=False, paragraphs=(replace(a.paragraphs[0], text=text),)
        )
        for a, text in zip((BRIDGE, SCHOOL), texts, strict=True)
    ]
    hits = [replace(h, article=a) for h, a in zip(HITS, lost, strict=False)]
    found = answer_about(understand("有哪几篇讲大桥?"), hits)
    assert isinstance(found, Found)
    assert [s.text for s in found.sentences][2::2] == list(texts)


def test_an_article_that_lacks_a_word_does_not_mention_what_is_asked_for() -> None:
    asked = replace(understand("有哪些文章提到了数字重庆建设人工智能火箭?"), kind=Kind.TITLE)
    hit = Hit(Chunk("c", "a4", 1, 0, 9, DIGITAL.paragraphs[0].text), DIGITAL, 1.0)
    assert answer_about(asked, [hit]) is None


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("哪几篇提到了数字重庆?", "数字 重庆"),
        ("有哪些文章涉及人工智能?", "人工智能"),
        ("哪篇写了数字重庆?", ""),
        ("数字重庆提到了哪几项任务?", ""),
    ],
)
def test_what_is_looked_for_where_every_mention_is_asked_for(question: str, query: str) -> None:
    assert mention_query(understand(question)) == query
