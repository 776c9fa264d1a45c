"""The same as a chart in a table that the keyboard and a screen reader walk through cell by cell."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ictguide_desktop.export.chart_words import pair
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.chart import ChartRow, ChartTable
from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import Theme

ModelIndex = QModelIndex | QPersistentModelIndex
_PADDING, _WIDEST, _NAME, _MOST_ROWS = 26, 190, 230, 12


class TableModel(QAbstractTableModel):
    """The rows and columns of a table twin."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = ChartTable((), ())

    def put(self, table: ChartTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def row(self, index: ModelIndex) -> ChartRow | None:
        """The row at an index."""
        return self._table.rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        cell = self._table.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole or index.column() == 0:
            return cell
        # Alone, a number does not say what it is of.
        return pair(self._table.columns[index.column()], cell, _)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._table.columns):
            return self._table.columns[section]
        if across and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


class TableTwin(LeavesSideButtons, QTableView):
    """Shows the table of a chart; `chosen` carries the id of the row that was double-clicked or left with Enter."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._loose, self._fitted = True, -1
        self._table = TableModel(self)
        self.setModel(self._table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.doubleClicked.connect(self._choose)
        theme.changed.connect(self._fit)

    def show_table(self, table: ChartTable) -> None:
        """Show a table."""
        self._table.put(table)
        self._fit()

    def sizeHint(self) -> QSize:
        rows = range(min(_MOST_ROWS, self._table.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + sum(self.rowHeight(row) for row in rows)
        spare = self.horizontalScrollBar().sizeHint().height() if self._wide() else 0
        return QSize(self._theme.px(2 * _WIDEST), height + spare + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDEST), min(self.sizeHint().height(), self._theme.px(_WIDEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _choose(self, index: ModelIndex) -> None:
        row = self._table.row(index)
        if row is not None:
            self.chosen.emit(row.id)

    def _wide(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._loose:
            self._fit()

    def _fit(self) -> None:
        """Give each column what it needs, the first what is left, and each row the lines it needs; once it can be seen."""
        self._loose = not self.isVisible()
        if self._loose:
            return
        self._fitted = self.viewport().width()
        count = self._table.columnCount()
        if not count:
            return
        needed = [self._needed(column) for column in range(count)]
        others = [min(self._theme.px(_WIDEST), width) for width in needed[1:]]
        left = max(self._theme.px(_NAME), self.viewport().width() - sum(others))
        widths = [min(needed[0], left), *others]
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row in range(self._table.rowCount()):
            self.setRowHeight(
                row, max(self._lines(row, column, width) for column, width in enumerate(widths))
            )
        self.updateGeometry()

    def _needed(self, column: int) -> int:
        """The width in which no word of a column is broken to another line."""
        head = QFontMetrics(self.horizontalHeader().font())
        said = str(self._table.headerData(column, Qt.Orientation.Horizontal))
        words = [head.horizontalAdvance(said) * 1.15]
        words += (self.fontMetrics().horizontalAdvance(self._said(row, column)) for row in self._rows())
        return round(max(words)) + self._theme.px(_PADDING)

    def _lines(self, row: int, column: int, width: int) -> int:
        """How tall a cell is: the padding of the style sheet is left out where Qt breaks its lines."""
        room = QRect(0, 0, width - self._theme.px(_PADDING), 9999)
        text = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self._said(row, column))
        return text.height() + self._theme.px(14)

    def _said(self, row: int, column: int) -> str:
        return str(self._table.index(row, column).data())

    def _rows(self) -> range:
        return range(self._table.rowCount())
