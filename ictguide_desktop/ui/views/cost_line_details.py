"""What stands behind a line of a cost plan: growth, the share in foreign currency, nil with its reason, a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ictguide_desktop.assess.cost_plan import BASIS, Basis, Category
from ictguide_desktop.export.cost_words import CATEGORIES
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import line_part, line_share
from ictguide_desktop.ui.views.cost_fields import GROWTH, WHOLE_SHARE, LineField, NumberField, TickField
from ictguide_desktop.ui.views.cost_shown import Planner

DETAILS = frozenset({"growth", "foreign", "nil", "reason", "note"})
_SHORT = 84


class LineDetails(QFrame):
    """`closed` is Escape."""

    closed = Signal()

    def __init__(
        self, planner: Planner, category: Category, problem: Problem, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("answerPanel")
        self._category = category
        self.growth: NumberField | None = None
        if BASIS[category] is Basis.YEARLY:
            self.growth = NumberField(GROWTH, self)
        self.foreign = NumberField(WHOLE_SHARE, self)
        self.nil = TickField(self)
        self.reason, self.note = LineField(self), LineField(self)
        self._labels = {name: QLabel(self) for name in ("growth", "foreign", "reason", "note")}
        for label in self._labels.values():
            label.setObjectName("small")
        self._lay_out(planner.context.theme.px(_SHORT))
        path = f"lines.{category}"
        for part, field, edit in (
            ("growth", self.growth, line_share(category, "growth")),
            ("foreign", self.foreign, line_share(category, "foreign")),
            ("nil", self.nil, line_part(category, "nil")),
            ("reason", self.reason, line_part(category, "reason")),
            ("note", self.note, line_part(category, "note")),
        ):
            if field is not None:
                planner.fields.bind(f"{path}.{part}", field, *edit, problem)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in order."""
        fields = (self.growth, self.foreign, self.nil, self.reason, self.note)
        return tuple(field for field in fields if field is not None)

    def show_words(self) -> None:
        """Write labels and names."""
        said = {
            "growth": _("Growth a year, %"),
            "foreign": _("In foreign currency, %"),
            "reason": _("Why it costs nothing"),
            "note": _("Note: source, assumption, contract"),
        }
        name = _(CATEGORIES[self._category])
        for part, text in said.items():
            self._labels[part].setText(text)
            field = getattr(self, part)
            if field is not None:
                field.setAccessibleName(_("{name}: {value}").format(name=name, value=text))
        self._labels["growth"].setVisible(self.growth is not None)
        self.nil.setText(_("Nil: this costs nothing"))
        self.nil.setAccessibleName(_("{name}: {value}").format(name=name, value=self.nil.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self, short: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        bottom = Qt.AlignmentFlag.AlignBottom
        for column, part in enumerate(("growth", "foreign")):
            field = getattr(self, part)
            grid.addWidget(self._labels[part], 0, column)
            if field is not None:
                grid.addWidget(field, 1, column)
                field.setMinimumWidth(short)
        grid.addWidget(self.nil, 2, 0, 1, 3, bottom)
        grid.addWidget(self._labels["reason"], 3, 0, 1, 3)
        grid.addWidget(self.reason, 4, 0, 1, 3)
        grid.addWidget(self._labels["note"], 5, 0, 1, 3)
        grid.addWidget(self.note, 6, 0, 1, 3)
        grid.setColumnStretch(2, 1)
