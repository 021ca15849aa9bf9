"""PDF files with a text layer: paragraphs put together from the lines of the page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from qa.corpus.formats import pdf_text
from qa.corpus.formats.bounds import Deadline
from qa.corpus.formats.document import read_page_articles
from qa.corpus.formats.lines import Part, lay_out
from qa.errors import SourceError
from qa.limits import Limits

_LATIN = re.compile(r"[!-~\u00c0-\u024f]")
_LARGE = 1.25  # times the size of the text: a headline
_NEAR = 0.15  # sizes that differ by no more are one size
_LEADING = 1.45  # times the usual distance of lines: a new paragraph
_SIDE = 6  # characters a line may begin to the side of its column


class Row(NamedTuple):
    """A line of text on a page, its edges in points; the page's bottom is 0."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the line, near its font's size."""
        return self.top - self.bottom


def read_pdf(data: bytes, source: str, limits: Limits) -> tuple[list[Part], list[str]]:
    """Return the pages of a PDF with their articles, and notes on what could not be read.

    Where only the first page has headlines, the pages are one running text and are read as one.
    Raises ``SourceError`` if the file is damaged, protected, beyond the limits, or a scan.
    """
    pages = _extract(data, source, limits)
    empty = [n for n, rows in enumerate(pages, start=1) if not rows]
    if len(empty) == len(pages):
        raise SourceError(f"PDF“{source}”是扫描图像,没有文字层,请先做文字识别(OCR)再加入。")
    body = _body_size([row for rows in pages for row in rows])
    texts = [list(_paragraphs(rows, body)) for rows in pages]
    notes = [f"第 {n} 页没有文字层,未读入;如为图像请先做文字识别(OCR)。" for n in empty]
    if _is_running(pages, body):
        whole, _ = lay_out((text for page in texts for text in page), source, "")
        return [read_page_articles(whole, limits)], notes
    laid = (lay_out(page, source, "", n)[0] for n, page in enumerate(texts, start=1) if page)
    return [read_page_articles(page, limits) for page in laid], notes


def _extract(data: bytes, source: str, limits: Limits) -> list[list[Row]]:
    """Run the extraction in a process of its own, and return the lines of each page."""
    bounds = (limits.pdf_pages, limits.text_chars, limits.memory_bytes)
    command = [sys.executable, "-P", pdf_text.__file__, *map(str, bounds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise Deadline(source, limits).error() from error
    if done.returncode:
        raise SourceError(_reason(done.returncode, source, limits))
    return [[Row(*row) for row in json.loads(line)] for line in done.stdout.splitlines()]


def _reason(status: int, source: str, limits: Limits) -> str:
    reasons = {
        pdf_text.PASSWORD: "有密码保护,请去掉密码后再加入。",
        pdf_text.TOO_MANY_PAGES: f"超过 {limits.pdf_pages} 页,请拆分后再试。",
        pdf_text.TOO_LONG: f"的文字超过 {limits.text_chars} 字,请拆分后再试。",
    }
    return f"PDF“{source}”" + reasons.get(status, "已损坏,无法读取,请重新导出或获取后再试。")


def _body_size(rows: Sequence[Row]) -> float:
    """Return the size that most of the text has."""
    weights: dict[float, int] = {}
    for row in rows:
        weights[round(row.size, 1)] = weights.get(round(row.size, 1), 0) + len(row.text)
    return max(weights, key=lambda size: weights[size])


def _is_running(pages: Sequence[Sequence[Row]], body: float) -> bool:
    """Tell whether only the first of several pages has headlines."""
    return len(pages) > 1 and not any(
        row.size > _LARGE * body and len(row.text) > 2 for rows in pages[1:] for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines below each other, and the edges that most of them keep to."""

    rows: list[Row]
    left: float
    right: float
    leading: float


def _paragraphs(rows: Sequence[Row], body: float) -> Iterator[str]:
    """Yield the paragraphs of a page; those that go on in another column are not joined here."""
    for column in _columns(rows):
        text = column.rows[0].text
        for above, row in pairwise(column.rows):
            if _goes_on(above, row, column, body):
                text = _join(text, row.text)
            else:
                yield _finish(text)
                text = row.text
        yield _finish(text)


def _columns(rows: Sequence[Row]) -> Iterator[_Column]:
    """Cut the lines of a page where they leave their column or change in size."""
    current: list[Row] = []
    for row in rows:
        if current and not _is_below(current, row):
            yield _column(current)
            current = []
        current.append(row)
    if current:
        yield _column(current)


def _is_below(column: Sequence[Row], row: Row) -> bool:
    """Tell whether a line stands below those of a column, and has their size."""
    last = column[-1]
    same = abs(row.size - last.size) <= _NEAR * last.size
    left = min(above.left for above in column)
    beside = row.left < left - _SIDE * row.size or row.left > max(r.right for r in column)
    return same and row.top < last.top and not beside


def _column(rows: list[Row]) -> _Column:
    steps = [above.top - row.top for above, row in pairwise(rows)]
    return _Column(
        rows,
        left=min(row.left for row in rows),
        right=max(row.right for row in rows),
        leading=median(steps) if steps else 0.0,
    )


def _goes_on(above: Row, row: Row, column: _Column, body: float) -> bool:
    """Tell whether a line goes on with the paragraph of the line above it.

    It does where that line is full and this one is not set in. Of headlines all lines do.
    """
    if above.top - row.top > _LEADING * column.leading:
        return False
    if row.size > _LARGE * body:
        return True
    full = above.right > column.right - 1.5 * above.size
    return full and row.left < column.left + 0.8 * row.size


def _join(left: str, right: str) -> str:
    """Join two lines: with a space between Latin words, without their hyphen, else with nothing."""
    if left.endswith("\u00ad"):
        return left[:-1] + right
    spaced = _LATIN.match(left[-1]) and _LATIN.match(right[0])
    return f"{left} {right}" if spaced else left + right


def _finish(text: str) -> str:
    return text.replace("\u00ad", "-").strip()
