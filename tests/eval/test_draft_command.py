"""The command ``python -m eval.draft`` over the five pages, with and without a chat model."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from eval.draft import main
from eval.draft_lines import read
from eval.metrics import normalise
from qa import service
from qa.settings import Settings


class ChatServer(ThreadingHTTPServer):
    """Answers every request with one question on the paragraph it was shown, and one made up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.most = 1000


class Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = "".join(str(message["content"]) for message in request["messages"])
        self.server.asked.append(text)
        if len(self.server.asked) > self.server.most:
            self.send_error(500)
            return
        found = {"question": "这一段开头写的是哪几个字,说的什么?", "answer": "不在文章里的话"}
        true = {"question": "巫溪县的文章开头写了什么内容?", "answer": text.strip()[-12:-2]}
        lines = "\n".join(json.dumps(x, ensure_ascii=False) for x in (found, true))
        message = {"role": "assistant", "content": lines}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply: dict[str, Any] = {"id": "1", "object": "chat.completion", "created": 0, "model": "t"}
        body = json.dumps(reply | {"choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    server = ChatServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home: Path = tmp_path_factory.mktemp("draft") / "home"
    service.index(Settings(home=home))
    return home


@pytest.fixture(autouse=True)
def _home(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_HOME", str(indexed))


@pytest.mark.slow
def test_the_five_pages_give_drafts_whose_proof_stands_in_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "drafts.jsonl"
    assert main(["--out", str(out), "--per-article", "4"]) == 0
    lines = read(out)
    assert f"{sum(not line['points'] for line in lines)} 个应当拒答" in capsys.readouterr().out
    assert len({line["id"] for line in lines}) == len(lines) > 40
    for line in lines:
        proof = normalise("".join(e["text"] for e in line["evidence"]))
        assert all(normalise(point) in proof for (point,) in line["points"])
        assert line["draft"] is True


@pytest.mark.slow
def test_what_a_chat_model_writes_is_kept_only_if_it_stands_in_the_paragraph(
    tmp_path: Path, chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CHAT_MODEL", "openai:test")
    monkeypatch.setenv("QA_CHAT_BASE_URL", f"http://127.0.0.1:{chat.server_port}/v1")
    out = tmp_path / "drafts.jsonl"
    assert main(["--out", str(out), "--per-article", "1", "--chat"]) == 0
    points = [line["points"][0][0] for line in read(out) if line["points"]]
    assert points
    assert "不在文章里的话" not in points
    assert all(any(point in asked for asked in chat.asked) for point in points)


@pytest.mark.slow
def test_a_chat_model_that_fails_on_the_way_costs_nothing_that_was_written(
    tmp_path: Path,
    chat: ChatServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QA_CHAT_MODEL", "openai:test")
    monkeypatch.setenv("QA_CHAT_BASE_URL", f"http://127.0.0.1:{chat.server_port}/v1")
    chat.most = 3
    out = tmp_path / "drafts.jsonl"
    assert main(["--out", str(out), "--chat"]) == 0
    assert "仍然保留" in capsys.readouterr().out
    assert len([line for line in read(out) if line["points"]]) >= 1
    chat.most = 0
    assert main(["--out", str(out), "--chat"]) == 1


def test_without_a_chat_model_the_message_says_what_to_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path / "drafts.jsonl"), "--chat"]) == 1
    assert "QA_CHAT_MODEL" in capsys.readouterr().err


def test_without_an_index_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "empty"))
    assert main(["--out", str(tmp_path / "drafts.jsonl")]) == 1
    assert "qa index" in capsys.readouterr().err
