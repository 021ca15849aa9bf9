"""Real articles for made pages: read from a file, cleaned, and kept apart by what they are for.

``DEVELOPMENT`` articles are for building and tuning, ``REPORTING`` articles for figures only: a
hash of the text decides, so that no reported page holds an article that was ever seen before.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from qa.zh import sentences

DEVELOPMENT, REPORTING = 0, 1

SHORTEST, LONGEST = 500, 3000
"""Lengths of the articles that are taken, in characters."""

_HEADLINE = re.compile(r"\s*原标题[:：]\s*(\S.{5,40}?\S)(?:\s{2,}|\n)")
_TAIL = re.compile(
    r"(?:返回搜狐.*|【?责任编辑.*|【纠错】.*|[(（]责编[^)）]*[)）].*|分享让更多人看到.*|"
    r"(?:特别|免责|广告|版权)声明.*|[(（](?:完|记者|编辑|总台|本报|文/|来源)[^)）]{0,40}[)）])\s*$",
    re.S,
)
_OPENING = re.compile(
    r"^[^。，,]{0,30}?(?:讯|电|消息|报道)\s*(?:[(（][^)）]{0,40}[)）])?\s*[:：,，]?\s*"
    r"|^[^。，,]{0,20}?(?:记者|通讯员)[^。，,]{2,12}(?:报道|消息)[:：]?\s*"
    r"|^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\d: ]*(?:来源[:：]\S{2,12})?\s+"
)
_BYLINE = re.compile(
    r"[(（【]\s*(?:[^)）】]{0,12}记者|通讯员|作者|文/|来源|原标题|编辑|责编|摄|图)[^)）】]{0,40}[)）】]"
)
_JUNK = re.compile(
    r"https?:|www\.|\.com|\.cn|@|原标题|本文转自|截图|来源[:：]|作者[:：]|编辑[:：]|责编|供图|图源|图片来|资料图|摄影|图为|"
    r"受访者|声明|投资者|视觉中国|[【】]|。[一二三]、|仅供参考|本文由|转载|扫码|二维码|点击|公众号|APP|客户端|股吧|涨停|收报|报收|"
    r"[│|■□●▲★◆►▼※→©®]|[?？]{3}|[(（]\d+[)）].*[(（]\d+[)）].*[(（]\d+[)）]|\d{6,}"
)
_LEFT_OVER = re.compile(
    r".{0,100}(?:通讯员|实习生|见习|评论员|在线记者|\d日(?:讯|电)|(?:讯|电)\d|摄|广告|[a-z×])"
)
_PLEA = re.compile("要|应|必须|首先|其次|一是|二是|不断|加快|推动|推进|坚持|建设|发展|治理|创新")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Story:
    """An article's text in one run, and its headline where the data give one."""

    text: str
    headline: str = ""

    @cached_property
    def topic(self) -> frozenset[str]:
        """The pairs of ideographs that come back: what the article is about."""
        pairs = Counter("".join(p) for p in pairwise(self.text) if all(map(_IDEOGRAPH.match, p)))
        return frozenset(pair for pair, n in pairs.items() if n >= 3)

    @cached_property
    def pleads(self) -> int:
        """How often the article argues for something instead of telling what happened."""
        return len(_PLEA.findall(self.text))

    def likeness(self, other: Story) -> float:
        """Return the share of the topics of two articles that they have in common (Jaccard)."""
        both = self.topic | other.topic
        return len(self.topic & other.topic) / len(both) if both else 0.0


def read_stories(path: Path, half: int) -> list[Story]:
    """Read the articles of one half of a file of ``{"text": …}`` lines, plain or .xz.

    What is no running text is left out, and so is what repeats an article of either half.
    """
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        found = (clean(json.loads(line)["text"]) for line in lines)
        return [s for s in distinct(s for s in found if s) if side(s.text) == half]


def side(text: str) -> int:
    """Return which half an article belongs to, by a hash of its text."""
    return crc32(text.encode("utf-8")) & 1


def clean(text: str) -> Story | None:
    """Strip what a website puts around an article; ``None`` if it is not fit for a page."""
    headline = ""
    if match := _HEADLINE.match(text):
        headline, text = " ".join(match[1].split()), text[match.end() :]
    text = " ".join(text.split())
    for pattern in (_TAIL, _TAIL, _OPENING, _OPENING):
        text = pattern.sub("", text).strip()
    text = re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", _BYLINE.sub("", text))
    return Story(text, headline) if is_prose(text) else None


def is_prose(text: str) -> bool:
    """Tell whether a text is running Chinese prose of whole sentences, each of which comes once."""
    if not SHORTEST <= len(text) <= LONGEST or _JUNK.search(text) or _LEFT_OVER.match(text):
        return False
    found = [text[start:end] for start, end in sentences(text)]
    repeats = len(found) - len(set(found))
    whole = text.rstrip("”’」』》)）")[-1:] in "。！？"
    ideographs = len(_IDEOGRAPH.findall(text)) / len(text)
    fit = len(found) >= 8 and max(map(len, found)) <= 240 and not repeats
    return whole and fit and ideographs >= 0.8


def distinct(stories: Iterable[Story]) -> Iterator[Story]:
    """Yield the articles that share none of their marks with one before: no reprints.

    An article's marks are the three smallest hashes of its sentences, as in min-wise hashing
    (Broder, *On the resemblance and containment of documents*, 1997).
    """
    seen: set[int] = set()
    for story in stories:
        pieces = [story.text[a:b] for a, b in sentences(story.text) if b - a >= 15]
        marks = sorted(crc32(piece.encode("utf-8")) for piece in pieces)[:3]
        if seen.isdisjoint(marks):
            yield story
        seen.update(marks)
