"""Prompts: one Markdown file each in ``prompts/``, with ``$name`` for what is filled in."""

from __future__ import annotations

from string import Template

from qa.resources import folder


def prompt(name: str, **values: str) -> str:
    """Return prompt ``name`` with its variables filled in.

    Raises ``ValueError`` naming every variable that is missing or that the prompt does not have.
    What is filled in is never looked at for variables itself.
    """
    template = Template((folder("prompts") / f"{name}.md").read_text(encoding="utf-8"))
    known = set(template.get_identifiers())
    if known != set(values):
        raise ValueError(f"prompt {name!r}: variables {sorted(known ^ set(values))} do not match")
    return template.substitute(values)
