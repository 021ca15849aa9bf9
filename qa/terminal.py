"""What the command line prints for people, and the request lines it reads."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from qa.answering.questions.question import clean
from qa.corpus.checklist import beginning, doubtful, draft, needs_check
from qa.corpus.sidecar import SUFFIX
from qa.errors import QuestionError, SourceError
from qa.schema import Answer, Article, Citation, Hit
from qa.texts import ATTRIBUTION_DOUBT, UNSIGNED, paragraph_label

if TYPE_CHECKING:
    from qa.library.derived import Check
    from qa.library.indexing import IndexReport
    from qa.library.progress import Step

_HOW_TO_CORRECT = (
    f"以上{ATTRIBUTION_DOUBT},核对后在原文件旁的“文件名{SUFFIX}”里改正;样稿见 qa articles --check。"
)
_SAY_EVERY = 5.0  # seconds between two lines of progress where they are not rewritten


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: str
    history: list[tuple[str, str]] = []


def read_requests(path: Path, limit: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Read a file of request lines: ``{"question", "history": [[question, answer], …]?}``.

    The whole file is checked before anything is answered. Raises ``SourceError`` where it cannot
    be read and ``QuestionError`` naming the first line that is malformed or holds no question
    of up to ``limit`` characters.
    """
    try:
        # Not splitlines: JSON may hold other separators, such as U+2028, as they are.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"读不到问题文件 {path},请检查路径、权限和编码(UTF-8)。") from error
    return [
        _request(line, limit, f"{path} 第 {number} 行")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def _request(line: str, limit: int, place: str) -> tuple[str, list[tuple[str, str]]]:
    try:
        request = _Request.model_validate_json(line)
        return clean(request.question, limit), request.history
    except ValidationError as error:
        form = '{"question": …, "history": [[问, 答], …]}'
        raise QuestionError(f"{place}不是有效的请求,应为 {form},history 可省略。") from error
    except QuestionError as error:
        raise QuestionError(f"{place}:{error}") from error


class ProgressLine:
    """Shows progress on standard error: one line that is rewritten, or one every few seconds."""

    def __init__(self) -> None:
        self._rewrites = sys.stderr.isatty()
        self._open, self._next = False, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def __call__(self, step: Step) -> None:
        """Show how far indexing has come."""
        now = time.monotonic()
        if self._rewrites:
            sys.stderr.write(f"\r\x1b[K{progress_line(step)}")
            self._open = True
        elif now >= self._next or not step.source:
            sys.stderr.write(f"{progress_line(step)}\n")
            self._next = now + _SAY_EVERY
        sys.stderr.flush()
        if not step.source:
            self._end()

    def _end(self) -> None:
        """Leave what was shown last and go to the next line."""
        if self._open:
            sys.stderr.write("\n")
        self._open, self._next = False, 0.0


def progress_line(step: Step) -> str:
    """Return how far indexing has come, as one line."""
    parts = [f"已完成 {step.files}/{step.files_total} 个文件", f"{step.articles:,} 篇"]
    if step.articles and step.seconds >= 1:
        parts.append(f"约 {step.articles / step.seconds:.0f} 篇/秒")
    if step.source and step.left is not None:
        parts.append(f"还需约 {_duration(step.left)}")
    return ",".join([*parts, *([_short(step.source, 30)] if step.source else [])])


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} 秒"
    minutes = round(seconds / 60)
    return f"{minutes} 分钟" if minutes < 90 else f"{minutes / 60:.1f} 小时"


def show_report(report: IndexReport) -> None:
    """Print what indexing did."""
    _write(index_report(report))


def show_trouble(message: str) -> None:
    """Print what went wrong while a folder is watched."""
    sys.stderr.write(f"注意:{message}\n")
    sys.stderr.flush()


def index_report(report: IndexReport) -> Iterator[str]:
    """Yield the lines that say what indexing did."""
    yield (
        f"新增或更新 {report.added} 个文件,未变 {report.unchanged} 个,移除 {report.removed} 个;"
        f"现有 {report.articles} 篇文章、{report.chunks} 个片段。"
    )
    for source, reason in report.failed:
        yield f"未能收录 {source}:{reason}"
    for source, note in report.notes:
        yield f"已收录 {source}:{note}"


