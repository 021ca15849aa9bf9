"""The window as its users meet it: the real service, a real browser, no network but loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from qa.texts import REFUSAL
from qa.web.texts import COPIED

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STARTUP = 180.0
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the search path"),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + STARTUP
    while time.monotonic() < deadline and process.poll() is None:
        try:
            opener.open(address, timeout=5).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
    pytest.fail(f"the window did not open:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the window is served over the five pages, indexed on its first start."""
    home = tmp_path_factory.mktemp("home")
    address, log = f"http://127.0.0.1:{(port := free_port())}/", home / "log.txt"
    command = [sys.executable, "-m", "qa", "chat", "--port", str(port)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QA_")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={**environment, "QA_HOME": str(home / "library")},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_open(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def outside() -> list[str]:
    """The addresses beyond this computer that a page asked for."""
    return []


@pytest.fixture
def window(browser: Any, address: str, outside: list[str]) -> Iterator[Any]:  # noqa: ANN401
    def only_local(route: Any) -> None:  # noqa: ANN401
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.route("**/*", only_local)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#qa-box textarea")
    yield page
    context.close()


def ask(window: Any, question: str) -> Any:  # noqa: ANN401
    """Type a question, press Enter, and return its answer once it stands there."""
    messages = window.locator(".qa-message")
    before = messages.count()
    window.fill("#qa-box textarea", question)
    window.press("#qa-box textarea", "Enter")
    messages.nth(before).wait_for()
    return messages.nth(before)


def test_a_number_opens_the_marked_sentence_and_the_headline_its_article(
    window: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    answer = ask(window, "新一届重庆对村(社区)巡察的总数是多少?")
    assert "11253" in answer.inner_text()
    answer.locator(".qa-cite").first.click()
    card = window.locator(".qa-card.qa-current")
    quoted = card.locator("mark").inner_text()
    assert quoted in answer.inner_text().replace("\n", "")
    card.locator(".qa-headline").click()
    mark = window.locator(".qa-article mark.qa-current").first
    assert mark.is_visible()
    assert quoted.startswith(mark.inner_text())
    assert not card.is_visible()
    shot = tmp_path / "article.png"
    window.screenshot(path=shot)
    assert shot.stat().st_size > 0


def test_each_answer_of_a_conversation_keeps_its_own_sources(window: Any) -> None:  # noqa: ANN401
    first = ask(window, "王志杰的文章是写什么的?")
    second = ask(window, "他是什么职务?")
    assert "理解" in second.inner_text()
    for turn, answer in ((2, second), (1, first)):
        answer.locator(".qa-cite").first.click()
        opened = window.locator(".qa-card.qa-current")
        assert opened.is_visible()
        assert opened.get_attribute("data-ref") == f"t{turn}-card1"


def test_a_question_without_an_answer_is_refused_without_numbers(window: Any) -> None:  # noqa: ANN401
    refusal = ask(window, "火星探测器什么时候着陆?")
    assert REFUSAL in refusal.inner_text()
    assert refusal.locator(".qa-cite").count() == 0
    assert window.locator(".qa-card").count() == 0


def test_copying_an_answer_takes_its_sources_along(window: Any) -> None:  # noqa: ANN401
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(window, "新一届重庆对村(社区)巡察的总数是多少?")
    answer.locator(".qa-copy").click()
    answer.get_by_text(COPIED).wait_for()
    copied = window.evaluate("navigator.clipboard.readText()")
    assert copied == answer.locator(".qa-copy").get_attribute("data-copy")
    assert "[1] 《" in copied


def test_an_example_is_answered_by_one_click_and_the_conversation_can_be_cleared(
    window: Any,  # noqa: ANN401
) -> None:
    window.locator("#qa-examples button").first.click()
    window.locator(".qa-message.qa-answered").wait_for()
    window.click("#qa-clear")
    window.locator(".qa-message").wait_for(state="detached")
    assert window.locator("#qa-examples button").first.is_visible()


def test_a_question_over_the_limit_gets_one_sentence_and_stays_in_the_box(window: Any) -> None:  # noqa: ANN401
    question = "长" * 600
    window.fill("#qa-box textarea", question)
    window.press("#qa-box textarea", "Enter")
    notice = window.locator("#qa-notice [role=alert]")
    notice.wait_for()
    assert "600" in notice.inner_text()
    assert window.input_value("#qa-box textarea") == question
    assert window.locator(".qa-message").count() == 0


def test_shift_and_enter_start_a_new_line(window: Any) -> None:  # noqa: ANN401
    window.fill("#qa-box textarea", "第一行")
    window.press("#qa-box textarea", "Shift+Enter")
    assert window.input_value("#qa-box textarea") == "第一行\n"


def test_nothing_beyond_this_computer_is_asked(window: Any, outside: list[str]) -> None:  # noqa: ANN401
    ask(window, "重庆有哪些做法?")
    assert outside == []


def test_a_narrow_screen_needs_no_sideways_scrolling(window: Any) -> None:  # noqa: ANN401
    window.set_viewport_size({"width": 390, "height": 844})
    ask(window, "新一届重庆对村(社区)巡察的总数是多少?")
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
