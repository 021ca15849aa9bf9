"""Headings told apart from sentences that a column end cut off where they look whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.corpus.continuity import Continuity
from qa.corpus.heads import ENUMERATED, cover, is_column
from qa.corpus.pieces import Kind, Piece, is_open, leads, resumes, splits_word, unclosed
from qa.corpus.weights import Signals, Weights, probability, score
from qa.words import cut, known
from qa.zh import bigrams

_AHEAD = 12  # texts below that may go on with a cut sentence
_PHRASE = 6  # so long a phrase across a seam stands elsewhere on the page by no accident
_STOPS = ",，。、;；:：！？"  # no text begins with one
_NEAR = 3  # texts above and below that a heading may take up


def settle(found: Sequence[Piece], continuity: Continuity, weights: Weights) -> list[Piece]:
    """Take back as text what looks like a heading but is a part of a cut sentence."""
    _read(found, continuity)
    return [
        replace(piece, kind=Kind.TEXT)
        if piece.kind is Kind.HEADING and _is_cut(found, i, continuity, weights)
        else piece
        for i, piece in enumerate(found)
    ]


def _read(found: Sequence[Piece], continuity: Continuity) -> None:
    """Read the seams of all headings at once."""
    texts = [(i, p.text) for i, p in enumerate(found) if p.kind is Kind.TEXT]
    headings = [(i, p.text) for i, p in enumerate(found) if p.kind is Kind.HEADING]
    later = ((h, t) for at, h in headings for t in [t for i, t in texts if i > at][:_AHEAD])
    above = ((t, h) for at, h in headings for t in [t for i, t in texts if i < at][-1:])
    continuity.read([*later, *above])


def _is_cut(found: Sequence[Piece], i: int, continuity: Continuity, weights: Weights) -> bool:
    below = found[i + 1] if i + 1 < len(found) else None
    if below and below.kind is Kind.TEXT:
        if below.text[0] in _STOPS or continuity.attested(found[i].text, below.text, _PHRASE):
            return True
    return probability(score(signals(found, i, continuity), weights["cut"])) > 0.5


def signals(found: Sequence[Piece], i: int, continuity: Continuity) -> Signals:
    """Return what speaks for it that heading ``i`` of a page is a part of a sentence."""
    text = found[i].text
    return {
        "one": 1.0,
        "length": len(text) / 45,
        "space": float(" " in text or "\u3000" in text),
        "final": float(not is_open(text)),
        **_tags(text),
        "enumerated": float(bool(ENUMERATED.match(text))),
        "column": float(is_column(text)),
        **_above(found, i, continuity),
        **_below(found, i, continuity),
    }


def _tags(text: str) -> Signals:
    """The kinds of the first and the last word: headings begin and end as headings do."""
    words = cut(text)
    first, last = (known(word)[1][:1] for word in (words[0], words[-1]))
    return {f"begins {first}": 1.0, f"ends {last}": 1.0}


def _above(found: Sequence[Piece], i: int, continuity: Continuity) -> Signals:
    if not i:
        return {"first": 1.0}
    text, before = found[i].text, found[i - 1]
    texts = [p.text for p in found[:i] if p.kind is Kind.TEXT]
    signs = {
        f"below {before.kind}": 1.0,
        "above covers": _cover(text, texts[-_NEAR:]),
    }
    if texts:
        broken = is_open(texts[-1])
        signs["above open"] = float(broken)
        signs["above goes on"] = float(broken and _evidence(texts[-1], text, continuity))
        signs["above flow"] = continuity.flow(texts[-1], text) if broken else 0.0
    return signs


def _below(found: Sequence[Piece], i: int, continuity: Continuity) -> Signals:
    if i + 1 == len(found):
        return {"last": 1.0}
    text, after = found[i].text, found[i + 1]
    texts = [p.text for p in found[i + 1 :] if p.kind is Kind.TEXT]
    signs = {
        f"above {after.kind}": 1.0,
        "below covers": _cover(text, texts[:_NEAR]),
        "word later": float(any(splits_word(text, t) and not leads(t) for t in texts[1:_AHEAD])),
        "flow later": max((continuity.flow(text, t) for t in texts[1:_AHEAD]), default=-1.0),
    }
    if after.kind is Kind.TEXT:
        signs |= {
            "word": float(splits_word(text, after.text)),
            "flow": continuity.flow(text, after.text),
            "attested": float(continuity.attested(text, after.text)),
            "leads": float(leads(after.text)),
            "resumes": float(resumes(after.text)),
        }
    return signs


def _evidence(left: str, right: str, continuity: Continuity) -> bool:
    return splits_word(left, right) or continuity.attested(left, right) or unclosed(left)


def _cover(text: str, texts: Sequence[str]) -> float:
    return cover(text, {gram for each in texts for gram in bigrams(each)})
