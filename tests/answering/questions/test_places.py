"""Only what is a place for certain is taken for one."""

import pytest

from qa.answering.questions.places import (
    called_in,
    held_by,
    holds,
    names_place,
    names_within,
    places_in,
    stem,
)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("云阳县和奉节的大桥有几座?", {"云阳", "奉节"}),
        ("内蒙古自治区有多少人?", {"内蒙古"}),
        ("济南的路有多长?", {"济南"}),
        ("秀山土家族苗族自治县在哪里?", {"秀山"}),
        ("山区的城镇怎样吸引党组织和红绿灯?", set()),
        ("老城区怎样改造?", set()),
        ("岳阳新挂牌的医院有几家?", {"岳阳"}),
        ("为和平作了什么贡献?", set()),
        ("双城论坛上互联网大厂谈了什么?", set()),
        ("大厂县有多少人?", {"大厂"}),
        ("前六个月湖北修了几座水库?", {"湖北"}),
        ("准备新建的产业园有几个?", set()),
        ("四治分别对应城市的哪些方面?", set()),
        ("应城市有多少人?", {"应城"}),
    ],
)
def test_places_are_told_from_common_nouns(question: str, places: set[str]) -> None:
    assert set(places_in(question)) == places


def test_a_place_comes_with_what_lies_in_it() -> None:
    assert places_in("广东兴宁的医院") == {"广东": "兴宁", "兴宁": ""}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("坪地街道六联社区有几位老人?", {"坪地": "坪地街道", "六联": "六联社区"}),
        ("牧原股份上半年亏了多少?", {"牧原": "牧原股份"}),
        ("老旧社区怎样改造?", {}),
        ("每个社区补多少?", {}),
    ],
)
def test_communities_and_firms_have_names_of_their_own(
    question: str, named: dict[str, str]
) -> None:
    assert called_in(question) == named


@pytest.mark.parametrize(
    ("name", "short"),
    [("巫山县", "巫山"), ("重庆市", "重庆"), ("沙县", "沙县"), ("阿坝藏族羌族自治州", "阿坝")],
)
def test_a_name_is_known_without_what_kind_of_place_it_is(name: str, short: str) -> None:
    assert stem(name) == short


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("京津冀三地一起看病", "天津", True),
        ("成渝两地通勤", "四川", False),
        ("川渝两地通勤", "四川", True),
        ("京剧进校园", "北京", False),
        ("到北京看病", "北京", True),
    ],
)
def test_a_place_is_named_by_one_character_of_several(text: str, place: str, named: bool) -> None:
    assert names_place(text, place) is named


def test_what_holds_a_place_is_known() -> None:
    assert holds("宁夏", "吴忠") and holds("吴忠", "同心") and holds("宁夏", "同心")
    assert not holds("甘肃", "吴忠")
    assert not holds("辽宁", "朝阳")  # 北京 has one too


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("台州市黄岩区的梅子熟了", True),
        ("德清警方上门服务", True),
        ("天台上种菜", False),  # a roof, though a county is called so
        ("朝阳区的社区食堂", False),  # of another province
    ],
)
def test_a_province_is_named_by_what_it_alone_holds(text: str, named: bool) -> None:
    assert names_within(text, "浙江") is named


def test_what_a_province_alone_holds_is_known() -> None:
    assert {"杭州", "德清"} <= held_by("浙江")
    assert not held_by("德清")
