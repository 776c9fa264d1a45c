"""What is under the eye in a view that scrolls, kept there when words, direction or size of text change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_ABOVE = 16


class UnderEye(QObject):
    """Notes in quiet moments which of some widgets is looked at; `hold` puts it back where it stood."""

    def __init__(self, area: QScrollArea, marks: Callable[[], Sequence[QWidget]]) -> None:
        """`marks` are the widgets that can be looked at, in the order in which they stand."""
        super().__init__(area)
        self._area, self._marks = area, marks
        self._seen: tuple[QWidget, int] | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(0)
        self._looking.timeout.connect(self._look)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._look_soon)
        bar.rangeChanged.connect(self._look_soon)
        QApplication.instance().focusChanged.connect(self._look_soon)  # type: ignore[union-attr]

    def hold(self) -> None:
        """Put back what was looked at: now, and once more when Qt has polished what it left for later."""
        seen = self._seen
        self._put(seen)
        QTimer.singleShot(0, self, lambda: self._put(seen))

    def bring(self, widget: QWidget) -> None:
        """Bring a widget on the screen, as far down as it must be, its top first; once the layout has settled."""
        self._bring(widget)
        QTimer.singleShot(0, self, lambda: self._bring(widget))

    def _look_soon(self, *_what: object) -> None:
        self._looking.start()

    def _look(self) -> None:
        if not self._area.isVisible():
            return
        top, height = self._area.verticalScrollBar().value(), self._area.viewport().height()
        seen = [
            mark
            for mark in self._marks()
            if mark.isVisible() and top - mark.height() < self._top(mark) < top + height
        ]
        focus = QApplication.focusWidget()
        here = next((mark for mark in seen if focus is not None and mark.isAncestorOf(focus)), None)
        mark = here or next(iter(seen), None)
        self._seen = (mark, self._top(mark) - top) if mark is not None and top > 0 else None

    def _put(self, seen: tuple[QWidget, int] | None) -> None:
        self._settle()
        if seen is not None and seen[0].isVisible():
            self._area.verticalScrollBar().setValue(self._top(seen[0]) - seen[1])

    def _bring(self, widget: QWidget) -> None:
        if not widget.isVisible():
            return
        self._settle()
        bar, top, room = self._area.verticalScrollBar(), self._top(widget), self._area.viewport().height()
        if top < bar.value() + _ABOVE:
            bar.setValue(top - _ABOVE)
        elif top + widget.height() + _ABOVE > bar.value() + room:
            bar.setValue(min(top - _ABOVE, top + widget.height() + _ABOVE - room))

    def _settle(self) -> None:
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))

    def _top(self, widget: QWidget) -> int:
        canvas = self._area.widget()
        return widget.mapTo(canvas, QPoint(0, 0)).y() if canvas is not None else 0
