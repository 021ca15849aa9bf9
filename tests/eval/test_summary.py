"""Figures of groups, checked by hand."""

from dataclasses import replace

import pytest

from eval.metrics import wilson_interval
from eval.questions import Question
from eval.report import figure_cells, kind_cells, table
from eval.run import run
from eval.score import Record
from eval.sets import Engine
from eval.summary import (
    by_article,
    by_difficulty,
    by_form,
    citation_agreement,
    consistency,
    rows,
    summarise,
)


@pytest.fixture
def records(engine: Engine, questions: list[Question]) -> list[Record]:
    return run(engine, questions)


def asked(record: Record, **changes: object) -> Record:
    return replace(record, question=replace(record.question, **changes))


def test_groups_come_in_the_order_given_and_then_by_name(records: list[Record]) -> None:
    marked = [
        asked(record, difficulty=difficulty)
        for record, difficulty in zip(records, ["hard", "easy", "", "b"], strict=True)
    ]
    found = rows(marked, by_difficulty, ["easy", "medium", "hard"])
    assert [(row.name, row.n) for row in found] == [("easy", 1), ("hard", 1), ("b", 1)]


def test_a_question_counts_in_every_form_it_has(records: list[Record]) -> None:
    marked = [asked(records[0], tags=("short", "typo")), asked(records[1], tags=("short",))]
    assert [(row.name, row.n) for row in rows(marked, by_form)] == [("short", 2), ("typo", 1)]


def test_an_article_is_named_by_its_headline_else_by_author_and_file(
    questions: list[Question],
) -> None:
    (evidence,) = questions[0].evidence
    assert list(by_article(questions[0])) == ["王中(page.txt)"]
    titled = replace(questions[0], evidence=(replace(evidence, title="推动县域全面振兴"),) * 2)
    assert list(by_article(titled)) == ["推动县域全面振兴"]


def test_wordings_agree_where_all_hold_the_same_points(records: list[Record]) -> None:
    right, half, refused, _ = records
    alike = [asked(right, group="a"), asked(right, group="a")]
    unlike = [asked(right, group="b"), asked(refused, group="b", points=(("2025年",),))]
    alone = [asked(half, group="c")]
    found = consistency([*alike, *unlike, *alone, refused])
    assert (found.values, found.of) == ((1.0, 0.0), 3)  # a agrees, b does not, c is alone


def test_wordings_cite_alike_as_far_as_their_paragraphs_overlap(records: list[Record]) -> None:
    right, half, refused, _ = records
    alike = [asked(right, group="a"), asked(half, group="a")]  # both cite the only paragraph
    unlike = [asked(right, group="b"), asked(refused, group="b")]  # one cites it, one nothing
    found = citation_agreement([*alike, *unlike, right])
    assert (found.values, found.of) == ((1.0, 0.0), 2)


def test_the_area_under_the_curve_leaves_out_answers_without_support(
    records: list[Record],
) -> None:
    def held(record: Record, support: float | None) -> Record:
        assert record.answer
        return replace(record, answer=replace(record.answer, support=support))

    right, half, refused, _ = records
    ranked = [held(right, 0.9), held(refused, 0.5), held(half, 0.2), held(half, None)]
    assert summarise(ranked).support_auc == 0.5  # 0.9 is above 0.5, 0.2 is not: 1 of 2
    assert summarise([held(right, 0.9)]).support_auc is None


def test_the_interval_of_a_share_is_wilsons() -> None:
    # 2 of 2: the lower end is 1 / (1 + 1.96² / 2) = 0.342; of 1 in 2 the middle stays 1/2.
    assert wilson_interval(2, 2) == pytest.approx((0.3424, 1.0), abs=1e-4)
    low, high = wilson_interval(1, 2)
    assert low + high == pytest.approx(1.0)


def test_few_questions_all_right_do_not_make_a_certainty(records: list[Record]) -> None:
    figure = summarise([records[0]]).overall.figures["right"]
    assert figure.value == 1.0
    assert figure.interval == pytest.approx(wilson_interval(1, 1))


def test_the_table_shows_splits_beside_all_and_what_does_not_apply(records: list[Record]) -> None:
    header, right, points, *_ = figure_cells(summarise(records))
    assert header == ("指标", "全部", "开发", "留出", "适用", "不适用")
    assert right[0].startswith("答对")
    assert right[-2:] == ("3", "0")  # the question that failed is not counted
    assert points[-2:] == ("2", "1")  # no points where nothing can be answered


def test_a_run_of_one_split_has_no_columns_for_it(records: list[Record]) -> None:
    summary = summarise([records[0], records[2]])
    assert figure_cells(summary)[0] == ("指标", "全部", "适用", "不适用")
    assert [line[0] for line in kind_cells(summary)] == ["类别", "日期", "资料未载", "全部"]


def test_the_tables_fit_a_terminal_of_a_hundred_columns(records: list[Record]) -> None:
    lines = table(summarise(records * 100)).split("\n")
    assert max(sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in lines) <= 100
