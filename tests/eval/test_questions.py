import json
from collections import Counter
from pathlib import Path

import pytest

from eval.metrics import has_point
from eval.questions import Question, load_questions
from qa.errors import QuestionError, SourceError
from qa.resources import folder

KINDS = {
    "number", "date", "person", "place", "organisation", "list", "explanation", "definition",
    "title", "across", "followup", "collection", "unanswerable",
}  # fmt: skip
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


def test_the_set_is_large_and_of_every_kind(packaged: tuple[Question, ...]) -> None:
    kinds = Counter(question.kind for question in packaged)
    assert len(packaged) >= 80
    assert set(kinds) == KINDS
    assert kinds["followup"] >= 8
    assert len({question.question for question in packaged}) == len(packaged)


def test_a_quarter_cannot_be_answered(packaged: tuple[Question, ...]) -> None:
    unanswerable = sum(not question.answerable for question in packaged)
    assert 0.25 <= unanswerable / len(packaged) <= 0.35


def test_every_signed_article_is_asked_about(packaged: tuple[Question, ...]) -> None:
    authors = {e.author for question in packaged for e in question.evidence} - {""}
    assert len(authors) == 21  # 24 articles, three of them unsigned


def test_follow_ups_have_a_history(packaged: tuple[Question, ...]) -> None:
    assert all(question.history for question in packaged if question.kind == "followup")


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


def test_every_point_stands_in_the_pages_of_its_evidence(
    packaged: tuple[Question, ...], pages: dict[str, str]
) -> None:
    astray = [
        (question.id, spellings)
        for question in packaged
        for spellings in question.points
        if question.evidence
        and not has_point("\n".join(pages[e.source] for e in question.evidence), spellings)
    ]
    assert astray == []


def test_a_line_is_read_with_all_its_parts(tmp_path: Path) -> None:
    (question,) = load_questions(write(tmp_path, LINE | {"history": [["前问", "前答"]]}))
    assert question.points == (("10%", "百分之十"),)
    assert question.evidence[0].author == "王中"
    assert question.history == (("前问", "前答"),)


@pytest.mark.parametrize(
    "change",
    [
        {"answerable": False},
        {"points": []},
        {"points": [[]]},
        {"evidence": []},
        {"kind": "unanswerable"},
        {"kind": "unanswerable", "answerable": False},
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
