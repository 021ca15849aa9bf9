"""The panel beside the conversation: the sources of each answer, and whole articles.

It holds several views of which the page shows one: for every turn its list of sources, and for
every turn and article it touches the whole article with this turn's sentences marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from qa.schema import Answer, Article, Citation, Paragraph
from qa.texts import ATTRIBUTION_DOUBT, UNSIGNED, paragraph_label
from qa.web import refs, texts
from qa.web.marks import Mark, marked
from qa.web.plain import author

FindArticle = Callable[[str], Article | None]


def panel(turns: Sequence[tuple[int, Answer]], find: FindArticle) -> Markup:
    """Return all views of the numbered ``turns``; the sources of the last one are shown."""
    if not turns:
        return Markup('<p class="qa-hint">{}</p>').format(texts.PANEL_EMPTY)
    shown = turns[-1][0]
    return Markup("").join(_turn(answer, n, find, n == shown) for n, answer in turns)


def _turn(answer: Answer, turn: int, find: FindArticle, shown: bool) -> Markup:
    ids = dict.fromkeys(
        [*(c.article_id for c in answer.citations), *(near.article_id for near in answer.nearest)]
    )
    articles = {article.id: article for id in ids if (article := find(id)) is not None}
    views = [_sources(answer, turn, frozenset(articles), shown)]
    views += [_article(article, answer, turn) for article in articles.values()]
    return Markup("").join(views)


def _sources(answer: Answer, turn: int, known: frozenset[str], shown: bool) -> Markup:
    cards = Markup("").join(_card(c, turn, c.article_id in known) for c in answer.citations)
    if answer.refused:
        cards = Markup('<p class="qa-hint">{}</p>').format(texts.PANEL_REFUSED)
    return Markup('<section data-view data-ref="{}"{}>{}<h3>{}</h3>{}</section>').format(
        refs.sources(turn),
        Markup("" if shown else " hidden"),
        _back(refs.message(turn), texts.TO_ANSWER),
        texts.SOURCES_OF.format(answer.question),
        cards,
    )


def _card(citation: Citation, turn: int, has_article: bool) -> Markup:
    mark = Mark(citation.start, citation.end, "")
    return Markup(
        '<article class="qa-card" data-ref="{}" tabindex="-1"><h4><span class="qa-n">[{}]</span> {}'
        '</h4><p class="qa-meta">{}<br>{} · {}</p>{}<div class="qa-excerpt">{}</div></article>'
    ).format(
        refs.card(turn, citation.n),
        citation.n,
        _headline(citation, turn) if has_article else citation.title,
        author(citation),
        citation.source,
        paragraph_label(citation.paragraph),
        _doubt(citation.doubt),
        marked(citation.text, [mark]),
    )


def _headline(citation: Citation, turn: int) -> Markup:
    return Markup(
        '<button type="button" class="qa-headline" data-open="{}" aria-label="{}">{}</button>'
    ).format(
        refs.quote(turn, citation.n), texts.OPEN_ARTICLE.format(citation.title), citation.title
    )


def _doubt(reason: str) -> Markup:
    if not reason:
        return Markup("")
    return Markup('<p class="qa-doubt"><b>{}</b> {}</p>').format(ATTRIBUTION_DOUBT, reason)


def _article(article: Article, answer: Answer, turn: int) -> Markup:
    paragraphs = (_paragraph(p, article.id, answer, turn) for p in _all_paragraphs(article))
    back = (refs.message(turn), texts.TO_ANSWER)
    if not answer.refused:
        back = (refs.sources(turn), texts.TO_SOURCES)
    return Markup(
        '<section data-view class="qa-article" hidden>{}<h3>{}</h3>{}<p class="qa-meta">{}</p>{}{}'
        "</section>"
    ).format(
        _back(*back),
        article.title,
        _subtitle(article),
        _imprint(article),
        Markup("").join(_doubt(doubt) for doubt in article.doubts),
        Markup("").join(paragraphs),
    )


def _subtitle(article: Article) -> Markup:
    if not article.subtitle:
        return Markup("")
    return Markup('<p class="qa-subtitle">{}</p>').format(article.subtitle)


def _imprint(article: Article) -> str:
    name = article.author or UNSIGNED
    by = f"{name}（{article.affiliation}）" if article.affiliation else name
    untitled = "" if article.titled else texts.NO_HEADLINE
    parts = (by, article.note, article.paper, article.date, article.page, article.source, untitled)
    return " · ".join(part for part in parts if part)


def _all_paragraphs(article: Article) -> tuple[Paragraph, ...]:
    return (article.head, *article.paragraphs) if article.head.text else article.paragraphs


def _paragraph(paragraph: Paragraph, article_id: str, answer: Answer, turn: int) -> Markup:
    here = (article_id, paragraph.n)
    marks = [
        Mark(c.start, c.end, refs.quote(turn, c.n))
        for c in answer.citations
        if (c.article_id, c.paragraph) == here
    ]
    near = (
        refs.near(turn, rank)
        for rank, near in enumerate(answer.nearest, 1)
        if (near.article_id, near.paragraph) == here
    )
    return Markup(
        '<div class="qa-paragraph qa-role-{}" data-ref="{}"><span class="qa-label">{}</span>'
        "<p>{}</p>{}</div>"
    ).format(
        paragraph.role,
        " ".join(near),
        paragraph_label(paragraph.n),
        marked(paragraph.text, marks),
        _doubt(paragraph.doubt),
    )


def _back(ref: str, text: str) -> Markup:
    return Markup('<button type="button" class="qa-back" data-open="{}">{}</button>').format(
        ref, text
    )
