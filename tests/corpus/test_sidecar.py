"""The file in which a person puts right how articles were found: read, or refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.corpus.sidecar import sidecar
from qa.corpus.sources import read_source
from qa.errors import SourceError

from .conftest import PAGE, Corrected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[article]", "第 1 行不合写法"),
        ("[" * 5000, "不合写法"),
        ("\n\n[[split]]\ntext = “合作社把”", "第 4 行不合写法"),
        ('[[split]]\ntext = "合作社把', "行不合写法"),
        ('[[artikel]]\nfind = "东港码头"', "artikel 是不认识的项"),
        ('[[article]]\nfind = "东港码头"\ntitel = "x"', "第 3 行 [[article]] 的 titel 是不认识"),
        ('[[article]]\ntitle = "没有"', "第 1 行 [[article]] 的 find 没有写"),
        ('[[article]]\nfind = "东港"', "第 2 行 [[article]] 的 find 至少要写 4 个字"),
        ('[[article]]\nfind = "东港码头夜里"\ntitle = " "', "title 不能是空的"),
        ('[[article]]\nfind = "东港码头夜里"\nchecked = "yes"', "checked 应是 true 或 false"),
        ('[[article]]\nfind = "东港码头夜里"\nauthors = "周明"', "authors 应是方括号里的一列"),
        ("article = 3", "article 应是方括号里的一列"),
        ('[[article]]\nfind = "世上没有的标题"\nchecked = true', "第 2 行 [[article]] 的 find"),
        ('[[move]]\nto = "石榴红了"\n\ntext = "世上没有的段落"', "第 4 行 [[move]] 的 text"),
        ('[[split]]\ntext = "山坡上的"\n[[split]]\ntext = "世上没有"', "第 4 行 [[split]] 的"),
        ('[[join]]\nfind = "石榴红了"\nto = "世上没有"', "在原文件里找不到:照原文改正"),
        ('split = [{text = "世上没有"}]', "第 1 处 split 的 text"),
        ('[[move]]\ntext = "合作社把"\nto = "东港码头"\nafter = "明年还要"', "第 4 行 [[move]] 的"),
    ],
)
def test_a_wrong_sidecar_is_refused_with_its_name_the_line_and_the_remedy(
    corrected: Corrected, text: str, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        corrected(text)
    assert "page.md.fix.toml" in str(caught.value)
    assert said in str(caught.value)
    assert str(caught.value).endswith("请改正后再运行 qa index。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sidecar_may_be_saved_as_editors_save_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    text = '# 与原版核对过\n[[split]]\ntext = "合作社把石榴卖到了省城"\n'
    sidecar(path).write_text(text, encoding=encoding)
    assert len(list(read_source(path, path.name).articles)) == 3


def test_ready_articles_have_no_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "石榴红了", "text": "山坡上的果园。"}', encoding="utf-8")
    sidecar(path).write_text("[[no", encoding="utf-8")
    assert len(list(read_source(path, path.name).articles)) == 1
