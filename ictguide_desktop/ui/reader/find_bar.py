"""Find in the page: a field, how many matches, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates


class FindBar(Retranslates, QFrame):
    """Asks for matches; whoever shows the page finds them and tells how many there are."""

    find_requested = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._theme = theme
        self.field = QLineEdit()
        self.field.setMaximumWidth(360)
        self._count = QLabel()
        self._previous, self._next, self._close = QToolButton(), QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self.field, 1)
        for widget in (self._previous, self._next, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.field.textChanged.connect(self.find_requested)
        self._previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._close.clicked.connect(self.close_bar)
        theme.changed.connect(self._redraw)
        self.retranslate()
        self._redraw()
        self.hide()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(_("Find in this page"))
        self.field.setAccessibleName(_("Find in this page"))
        for button, said in (
            (self._previous, _("Find previous")),
            (self._next, _("Find next")),
            (self._close, _("Close")),
        ):
            button.setToolTip(said)
            button.setAccessibleName(said)

    def open_bar(self, text: str) -> None:
        """Show the bar with the words selected in the page, if any."""
        self.show()
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_requested.emit(self.field.text())

    def close_bar(self) -> None:
        """Hide the bar and take the marks away."""
        self.hide()
        self.closed.emit()

    def show_count(self, number: int, at: int) -> None:
        """Tell how many matches there are and which one is shown (from 1; 0: none)."""
        if not self.field.text():
            said = ""
        elif not number:
            said = _("Not on this page")
        else:
            said = ngettext("{at} of {n} match", "{at} of {n} matches", number).format(at=at, n=number)
        self._count.setText(said)
        self._count.setAccessibleName(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_requested.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _redraw(self) -> None:
        for button, icon in (
            (self._previous, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "x"),
        ):
            button.setIcon(self._theme.icon(icon))
