"""A person's corrections: what they change, what they never change, and how they are refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.articles import UNSURE, identity
from qa.corpus.checklist import draft
from qa.corpus.corrections import correct
from qa.corpus.sidecar import ArticleFix, Corrections, Move, sidecar
from qa.corpus.sources import read_parts, read_source
from qa.errors import SourceError
from qa.schema import HEAD, Article, Paragraph, Role, Span

HARBOUR = ["东港码头今年吞吐量达到三百万吨。", "码头的夜班工人换上了新式吊车。"]
ORCHARD = ["山坡上的果园改种耐旱的石榴。", "合作社把石榴卖到了省城。", "明年还要再种两百亩。"]
PAGE = f"# 东港码头夜里也亮着灯\n\n{HARBOUR[0]}\n\n{HARBOUR[1]}\n\n# 石榴红了\n\n" + "\n\n".join(
    ORCHARD
)

Corrected = Callable[[str], list[Article]]


@pytest.fixture
def corrected(tmp_path: Path) -> Corrected:
    """The two articles of a page, read with this text beside it."""

    def read(text: str) -> list[Article]:
        path = tmp_path / "page.md"
        path.write_text(PAGE, encoding="utf-8")
        sidecar(path).write_text(text, encoding="utf-8")
        return list(read_source(path, path.name).articles)

    return read


def texts(article: Article) -> list[str]:
    return [p.text for p in article.paragraphs]


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[article]", "不是有效的 TOML"),
        ("[" * 5000, "不是有效的 TOML"),
        ('[[artikel]]\nfind = "东港码头"', "artikel 是不认识的项"),
        (
            '[[article]]\nfind = "东港码头"\ntitel = "x"',
            "第 1 处 [[article]] 的 titel 是不认识的项",
        ),
        ('[[article]]\ntitle = "没有"', "find 没有写"),
        ('[[article]]\nfind = "东港"', "find 至少要写 4 个字"),
        ('[[article]]\nfind = "东港码头夜里"\ntitle = " "', "title 不能是空的"),
        ('[[article]]\nfind = "东港码头夜里"\nchecked = "yes"', "checked 应是 true 或 false"),
        ('[[article]]\nfind = "东港码头夜里"\nauthors = "周明"', "authors 应是方括号里的一列"),
        ("article = 3", "article 应是方括号里的一列"),
        ('[[article]]\nfind = "世上没有的标题"', "在原文件里找不到"),
        ('[[move]]\ntext = "世上没有的段落"\nto = "石榴红了"', "在原文件里找不到"),
        (
            '[[move]]\ntext = "合作社把"\nto = "东港码头"\nafter = "明年还要再种"',
            "不在要移入的文章里",
        ),
    ],
)
def test_a_wrong_sidecar_is_refused_with_its_name_and_the_reason(
    corrected: Corrected, text: str, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        corrected(text)
    assert "page.md.fix.toml" in str(caught.value)
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")


def handmade(counts: list[int], part: int = 0) -> tuple[str, list[Article]]:
    """A page of untitled articles that are laid out in turns, and its text."""
    page, made = "", []
    drafts: list[list[Paragraph]] = [[] for _ in counts]
    for turn in range(max(counts)):
        for i, count in enumerate(counts):
            if turn < count:
                pieces = (f"第{i}篇第{turn}段开头", f"及其在另一栏的后文{i}{turn}。")
                middle = len(page) + len(pieces[0])
                end = middle + 1 + len(pieces[1])
                spans = (Span(len(page), middle), Span(middle + 1, end))
                page += "\n".join(pieces) + "\n\n"
                drafts[i].append(Paragraph(turn + 1, "".join(pieces), spans, doubt="存疑。"))
    for i, paragraphs in enumerate(drafts):
        head = Paragraph(HEAD, "", (), Role.HEAD)
        article = Article(str(i), "page.txt", f"文章标题{i}", True, (), "", head, tuple(paragraphs))
        made.append(replace(article, confidence=0.55, doubts=(UNSURE,), part=part))
    return page, made


@given(st.data())
def test_after_any_moves_every_character_is_in_one_article_and_leads_back_to_the_file(
    data: st.DataObject,
) -> None:
    counts = data.draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    page, articles = handmade(counts)
    keys = [(i, n) for i, count in enumerate(counts) for n in range(count)]
    chosen = data.draw(st.lists(st.sampled_from(keys), max_size=8))
    targets = st.integers(0, len(counts) - 1)
    moves = tuple(
        Move(text=f"第{i}篇第{n}段", to=f"文章标题{data.draw(targets)}") for i, n in chosen
    )
    found = correct(articles, Corrections("page.txt.fix.toml", moves=moves))

    def owned(some: list[Article] | tuple[Article, ...]) -> list[Span]:
        spans = [span for a in some for p in a.paragraphs for span in p.spans]
        return sorted(spans, key=lambda span: span.start)

    assert owned(found) == owned(articles)
    for article in found:
        assert [p.n for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
        assert article.id in {identity(article.title, (), article.paragraphs), *"0123"}
        for paragraph in article.paragraphs:
            assert paragraph.text == "".join(page[s.start : s.end] for s in paragraph.spans)


def test_what_a_person_has_moved_or_checked_is_no_longer_in_doubt() -> None:
    _, articles = handmade([2, 1, 1])
    move = Move(text="第1篇第0段", to="文章标题0")
    moved, other = correct(articles, Corrections("", moves=(move,)))
    assert [bool(p.doubt) for p in moved.paragraphs] == [True, False, True]
    assert moved.doubts == (UNSURE,)
    assert moved.confidence == 0.65  # 1 - 0.15 for the doubt - 0.3 * 2/3 of the paragraphs
    assert other == articles[2]
    fix = ArticleFix(find="文章标题0", checked=True)
    checked = correct(articles, Corrections("", (fix,), (move,)))[0]
    assert (checked.doubts, checked.confidence) == ((), 1.0)
    assert not any(p.doubt for p in checked.paragraphs)


def test_a_beginning_that_fits_several_is_refused_unless_one_is_called_exactly_so() -> None:
    _, (first, second) = handmade([1, 1])
    with pytest.raises(SourceError, match="同时符合 2 处"):
        correct([first, second], Corrections("", (ArticleFix(find="文章标题", title="新"),)))
    shorter = replace(second, title="文章标题")
    fix = ArticleFix(find="文章标题", title="新的")
    assert [a.title for a in correct([first, shorter], Corrections("", (fix,)))] == [
        *(first.title, "新的")
    ]


def test_a_paragraph_stays_on_its_page_where_its_spans_count() -> None:
    (first, _), (_, second) = handmade([1, 1], part=1)[1], handmade([1, 1], part=2)[1]
    with pytest.raises(SourceError, match="另一页"):
        correct([first, second], Corrections("", moves=(Move(text="第0篇第0段", to="文章标题1"),)))


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


def test_the_draft_of_a_sidecar_changes_nothing_until_it_is_edited(tmp_path: Path) -> None:
    seed = Path(__file__).parents[2] / "seeds" / "001_7c0823d0556f9dc4.txt"
    path = tmp_path / "page.txt"
    path.write_bytes(seed.read_bytes())
    before = list(read_source(path, path.name).articles)
    lines = "\n".join(draft(path.name, before))
    sidecar(path).write_text(lines, encoding="utf-8")
    (part,) = read_parts(path, path.name).parts
    assert list(part.articles) == before
    sidecar(path).write_text(lines.replace("# checked", "checked"), encoding="utf-8")
    assert {a.confidence for a in read_source(path, path.name).articles} == {1.0}


def test_ready_articles_have_no_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "石榴红了", "text": "山坡上的果园。"}', encoding="utf-8")
    sidecar(path).write_text("[[no", encoding="utf-8")
    assert len(list(read_source(path, path.name).articles)) == 1
