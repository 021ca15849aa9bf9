"""The types that flow through the product, from a file's blocks to a cited answer.

All are frozen dataclasses. Offsets are counted in characters (Unicode code points) and are
half-open: ``text[start:end]``. An ``Answer`` can be serialised and read back without loss.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qa.serialised import Serialised

HEAD = 0
"""The paragraph number of an article's head: its headline, byline and affiliation."""


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets in a file's decoded text; ``part`` is a page other than the article's, or 0."""

    start: int
    end: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself on a page, without surrounding white space."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A file as read: its decoded text and its blocks in the order of the file.

    ``source`` is the file's path below the folder that was indexed, with forward slashes;
    ``part`` the page of a PDF or the line of a .jsonl, 0 for a file that is read whole.
    """

    source: str
    text: str
    encoding: str
    blocks: tuple[Block, ...]
    part: int = 0


class Role(StrEnum):
    """What a paragraph is within its article."""

    HEAD = "head"
    BODY = "body"
    SUBHEAD = "subhead"
    QUESTION = "question"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, and the pieces of the file it was put together from.

    ``text`` is the concatenation of the file's ``spans``, character for character; in the head
    (``n == HEAD``) the pieces are separated by a line feed. ``doubt`` says in Chinese why a
    person should check that the paragraph belongs to this article; empty where it is certain.
    """

    n: int
    text: str
    spans: tuple[Span, ...]
    role: Role = Role.BODY
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Article(Serialised):
    """An article of the collection.

    ``title`` is the headline; where the page holds none, a descriptive label made from the
    first sentence, and ``titled`` is false. ``authors`` are names without inner spaces.
    ``affiliation`` is the post or institution without 作者系 / 作者单位 and brackets; ``note``
    what else the credit line says. ``paper``, ``date`` and ``page`` are empty where the file
    does not give them. ``confidence`` is 0–1; ``doubts`` say in Chinese what to check.
    ``id`` depends on the article's text only, never on the file's name; ``part`` is its page's.
    """

    id: str
    source: str
    title: str
    titled: bool
    authors: tuple[str, ...]
    affiliation: str
    head: Paragraph
    paragraphs: tuple[Paragraph, ...]
    subtitle: str = ""
    note: str = ""
    paper: str = ""
    date: str = ""
    page: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    part: int = 0

    @property
    def author(self) -> str:
        """All authors in one string, as shown to users."""
        return "、".join(self.authors)

    def paragraph(self, n: int) -> Paragraph:
        """Return paragraph ``n``; ``HEAD`` is the head. Raises ``IndexError`` if there is none."""
        if n == HEAD:
            return self.head
        if not 1 <= n <= len(self.paragraphs):
            raise IndexError(n)
        return self.paragraphs[n - 1]

    def to_public(self) -> dict[str, Any]:
        """The object that ``qa articles --json`` prints, as other programs rely on it."""
        shown = "id title author affiliation source confidence".split()
        texts = [{"n": p.n, "text": p.text} for p in self.paragraphs]
        return {key: getattr(self, key) for key in shown} | {"paragraphs": texts}


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and indexed: consecutive whole sentences of one paragraph.

    ``text == paragraph.text[start:end]``; nothing is ever added to it or rewritten.
    """

    id: str
    article_id: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found, best first in a list of hits.

    ``score`` is the score of the fused ranking; ``scores`` holds what each searcher gave:
    ``keyword`` (BM25, higher is better) and ``vector`` (cosine similarity).
    """

    chunk: Chunk
    article: Article
    score: float
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence of an answer stands: ``text[start:end] == quote``.

    ``n`` is the number shown as ``[n]``; ``paragraph`` is ``HEAD`` for headline and byline;
    ``text`` is the whole paragraph. ``doubt`` is empty where the attribution is certain.
    """

    n: int
    article_id: str
    title: str
    author: str
    affiliation: str
    source: str
    paragraph: int
    quote: str
    start: int
    end: int
    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer with the numbers of the citations that stand behind it.

    ``text[start:end]`` is the short answer within it, where one is marked. ``gloss`` says who or
    what is meant by the pronoun that ends at ``gloss_at``, where the sentence alone does not.
    """

    text: str
    citations: tuple[int, ...]
    start: int = 0
    end: int = 0
    gloss: str = ""
    gloss_at: int = 0

    @property
    def short(self) -> str:
        """The short answer; empty where none is marked."""
        return self.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The text as shown: what was added to the source's words stands in 〔〕."""
        added = f"〔{self.gloss}〕" if self.gloss else ""
        return self.text[: self.gloss_at] + added + self.text[self.gloss_at :]


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph near the question, shown under a refusal. It is no citation."""

    article_id: str
    title: str
    author: str
    source: str
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer(Serialised):
    """The answer to one question, complete in itself.

    ``kind`` is the kind of question (``Kind`` of ``qa.answering.questions.question``), ``engine``
    is ``extractive``, ``catalogue`` or ``generative``. A refused answer has no sentence, no
    citation, a ``reason`` and the ``nearest`` paragraphs. ``covers`` names what the collection
    holds. ``fallback`` says what the answer lacks: the chat model did not write it although one is
    configured, or a part of the question was not answered. ``timings`` are milliseconds by stage.
    ``support`` is how probable it was held, 0 to 1, that the question has an answer in what was
    read; ``None`` where that decided nothing.
    """

    question: str
    understood_as: str
    kind: str
    engine: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    refused: bool = False
    reason: str | None = None
    refusal: str = ""
    nearest: tuple[Near, ...] = ()
    covers: tuple[str, ...] = ()
    fallback: str = ""
    searched: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    support: float | None = None

    @property
    def text(self) -> str:
        """The answer as shown: each sentence followed by its markers, or the refusal."""
        if self.refused:
            return self.refusal
        lines = (s.shown + "".join(f"[{n}]" for n in s.citations) for s in self.sentences)
        return "\n".join(lines) if self.is_list else "".join(lines)

    @property
    def short(self) -> str:
        """The short answers that are marked, joined by 、; empty where none is."""
        return "、".join(dict.fromkeys(s.short for s in self.sentences if s.short))

    @property
    def is_list(self) -> bool:
        """Whether the sentences are shown one below the other."""
        listed = self.kind in ("list", "title", "collection") or self.engine == "catalogue"
        return len(self.sentences) > 1 and listed

    def to_public(self) -> dict[str, Any]:
        """The object that ``qa ask --json`` prints, as other programs rely on it."""
        shown = "n title author affiliation source paragraph quote start end text".split()
        return {
            "question": self.question,
            "answer": self.text,
            "short_answer": self.short,
            "refused": self.refused,
            "reason": self.reason,
            "engine": self.engine,
            "understood_as": self.understood_as,
            "citations": [{k: getattr(c, k) for k in shown} for c in self.citations],
            "latency_ms": round(self.timings.get("total", 0.0), 1),
        }
