"""What the reader learns from: questions with passages that answer them, and near misses."""

import json
from collections.abc import Callable
from dataclasses import replace
from math import log
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch

from eval.average_weights import average
from eval.news_sets import NewsSet, read_sets
from eval.reading_collections import collected
from eval.reading_data import RATES, Asked, Context, Example, Examples, read_contexts
from eval.reading_groups import Groups
from eval.reading_loss import SENTENCES, Ready, loss_of, prepare, sentence_loss, span_loss
from eval.reading_news import context_of
from eval.reading_swaps import Swaps
from eval.train_reader import batches, initial
from qa.corpus.sources import read_source
from qa.models.embedding import packaged_encoder
from qa.models.layers import Layers

SEEDS = Path(__file__).parents[2] / "seeds"
TRAINING = Path(__file__).parents[2] / "eval" / "training"
LEARNT = [one for kind in ("news", "policy") for one in read_sets(TRAINING / kind)]
WriteSet = Callable[[dict[int, str], list[int], list[dict[str, Any]]], tuple[Path, Path]]
LINE = {
    "context": "雲陽大橋全長三公里，二零一九年建成，由省建工集團承建。橋上每天通過五千輛車。" * 8
    + "奉節的臍橙很有名，年產四十萬噸。",
    "qas": [
        {"question": "臍橙年產多少?", "answers": [{"text": "四十萬噸", "start": 161}]},
        {"question": "大橋由誰承建?", "answers": [{"text": "省建工集團", "start": 21}]},
    ],
}


