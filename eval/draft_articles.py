"""Drafts for whole articles: which sentences are looked at, which drafts are kept, and what proves
them.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.draft_clauses import Context, Draft, half_width
from eval.draft_lists import counted, enumerated, holding, quoted, unfinished
from eval.draft_names import definition, doer, name, organisation, person
from eval.draft_patterns import date, number, place, reason
from eval.draft_words import UNBOUND
from eval.questions import Evidence, Question
from qa.schema import Article, Paragraph, Role
from qa.zh import fold, sentences

Pattern = Callable[[Context], Iterator[Draft]]

SENTENCE_PATTERNS: tuple[Pattern, ...] = (
    number,
    counted,
    holding,
    unfinished,
    quoted,
    name,
    person,
    doer,
    organisation,
    place,
    date,
    reason,
    definition,
)
_LEANS = re.compile(r"[这那此该]")
_LONGEST_TITLE = 36
_LONGEST = 220  # characters of a sentence; a longer one is often two that lost their full stop


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft and where it comes from."""

    draft: Draft
    article: Article
    paragraph: Paragraph
    evidence: tuple[str, ...]

    def question(self) -> Question:
        """Return it as a question with its gold answer."""
        article = self.article
        proofs = tuple(
            Evidence(article.source, article.author, text, article.title, self.paragraph.n)
            for text in self.evidence
        )
        return Question(
            id=identity(article, self.draft.question),
            split="dev",
            kind=self.draft.kind,
            question=self.draft.question,
            answerable=True,
            points=tuple((point,) for point in self.draft.points),
            evidence=proofs,
        )


def identity(article: Article, question: str) -> str:
    """Return the id of a draft: the same article and question always get the same."""
    digest = hashlib.sha256(f"{article.id}\n{question}".encode()).hexdigest()
    return f"draft-{digest[:10]}"


def drafts_of(article: Article, most: int) -> list[Placed]:
    """Return up to ``most`` drafts of an article, of as many kinds and paragraphs as possible."""
    if article.confidence < 0.5:
        return []
    by_kind: dict[str, list[Placed]] = defaultdict(list)
    seen: set[str] = set()
    for placed in _all(article):
        if is_sound(placed.draft) and placed.draft.question not in seen:
            seen.add(placed.draft.question)
            by_kind[placed.draft.kind].append(placed)
    return [*_in_turn(by_kind, most), *_about(article)][:most]


def is_sound(draft: Draft) -> bool:
    """Tell whether a draft is a question that does not give its answer away, and can be answered
    without looking further.
    """
    asked = fold(draft.question)
    return bool(asked) and not any(
        fold(point) in asked or UNBOUND.search(point) or _LEANS.search(point)
        for point in draft.points
    )


def _about(article: Article) -> Iterator[Placed]:
    """Who wrote an article that has a headline, and what its author is."""
    if not article.titled or not article.author or len(article.title) > _LONGEST_TITLE:
        return
    head = article.head
    if all(author in head.text for author in article.authors):
        asked = Draft("person", f"《{article.title}》的作者是谁?", article.authors)
        yield Placed(asked, article, head, article.authors)
    if article.affiliation in head.text and article.affiliation and len(article.authors) == 1:
        asked = Draft("post", f"《{article.title}》的作者是什么身份?", (article.affiliation,))
        yield Placed(asked, article, head, (article.affiliation,))


def _all(article: Article) -> Iterator[Placed]:
    for paragraph in article.paragraphs:
        if paragraph.role is not Role.BODY or paragraph.doubt:
            continue
        spans = sentences(paragraph.text)
        plain = half_width(paragraph.text)
        for found in enumerated(Context(article, plain)):
            yield Placed(found, article, paragraph, _proofs(paragraph.text, found.points))
        for start, end in spans:
            if end - start <= _LONGEST:
                yield from _of_sentence(article, paragraph, start, end)


def _of_sentence(article: Article, paragraph: Paragraph, start: int, end: int) -> Iterator[Placed]:
    text = paragraph.text[start:end]
    context = Context(article, half_width(text).rstrip("。!?”"))
    for pattern in SENTENCE_PATTERNS:
        for found in pattern(context):
            yield Placed(found, article, paragraph, (text,))


def _proofs(text: str, points: Sequence[str]) -> tuple[str, ...]:
    """The sentences in which the points stand."""
    plain = half_width(text)
    held = (text[a:b] for point in points for a, b in sentences(text) if point in plain[a:b])
    return tuple(dict.fromkeys(held))


def _in_turn(by_kind: dict[str, list[Placed]], most: int) -> list[Placed]:
    """Take from every kind in turn, and of a kind from every paragraph before any again."""
    queues = [_spread(found) for found in by_kind.values()]
    longest = max(map(len, queues), default=0)
    turns = [queue[i] for i in range(longest) for queue in queues if i < len(queue)]
    return turns[:most]


def _spread(found: Iterable[Placed]) -> list[Placed]:
    count: dict[int, int] = defaultdict(int)
    keyed = []
    for order, placed in enumerate(found):
        count[placed.paragraph.n] += 1
        keyed.append((count[placed.paragraph.n], order, placed))
    return [placed for _, _, placed in sorted(keyed, key=lambda key: key[:2])]
