"""Drafts written by the configured chat model, each with an answer that must stand in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.draft_articles import Placed, is_sound
from eval.draft_clauses import Draft, finished, half_width
from qa.answering.questions.question import Kind, kind_of
from qa.schema import Article, Paragraph, Role
from qa.zh import sentences

if TYPE_CHECKING:
    from qa.answering.generate import Writer

_PROMPT = Template(Path(__file__).with_name("draft_chat.md").read_text(encoding="utf-8"))
_OBJECT = re.compile(r"\{[^{}]*\}")
_SHORTEST = 60  # characters of a paragraph that is worth a question
_A_PARAGRAPH = 2
_KINDS = {
    Kind.WHY: "explanation",
    Kind.HOW: "explanation",
    Kind.TARGET: "number",
    Kind.OTHER: "definition",
}
"""Kinds of the question set for those of ``Kind`` that it calls otherwise."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: str = Field(min_length=1)
    answer: str = Field(min_length=2, max_length=40)


def written_drafts(article: Article, most: int, writer: Writer) -> Iterator[Placed]:
    """Yield up to ``most`` drafts of an article that the chat model wrote.

    A draft is kept only if its answer stands word for word in the paragraph and its question
    can stand alone. Raises ``ModelError`` where the model does not answer.
    """
    count = 0
    for paragraph in article.paragraphs:
        if paragraph.role is Role.BODY and len(paragraph.text) >= _SHORTEST and not paragraph.doubt:
            for placed in _of_paragraph(article, paragraph, writer):
                yield placed
                count += 1
                if count == most:
                    return


def _of_paragraph(article: Article, paragraph: Paragraph, writer: Writer) -> Iterator[Placed]:
    reply = writer.reply(
        _PROMPT.substitute(
            count=_A_PARAGRAPH,
            title=article.title if article.titled else "",
            author=article.author,
            paragraph=paragraph.text,
        )
    )
    for written in read_reply(reply):
        start = paragraph.text.find(written.answer)
        draft = _draft(written)
        if start >= 0 and is_sound(draft):
            proof = next(paragraph.text[a:b] for a, b in sentences(paragraph.text) if start < b)
            yield Placed(draft, article, paragraph, (proof,))


def _draft(written: _Written) -> Draft:
    question = finished(half_width(written.question).strip().rstrip("?"))
    kind = kind_of(question)
    return Draft(_KINDS.get(kind, str(kind)), question, (written.answer,))


def read_reply(reply: str) -> list[_Written]:
    """Return the question objects in a reply; what is no such object is passed over."""
    found = []
    for text in _OBJECT.findall(reply):
        try:
            found.append(_Written.model_validate(json.loads(text)))
        except (ValueError, ValidationError):
            continue
    return found
