"""Rows of named columns that can be edited, added, removed and moved: what a table of a filled template holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Rows = tuple[tuple[str, ...], ...]
ModelIndex = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """There is always a row to write into; rows at the end in which nothing stands are not part of the value.

    `edited` says that the value may have changed by what somebody did.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: list[list[str]] = [[]]

    # --- the value --------------------------------------------------------------------------------------------

    @property
    def value(self) -> Rows:
        """The rows as the form keeps them."""
        rows = [tuple(row) for row in self._rows]
        while rows and not any(cell.strip() for cell in rows[-1]):
            rows.pop()
        return tuple(rows)

    def put(self, rows: Rows) -> None:
        """Show other rows; those that are shown already stay as they are, with the cell that is being written in."""
        width = max(len(self._columns), *map(_last, rows), 0)
        wanted = [[*row[:width], *[""] * (width - len(row))] for row in rows]
        while wanted and not any(cell.strip() for cell in wanted[-1]):
            wanted.pop()
        if tuple(map(tuple, wanted)) == self.value and width == self.columnCount():
            return
        self.beginResetModel()
        self._rows = wanted or [[""] * width]
        self.endResetModel()

    def name_columns(self, columns: Sequence[str]) -> None:
        """Give the columns their names; cells beyond them stay, under no name."""
        if tuple(columns) == self._columns:
            return
        width = max([len(columns), *(_last(row) for row in self._rows)])
        if width != self.columnCount():
            self.beginResetModel()
            self._columns = tuple(columns)
            self._rows = [[*row[:width], *[""] * (width - len(row))] for row in self._rows]
            self.endResetModel()
            return
        self._columns = tuple(columns)
        if width:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, width - 1)

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return not any(cell.strip() for cell in self._rows[row])

    # --- what a view asks -------------------------------------------------------------------------------------

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows[0])

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return cell
            case Qt.ItemDataRole.AccessibleTextRole:
                # Alone, a cell does not say what it is of.
                return f"{self._name(index.column())}: {cell}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return section + 1 if orientation == Qt.Orientation.Vertical else self._name(section)

    def _name(self, column: int) -> str:
        return self._columns[column] if 0 <= column < len(self._columns) else ""

    # --- what somebody does -----------------------------------------------------------------------------------

    def setData(self, index: ModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value)
        if self._rows[index.row()][index.column()] != text:
            self._rows[index.row()][index.column()] = text
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole])
            self.edited.emit()
        return True

    def insertRows(self, row: int, count: int, parent: ModelIndex = QModelIndex()) -> bool:
        if parent.isValid() or count < 1 or not 0 <= row <= len(self._rows):
            return False
        width = self.columnCount()
        self.beginInsertRows(QModelIndex(), row, row + count - 1)
        self._rows[row:row] = [[""] * width for _number in range(count)]
        self.endInsertRows()
        self.edited.emit()
        return True

    def removeRows(self, row: int, count: int, parent: ModelIndex = QModelIndex()) -> bool:
        """Remove rows; of the last one only what stands in it goes."""
        if parent.isValid() or count < 1 or row < 0 or row + count > len(self._rows):
            return False
        if count == len(self._rows):
            self.insertRows(len(self._rows), 1)
        self.beginRemoveRows(QModelIndex(), row, row + count - 1)
        del self._rows[row : row + count]
        self.endRemoveRows()
        self.edited.emit()
        return True

    def moveRows(
        self,
        source: ModelIndex,
        row: int,
        count: int,
        target: ModelIndex,
        child: int,
    ) -> bool:
        """Move rows before the row `child`, as Qt counts them."""
        if source.isValid() or target.isValid() or count < 1 or row < 0 or row + count > len(self._rows):
            return False
        if not 0 <= child <= len(self._rows) or row <= child <= row + count:
            return False
        self.beginMoveRows(QModelIndex(), row, row + count - 1, QModelIndex(), child)
        moved = self._rows[row : row + count]
        del self._rows[row : row + count]
        at = child if child < row else child - count
        self._rows[at:at] = moved
        self.endMoveRows()
        self.edited.emit()
        return True

    def fill(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        """Write a block of cells, as copied from a spreadsheet, from a cell on; what is wider than the table is left out."""
        missing = row + len(cells) - len(self._rows)
        if missing > 0:
            self.insertRows(len(self._rows), missing)
        for down, line in enumerate(cells):
            for across, text in enumerate(line[: self.columnCount() - column]):
                self.setData(self.index(row + down, column + across), text)


def _last(row: Sequence[str]) -> int:
    """How many cells a row has up to the last in which something stands."""
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)
