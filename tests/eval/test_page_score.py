"""The score of a page, reckoned by hand on a page of two short articles."""

from dataclasses import replace

import pytest

from eval.page_report import Outcome, show, table
from eval.page_score import Share, interval, joins, match, place, score, total
from eval.page_truth import MadePage, Part, Strip, TrueArticle, print_page
from qa.corpus import threads
from qa.schema import Article, Paragraph, Span

# Two articles of 20 and 10 characters; paragraph 0 is cut in a sentence, 1 behind one.
LINES = [
    (Strip("渝州日报", Part.FURNITURE),),  # 0–4
    (Strip("港口再创新高", Part.TITLE, 0),),  # 6–12
    (Strip("周 明", Part.AUTHOR, 0),),  # 14–17
    (Strip("港口去年", Part.BODY, 0, 0),),  # 19–23
    (Strip("新校落成", Part.TITLE, 1),),  # 25–29
    (Strip("学校开学。", Part.BODY, 1, 1),),  # 31–36
    (Strip("吞吐量创新高。", Part.BODY, 0, 0), Strip("师生高兴。", Part.BODY, 1, 1)),  # 38–45–50
    (
        Strip("今年还要更高更好。", Part.BODY, 0, 2),  # 52–61
        Strip("(作者系", Part.CREDIT, 0),
        Strip("本报编辑", Part.AFFILIATION, 0),
        Strip(")", Part.CREDIT, 0),
    ),
]
PORT = TrueArticle("", ("周明",), "")
SCHOOL = TrueArticle("", (), "")
PAGE = print_page(7, LINES, [PORT, SCHOOL], {"alternating"})


def paragraph(n: int, *spans: tuple[int, int], doubt: str = "") -> Paragraph:
    text = "".join(PAGE.page.text[start:end] for start, end in spans)
    return Paragraph(n, text, tuple(Span(*span) for span in spans), doubt=doubt)


def article(title: str, *paragraphs: Paragraph, authors: tuple[str, ...] = ()) -> Article:
    head = Paragraph(0, title, ())
    return Article(title, "7.txt", title or "无题", bool(title), authors, "", head, paragraphs)


RIGHT = (
    replace(
        article(
            "港口再创新高",
            paragraph(1, (19, 23), (38, 45)),
            paragraph(2, (52, 61)),
            authors=("周明",),
        ),
        affiliation="本报编辑",
    ),
    article("新校落成", paragraph(1, (31, 36), (45, 50))),
)


def test_the_truth_is_read_off_the_print() -> None:
    assert PAGE.page.text[38:50] == "吞吐量创新高。师生高兴。"
    assert PAGE.articles == (
        TrueArticle("港口再创新高", ("周明",), "本报编辑"),
        TrueArticle("新校落成", (), ""),
    )
    assert [(j.paragraph, j.left, j.right, j.visible) for j in PAGE.joins] == [
        (0, 3, 6, True),
        (1, 5, 6, False),  # behind a full stop: nobody can see it
    ]


def test_a_perfect_reading_is_all_right() -> None:
    got = score(PAGE, RIGHT, 0.5)
    assert got["characters"] == Share(30, 30)
    assert got["join precision"] == Share(2, 2)
    assert got["join recall"] == got["unseen joins"] == Share(1, 1)
    assert got["headlines"] == got["authors"] == got["affiliations"] == Share(2, 2)
    assert got["lost"] == got["unwarned"] == Share(0, 30)
    assert got["doubted"] == Share(0, 30)
    assert got["furniture"] == Share(0, 4)
    assert (got["apart"], got["seconds"]) == (Share(1, 1), Share(0.5, 1))


def test_characters_in_the_wrong_article_and_in_none() -> None:
    # The block of both is given whole to the first article: 5 of 30 are in the wrong one.
    # The 9 of the last paragraph are in none.
    greedy = article("港口再创新高", paragraph(1, (19, 23), (38, 50)))
    school = article("新校落成", paragraph(1, (31, 36)))
    got = score(PAGE, [greedy, school], 0.0)
    assert got["characters"] == Share(4 + 7 + 5, 30)
    assert got["unwarned"] == Share(5, 30)
    assert got["lost"] == Share(9, 30)
    assert got["authors"] == Share(1, 2)
    assert got["affiliations"] == Share(1, 2)


def test_a_warning_counts_where_it_stands() -> None:
    wrong = paragraph(1, (19, 23), (38, 50), doubt="归属待核")
    right = paragraph(2, (52, 61))
    got = score(PAGE, [article("港口再创新高", wrong, right), RIGHT[1]], 0.0)
    # What is taken last wins: the 5 characters are in the second article as well, and right there.
    assert got["unwarned"] == Share(0, 30)
    assert got["doubted"] == Share(11, 30)


