"""The command ``qa``. It reads arguments, prints results and decides nothing.

Exit status: 0 done (a refusal is an answer), 1 a clear message on standard error, 2 wrong usage.
Heavy parts are imported by the command that needs them, so that ``qa --help`` is instant.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import NoIndexError, QAError

if TYPE_CHECKING:
    from qa.schema import Answer
    from qa.service import Service
    from qa.settings import Settings

_ABOUT = "对一批中文报纸文章提问,回答句句有出处。"

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    command: Command = arguments.run
    try:
        return command(arguments)
    except QAError as error:
        print(f"错误:{error}", file=sys.stderr)  # noqa: T201
        return 1
    except BrokenPipeError:
        # Whoever read the output has had enough; keep Python from flushing into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)  # noqa: T201
        return 130


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: other programs rely on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qa", description=_ABOUT)
    commands = parser.add_subparsers(metavar="命令", required=True)

    index = _command(commands, "index", _index, "建立或更新索引(默认 seeds/)")
    index.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="文件或文件夹;已不存在的,其中的文章从资料库移除",
    )
    index.add_argument("--retry", action="store_true", help="再试以前未能收录的文件")
    index.add_argument("--watch", action="store_true", help="一直看守,有变化就更新,按 Ctrl-C 停止")

    ask = _command(commands, "ask", _ask, "提一个问题")
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="QUESTION", help="问题")
    what.add_argument("--file", type=Path, metavar="IN.jsonl", help="每行一个 {question, history?}")
    ask.add_argument("--json", action="store_true", help="输出 JSON,每行一个")

    search = _command(commands, "search", _search, "只检索,列出找到的段落和得分")
    search.add_argument("question", metavar="QUESTION", help="问题")
    search.add_argument("-k", type=_positive, default=10, help="条数,默认 10")
    search.add_argument("--json", action="store_true", help="输出 JSON,每行一个")

    articles = _command(commands, "articles", _articles, "列出所收文章")
    form = articles.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出 JSON,每行一个")
    form.add_argument(
        "--check",
        nargs="?",
        const="",
        metavar="FILE",
        help="只列要核对的(给出 FILE 则列这个文件的全部),写成更正文件的样稿",
    )

    chat = _command(commands, "chat", _chat, "打开问答窗口")
    chat.add_argument("--host", default="127.0.0.1", help="地址,默认 127.0.0.1")
    chat.add_argument("--port", type=_positive, default=7860, help="端口,默认 7860")

    evaluate = _command(commands, "eval", _eval, "用已知答案的问题评测")
    evaluate.add_argument("--set", type=Path, metavar="FILE", help="问题集,默认随附的问题集")
    evaluate.add_argument(
        "--json", type=Path, metavar="FILE", help="结果写成 JSON,每题一行;中断后用同一文件接着做"
    )
    evaluate.add_argument(
        "--report", type=Path, metavar="FILE", help="写成报告:.html 为网页,其他为 Markdown"
    )
    evaluate.add_argument(
        "--compare", type=Path, metavar="FILE", help="与以前用 --json 写下的结果比较"
    )

    _command(commands, "doctor", _doctor, "检查安装、设置和索引,并说明如何修复")
    return parser


def _command(commands: Any, name: str, run: Command, text: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("必须是正整数")
    return value


def _say(text: str) -> None:
    """Print one line of the result, at once: another program may be waiting for it."""
    print(text, flush=True)  # noqa: T201


def _json(value: object) -> None:
    _say(json.dumps(value, ensure_ascii=False))


def _settings() -> Settings:
    from qa.settings import load_settings

    return load_settings()


def _service() -> Service:
    from qa.service import open_service

    service = open_service(_settings())
    if service.notice:
        print(service.notice, file=sys.stderr)  # noqa: T201
    return service


def _index(arguments: argparse.Namespace) -> int:
    from qa import service, terminal

    settings, paths = _settings(), arguments.paths
    with terminal.ProgressLine() as progress:
        if arguments.watch:
            service.watch(settings, paths, progress, terminal.show_report, terminal.show_trouble)
        report = service.index(settings, paths, progress, retry=arguments.retry)
    terminal.show_report(report)
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    from qa import terminal
    from qa.answering.questions.question import clean

    limit = _settings().question_limit
    # Wrong requests are refused before anything heavy is loaded.
    requests: list[tuple[str, list[tuple[str, str]]]]
    if arguments.file is None:
        requests = [(clean(arguments.question, limit), [])]
    else:
        requests = terminal.read_requests(arguments.file, limit)
    service = _service()
    show: Callable[[Answer], object] = lambda a: terminal.show_answer(a, service.also_in)  # noqa: E731
    if arguments.json:
        show = lambda answer: _json(answer.to_public())  # noqa: E731
    for question, history in requests:
        show(service.ask(question, history))
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from qa import terminal

    for hit in _service().search(arguments.question, arguments.k):
        if arguments.json:
            _json(terminal.public_hit(hit))
        else:
            _say(terminal.hit_lines(hit))
    return 0


def _articles(arguments: argparse.Namespace) -> int:
    from qa import terminal
    from qa.library.store import stored_articles

    home = _settings().home
    if arguments.json:
        for article, others in stored_articles(home):
            _json(article.to_public() | {"also_in": others})
    elif arguments.check is not None:
        terminal.show_checklist((a for a, _ in stored_articles(home)), arguments.check)
    else:
        terminal.show_articles(lambda: stored_articles(home))
    return 0


def _chat(arguments: argparse.Namespace) -> int:
    from qa import service, terminal
    from qa.web.app import launch

    settings = _settings()
    try:
        opened = service.open_service(settings)
    except NoIndexError:
        with terminal.ProgressLine() as progress:
            service.index(settings, (), progress)
        opened = service.open_service(settings)
    opened.warm_up()
    launch(opened, arguments.host, arguments.port)
    return 0


def _eval(arguments: argparse.Namespace) -> int:
    from eval.run import main as evaluate

    return evaluate(arguments.set, arguments.json, arguments.report, arguments.compare)


def _doctor(arguments: argparse.Namespace) -> int:
    from qa import terminal
    from qa.doctor import examine

    findings = examine()
    for finding in findings:
        _say(terminal.check_lines(finding))
    return 0 if all(finding.ok for finding in findings) else 1
