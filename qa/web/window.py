"""What the window consists of and what happens in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import gradio as gr
from markupsafe import Markup

from qa.answering.dialogue.conversation import Turn
from qa.errors import QAError
from qa.schema import Answer, Article
from qa.web import render, sources, texts

CONCURRENT = 8
"""Questions answered at the same time; more wait."""

SHOWN = 30
"""Turns of a conversation that the window keeps in view."""

EXAMPLES = 4
"""Example questions offered before the first question."""

_TO_TOP = "() => { document.getElementById('qa-side').scrollTop = 0; }"

Message = dict[str, Any]
Update = dict[gr.blocks.Block, Any]


class Service(Protocol):
    """What the window needs of ``qa.service.Service``."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def article(self, article_id: str) -> Article | None:
        """Return an article of the collection."""

    def examples(self) -> list[str]:
        """Return a few questions that the collection can answer."""


class Window:
    """The window's parts, and what happens in them.

    A conversation is the list of its answers, kept in the session and only ever appended to in
    place: two questions of one session that overlap cannot lose each other's answer.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        _html(render.heading(), elem_id="qa-heading")
        self._turns = gr.State([])
        with gr.Row(elem_id="qa-columns"):
            with gr.Column(elem_id="qa-chat", min_width=280):
                self._log = _log()
                examples = self._examples()
                self._notice = _html("", elem_id="qa-notice")
                self._box = _box()
                clear = gr.Button(texts.CLEAR, elem_id="qa-clear", size="sm")
            with gr.Column(elem_id="qa-side", min_width=280):
                self._panel = _html(self._sources([]), elem_id="qa-panel")
        self._connect(examples, clear)

    def _examples(self) -> list[gr.Button]:
        with gr.Row(elem_id="qa-examples") as self._hints:
            _html(Markup("<span>{}</span>").format(texts.EXAMPLES))
            return [gr.Button(q, size="sm") for q in self._service.examples()[:EXAMPLES]]

    def _connect(self, examples: Sequence[gr.Button], clear: gr.Button) -> None:
        asking = [self._ask_on(self._box.submit, self._box)]
        asking += [self._ask_on(button.click, button) for button in examples]
        clear.click(
            self.clear,
            outputs=[self._turns, *self._changed],
            cancels=asking,
            queue=False,
            api_visibility="private",
        )

    @property
    def _changed(self) -> list[gr.blocks.Block]:
        return [self._log, self._panel, self._box, self._notice, self._hints]

    def _ask_on(self, listen: Callable[..., Any], source: gr.components.Component) -> Any:  # noqa: ANN401
        """Ask the question that ``source`` holds: the box, or the label of an example."""
        event = listen(
            self.answer,
            [source, self._turns],
            self._changed,
            concurrency_limit=CONCURRENT,
            concurrency_id="ask",
            show_progress="hidden",
            api_visibility="private",
        )
        event.success(js=_TO_TOP)
        event.failure(self.apologise, self._turns, self._changed, api_visibility="private")
        return event

    def answer(self, question: str, turns: list[Answer]) -> Iterator[Update]:
        """Show the question at once, then its answer, or a sentence that says what is wrong."""
        yield {
            self._log: [*_messages(turns), *_pending(question)],
            self._box: "",
            self._notice: "",
            self._hints: gr.update(visible=False),
        }
        history = [Turn.of(answer) for answer in turns]
        try:
            turns.append(self._service.ask(question, history))
        except QAError as error:
            yield {**self._unanswered(str(error), turns), self._box: question}
            return
        yield {
            self._log: _messages(turns),
            self._panel: self._sources(turns),
        }

    def apologise(self, turns: list[Answer]) -> Update:
        """Say that the program failed; gradio has written the traceback to the server's log."""
        return self._unanswered(texts.FAILED, turns)

    def _unanswered(self, why: str, turns: list[Answer]) -> Update:
        return {
            self._log: _messages(turns),
            self._notice: str(render.notice(why)),
            self._hints: gr.update(visible=not turns),
        }

    def _sources(self, turns: Sequence[Answer]) -> str:
        return str(sources.panel(_numbered(turns), self._service.article))

    def clear(self) -> Update:
        """Begin a new conversation; an answer still under way goes to the old one."""
        return {
            self._turns: [],
            self._log: [],
            self._panel: self._sources([]),
            self._box: "",
            self._notice: "",
            self._hints: gr.update(visible=True),
        }


def _log() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="qa-log",
        label=texts.LOG_LABEL,
        show_label=False,
        container=False,
        height="100%",
        buttons=[],
        feedback_options=None,
        placeholder=texts.EMPTY,
    )


def _box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="qa-box",
        label=texts.INPUT_LABEL,
        placeholder=texts.INPUT_HINT,
        show_label=False,
        container=False,
        max_lines=6,
        submit_btn=texts.SEND,
        autofocus=True,
    )


def _numbered(turns: Sequence[Answer]) -> list[tuple[int, Answer]]:
    return list(enumerate(turns, start=1))[-SHOWN:]


def _messages(turns: Sequence[Answer]) -> list[Message]:
    shown = []
    for turn, answer in _numbered(turns):
        shown.append(_said("user", render.question(answer.question)))
        shown.append(_said("assistant", render.message(answer, turn)))
    return shown


def _pending(question: str) -> list[Message]:
    return [
        _said("user", render.question(question[: render.ECHO])),
        _said("assistant", render.pending()),
    ]


def _said(role: str, markup: Markup) -> Message:
    # A component, because text would go through Markdown and LaTeX: articles are data.
    return {"role": role, "content": _html(markup)}


def _html(markup: str, elem_id: str | None = None) -> gr.HTML:
    return gr.HTML(str(markup), elem_id=elem_id, js_on_load=None, apply_default_css=False)
