"""Engines without a reader answer and refuse by what they go by."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.baselines import Baseline, threshold, words_met
from eval.engines import BASELINES, PRODUCT, cells, compare
from eval.questions import load_questions
from eval.run import run
from qa.answering.questions.terms import Terms
from qa.library.store import Library, open_library
from qa.models.embedding import Embedder
from qa.service import Service

TERMS = Terms({"巫溪": 3.0, "病床": 1.0}, {})
DEV = [question for question in load_questions() if question.split == "dev"][:12]


@pytest.fixture(scope="module")
def opened(seed_home: Path, embedder: Embedder) -> Iterator[Library]:
    library = open_library(seed_home, embedder.identity)
    yield library
    library.close()


def test_words_are_met_by_their_rarity() -> None:
    assert words_met(TERMS, ["巫溪有病床", "巫溪", "病床", "璧山"]) == [1.0, 0.75, 0.25, 0.0]


def test_the_threshold_refuses_no_more_than_its_share() -> None:
    supports = [0.1, 0.2, 0.3, 0.4, math.inf]  # the last is answered from the catalogue
    assert threshold(supports, 0.0) == 0.1  # nothing lies below it
    assert threshold(supports, 0.4) == 0.3  # .1 and .2 do: two of five
    assert threshold([None, None, 0.3], 0.5) == 0.0  # two are refused already: no room for more


@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=40), st.floats(0, 1))
def test_no_threshold_refuses_more_than_it_may(supports: list[float | None], share: float) -> None:
    limit = threshold(supports, share)
    forced = sum(s is None for s in supports)
    below = sum(s is not None and s < limit for s in supports)
    assert below == 0 or forced + below <= share * len(supports)


@pytest.mark.slow
@pytest.mark.parametrize("name", BASELINES)
def test_an_engine_answers_from_the_articles_and_cites_them(
    name: str, opened: Library, embedder: Embedder
) -> None:
    engine = Baseline(opened, embedder, **BASELINES[name])
    engine.fit(DEV, refused=0.1)
    answers = [engine.ask(question.question, question.history) for question in DEV]
    assert not all(answer.refused for answer in answers)
    for answer in answers:
        assert answer.refused or all(sentence.citations for sentence in answer.sentences)
        assert all(c.text[c.start : c.end] == c.quote for c in answer.citations)


@pytest.mark.slow
def test_engines_are_set_beside_the_product(service: Service) -> None:
    product = run(service, DEV[:4])
    header, one, whole = cells(compare({"the same": product, PRODUCT: product}, "dev"))
    assert header[:3] == ("engine", "right", "p")
    assert one[2] == "1.000"
    assert whole[2] == ""
    assert one[1] == whole[1]
