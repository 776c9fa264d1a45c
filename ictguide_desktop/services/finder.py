"""Searching while typing: the engine of each language is opened once, on the searching thread; only the newest answer arrives."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.query import Results, SearchQuery, Snippet
from ictguide_desktop.tasks.latest import LatestOnly

SNIPPETS = 12
WARM_AFTER_MS = 250
_TURN = 0.001  # seconds


class Found(NamedTuple):
    """Results for whoever asked, a snippet for each of the first rows, and the address of the block that matches best in each."""

    asker: str
    results: Results
    snippets: tuple[Snippet, ...]
    blocks: tuple[Address, ...]


class Finder(QObject):
    """`found` carries a Found; `failed` one sentence. A search asked for while the index opens waits, and is then answered."""

    searching = Signal()
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, edition: Edition, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edition = edition
        self._asking = False
        self._engines: dict[str, object] = {}
        # Python lets a thread run for 5 ms before another gets its turn, and the window asks for one many times to draw itself.
        sys.setswitchinterval(_TURN)
        self._latest = LatestOnly(self)
        self._latest.answered.connect(self._answered)
        self._wanted = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WARM_AFTER_MS)
        self._soon.timeout.connect(self._warm)

    def warm(self, language: str) -> None:
        """Open the index of a language soon, so that the first keystroke need not wait for it.

        Not at once: the window is being drawn, and two threads would share one interpreter.
        """
        self._wanted = language
        self._soon.start()

    def _warm(self) -> None:
        if not self._asking:  # a search under way does it itself
            language = self._wanted
            self._latest.request(lambda _cancelled: self._open(language) and None)

    def ask(self, query: SearchQuery, asker: str, rows: int = SNIPPETS) -> None:
        """Search, and fetch the passages of the first rows; the answer of an older question never arrives after this."""
        self.searching.emit()
        self._asking = True
        self._latest.request(lambda cancelled: self._search(query, asker, rows, cancelled))

    def words(self, text: str, language: str) -> tuple[str, ...]:
        """The words to mark on a page that was found, in every form in which they stand there."""
        from ictguide_desktop.search.engine import Engine

        engine = self._engines.get(language)
        return engine.words(SearchQuery(text, language)) if isinstance(engine, Engine) else ()

    def finish(self) -> None:
        """Stop the searching thread."""
        self._latest.finish()

    def _open(self, language: str) -> object:
        if language not in self._engines:
            from ictguide_desktop.search.concepts import Concepts
            from ictguide_desktop.search.engine import Engine

            concepts = Concepts.from_json(self._edition.concepts_file.read_text(encoding="utf-8"))
            folder, digest = self._edition.index_folder(language), self._edition.index_digest(language)
            self._engines[language] = Engine.open(folder, language, digest, concepts)
        return self._engines[language]

    def _search(
        self, query: SearchQuery, asker: str, wanted: int, cancelled: Callable[[], bool]
    ) -> Found | str | None:
        from ictguide_desktop.model.problems import GuideError
        from ictguide_desktop.search.engine import Engine

        try:
            engine = self._open(query.lang)
        except (GuideError, OSError) as error:
            return str(error)
        assert isinstance(engine, Engine)
        results = engine.search(query, cancelled)
        if cancelled():
            return None
        rows = results.hits[:wanted]
        blocks = tuple(
            hit.address._replace(block=engine.best_block(hit, query))
            if hit.address.section and hit.address.page != "glossary"
            else hit.address
            for hit in rows
        )
        return Found(asker, results, tuple(engine.snippet(hit, query) for hit in rows), blocks)

    def _answered(self, answer: object) -> None:
        self._asking = False
        if isinstance(answer, Found):
            self.found.emit(answer)
        elif isinstance(answer, str):
            self.failed.emit(answer)
