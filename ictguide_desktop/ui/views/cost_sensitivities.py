"""What a cost plan costs when something goes otherwise: the changes of the guide, the range of each line, another plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ictguide_desktop.assess.cost import Costs, reckon
from ictguide_desktop.assess.cost_plan import BASIS, Basis, ByYear, Category, CostPlan, Line, total
from ictguide_desktop.assess.sensitivity import AS_PLANNED, Sensitivity, compare, relative, standard_changes
from ictguide_desktop.export.cost_words import CATEGORIES, change_words
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_compare import ComparePart
from ictguide_desktop.ui.views.cost_guide_link import GuideLink
from ictguide_desktop.ui.views.cost_shown import Planner, Shown
from ictguide_desktop.ui.views.cost_tornado import BarRow, TornadoTable
from ictguide_desktop.ui.views.view import words

EXPLAINED = "life-cycle-cost#sensitivities"


def change_rows(costs: Costs, shown: Shown) -> list[BarRow]:
    """The plan first, then the changes of the guide, the largest difference first."""
    found = compare(costs, standard_changes(costs.plan))
    planned, changes = found[0], found[1:]
    ordered = sorted(changes, key=lambda here: abs(here.difference or Decimal(0)), reverse=True)
    return [_row(here, shown) for here in (planned, *ordered)]


def _row(here: Sensitivity, shown: Shown) -> BarRow:
    change = float(here.difference or 0)
    planned = here.change == AS_PLANNED
    return BarRow(
        change_words(here.change, _, shown.numbers),
        (
            shown.amount(here.present_value),
            "" if planned else shown.share(here.difference, signed=True),
            _each(here, shown, planned=planned),
        ),
        min(change, 0.0),
        max(change, 0.0),
    )


def _each(here: Sensitivity, shown: Shown, *, planned: bool) -> str:
    said = shown.unit_cost(here.per_declaration)
    if planned or here.per_declaration_difference is None:
        return said
    return f"{said} ({shown.share(here.per_declaration_difference, signed=True)})"


def range_rows(costs: Costs, shown: Shown) -> list[BarRow]:
    """Each line that has a range, at its low and at its high figure alone, the widest first; last all of them together."""
    found: list[tuple[str, Decimal, Decimal]] = []
    for category, line in costs.plan.lines.items():
        ends = [_at(costs.plan, category, line, figure) for figure in (line.low, line.high)]
        if ends != [None, None]:
            low, high = (_present(costs, end) for end in ends)
            found.append((_(CATEGORIES[category]), low, high))
    found.sort(key=lambda row: abs(row[2] - row[1]), reverse=True)
    rows = []
    for name, low, high in found:
        before = costs.present_value
        ends_ = [relative(end, before) or Decimal(0) for end in (low, high)]
        said = _("{low} to {high}").format(
            low=shown.share(ends_[0], signed=True), high=shown.share(ends_[1], signed=True)
        )
        rows.append(
            BarRow(name, (shown.amount(low), said, shown.amount(high)), float(min(ends_)), float(max(ends_)))
        )
    return rows


def _present(costs: Costs, plan: CostPlan | None) -> Decimal:
    return costs.present_value if plan is None else reckon(plan).present_value


def _at(plan: CostPlan, category: Category, line: Line, figure: Decimal | None) -> CostPlan | None:
    """The plan with one line at another figure; a line by year keeps the proportions of its years."""
    if figure is None or line.nil or not line.filled:
        return None
    if BASIS[category] is not Basis.BY_YEAR:
        return plan.with_line(category, replace(line, amount=figure))
    planned = total(here.figure for here in line.by_year)
    if not planned:
        return None
    years = tuple(ByYear(here.year, here.figure * figure / planned) for here in line.by_year)
    return plan.with_line(category, replace(line, by_year=years))


class SensitivitiesTab(PlanColumn):
    """Reckoned anew when it is seen and whenever the plan changes while it is."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(planner, parent)
        theme = planner.context.theme
        self.changes, self.ranges = TornadoTable(theme), TornadoTable(theme)
        self.other = ComparePart(planner)
        self._titles = [words("", "sectionTitle") for _part in range(2)]
        self._said = [words("", "soft") for _part in range(2)]
        self.explained = GuideLink(EXPLAINED)
        self.explained.go_requested.connect(self.go_requested)
        for title, said, table in zip(self._titles, self._said, (self.changes, self.ranges), strict=True):
            self.part(title, said, table)
        self.column.addWidget(self.other)
        self.column.addWidget(self.explained, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)

    def refresh(self) -> None:
        costs, shown = self.planner.hand.result.costs, self.planner.shown
        columns = (_("What changes"), _("Present value"), _("Difference"), _("Per declaration"))
        self.changes.put(_("Sensitivities"), columns, change_rows(costs, shown))
        rows = range_rows(costs, shown)
        ends = (_("Line"), _("Low"), _("Present value"), _("High"))
        self.ranges.put(_("Range of each line"), ends, rows)
        for widget in (self.ranges, self._titles[1], self._said[1]):
            widget.setVisible(bool(rows) or widget is not self.ranges)
        self._said[1].setText(
            _("What the low and the high figure of one line alone make of the present value.")
            if rows
            else _("No line has a low or a high figure yet: type them beside the figures of the inputs.")
        )
        self.other.refresh()

    def show_words(self) -> None:
        self._titles[0].setText(_("Sensitivities"))
        self._titles[1].setText(_("Range of each line"))
        self._said[0].setText(
            _(
                "One change at a time, then together. A late service looks cheap until its cost is divided by the declarations it serves."
            )
        )
        self.other.show_words()
        self.explained.show_words(self.planner.context.library.catalogue)
        self.refresh()

    def restyle(self) -> None:
        self.changes.fit()
        self.ranges.fit()
        self.other.restyle()
