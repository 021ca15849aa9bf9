"""``qa doctor``: what is installed, configured, indexed and consistent; how to mend what is not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from qa.errors import QAError
from qa.library.derived import Check
from qa.library.lock import holder
from qa.library.records import FileRecord, State
from qa.library.store import Library, open_library
from qa.models.embedding import load_embedder
from qa.settings import CONFIG, Settings, load_settings

_PACKAGES = "langchain chromadb sentence-transformers torch gradio".split()


def examine() -> list[Check]:
    """Look at everything, from the installation to the index; stop where the rest needs it."""
    findings = [_package(name) for name in _PACKAGES]
    try:
        settings = load_settings()
    except QAError as error:
        return [*findings, Check("设置", False, str(error), f"改正环境变量或 {CONFIG} 文件。")]
    findings.append(Check("设置", True, _describe(settings)))
    return findings + _index(settings)


def _package(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "未安装", "在虚拟环境中重新安装 newspaper-qa。")


def _describe(settings: Settings) -> str:
    parts = [f"资料库 {settings.home}"]
    parts.append(f"嵌入模型 {settings.embedding_model or '随附'}")
    parts.append(f"向量索引 {settings.chroma_url or '本进程内'}")
    parts.append(f"语言模型 {settings.chat_model or '不用'}")
    parts.append(f"设置文件 {os.environ.get(CONFIG) or '无'}")
    return ";".join(parts)


def _index(settings: Settings) -> list[Check]:
    try:
        embedder = load_embedder(settings.embedding_model)
        found = [Check("嵌入模型", True, f"{embedder.identity},{embedder.dimension} 维")]
    except QAError as error:
        return [Check("嵌入模型", False, str(error), "检查 QA_EMBEDDING_MODEL。")]
    try:
        library = open_library(settings.home, embedder.identity, settings.chroma_url, repair=False)
    except QAError as error:
        return [*found, Check("资料库", False, str(error), "按上面这句话处理。")]
    try:
        files = library.catalogue.files()
        held = f"{len(files)} 个文件,{library.article_count()} 篇文章"
        found += [Check("资料库", True, held), *_files(files), *_derived(library)]
    finally:
        library.close()
    return found


def _files(files: Sequence[FileRecord]) -> Iterator[Check]:
    """Every file that is not wholly in, with its reason."""
    for file in files:
        if file.state is State.FAILED:
            detail = f"未能收录 {file.source}(第 {file.attempts} 次尝试):{file.reason}"
            yield Check(
                "文件", False, detail, "换成可读的文件后运行 qa index,或 qa index --retry。"
            )
        elif file.state is State.INDEXING:
            detail = f"{file.source} 只收录了一部分"
            yield Check("文件", False, detail, "再运行一次 qa index,会接着做。")


def _derived(library: Library) -> list[Check]:
    if who := holder(library.home):
        return [Check("索引", True, f"{who}正在写入,等它结束后再检查")]
    return library.check()
