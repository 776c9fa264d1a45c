"""A figure for each year, side by side and wrapped: what is paid, set aside or given in which year."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_plan import ByYear, CostPlan
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import Edit
from ictguide_desktop.ui.views.cost_fields import Form, NumberField
from ictguide_desktop.ui.views.cost_shown import Planner

_WIDTH, _GAP, _PADDING = 54, 6, 22
Figures = Callable[[CostPlan], tuple[ByYear, ...]]


class _Cell(QWidget):
    """One year: its name above its field."""

    def __init__(self, form: Form, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = QLabel(self)
        self.name.setObjectName("small")
        self.field = NumberField(form, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.name)
        column.addWidget(self.field)


class YearFields(QWidget):
    """As many fields as the plan has years, and more where a figure stands after its last year."""

    def __init__(
        self,
        planner: Planner,
        path: str,
        edit: Callable[[int], Edit],
        figures: Figures,
        form: Form,
        problem: Problem,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._planner, self._path, self._edit, self._figures = planner, path, edit, figures
        self._form, self._problem = form, problem
        self._name = ""
        self._cells: list[_Cell] = []
        self._flow = FlowLayout(_GAP)
        self.setLayout(self._flow)
        self.setSizePolicy(as_high_as_wide())
        self.fit()

    @property
    def cells(self) -> list[NumberField]:
        """The fields that can be seen, by year."""
        return [cell.field for cell in self._cells if not cell.isHidden()]

    def show_words(self, name: str) -> None:
        """Write the years; `name` says what the figures are of."""
        self._name = name
        shown = self._planner.shown
        for year, cell in enumerate(self._cells):
            said = shown.year(year)
            cell.name.setText(said)
            cell.field.setAccessibleName(_("{name}, year {year}").format(name=name, year=said))

    def fit(self) -> None:
        """Have a field for each year of the plan."""
        plan = self._planner.hand.plan
        last = max((here.year for here in self._figures(plan)), default=-1)
        count = max(plan.years, last + 1)
        self.restyle()
        if count == sum(not cell.isHidden() for cell in self._cells):
            return
        for year in range(len(self._cells), count):
            cell = _Cell(self._form, self)
            cell.field.setFixedWidth(self._wanted_width())
            self._flow.addWidget(cell)
            self._cells.append(cell)
            edit = self._edit(year)
            self._planner.fields.bind(f"{self._path}.{year}", cell.field, edit.get, edit.put, self._problem)
            if year and self._cells[year - 1]:
                QWidget.setTabOrder(self._cells[year - 1].field, cell.field)
        for year, cell in enumerate(self._cells):
            cell.setVisible(year < count)
        self.show_words(self._name)
        self.updateGeometry()

    def set_form(self, form: Form) -> None:
        """From now on the figures are amounts, or shares."""
        if form != self._form:
            self._form = form
            for cell in self._cells:
                cell.field.form = form
                cell.field.drop()

    def restyle(self) -> None:
        """Follow the size of the text and of the figures."""
        width = self._wanted_width()
        if self._cells and self._cells[0].field.minimumWidth() != width:
            for cell in self._cells:
                cell.field.setFixedWidth(width)
            self.updateGeometry()

    def _wanted_width(self) -> int:
        """Wide enough for the longest figure, so that all fields are alike."""
        theme = self._planner.context.theme
        longest = max(
            (self.fontMetrics().horizontalAdvance(cell.field.text()) for cell in self._cells), default=0
        )
        return max(theme.px(_WIDTH), longest + theme.px(_PADDING))
