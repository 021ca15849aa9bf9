"""Pages made up for one rule each."""

from __future__ import annotations

from collections.abc import Callable

from qa.corpus.articles import articles
from qa.corpus.read import blocks
from qa.schema import Article, Page, Role

Read = Callable[..., tuple[Article, ...]]

HARBOUR = [
    "港口是城市对外开放的窗口。去年以来,临江港建成两座万吨级码头,集装箱吞吐量增长两成,船舶在港停时缩短三小时。",
    "首先,码头建设要与航道整治同步。航道水深不足,大型船舶就进不了港,码头建得再多也发挥不出作用,港口的投资就会闲置。",
    "其次,港口管理要用好信息技术。船舶进港前,货主可以在网上办完报关和引航手续,集装箱卸船后直接装车,码头不再排长队。",
    "再次,港口发展离不开腹地产业。临江港要主动联系内陆的工厂和货主,开行更多的集装箱班列,让船舶来得了、回得去。",
]
READING = [
    "阅读是最美的风景。全民阅读要从孩子抓起,让图书馆走进校园,让书香飘进每个家庭,使读书成为孩子们的习惯。",
    "一要建好社区书屋。书屋离居民近,老人和孩子下楼就能借书,管理员可以请居民轮流担任,图书由市图书馆统一配送。",
    "二要培养阅读推广人。教师、作家和退休职工都可以当推广人,带着孩子读经典、讲故事,把一本书读厚再读薄。",
    "三要办好读书节。读书节不在场面大,而在读者多,图书馆可以把讲座和朗诵办到社区书屋里去,让更多居民走进阅读。",
]


def bodies(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs if p.role is Role.BODY]


def test_a_plain_article(read: Read) -> None:
    (article,) = read("让港口成为开放的窗口", "许志强", *HARBOUR, "(作者系临江市港口局局长)")
    assert article.title == "让港口成为开放的窗口"
    assert article.authors == ("许志强",)
    assert article.affiliation == "临江市港口局局长"
    assert article.head.text == "让港口成为开放的窗口\n许志强\n(作者系临江市港口局局长)"
    assert bodies(article) == HARBOUR
    assert (article.confidence, article.doubts) == (1.0, ())


def test_two_authors_behind_a_mark_and_a_credit_glued_to_the_text(read: Read) -> None:
    glued = HARBOUR[-1] + "(作者单位:清江大学,本文为省社科基金项目成果)"
    (article,) = read("让港口成为开放的窗口", "□许志强 何 洁", *HARBOUR[:-1], glued)
    assert article.author == "许志强、何洁"
    assert (article.affiliation, article.note) == ("清江大学", "本文为省社科基金项目成果")
    assert bodies(article) == HARBOUR


def test_column_names_slogans_and_page_furniture_belong_to_no_article(read: Read) -> None:
    (article,) = read(
        "江城日报 2024年5月6日 星期一", "第6版", "■读书 ■思考", "理论纵横", "让港口成为开放的窗口",
        "许志强", *HARBOUR, "责任编辑:何洁 美编:丁宁",
    )  # fmt: skip
    assert article.title == "让港口成为开放的窗口"
    assert (article.paper, article.date, article.page) == ("江城日报", "2024年5月6日", "6")
    assert [p.text for p in article.paragraphs] == HARBOUR


def test_a_subtitle_a_kicker_and_a_column_name_around_the_headline(read: Read) -> None:
    (article,) = read(
        "临江市建设开放高地——", "让港口成为开放的窗口", "——临江港码头建设一年间", "深度观察",
        "本报记者 许志强", *HARBOUR,
    )  # fmt: skip
    assert article.title == "让港口成为开放的窗口"
    assert article.subtitle == "临江市建设开放高地 临江港码头建设一年间"
    assert article.affiliation == "本报记者"


def test_a_headline_below_the_author(read: Read) -> None:
    (article,) = read("学习笔谈", "许志强", "让港口成为开放的窗口", *HARBOUR)
    assert (article.title, article.titled) == ("让港口成为开放的窗口", True)


def test_a_headline_that_stands_inside_a_sentence(read: Read) -> None:
    cut = HARBOUR[1].index("发挥")
    (article,) = read(
        "悟", "许志强", HARBOUR[0], HARBOUR[1][:cut], "让港口成为开放的窗口", HARBOUR[1][cut:],
        *HARBOUR[2:],
    )  # fmt: skip
    assert (article.title, article.titled) == ("让港口成为开放的窗口", True)
    assert bodies(article) == HARBOUR


def test_a_headline_at_the_foot_of_its_article_is_not_taken_for_the_next_ones(read: Read) -> None:
    first, second = read(
        "许志强", *HARBOUR, "让港口成为开放的窗口", "让书香飘进每个家庭", "何洁", *READING
    )
    assert [(a.title, a.author) for a in (first, second)] == [
        ("让港口成为开放的窗口", "许志强"), ("让书香飘进每个家庭", "何洁"),
    ]  # fmt: skip
    assert (bodies(first), bodies(second)) == (HARBOUR, READING)


def test_a_lost_headline(read: Read) -> None:
    (article,) = read("许志强", *HARBOUR, "(作者系临江市港口局局长)")
    assert (article.title, article.titled) == ("港口是城市对外开放的窗口…", False)
    assert any("标题" in doubt for doubt in article.doubts)


