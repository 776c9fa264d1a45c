"""Keeps what is under the eye where it stood while words, colours or sizes change around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class Seen(NamedTuple):
    """The row that was under the eye, and how far below the upper edge it stood."""

    name: str
    below: int


class Eye(QObject):
    """Looks in quiet moments: while the theme changes, Qt has moved half of the rows already."""

    def __init__(self, area: QScrollArea, rows: Callable[[], Mapping[str, QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._area, self._rows = area, rows
        self._seen: Seen | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        area.verticalScrollBar().valueChanged.connect(self._look_soon)
        area.verticalScrollBar().rangeChanged.connect(self._look_soon)
        QApplication.instance().focusChanged.connect(self._look_soon)  # type: ignore[union-attr]

    @property
    def seen(self) -> Seen | None:
        """What was under the eye in the last quiet moment."""
        return self._seen

    def forget(self) -> None:
        """Other rows are shown now."""
        self._seen = None

    def hold(self, seen: Seen | None) -> None:
        """Put the row back where it stood: now, and once more when Qt has polished what it left for later."""
        self._put(seen)
        QTimer.singleShot(0, self, lambda: self._put(seen))

    def top(self, row: QWidget) -> int:
        """Where a row stands in what is scrolled."""
        canvas = self._area.widget()
        return row.mapTo(canvas, QPoint(0, 0)).y() if canvas is not None else 0

    def _look_soon(self, *_what: object) -> None:
        self._looking.start()

    def _look(self) -> None:
        if self._area.isVisible():
            self._seen = self._under_eye()

    def _under_eye(self) -> Seen | None:
        """The row with the keyboard when it is on the screen, else the uppermost one."""
        top, height = self._area.verticalScrollBar().value(), self._area.viewport().height()
        rows = {name: row for name, row in self._rows().items() if row.isVisible()}
        places = {name: self.top(row) for name, row in rows.items()}
        on_screen = [name for name, y in places.items() if top - rows[name].height() < y < top + height]
        focus = QApplication.focusWidget()
        held = (name for name in on_screen if focus is not None and rows[name].isAncestorOf(focus))
        name = next(held, None)
        if name is None:
            name = next(iter(on_screen), None) if top > 0 else None
        return Seen(name, places[name] - top) if name is not None else None

    def _put(self, seen: Seen | None) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        row = self._rows().get(seen.name) if seen is not None else None
        if seen is not None and row is not None and row.isVisible():
            self._area.verticalScrollBar().setValue(self.top(row) - seen.below)
