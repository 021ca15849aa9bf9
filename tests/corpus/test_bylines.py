from __future__ import annotations

import pytest

from qa.corpus.bylines import byline, credit, reporters, told_within


@pytest.mark.parametrize(
    ("line", "names", "post"),
    [
        ("李建国", ["李建国"], ""),
        ("方 敏", ["方敏"], ""),
        ("王 磊 李 静", ["王磊", "李静"], ""),
        ("何 小 平", ["何小平"], ""),
        ("欧阳明月 周磊", ["欧阳明月", "周磊"], ""),
        ("□赵志远", ["赵志远"], ""),
        ("□ 阿迪力·买买提", ["阿迪力·买买提"], ""),
        ("■本报记者 许强 通讯员 何洁", ["许强", "何洁"], "本报记者"),
        ("江城日报首席记者 彭越 谭笑", ["彭越", "谭笑"], "江城日报首席记者"),
        ("本报记者张晓明", ["张晓明"], "本报记者"),
        ("文/丁小宁", ["丁小宁"], ""),
        ("作者:田野平", ["田野平"], ""),
        ("本报评论员", ["本报评论员"], "本报评论员"),
    ],
)
def test_bylines_are_read(line: str, names: list[str], post: str) -> None:
    found = byline(line)
    assert found is not None
    assert (list(found.names), found.post) == (names, post)


@pytest.mark.parametrize(
    "line",
    ["文明", "安全", "高质量", "权威发布", "理论前沿", "■高度 ■深度 ■力度", "智慧·健康",
     "方案已经确定。", "张弛有度,行稳致远"],
)  # fmt: skip
def test_other_short_lines_are_no_bylines(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("text", "names", "affiliation", "note"),
    [
        ("结束。(作者系临江县委书记)", [], "临江县委书记", ""),
        ("(作者单位:清江大学(东校区)法学院)", [], "清江大学(东校区)法学院", ""),
        ("结束。【作者为省社科院研究员】", [], "省社科院研究员", ""),
        ("(作者分别系市委党校教授、副教授)", [], "市委党校教授、副教授", ""),
        ("(作者许强系清江大学教授)", ["许强"], "清江大学教授", ""),
        ("(作者:许强,清江大学教授)", ["许强"], "清江大学教授", ""),
        (
            "(作者系市委党校讲师,本文为省社科基金项目成果)",
            [],
            "市委党校讲师",
            "本文为省社科基金项目成果",
        ),
        ("结束。(作者系临江县", [], "临江县", ""),
        ("结束。(许强)", ["许强"], "", ""),
        ("结束。(本报记者 许强)", ["许强"], "本报记者", ""),
        ("结束。(据新华社上海3月2日电)", [], "", "据新华社上海3月2日电"),
        ("结束。(原载《理论月刊》2020年第3期)", [], "", "原载《理论月刊》2020年第3期"),
    ],
)
def test_credits_are_read(text: str, names: list[str], affiliation: str, note: str) -> None:
    found = credit(text)
    assert found is not None
    assert (list(found.names), found.affiliation, found.note) == (names, affiliation, note)
    assert text[: found.start] in ("", "结束。")


@pytest.mark.parametrize("text", ["结束。", "增长(同比)", "见附表(3)", "许强 (受访者供图)"])
def test_other_brackets_are_no_credits(text: str) -> None:
    assert credit(text) is None


def test_reporters_are_read_from_the_dateline() -> None:
    assert reporters("本报讯(记者 许强 通讯员 何洁)昨日,市里召开会议。") == ("许强", "何洁")
    assert reporters("昨日,市里召开会议。") == ()


@pytest.mark.parametrize(
    ("opening", "closing", "names"),
    [
        (
            "标题一个字不差地又来一遍,有三十个字那么长,然后是 清江8月1日讯(记者 许强)为",
            "",
            ["许强"],
        ),
        ("近日,市里开会。", "共建美丽清江。来源:清江网作者:许强 何洁 编辑:周立", ["许强", "何洁"]),
        ("近日,市里开会。", "共建美丽清江。 作者许强编辑何洁二审周立", ["许强"]),
        ("近日,市里开会。", "共建美丽清江。作者:许强(清江学院)责编:何洁", ["许强"]),
        (
            "近日,市里开会。",
            "共建清江。(记者 许强 通讯员 何洁)分享让更多人看到",
            ["许强", "何洁"],
        ),
        ("近日,市里开会。", "共建美丽清江。(文/图 许强)责任编辑:", ["许强"]),
        ("2023-07-28 15:28 作者:许强 据报道,清江开会。", "共建美丽清江。", ["许强"]),
        ("作者:许强近日,清江开会。", "共建美丽清江。", []),  # where the name ends is not told
        ("近日,市里开会。", "他是该书作者。版权归原作者所有", []),
        ("近日,市里开会。", "共建美丽清江。(清江日报)责任编辑:", []),
        ("近日,市里开会。", "他走了(许强)又来了。", []),
    ],
)
def test_authors_are_read_from_where_web_pages_put_them(
    opening: str, closing: str, names: list[str]
) -> None:
    assert list(told_within(opening, closing)) == names
