"""The keyword index finds by Chinese tokens and forgets on demand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.library.keywords import KeywordIndex
from qa.zh import tokens

from .conftest import TEXTS, found, paragraphs


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("巫溪的旅游目标是什么?", ["wuxi"]),
        ("青岛", ["qingdao"]),  # simplified for traditional
        ("5g網絡", ["network"]),  # half for full width
        ("0.8%", ["qingdao"]),
        ("8", []),  # a number stays whole
        ("溪", ["wuxi"]),  # a single ideograph, inside a run
        ("地", ["wuxi"]),  # and at its end
        ("巫溪5G", ["network", "wuxi"]),
        ("。?!“”", []),
        ("", []),
        ("长江", []),
    ],
)
def test_finds_texts_by_what_is_written(
    index: KeywordIndex, query: str, expected: list[str]
) -> None:
    assert found(index, query) == expected


def test_a_single_ideograph_is_found_wherever_it_stands(index: KeywordIndex) -> None:
    index.add([("flood", "沿江各县抗洪。"), ("dry", "今年少雨。")])
    index.commit()
    assert set(found(index, "洪")) == {"reservoir", "flood"}


def test_operators_of_the_query_language_are_only_words(index: KeywordIndex) -> None:
    assert found(index, '巫溪" OR NEAR(旅游 -目的 * tokens:') == ["wuxi"]


def test_a_very_long_question_is_answered_too(index: KeywordIndex) -> None:
    question = "".join(chr(code) for code in range(0x4E00, 0x5600)) + TEXTS["wuxi"]
    assert found(index, question)[0] == "wuxi"


def test_best_first_and_ties_by_id_whatever_the_order_of_adding(tmp_path: Path) -> None:
    index = KeywordIndex(tmp_path)
    index.add([(name, "旅游目的地") for name in ("c", "a", "b", "d")] + [("z", "旅游旅游目的地")])
    index.commit()
    hits = index.search("旅游", 3)
    index.close()
    assert [name for name, _ in hits] == ["z", "a", "b"]
    assert hits[0][1] > hits[1][1] == hits[2][1]


def test_a_known_id_is_replaced(index: KeywordIndex) -> None:
    index.add([("wuxi", "沱江"), ("wuxi", "嘉陵江")])
    index.commit()
    assert found(index, "巫溪") == found(index, "沱江") == []
    assert found(index, "嘉陵江") == ["wuxi"]
    assert index.count() == len(TEXTS)


def test_a_deleted_text_is_gone_and_an_unknown_id_is_passed_over(index: KeywordIndex) -> None:
    index.delete(["wuxi", "unknown"])
    index.commit()
    assert found(index, "巫溪") == []
    assert index.count() == len(TEXTS) - 1


def test_document_frequency_counts_texts_not_occurrences(index: KeywordIndex) -> None:
    assert index.document_frequency(["水库", "巫溪", "0.8", "长江"]) == {
        "水库": 1,
        "巫溪": 1,
        "0.8": 1,
    }


def test_nothing_is_seen_before_commit_and_all_of_it_after(index: KeywordIndex) -> None:
    index.add([("new", "嘉陵江")])
    index.delete(["wuxi"])
    assert found(index, "嘉陵江") == [] and found(index, "巫溪") == ["wuxi"]
    index.commit()
    assert found(index, "嘉陵江") == ["new"] and found(index, "巫溪") == []


def test_every_paragraph_of_the_seeds_finds_itself(tmp_path: Path) -> None:
    texts = paragraphs()
    index = KeywordIndex(tmp_path)
    index.add(texts.items())
    index.commit()
    lost = [name for name, text in texts.items() if name not in dict(index.search(text, 10))]
    index.close()
    assert lost == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.text("水库旅游5g。 ", max_size=8) | st.none()))
)
def test_any_history_ends_as_if_made_anew(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str | None]]
) -> None:
    changed, anew = (KeywordIndex(tmp_path_factory.mktemp("index")) for _ in range(2))
    state: dict[str, str] = {}
    for name, text in history:
        state.pop(name, None)
        if text is None:
            changed.delete([name])
        else:
            changed.add([(name, text)])
            state[name] = text
    changed.commit()
    anew.add(state.items())
    anew.commit()
    for query in ("水库", "旅游水", "水", "5g库"):
        assert dict(changed.search(query, 10)).keys() == dict(anew.search(query, 10)).keys()
    assert changed.count() == anew.count() == len(state)
    held = {
        t: n for t in tokens("水库旅游5g") if (n := sum(t in tokens(x) for x in state.values()))
    }
    assert changed.document_frequency(tokens("水库旅游5g")) == held
    changed.close()
    anew.close()


def test_threads_search_side_by_side(index: KeywordIndex) -> None:
    queries = ["巫溪", "青岛", "水库", "网络"] * 25
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda query: found(index, query), queries))
    assert got == [["wuxi"], ["qingdao"], ["reservoir"], ["network"]] * 25
