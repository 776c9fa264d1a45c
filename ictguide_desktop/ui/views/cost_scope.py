"""The first lines of a cost plan: what is planned, in which money and prices, for how long, at which rate, and what it serves."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ictguide_desktop.assess.cost_plan import CostPlan, Unit, total
from ictguide_desktop.export.cost_words import UNITS
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.views.cost_binding import Problem
from ictguide_desktop.ui.views.cost_edits import (
    FIRST_YEAR,
    Edit,
    extent,
    given,
    or_zero,
    plain,
    unit,
    whole,
    whole_or_none,
    year_of,
)
from ictguide_desktop.ui.views.cost_field_grid import FieldGrid
from ictguide_desktop.ui.views.cost_fields import (
    AMOUNT,
    COUNT,
    GROWTH,
    HORIZON,
    SHARE,
    WHOLE_SHARE,
    YEAR,
    Field,
    LineField,
    NumberField,
    PickField,
)
from ictguide_desktop.ui.views.cost_shown import Planner
from ictguide_desktop.ui.views.cost_year_fields import YearFields
from ictguide_desktop.ui.views.view import words

_LONGEST_NAME = 200
NAMES = {
    "name": N_("System and option"),
    "currency": N_("Currency"),
    "unit": N_("Amounts in"),
    "years": N_("Years of the plan"),
    "live_year": N_("First year of service"),
    "first_year": N_("Calendar year of year 0, if named"),
    "price_base_year": N_("Prices of year"),
    "discount_rate": N_("Discount rate, %"),
    "rate_source": N_("Who sets the rate"),
    "volume": N_("Declarations in the first year"),
    "volume_growth": N_("Growth of declarations a year, %"),
    "stated_for": N_("Yearly amounts are those of"),
    "old_system": N_("A year of the old system costs"),
    "refresh_cycle": N_("Age at refresh, in years"),
}
SERVED = {
    "users": N_("Users"),
    "sites": N_("Sites"),
    "interfaces": N_("Interfaces"),
    "traders": N_("Active traders"),
    "person_cost": N_("A year of one member of staff costs"),
}


class ScopePart(QWidget):
    """What stands on the first line of the sheet, so that two plans can be compared (J-C5)."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._title, self._served_title = words("", "sectionTitle"), words("", "cardTitle")
        self.problem = Problem(self)
        theme = planner.context.theme
        self.grid, self.served = FieldGrid(theme, self), FieldGrid(theme, self)
        self.unit, self.live = PickField(self), PickField(self)
        self.stated = PickField(self)
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self.grid, self.problem, self._served_title, self.served):
            column.addWidget(widget)

    def refresh(self) -> None:
        """Offer the years of the plan."""
        plan, shown = self._planner.hand.plan, self._planner.shown
        last = max(plan.years - 1, plan.live_year, plan.stated_for or 0)
        years: list[tuple[str, object]] = [(shown.year(year), year) for year in range(last + 1)]
        self.live.offer(years)
        self.stated.offer([(_("the first year of service"), None), *years])
        self.live.show_value(plan.live_year)
        self.stated.show_value(plan.stated_for)

    def show_words(self) -> None:
        """Write every word in the language in force."""
        self._title.setText(_("Scope and rules"))
        self._served_title.setText(_("What it serves"))
        for name, said in NAMES.items():
            self.grid.name(name, _(said))
        for name, said in SERVED.items():
            self.served.name(name, _(said))
        self.unit.offer([(_(UNITS[unit_]), unit_) for unit_ in Unit])
        self.unit.show_value(self._planner.hand.plan.unit)
        self.refresh()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.grid.restyle()
        self.served.restyle()

    def _fill(self) -> None:
        rows: dict[str, tuple[Field, Edit]] = {
            "name": (LineField(self), plain("name")),
            "currency": (LineField(self), plain("currency")),
            "unit": (self.unit, unit()),
            "years": (NumberField(HORIZON, self), whole("years")),
            "live_year": (self.live, plain("live_year")),
            "first_year": (NumberField(YEAR, self), FIRST_YEAR),
            "price_base_year": (NumberField(YEAR, self), whole_or_none("price_base_year")),
            "discount_rate": (NumberField(WHOLE_SHARE, self), given("discount_rate")),
            "rate_source": (LineField(self), plain("rate_source")),
            "volume": (NumberField(AMOUNT, self), plain("volume")),
            "volume_growth": (NumberField(GROWTH, self), or_zero("volume_growth")),
            "stated_for": (self.stated, plain("stated_for")),
            "old_system": (NumberField(AMOUNT, self), plain("old_system")),
            "refresh_cycle": (NumberField(HORIZON, self), whole("refresh_cycle")),
        }
        for name, (field, edit) in rows.items():
            self._bind(self.grid, name, name, field, edit)
        for name in SERVED:
            form = AMOUNT if name == "person_cost" else COUNT
            self._bind(self.served, name, f"extent.{name}", NumberField(form, self), extent(name))

    def _bind(self, grid: FieldGrid, name: str, path: str, field: Field, edit: Edit) -> None:
        if isinstance(field, LineField) and not isinstance(field, NumberField):
            field.setMaxLength(_LONGEST_NAME)
        grid.add(name, field, wide=name == "name")
        self._planner.fields.bind(path, field, *edit, self.problem)


class PaymentPart(QWidget):
    """Which share of the build is paid in which year."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._title, self._sum = words("", "cardTitle", wrap=False), QLabel(self)
        self._sum.setObjectName("soft")
        self._said = words("", "small")
        self.problem = Problem(self)
        self.years = YearFields(
            planner,
            "payment",
            lambda year: year_of("payment", year),
            lambda plan: plan.payment,
            SHARE,
            self.problem,
            self,
        )
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self.years)
        column.addWidget(self.problem)

    def refresh(self) -> None:
        """Show the sum of the shares, and say where it is not the whole."""
        self.years.fit()
        plan = self._planner.hand.plan
        whole_ = _sum_of(plan)
        text = _("Together {share}").format(share=self._planner.shown.share(whole_))
        if self._sum.text() != text:
            self._sum.setText(text)
        wrong = bool(plan.payment) and whole_ != 1
        self.problem.say("", _("The shares of payment must add up to 100%.") if wrong else "")

    def show_words(self) -> None:
        """Write every word in the language in force."""
        self._title.setText(_("Payment of the build, %"))
        self._said.setText(_("Which share of the build, with its contingency, is paid in which year."))
        self.years.show_words(_("Shares of payment"))
        self.refresh()


def _sum_of(plan: CostPlan) -> Decimal:
    return total(here.figure for here in plan.payment)
