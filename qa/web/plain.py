"""An answer as plain text that can be pasted into a document, its sources with it."""

from __future__ import annotations

from qa.schema import Answer, Citation
from qa.texts import ATTRIBUTION_DOUBT, UNSIGNED, paragraph_label
from qa.web import texts


def plain_text(answer: Answer) -> str:
    """Return question, answer and one line a source, each with the words it was taken from."""
    lines = [
        texts.COPY_QUESTION.format(answer.question),
        texts.COPY_ANSWER.format(answer.text),
    ]
    if answer.citations:
        lines += ["", texts.COPY_SOURCES, *map(source_line, answer.citations)]
    return "\n".join(lines)


def source_line(citation: Citation) -> str:
    """Return a source as in a footnote: headline, author, file, paragraph, quotation."""
    where = "，".join(
        (
            f"《{citation.title}》",
            author(citation),
            citation.source,
            paragraph_label(citation.paragraph),
        )
    )
    doubt = f"（{ATTRIBUTION_DOUBT}：{citation.doubt}）" if citation.doubt else ""
    quote = citation.quote.replace("\n", " ")
    return f"[{citation.n}] {where}{doubt}：“{quote}”"


def author(citation: Citation) -> str:
    """Return the author with post or institution, or that there is none."""
    name = citation.author or UNSIGNED
    return f"{name}（{citation.affiliation}）" if citation.affiliation else name
