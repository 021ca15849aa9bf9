import json
from dataclasses import replace

import pytest

from eval.questions import Evidence, Question
from eval.report import as_json, markdown, table
from eval.run import Engine, run
from eval.score import Record
from eval.summary import summarise
from qa.schema import Answer

CONFIG = {"questions": "questions.jsonl"}


@pytest.fixture
def records(engine: Engine, questions: list[Question]) -> list[Record]:
    return run(engine, questions)


def timeless(records: list[Record]) -> list[Record]:
    return [replace(record, latency_ms=0.0) for record in records]


def test_a_full_answer_with_its_source_scores_one_everywhere(records: list[Record]) -> None:
    scores = records[0].scores
    assert (scores.right, scores.points, scores.attribution) == (1.0, 1.0, 1.0)
    assert (scores.citation_precision, scores.citation_recall) == (1.0, 1.0)
    assert (scores.recall_1, scores.recall_10, scores.mrr) == (1.0, 1.0, 1.0)


def test_an_answer_that_lacks_a_point_is_wrong_but_keeps_its_share(records: list[Record]) -> None:
    assert records[1].scores.points == 0.5  # 两所 is there, 十所 is not: 1/2
    assert records[1].scores.right == 0.0


def test_a_follow_up_is_asked_with_its_history(records: list[Record]) -> None:
    answer = records[1].answer
    assert answer is not None
    assert answer.understood_as == "三级医院哪年建成?有几所?"


def test_refusing_what_cannot_be_answered_is_right(records: list[Record]) -> None:
    scores = records[2].scores
    assert (scores.right, scores.refused) == (1.0, 1.0)
    assert scores.points is None
    assert scores.mrr is None


def test_a_failing_question_is_recorded_and_the_run_goes_on(
    engine: Engine, questions: list[Question]
) -> None:
    records = run(engine, list(reversed(questions)))
    assert [record.question.id for record in records] == ["q4", "q3", "q2", "q1"]
    assert (records[0].scores.right, records[0].scores.points, records[0].scores.mrr) == (0, 0, 0)
    assert "缺一块" in records[0].error
    assert records[0].answer is None


def test_a_byline_counts_as_found_with_any_paragraph_of_its_article(
    engine: Engine, questions: list[Question]
) -> None:
    asked = replace(questions[0], evidence=(Evidence("page.txt", "王中", "王中"),))
    (record,) = run(engine, [asked])
    assert record.scores.recall_1 == 1.0


def test_the_summary_counts_only_what_applies(records: list[Record]) -> None:
    summary = summarise(records)
    figures = summary.overall.figures
    assert summary.overall.n == 4
    assert figures["right"].value == 0.5  # q1 and q3 of four
    assert (figures["points"].value, figures["points"].n) == (0.5, 3)  # (1 + 1/2 + 0) / 3
    assert figures["mrr"].n == 3
    assert summary.failed == 1
    assert summary.refusals.recall == 1.0  # one of one
    assert summary.refusals.false_rate == 0.0  # none of three
    assert [row.name for row in summary.kinds] == ["date", "followup", "unanswerable"]


def test_a_run_without_questions_has_no_figures_and_still_a_table() -> None:
    summary = summarise([])
    assert summary.right_interval is None
    assert summary.latency.median is None
    assert "全部" in table(summary)


def test_two_runs_give_the_same_figures_digit_for_digit(
    engine: Engine, questions: list[Question]
) -> None:
    first, second = (timeless(run(engine, questions)) for _ in range(2))
    assert as_json(CONFIG, summarise(first), first) == as_json(CONFIG, summarise(second), second)


def test_the_table_lines_up_on_a_terminal(records: list[Record]) -> None:
    header, *rows = table(summarise(records)).split("\n")[:5]
    wide = [sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in (header, *rows)]
    assert len(set(wide)) == 1


def test_the_json_holds_configuration_figures_and_every_answer(records: list[Record]) -> None:
    content = json.loads(as_json(CONFIG, summarise(records), records))
    assert content["config"] == CONFIG
    assert content["summary"]["overall"]["figures"]["right"] == {"value": 0.5, "n": 4}
    assert [record["id"] for record in content["records"]] == ["q1", "q2", "q3", "q4"]
    assert content["records"][0]["answer"]["citations"][0]["author"] == "王中"
    assert content["records"][3]["answer"] is None


def test_the_report_lists_wrong_answers_beside_the_gold_ones(records: list[Record]) -> None:
    report = markdown(CONFIG, summarise(records), records)
    assert "坏题" in report
    assert "缺一块" in report
    assert "### q1" not in report


def test_the_report_hides_held_out_questions_unless_asked(records: list[Record]) -> None:
    summary = summarise(records)
    assert "### q2" in markdown(CONFIG, summary, records)
    assert "十所" not in markdown(CONFIG, summary, records)
    assert "十所" in markdown(CONFIG, summary, records, show_test=True)


def test_markup_in_an_answer_stays_text(engine: Engine, questions: list[Question]) -> None:
    sly = Answer("q", "q", "date", "extractive", refused=True, refusal="<b>|`x`\n# 标题")
    record = replace(run(engine, questions)[3], answer=sly)
    report = markdown(CONFIG, summarise([record]), [record])
    assert r"\<b\>\|\`x\` \# 标题" in report
