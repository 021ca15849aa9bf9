"""The reader finds where an answer stands, and tells a passage without one."""

import hashlib
from math import log

import numpy as np
import pytest

from qa.models.reader import FOLDER, Reader, Reading, packaged_reader

PASSAGE = "云阳大桥去年十月通车,全长1200米,由省建工集团承建,总投资3.6亿元。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return packaged_reader()


@pytest.mark.parametrize(
    ("question", "answer"),
    [("云阳大桥全长多少米?", "1200"), ("云阳大桥是哪家公司承建的?", "省建工集团")],
)
def test_the_answer_is_found_where_it_stands(reader: Reader, question: str, answer: str) -> None:
    (reading,) = reader.read(question, [("云阳", PASSAGE)])
    _, start, end = reading.best(0, len(PASSAGE))
    assert answer in PASSAGE[start:end]


def test_a_passage_with_the_answer_scores_above_one_without(reader: Reader) -> None:
    other = "县里今年新建学校五所,改造食堂十个,添置图书一万册。"
    with_it, without = reader.read("云阳大桥全长多少米?", [("云阳", PASSAGE), ("云阳", other)])
    assert with_it.best(0, len(PASSAGE))[0] > without.best(0, len(other))[0]


def test_the_heading_is_read_but_never_an_answer(reader: Reader) -> None:
    (reading,) = reader.read("这篇文章讲哪个县?", [("云阳县大桥", PASSAGE)])
    _, start, end = reading.best(0, len(PASSAGE))
    assert 0 <= start <= end <= len(PASSAGE)


def test_all_answers_of_a_sentence_weigh_together() -> None:
    logits = np.log(np.array([1.0, 2.0, 4.0, 8.0]))
    reading = Reading(logits, logits[::-1], ((0, 1), (1, 3), (3, 4), (4, 6)))
    assert reading.mass(1, 4) == pytest.approx(log((2 + 4) * (4 + 2)))
    assert reading.best(1, 4)[0] == pytest.approx(log(2 * 4))  # from the first on, not back
    assert reading.mass(1, 2) == float("-inf")  # no token stands there whole


def test_nothing_is_read_of_nothing(reader: Reader) -> None:
    assert reader.read("问?", []) == []


def test_a_long_question_and_passage_are_cut_not_refused(reader: Reader) -> None:
    (reading,) = reader.read("长" * 500, [("题", PASSAGE * 40)])
    assert len(reading.offsets) > 100


def test_the_weights_are_those_that_were_published() -> None:
    expected, name = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected
