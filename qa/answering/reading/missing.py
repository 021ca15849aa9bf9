"""What a question names that the articles found for it do not know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answering.piece import articles_of, whole_text
from qa.answering.questions.places import holds, names_place, names_province
from qa.answering.questions.terms import Terms, numbers_of
from qa.answering.reading.extract import READ
from qa.schema import Hit
from qa.zh import bigrams, fold
from qa.zh import number as count

_BY_CHANCE = 1  # a bigram that any long text may hold
_QUOTED = 0.6  # share of a title's bigrams
_SHORTENED = 4  # characters that a short form leaves out at a place
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"第?([一二三四五六七八九十]+|\d{1,2})([届次期批])")
_RANK = re.compile(r"第(\d{3,})")
_FIRST = re.compile(r"首(?=[届次期批])")


def texts_read(hits: Sequence[Hit]) -> list[str]:
    """Return the folded texts of the articles that are read, each with its date."""
    return [f"{whole_text(article)} {article.date}" for article in articles_of(hits[:READ])]


def unmet(terms: Terms, texts: Sequence[str]) -> list[str]:
    """Return the works, names, places, communities, firms, years and ordinals of a question that
    no text has.

    A question about another place, year or session than the collection's has no answer in it,
    however well the rest fits. Other numbers may be written otherwise: 3年 is 三年; and titles
    are seldom quoted to the letter.
    """
    numbers = frozenset().union(*map(numbers_of, texts))
    places = {place for place in terms.places if _unknown(place, terms, texts)}
    called = {whole for name, whole in terms.called.items() if _unheard(name, whole, texts)}
    works = {f"《{work}》" for work in terms.works if not any(_has(text, work) for text in texts)}
    missing = (n for n in terms.numbers - numbers if _YEAR.match(n) or _uncounted(n, texts))
    latin = {word for word in terms.latin if not any(word in text for text in texts)}
    return sorted({*works, *places, *called, *latin, *missing})


def unnamed(terms: Terms, hits: Sequence[Hit]) -> list[str]:
    """Return those whose views a question asks for, and whom no article found names; a byline may
    space a name out.
    """
    articles = articles_of(hits) if terms.people else []
    texts = [f"{whole_text(a)} {fold(' '.join(a.authors))}" for a in articles]
    return sorted(name for name in terms.people if not any(name in text for text in texts))


def is_strange(terms: Terms, texts: Sequence[str]) -> bool:
    """Tell whether ``texts`` have nothing in common with a question of several words.

    What is told in other words still shares some: one that shares none is about something else.
    """
    words = [word for word in terms.words if len(word) > 1]
    known = any(word in text for word in words for text in texts)
    shared = max((sum(gram in text for gram in terms.bigrams) for text in texts), default=0)
    return len(words) > 1 and not known and shared <= _BY_CHANCE


def _unknown(place: str, terms: Terms, texts: Sequence[str]) -> bool:
    """Whether no text names a place, nor one within it that the question names more closely.

    Such a text must leave open where that is, unless it is known, or name it whole (某某街道): one
    that names another province may speak of it.
    """
    if any(names_place(text, place) for text in texts):
        return False
    seen, within = {place}, terms.places.get(place, "")
    while within and within not in seen:
        whole, held = terms.called.get(within), holds(place, within)
        if any(
            whole in text if whole else within in text and (held or not names_province(text))
            for text in texts
        ):
            return False
        seen.add(within)
        within = terms.places.get(within, "")
    return True


def _unheard(name: str, whole: str, texts: Sequence[str]) -> bool:
    """Whether no text has any two characters of a name (a dictionary may have cut it wrongly), nor
    what it may be short for: 数学与统计学院 is 数统学院.
    """
    if any(gram in text for gram in bigrams(name) for text in texts):
        return False
    long = re.compile(f"[^,。;、]{{0,{_SHORTENED}}}".join(map(re.escape, whole)))
    return not any(long.search(text) for text in texts)


def _uncounted(number: str, texts: Sequence[str]) -> bool:
    """Whether it is an ordinal that no text has, with 第 or without, in words or in figures: 第一届
    is 首届 too. One of hundreds (第586例) stands in figures.
    """
    if rank := _RANK.fullmatch(number):
        return not any(rank[1] in text for text in texts)
    wanted = _ordinals(number) if _ORDINAL.fullmatch(number) else set()
    return bool(wanted) and not any(wanted <= _ordinals(text) for text in texts)


def _ordinals(text: str) -> set[tuple[int, str]]:
    found = _ORDINAL.findall(_FIRST.sub("一", text))
    return {(count(numeral), kind) for numeral, kind in found}


def _has(text: str, work: str) -> bool:
    """Whether most of a work's title stands in a text."""
    grams = set(bigrams(work))
    return work in text or len(grams & set(bigrams(text))) >= _QUOTED * len(grams)
