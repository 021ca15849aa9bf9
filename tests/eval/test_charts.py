"""Charts are well-formed drawings whose places can be checked by hand."""

from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from eval.html.charts import Bar, Curve, bars, curves, histogram, reliability
from eval.html.svg import Drawing, Frame, shortened, spread


def texts(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


def test_a_frame_puts_values_from_left_to_right_and_shares_from_the_bottom_up() -> None:
    frame = Frame(left=100, top=10, width=200, height=50, low=0, high=4)
    assert (frame.x(0), frame.x(1), frame.x(4)) == (100, 150, 300)
    assert (frame.y(0), frame.y(0.5), frame.y(1)) == (60, 35, 10)


def test_a_bar_is_as_long_as_its_share_and_shows_interval_and_number() -> None:
    svg = fromstring(bars([Bar("数字", 0.5, (0.25, 0.75), 8)], "答对率", 130))
    (bar,) = svg.iter("rect")
    hundred = next(line for line in svg.iter("line") if line.get("x1") == line.get("x2"))
    assert float(hundred.get("x1", 0)) == 130.0  # the grid begins where the labels end
    assert float(bar.get("width", 0)) == (860 - 130 - 132) / 2
    assert {"数字", "50.0", "8 题"} <= set(texts(svg))


def test_a_group_to_which_nothing_applies_has_no_bar() -> None:
    svg = fromstring(bars([Bar("馆藏", None, None, 0)], "答对率", 130))
    assert not list(svg.iter("rect"))
    assert "不适用" in texts(svg)


def test_curves_are_named_and_the_threshold_in_use_is_marked() -> None:
    lines = [Curve("召回率", "second", [(0, 0.2), (1, 1)]), Curve("准确率", "first", [])]
    svg = fromstring(curves(lines, 0.34, "曲线", "阈值"))
    assert len(list(svg.iter("polyline"))) == 1  # nothing is drawn of an empty curve
    assert {"召回率", "现用 0.34", "阈值"} <= set(texts(svg))


def test_reliability_has_a_dot_for_each_part() -> None:
    parts = [(0.2, Bar("低", 0.1, (0.0, 0.3), 10)), (0.9, Bar("高", 0.8, (0.6, 1.0), 10))]
    svg = fromstring(reliability(parts, "可靠性", "把握"))
    assert [title.text for title in svg.iter("title")] == ["低:10%(10 题)", "高:80%(10 题)"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_a_histogram_holds_every_value_whatever_they_are(values: list[float]) -> None:
    svg = fromstring(histogram(values, ("中", min(values)), ("高", max(values)), "用时"))
    assert len(list(svg.iter("rect"))) == 40


@given(st.text(st.characters(exclude_categories=["C"])))
def test_no_text_becomes_markup(text: str) -> None:
    drawing = Drawing(100, 100, text)
    drawing.text(0, 0, text, "label")
    svg = fromstring(drawing.markup())
    assert [child.tag for child in svg] == ["text"]
    assert (svg[0].text or "") == text


def test_a_long_label_is_cut_and_a_short_one_is_not() -> None:
    assert shortened("数字", 130) == "数字"
    assert shortened("在中国式现代化建设中打造璧山样板", 130) == "在中国式现代化建设…"


@given(st.lists(st.floats(0, 300), max_size=6))
def test_names_never_overlap(places: list[float]) -> None:
    moved = sorted(spread(places))
    assert all(b - a > 15.9 for a, b in pairwise(moved))
