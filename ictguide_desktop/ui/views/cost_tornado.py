"""Changes of a cost plan with what they do to its present value: a table whose bars are sorted by size, numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.cost_fields import BY_DIGITS
from ictguide_desktop.ui.views.cost_name_cell import NameDelegate

ModelIndex = QModelIndex | QPersistentModelIndex
BAR = int(Qt.ItemDataRole.UserRole)
BAR_COLUMN = 2
_PADDING, _BAR, _NAME, _LEAST_BAR = 22, 180, 160, 50


class BarRow(NamedTuple):
    """One change: its name, its figures as written, and the reach of its bar, relative to the plan."""

    name: str
    cells: tuple[str, ...]
    start: float = 0.0
    end: float = 0.0


class Bar(NamedTuple):
    """A bar on the scale of all bars of its table, from -1 to 1."""

    start: float
    end: float
    least: float
    most: float
    widest: str


class TornadoModel(QAbstractTableModel):
    """Rows of a tornado; the third column has the bars."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[BarRow, ...] = ()
        self._reach = (0.0, 0.0)
        self._widest = ""

    @property
    def rows(self) -> tuple[BarRow, ...]:
        """What is shown."""
        return self._rows

    def put(self, columns: Sequence[str], rows: Sequence[BarRow]) -> None:
        """Show other rows; as many as before change in place."""
        columns, rows = tuple(columns), tuple(rows)
        ends = [end for row in rows for end in (row.start, row.end)]
        self._reach = (min([0.0, *ends]), max([0.0, *ends]))
        self._widest = max((row.cells[BAR_COLUMN - 1] for row in rows), key=len, default="")
        if len(rows) != len(self._rows) or len(columns) != len(self._columns):
            self.beginResetModel()
            self._columns, self._rows = columns, rows
            self.endResetModel()
            return
        self._rows = rows
        if columns != self._columns:
            self._columns = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        cell = row.name if column == 0 else row.cells[column - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell if column == 0 else f"{row.name}, {self._columns[column]}: {cell}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == BAR and column == BAR_COLUMN:
            return Bar(row.start, row.end, *self._reach, self._widest)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    """Figures stand by their digits; those of the bars at the end that the bars leave free."""
    if column == BAR_COLUMN:
        return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
    return BY_DIGITS if column else Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class BarDelegate(QStyledItemDelegate):
    """Draws a bar from the line of the plan outwards, and its number at the end of the cell."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().paint(painter, option, index)
        bar = index.data(BAR)
        if isinstance(bar, Bar) and bar.most > bar.least:
            self._draw(painter, option, bar)

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, bar: Bar) -> None:
        theme = self._theme
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        rect: QRect = option.rect
        words = QFontMetrics(option.font).horizontalAdvance(bar.widest) + theme.px(20)
        room = QRectF(rect).adjusted(theme.px(6), 0, -words, 0)
        if rtl:
            room.translate(rect.width() - room.width() - theme.px(12), 0)
        if room.width() < theme.px(20):
            return
        scale = room.width() / (bar.most - bar.least)

        def x(value: float) -> float:
            away = (value - bar.least) * scale
            return room.right() - away if rtl else room.left() + away

        high = min(theme.px(12), rect.height() - 6)
        top = rect.center().y() - high / 2
        painter.save()
        for start, end in ((bar.start, 0.0), (0.0, bar.end)):
            if start != end:
                left, right = sorted((x(start), x(end)))
                role = "case" if end > 0 else "done"
                painter.fillRect(QRectF(left, top, max(1.0, right - left), high), QColor(theme.colours[role]))
        painter.setPen(QPen(QColor(theme.colours["faint"]), 1))
        painter.drawLine(round(x(0.0)), rect.top(), round(x(0.0)), rect.bottom())
        painter.restore()


class TornadoTable(LeavesSideButtons, QTableView):
    """As high as its rows; the names take what the figures leave."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.changes = TornadoModel(self)
        self.setModel(self.changes)
        self._names = NameDelegate(theme, self)
        self.setItemDelegateForColumn(0, self._names)
        self.setItemDelegateForColumn(BAR_COLUMN, BarDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.fit)

    def put(self, name: str, columns: Sequence[str], rows: Sequence[BarRow]) -> None:
        """Show changes; `name` is what a screen reader calls the table."""
        self.setAccessibleName(name)
        self.changes.put(columns, rows)
        self.fit()

    def fit(self) -> None:
        """Give each column what it needs, and each row the lines of its name."""
        count = self.changes.columnCount()
        if not count:
            return
        bold = self.font()
        bold.setBold(True)
        metrics, px = QFontMetrics(bold), self._theme.px
        widths = [0] * count
        for column in range(1, count):
            head = str(self.changes.headerData(column, Qt.Orientation.Horizontal))
            texts = [head, *(row.cells[column - 1] for row in self.changes.rows)]
            widths[column] = max(map(metrics.horizontalAdvance, texts)) + px(_PADDING)
        left = self.viewport().width() - sum(widths[1:])
        names = max(px(_NAME), left // 2)
        widths[BAR_COLUMN] += max(px(_LEAST_BAR), min(px(_BAR), left - names))
        widths[0] = max(px(_NAME), self.viewport().width() - sum(widths[1:]))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for number, row in enumerate(self.changes.rows):
            self.setRowHeight(number, self._names.height(row.name, widths[0], option))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.changes.rowCount()))
        wide = self.horizontalHeader().length() > self.viewport().width()
        spare = self.horizontalScrollBar().sizeHint().height() if wide else 0
        height = self.horizontalHeader().sizeHint().height() + rows + spare + 2 * self.frameWidth()
        return QSize(self._theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
