"""The list of dimensions beside the questions: narrow where there is little room, and in sight while the page scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.models.dimensions_model import LINE_ROLE, DimensionLine, DimensionsModel, standing
from ictguide_desktop.ui.models.tree import ModelIndex
from ictguide_desktop.ui.theme import Theme

_WIDE, _NARROW, _CODE = 244, 62, 34
_LINE, _PAD = 46, 8


class DimensionList(QWidget):
    """Keeps the room at the side; the list in it moves along. `chosen` carries the id of a dimension."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self._showing = False
        self.model = DimensionsModel(self)
        self.list = _List(self)
        self.list.setModel(self.model)
        self._lines = _Lines(theme, self.list)
        self.list.setItemDelegate(self._lines)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.restyle()

    def show_lines(self, lines: tuple[DimensionLine, ...], here: str) -> None:
        """Show how far each dimension is, and which one is shown."""
        self._showing = True
        self.model.put(lines)
        row = self.model.row_of(here)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self._showing = False
        self._fit()

    def retranslate(self) -> None:
        """Write the words."""
        self.list.setAccessibleName(_("Dimensions"))
        self.model.rewrite()

    def set_narrow(self, narrow: bool) -> None:
        """Show the codes only."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.restyle()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self._lines.narrow = self._narrow
        self.setFixedWidth(self._theme.px(_NARROW if self._narrow else _WIDE))
        self._fit()

    def follow(self, top: int) -> None:
        """Keep the list in sight; `top` is where the screen begins, in the coordinates of this widget."""
        self.list.move(0, max(0, min(top, self.height() - self.list.height())))

    def _fit(self) -> None:
        self.list.doItemsLayout()
        height = sum(max(0, self.list.sizeHintForRow(row)) for row in range(self.model.rowCount())) + 2
        self.list.resize(self.width(), height)
        self.setMinimumHeight(height)

    def _choose(self, now: ModelIndex, _before: ModelIndex) -> None:
        line = now.data(LINE_ROLE)
        if not self._showing and line is not None:
            self.chosen.emit(line.id)


class _List(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)


class _Lines(QStyledItemDelegate):
    """Code, title and, beneath, how far it is; the code and the count alone where it is narrow."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self.narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: ModelIndex) -> QSize:
        return QSize(self._theme.px(_NARROW if self.narrow else _WIDE), self._theme.px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        style = plain.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        line = index.data(LINE_ROLE)
        if line is not None:
            painter.save()
            self._write(painter, QRect(plain.rect), line, bool(plain.state & QStyle.StateFlag.State_Selected))
            painter.restore()

    def _write(self, painter: QPainter, rect: QRect, line: DimensionLine, chosen: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pad, half = theme.px(_PAD), rect.height() // 2
        room = rect.adjusted(pad, theme.px(4), -pad, -theme.px(4))
        upper = QRect(room.topLeft(), QSize(room.width(), half - theme.px(3)))
        lower = QRect(
            QPoint(room.left(), rect.top() + half + theme.px(1)), QSize(room.width(), half - theme.px(5))
        )
        code = 0 if self.narrow else theme.px(_CODE)
        beside = upper.adjusted(0, 0, -code, 0) if rtl else upper.adjusted(code, 0, 0, 0)
        below = lower.adjusted(0, 0, -code, 0) if rtl else lower.adjusted(code, 0, 0, 0)
        ink = colours["accent" if chosen else "ink"]
        lead = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        )
        self._put(painter, upper, lead, line.id, 12, colours["accent" if chosen else "soft"], bold=True)
        if not self.narrow:
            self._put(painter, beside, lead, line.title, 13, ink, bold=chosen)
        said = f"{line.done}/{line.asked}" if self.narrow else standing(line)
        done = line.done == line.asked and not line.review
        colour = colours["warning" if line.review else "done" if done else "faint"]
        self._put(painter, below, lead, said, 11.5, colour)

    def _put(
        self,
        painter: QPainter,
        room: QRect,
        lead: Qt.AlignmentFlag,
        said: str,
        size: float,
        ink: str,
        *,
        bold: bool = False,
    ) -> None:
        font = QFont(painter.font())
        font.setPixelSize(self._theme.px(size))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, lead | Qt.AlignmentFlag.AlignAbsolute, shown)
