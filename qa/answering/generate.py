"""Answers written by a chat model from numbered passages.

The model is shown passages and asked to end each sentence with their numbers. What comes back
is taken apart into sentences; numbers that were never given out are dropped, and so is every
sentence without a valid one. What is left quotes the passages it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.answering.citing import Citations
from qa.answering.prompts import prompt
from qa.errors import ModelError
from qa.schema import Citation, Hit, Sentence
from qa.texts import REFUSAL
from qa.zh import bigrams, fold, sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MARKERS = re.compile(r"\s*((?:\[\d{1,3}\])+)")
_NUMBER = re.compile(r"\d+")
_MAX_TOKENS = 600


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote, as far as it is cited; ``refused`` if it found no answer.

    ``dropped`` counts the markers that named no passage.
    """

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    refused: bool
    dropped: int


class Writer:
    """A chat model behind an address. It is reached for the first time by ``write``."""

    def __init__(self, model: str, base_url: str, api_key: str, timeout: float) -> None:
        self.name = model
        self._base_url, self._key, self._timeout = base_url, api_key, timeout
        self._model: BaseChatModel | None = None

    def write(self, question: str, hits: Sequence[Hit]) -> Written:
        """Have the model answer from ``hits``, numbered from 1 in their order.

        Raises ``ModelError`` where it cannot be reached, fails, or writes nothing that is cited.
        """
        passages = "\n\n".join(
            f"[{n}] 《{hit.article.title}》{hit.article.author}\n{hit.chunk.text}"
            for n, hit in enumerate(hits, start=1)
        )
        reply = self.reply(prompt("answer", refusal=REFUSAL, passages=passages, question=question))
        return read_reply(reply, hits)

    def reply(self, text: str) -> str:
        """Return what the model writes to ``text``.

        Raises ``ModelError`` where it cannot be reached or fails.
        """
        from httpx import HTTPError
        from openai import OpenAIError

        try:
            reply = self._load().invoke(text)
        except (OpenAIError, HTTPError, OSError, ValueError, LookupError, TypeError) as error:
            raise ModelError(
                f"语言模型 {self.name} 没有回答({type(error).__name__}),请检查 QA_CHAT_BASE_URL。"
            ) from error
        return reply.text if isinstance(reply.text, str) else str(reply.content)

    def _load(self) -> BaseChatModel:
        if self._model is None:
            from langchain.chat_models import init_chat_model

            extra: dict[str, Any] = {"base_url": self._base_url} if self._base_url else {}
            if self._key or self._base_url:
                extra["api_key"] = self._key or "none"
            self._model = init_chat_model(
                self.name,
                temperature=0,
                timeout=self._timeout,
                max_retries=0,
                max_tokens=_MAX_TOKENS,
                **extra,
            )
        return self._model


def read_reply(reply: str, hits: Sequence[Hit]) -> Written:
    """Take a reply apart into cited sentences. Raises ``ModelError`` where none is cited."""
    if fold(REFUSAL.rstrip("。")) in fold(reply):
        return Written((), (), refused=True, dropped=0)
    cited, found, dropped = Citations(), [], 0
    for text, numbers in _cited_pieces(reply):
        valid = [n for n in dict.fromkeys(numbers) if 1 <= n <= len(hits)]
        dropped += len(set(numbers)) - len(valid)
        if valid and text:
            marks = tuple(_cite(cited, text, hits[n - 1]) for n in valid)
            found.append(Sentence(text, tuple(dict.fromkeys(marks))))
    if not found:
        raise ModelError("语言模型的回答没有可核对的出处。")
    return Written(tuple(found), cited.all(), refused=False, dropped=dropped)


def _cited_pieces(reply: str) -> list[tuple[str, list[int]]]:
    """Split a reply at its markers: each piece of text with the numbers that follow it."""
    parts = _MARKERS.split(reply)
    pieces = zip(parts[::2], [*parts[1::2], ""], strict=True)
    return [
        (text.strip().lstrip("。").strip(), [int(n) for n in _NUMBER.findall(marks)])
        for text, marks in pieces
    ]


def _cite(cited: Citations, text: str, hit: Hit) -> int:
    """Cite the sentence of the passage that shares most with what was written."""
    wanted = set(bigrams(text))
    spans = sentences(hit.chunk.text)
    start, end = max(
        spans, key=lambda span: len(wanted & set(bigrams(hit.chunk.text[span[0] : span[1]])))
    )
    base = hit.chunk.start
    return cited.cite(hit.article, hit.chunk.paragraph, base + start, base + end)
