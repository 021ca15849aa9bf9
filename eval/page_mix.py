"""How often things happen on made pages: one record of rates for each degree of difficulty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mix:
    """Rates of what happens on a page. ``newspaper``, the default, resembles the five real pages.

    Unless a comment says otherwise a rate is the chance per article; pairs are (least, most).
    """

    name: str = "newspaper"
    articles: tuple[int, int] = (2, 6)
    length: tuple[int, int] = (400, 3000)  # characters of an article's text, at most
    opinion: float = 0.65  # per page: essays with posts, else reports
    related: float = 0.6  # per page: the articles share a subject

    # Heads
    untitled: float = 0.05
    moved_title: float = 0.05
    subtitle: float = 0.08
    kicker: float = 0.05
    unsigned: float = 0.12
    two_authors: float = 0.12
    early_byline: float = 0.03  # before the headline
    spaced_name: float = 0.3  # of the names of two characters
    dateline: float = 0.35  # of the reports
    column_name: float = 0.2

    # Texts
    sentences: tuple[int, int] = (2, 5)  # a paragraph's
    subheads: float = 0.25
    numbered_subheads: float = 0.3  # of those with subheads
    interview: float = 0.06
    caption: float = 0.08

    # Credits
    credit: float = 0.85  # of the essays
    wire: float = 0.25  # of the reports
    signed_below: float = 0.06  # the name stands in the credit instead of a byline
    glued_credit: float = 0.3  # of the credits: behind the last sentence
    foot_credit: float = 0.05  # of the essays: at the foot of the page
    project_note: float = 0.15  # of the credits

    # Layout
    column: tuple[int, int] = (200, 600)  # characters of a column
    line: tuple[int, int] = (12, 26)  # characters of a line, where columns are cut
    loose_break: float = 0.3  # per page: lines may begin with a closing sign
    alternating: float = 0.22  # per pair of neighbours
    boxed: float = 0.05  # per pair: one stands in the middle of the other
    heads_together: float = 0.1  # of the alternating pairs
    glued: float = 0.06  # per place where two articles' texts meet
    continued: float = 0.12  # per page: a piece from another page
    continues: float = 0.08  # per page: a piece that goes on on another page

    # Furniture
    masthead: float = 0.4  # per page: paper, date, number
    banner: float = 0.6  # per page: slogans and names of columns at the top
    staff: float = 0.25  # per page: editors at the foot
    between: float = 0.05  # per article: furniture inside it

    # Scanning
    half_width: float = 0.85  # per page: , : ; ( ) ! ? instead of full-width signs
    variants: float = 0.004  # per character that another script writes otherwise
    misread: float = 0.003  # per character that has a look-alike
    stray_space: float = 0.0001  # per character
    latin: float = 0.0001  # per character
    doubled: float = 0.3  # phrases a page
    dropped: float = 0.7  # phrases a page


NEWSPAPER = Mix()

PLAIN = Mix(
    name="plain",
    articles=(2, 4),
    related=0.2,
    untitled=0.0,
    moved_title=0.0,
    unsigned=0.05,
    foot_credit=0.0,
    interview=0.0,
    alternating=0.0,
    boxed=0.0,
    glued=0.0,
    continued=0.0,
    continues=0.0,
    between=0.0,
    banner=0.3,
    variants=0.0,
    misread=0.0,
    latin=0.0,
    doubled=0.0,
    dropped=0.0,
)

HARD = Mix(
    name="hard",
    articles=(3, 6),
    related=0.9,
    untitled=0.12,
    moved_title=0.12,
    unsigned=0.35,
    credit=0.4,
    foot_credit=0.12,
    subheads=0.4,
    interview=0.1,
    caption=0.15,
    column=(150, 450),
    alternating=0.7,
    boxed=0.15,
    glued=0.12,
    continued=0.25,
    continues=0.15,
    between=0.12,
    variants=0.015,
    misread=0.01,
    stray_space=0.0005,
    latin=0.0003,
    doubled=1.0,
    dropped=2.0,
)

MIXES = {mix.name: mix for mix in (PLAIN, NEWSPAPER, HARD)}
