"""The form of a file is known by its content, whatever it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.questions import DEFAULT_SET, UNANSWERABLE
from eval.sets import Task, load
from eval.sets.question_set import clauses
from qa.errors import QuestionError, SourceError

from .conftest import BRIDGE, SCHOOL, Write


def test_our_own_set_is_asked_over_the_configured_library() -> None:
    found = load(DEFAULT_SET)
    assert (found.form, found.task, found.passages) == ("own", Task.ASK, ())


def test_squad_is_asked_over_its_passages(write: Write, squad: dict[str, object]) -> None:
    found = load(write(squad, whole=True))
    bridge, hospital = found.questions
    assert [(p.text, p.title) for p in found.passages] == [(BRIDGE, "大桥"), (SCHOOL, "大桥")]
    assert bridge.points == (("1200米", "1200"),)
    assert [e.text for e in bridge.evidence] == ["云阳大桥去年十月通车,全长1200米。"]
    assert (hospital.kind, hospital.answerable) == (UNANSWERABLE, False)


def test_squad_can_be_read_passage_by_passage(write: Write, squad: dict[str, object]) -> None:
    found = load(write(squad, whole=True), reading=True)
    assert found.task is Task.READ
    assert found.given == {"b1": (0,), "s1": (1,)}
    assert all(not question.evidence for question in found.questions)  # nothing is searched


def test_a_paragraph_a_line_is_read_and_blank_questions_are_counted(write: Write) -> None:
    qas = [
        {"id": "1", "question": "谁承建?", "answers": [{"text": "省建工集团", "start": 20}]},
        {"id": "2", "question": " ", "answers": [{"text": "大桥", "start": 2}]},
    ]
    found = load(write({"context": BRIDGE, "qas": qas}))
    assert [q.id for q in found.questions] == ["1"]
    assert found.skipped == 1


def test_cmrc_in_its_first_form_gives_answers_without_places(write: Write) -> None:
    line = {
        "context_id": "D0",
        "context_text": BRIDGE,
        "qas": [{"query_id": "Q0", "query_text": "谁承建大桥?", "answers": ["省建工集团"]}],
    }
    (question,) = load(write([line], whole=True)).questions
    assert [e.text for e in question.evidence] == ["大桥由省建工集团承建,总投资3.6亿元。"]


def test_an_answer_that_does_not_stand_where_the_file_says_proves_nothing(write: Write) -> None:
    qas = [{"id": "1", "question": "谁承建?", "answers": [{"text": "省建工集团", "start": 3}]}]
    (question,) = load(write({"context": BRIDGE, "qas": qas})).questions
    assert question.evidence == ()


def test_an_id_used_twice_is_numbered(write: Write) -> None:
    qas = [{"id": "1", "question": f"{n}?", "answers": []} for n in range(2)]
    found = load(write({"context": BRIDGE, "qas": qas}))
    assert [q.id for q in found.questions] == ["1", "1#1"]


def test_news_questions_are_asked_over_the_configured_library(write: Write) -> None:
    line = {"id": "n1", "question": "在哪举行?", "answer": "印度、日本和新加坡", "docs": [3]}
    found = load(write(line))
    assert (found.form, found.task, found.passages) == ("crud", Task.ASK, ())
    assert found.questions[0].points == (("印度",), ("日本和新加坡",))


def test_crud_rags_own_file_brings_its_news(write: Write) -> None:
    item = {
        "ID": "x",
        "event": "通车",
        "questions": "大桥由谁承建,投资多少?",
        "answers": "省建工集团,3.6亿元。",
        "news1": BRIDGE,
        "news2": SCHOOL,
    }
    found = load(write({"questanswer_2docs": [item], "event_summary": [{"ID": "y"}]}, whole=True))
    (question,) = found.questions
    assert (question.kind, len(found.passages)) == ("questanswer_2docs", 2)
    assert question.points == (("省建工集团",), ("3.6亿元",))
    assert {e.text for e in question.evidence} == {"大桥由省建工集团承建,总投资3.6亿元。"}


def test_rgb_becomes_a_question_for_every_share_of_noise_and_a_rejection(
    write: Write, rgb: dict[str, object]
) -> None:
    found = load(write(rgb))
    assert [q.id for q in found.questions] == [
        f"7@{x}" for x in ("0", "0.2", "0.4", "0.6", "0.8", 1)
    ]
    assert found.questions[0].points == (("1200米", "一千二百米"),)
    assert found.given["7@0.8"] == (0, 2, 3, 4, 5)  # one passage that answers, four that do not
    assert found.given["7@1"] == (2, 3, 4, 5)
    assert found.questions[-1].kind == UNANSWERABLE


def test_a_comma_within_a_number_parts_no_points() -> None:
    assert clauses("约1,000人,其中女性300人。") == (("约1,000人",), ("其中女性300人",))


@pytest.mark.parametrize(
    "text", ["[]", "[1, 2]", '{"rows": []}', '{"question": "谁?"}', '"text"', ""]
)
def test_what_is_no_question_set_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match="问题集"):
        load(path)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": 1}\n{', encoding="utf-8")
    with pytest.raises(QuestionError, match=r"set\.jsonl:2"):
        load(path)


def test_a_malformed_object_of_a_known_form_says_what_is_wrong(write: Write) -> None:
    with pytest.raises(QuestionError, match="positive"):
        load(write({"id": 1, "query": "?", "answer": "x", "positive": 3, "negative": []}))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="读不到"):
        load(tmp_path / "none.json")


def test_a_damaged_line_of_our_own_form_is_refused_by_its_own_loader(write: Write) -> None:
    line = json.loads(DEFAULT_SET.read_text(encoding="utf-8").splitlines()[0])
    with pytest.raises(QuestionError, match=r":1:.*split"):
        load(write(line | {"split": "train"}))