def test_an_article_carried_over_from_another_page(read: Read) -> None:
    first, second = read(
        "让书香飘进每个家庭", "何洁", *READING, "(上接2版)" + HARBOUR[0], *HARBOUR[1:]
    )
    assert bodies(first) == READING
    assert bodies(second) == HARBOUR
    assert not second.titled
    assert any("上接" in doubt for doubt in second.doubts)


def test_a_credit_at_the_foot_of_the_page_goes_to_the_article_without_one(read: Read) -> None:
    first, second = read(
        "让书香飘进每个家庭", "何洁", *READING, "让港口成为开放的窗口", "许志强", *HARBOUR,
        "(作者单位:临江市港口局)", "(作者单位:临江市图书馆)",
    )  # fmt: skip
    assert (first.affiliation, second.affiliation) == ("临江市图书馆", "临江市港口局")
    assert any("作者单位" in doubt for doubt in first.doubts)
    assert not second.doubts


def test_a_credit_below_a_broken_sentence_closes_the_article_that_ended(read: Read) -> None:
    cut = HARBOUR[2].index("装车")
    first, second = read(
        "让港口成为开放的窗口", "许志强", *HARBOUR[:2], "让书香飘进每个家庭", "何洁", *READING,
        HARBOUR[2][:cut], "(作者单位:临江市图书馆)", HARBOUR[2][cut:], HARBOUR[3],
        "(作者单位:临江市港口局)",
    )  # fmt: skip
    assert bodies(first) == HARBOUR
    assert (first.affiliation, second.affiliation) == ("临江市港口局", "临江市图书馆")


def test_an_author_above_a_headline_whose_post_stands_below_the_text(read: Read) -> None:
    first, second = read(
        "让书香飘进每个家庭", *READING, "许志强", "让港口成为开放的窗口", *HARBOUR,
        "(作者系临江市港口局局长)",
    )  # fmt: skip
    assert (first.authors, second.authors) == ((), ("许志强",))
    assert second.affiliation == "临江市港口局局长"
    assert second.head.text.split() == [
        "让港口成为开放的窗口", "许志强", "(作者系临江市港口局局长)",
    ]  # fmt: skip


def test_an_author_below_the_article(read: Read) -> None:
    first, second = read(
        "让书香飘进每个家庭", *READING, "何洁", "让港口成为开放的窗口", *HARBOUR, "许志强"
    )
    assert (first.author, second.author) == ("何洁", "许志强")
    assert (first.title, second.title) == ("让书香飘进每个家庭", "让港口成为开放的窗口")


def test_interviews_with_headline_caption_and_subheads_but_no_author(read: Read) -> None:
    first, second = read(
        "市人大代表何洁:让书香飘进每个家庭", "何洁 (受访者供图)", "社区书屋离居民更近",
        *READING[:2], "把读书节办到社区去", *READING[2:], "市政协委员许志强:让港口成为开放的窗口",
        "许志强 (受访者供图)", "航道和码头同步建设", *HARBOUR,
    )  # fmt: skip
    assert (first.title, first.authors) == ("市人大代表何洁:让书香飘进每个家庭", ())
    roles = [p.role for p in first.paragraphs]
    assert roles == [Role.CAPTION, Role.SUBHEAD, *[Role.BODY] * 2, Role.SUBHEAD, *[Role.BODY] * 2]
    assert second.title == "市政协委员许志强:让港口成为开放的窗口"


def test_questions_and_answers(read: Read) -> None:
    (article,) = read(
        "让港口成为开放的窗口", "本报记者 许志强", HARBOUR[0], "码头建设", "问:航道怎样整治?",
        "答:" + HARBOUR[1], "问:船舶怎样进港?", "答:" + HARBOUR[2],
    )  # fmt: skip
    roles = [p.role for p in article.paragraphs[1:4]]
    assert roles == [Role.SUBHEAD, Role.QUESTION, Role.BODY]


def test_reports_without_byline_are_told_apart_by_dateline_and_subject(read: Read) -> None:
    first, second, third = read(
        "让港口成为开放的窗口", *HARBOUR, "让书香飘进每个家庭", *READING,
        "杨梅丰收果农忙", "本报讯(记者 丁小宁)眼下正是杨梅成熟的时节,果园里一派繁忙。",
    )  # fmt: skip
    assert [a.title for a in (first, second, third)] == [
        "让港口成为开放的窗口", "让书香飘进每个家庭", "杨梅丰收果农忙",
    ]  # fmt: skip
    assert third.authors == ("丁小宁",)


def test_articles_in_alternating_columns(read: Read) -> None:
    a, b = HARBOUR[2].index("装车"), READING[2].index("讲故事")
    first, second = read(
        "让港口成为开放的窗口", "许志强", *HARBOUR[:2],
        "让书香飘进每个家庭", "何洁", *READING[:2],
        HARBOUR[2][:a], READING[2][:b], HARBOUR[2][a:], HARBOUR[3], "(作者单位:临江市港口局)",
        READING[2][b:], READING[3], "(作者单位:临江市图书馆)",
    )  # fmt: skip
    assert bodies(first) == HARBOUR
    assert bodies(second) == READING
    assert (first.affiliation, second.affiliation) == ("临江市港口局", "临江市图书馆")


def test_the_identity_of_an_article_does_not_depend_on_its_file() -> None:
    text = "\n\n".join(["让港口成为开放的窗口", "许志强", *HARBOUR])
    crlf = text.replace("\n", "\r\n")
    (one,) = articles(Page("a.txt", text, "utf-8", blocks(text)))
    (two,) = articles(Page("b/c.txt", crlf, "gb18030", blocks(crlf)))
    assert one.id == two.id
    assert len(one.id) == 12
