"""The dimensions of an assessment as a list: title, how many questions are dealt with, and the level so far."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.models.tree import ModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class DimensionLine(NamedTuple):
    """One dimension: questions dealt with of those asked, the level so far (None while nothing counts), marks to review."""

    id: str
    title: str
    done: int
    asked: int
    level: int | None
    review: bool = False


class DimensionsModel(QAbstractListModel):
    """Its lines are replaced as a whole; only those that differ are told to the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[DimensionLine, ...] = ()

    def put(self, lines: tuple[DimensionLine, ...]) -> None:
        """Show other lines."""
        if [line.id for line in lines] != [line.id for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        before, self.lines = self.lines, lines
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rewrite(self) -> None:
        """Tell that every word may differ, as after a change of language."""
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def row_of(self, dimension: str) -> int:
        """Where a dimension stands; -1 when it is not there."""
        return next((row for row, line in enumerate(self.lines) if line.id == dimension), -1)

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{line.id} {line.title}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.id} {line.title}. {standing(line)}"
            case _ if role == LINE_ROLE:
                return line
        return None


def standing(line: DimensionLine) -> str:
    """How far a dimension is, and its level so far."""
    said = _("{done} of {all}").format(done=line.done, all=line.asked)
    if line.level is not None:
        said += " · " + _("level {level}").format(level=line.level)
    if line.review:
        said += " · " + _("to review")
    return said
