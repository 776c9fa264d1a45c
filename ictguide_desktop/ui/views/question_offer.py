"""A score that something speaks for, with the button that sets it: nothing is ever set without that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ictguide_desktop.ui.views.view import words


class ScoreOffer(QFrame):
    """Hidden while there is nothing to offer."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tinted")
        self._said = words("", "")
        self.take = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._said, 1)
        row.addWidget(self.take)
        self.take.clicked.connect(self.taken)
        self.hide()

    @property
    def text(self) -> str:
        """What is offered; empty while nothing is."""
        return "" if self.isHidden() else self._said.text()

    def show_offer(self, sentence: str, button: str, code: str) -> None:
        """Offer what a sentence says; nothing when it is empty."""
        self._said.setText(sentence)
        self.take.setText(button)
        self.take.setAccessibleName(f"{button}, {code}")
        self.take.setAccessibleDescription(sentence)
        self.setVisible(bool(sentence))