def test_an_article_that_may_be_none_warns_of_all_it_holds() -> None:
    piece = replace(article("", paragraph(1, (52, 61))), doubts=(threads.BEGUN,))
    got = score(PAGE, [replace(RIGHT[0], paragraphs=RIGHT[0].paragraphs[:1]), RIGHT[1], piece], 0.0)
    assert got["characters"] == Share(21, 30)
    assert got["unwarned"] == Share(0, 30)
    assert got["apart"] == Share(0, 1)


def test_furniture_in_a_paragraph_is_counted_apart() -> None:
    taken = replace(RIGHT[0], paragraphs=(paragraph(1, (0, 4)), *RIGHT[0].paragraphs))
    got = score(PAGE, [taken, RIGHT[1]], 0.0)
    assert got["furniture"] == Share(4, 4)
    assert got["characters"] == Share(30, 30)


def test_articles_are_matched_one_to_one_by_what_they_share() -> None:
    # The first found article holds 11 characters of the port and 5 of the school, the second 5.
    greedy = article("港口再创新高", paragraph(1, (19, 23), (38, 50)))
    assert match(PAGE, place([greedy, article("新校落成", paragraph(1, (31, 36)))])) == {0: 0, 1: 1}
    assert match(PAGE, place([greedy])) == {0: 0}


def test_a_join_is_right_between_consecutive_pieces_only() -> None:
    across = article("港口再创新高", paragraph(1, (19, 23), (31, 36)), paragraph(2, (52, 61)))
    got = joins(PAGE, [across])
    assert got["join precision"] == Share(0, 1)
    assert got["join recall"] == Share(0, 1)


def test_a_piece_cut_a_little_off_still_stands_for_the_true_one() -> None:
    # The block of both is divided one character late.
    port = article("港口再创新高", paragraph(1, (19, 23), (38, 46)), paragraph(2, (52, 61)))
    school = article("新校落成", paragraph(1, (31, 36), (46, 50)))
    assert joins(PAGE, [port, school])["join precision"] == Share(2, 2)
    assert score(PAGE, [port, school], 0.0)["characters"] == Share(29, 30)


def test_pieces_of_one_block_are_no_join() -> None:
    assert joins(PAGE, [article("", paragraph(1, (52, 55), (55, 61)))])["join precision"].whole == 0


def test_a_lost_headline_is_right_where_none_is_claimed() -> None:
    lost = print_page(
        1, [line for line in LINES if line[0].part is not Part.TITLE], [PORT, SCHOOL], ()
    )
    texts = [m for m in lost.marks if m.strip.part is Part.BODY]
    spans = {n: [(m.start, m.end) for m in texts if m.strip.article == n] for n in (0, 1)}
    silent = [article("", paragraph(1, *spans[n])) for n in (0, 1)]
    claimed = [replace(silent[0], titled=True), silent[1]]
    assert score(lost, silent, 0.0)["headlines"] == Share(2, 2)
    assert score(lost, claimed, 0.0)["headlines"] == Share(1, 2)


def test_nothing_found_is_nothing_right() -> None:
    got = score(PAGE, [], 0.0)
    assert got["characters"] == Share(0, 30)
    assert got["lost"] == Share(30, 30)
    assert got["join precision"].value is None
    assert got["headlines"] == Share(0, 2)


def test_shares_are_added_up_before_they_are_divided() -> None:
    pages = [{"x": Share(1, 2)}, {"x": Share(0, 0)}, {"x": Share(5, 6)}]
    assert total(pages, "x").value == pytest.approx(6 / 8)
    assert interval([{"x": Share(0, 0)}], "x") is None


def test_the_interval_covers_the_share_and_is_the_same_each_time() -> None:
    pages = [{"x": Share(n % 3, 2)} for n in range(30)]
    low, high = interval(pages, "x") or (1.0, 0.0)
    assert low < 0.5 < high
    assert interval(pages, "x") == (low, high)
    assert interval([{"x": Share(1, 2)}] * 9, "x") == (0.5, 0.5)


def outcome(made: MadePage, *found: Article) -> Outcome:
    return Outcome(made, found, score(made, found, 0.5))


def test_the_table_has_all_pages_and_a_line_for_each_trait() -> None:
    lines = table([outcome(PAGE, *RIGHT), outcome(PAGE, RIGHT[0])]).splitlines()
    assert "| characters | 83.3 | 66.7–100.0 |" in lines  # 30 + 20 of 60
    assert "2 pages, 0.50 s a page" in lines
    assert lines[-1].startswith("| alternating | 2 | 83.3 |")


def test_the_worst_page_is_shown_with_what_went_astray() -> None:
    shown = show([outcome(PAGE, *RIGHT), outcome(replace(PAGE, seed=8), RIGHT[0])], 1)
    assert "Seed 8" in shown and "Seed 7" not in shown
    assert "- 1 in nowhere: 学校开学。" in shown
    assert "- 1: 新校落成 | () | " in shown
