"""The draft of a sidecar: it changes nothing as it stands, and offers what it takes to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qa.corpus.checklist import draft
from qa.corpus.sidecar import sidecar
from qa.corpus.sources import read_parts, read_source
from qa.corpus.threads import BEGUN

from .conftest import HARBOUR, ORCHARD, Corrected, texts


def test_the_draft_of_a_sidecar_changes_nothing_until_it_is_edited(tmp_path: Path) -> None:
    seed = Path(__file__).parents[2] / "seeds" / "001_7c0823d0556f9dc4.txt"
    path = tmp_path / "page.txt"
    path.write_bytes(seed.read_bytes())
    before = list(read_source(path, path.name).articles)
    lines = "\n".join(draft(path.name, before, everything=True))
    sidecar(path).write_text(lines, encoding="utf-8")
    (part,) = read_parts(path, path.name).parts
    assert list(part.articles) == before
    sidecar(path).write_text(lines.replace("# checked", "checked"), encoding="utf-8")
    assert {a.confidence for a in read_source(path, path.name).articles} == {1.0}


def test_every_sample_in_the_draft_does_what_it_says_once_it_is_uncommented(
    corrected: Corrected,
) -> None:
    plain = corrected("")
    assert list(draft("page.md", plain)) == []  # nothing is in doubt
    lines = list(draft("page.md", plain, everything=True))
    done = {}
    for table in ("split", "join", "move"):
        (at,) = (i for i, line in enumerate(lines) if line == f"# [[{table}]]")
        end = next((i for i in range(at + 1, len(lines)) if " = " not in lines[i]), len(lines))
        sample = [line.removeprefix("# ") for line in lines[at:end]]
        done[table] = [texts(a) for a in corrected("\n".join([*lines[:at], *sample]))]
    assert done == {
        "split": [HARBOUR, ORCHARD[:2], ORCHARD[2:]],
        "join": [[*HARBOUR, "石榴红了", *ORCHARD]],
        "move": [[HARBOUR[0], ORCHARD[2], HARBOUR[1]], ORCHARD[:2]],
    }


def test_the_draft_offers_to_join_an_article_that_is_set_apart_by_its_wording_alone(
    corrected: Corrected,
) -> None:
    first, second = corrected("")
    lines = "\n".join(draft("page.md", [first, replace(second, doubts=(BEGUN,))]))
    assert '# [[join]]\n# find = "石榴红了"\n# to = "东港码头夜里也亮着灯"\n' in lines
    assert 'find = "东港码头' not in lines  # it is not in doubt
