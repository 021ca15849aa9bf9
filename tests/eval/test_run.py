from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import compare, comparison_lines
from eval.questions import Evidence, Question
from eval.report import markdown, table
from eval.run import run
from eval.run_file import append, read_run, record_line, resume
from eval.score import Record
from eval.sets import Engine
from eval.summary import summarise
from qa.errors import QuestionError, SourceError
from qa.schema import Answer

CONFIG = {"questions_sha256": "abc", "machine": {"cores": 2}}


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
    assert "缺一块" in records[0].error
    assert records[0].answer is None


def test_a_byline_counts_as_found_with_any_paragraph_of_its_article(
    engine: Engine, questions: list[Question]
) -> None:
    asked = replace(questions[0], evidence=(Evidence("page.txt", "王中", "王中"),))
    (record,) = run(engine, [asked])
    assert record.scores.recall_1 == 1.0


def test_the_summary_counts_only_what_applies_and_no_failure(records: list[Record]) -> None:
    summary = summarise(records)
    figures = summary.overall.figures
    assert summary.failed == 1
    assert summary.overall.n == 3
    assert figures["right"].value == pytest.approx(2 / 3)  # q1 and q3 of three
    assert (figures["points"].value, figures["points"].n) == (0.75, 2)  # (1 + 1/2) / 2
    assert figures["mrr"].n == 2
    assert figures["refusal_recall"].value == 1.0  # one of one
    assert figures["false_refusals"].value == 0.0  # none of two


def test_a_run_without_questions_has_no_figures_and_still_a_table() -> None:
    summary = summarise([])
    assert summary.overall.figures["right"].interval is None
    assert summary.latency.median is None
    assert "全部" in table(summary)


def test_two_runs_give_the_same_figures_digit_for_digit(
    engine: Engine, questions: list[Question]
) -> None:
    first, second = (timeless(run(engine, questions)) for _ in range(2))
    assert [*map(record_line, first)] == [*map(record_line, second)]


def test_a_record_keeps_what_was_retrieved_and_whether_it_holds_the_evidence(
    records: list[Record],
) -> None:
    (found,) = records[0].retrieved
    assert (found.title, found.paragraph, found.held) == ("推动县域全面振兴", 1, True)


def test_a_run_is_read_back_as_it_was_written(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    assert resume(path, CONFIG) == []
    for record in records:
        append(path, record)
    kept = read_run(path)
    assert kept.configuration == CONFIG
    assert list(kept.records) == records


def test_a_stopped_run_goes_on_where_it_stopped(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    resume(path, CONFIG)
    for record in records[:2]:
        append(path, record)
    line = record_line(records[2]).encode()
    inside = line.index("张".encode()) + 1  # the process died while writing this character
    path.write_bytes(path.read_bytes() + line[:inside])
    assert list(read_run(path).records) == records[:2]
    assert resume(path, CONFIG | {"machine": {"cores": 8}}) == records[:2]
    append(path, records[2])
    assert list(read_run(path).records) == records[:3]


def test_a_run_under_other_conditions_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    resume(path, CONFIG)
    with pytest.raises(QuestionError, match="questions_sha256 不同"):
        resume(path, CONFIG | {"questions_sha256": "def"})


def test_a_file_that_is_no_run_is_a_clear_message_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("来信\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="不是 qa eval --json 写的"):
        resume(path, CONFIG)
    assert path.read_text(encoding="utf-8") == "来信\n"
    with pytest.raises(SourceError, match="读不到评测结果"):
        read_run(tmp_path / "none.jsonl")


def test_a_comparison_names_what_turned(records: list[Record]) -> None:
    better = [
        replace(r, scores=replace(r.scores, right=1.0)) if r.question.id == "q2" else r
        for r in records
    ]
    found = compare(records, better)
    assert (found.n, found.won, found.lost, found.p) == (3, ("q2",), (), 1.0)
    (right,) = [change for change in found.changes if change.measure == "right"]
    assert right.difference == pytest.approx(1 / 3)
    assert any("由错变对 1 题:q2" in line for line in comparison_lines(found))


def test_a_comparison_gives_the_words_of_no_held_out_question(records: list[Record]) -> None:
    worse = [replace(r, scores=replace(r.scores, right=0.0)) for r in records]
    assert compare(records, worse).lost == ("q1 三级医院哪年建成?", "q3 医院有多少张床位?")
    assert compare(worse, records).won == compare(records, worse).lost


def test_a_run_does_not_differ_from_itself(records: list[Record]) -> None:
    found = compare(records, records)
    assert all(change.difference == 0 for change in found.changes)
    assert len(list(comparison_lines(found))) == 4  # what was compared, p, won, lost


def test_the_table_lines_up_on_a_terminal(records: list[Record]) -> None:
    header, *rows = table(summarise(records)).split("\n")[:5]
    wide = [sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in (header, *rows)]
    assert len(set(wide)) == 1


def test_the_report_lists_wrong_answers_beside_the_gold_ones(records: list[Record]) -> None:
    report = markdown(CONFIG, records)
    assert "### q2" in report
    assert "### q1" not in report


def test_the_report_hides_held_out_questions_unless_asked(records: list[Record]) -> None:
    assert "### q2" in markdown(CONFIG, records)
    assert "十所" not in markdown(CONFIG, records)
    assert "十所" in markdown(CONFIG, records, show_test=True)


def test_markup_in_an_answer_stays_text(engine: Engine, questions: list[Question]) -> None:
    sly = Answer("q", "q", "date", "extractive", refused=True, refusal="<b>|`x`\n# 标题")
    record = replace(run(engine, questions)[3], answer=sly)
    report = markdown(CONFIG, [record])
    assert r"\<b\>\|\`x\` \# 标题" in report
