"""A card: a framed button with a title, a few words and a small line, for everything that can be opened from an overview."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget


class Card(QFrame):
    """Opens what it names by click, Enter or Space; a screen reader hears all its words as a button."""

    chosen = Signal()

    def __init__(
        self,
        title: str,
        text: str = "",
        small: str = "",
        progress: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`progress` is per cent; None shows no bar."""
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for words, name in ((title, "cardTitle"), (text, "soft"), (small, "small")):
            if words:
                layout.addWidget(_label(words, name))
        if progress is not None:
            bar = QProgressBar()
            bar.setRange(0, 100)
            bar.setValue(progress)
            bar.setTextVisible(False)
            bar.setAccessibleName(title)
            layout.addWidget(bar)
        layout.addStretch(1)
        self.setAccessibleName(". ".join(words for words in (title, text, small) if words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()


def _label(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
