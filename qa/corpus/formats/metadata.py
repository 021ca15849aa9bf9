"""What an HTML page declares of its article: meta elements, Open Graph, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qa.corpus.bylines import byline
from qa.corpus.formats.lines import Facts, iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "headline", "articletitle", "twitter:title")
_DATES = ("article:published_time", "datepublished", "og:release_date", "publishdate", "pubdate",
          "publish_date", "publish-date", "date", "dc.date")  # fmt: skip
_AUTHORS = ("article:author", "author", "dc.creator")
_PAPERS = ("source", "og:site_name", "mediaid")
_SITE = re.compile(r"\s*[-_|–—｜]+\s*[^-_|–—｜]{2,20}$|[-_|｜].*$")
_MOST = 200  # characters of any of these


def declared_facts(root: HtmlElement) -> Facts:
    """Return what a page declares; authors only where they are names of people."""
    given = _metas(root) | _linked_data(root)
    author = next((given[key] for key in _AUTHORS if key in given), "")
    signed = byline(author)
    return Facts(
        title=next((given[key] for key in _TITLES if key in given), "") or _title(root),
        authors=signed.names if signed else (),
        paper=next((given[key] for key in _PAPERS if key in given), ""),
        date=next((d for key in _DATES if (d := iso_date(given.get(key, "")))), ""),
    )


def _title(root: HtmlElement) -> str:
    """Return the title of the page without the site's name behind it."""
    return _SITE.sub("", _clean(root.findtext(".//title") or ""))


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if value := _clean(meta.get("content", "")):
            found.setdefault(name.lower(), value)
    return found


def _linked_data(root: HtmlElement) -> dict[str, str]:
    """Return headline, date, author and publisher of the first article that JSON-LD describes."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if "Article" in str(item.get("@type"))[:_MOST]:
                found = {
                    "headline": _name(item.get("headline")),
                    "datepublished": _name(item.get("datePublished")),
                    "author": _name(item.get("author")),
                    "source": _name(item.get("publisher")),
                }
                return {key: value for key, value in found.items() if value}
    return {}


def _items(data: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    listed = data if isinstance(data, list) else [data]
    for item in listed:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield from (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()
            yield item


def _name(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a text, the name of a thing, or the names of several."""
    if isinstance(value, list):
        return "、".join(filter(None, (_name(v) for v in value if not isinstance(v, list))))
    if isinstance(value, dict):
        value = value.get("name")
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    return " ".join(text.split())[:_MOST]
