"""An answer as it stands in the conversation.

Pure functions from ``Answer`` to safe markup: whatever is put into a template is escaped, so
that an article's text can never become markup.
"""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from qa.schema import Answer, Near, Sentence
from qa.texts import UNSIGNED, paragraph_label
from qa.web import refs, texts
from qa.web.plain import plain_text

EXCERPT = 90
"""Characters of a near paragraph that a refusal shows."""

ECHO = 500
"""Characters of a question that are shown while it is being answered."""


def heading() -> Markup:
    """Return the name of the window and the line that says what it is."""
    return Markup('<div class="qa-head"><h1>{}</h1><p>{}</p></div>').format(texts.NAME, texts.WHAT)


def notice(text: str) -> Markup:
    """Return a sentence that says why a question was not answered."""
    return Markup('<p role="alert">{}</p>').format(text)


def pending() -> Markup:
    """Return what stands in the place of an answer until it comes."""
    return Markup('<p class="qa-pending">{}</p>').format(texts.LOOKING)


def question(text: str) -> Markup:
    """Return what the user asked, word for word."""
    return Markup('<div class="qa-question">{}</div>').format(text)


def message(answer: Answer, turn: int) -> Markup:
    """Return the answer or the refusal of turn number ``turn``."""
    body = _refusal(answer, turn) if answer.refused else _sentences(answer, turn)
    return Markup('<div class="qa-message {}" data-ref="{}">{}{}{}</div>').format(
        "qa-refused" if answer.refused else "qa-answered",
        refs.message(turn),
        _understood(answer),
        body,
        _footer(answer),
    )


def _understood(answer: Answer) -> Markup:
    if answer.understood_as in ("", answer.question):
        return Markup("")
    text = texts.UNDERSTOOD.format(answer.understood_as)
    return Markup('<p class="qa-understood">{}</p>').format(text)


def _sentences(answer: Answer, turn: int) -> Markup:
    sentences = [_sentence(sentence, turn) for sentence in answer.sentences]
    if answer.is_list:
        items = Markup("").join(Markup("<li>{}</li>").format(s) for s in sentences)
        return Markup('<ul class="qa-text">{}</ul>').format(items)
    return Markup('<p class="qa-text">{}</p>').format(Markup("").join(sentences))


def _sentence(sentence: Sentence, turn: int) -> Markup:
    numbers = Markup("").join(_number(n, turn) for n in sentence.citations)
    return Markup("{}{}").format(_shown(sentence), numbers)


def _shown(sentence: Sentence) -> Markup:
    """The words of the source, the short answer marked, and what was added to them in 〔〕."""
    at, start, end = sentence.gloss_at, sentence.start, sentence.end
    cuts = sorted({0, at, start, end, len(sentence.text)})
    parts = []
    for a, b in pairwise(cuts):
        inside = start <= a and b <= end
        parts.append(Markup("<b>{}</b>" if inside else "{}").format(sentence.text[a:b]))
        if b == at and sentence.gloss:
            parts.append(Markup('<span class="qa-gloss">〔{}〕</span>').format(sentence.gloss))
    return Markup("").join(parts)


def _number(n: int, turn: int) -> Markup:
    return Markup(
        '<sup><button type="button" class="qa-cite" data-open="{}" aria-label="{}">[{}]</button>'
        "</sup>"
    ).format(refs.card(turn, n), texts.OPEN_SOURCE.format(n), n)


def _refusal(answer: Answer, turn: int) -> Markup:
    parts = [Markup('<p class="qa-text">{}</p>').format(answer.refusal)]
    if answer.reason:
        parts.append(Markup('<p class="qa-reason">{}</p>').format(answer.reason))
    if answer.nearest:
        items = (_near(near, refs.near(turn, i)) for i, near in enumerate(answer.nearest, 1))
        parts.append(
            Markup('<h4>{}</h4><ul class="qa-nearest">{}</ul>').format(
                texts.NEAREST, Markup("").join(items)
            )
        )
    if answer.covers:
        items = (Markup("<li>{}</li>").format(item) for item in answer.covers)
        parts.append(
            Markup('<details class="qa-covers"><summary>{}</summary><ul>{}</ul></details>').format(
                texts.COVERS, Markup("").join(items)
            )
        )
    return Markup("").join(parts)


def _near(near: Near, ref: str) -> Markup:
    excerpt = near.text if len(near.text) <= EXCERPT else near.text[:EXCERPT] + "……"
    return Markup(
        '<li><button type="button" class="qa-headline" data-open="{}" aria-label="{}">{}</button>'
        '<span class="qa-meta">{} · {}</span><p>{}</p></li>'
    ).format(
        ref,
        texts.OPEN_ARTICLE.format(near.title),
        near.title,
        near.author or UNSIGNED,
        paragraph_label(near.paragraph),
        excerpt,
    )


def _footer(answer: Answer) -> Markup:
    notes = [] if answer.refused else [texts.ENGINES.get(answer.engine, answer.engine)]
    if "total" in answer.timings:
        notes.append(texts.MILLISECONDS.format(round(answer.timings["total"])))
    return Markup('<div class="qa-footer"><span>{}</span>{}</div>{}').format(
        " · ".join(notes),
        Markup("") if answer.refused else _copy(answer),
        Markup('<p class="qa-fallback">{}</p>').format(answer.fallback) if answer.fallback else "",
    )


def _copy(answer: Answer) -> Markup:
    return Markup(
        '<button type="button" class="qa-copy" data-copy="{}" data-done="{}">{}</button>'
    ).format(plain_text(answer), texts.COPIED, texts.COPY)
