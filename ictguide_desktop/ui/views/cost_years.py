"""The years of a cost plan: the chart of build against run with the running total, and every category in every year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from ictguide_desktop.assess.cost import Costs
from ictguide_desktop.assess.cost_plan import BUILD, RUNNING, total
from ictguide_desktop.export.cost_words import CATEGORIES
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.views.cost_column import PlanColumn
from ictguide_desktop.ui.views.cost_figures import cost_chart
from ictguide_desktop.ui.views.cost_shown import Planner, Shown
from ictguide_desktop.ui.views.cost_table import FiguresTable, Row, Weight
from ictguide_desktop.ui.views.view import words


def year_rows(costs: Costs, shown: Shown) -> list[Row]:
    """Every category, the sums, present value and declarations, year by year with total and share."""
    shares = costs.shares

    def row(name: str, flow: Sequence[Decimal], share: Decimal | None, weight: Weight) -> Row:
        cells = [shown.amount(figure) if figure else "" for figure in flow]
        said = shown.share(share) if share is not None else ""
        return Row(name, (*cells, shown.amount(total(flow)), said), weight)

    rows = [row(_(CATEGORIES[c]), costs.flows[c], shares.get(c), Weight.PLAIN) for c in BUILD]
    build = costs.build / costs.total if costs.total else None
    rows.append(row(_("Build"), costs.build_by_year, build, Weight.SUM))
    rows += [row(_(CATEGORIES[c]), costs.flows[c], shares.get(c), Weight.PLAIN) for c in RUNNING]
    rows.append(row(_("Running, refresh and exit"), costs.run_by_year, costs.run_share, Weight.SUM))
    rows.append(row(_("All cost"), costs.by_year, None, Weight.SUM))
    present = [cost * factor for cost, factor in zip(costs.by_year, costs.factors, strict=True)]
    rows.append(row(_("Present value"), present, None, Weight.PLAIN))
    counts = tuple(shown.number_of(count) if count else "" for count in costs.volume)
    rows.append(Row(_("Declarations"), (*counts, shown.number_of(total(costs.volume)), "")))
    rows.append(
        Row(_("Cost per declaration, {currency}").format(currency=shown.currency), _unit_costs(costs, shown))
    )
    return rows


def _unit_costs(costs: Costs, shown: Shown) -> tuple[str, ...]:
    """What one declaration costs in each year of service, and over the whole life, discounted."""
    cells = []
    for cost, count in zip(costs.by_year, costs.volume, strict=True):
        cells.append(shown.unit_cost(costs.unit_cost(cost, count)) if count else "")
    return (*cells, shown.unit_cost(costs.per_declaration), "")


class YearsTab(PlanColumn):
    """Read only: what is typed stands in the inputs."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(planner, parent)
        theme = planner.context.theme
        self.chart, self.table = ChartFrame(theme), FiguresTable(theme)
        self._title, self._note = words("", "sectionTitle"), words("", "small")
        self.column.addWidget(self.chart)
        self.part(self._title, self.table, self._note)
        self.column.addStretch(1)

    def refresh(self) -> None:
        costs, shown = self.planner.hand.result.costs, self.planner.shown
        self.chart.show_chart(cost_chart(self.planner, cumulative=True))
        title = _("Cost at constant prices, {unit}").format(unit=shown.unit)
        self._title.setText(title)
        self.table.put(title, (*shown.years(), _("Total"), _("Share")), year_rows(costs, shown))
        self._note.setText(
            _(
                "Year 0 is not discounted. The total of the last line is discounted cost over discounted declarations."
            )
        )

    def show_words(self) -> None:
        self.refresh()

    def restyle(self) -> None:
        self.table.fit()
