"""Drafts questions for a collection from its own articles, for a person to approve.

    python -m eval.draft [--out drafts.jsonl] [--per-article 8] [--chat]
    python -m eval.draft --approve drafts.jsonl [--set questions.jsonl]

The collection is the library that is configured (``QA_HOME``). Questions are made by pattern;
with ``--chat``, the configured chat model (``QA_CHAT_MODEL``) writes them, and one is kept only
if its answer stands in the article word for word. A draft is no question yet: ``qa eval`` refuses
the file until ``--approve`` has put its lines, one by one, to a person.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval import draft_lines
from eval.draft_approve import approve
from eval.draft_articles import Placed, drafts_of
from eval.draft_near import near_misses
from qa.errors import ModelError, QAError, SettingsError
from qa.library.store import stored_articles
from qa.schema import Article
from qa.settings import Settings, load_settings

PER_ARTICLE = 8
MISSES = 3
"""For so many answerable drafts there is one near miss at most."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    given = _parser().parse_args(argv)
    try:
        if given.approve:
            approve(given.approve, given.set, input, _say)
        else:
            _draft(given, load_settings())
    except QAError as error:
        sys.stderr.write(f"错误:{error}\n")
        return 1
    except (EOFError, KeyboardInterrupt):
        _say("已停止,没有看完的仍在草稿里。")
    return 0


def _draft(given: argparse.Namespace, settings: Settings) -> None:
    articles = [article for article, _ in stored_articles(settings.home)]
    draft_lines.write(given.out, [])
    placed = []
    for found in _placed(articles, given.per_article, settings, chat=given.chat):
        draft_lines.append(given.out, draft_lines.line_of(found.question()))
        placed.append(found)
    misses = list(near_misses(placed, articles))[: len(placed) // MISSES]
    for miss in misses:
        draft_lines.append(given.out, draft_lines.line_of(miss))
    _say(
        f"{len(articles)} 篇文章,{len(placed)} 个问题草稿和 {len(misses)} 个应当拒答的草稿"
        f"已写入 {given.out},请用 --approve {given.out} 逐条核对。"
    )


def _placed(
    articles: Sequence[Article], most: int, settings: Settings, *, chat: bool
) -> Iterator[Placed]:
    if chat:
        yield from _written(articles, most, settings)
        return
    for article in articles:
        yield from drafts_of(article, most)


def _written(articles: Sequence[Article], most: int, settings: Settings) -> Iterator[Placed]:
    """Have the chat model write; what it wrote before it failed is kept."""
    from eval.draft_chat import written_drafts
    from qa.service import chat_writer

    writer = chat_writer(settings)
    if writer is None:
        raise SettingsError("没有配置语言模型,请设置 QA_CHAT_MODEL,或去掉 --chat。")
    count = 0
    try:
        for article in articles:
            for placed in written_drafts(article, most, writer):
                yield placed
                count += 1
    except ModelError as error:
        if not count:
            raise
        _say(f"{error}在此之前写好的草稿仍然保留。")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.draft", description="为资料库起草问题。")
    parser.add_argument("--out", type=Path, default=Path("drafts.jsonl"), help="草稿写到哪里")
    parser.add_argument("--per-article", type=int, default=PER_ARTICLE, help="每篇最多几题")
    parser.add_argument("--chat", action="store_true", help="由配置的语言模型起草")
    parser.add_argument("--approve", type=Path, metavar="FILE", help="逐条核对一份草稿")
    parser.add_argument(
        "--set", type=Path, default=Path("questions.jsonl"), help="核对过的问题写到哪里"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
