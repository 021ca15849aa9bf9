"""The command line, as other programs rely on it: output, exit status, and clear messages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.library.catalogue import Catalogue
from qa.library.lock import writer_lock
from qa.schema import Article
from qa.service import Service
from qa.texts import REFUSAL

ANSWER_KEYS = [
    *("question", "answer", "short_answer", "refused", "reason"),
    *("engine", "understood_as"),
    *("citations", "latency_ms"),
]
CITATION_KEYS = [
    *("n", "title", "author", "affiliation", "source", "paragraph"),
    *("quote", "start", "end", "text"),
]
NOT_IN_ANY_NEWSPAPER = "量子纠缠的贝尔不等式如何推导?"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def qa() -> Run:
    """Run the command in a process of its own."""

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QA_", "PYTHON"))}
        return subprocess.run(
            [sys.executable, "-m", "qa", *arguments],
            env=kept | settings,
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def signed(service: Service) -> Article:
    return next(a for a in service.articles() if a.authors and a.affiliation and not a.doubts)


def objects(output: bytes) -> list[dict[str, Any]]:
    """The objects of an output that holds nothing but one object a line, in UTF-8."""
    lines = output.decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def refuses(done: subprocess.CompletedProcess[bytes], *said: str) -> None:
    """It ended with status 1, nothing on standard output and one Chinese sentence instead."""
    message = done.stderr.decode("utf-8")
    assert done.returncode == 1, message
    assert done.stdout == b""
    assert message.count("\n") == 1
    assert message.startswith("错误:")
    assert message.endswith("。\n")
    assert "Traceback" not in message
    for part in said:
        assert part in message


def test_ask_answers_a_file_line_by_line_in_order_with_its_history(
    qa: Run, seed_home: Path, tmp_path: Path, signed: Article
) -> None:
    asked = f"{signed.authors[0]}是什么职务?"
    requests: list[dict[str, Any]] = [
        {"question": asked},
        {"question": NOT_IN_ANY_NEWSPAPER},
        {"question": "他写了哪篇文章?", "history": [[asked, signed.affiliation]]},
        {"question": "资料库收有\u2028多少篇文章?"},
    ]
    file = tmp_path / "in.jsonl"
    lines = [json.dumps(request, ensure_ascii=False) for request in requests]
    file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    done = qa("ask", "--file", str(file), "--json", QA_HOME=str(seed_home))
    assert done.returncode == 0, done.stderr.decode()
    post, unknown, followed, counted = objects(done.stdout)
    for answer in (post, unknown, followed, counted):
        assert list(answer) == ANSWER_KEYS
        assert all(list(citation) == CITATION_KEYS for citation in answer["citations"])
        assert answer["latency_ms"] > 0
    assert signed.affiliation in post["answer"]
    assert post["answer"].endswith("[1]")
    assert post["citations"][0]["source"] == signed.source
    assert (unknown["refused"], unknown["citations"]) == (True, [])
    assert (unknown["answer"], bool(unknown["reason"])) == (REFUSAL, True)
    assert signed.authors[0] in followed["understood_as"]
    assert signed.title in followed["answer"]
    assert counted["engine"] == "catalogue"


def test_one_question_prints_one_object_in_utf8_whatever_the_locale(
    qa: Run, seed_home: Path
) -> None:
    locales = {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "gb18030"}
    for locale in locales:
        done = qa("ask", NOT_IN_ANY_NEWSPAPER, "--json", QA_HOME=str(seed_home), **locale)
        assert done.returncode == 0, done.stderr.decode()  # a refusal is an answer
        (answer,) = objects(done.stdout)
        assert (answer["question"], answer["answer"]) == (NOT_IN_ANY_NEWSPAPER, REFUSAL)


def test_people_get_the_answer_with_its_sources(qa: Run, seed_home: Path, signed: Article) -> None:
    done = qa("ask", f"{signed.authors[0]}是什么职务?", QA_HOME=str(seed_home))
    text = done.stdout.decode("utf-8")
    assert f"[1] 《{signed.title}》{signed.author}({signed.affiliation})" in text
    assert signed.source in text


def test_articles_prints_every_article_as_the_catalogue_has_it(
    qa: Run, seed_home: Path, service: Service
) -> None:
    done = qa("articles", "--json", QA_HOME=str(seed_home))
    assert objects(done.stdout) == [
        article.to_public() | {"also_in": []} for article in service.articles()
    ]
    for article in objects(done.stdout):
        assert list(article) == [
            *("id", "title", "author", "affiliation", "source", "confidence", "paragraphs"),
            "also_in",
        ]
        assert all(list(paragraph) == ["n", "text"] for paragraph in article["paragraphs"])


def test_articles_shows_first_what_to_check_and_drafts_the_corrections(
    qa: Run, tmp_path: Path, pages: Path
) -> None:
    home = {"QA_HOME": str(tmp_path / "home")}
    (pages / "a.md").write_text("# 石榴红了\n\n山坡上的果园改种耐旱的石榴。", encoding="utf-8")
    (pages / "b.md").write_text("东港码头今年吞吐量达到三百万吨。", encoding="utf-8")
    qa("index", str(pages), **home)
    shown = qa("articles", **home).stdout.decode("utf-8").splitlines()
    assert ["b.md" in shown[0], "归属待核" in shown[1], "a.md" in shown[-1]] == [True] * 3
    assert ".fix.toml”里改正" in shown[-2]
    checklist = qa("articles", "--check", **home).stdout.decode("utf-8")
    assert "a.md" not in checklist
    assert "b.md.fix.toml" in checklist
    assert qa("articles", "--check", "b.md", **home).stdout.decode("utf-8") == checklist
    edited = checklist.replace("# checked", "checked")
    (pages / "b.md.fix.toml").write_text(edited, encoding="utf-8")
    qa("index", str(pages), **home)
    assert qa("articles", "--check", **home).stdout.decode("utf-8") == "# 没有要核对的文章。\n"


def test_search_prints_as_many_hits_as_asked_for_best_first(
    qa: Run, seed_home: Path, signed: Article
) -> None:
    done = qa("search", signed.title, "-k", "3", "--json", QA_HOME=str(seed_home))
    hits = objects(done.stdout)
    assert len(hits) == 3
    for hit in hits:
        assert list(hit) == ["title", "author", "source", "paragraph", "text", "score"]
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)
    assert signed.title in {hit["title"] for hit in hits}


def test_index_tells_what_it_did_and_names_what_it_could_not_take_in(
    qa: Run, tmp_path: Path, pages: Path, write: Callable[..., Path]
) -> None:
    write(pages / "good.txt", "东港码头今年吞吐量达到三百万吨。")
    (pages / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 5)
    done = qa("index", str(pages), QA_HOME=str(tmp_path / "home"))
    lines = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("新增或更新 1 个文件,未变 0 个,移除 0 个;现有 1 篇文章")
    assert lines[1].startswith("未能收录 bad.txt:")
    assert b"Traceback" not in done.stderr
    assert "已完成 2/2 个文件,1 篇" in done.stderr.decode("utf-8")


def test_an_article_in_two_files_is_shown_once_with_the_other_file(
    qa: Run, tmp_path: Path, pages: Path, write: Callable[..., Path]
) -> None:
    home = {"QA_HOME": str(tmp_path / "home")}
    path = write(pages / "a.txt", "东港码头今年吞吐量达到三百万吨,比去年增长两成。")
    shutil.copy(path, pages / "b.txt")
    assert qa("index", str(pages), **home).returncode == 0
    (article,) = objects(qa("articles", "--json", **home).stdout)
    assert (article["source"], article["also_in"]) == ("a.txt", ["b.txt"])
    assert "a.txt(另见 b.txt)" in qa("articles", **home).stdout.decode("utf-8")
    answer = qa("ask", "东港码头今年吞吐量达到多少?", **home).stdout.decode("utf-8")
    assert "a.txt(另见 b.txt)" in answer


def test_doctor_names_the_files_that_are_not_in_and_a_folder_that_has_gone_is_forgotten(
    qa: Run, tmp_path: Path, pages: Path, write: Callable[..., Path]
) -> None:
    home = {"QA_HOME": str(tmp_path / "home")}
    (pages / "bad.txt").write_bytes(b"")
    write(pages / "good.txt", "东港码头今年吞吐量达到三百万吨。")
    qa("index", str(pages), **home)
    doctor = qa("doctor", **home)
    assert doctor.returncode == 1
    assert "[问题] 文件:未能收录 bad.txt" in doctor.stdout.decode("utf-8")
    assert "qa index --retry" in doctor.stdout.decode("utf-8")
    shutil.rmtree(pages)
    done = qa("index", str(pages), **home)
    assert "移除 2 个;现有 0 篇文章" in done.stdout.decode("utf-8")
    refuses(qa("index", str(pages), **home), "找不到")


def test_doctor_finds_a_sound_library_sound(qa: Run, seed_home: Path) -> None:
    done = qa("doctor", QA_HOME=str(seed_home))
    assert done.returncode == 0
    assert "问题" not in done.stdout.decode("utf-8")


def test_doctor_says_how_to_mend_what_is_not_sound(
    qa: Run, indexed_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(indexed_home, home)
    (home / "vectors" / "chroma.sqlite3").write_bytes(b"no database" * 500)
    unsound = qa("doctor", QA_HOME=str(home))
    assert unsound.returncode == 1
    assert "[问题] 向量索引" in unsound.stdout.decode("utf-8")
    assert "运行 qa index" in unsound.stdout.decode("utf-8")
    unset = qa("doctor", QA_HOMES="x")
    assert unset.returncode == 1
    assert "[问题] 设置" in unset.stdout.decode("utf-8")
    assert b"Traceback" not in unsound.stderr + unset.stderr


def test_a_request_that_cannot_be_answered_is_refused_before_anything_is_loaded(
    qa: Run, seed_home: Path, tmp_path: Path
) -> None:
    home = {"QA_HOME": str(seed_home)}
    refuses(qa("ask", " ", **home), "问题是空的")
    refuses(qa("ask", "长" * 501, **home), "501", "500")
    refuses(qa("ask", "--file", str(tmp_path / "missing.jsonl"), **home), "missing.jsonl")
    bad = tmp_path / "bad.jsonl"
    for line, said in [
        ('{"questions": "?"}', "第 2 行"),
        ("no json", "第 2 行"),
        ('{"question": "好?", "history": [["只有问"]]}', "第 2 行"),
        ('{"question": "  "}', "第 2 行:问题是空的"),
    ]:
        bad.write_text(f'{{"question": "资料库收有多少篇文章?"}}\n{line}\n', encoding="utf-8")
        refuses(qa("ask", "--file", str(bad), "--json", **home), said)
    bad.write_bytes('{"question": "编码?"}'.encode("gb18030"))
    refuses(qa("ask", "--file", str(bad), **home), "UTF-8")


def test_wrong_settings_are_named(qa: Run, tmp_path: Path) -> None:
    refuses(qa("articles", QA_HOMES="x"), "QA_HOMES")
    refuses(qa("articles", QA_CONFIG=str(tmp_path / "none.toml")), "none.toml", "QA_CONFIG")


def test_a_library_that_cannot_serve_says_what_to_do(
    qa: Run, seed_home: Path, tmp_path: Path
) -> None:
    empty = {"QA_HOME": str(tmp_path / "empty")}
    refuses(qa("ask", "有吗?", **empty), "qa index")
    refuses(qa("articles", **empty), "qa index")
    refuses(qa("index", str(tmp_path / "missing"), **empty), "找不到")
    (tmp_path / "file").write_text("", encoding="utf-8")
    refuses(qa("index", str(tmp_path), QA_HOME=str(tmp_path / "file")), "QA_HOME")
    with writer_lock(seed_home):
        refuses(qa("index", QA_HOME=str(seed_home)), f"进程号 {os.getpid()}")


def test_an_index_made_by_another_model_is_refused(
    qa: Run, indexed_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(indexed_home, home)
    catalogue = Catalogue(home / "catalogue.sqlite")
    catalogue.set_meta("model", "another:1")
    catalogue.close()
    refuses(qa("ask", "有吗?", QA_HOME=str(home)), "another:1", "QA_EMBEDDING_MODEL")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("ask",),
        ("ask", "有吗?", "--file", "in.jsonl"),
        ("search", "有吗?", "-k", "0"),
        ("articles", "--yaml"),
    ],
)
def test_wrong_usage_ends_with_status_2(qa: Run, arguments: tuple[str, ...]) -> None:
    done = qa(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"usage: qa")


def test_help_loads_nothing_heavy() -> None:
    script = """
import sys
from qa.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
heavy = {"torch", "chromadb", "gradio", "langchain", "langchain_core", "numpy", "pydantic"}
sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "doctor" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_reading_is_no_error(qa: Run, seed_home: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m qa articles --json | head -c 10',
        shell=True,
        env=dict(os.environ) | {"QA_HOME": str(seed_home)},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
