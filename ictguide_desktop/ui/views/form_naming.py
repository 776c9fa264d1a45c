"""A line that asks for the name of a filled template; Enter takes it, Escape leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.form_shelf import LONGEST_NAME
from ictguide_desktop.ui.views.view import words


class FormNaming(QFrame):
    """`named` carries the name; `closed` says that nothing more is asked."""

    named = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tinted")
        self._rename = False
        self._taken: Callable[[], set[str]] = set
        self._label, self._said = words("", ""), words("", "warningText")
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.take, self.leave = QPushButton(self), QPushButton(self)
        self.take.setObjectName("primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._said)
        self.name.returnPressed.connect(self._take)
        self.name.textChanged.connect(lambda _text: self._check())
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def ask(self, proposal: str, taken: Callable[[], set[str]], *, rename: bool = False) -> None:
        """Ask; the name proposed is selected, so that typing replaces it. `taken` are the names of others, in small letters."""
        self._rename, self._taken = rename, taken
        self.name.setText(proposal)
        self.retranslate()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def retranslate(self) -> None:
        """Write the words; the name being typed stays."""
        asked = (
            _("New name")
            if self._rename
            else _("Name: what it is about, such as a system, an office or a date")
        )
        self._label.setText(asked)
        self.name.setAccessibleName(asked)
        self.take.setText(_("Rename") if self._rename else _("Begin"))
        self.leave.setText(_("Cancel"))
        self._check()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _check(self) -> bool:
        name = self.name.text().strip()
        taken = bool(name) and name.casefold() in self._taken()
        said = _("One of these forms has this name already. Choose another name.") if taken else ""
        self._said.setText(said)
        self._said.setVisible(taken)
        self.name.setAccessibleDescription(said)
        self.take.setEnabled(bool(name) and not taken)
        return self.take.isEnabled()

    def _take(self) -> None:
        if self._check():
            name = self.name.text().strip()
            self.hide()
            self.named.emit(name)

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()
