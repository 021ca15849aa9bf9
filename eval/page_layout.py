"""Articles laid out on a page: runs of neighbours in turns, furniture, and what goes astray."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from eval import page_words as words
from eval.page_columns import Measure, columns
from eval.page_draft import Draft
from eval.page_mix import Mix
from eval.page_truth import Line, Part, Strip

Run = list[Line]
"""Lines of one article that stand together."""


class Layout:
    """Lays out one page; ``traits`` tell what has happened on it."""

    def __init__(self, draw: Random, mix: Mix, paper: str) -> None:
        self._draw, self._mix, self._paper = draw, mix, paper
        self._measure = Measure.draw(draw, mix)
        self.traits: set[str] = set()

    def lay_out(self, drafts: Sequence[Draft]) -> list[Line]:
        """Return the lines of the page in the order in which a scan delivers them."""
        runs = [run for group in self._groups(drafts) for run in self._set(group)]
        lines = self._glue(runs)
        foot = next((draft.foot for draft in drafts if draft.foot), None)
        return [*self._top(), *lines, *([foot] if foot else []), *self._bottom()]

    def _happens(self, rate: float, trait: str = "") -> bool:
        happens = self._draw.random() < rate
        if happens and trait:
            self.traits.add(trait)
        return happens

    # Which articles stand side by side

    def _groups(self, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
        rest = list(drafts)
        while rest:
            pair = len(rest) > 1 and self._draw.random() < self._mix.alternating + self._mix.boxed
            take = 2 if pair else 1
            yield rest[:take]
            del rest[:take]

    def _set(self, group: list[Draft]) -> list[Run]:
        """Set the articles of a group in columns, and put their runs in order."""
        parts = [self._runs(draft) for draft in group]
        if len(parts) == 1:
            return parts[0]
        if len(parts[0]) == 1:
            return [*parts[0], *parts[1]]
        if self._draw.random() < self._mix.boxed / (self._mix.alternating + self._mix.boxed):
            self.traits.add("boxed")
            at = self._draw.randrange(1, len(parts[0]))
            return [*parts[0][:at], *parts[1], *parts[0][at:]]
        self.traits.add("alternating")
        heads = [draft.head for draft in group]
        if all(heads) and self._happens(self._mix.heads_together, "heads together"):
            for head, runs in zip(heads, parts, strict=True):
                del runs[0][: len(head)]
            parts[0].insert(0, [line for head in heads for line in head])
        return self._in_turns(*parts)

    def _in_turns(self, one: list[Run], other: list[Run]) -> list[Run]:
        found: list[Run] = []
        here, there = list(one), list(other)
        while here and there:
            take = self._draw.choice((1, 1, 1, 2))
            found += here[:take]
            here, there = there, here[take:]
        return found + here + there

    # One article

    def _runs(self, draft: Draft) -> list[Run]:
        """Return an article's columns, its head above the first."""
        used = self._draw.randrange(self._measure.height)
        found = columns(draft.body, self._measure, used)
        head = list(draft.head)
        title = next((line for line in head if line[0].part is Part.TITLE), None)
        if title and self._happens(self._mix.moved_title, "moved title"):
            head.remove(title)
            signed = any(strip.part is Part.AUTHOR for line in head for strip in line)
            if signed and self._draw.random() < 0.5:
                head.append(title)
            else:
                self._insert(found, title)
        if self._happens(self._mix.between, "furniture between"):
            self._insert(found, (Strip(words.filler(self._draw, self._paper), Part.FURNITURE),))
        draft.head = head
        found[0] = [*head, *found[0]]
        return found

    def _insert(self, runs: list[Run], line: Line) -> None:
        """Put a line inside an article: half the time where a column ends."""
        run = self._draw.choice(runs)
        at = len(run) if self._draw.random() < 0.5 else self._draw.randrange(1, len(run) + 1)
        run.insert(at, line)

    # Blocks and furniture

    def _glue(self, runs: Sequence[Run]) -> list[Line]:
        """Return the lines of the runs; a few that meet become one block."""
        found: list[Line] = []
        for run in runs:
            if found and run and _is_text(found[-1]) and _is_text(run[0]):
                other = found[-1][0].article != run[0][0].article
                if other and len(found[-1]) == 1 and self._happens(self._mix.glued, "glued"):
                    found[-1] += run[0]
                    found += run[1:]
                    continue
            found += run
        return found

    def _top(self) -> Iterator[Line]:
        texts: list[str] = []
        if self._happens(self._mix.masthead):
            texts += words.masthead(self._draw, self._paper)
        if self._happens(self._mix.banner):
            texts += words.banner(self._draw)
        yield from ((Strip(text, Part.FURNITURE),) for text in texts)

    def _bottom(self) -> Iterator[Line]:
        if self._happens(self._mix.staff):
            yield (Strip(words.staff(self._draw), Part.FURNITURE),)


def _is_text(line: Line) -> bool:
    """Tell whether a line is text to its end, without a credit behind it."""
    return all(strip.part is Part.BODY for strip in line)
