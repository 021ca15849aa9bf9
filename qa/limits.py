"""What one file may cost: bounds against files that are broken or hostile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A file beyond any of these is refused with a message that says what to do.

    ``file_bytes``, ``text_chars`` and ``seconds`` hold for a document, which is read whole;
    ``page_blocks`` for the paragraphs of a page that has no structure but its looks;
    ``bulk_bytes`` for a .jsonl, unpacked, which is read a line at a time. ``archive_entries``,
    ``unpacked_bytes`` and ``unpacked_ratio`` hold for what is packed, ``depth`` for elements
    within elements, ``memory_bytes`` for the process that reads a PDF.
    """

    file_bytes: int = 20_000_000
    text_chars: int = 5_000_000
    seconds: float = 60.0
    page_blocks: int = 1_000
    bulk_bytes: int = 4_000_000_000
    line_bytes: int = 1_000_000
    archive_entries: int = 2_000
    unpacked_bytes: int = 200_000_000
    unpacked_ratio: int = 100
    depth: int = 200
    pdf_pages: int = 1_000
    memory_bytes: int = 2_000_000_000
