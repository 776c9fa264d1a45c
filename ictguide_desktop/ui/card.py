"""A card: a framed button with a title, a few words and a small line, for everything that can be opened from an overview."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.ui.wrapped_label import WrappedLabel, reads_from_right


class Card(QPushButton):
    """Opens what it names by click, Enter or Space; a screen reader hears a button with all its words.

    What it says stands in its layout, not in the text of the button: the layout decides how large it is.
    """

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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(4)
        for words, name in ((title, "cardTitle"), (text, "soft")):
            if words:
                self._column.addWidget(_label(words, name))
        self._column.addStretch(1)  # the small lines of cards side by side stand level
        if small:
            self._column.addWidget(_label(small, "small"))
        if progress is not None:
            bar = QProgressBar()
            bar.setRange(0, 100)
            bar.setValue(progress)
            bar.setTextVisible(False)
            bar.setAccessibleName(title)
            bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(bar)
        self.setAccessibleName(". ".join(words for words in (title, text, small) if words))
        self.clicked.connect(lambda _on=False: self.chosen.emit())

    def sizeHint(self) -> QSize:
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def _label(words: str, name: str) -> QLabel:
    # Qt asks each label for its height a dozen times: one that draws itself in Python is made only where it must be.
    label = WrappedLabel(words) if reads_from_right(words) else QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