def show_answer(answer: Answer, also_in: Callable[[str], list[str]]) -> None:
    """Print an answer with its sources, or a refusal with what stands nearest.

    ``also_in`` names the other files that hold an article.
    """
    lines = [answer.text]
    if answer.understood_as != answer.question:
        lines.insert(0, f"(按“{answer.understood_as}”理解)")
    if answer.fallback:
        lines.append(f"({answer.fallback})")
    lines += [""] if answer.citations or answer.nearest else []
    lines += [_citation(c, also_in(c.article_id)) for c in answer.citations]
    if answer.nearest:
        lines.append("最接近的段落(不是答案):")
        lines += [
            f"  《{n.title}》{n.author or UNSIGNED},{paragraph_label(n.paragraph)}:{_short(n.text)}"
            for n in answer.nearest
        ]
    if answer.covers:
        lines.append("资料库收有:" + "、".join(f"《{title}》" for title in answer.covers))
    _write(lines)


def _citation(c: Citation, others: list[str]) -> str:
    who = c.author + (f"({c.affiliation})" if c.affiliation else "") or UNSIGNED
    doubt = f" 〔{ATTRIBUTION_DOUBT}:{c.doubt}〕" if c.doubt else ""
    place = paragraph_label(c.paragraph)
    return f"[{c.n}] 《{c.title}》{who},{c.source}{_also(others)},{place}{doubt}\n    “{c.quote}”"


def _also(others: list[str]) -> str:
    return f"(另见 {'、'.join(others)})" if others else ""


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit] + "…"


def public_hit(hit: Hit) -> dict[str, Any]:
    """Return the object that ``qa search --json`` prints."""
    return {
        "title": hit.article.title,
        "author": hit.article.author,
        "source": hit.article.source,
        "paragraph": hit.chunk.paragraph,
        "text": hit.chunk.text,
        "score": round(hit.score, 6),
    }


def hit_lines(hit: Hit) -> str:
    """Return a hit as two lines."""
    parts = " ".join(f"{name}={value:.3f}" for name, value in sorted(hit.scores.items()))
    place = paragraph_label(hit.chunk.paragraph)
    head = (
        f"{hit.score:.4f} 《{hit.article.title}》{hit.article.author or UNSIGNED},{place}({parts})"
    )
    return f"{head}\n       {_short(hit.chunk.text, 90)}"


def show_articles(stored: Callable[[], Iterable[tuple[Article, list[str]]]]) -> None:
    """Print the articles: what a person should check first, and how; then the others."""
    for to_check in (True, False):
        shown = False
        for article, others in stored():
            if needs_check(article) is to_check:
                _write([article_lines(article, others)])
                shown = True
        if shown and to_check:
            _write([_HOW_TO_CORRECT])


def show_checklist(articles: Iterable[Article], source: str) -> None:
    """Print sidecars to put right what a person should check, or anything in the file named."""
    wanted = (a for a in articles if source in ("", a.source))
    groups = groupby(wanted, lambda a: a.source)
    drafts = ["\n".join(draft(s, group, everything=bool(source))) for s, group in groups]
    _write(["\n\n".join(filter(None, drafts)) or "# 没有要核对的文章。"])


def article_lines(article: Article, others: list[str]) -> str:
    """Return an article as a line, and a line for each thing a person should check."""
    who = article.author + (f"({article.affiliation})" if article.affiliation else "") or UNSIGNED
    place = f"{article.source}{_also(others)},{len(article.paragraphs)} 段"
    line = f"{article.id}  《{article.title}》{who},{place}"
    doubts = [f"{ATTRIBUTION_DOUBT}:{doubt}" for doubt in article.doubts]
    doubts += [f"{paragraph_label(p.n)}“{beginning(p.text)}…”:{p.doubt}" for p in doubtful(article)]
    return line + "".join(f"\n              {doubt}" for doubt in doubts)


def check_lines(check: Check) -> str:
    """Return what ``qa doctor`` checked as a line, and its remedy below it."""
    mark = "正常" if check.ok else "问题"
    remedy = f"\n        {check.remedy}" if check.remedy else ""
    return f"[{mark}] {check.name}:{check.detail}{remedy}"


def _write(lines: Iterable[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