@pytest.fixture
def contexts(tmp_path: Path) -> list[Context]:
    context = str(LINE["context"])
    qas = [
        {**item, "answers": [{**a, "start": context.index(a["text"])} for a in item["answers"]]}
        for item in LINE["qas"]  # type: ignore[attr-defined]
    ]
    other = {
        "context": "蘇州的絲綢有三千年歷史，大橋也多。",
        "qas": [{"question": "絲綢有多少年歷史?", "answers": [{"text": "三千年", "start": 6}]}],
    }
    file = tmp_path / "set.jsonl"
    lines = [json.dumps({"context": context, "qas": qas}), json.dumps(other)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return read_contexts([file])


def test_paragraphs_are_read_folded_with_their_offsets(contexts: list[Context]) -> None:
    for context in contexts:
        for asked in context.asked:
            assert context.text[asked.start :].startswith(asked.answer)
    assert contexts[0].asked[0].answer == "四十万吨"


def test_an_answer_stands_where_it_is_said_to_and_no_miss_holds_it(
    contexts: list[Context], tmp_path: Path
) -> None:
    kinds = set()
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        for example in Examples(contexts, folder, seed).all():
            kinds.add(example.kind)
            answers = [a for c in contexts for a in c.asked if a.question == example.question]
            if example.kind == "answer":
                said = [example.text[start:end] for start, end in example.answers]
                assert said == [a.answer for a in answers]
            else:
                assert not example.answers
                assert all(a.answer not in example.text for a in answers)
    assert kinds >= {"answer", "sibling", "far"}
    assert kinds <= {"answer", *RATES}


def test_a_swapped_question_asks_of_what_the_passage_does_not_name() -> None:
    swaps = Swaps(["北京有多少人?", "上海有多少人?", "广州在哪里?"])
    found = {
        swaps.swap("上海2019年有多少人?", "上海2019年有两千万人", Random(n)) for n in range(40)
    }
    assert found - {""}
    for question in found - {""}:
        assert ("上海" in question) != ("2019" in question)


def test_questions_are_drafted_of_articles_with_answers_where_they_stand() -> None:
    articles = [a for f in sorted(SEEDS.glob("*.txt")) for a in read_source(f, f.name).articles]
    contexts = [context_of(article) for article in articles]
    asked = [(c, a) for c in contexts for a in c.asked]
    assert len(asked) > 10
    for context, found in asked:
        assert context.text[found.start :].startswith(found.answer)
        assert found.answer not in found.question


def test_an_example_becomes_the_tokens_that_hold_its_answer(
    contexts: list[Context], tmp_path: Path
) -> None:
    encoder = packaged_encoder()
    folder = tmp_path / "index"
    folder.mkdir()
    examples = Examples(contexts, folder, 1).all()
    ready = list(prepare(encoder, examples))
    assert len(ready) == len(examples)
    for found, example in zip(ready, examples, strict=True):
        assert bool(found.answers) == (example.kind == "answer")
        assert all(0 <= a <= b < len(found.allowed) for a, b in found.answers)
        assert any(right for *_, right in found.sentences) == bool(found.answers)
    alone = [[found] for found in ready]
    assert sorted(len(b) for b in batches(alone, Random(0))) == [len(ready)]
    loss = loss_of(encoder, Layers(initial(), encoder.heads, encoder.eps), alone[:2])
    assert float(loss) > 0


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[list[Example]]:
    articles = [a for f in sorted(SEEDS.glob("*.txt")) for a in read_source(f, f.name).articles]
    told = [context_of(article) for article in articles]
    untold = Asked("本县有几座机场?", "", 0)
    asked = [replace(c, asked=(*c.asked, untold)) for c in told]
    return Groups(asked, tmp_path_factory.mktemp("index"), 1).all(0.8)


def test_a_question_meets_the_passages_that_searching_finds(groups: list[list[Example]]) -> None:
    assert len(groups) > 20
    for first, *others in groups:
        assert len(others) == 4
        assert {example.question for example in others} == {first.question}
        assert {(e.kind, e.answers) for e in others} == {("found", ())}
        assert first.kind == "answer" or first.question == "本县有几座机场?"
        for start, end in first.answers:
            assert all(first.text[start:end] not in example.text for example in others)


def test_the_passages_of_a_question_are_one_choice(groups: list[list[Example]]) -> None:
    encoder = packaged_encoder()
    answered = next(group for group in groups if group[0].kind == "answer")
    choice = list(prepare(encoder, answered))
    layers = Layers(initial(), encoder.heads, encoder.eps)
    with torch.no_grad():
        for weight in layers.weights.values():
            weight.zero_()  # every token is as likely, and no answer too
    tokens = 1 + sum(len(ready.allowed) for ready in choice)
    spans = 1 + sum((b - a) ** 2 for ready in choice for a, b, _ in ready.sentences)
    right = sum((b - a) ** 2 for ready in choice for a, b, answers in ready.sentences if answers)
    loss = log(tokens) + SENTENCES * log(spans / right)
    assert float(loss_of(encoder, layers, [choice])) == pytest.approx(loss, rel=1e-3)


def test_whatever_answers_is_as_good_and_nothing_else_is() -> None:
    ready = Ready([0, 1, 2, 3, 4], [1, 2, 3, 4], [(0, 0), (3, 3)], [(0, 2, True), (2, 4, True)])
    sure = torch.full((4, 2), -20.0)
    for token in (0, 3):
        surer = sure.clone()
        surer[token] = 20.0
        assert float(span_loss([ready], [surer])) == pytest.approx(0, abs=1e-3)
        assert float(sentence_loss([ready], [surer])) == pytest.approx(0, abs=1e-3)
    none = replace(ready, answers=[], sentences=[(0, 2, False), (2, 4, False)])
    assert float(span_loss([none], [sure])) == pytest.approx(0, abs=1e-3)
    assert float(span_loss([ready], [sure])) > 15
    assert float(sentence_loss([none], [surer])) > 15


@pytest.mark.slow
def test_a_collection_is_searched_as_a_user_s_is(write_set: WriteSet) -> None:
    text = "青河县新修了三座大桥,去年十月通车。县长赵明说,两岸的茶叶一小时就能运到省城。"
    asked = [
        {"question": "青河县修了几座桥?", "evidence": [{"of": 7, "start": 6, "end": 10}]},
        {"question": "青河县修桥花了多少钱?", "evidence": []},
    ]
    (told, *_), (untold, *_) = collected(*write_set({7: text}, [7], asked))
    assert [told.text[a:b] for a, b in told.answers] == ["三座大桥"]
    assert untold.question == "青河县修桥花了多少钱?"
    assert not untold.answers


@pytest.mark.parametrize("found", LEARNT, ids=lambda found: found.name)
def test_what_is_learnt_from_is_whole_and_nothing_is_tested_on(found: NewsSet) -> None:
    tested = {number for one in read_sets() if not one.paged for number in one.over}
    assert not tested & {*found.over}
    for question in found.questions:
        assert question["question"]
        assert all(e["of"] in found.over and e["start"] < e["end"] for e in question["evidence"])


def test_some_paragraphs_are_always_held_out() -> None:
    texts = [Context(f"第{n}段", (Asked("?", "段", 2),)) for n in range(2000)]
    share = sum(c.held_out for c in texts) / len(texts)
    assert share == pytest.approx(0.15, abs=0.03)


def test_what_an_article_does_not_tell_is_asked_of_the_passage_that_seems_to(
    tmp_path: Path,
) -> None:
    paragraphs = ["云阳有学生三千人。", "云阳有教师二百人,工资由县里发。"]
    asked = {"question": "云阳教师工资多少?", "answers": [], "near": len(paragraphs[0]) + 1}
    line = {"heading": "云阳办学", "context": "\n".join(paragraphs), "qas": [asked]}
    file = tmp_path / "written.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    folder = tmp_path / "index"
    folder.mkdir()
    found = Examples(read_contexts([file]), folder, 1).all()
    assert {example.kind for example in found} == {"untold"}
    assert {example.heading for example in found} == {"云阳办学"}
    assert {example.answers for example in found} == {()}
    assert {example.text for example in found} == set(paragraphs)


def test_the_weights_of_runs_are_averaged() -> None:
    runs = [{"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([2.0, 6.0])}]
    assert average(runs)["w"].tolist() == [1.5, 4.0]
    assert average(runs)["w"].dtype is torch.float16
