"""Names in a table on as many lines as they need: Qt reckons too few under a style sheet, and parts Arabic lines too far."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.wrapped_label import ARABIC_PITCH, reads_from_right

ModelIndex = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _PITCH = 11, 6, 1.2


class NameDelegate(QStyledItemDelegate):
    """Draws the words of a cell itself, in the ink of the theme; the ground and the focus are Qt's."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    def height(self, text: str, width: int, option: QStyleOptionViewItem) -> int:
        """How high a cell of a width must be."""
        layout, pitch = self._laid_out(text, width, option)
        return layout.lineCount() * pitch + 2 * self._theme.px(_ABOVE)

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        text = str(index.data() or "")
        return QSize(option.rect.width(), self.height(text, option.rect.width(), option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        layout, pitch = self._laid_out(str(index.data() or ""), rect.width(), option)
        spare = max(0, rect.height() - layout.lineCount() * pitch) / 2
        painter.save()
        painter.setPen(QColor(self._theme.colours["ink"]))
        layout.draw(painter, QPointF(rect.left() + self._theme.px(_SIDE), rect.top() + spare))
        painter.restore()

    def _laid_out(self, text: str, width: int, option: QStyleOptionViewItem) -> tuple[QTextLayout, int]:
        """The words broken into lines, and how far the lines are apart."""
        right = reads_from_right(text)
        pitch = round(QFontMetrics(option.font).height() * (ARABIC_PITCH if right else _PITCH))
        rtl = right or option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        words = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        direction = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        words.setTextDirection(direction)
        words.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, option.font)
        layout.setTextOption(words)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width - 2 * self._theme.px(_SIDE)))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        layout.endLayout()
        return layout, pitch
