"""A person's corrections: what they change, what they never change, and how they are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.articles import UNSURE, UNTITLED, identity
from qa.corpus.corrections import correct
from qa.corpus.sidecar import ArticleFix, Corrections, Join, Move, Split, sidecar
from qa.corpus.sources import read_parts, read_source
from qa.errors import SourceError
from qa.schema import HEAD, Article, Paragraph, Role, Span

from .conftest import HARBOUR, ORCHARD, Corrected, texts

NO_HEAD = Paragraph(HEAD, "", (), Role.HEAD)


def test_without_entries_everything_is_as_it_was(corrected: Corrected) -> None:
    assert [texts(a) for a in corrected("")] == [HARBOUR, ORCHARD]


def test_what_is_given_of_an_article_replaces_what_was_read(corrected: Corrected) -> None:
    (plain, *_) = corrected("")
    (article, _) = corrected(
        '[[article]]\nfind = "东港码头夜里"\ntitle = "码头 亮灯"\n'
        'authors = ["周 明", "Li Na"]\naffiliation = "东港日报"'
    )
    assert (article.title, article.authors) == ("码头 亮灯", ("周明", "Li Na"))
    assert article.affiliation == "东港日报"
    assert article.head == plain.head  # the file's own text
    assert article.id == identity("码头 亮灯", ("周明", "Li Na"), plain.paragraphs) != plain.id


def test_a_paragraph_goes_where_the_file_has_it_or_behind_the_one_named(
    corrected: Corrected,
) -> None:
    move = '[[move]]\ntext = "合作社把石榴"\nto = "东港码头"\n'  # a headline and a first paragraph
    harbour, orchard = corrected(move)
    assert texts(harbour) == [*HARBOUR, ORCHARD[1]]
    assert texts(orchard) == [ORCHARD[0], ORCHARD[2]]
    assert [p.n for p in orchard.paragraphs] == [1, 2]
    harbour, _ = corrected(move + 'after = "东港码头今年"')
    assert texts(harbour) == [HARBOUR[0], ORCHARD[1], HARBOUR[1]]


def test_an_article_left_without_paragraphs_goes(corrected: Corrected) -> None:
    moves = "".join(f'[[move]]\ntext = "{text}"\nto = "山坡上的"\n' for text in HARBOUR)
    (orchard,) = corrected(moves)
    assert texts(orchard) == HARBOUR + ORCHARD


def test_a_moved_paragraph_may_name_the_headline_that_was_given(corrected: Corrected) -> None:
    harbour, _ = corrected(
        '[[article]]\nfind = "东港码头夜里"\ntitle = "灯火通明的码头"\n'
        '[[move]]\ntext = "明年还要"\nto = "灯火通明"'
    )
    assert texts(harbour) == [*HARBOUR, ORCHARD[2]]


def test_an_article_is_split_at_a_paragraph_and_both_can_be_named(corrected: Corrected) -> None:
    split = '[[split]]\ntext = "合作社把"\n'
    _, orchard, shop = corrected(split)
    assert (texts(orchard), texts(shop)) == (ORCHARD[:1], ORCHARD[1:])
    assert (shop.titled, shop.authors, shop.doubts) == (False, (), (UNTITLED,))
    *_, shop = corrected(
        split + '[[article]]\nfind = "合作社把"\ntitle = "石榴进城"\nauthors = ["周明"]\n'
        '[[move]]\ntext = "东港码头今年"\nto = "石榴进城"'
    )
    assert (shop.title, shop.authors, shop.doubts) == ("石榴进城", ("周明",), ())
    assert texts(shop) == [HARBOUR[0], *ORCHARD[1:]]  # the file has it above


def test_an_article_split_at_a_subhead_has_it_for_its_headline(corrected: Corrected) -> None:
    join = '[[join]]\nfind = "石榴红了"\nto = "东港码头"\n'
    (whole,) = corrected(join)
    assert texts(whole) == [*HARBOUR, "石榴红了", *ORCHARD]  # a second headline is a subhead
    assert whole.paragraphs[2].role is Role.SUBHEAD
    desk = correct([whole], Corrections("", splits=(Split(text="石榴红了"),)))
    assert [(a.title, a.head.text, texts(a)) for a in desk] == [
        ("东港码头夜里也亮着灯", "东港码头夜里也亮着灯", HARBOUR),
        ("石榴红了", "石榴红了", ORCHARD),
    ]


def test_a_lost_headline_is_that_of_the_article_joined_to_it() -> None:
    _, (first, second) = handmade([1, 1])
    lost = replace(first, title="第0篇…", titled=False, head=NO_HEAD, doubts=(UNTITLED,))
    signed = replace(second, authors=("周明",), affiliation="东港日报")
    join = Join(find=second.title, to="第0篇第0段")
    (whole,) = correct([lost, signed], Corrections("", joins=(join,)))
    assert (whole.title, whole.titled, whole.doubts) == (second.title, True, (UNSURE,))
    assert (whole.authors, whole.affiliation) == (("周明",), "东港日报")
    assert whole.head == second.head
    assert len(whole.paragraphs) == 2


@pytest.mark.parametrize(
    "text",
    [
        '[[split]]\ntext = "东港码头今年"',  # an article begins there
        '[[split]]\ntext = "石榴红了"',
        '[[join]]\nfind = "合作社把"\nto = "石榴红了"',  # it belongs there
        '[[join]]\nfind = "石榴红了"\nto = "山坡上的"',
        '[[move]]\ntext = "合作社把"\nto = "石榴红了"',
        '[[article]]\nfind = "一篇没有的文章"',  # nothing is said of it
    ],
)
def test_what_is_read_so_by_itself_needs_no_correction(corrected: Corrected, text: str) -> None:
    assert [texts(a) for a in corrected(text)] == [HARBOUR, ORCHARD]


def handmade(counts: list[int], part: int = 0) -> tuple[str, list[Article]]:
    """A page of articles that are laid out in turns below their headlines, and its text."""
    page, made = "", []
    drafts: list[list[Paragraph]] = [[] for _ in counts]
    heads = []
    for i in range(len(counts)):
        title = f"文章标题{i}在第{part}版"
        heads.append(Paragraph(HEAD, title, (Span(len(page), len(page) + len(title)),), Role.HEAD))
        page += title + "\n\n"
    for turn in range(max(counts)):
        for i, count in enumerate(counts):
            if turn < count:
                pieces = (f"第{i}篇第{turn}段在第{part}版开头", f"及其在另一栏的后文{i}{turn}。")
                middle = len(page) + len(pieces[0])
                end = middle + 1 + len(pieces[1])
                spans = (Span(len(page), middle), Span(middle + 1, end))
                page += "\n".join(pieces) + "\n\n"
                drafts[i].append(Paragraph(turn + 1, "".join(pieces), spans, doubt="存疑。"))
    for i, (head, paragraphs) in enumerate(zip(heads, drafts, strict=True)):
        article = Article(str(i), "page.txt", head.text, True, (), "", head, tuple(paragraphs))
        made.append(replace(article, confidence=0.55, doubts=(UNSURE,), part=part))
    return page, made


def owned(articles: Sequence[Article]) -> list[tuple[int, int, int]]:
    """The places in a file that its articles hold: page, start, end."""
    held = [(a.part, s) for a in articles for p in (a.head, *a.paragraphs) for s in p.spans]
    return sorted((span.part or part, span.start, span.end) for part, span in held)


@given(st.data())
def test_after_any_corrections_every_character_is_in_one_article_and_leads_back_to_the_file(
    data: st.DataObject,
) -> None:
    counts = data.draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    pages = dict(enumerate((handmade(counts, part) for part in (1, 2)), start=1))
    articles = [article for _, made in pages.values() for article in made]
    titles = st.sampled_from([a.title for a in articles])
    paragraphs = st.sampled_from([p.text[:12] for a in articles for p in a.paragraphs])
    corrections = Corrections(
        "page.pdf.fix.toml",
        tuple(Split(text=t) for t in data.draw(st.lists(paragraphs, max_size=3))),
        tuple(
            Join(find=one, to=other)
            for one, other in data.draw(st.lists(st.tuples(titles, titles), max_size=3))
        ),
        (),
        tuple(
            Move(text=text, to=to)
            for text, to in data.draw(st.lists(st.tuples(paragraphs, titles), max_size=6))
        ),
    )
    found = correct(articles, corrections)
    places = owned(found)
    assert len(places) == len(set(places))
    heads = {(a.part, s.start, s.end) for a in articles for s in a.head.spans}
    assert set(owned(articles)) - set(places) <= heads  # of articles that are left empty
    for article in found:
        assert [p.n for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
        for p in (article.head, *article.paragraphs):
            assert all(span.part != article.part for span in p.spans)
            pieces = (pages[s.part or article.part][0][s.start : s.end] for s in p.spans)
            assert p.text == ("\n" if p.n == HEAD else "").join(pieces)


def test_what_a_person_has_moved_or_checked_is_no_longer_in_doubt() -> None:
    _, articles = handmade([2, 1, 1])
    move = Move(text="第1篇第0段", to="文章标题0")
    moved, other = correct(articles, Corrections("", moves=(move,)))
    assert [bool(p.doubt) for p in moved.paragraphs] == [True, False, True]
    assert moved.doubts == (UNSURE,)
    assert moved.confidence == 0.65  # 1 - 0.15 for the doubt - 0.3 * 2/3 of the paragraphs
    assert other == articles[2]
    fix = ArticleFix(find="文章标题0", checked=True)
    checked = correct(articles, Corrections("", articles=(fix,), moves=(move,)))[0]
    assert (checked.doubts, checked.confidence) == ((), 1.0)
    assert not any(p.doubt for p in checked.paragraphs)


def test_a_beginning_that_fits_several_is_refused_unless_one_is_called_exactly_so() -> None:
    _, (first, second) = handmade([1, 1])
    with pytest.raises(SourceError, match="同时符合 2 处"):
        correct(
            [first, second], Corrections("", articles=(ArticleFix(find="文章标题", title="新"),))
        )
    shorter = replace(second, title="文章标题")
    fix = ArticleFix(find="文章标题", title="新的")
    assert [a.title for a in correct([first, shorter], Corrections("", articles=(fix,)))] == [
        *(first.title, "新的")
    ]


def test_a_paragraph_moved_to_another_page_tells_where_it_stands() -> None:
    articles = [*handmade([1, 2], part=1)[1], *handmade([1], part=2)[1]]
    moves = (Move(text="第1篇第1段", to="文章标题0在第2版"),)
    *_, last = correct(articles, Corrections("", moves=moves))
    assert [[s.part for s in p.spans] for p in last.paragraphs] == [[1, 1], [0, 0]]


def test_articles_on_two_pages_of_a_pdf_can_be_joined(tmp_path: Path) -> None:
    path = tmp_path / "newspaper.pdf"
    path.write_bytes((Path(__file__).parent / "formats" / path.name).read_bytes())
    first, *others, last = read_source(path, path.name).articles
    assert (first.part, last.part) == (1, 2)
    join = f'[[join]]\nfind = "{last.title}"\nto = "{first.title}"'
    sidecar(path).write_text(join, encoding="utf-8")
    whole, *rest = read_source(path, path.name).articles
    assert rest == others
    assert texts(whole) == [*texts(first), last.title, *texts(last)]
    pages = {part.page.part: part.page.text for part in read_parts(path, path.name).parts}
    for paragraph in whole.paragraphs:
        places = ((pages[s.part or whole.part], s) for s in paragraph.spans)
        assert paragraph.text == "".join(text[s.start : s.end] for text, s in places)


def test_a_given_headline_settles_that_there_was_none(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\n\n".join(HARBOUR), encoding="utf-8")
    (label,) = read_source(path, path.name).articles
    assert (label.titled, any("标题" in doubt for doubt in label.doubts)) == (False, True)
    sidecar(path).write_text(
        f'[[article]]\nfind = "{label.title}"\ntitle = "夜里的码头"', encoding="utf-8-sig"
    )
    (article,) = read_source(path, path.name).articles
    assert (article.title, article.titled) == ("夜里的码头", True)
    assert not any("标题" in doubt for doubt in article.doubts)
    assert article.confidence > label.confidence
