"""The one place that puts the parts together: settings in, a working product out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.answering.answerer import Answerer
from qa.answering.chain import History, build_chain
from qa.answering.examples import examples
from qa.answering.questions.question import clean
from qa.errors import LibraryError, LockedError, SourceError
from qa.library.derived import Check
from qa.library.store import Library, create_library, open_library, require_index
from qa.models.embedding import Embedder, load_embedder
from qa.models.reader import packaged_reader
from qa.resources import folder
from qa.retrieval.hybrid import HybridRetriever
from qa.schema import Answer, Article, Hit
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.answering.generate import Writer
    from qa.library.indexing import IndexReport
    from qa.library.progress import Progress

_EXAMPLES_FROM = 500  # articles
_WAIT_SECONDS = 1.0  # between two attempts to write while another process does


class Service:
    """Questions over one open collection. Safe to use from several threads."""

    def __init__(self, settings: Settings, embedder: Embedder, library: Library) -> None:
        self._settings = settings
        self._library = library
        self._retriever = HybridRetriever(library=library, encoder=embedder)
        self._chain = build_chain(
            self._retriever, Answerer(library, packaged_reader(), chat_writer(settings))
        )

    @property
    def retriever(self) -> HybridRetriever:
        """The LangChain retriever, for use in any chain."""
        return self._retriever

    def ask(self, question: str, history: History = ()) -> Answer:
        """Answer a question. Raises ``QuestionError`` where it is empty or too long."""
        return self._chain.invoke((clean(question, self._settings.question_limit), tuple(history)))

    def search(self, question: str, k: int = 10) -> list[Hit]:
        """Return what retrieval finds for a question, best first."""
        return self._retriever.hits(clean(question, self._settings.question_limit), k)

    def articles(self) -> list[Article]:
        """Return every article, in the order of files and pages."""
        return self._library.articles()

    def article(self, article_id: str) -> Article | None:
        """Return an article, or ``None`` where the collection does not hold it."""
        return self._library.article(article_id)

    def also_in(self, article_id: str) -> list[str]:
        """Return the files that hold an article too, besides the one that is cited."""
        return self._library.also_in(article_id)

    @property
    def notice(self) -> str:
        """What a reader should know about the searches to come, in Chinese; empty if nothing."""
        return self._library.notice

    def examples(self) -> list[str]:
        """Return a few questions that the collection can answer."""
        return examples(self._library.articles(_EXAMPLES_FROM))

    def check(self) -> list[Check]:
        """Compare what is derived with what is stored."""
        return self._library.check()

    def warm_up(self) -> None:
        """Load what the first questions would otherwise wait for: dictionary, tags, models."""
        self.ask("那里呢?", [("资料里有什么?", "")])

    def close(self) -> None:
        """Close the library."""
        self._library.close()


def chat_writer(settings: Settings) -> Writer | None:
    """Return the chat model, where one is configured."""
    if not settings.chat_model:
        return None
    from qa.answering.generate import Writer

    return Writer(
        settings.chat_model,
        base_url=settings.chat_base_url,
        api_key=settings.chat_api_key.get_secret_value(),
        timeout=settings.chat_timeout,
    )


def open_service(settings: Settings) -> Service:
    """Open the collection for questions. Raises ``NoIndexError`` where nothing is indexed."""
    require_index(settings.home)
    embedder = load_embedder(settings.embedding_model)
    library = open_library(settings.home, embedder.identity, settings.chroma_url)
    return Service(settings, embedder, library)


def index(
    settings: Settings,
    paths: Sequence[Path] = (),
    progress: Progress = lambda step: None,
    *,
    retry: bool = False,
) -> IndexReport:
    """Index files and folders, by default the five pages that travel with the package.

    With ``retry``, files that could not be read are tried again although they have not changed.
    Raises ``LockedError`` where another process is writing, ``SourceError`` where a path neither
    exists nor was ever indexed.
    """
    from qa.library import indexing

    chosen = list(paths) or [folder("seeds")]
    indexing.require(chosen, settings.home)
    embedder = load_embedder(settings.embedding_model)
    return _index(settings, embedder, chosen, progress, retry)


def watch(
    settings: Settings,
    paths: Sequence[Path],
    progress: Progress,
    done: Callable[[IndexReport], None],
    trouble: Callable[[str], None],
) -> None:
    """Index files and folders, and again whenever something in them changes.

    The right to write is held while something is written and not between; another writer is
    waited for. ``done`` is told of every run, ``trouble`` what went wrong, in Chinese. Ends with
    ``KeyboardInterrupt``. Raises ``SourceError`` where a path does not exist.
    """
    from qa.library import indexing, watching

    chosen = list(paths) or [folder("seeds")]
    indexing.require(chosen)
    embedder = load_embedder(settings.embedding_model)
    for _ in watching.changes(chosen, settings.home):
        try:
            done(_index_when_free(settings, embedder, chosen, progress, trouble))
        except (LibraryError, SourceError) as error:
            trouble(str(error))


def _index_when_free(
    settings: Settings,
    embedder: Embedder,
    paths: Sequence[Path],
    progress: Progress,
    trouble: Callable[[str], None],
) -> IndexReport:
    told = False
    while True:
        try:
            return _index(settings, embedder, paths, progress)
        except LockedError as error:
            if not told:
                trouble(str(error))
            told = True
            time.sleep(_WAIT_SECONDS)


def _index(
    settings: Settings,
    embedder: Embedder,
    paths: Sequence[Path],
    progress: Progress,
    retry: bool = False,
) -> IndexReport:
    from qa.library import indexing
    from qa.library.lock import writer_lock

    limits = settings.limits()
    with writer_lock(settings.home):
        library = create_library(settings.home, embedder.identity, settings.chroma_url)
        try:
            return indexing.index(library, embedder, paths, limits, progress, retry=retry)
        finally:
            library.close()
