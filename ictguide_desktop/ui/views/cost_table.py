"""Figures by year in a table whose first column stays: costs, who pays, what is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ictguide_desktop.ui.side_buttons import LeavesSideButtons
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.cost_fields import BY_DIGITS

ModelIndex = QModelIndex | QPersistentModelIndex
_PADDING, _LEAST, _NAME, _MOST_NAME = 22, 56, 120, 230


class Weight(Enum):
    """How a row stands out: an ordinary one, a sum, one that a sum hides, a warning."""

    PLAIN = "plain"
    SUM = "sum"
    WARNING = "warning"


class Row(NamedTuple):
    """A row under its name, its figures written in the language in force."""

    name: str
    cells: tuple[str, ...]
    weight: Weight = Weight.PLAIN


class FiguresModel(QAbstractTableModel):
    """Rows of written figures. The same rows with other figures change in place, so that nothing is chosen anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def put(self, columns: Sequence[str], rows: Sequence[Row]) -> bool:
        """Show other figures; True when the table has another shape."""
        columns, rows = tuple(columns), tuple(rows)
        if len(rows) != len(self._rows) or len(columns) != len(self._columns):
            self.beginResetModel()
            self._columns, self._rows = columns, rows
            self.endResetModel()
            return True
        before, self._rows = self._rows, rows
        if columns != self._columns:
            self._columns = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old.name != new.name or old.weight != new.weight:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, number, number)
            if old != new and columns:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(columns) - 1))
        return False

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return self._columns

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()] if index.column() < len(row.cells) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell
            case Qt.ItemDataRole.AccessibleTextRole:
                # Alone, a number does not say what it is of.
                return f"{row.name}, {self._columns[index.column()]}: {cell}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return BY_DIGITS
            case Qt.ItemDataRole.FontRole if row.weight is not Weight.PLAIN:
                return _bold()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        heads = self._columns if across else tuple(row.name for row in self._rows)
        if not 0 <= section < len(heads):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return heads[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return BY_DIGITS if across else Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


class RowNames(QHeaderView):
    """The names of the rows; Qt's style sheets would write all of them alike, sums and others."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, FiguresModel) or not rect.isValid():
            return
        row, colours = model.rows[section], self._theme.colours
        painter.save()
        painter.fillRect(rect, QColor(colours["paper"]))
        font = self.font()
        font.setBold(row.weight is not Weight.PLAIN)
        painter.setFont(font)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setPen(QColor(colours["line"]))
        edge = rect.left() if rtl else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        painter.setPen(QColor(colours["warning" if row.weight is Weight.WARNING else "ink"]))
        room = rect.adjusted(self._theme.px(11), 0, -self._theme.px(9), 0)
        said = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(
            room, (Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter).value, said
        )
        painter.restore()


class FiguresTable(LeavesSideButtons, QTableView):
    """As high as its rows; its names stay in sight while the years move beneath."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figures = FiguresModel(self)
        self.setModel(self.figures)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalHeader(RowNames(theme, self))
        names, years = self.verticalHeader(), self.horizontalHeader()
        for header in (names, years):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.fit)

    def put(self, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Show figures; `name` is what a screen reader calls the table."""
        self.setAccessibleName(name)
        self.figures.put(columns, rows)
        self.fit()

    def fit(self) -> None:
        """Give each column the width of its widest figure, and the names what they need."""
        rows = self.figures.rows
        if not rows:
            return
        bold = self.font()
        bold.setBold(True)
        metrics, padding = QFontMetrics(bold), self._theme.px(_PADDING)
        for column, head in enumerate(self.figures.columns):
            texts = [head, *(row.cells[column] for row in rows if column < len(row.cells))]
            width = max(map(metrics.horizontalAdvance, texts)) + padding
            width = max(self._theme.px(_LEAST), width)
            if width != self.columnWidth(column):
                self.setColumnWidth(column, width)
        height = round(metrics.height() * 1.2) + self._theme.px(8)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setMinimumSectionSize(1)
            self.verticalHeader().setDefaultSectionSize(height)
        widest = max(metrics.horizontalAdvance(row.name) for row in rows) + self._theme.px(30)
        most = min(self._theme.px(_MOST_NAME), max(self._theme.px(_NAME), self.width() // 2))
        self.verticalHeader().setFixedWidth(min(widest, most))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = self.figures.rowCount() * self.verticalHeader().defaultSectionSize()
        spare = self.horizontalScrollBar().sizeHint().height() if self._is_wide() else 0
        height = self.horizontalHeader().sizeHint().height() + rows + spare + 2 * self.frameWidth()
        return QSize(self._theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _is_wide(self) -> bool:
        names = self.verticalHeader().width()
        return self.horizontalHeader().length() + names + 2 * self.frameWidth() > self.width()
