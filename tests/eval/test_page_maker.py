"""Made pages: what is printed is what the truth says, whatever the mix."""

from dataclasses import replace
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.page_columns import Measure, columns
from eval.page_faults import scan
from eval.page_headline import clauses, headline
from eval.page_maker import REPORTED, half_of, make_page
from eval.page_mix import HARD, MIXES, NEWSPAPER, PLAIN, Mix
from eval.page_stories import DEVELOPMENT, REPORTING, Story
from eval.page_truth import Part, Strip
from qa.corpus.read import blocks, find_files, read_page
from qa.resources import folder

SEEDS = st.integers(0, 9999)
ALWAYS = replace(
    NEWSPAPER,
    continued=1.0,
    continues=1.0,
    moved_title=1.0,
    subheads=1.0,
    caption=1.0,
    glued=1.0,
    alternating=1.0,
    between=1.0,
    heads_together=0.5,
)


def real_stories() -> list[Story]:
    """The long blocks of the real pages, three at a time, as articles."""
    texts = [
        block.text
        for path, name in find_files([folder("seeds")])
        for block in read_page(path, name).blocks
        if len(block.text) > 150 and block.text.endswith("。")
    ]
    return [Story("".join(texts[i : i + 3])) for i in range(0, len(texts) - 2, 3)]


STORIES = real_stories()
mixes = st.sampled_from([*MIXES.values(), ALWAYS])


@given(SEEDS, mixes)
def test_the_truth_names_the_characters_of_the_page(seed: int, mix: Mix) -> None:
    made = make_page(STORIES, seed, mix)
    assert all(made.page.text[m.start : m.end] == m.strip.text for m in made.marks)
    marked = [at for m in made.marks for at in range(m.start, m.end)]
    assert len(marked) == len(set(marked))
    assert "".join(made.page.text[at] for at in marked) == made.page.text.replace("\n", "")


@given(SEEDS, mixes)
def test_every_line_is_one_block(seed: int, mix: Mix) -> None:
    made = make_page(STORIES, seed, mix)
    assert made.page.blocks == blocks(made.page.text)
    starts = [
        min(m.start for m in made.marks if m.block == n) for n in range(len(made.page.blocks))
    ]
    assert [block.span.start for block in made.page.blocks] == starts


@given(SEEDS, mixes)
def test_the_pieces_of_an_article_stay_in_order(seed: int, mix: Mix) -> None:
    made = make_page(STORIES, seed, mix)
    for n in range(len(made.articles)):
        strips = [m.strip for m in made.marks if m.strip.article == n]
        turns = [
            number for number, _ in groupby(s.paragraph for s in strips if s.part is Part.BODY)
        ]
        assert len(turns) == len(set(turns))


@given(SEEDS)
def test_a_join_lies_between_two_blocks_of_one_paragraph(seed: int) -> None:
    made = make_page(STORIES, seed, HARD)
    for join in made.joins:
        assert join.left < join.right
        left, right = (
            [m for m in made.marks if m.block == block and m.strip.paragraph == join.paragraph]
            for block in (join.left, join.right)
        )
        assert len(left) == len(right) == 1
        assert join.visible != left[0].strip.text.rstrip("”’」』》)）").endswith(tuple("。！？!?…"))


@given(SEEDS, mixes)
def test_the_same_seed_makes_the_same_page(seed: int, mix: Mix) -> None:
    assert make_page(STORIES, seed, mix) == make_page(STORIES, seed, mix)


def test_headlines_and_authors_are_on_the_page_or_known_to_be_lost() -> None:
    for seed in range(60):
        made = make_page(STORIES, seed, HARD)
        plain = "".join(made.page.text.split())
        for article in made.articles:
            assert "".join(article.title.split()) in plain
            assert all(name in plain for name in article.authors)
            assert article.affiliation in made.page.text


def test_a_piece_from_another_page_has_no_headline() -> None:
    made = make_page(STORIES, 3, replace(PLAIN, articles=(3, 3), continued=1.0, column_name=0.0))
    assert "continued" in made.traits
    assert sum(not article.title for article in made.articles) == 1
    assert "版)" in made.page.text or "版）" in made.page.text


