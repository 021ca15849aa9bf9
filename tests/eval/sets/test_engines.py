"""The real product asked over the passages of a set."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.sets import load, opened
from eval.sets.measure import sample
from qa.errors import NoIndexError
from qa.settings import Settings

from .conftest import Write


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def test_the_passages_of_a_set_become_a_library_that_goes_again(
    write: Write, squad: dict[str, object], settings: Settings
) -> None:
    found = load(write(squad, whole=True))
    with opened(found, settings) as engine_for:
        question = found.questions[0]
        answer = engine_for(question).ask(question.question)
        assert "1200米" in answer.text
        assert answer.citations[0].source == question.evidence[0].source
    assert not settings.home.exists()


def test_the_reader_marks_words_of_the_given_passage(
    write: Write, squad: dict[str, object], settings: Settings
) -> None:
    found = load(write(squad, whole=True), reading=True)
    with opened(found, settings) as engine_for:
        question = found.questions[0]
        answer = engine_for(question).ask(question.question)
        (cited,) = answer.citations
        assert "1200" in cited.quote
        assert cited.text[cited.start : cited.end] == cited.quote
        assert engine_for(question).search(question.question, 5) == []


def test_only_the_passages_given_with_a_question_are_searched(
    write: Write, rgb: dict[str, object], settings: Settings
) -> None:
    found = load(write(rgb))
    with opened(found, settings) as engine_for:
        noisy, rejected = found.questions[4], found.questions[5]
        assert "1200米" in engine_for(noisy).ask(noisy.question).text
        hits = engine_for(rejected).search(rejected.question, 10)
        given = {found.passages[place].text for place in found.given[rejected.id]}
        assert {hit.article.paragraph(1).text for hit in hits} <= given
        assert engine_for(rejected).ask(rejected.question).refused


def test_without_passages_the_configured_library_is_needed(
    write: Write, settings: Settings
) -> None:
    found = load(write({"id": "n1", "question": "在哪举行?", "answer": "重庆"}))
    with pytest.raises(NoIndexError), opened(found, settings):
        pass


def test_a_sample_is_always_the_same_and_keeps_instances_whole(
    write: Write, rgb: dict[str, object]
) -> None:
    found = load(write(*(rgb | {"id": n} for n in range(20))))
    drawn = sample(found.questions, 3)
    assert drawn == sample(found.questions, 3)
    assert len(drawn) == 3 * 6
    assert sample(found.questions, 100) == list(found.questions)
