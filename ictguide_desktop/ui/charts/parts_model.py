"""The parts of a chart as a list, so that Qt's own ways with lists serve the keyboard, tooltips and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ictguide_desktop.export.chart_shapes import Part

ModelIndex = QModelIndex | QPersistentModelIndex


class PartsModel(QAbstractListModel):
    """Each part by its name; pointing at it, and a screen reader, say all that the chart knows of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()

    def put(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        self.beginResetModel()
        self._parts = tuple(parts)
        self.endResetModel()

    def part(self, index: ModelIndex) -> Part | None:
        """The part at an index."""
        return self._parts[index.row()] if index.isValid() and index.row() < len(self._parts) else None

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._parts)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        part = self.part(index)
        if part is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return part.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(part.tip.split("\n"))
            case Qt.ItemDataRole.ToolTipRole:
                # As HTML a long line is wrapped; what users have written stays text.
                return "<p>" + escape(part.tip).replace("\n", "<br>") + "</p>"
        return None
