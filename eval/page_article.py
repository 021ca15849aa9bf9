"""Writes an article of a made page: headline, paragraphs, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random

from eval import page_words as words
from eval.page_draft import Draft, Style
from eval.page_headline import clauses, headline, shorten
from eval.page_mix import Mix
from eval.page_sign import Signer
from eval.page_stories import Story
from eval.page_truth import Line, Part, Strip
from qa.zh import sentences

_NUMERALS = "一二三四五六七八九十"
_SUBHEAD = 18  # the longest subhead, in characters
_QUESTIONS = (
    "{}，这方面有哪些考虑？",
    "如何看待{}？",
    "{}，您怎么看？",
    "有人关注{}，能否介绍一下具体情况？",
    "{}的背后，难点在哪里？",
)


class Writer:
    """Writes the articles of one page; paragraphs are numbered through the page."""

    def __init__(self, draw: Random, mix: Mix, style: Style) -> None:
        self._draw, self._mix = draw, mix
        self._signer = Signer(draw, mix, style)
        self._paragraphs = count()

    def write(self, number: int, story: Story) -> Draft:
        """Write an article of a story."""
        texts = self._cut(story.text)
        draft = Draft(number)
        draft.body = [self._paragraph(draft, Part.BODY, text) for text in texts]
        title = story.headline or headline("".join(texts), self._draw)
        self._head(draft, title, clauses("".join(texts[len(texts) // 3 :])))
        self._insert_lines(draft, title)
        self._signer.credit(draft)
        return draft

    def _happens(self, rate: float) -> bool:
        return self._draw.random() < rate

    def _paragraph(self, draft: Draft, part: Part, text: str) -> Line:
        return (Strip(text, part, draft.number, next(self._paragraphs)),)

    def _cut(self, text: str) -> list[str]:
        """Cut a text into paragraphs of whole sentences; no quotation is cut."""
        longest = self._draw.randint(*self._mix.length)
        found: list[str] = []
        current, left = "", self._draw.randint(*self._mix.sentences)
        for start, end in sentences(text):
            current += text[start:end]
            left -= 1
            if left <= 0 and current.count("“") == current.count("”"):
                found.append(current)
                current, left = "", self._draw.randint(*self._mix.sentences)
            if not current and sum(map(len, found)) >= longest:
                break
        return [*found, current] if current else found

    def _head(self, draft: Draft, title: str, extra: list[str]) -> None:
        """Write the lines above an article: column name, kicker, headline, subtitle, byline."""
        lines = [draft.line(Part.TITLE, title)] if title else []
        if lines and self._happens(self._mix.untitled):
            lines = []
            draft.traits.add("untitled")
        if lines and extra and self._happens(self._mix.subtitle):
            lines.append(draft.line(Part.DECK, f"——{self._draw.choice(extra)}"))
        elif lines and extra and self._happens(self._mix.kicker):
            lines.insert(0, draft.line(Part.DECK, f"{self._draw.choice(extra)}——"))
        if signed := self._signer.sign(draft):
            lines.insert(0 if self._happens(self._mix.early_byline) else len(lines), signed)
        if self._happens(self._mix.column_name):
            lines.insert(0, (Strip(words.column_name(self._draw), Part.FURNITURE),))
        draft.head = lines

    # Lines between the paragraphs

    def _insert_lines(self, draft: Draft, title: str) -> None:
        if self._happens(self._mix.interview):
            draft.body = list(self._interview(draft))
            draft.traits.add("interview")
        elif len(draft.body) >= 3 and self._happens(self._mix.subheads):
            draft.body = list(self._with_subheads(draft, title))
            draft.traits.add("subheads")
        if len(draft.body) >= 3 and self._happens(self._mix.caption):
            at = self._draw.randrange(len(draft.body))
            what = self._draw.choice(clauses(draft.body[-1][0].text) or ["活动现场"])
            text = words.caption(self._draw, what)
            draft.body.insert(at, self._paragraph(draft, Part.CAPTION, text))
            draft.traits.add("caption")

    def _with_subheads(self, draft: Draft, title: str) -> Iterator[Line]:
        numbered = self._happens(self._mix.numbered_subheads)
        every, n = self._draw.randint(1, 3), 0
        for i, line in enumerate(draft.body):
            fit = [c for c in clauses(line[0].text) if len(c) <= _SUBHEAD and c not in title]
            if i and i % every == 0 and fit and n < len(_NUMERALS):
                sign = f"{_NUMERALS[n]}、" if numbered else ""
                text = sign + shorten(self._draw.choice(fit))
                yield self._paragraph(draft, Part.SUBHEAD, text)
                n += 1
            yield line

    def _interview(self, draft: Draft) -> Iterator[Line]:
        """Put questions between the paragraphs, which become the answers."""
        asks, answers = self._draw.choice((("问：", "答："), ("问：", "答："), ("记者：", "答：")))
        for i, line in enumerate(draft.body):
            fit = clauses(line[0].text)
            if i % 2 == 0 or not fit:
                yield line
                continue
            question = self._draw.choice(_QUESTIONS).format(self._draw.choice(fit))
            yield self._paragraph(draft, Part.BODY, asks + question)
            yield (replace(line[0], text=answers + line[0].text),)
