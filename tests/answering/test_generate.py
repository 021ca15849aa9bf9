"""Answers of a chat model behind an OpenAI-compatible address: a real server on this machine."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from qa.answering.generate import read_reply
from qa.errors import ModelError
from qa.schema import Answer, Hit
from qa.service import Service, open_service
from qa.settings import Settings
from qa.texts import REFUSAL

QUESTION = "渝中区登记的网约车司机、骑手这些人有多少?"


class ChatServer(ThreadingHTTPServer):
    """Replies to every request with ``status`` and ``body`` after ``delay`` seconds."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[dict[str, Any]] = []
        self.status, self.body, self.delay = 200, b"", 0.0

    def says(self, text: str) -> None:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply = {"id": "1", "object": "chat.completion", "created": 0, "model": "test"}
        self.body = json.dumps(reply | {"choices": [choice]}).encode()

    @property
    def prompt(self) -> str:
        """What the model was last asked."""
        return "".join(str(m["content"]) for m in self.requests[-1]["messages"])


class Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.requests.append(json.loads(self.rfile.read(length)))
        time.sleep(self.server.delay)
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

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
def own_home(indexed_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy: Path = tmp_path_factory.mktemp("generate") / "home"
    shutil.copytree(indexed_home, copy)
    return copy


@pytest.fixture
def written(own_home: Path, chat: ChatServer) -> Iterator[Service]:
    opened = open_service(
        Settings(
            home=own_home,
            chat_model="openai:test",
            chat_base_url=f"http://127.0.0.1:{chat.server_port}/v1",
            chat_timeout=1.0,
        )
    )
    yield opened
    opened.close()


def assert_stand_in(answer: Answer) -> None:
    """The articles' own sentences stand in, and the answer says why."""
    assert answer.engine == "extractive"
    assert answer.fallback.startswith("语言模型")
    assert answer.citations


def test_what_the_model_writes_is_shown_with_the_citations_it_names(
    written: Service, chat: ChatServer
) -> None:
    chat.says("已登记的有5.82万名。[1]约为常住人口的十分之一。[1][2]")
    answer = written.ask(QUESTION)
    assert (answer.engine, answer.fallback) == ("generative", "")
    assert [s.text for s in answer.sentences] == [
        "已登记的有5.82万名。",
        "约为常住人口的十分之一。",
    ]
    assert all(s.citations for s in answer.sentences)
    for citation in answer.citations:
        assert citation.text[citation.start : citation.end] == citation.quote


def test_the_prompt_holds_the_question_the_numbered_passages_and_the_refusal(
    written: Service, chat: ChatServer
) -> None:
    chat.says("5.82万名。[1]")
    answer = written.ask(QUESTION)
    assert QUESTION in chat.prompt
    assert REFUSAL in chat.prompt
    for n, hit in enumerate(written.search(QUESTION, 3), start=1):
        assert f"[{n}] 《{hit.article.title}》{hit.article.author}\n{hit.chunk.text}" in chat.prompt
    assert answer.citations[0].text in {
        h.article.paragraph(h.chunk.paragraph).text for h in written.search(QUESTION, 1)
    }


def test_numbers_that_were_never_given_out_are_dropped(written: Service, chat: ChatServer) -> None:
    chat.says("有5.82万名。[1][99]另有一百万名。[77]")
    answer = written.ask(QUESTION)
    assert [s.text for s in answer.sentences] == ["有5.82万名。"]
    assert len(answer.citations) == 1


def test_the_refusal_sentence_refuses_without_citations(written: Service, chat: ChatServer) -> None:
    chat.says(REFUSAL)
    answer = written.ask(QUESTION)
    assert (answer.refused, answer.text) == (True, REFUSAL)
    assert (answer.sentences, answer.citations) == ((), ())
    assert "openai:test" in (answer.reason or "")


def test_a_question_without_evidence_never_reaches_the_model(
    written: Service, chat: ChatServer
) -> None:
    assert written.ask("量子纠缠的贝尔不等式如何推导?").refused
    assert chat.requests == []


@pytest.mark.parametrize("reply", ["有5.82万名。", "", "[1]", "有5.82万名(1)。[99]"])
def test_a_reply_that_cites_nothing_is_not_shown(
    written: Service, chat: ChatServer, reply: str
) -> None:
    chat.says(reply)
    assert_stand_in(written.ask(QUESTION))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (401, b'{"error": {"message": "no"}}'),
        (200, b"<html>not json</html>"),
        (200, b"{}"),
        (200, b"[]"),
        (200, b'{"choices": []}'),
        (200, b""),
    ],
)
def test_a_model_that_fails_is_stood_in_for(
    written: Service, chat: ChatServer, status: int, body: bytes
) -> None:
    chat.status, chat.body = status, body
    assert_stand_in(written.ask(QUESTION))


def test_a_model_that_does_not_answer_in_time_is_stood_in_for(
    written: Service, chat: ChatServer
) -> None:
    chat.says("有5.82万名。[1]")
    chat.delay = 2.0
    started = time.perf_counter()
    assert_stand_in(written.ask(QUESTION))
    assert time.perf_counter() - started < 4


def test_a_model_that_is_not_there_is_stood_in_for(own_home: Path, chat: ChatServer) -> None:
    chat.server_close()
    address = f"http://127.0.0.1:{chat.server_port}/v1"
    opened = open_service(
        Settings(home=own_home, chat_model="openai:test", chat_base_url=address, chat_timeout=2)
    )
    assert_stand_in(opened.ask(QUESTION))
    opened.close()


@pytest.fixture
def hits(service: Service) -> list[Hit]:
    return service.search(QUESTION, 2)


def test_each_sentence_quotes_what_shares_most_with_it(hits: list[Hit]) -> None:
    text = hits[1].chunk.text
    reply = read_reply(f"{text}[2]", hits)
    assert reply.citations[0].quote in text
    assert (reply.refused, reply.dropped) == (False, 0)
    assert read_reply("甲。[1][7][8]", hits).dropped == 2


def test_a_reply_without_any_valid_number_is_an_error(hits: list[Hit]) -> None:
    with pytest.raises(ModelError):
        read_reply("没有编号。[3]", hits)
