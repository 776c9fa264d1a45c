"""What a word means: a small card beside a term of the glossary or a cited source, closed by Escape or a click elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Choice(NamedTuple):
    """A button of the card."""

    words: str
    act: Callable[[], object]


class DefinitionCard(QFrame):
    """A popup with a title, an explanation and what can be done; the first button has the focus, so a screen reader speaks it."""

    WIDTH = 380

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("definition")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 12, 16, 12)
        self._layout.setSpacing(6)

    def show_words(
        self, title: str, lines: Sequence[tuple[str, str]], choices: Sequence[Choice], at: QPoint
    ) -> None:
        """Show a title, lines as (words, name of their look) and buttons, near a point of the screen."""
        for said, name in ((title, "cardTitle"), *lines):
            if not said:
                continue
            label = QLabel(said)
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._layout.addWidget(label)
        row, buttons = QHBoxLayout(), list[QPushButton]()
        for choice in choices:
            button = QPushButton(choice.words)
            button.clicked.connect(lambda _on=False, act=choice.act: (self.close(), act()))
            row.addWidget(button)
            buttons.append(button)
        row.addStretch(1)
        self._layout.addLayout(row)
        self.setAccessibleName(". ".join([title, *(said for said, _name in lines)]))
        self.setFixedWidth(self.WIDTH)
        self.adjustSize()
        self.move(self._on_screen(at))
        self.show()
        if buttons:
            first = buttons[0]
            first.setAccessibleDescription(self.accessibleName())
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _on_screen(self, at: QPoint) -> QPoint:
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = at.x() - (self.width() if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0)
        y = at.y() + 8 if at.y() + 8 + self.height() <= room.bottom() else at.y() - self.height() - 24
        return QPoint(max(room.left() + 8, min(x, room.right() - self.width() - 8)), max(room.top() + 8, y))
