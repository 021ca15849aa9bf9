"""The product beside published figures, over small files and a small library of news."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import published
from eval.questions import UNANSWERABLE
from eval.sets import load
from eval.sets.crud import Line
from eval.sets.make_rgb import make
from eval.sets.measure import Figures, choosing, news
from qa.library.store import open_library
from qa.models.embedding import load_embedder
from qa.service import Service, index, open_service
from qa.settings import Settings

from .conftest import BRIDGE, SCHOOL, Write

NEWS = (
    BRIDGE,
    SCHOOL,
    "据新华社消息,云阳大桥全长1200米,是县里最长的桥。",
    "云阳县今年计划维修桥梁三座,其中一座在城南。",
    "云阳大桥旁的公园下月开放,市民可步行前往大桥。",
    "大桥工程队获得表彰,云阳县领导出席。",
    "云阳的柑橘今年丰收,产量创新高。",
    "云阳大桥通车后,车流量逐月增加。",
)
LONG = Line(id="n1", question="云阳大桥全长多少米?", answer="1200米", docs=[0])
TEACHERS = Line(id="n2", question="青河县共有多少名教师?", answer="2310名", docs=[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("news")
    lines = (json.dumps({"text": text}, ensure_ascii=False) for text in NEWS)
    (folder / "articles").mkdir()
    (folder / "articles" / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    index(Settings(home=folder / "home"), [folder / "articles"])
    return folder / "home"


@pytest.fixture
def service(home: Path) -> Iterator[Service]:
    opened = open_service(Settings(home=home))
    yield opened
    opened.close()


def test_news_questions_count_gold_articles_and_those_that_hold_the_answer(
    service: Service,
) -> None:
    figures = news([LONG, TEACHERS], service, 10)
    assert figures.questions == 2
    assert figures.mean("recall_5") == figures.mean("gold_5") == 1.0
    assert figures.mean("contained") == 1.0
    assert figures.mean("cited") == 1.0
    # the third article holds the answer too, but the question was not made from it
    other = LONG.model_copy(update={"docs": [6]})
    assert news([other], service, 10).values["recall_1"] == [1.0]
    assert news([other], service, 10).values["gold_1"] == [0.0]


def test_an_rgb_file_is_made_of_news_that_hold_the_answer_and_near_ones_that_do_not(
    home: Path,
) -> None:
    library = open_library(home, load_embedder().identity)
    (made,) = make(library, [LONG, LONG.model_copy(update={"answer": "米"})])
    library.close()
    assert made["positive"] == [NEWS[0], NEWS[2]]  # the article of ``docs`` first
    assert len(made["negative"]) >= 5
    assert not any("1200米" in text for text in made["negative"])


def test_noise_is_measured_by_ratio_and_rejection_apart(
    write: Write, rgb: dict[str, object], tmp_path: Path
) -> None:
    figures = choosing(load(write(rgb)), Settings(home=tmp_path / "home"), 5)
    assert figures.values["noise_0"] == figures.values["noise_0.8"] == [1.0]
    assert figures.values[UNANSWERABLE] == [1.0]
    assert figures.questions == 1


def test_figures_without_values_have_no_mean() -> None:
    assert Figures(0, {}).mean("f1") is None
    assert Figures(2, {"f1": [0.0, 1.0]}).mean("f1") == 0.5


@pytest.mark.slow
def test_the_command_writes_the_tables_and_marks_what_was_trained_on(
    home: Path,
    tmp_path: Path,
    squad: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "DRCD_dev.json").write_text(json.dumps(squad), encoding="utf-8")
    (tmp_path / "news.jsonl").write_text(LONG.model_dump_json(), encoding="utf-8")
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["published", str(tmp_path), "--news-home", str(home)])
    published.main()
    shown = capsys.readouterr()
    assert "| this reader, DRCD_dev (**trained on**) | 1 |" in shown.out
    assert "| news, 8 articles | 1 |" in shown.out
    assert "| MacBERT-large, CMRC 2018 dev | 3,219 | 70.7 | 88.9 |" in shown.out
    assert "认不出" in shown.err  # other.json
