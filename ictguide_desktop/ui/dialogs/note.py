"""A note at a place of the guide: the words it is about, and the user's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.translator import Retranslates
from ictguide_desktop.ui.views.view import words

_QUOTE_SHOWN = 240


class NoteDialog(Retranslates, QDialog):
    """Ctrl+Enter saves, Escape leaves what was there."""

    def __init__(self, note: str, quote: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(520, 340)
        shown = quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN].rstrip() + "…"
        about = words(shown, "soft")
        self.field = QPlainTextEdit(note)
        self.field.setTabChangesFocus(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(self.field, 1)
        column.addWidget(buttons)
        self.retranslate()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.setWindowTitle(_("Note"))
        self.field.setAccessibleName(_("Your note"))
        self.field.setPlaceholderText(_("Your note"))

    @property
    def text(self) -> str:
        """The note as written."""
        return self.field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
            return
        super().keyPressEvent(event)
