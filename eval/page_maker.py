"""Makes newspaper pages of real articles, and knows what a reader should find on them.

A page is drawn from its seed: the same articles, seed and mix give the same page. Articles that
are all but the same never stand on one page. Seeds below ``REPORTED`` are for development; those
from there on are kept for reporting, and draw from the other half of the articles
(``eval.page_stories``).
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from eval.page_article import Writer
from eval.page_carry import carry_over
from eval.page_draft import Draft, Style
from eval.page_faults import scan
from eval.page_layout import Layout
from eval.page_mix import NEWSPAPER, Mix
from eval.page_stories import DEVELOPMENT, REPORTING, Story
from eval.page_truth import MadePage, Part, print_page

REPORTED = 10_000
"""The first seed that is kept for reporting."""

ALIKE = 0.4
"""Articles whose topics are more alike than this report the same event: never on one page."""

_SEEN = 60  # articles looked at for each that is to share the subject of the page


def half_of(seed: int) -> int:
    """Return which half of the articles the page of a seed is made of."""
    return DEVELOPMENT if seed < REPORTED else REPORTING


def make_page(stories: Sequence[Story], seed: int, mix: Mix = NEWSPAPER) -> MadePage:
    """Make the page of a seed out of some of the stories."""
    draw = Random(f"{mix.name} {seed}")
    style = Style.draw(draw, mix)
    chosen, related = choose(stories, draw, mix, style.opinion)
    writer = Writer(draw, mix, style)
    drafts = [writer.write(n, story) for n, story in enumerate(chosen)]
    carry_over(drafts, draw, mix)
    layout = Layout(draw, mix, style.paper)
    lines = scan(layout.lay_out(drafts), draw, mix)
    traits = layout.traits | _traits(drafts, style, related)
    return print_page(seed, lines, [draft.truth for draft in drafts], traits)


def choose(
    stories: Sequence[Story], draw: Random, mix: Mix, opinion: bool
) -> tuple[list[Story], bool]:
    """Choose the articles of a page, and say whether they were chosen to share a subject.

    There are fewer where the file holds too few that differ.
    """
    related = draw.random() < mix.related
    first = _longest(_some(stories, _SEEN, draw), opinion, draw)
    chosen = [first]
    for _ in range(draw.randint(*mix.articles) - 1):
        seen = _some(stories, _SEEN, draw)
        seen = [story for story in seen if all(story.likeness(c) < ALIKE for c in chosen)]
        if seen:
            alike = max(seen, key=first.likeness)
            chosen.append(alike if related else _longest(seen, opinion, draw))
    return chosen, related


def _some(stories: Sequence[Story], most: int, draw: Random) -> list[Story]:
    return draw.sample(stories, min(most, len(stories)))


def _longest(seen: Sequence[Story], opinion: bool, draw: Random) -> Story:
    """Choose the longest of three articles, or for a page of essays what argues most of twelve."""
    if opinion:
        return max(_some(seen, 12, draw), key=lambda story: story.pleads)
    return max(_some(seen, 3, draw), key=lambda story: len(story.text))


def _traits(drafts: Sequence[Draft], style: Style, related: bool) -> set[str]:
    strips = [strip for draft in drafts for line in draft.body for strip in line]
    credits = any(strip.part is Part.AFFILIATION for strip in strips)
    bylines = any(strip.part is Part.AUTHOR for d in drafts for line in d.head for strip in line)
    names = {
        f"{len(drafts)} articles",
        "essays" if style.opinion else "reports",
        "related" if related else "unrelated",
        "credits" if credits else "no credits",
        "bylines" if bylines else "no bylines",
    }
    return names.union(*(draft.traits for draft in drafts))
