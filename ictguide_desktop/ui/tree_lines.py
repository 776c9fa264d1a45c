"""How a line of a tree is drawn: its level set in by words, not by branches, so that a chosen line spans the whole panel."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ictguide_desktop.ui.theme import Theme

META_ROLE = Qt.ItemDataRole.UserRole + 1
STEP = 16


class TreeLines(QStyledItemDelegate):
    """Levels from `inset_from` on stand in by one step; what META_ROLE holds is drawn small at the end of the line."""

    def __init__(self, theme: Theme, tree: QTreeView, inset_from: int) -> None:
        super().__init__(tree)
        self.theme = theme
        self._inset_from = inset_from
        tree.setIndentation(0)
        tree.setRootIsDecorated(False)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if _level(index) >= self._inset_from:
            step = self.theme.px(STEP)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            option.rect = option.rect.adjusted(0, 0, -step, 0) if rtl else option.rect.adjusted(step, 0, 0, 0)
        if meta := str(index.data(META_ROLE) or ""):
            room = option.rect.width() - option.fontMetrics.horizontalAdvance(meta) - self.theme.px(28)
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        if meta := str(index.data(META_ROLE) or ""):
            painter.save()
            font = QFont(option.font)
            font.setPixelSize(self.theme.px(11.5))
            painter.setFont(font)
            painter.setPen(QColor(self.theme.colours["faint"]))
            rect = option.rect.adjusted(8, 0, -10, 0)
            # Qt mirrors the alignment itself where the text runs from the right.
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, side | Qt.TextFlag.TextSingleLine, meta)
            painter.restore()


def _level(index: QModelIndex | QPersistentModelIndex) -> int:
    level, above = 0, index.parent()
    while above.isValid():
        level, above = level + 1, above.parent()
    return level
