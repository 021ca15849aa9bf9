"""The person's part: drafts are shown one by one, and what is approved joins the question set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval import draft_lines
from eval.draft_clauses import half_width
from eval.draft_lines import Edited, Line

Ask = Callable[[str], str]
Say = Callable[[str], object]

_CHOICES = "y 收 / n 不收 / e 修改 / q 先停:"
_NO_ANSWER = "(应当拒答)"


def approve(drafts: Path, questions: Path, ask: Ask, say: Say) -> int:
    """Go through a draft file; returns how many were approved.

    What has been decided leaves the draft file at once, so that one can stop at any time and go
    on later. ``ask`` shows a prompt and returns what was typed.
    """
    lines, count = draft_lines.read(drafts), 0
    while lines:
        choice = _choose(lines[0], len(lines), ask, say)
        if choice == "q":
            break
        line = lines.pop(0)
        if choice in ("y", "e"):
            draft_lines.append(questions, draft_lines.approved(line, _edit(line, choice, ask)))
            count += 1
        draft_lines.write(drafts, lines)
    say(f"已收入 {count} 题,还有 {len(lines)} 题未看。")
    return count


def _choose(line: Line, left: int, ask: Ask, say: Say) -> str:
    say(_shown(line, left))
    while (choice := ask(_CHOICES).strip().lower()) not in ("y", "n", "e", "q"):
        say("请输入 y、n、e 或 q。")
    return choice


def _shown(line: Line, left: int) -> str:
    points = ";".join(" / ".join(spellings) for spellings in line["points"]) or _NO_ANSWER
    proofs = (
        f"  {e['source']} 《{e['title']}》{e['author']} 第 {e['paragraph']} 段:{e['text']}"
        for e in line["evidence"]
    )
    return "\n".join(
        [f"\n[还有 {left} 题] {line['kind']}", line["question"], f"要点:{points}", *proofs]
    )


def _edit(line: Line, choice: str, ask: Ask) -> Edited | None:
    """Ask for question and points anew; an empty line keeps what is there."""
    if choice != "e":
        return None
    question = ask("问题(回车不改):").strip() or line["question"]
    typed = ask("要点,用;隔开,同一要点的不同写法用 / 隔开(回车不改):").strip()
    if not typed:
        return Edited(question, line["points"])
    parts = half_width(typed).split(";")
    points = [[s.strip() for s in part.split("/") if s.strip()] for part in parts]
    return Edited(question, [spellings for spellings in points if spellings])
