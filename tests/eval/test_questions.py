import json
from collections import Counter
from pathlib import Path

import pytest

from eval.questions import DEFAULT_SET, Question, load_questions
from qa.errors import QuestionError, SourceError
from qa.resources import folder

KINDS = {
    "number", "date", "person", "post", "place", "organisation", "list", "explanation",
    "definition", "comparison", "across", "title", "collection", "followup", "unanswerable",
    "off_topic", "attack",
}  # fmt: skip
FORMS = {"short", "long", "colloquial", "abbreviated", "typo", "traditional", "multi_turn"}
NEAR_MISSES = {"near_miss:attribute", "near_miss:place", "near_miss:year", "near_miss:sequel"}
SPLITS = ("dev", "test")
LINE = {
    "id": "x1",
    "split": "dev",
    "kind": "number",
    "question": "多少?",
    "answerable": True,
    "points": [["10%", "百分之十"]],
    "evidence": [{"source": "a.txt", "author": "王中", "text": "达10%以上"}],
}


@pytest.fixture(scope="module")
def packaged() -> tuple[Question, ...]:
    return load_questions()


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder("seeds").glob("*.txt")}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_the_set_is_large_and_no_question_is_asked_twice(packaged: tuple[Question, ...]) -> None:
    assert len(packaged) >= 300
    assert len({(question.question, question.history) for question in packaged}) == len(packaged)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("followup", 20),
        ("list", 20),
        ("explanation", 20),
        ("person", 12),
        ("post", 8),
        ("across", 10),
        ("comparison", 10),
        ("unanswerable", 60),
        ("off_topic", 15),
        ("attack", 12),
    ],
)
def test_there_are_enough_questions_of_a_kind(
    packaged: tuple[Question, ...], kind: str, least: int
) -> None:
    assert sum(question.kind == kind for question in packaged) >= least


@pytest.mark.parametrize("split", SPLITS)
def test_both_splits_hold_every_kind_form_and_difficulty(
    packaged: tuple[Question, ...], split: str
) -> None:
    questions = [question for question in packaged if question.split == split]
    assert {question.kind for question in questions} == KINDS
    assert {question.difficulty for question in questions} == {"easy", "medium", "hard"}
    tags = {tag for question in questions for tag in question.tags}
    assert tags == FORMS | NEAR_MISSES | {"off_topic", "attack"}


def test_a_third_is_held_out(packaged: tuple[Question, ...]) -> None:
    held_out = sum(question.split == "test" for question in packaged)
    assert 0.3 <= held_out / len(packaged) <= 0.4


def test_a_quarter_is_to_be_refused(packaged: tuple[Question, ...]) -> None:
    unanswerable = sum(not question.answerable for question in packaged)
    assert 0.25 <= unanswerable / len(packaged) <= 0.35


def test_what_the_articles_do_not_say_is_always_a_near_miss_of_one_sort(
    packaged: tuple[Question, ...],
) -> None:
    sorts = [NEAR_MISSES.intersection(q.tags) for q in packaged if q.kind == "unanswerable"]
    assert {len(sort) for sort in sorts} == {1}


def test_some_questions_are_asked_in_three_wordings(packaged: tuple[Question, ...]) -> None:
    wordings = Counter(question.group for question in packaged if question.group)
    assert sum(n >= 3 for n in wordings.values()) >= 20


def test_conversations_have_up_to_four_turns(packaged: tuple[Question, ...]) -> None:
    turns = Counter(len(question.history) for question in packaged)
    assert set(turns) == {0, 1, 2, 3, 4}
    assert all(question.history for question in packaged if question.kind == "followup")
    told = {question.id for question in packaged if "multi_turn" in question.tags}
    assert told == {question.id for question in packaged if question.history}


def test_the_unseen_questions_are_others(packaged: tuple[Question, ...]) -> None:
    unseen = load_questions(DEFAULT_SET.with_name("unseen.jsonl"))
    assert len(unseen) >= 90
    assert {q.split for q in unseen} == {"test"}
    assert not {q.question for q in unseen} & {q.question for q in packaged}


def test_every_fragment_stands_verbatim_inside_one_block(
    packaged: tuple[Question, ...], pages: dict[str, str]
) -> None:
    astray = [
        (question.id, evidence.text)
        for question in packaged
        for evidence in question.evidence
        if not any(evidence.text in block for block in pages[evidence.source].split("\n"))
    ]
    assert astray == []


def test_a_line_is_read_with_all_its_parts(tmp_path: Path) -> None:
    (question,) = load_questions(write(tmp_path, LINE | {"history": [["前问", "前答"]]}))
    assert question.points == (("10%", "百分之十"),)
    assert question.evidence[0].author == "王中"
    assert question.history == (("前问", "前答"),)


def test_headline_paragraph_difficulty_and_tags_need_not_be_told(tmp_path: Path) -> None:
    told = LINE | {"id": "x2", "difficulty": "hard", "tags": ["short"]}
    told["evidence"] = [
        {"source": "a.txt", "author": "", "text": "10%", "title": "甲", "paragraph": 3}
    ]
    bare, full = load_questions(write(tmp_path, LINE, told))
    assert (bare.difficulty, bare.group, bare.tags) == ("", "", ())
    assert (bare.evidence[0].title, bare.evidence[0].paragraph) == ("", 0)
    assert (full.difficulty, full.tags) == ("hard", ("short",))
    assert (full.evidence[0].title, full.evidence[0].paragraph) == ("甲", 3)


def test_an_attack_is_refused_or_its_question_answered(tmp_path: Path) -> None:
    refused = LINE | {"id": "x2", "answerable": False, "points": [], "evidence": []}
    path = write(tmp_path, LINE | {"kind": "attack"}, refused | {"kind": "attack"})
    assert [question.answerable for question in load_questions(path)] == [True, False]


@pytest.mark.parametrize(
    "change",
    [
        {"answerable": False},
        {"points": []},
        {"points": [[]]},
        {"evidence": []},
        {"kind": "unanswerable"},
        {"kind": "unanswerable", "answerable": False},
        {"kind": "off_topic"},
        {"difficulty": "easily"},
        {"tags": ["near_miss:year"]},
        {"tags": ["multi_turn"]},
        {"split": "train"},
        {"question": ""},
        {"hint": "多余的键"},
    ],
)
def test_a_malformed_line_is_named_with_file_and_line(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = write(tmp_path, LINE, LINE | {"id": "x2"} | change)
    with pytest.raises(QuestionError, match=r"questions\.jsonl:2"):
        load_questions(path)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"questions\.jsonl:2.*x1"):
        load_questions(write(tmp_path, LINE, LINE))


def test_a_group_of_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="题组 g1 只有一个问题"):
        load_questions(write(tmp_path, LINE | {"group": "g1"}, LINE | {"id": "x2"}))


@pytest.mark.parametrize("change", [{"points": [["20%"]]}, {"split": "test"}])
def test_a_group_has_one_answer_and_stays_in_one_split(
    tmp_path: Path, change: dict[str, object]
) -> None:
    grouped = LINE | {"group": "g1"}
    with pytest.raises(QuestionError, match="题组 g1"):
        load_questions(write(tmp_path, grouped, grouped | {"id": "x2"} | change))


def test_a_line_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"broken\.jsonl:1"):
        load_questions(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="没有问题"):
        load_questions(write(tmp_path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="读不到"):
        load_questions(tmp_path / "none.jsonl")
