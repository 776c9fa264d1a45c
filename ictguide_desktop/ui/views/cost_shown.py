"""What the parts of a plan's view work with, and how its figures, years and unit are written in the language in force."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from ictguide_desktop.assess.cost_plan import CostPlan, Unit
from ictguide_desktop.export.cost_words import UNITS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.entry import numbers_in
from ictguide_desktop.i18n.formats import LanguageNumbers
from ictguide_desktop.ui.views.cost_binding import PlanFields
from ictguide_desktop.ui.views.cost_in_hand import PlanInHand
from ictguide_desktop.ui.views.view import Context

NOTHING = "–"


class Planner(NamedTuple):
    """The plan in hand, its fields, and what every view works with."""

    context: Context
    hand: PlanInHand
    fields: PlanFields

    @property
    def language(self) -> str:
        """The language in force."""
        return self.context.library.language

    @property
    def shown(self) -> Shown:
        """How the figures of the plan in hand are written."""
        return Shown(self.hand.plan, numbers_in(self.language))


class Shown(NamedTuple):
    """How the figures of a plan are written in a language."""

    plan: CostPlan
    numbers: LanguageNumbers

    def amount(self, figure: Decimal | None) -> str:
        """An amount in the unit of the plan: whole where the unit is one, with two decimals otherwise."""
        return (
            NOTHING if figure is None else self.numbers.number(figure, 0 if self.plan.unit is Unit.ONE else 2)
        )

    def unit_cost(self, figure: Decimal | None) -> str:
        """Currency units apiece."""
        return NOTHING if figure is None else self.numbers.number(figure, 2)

    def number_of(self, figure: Decimal | None) -> str:
        """A number of things."""
        return NOTHING if figure is None else self.numbers.number(figure, 0)

    def share(self, figure: Decimal | None, *, signed: bool = False) -> str:
        """A share as a percentage."""
        return NOTHING if figure is None else self.numbers.percent(figure, signed=signed)

    @property
    def currency(self) -> str:
        """The currency, or words for it where it is not stated."""
        return self.plan.currency.strip() or _("currency units")

    @property
    def unit(self) -> str:
        """What the amounts are written in, such as: millions of dirhams."""
        if self.plan.unit is Unit.ONE:
            return self.currency
        return _("{unit} of {currency}").format(unit=_(UNITS[self.plan.unit]), currency=self.currency)

    def year(self, year: int) -> str:
        """The calendar year, or its number where years are only numbered."""
        return str(self.plan.year_name(year))

    def years(self, count: int | None = None) -> tuple[str, ...]:
        """The names of the years of the plan."""
        return tuple(self.year(year) for year in range(self.plan.years if count is None else count))
