"""Pieces of made pages that come from another page or go on there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from eval.page_draft import Draft
from eval.page_mix import Mix
from eval.page_truth import Part, Strip

_FROM = "（上接1版） （上接第一版） （上接01版） （上接第1版） （紧接第一版） （上接A1版）".split()
_TO = "（下转3版） （下转第二版） （下转A4版） （下转第6版）".split()


def carry_over(drafts: Sequence[Draft], draw: Random, mix: Mix) -> None:
    """Let one article of a page come from another, and one go on there."""
    later = [draft for draft in drafts[1:] if len(_paragraphs(draft)) > 1]
    if later and draw.random() < mix.continued:
        continue_from(draw.choice(later), draw)
    whole = [draft for draft in drafts if draft.head]
    if whole and draw.random() < mix.continues:
        continue_to(draw.choice(whole), draw)


def continue_from(draft: Draft, draw: Random) -> None:
    """Make an article a piece that comes from another page: no head, mostly cut in a sentence."""
    at = draw.choice(_paragraphs(draft)[1:3])
    first, *rest = draft.body[at]
    start = draw.randrange(len(first.text) // 2) if draw.random() < 0.7 else 0
    mark = Strip(draw.choice(_FROM), Part.FURNITURE)
    opening = (replace(first, text=first.text[start:]), *rest)
    apart = draw.random() < 0.3
    draft.body[: at + 1] = [(mark,), opening] if apart else [(mark, *opening)]
    draft.head = []
    if "signed below" not in draft.traits:
        draft.truth = replace(draft.truth, authors=())
    draft.traits.add("continued")


def continue_to(draft: Draft, draw: Random) -> None:
    """Break an article off; the rest of it, and what stands below it, is on another page."""
    at = draw.choice(_paragraphs(draft)[-2:])
    strip = draft.body[at][0]
    end = draw.randint(len(strip.text) // 2, len(strip.text))
    mark = Strip(draw.choice(_TO), Part.FURNITURE)
    draft.body[at:] = [(replace(strip, text=strip.text[:end]), mark)]
    draft.foot = None
    if "signed below" in draft.traits:
        draft.truth = replace(draft.truth, authors=())
    draft.traits.add("continues")


def _paragraphs(draft: Draft) -> list[int]:
    """Return where the paragraphs stand in the body of an article."""
    return [i for i, line in enumerate(draft.body) if line[0].part is Part.BODY]
