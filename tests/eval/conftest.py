"""A tiny engine made by hand: one article, three questions, one of them a defect."""

import json
import lzma
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eval.questions import Evidence, Question
from qa.corpus.read import find_files, read_page
from qa.resources import folder
from qa.schema import Answer, Article, Chunk, Citation, Hit, Paragraph, Sentence, Span

SOURCE = "page.txt"
TEXT = "到2025年建成两所三级医院。"
HEAD_TEXT = "推动县域全面振兴\n王中"

ARTICLE = Article(
    id="a1",
    source=SOURCE,
    title="推动县域全面振兴",
    titled=True,
    authors=("王中",),
    affiliation="",
    head=Paragraph(0, HEAD_TEXT, (Span(0, 8), Span(9, 11))),
    paragraphs=(Paragraph(1, TEXT, (Span(13, 13 + len(TEXT)),)),),
)
HOSPITALS = Question(
    id="q1",
    split="dev",
    kind="date",
    question="三级医院哪年建成?",
    answerable=True,
    points=(("2025年",),),
    evidence=(Evidence(SOURCE, "王中", "到2025年建成两所三级医院"),),
)
FOLLOW_UP = Question(
    id="q2",
    split="test",
    kind="followup",
    question="有几所?",
    answerable=True,
    points=(("两所",), ("十所",)),
    evidence=(Evidence(SOURCE, "王中", "建成两所三级医院"),),
    history=(("三级医院哪年建成?", "2025年"),),
)
BEDS = Question("q3", "dev", "unanswerable", "医院有多少张床位?", answerable=False)
DEFECT = Question(
    id="q4",
    split="dev",
    kind="date",
    question="坏题",
    answerable=True,
    points=(("2025年",),),
    evidence=HOSPITALS.evidence,
)


@dataclass
class OneArticleEngine:
    """Answers everything but the question about beds with its one paragraph."""

    def ask(self, question: str, history: Sequence[tuple[str, str]] = ()) -> Answer:
        if question == DEFECT.question:
            raise LookupError("缺一块")
        understood = history[0][0] + question if history else question
        if question == BEDS.question:
            return Answer(
                question, understood, "number", "extractive", refused=True, refusal="无。"
            )
        citation = Citation(1, "a1", ARTICLE.title, "王中", "", SOURCE, 1, TEXT, 0, len(TEXT), TEXT)
        return Answer(
            question, understood, "date", "extractive", (Sentence(TEXT, (1,)),), (citation,)
        )

    def search(self, question: str, k: int) -> list[Hit]:
        return [Hit(Chunk("c1", "a1", 1, 0, len(TEXT), TEXT), ARTICLE, 1.0)][:k]


@pytest.fixture
def engine() -> OneArticleEngine:
    return OneArticleEngine()


@pytest.fixture
def questions() -> list[Question]:
    return [HOSPITALS, FOLLOW_UP, BEDS, DEFECT]


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """The texts of the five pages, four blocks an article."""
    blocks = [
        block.text
        for path, name in find_files([folder("seeds")])
        for block in read_page(path, name).blocks
        if len(block.text) > 150 and block.text.endswith("。")
    ]
    path = tmp_path / "articles.jsonl"
    texts = ["".join(blocks[i : i + 4])[:2900].rpartition("。")[0] + "。" for i in range(0, 80, 4)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


@pytest.fixture
def write_set(
    tmp_path: Path,
) -> Callable[[dict[int, str], list[int], list[dict[str, Any]]], tuple[Path, Path]]:
    """Writes news by their ids, and a set over some; returns their file and the sets' folder."""

    def write(
        texts: dict[int, str], over: list[int], questions: list[dict[str, Any]]
    ) -> tuple[Path, Path]:
        news, sets = tmp_path / "news.jsonl.xz", tmp_path / "sets"
        rows = ({"id": n, "head": "2024-03-05", "text": text} for n, text in texts.items())
        with lzma.open(news, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        sets.mkdir()
        lines = map(json.dumps, [{"articles": over}, *questions])
        (sets / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return news, sets

    return write
