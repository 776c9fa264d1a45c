"""Fields with their names above them, on as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.cost_fields import Field
from ictguide_desktop.ui.views.view import words

_COLUMN, _MOST = 186, 3


class _Named(QWidget):
    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = words("", "small")
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addStretch(1)  # names of two lines and of one: the fields stand level
        column.addWidget(field)


class FieldGrid(QWidget):
    """The fields in the order they were added; one that is wide takes two columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._named: dict[str, _Named] = {}
        self._wide: set[str] = set()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add(self, name: str, field: Field, *, wide: bool = False) -> None:
        """Add a field under a name of its own."""
        self._named[name] = _Named(field, self)
        if wide:
            self._wide.add(name)
        self._columns = 0

    def name(self, name: str, said: str, about: str = "") -> None:
        """Write the name of a field; `about` says for a screen reader what it belongs to."""
        named = self._named[name]
        named.name.setText(said)
        named.field.setAccessibleName(f"{about}: {said}" if about else said)

    def set_shown(self, name: str, shown: bool) -> None:
        """Whether a field is there; the others move up."""
        named = self._named[name]
        if named.isHidden() == shown:
            named.setVisible(shown)
            self._columns = 0
            self.fit()

    def fit(self) -> None:
        """Arrange the fields for the width there is."""
        columns = min(_MOST, max(1, (self.width() + 12) // (self._theme.px(_COLUMN) + 12)))
        if columns == self._columns:
            return
        for column in range(_MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for named in self._named.values():
            self._grid.removeWidget(named)
        row = column = 0
        for name, named in self._named.items():
            if named.isHidden():
                continue
            span = min(2 if name in self._wide else 1, columns)
            if column + span > columns:
                row, column = row + 1, 0
            self._grid.addWidget(named, row, column, 1, span)
            column += span
        self.updateGeometry()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self._columns = 0
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