def test_plain_pages_hold_whole_articles_one_after_the_other() -> None:
    for seed in range(30):
        owners = [m.strip.article for m in make_page(STORIES, seed, PLAIN).marks]
        articles = [n for n in owners if n >= 0]
        assert articles == sorted(articles)


def test_alternating_pages_come_back_to_an_article() -> None:
    made = make_page(STORIES, 0, replace(ALWAYS, articles=(2, 2), boxed=0.0, glued=0.0))
    owners = [m.strip.article for m in made.marks if m.strip.part is Part.BODY]
    turns = [n for i, n in enumerate(owners) if i == 0 or n != owners[i - 1]]
    assert "alternating" in made.traits
    assert len(turns) > 2


def test_reporting_has_articles_and_seeds_of_its_own() -> None:
    assert half_of(REPORTED - 1) == DEVELOPMENT
    assert half_of(REPORTED) == REPORTING


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我市加快建设内河港口,记者昨日获悉。", ["我市加快建设内河港口"]),
        ("但是内河港口正在建设。", []),  # begins as no headline does
        ("一是加快建设内河港口。", []),  # one of a series
        ("这座被称为“江上明珠的港口”已经建成。", []),  # begins with a pronoun
    ],
)
def test_a_clause_can_stand_by_itself_or_not(text: str, found: list[str]) -> None:
    assert clauses(text) == found


def test_headlines_are_about_what_comes_back_in_the_text() -> None:
    text = STORIES[0].text
    found = headline(text, Random(0))
    assert 7 <= len(found) <= 34
    assert headline("短。", Random(0)) == ""


def test_a_paragraph_is_cut_where_the_column_is_full() -> None:
    # Lines of 10, the first indented by 2: 8 + 10 characters fill the two lines that are left.
    line = (Strip("一二三四五六七八九十" * 3, Part.BODY, 0, 0),)
    first, second = columns([line], Measure(10, 5, strict=True), used=3)
    assert [strip.text for (strip,) in (*first, *second)] == [
        "一二三四五六七八九十一二三四五六七八",
        "九十一二三四五六七八九十",
    ]


def test_a_strict_column_starts_with_no_closing_sign() -> None:
    line = (Strip("港口今年吞吐量再,创新高。", Part.BODY, 0, 0),)
    strict = columns([line], Measure(9, 3, strict=True), used=2)
    loose = columns([line], Measure(9, 3, strict=False), used=2)
    assert strict[1][0][0].text == "再,创新高。" and loose[1] == strict[1]
    line = (Strip("港口今年吞吐量,再创新高。", Part.BODY, 0, 0),)
    assert columns([line], Measure(9, 3, strict=True), used=2)[1][0][0].text == "再创新高。"
    assert columns([line], Measure(9, 3, strict=False), used=2)[1][0][0].text == ",再创新高。"


def test_a_subhead_is_never_cut() -> None:
    lines = [(Strip("港口" * 10, Part.SUBHEAD, 0, n),) for n in range(4)]
    assert [len(column) for column in columns(lines, Measure(10, 5, strict=True), used=0)] == [
        1
    ] * 4


def test_scanning_faults_leave_names_alone() -> None:
    lines = [(Strip("国学间", Part.AUTHOR, 0),), (Strip("国学间车，书" * 20, Part.BODY, 0, 0),)]
    spoilt = replace(NEWSPAPER, variants=1.0, half_width=1.0, doubled=0.0, dropped=0.0, latin=0.0)
    spoilt = replace(spoilt, misread=0.0, stray_space=0.0)
    (name,), (text,) = scan(lines, Random(0), spoilt)
    assert (name.text, text.text) == ("国学间", "國學間車,書" * 20)


@pytest.mark.parametrize(("rates", "sign"), [((1.0, 0.0), 1), ((0.0, 1.0), -1)])
def test_a_phrase_stands_twice_or_is_lost(rates: tuple[float, float], sign: int) -> None:
    doubled, dropped = rates
    mix = replace(PLAIN, half_width=0.0, stray_space=0.0, doubled=doubled, dropped=dropped)
    ((strip,),) = scan([(Strip("一二三四五六七八九十" * 10, Part.BODY, 0, 0),)], Random(1), mix)
    assert 4 <= sign * (len(strip.text) - 100) <= 20
