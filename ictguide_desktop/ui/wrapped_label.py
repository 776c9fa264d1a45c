"""A label whose lines stand under each other in every script: Qt moves those of a right-to-left text, and parts them too far."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

# A line of Noto Sans Arabic asks for half as much again; its letters need no more than this.
ARABIC_PITCH = 1.35


class WrappedLabel(QLabel):
    """Plain text on as many lines as it needs. A text that runs from the left is drawn by Qt."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def heightForWidth(self, width: int) -> int:
        if not self._own():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        lines = self._laid_out(width - margins.left() - margins.right()).lineCount()
        return lines * self._pitch() + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), self.heightForWidth(size.width())) if self._own() else size

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        if not self._own():
            return size
        margins = self.contentsMargins()
        return QSize(size.width(), self._pitch() + margins.top() + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._own():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._laid_out(room.width())
        spare = max(0, room.height() - layout.lineCount() * self._pitch())
        top = spare if self.alignment() & Qt.AlignmentFlag.AlignBottom else 0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top = spare // 2
        layout.draw(painter, QPointF(room.left(), room.top() + top))
        painter.end()

    def _own(self) -> bool:
        return self.wordWrap() and reads_from_right(self.text())

    def _pitch(self) -> int:
        self.ensurePolished()
        return round(self.fontMetrics().height() * ARABIC_PITCH)

    def _laid_out(self, width: int) -> QTextLayout:
        """The text broken into lines of a width, which end flush at the right: the space at a break hangs over at the left."""
        pitch = self._pitch()
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        layout.endLayout()
        return layout


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that runs from the right."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False
