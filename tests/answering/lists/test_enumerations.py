"""What an article lists."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.lists.enumerations import enumerations
from qa.schema import Article

Make = Callable[..., Article]


def counts(source: Article) -> set[int]:
    return {n for found in enumerations(source) for n in found.counts}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("推进治理的系统化、精细化、智能化和可视化。", 4),
        ("实施“数智”“数网”“数盾”工程。", 3),
        ("探索“法官+调解员+律师”联动。", 3),
        ("改前问需于民,改中问计于民,改后问效于民。", 3),
        ("破除把数字化看作是买设备,是建网站,是装系统、可以外包等四个方面误区。", 4),
        ("在引才方面,加大力度;在育才方面,建立机制;在留才方面,完善保障。", 3),
        ("要抓三件事:一要修路;二要架桥;三要通水。", 3),
        ("首先,摸清底数。其次,分类整治。最后,总结经验。", 3),
        ("首先要完善机制。第二要压实责任。第三要严格考核。第四要抓好宣传。", 4),
        ("(一)修路。路要宽。(二)架桥。桥要稳。", 2),
        ("①修路②架桥③通水。", 3),
        ("一要修路。二要架桥。五要通水。", 5),
    ],
)
def test_items_of_a_paragraph_are_counted(article: Make, text: str, count: int) -> None:
    assert count in counts(article("标题", text))


def test_items_may_each_open_a_paragraph(article: Make) -> None:
    texts = ("要抓好三件事。", "一是修路。路要宽。", "二是架桥。", "三是通水。水要清。")
    assert 3 in counts(article("标题", *texts))


def test_the_next_item_may_stand_within_the_next_paragraph(article: Make) -> None:
    texts = ("要抓三件事。一是修路。二是架桥。", "桥要稳。三是通水。", "先要修好。六是种树。")
    assert {n for n in counts(article("标题", *texts)) if n > 2} == {3}


def test_a_long_item_is_quoted_up_to_the_clause_that_names_it(article: Make) -> None:
    text = f"一是把村里的路修宽,{'让农产品运得出去,' * 12}方便群众。二是通水。"
    found = next(e for e in enumerations(article("标题", text)) if len(e.items) == 2)
    assert text[found.items[0].start : found.items[0].end] == "一是把村里的路修宽"


def test_what_follows_an_announcement_to_the_end_of_its_section_is_its_list(
    article: Make,
) -> None:
    texts = (
        "办法可以分为两种。集中巡查适合大村,人手要多。",
        "日常巡查适合小村,时间灵活。",
        "#效果",
        "群众满意。",
    )
    assert 2 in counts(article("标题", *texts))


def test_sentences_that_begin_alike_are_a_list(article: Make) -> None:
    texts = (
        "会议提出,要进一步抓好卫生治“脏”,清扫街面。",
        "要进一步抓好秩序治“乱”,管好市场。要进一步抓好设施治“损”,修好道路。",
        "干部要带头。",
    )
    source = article("标题", *texts)
    (found,) = (e for e in enumerations(source) if len(e.items) == 3 and e.sentence is None)
    said = [source.paragraph(p.paragraph).text[p.start : p.end] for p in found.items]
    assert [one[:10] for one in said] == [
        "要进一步抓好卫生治“",
        "要进一步抓好秩序治“",
        "要进一步抓好设施治“",
    ]


def test_two_sentences_may_begin_alike_by_chance(article: Make) -> None:
    assert not counts(article("标题", "要大兴调查之风。要大兴奉献之风。干部要带头。"))


SIGNS = st.text("一二三是要第首先其次、和;。:,“”()①②甲乙丙等个 \n", min_size=1, max_size=60)


@given(st.lists(SIGNS.map(str.strip).filter(bool), max_size=5))
def test_every_place_is_a_piece_of_its_paragraph(article: Make, texts: list[str]) -> None:
    source = article("标题", *texts)
    for found in enumerations(source):
        for place in (*found.items, *(p for p in (found.lead, found.sentence) if p)):
            text = source.paragraph(place.paragraph).text
            assert 0 <= place.start < place.end <= len(text)
