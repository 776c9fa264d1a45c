"""One journey through the window, in a process of its own; prints how long each step took, as JSON."""
# ruff: noqa: E402 - Qt is imported as the program imports it

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType

from ictguide_desktop.app.qt import import_qt

import_qt()

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ictguide_desktop.app.window import Program, collect_from_now_on
from ictguide_desktop.editions.edition import Edition

PAGES = 20
TICK_MS = 2
PATIENCE_MS = 5_000
# What a person types: whole words, beginnings, a mistake; the answers differ from one word to many pages.
QUERIES = {
    "en": (
        "who may revoke a credential",
        "customs",
        "acces rights of leavers",
        "ransomware backup",
        "AEO",
        "decision",
    ),
    "fr": (
        "qui peut révoquer un justificatif",
        "douane",
        "droits d'accès",
        "rançongiciel sauvegarde",
        "OEA",
        "décision",
    ),
    "ar": ("من يملك حق إلغاء", "الجمارك", "حقوق الوصول", "برمجيات الفدية", "قرار"),
}


class Blocks(QObject):
    """The longest time for which the GUI thread did not answer: gaps between the ticks of a timer."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self.longest = 0.0

    def __enter__(self) -> Blocks:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start(TICK_MS)
        return self

    def __exit__(self, *_error: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - TICK_MS)
        self._last = now


class Paints(QObject):
    """Counts paint events, to be sure that what was timed was also drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Journey:
    """The real window with a profile of its own."""

    def __init__(self, app: QApplication, edition: Edition, profile: Path) -> None:
        wishes = argparse.Namespace(
            profile=profile, portable=False, lang="en", audience=None, band=None, theme="light", zoom=100
        )
        self.app = app
        self.program = Program(app, edition, wishes)
        self.window = self.program.window
        self.window.resize(1280, 800)
        self.program.open_at("home")
        self.window.show()
        self._wait(500)
        collect_from_now_on()

    def _wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _timed(self, act: Callable[[], object]) -> float:
        """How long an act takes, its layout and painting included."""
        begun = time.perf_counter()
        act()
        self.app.processEvents()
        return (time.perf_counter() - begun) * 1000

    @property
    def pages(self) -> list[str]:
        """Every page of the guide, the checklists first shown as the others."""
        return list(self.program.library.catalogue.pages)

    def open_pages(self) -> list[float]:
        """Open twenty pages, one after another."""
        times = []
        for page in islice(cycle(self.pages), PAGES):
            times.append(self._timed(partial(self.program.library.go, page)))
            self._wait(20)
        return times

    def switch(self) -> list[float]:
        """On every module: through the languages, then through the audiences."""
        times = []
        desk, library = self.program.desk, self.program.library
        for page in library.catalogue.reading_order[:8]:
            library.go(page)
            self._wait(20)
            for language in (*library.edition.languages[1:], library.edition.languages[0]):
                times.append(self._timed(partial(desk.set, "language", language)))
                self._wait(10)
            for audience in ("leader", "manager", "implementer", ""):
                times.append(self._timed(partial(desk.set, "audience", audience)))
                self._wait(10)
        return times

    def type_queries(self, language: str, queries: Sequence[str], blocks: Blocks) -> list[float]:
        """Type each query, waiting after each key for its answer to be on the screen; `blocks` watches the typing only."""
        times = []
        self.program.desk.set("language", language)
        self._wait(20)
        field = self.window.top.search
        field.setFocus()
        with blocks:
            self._ask("a")  # the index is opened when it is first asked
            for query in queries:
                field.clear()
                self.app.processEvents()
                times += [self._ask(letter) for letter in query if letter.strip()]
        return times

    def _ask(self, letter: str) -> float:
        loop = QEventLoop()
        finder = self.program.finder
        arrived: list[object] = []

        def answer(found: object) -> None:
            arrived.append(found)
            loop.quit()

        finder.found.connect(answer)
        finder.failed.connect(answer)
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        begun = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.window.top.search, key)
        if not arrived:
            loop.exec()
        self.app.processEvents()
        took = (time.perf_counter() - begun) * 1000
        finder.found.disconnect(answer)
        finder.failed.disconnect(answer)
        if not arrived or isinstance(arrived[0], str):
            raise SystemExit(f"journey: no answer after {letter!r}: {arrived}")
        return took


def resident_megabytes() -> float:
    """Memory of this process that is in use, as the system counts it; 0 where it does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _stop_at_an_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt prints what a slot raises and goes on; a figure measured over an error would say nothing."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main(edition_folder: str, profile: str) -> int:
    """Make the journey and print its figures."""
    sys.excepthook = _stop_at_an_error
    app = QApplication([])
    app.setStyle("Fusion")
    journey = Journey(app, Edition.open(Path(edition_folder)), Path(profile))
    figures: dict[str, list[float]] = {}
    paints = Paints()
    app.installEventFilter(paints)
    journey.program.library.go(journey.pages[0])
    app.processEvents()
    app.removeEventFilter(paints)
    if not paints.count:
        raise SystemExit("journey: nothing was painted, so its times would say nothing")
    blocks = Blocks()
    with blocks:
        figures["open"] = journey.open_pages()
    figures["block_open"] = [blocks.longest]
    figures["keys"], blocked = journey.type_queries("en", QUERIES["en"][:2], blocks), [blocks.longest]
    figures["memory"] = [resident_megabytes()]
    for language in journey.program.library.edition.languages:
        figures["keys"] += journey.type_queries(language, QUERIES.get(language, ()), blocks)
        blocked.append(blocks.longest)
    figures["block_keys"] = [max(blocked)]
    journey.program.desk.set("language", "en")
    with blocks:
        figures["switch"] = journey.switch()
    figures["block_switch"] = [blocks.longest]
    print(json.dumps(figures))
    journey.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
