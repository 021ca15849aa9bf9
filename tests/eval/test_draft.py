"""Drafts of questions: made by pattern or by a chat model, and approved by a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eval import draft_lines
from eval.draft_approve import approve
from eval.draft_articles import SENTENCE_PATTERNS, Placed, drafts_of
from eval.draft_chat import read_reply
from eval.draft_clauses import Context
from eval.draft_lists import enumerated
from eval.draft_near import near_misses
from eval.questions import load_questions
from qa.errors import QuestionError
from qa.schema import Article, Paragraph, Role, Span


def article(*texts: str, author: str = "周明", name: str = "a1") -> Article:
    """An article with a headline and a signature."""
    head = f"港口吞吐量再创新高\n{author}"
    return Article(
        id=name,
        source="page.txt",
        title="港口吞吐量再创新高",
        titled=True,
        authors=(author,),
        affiliation="",
        head=Paragraph(0, head, (Span(0, len(head)),), Role.HEAD),
        paragraphs=tuple(
            Paragraph(n, text, (Span(0, len(text)),)) for n, text in enumerate(texts, start=1)
        ),
    )


def asked(sentence: str) -> dict[str, tuple[str, ...]]:
    """Every question drafted on a sentence, with its points."""
    context = Context(article(sentence), sentence.rstrip("。"))
    found = (draft for pattern in SENTENCE_PATTERNS for draft in pattern(context))
    return {draft.question: draft.points for draft in found if draft.question}


@pytest.mark.parametrize(
    ("sentence", "question", "points"),
    [
        ("上海港去年新开航线12条。", "", ()),  # 去年: of which year?
        ("上海港共有集装箱泊位54个。", "上海港共有集装箱泊位多少个?", ("54个",)),
        ("广州市森林覆盖率达到41.6%。", "广州市森林覆盖率达到百分之多少?", ("41.6%",)),
        ("加快培育数字文创、区块链、元宇宙等产业。",
         "周明的文章提出要加快培育哪些产业?", ("数字文创", "区块链", "元宇宙")),
        ("打造智能装备、大健康、新材料三大产业集群。",
         "周明的文章提出要打造哪三大产业集群?", ("智能装备", "大健康", "新材料")),
        ("做靓“海燕计划”人才品牌。", "周明的文章提出要做靓什么人才品牌?", ("海燕计划",)),
        ("广州市商务局局长李建国介绍了情况。", "广州市商务局局长是谁?", ("李建国",)),
        ("力争到2027年建成两座水库。", "周明的文章里,力争到哪一年建成两座水库?", ("2027年",)),
        ("3月5日,广州市在白云区召开乡村振兴工作会议。",
         "广州市在白云区召开乡村振兴工作会议是什么时候?", ("3月5日",)),
        ("为减少群众跑腿,广州市开通了夜间服务窗口。",
         "广州市开通了夜间服务窗口是为了什么?", ("减少群众跑腿",)),
    ],
)  # fmt: skip
def test_a_sentence_is_asked_for_where_its_answer_stands(
    sentence: str, question: str, points: tuple[str, ...]
) -> None:
    found = asked(sentence)
    assert found.get(question, ()) == points
    assert bool(found) == bool(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "他去年捐款30万元。",  # who?
        "该项目总投资5亿元。",  # which?
        "同比增长12.5%。",  # what did?
        "其中女性占三成,共有230人。",
        "为什么会有这么多人?",
    ],
)
def test_what_cannot_stand_alone_is_not_asked(sentence: str) -> None:
    assert asked(sentence) == {}


def test_an_enumeration_is_asked_for_by_what_it_spells_out() -> None:
    text = "加快完善基础设施建设。一是加强组织领导,压实责任。二是健全完善制度。三是严格监督检查。"
    (draft,) = enumerated(Context(article(text), text))
    assert draft.question == "周明的文章认为应当怎样加快完善基础设施建设?"
    assert draft.points == ("加强组织领导", "健全完善制度", "严格监督检查")


PARAGRAPHS = (
    "上海港共有集装箱泊位54个。加快培育数字文创、区块链、元宇宙等产业。",
    "做靓“海燕计划”人才品牌。广州市商务局局长李建国介绍了情况。",
)


@pytest.fixture
def drafts() -> list[Placed]:
    return drafts_of(article(*PARAGRAPHS), 8)


def test_a_draft_carries_its_answer_and_what_proves_it(drafts: list[Placed]) -> None:
    for question in (placed.question() for placed in drafts):
        for evidence in question.evidence:
            shown = article(*PARAGRAPHS).paragraph(evidence.paragraph).text
            assert evidence.text in shown
            assert (evidence.source, evidence.author) == ("page.txt", "周明")
        proof = "\n".join(e.text for e in question.evidence)
        assert all(point in proof for (point,) in question.points)
        assert not any(point in question.question for (point,) in question.points)


def test_kinds_take_turns_and_no_more_are_drafted_than_wanted(drafts: list[Placed]) -> None:
    first = drafts_of(article(*PARAGRAPHS), 3)
    assert len({placed.draft.kind for placed in first}) == 3
    assert first == drafts[:3]


def test_a_doubtful_paragraph_is_not_asked_about() -> None:
    sure = article(*PARAGRAPHS)
    doubtful = tuple(replace(p, doubt="归属不能确定") for p in sure.paragraphs)
    assert {d.paragraph.n for d in drafts_of(replace(sure, paragraphs=doubtful), 8)} <= {0}


def test_a_near_miss_asks_one_place_or_author_for_what_another_says() -> None:
    here = article("广州市共有图书馆54个。做靓“海燕计划”人才品牌。")
    there = article("杭州市召开了会议。", author="李红", name="a2")
    misses = list(near_misses(drafts_of(here, 8), [here, there]))
    asked_for = {(q.question, q.tags) for q in misses}
    assert ("杭州市共有图书馆多少个?", ("near_miss:place",)) in asked_for
    assert ("李红的文章提出要做靓什么人才品牌?", ("near_miss:attribute",)) in asked_for
    assert all(not q.answerable and not q.points and not q.evidence for q in misses)


def test_a_place_whose_article_speaks_of_the_same_makes_no_near_miss() -> None:
    here = article("广州市共有图书馆54个。")
    there = article("杭州市共有图书馆60个。", author="李红", name="a2")
    assert list(near_misses(drafts_of(here, 1), [here, there])) == []


@pytest.fixture
def draft_file(tmp_path: Path, drafts: list[Placed]) -> Path:
    path = tmp_path / "drafts.jsonl"
    draft_lines.write(path, [draft_lines.line_of(placed.question()) for placed in drafts[:4]])
    return path


def test_a_draft_is_refused_until_it_is_approved(draft_file: Path) -> None:
    with pytest.raises(QuestionError, match="草稿"):
        load_questions(draft_file)


def typed(*answers: str) -> Iterator[str]:
    yield from answers


def test_a_person_takes_leaves_edits_and_stops(
    draft_file: Path, tmp_path: Path, drafts: list[Placed]
) -> None:
    answers = typed("y", "n", "?", "e", "港口有多少泊位?", "54个 / 五十四个;泊位", "q")
    said: list[str] = []
    questions = tmp_path / "set.jsonl"
    count = approve(draft_file, questions, lambda prompt: next(answers), said.append)
    kept = load_questions(questions)
    assert count == 2
    assert [q.id for q in kept] == [drafts[0].question().id, drafts[2].question().id]
    assert kept[1].question == "港口有多少泊位?"
    assert kept[1].points == (("54个", "五十四个"), ("泊位",))
    assert [line["id"] for line in draft_lines.read(draft_file)] == [drafts[3].question().id]
    assert any("y、n、e" in text for text in said)


def test_approval_shows_question_points_and_proof(draft_file: Path, tmp_path: Path) -> None:
    said: list[str] = []
    approve(draft_file, tmp_path / "set.jsonl", lambda prompt: "q", said.append)
    line = draft_lines.read(draft_file)[0]
    assert line["question"] in said[0]
    assert line["evidence"][0]["text"] in said[0]
    assert not (tmp_path / "set.jsonl").exists()


def test_a_file_that_holds_no_drafts_is_a_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("不是草稿", encoding="utf-8")
    with pytest.raises(QuestionError, match="草稿"):
        draft_lines.read(path)


def test_of_a_reply_only_question_objects_are_taken() -> None:
    good = json.dumps({"question": "谁承建?", "answer": "省建工集团"}, ensure_ascii=False)
    reply = f'好的:\n```json\n{good}\n{{"question": 3}}\n{{broken}}\n```'
    assert [(w.question, w.answer) for w in read_reply(reply)] == [("谁承建?", "省建工集团")]
