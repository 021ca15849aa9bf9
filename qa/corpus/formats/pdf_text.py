"""The text of a PDF with the place of every line: run as a program of its own.

PDFium is written in C++ and reads what comes from outside; whatever a file makes it do, it does
in a process that can be stopped. The file comes on standard input; a page goes out as one line
of JSON, its lines of text as ``[text, left, right, top, bottom]``. Imports nothing of ours, so
that it starts at once.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator

PASSWORD, DAMAGED, TOO_MANY_PAGES, TOO_LONG = 3, 4, 5, 6
"""The exit status that says why a file is not read (besides 0: all is well)."""

_FINE_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line


def main(max_pages: int, max_chars: int, memory: int) -> int:
    """Write the pages of the PDF on standard input; return the exit status."""
    _bound_memory(memory)
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else DAMAGED
    if len(document) > max_pages:
        return TOO_MANY_PAGES
    for number in range(len(document)):
        try:
            lines = list(_lines(document[number].get_textpage()))
        except pdfium.PdfiumError:
            return DAMAGED
        max_chars -= sum(len(line[0]) for line in lines)
        if max_chars < 0:
            return TOO_LONG
        sys.stdout.write(json.dumps(lines) + "\n")
        sys.stdout.flush()
    return 0


def _bound_memory(most: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _lines(page: object) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield the lines of a page in PDFium's order, with left, right, top and bottom in points."""
    from pypdfium2 import raw

    units: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    box = raw.FS_RECTF()
    for at in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, at)
        if code in (10, 13):
            yield from _line(units, boxes)
            units, boxes = [], []
            continue
        units.append(code)
        if not raw.FPDFText_IsGenerated(page, at) and raw.FPDFText_GetLooseCharBox(
            page, at, ctypes.byref(box)
        ):
            boxes.append((box.left, box.right, box.top, box.bottom))
    yield from _line(units, boxes)


def _line(
    units: list[int], boxes: list[tuple[float, float, float, float]]
) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield a line, unless there is nothing to read in it."""
    text = "".join(chr(unit) for unit in units if 0 < unit < 0x110000 and unit != 0xFFFE)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs become one
    text = text.replace(_FINE_HYPHEN, "\u00ad").strip()
    if text and boxes:
        lefts, rights, tops, bottoms = zip(*boxes, strict=True)
        yield text, min(lefts), max(rights), max(tops), min(bottoms)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:4])))
