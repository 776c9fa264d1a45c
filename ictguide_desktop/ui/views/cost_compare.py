"""Two cost plans side by side, and how far something must move for the cheaper one to change: the switching value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ictguide_desktop.assess.cost import Costs, Outcome, outcome, reckon
from ictguide_desktop.assess.cost_plan import CostPlan
from ictguide_desktop.assess.sensitivity import Lever, relative, switching_rate, switching_value
from ictguide_desktop.export.cost_words import LEVERS
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.views.cost_fields import PickField
from ictguide_desktop.ui.views.cost_shown import Planner, Shown
from ictguide_desktop.ui.views.cost_table import FiguresTable, Row
from ictguide_desktop.ui.views.cost_works import kept_plans
from ictguide_desktop.ui.views.view import words

DIFFERENT = {
    "currency": N_("the currency"),
    "price_base_year": N_("the year of the prices"),
    "discount_rate": N_("the discount rate"),
    "years": N_("the years of the plan"),
    "volume": N_("the declarations"),
}


class Other(NamedTuple):
    """Another plan, in the unit of the one in hand."""

    name: str
    plan: CostPlan
    costs: Costs


def in_unit_of(plan: CostPlan, other: CostPlan) -> Outcome:
    """What another plan costs, in the unit of this one."""
    there = outcome(reckon(other))
    factor = Decimal(other.unit) / Decimal(plan.unit)
    return Outcome(there.total * factor, there.present_value * factor, there.per_declaration)


def different_rules(plan: CostPlan, other: CostPlan) -> list[str]:
    """The rules that two plans do not share, in words; two plans are compared fairly only where there are none."""
    return [_(said) for name, said in DIFFERENT.items() if getattr(plan, name) != getattr(other, name)]


def switching_sentences(costs: Costs, other: CostPlan, name: str, shown: Shown) -> list[str]:
    """How far each lever must move, and at which rate of discount both cost the same."""
    there = in_unit_of(costs.plan, other).present_value
    found = []
    for lever in Lever:
        move = switching_value(costs, there, lever)
        if move is not None:
            found.append(
                _("{name}: {value}").format(name=_(LEVERS[lever]), value=shown.share(move, signed=True))
            )
    factor = Decimal(other.unit) / Decimal(costs.plan.unit)
    reckoned = reckon(other)
    scaled = replace(reckoned, by_year=tuple(cost * factor for cost in reckoned.by_year))
    rate = switching_rate(costs, scaled)
    if rate is not None:
        found.append(_("{name}: {value}").format(name=_("Discount rate"), value=shown.share(rate)))
    return found


class ComparePart(QWidget):
    """Chooses another plan of the list and sets it beside the one in hand."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._title, self._said = words("", "sectionTitle"), words("", "soft")
        self.choice = PickField(self)
        self.table = FiguresTable(planner.context.theme, self)
        self.warning, self.switching = words("", "warningText"), words("")
        self._head = words("", "cardTitle")
        self._chosen: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        parts = (self._title, self._said, self.choice, self.warning, self.table, self._head, self.switching)
        for widget in parts:
            column.addWidget(widget)
        self.choice.typed.connect(self._choose)

    def refresh(self) -> None:
        """Offer the other plans, and compare with the one that was chosen."""
        hand = self._planner.hand
        here = hand.work.id if hand.work is not None else ""
        others = {
            kept.work.id: (kept.work.name, kept.plan)
            for kept in kept_plans(self._planner.context.desk)
            if kept.plan is not None and kept.work.id != here
        }
        self.choice.offer([(name, work) for work, (name, _plan) in others.items()])
        if self._chosen not in others:
            self._chosen = next(iter(others), None)
        self.choice.show_value(self._chosen)
        found = others.get(str(self._chosen))
        for widget in (self.choice, self.table, self._head, self.switching):
            widget.setVisible(found is not None)
        self.warning.setVisible(False)
        self._said.setText(
            _(
                "The switching value is the change that reverses the choice: where it is small, the choice is not safe."
            )
            if found is not None
            else _(
                "There is no other plan yet. Duplicate this one for another option, “do the minimum” included."
            )
        )
        if found is not None and found[1] is not None:
            self._compare(*found)

    def show_words(self) -> None:
        """Write every word in the language in force."""
        self._title.setText(_("Beside another plan"))
        self.choice.setAccessibleName(_("The other plan"))
        self.refresh()

    def restyle(self) -> None:
        """Follow the size of the text."""
        self.table.fit()

    def _choose(self, work: object) -> None:
        self._chosen = work
        self.refresh()

    def _compare(self, name: str, other: CostPlan) -> None:
        hand, shown = self._planner.hand, self._planner.shown
        costs = hand.result.costs
        rules = different_rules(hand.plan, other)
        self.warning.setVisible(bool(rules))
        if rules:
            said = _("Compare with care: the two plans do not share {rules}.")
            self.warning.setText(said.format(rules=_(", ").join(rules)))
        here, there = outcome(costs), in_unit_of(hand.plan, other)
        rows = [
            _row(_("Total"), shown.amount, here.total, there.total, shown),
            _row(_("Present value"), shown.amount, here.present_value, there.present_value, shown),
            _row(_("Per declaration"), shown.unit_cost, here.per_declaration, there.per_declaration, shown),
        ]
        columns = (_("This plan"), name, _("Difference"))
        self.table.put(_("Beside another plan"), columns, rows)
        comparable = hand.plan.currency.strip() == other.currency.strip()
        sentences = switching_sentences(costs, other, name, shown) if comparable else []
        self._head.setText(_("Both cost the same, at present value, if one of these moves in this plan:"))
        self._head.setVisible(bool(sentences))
        self.switching.setText("\n".join(sentences))
        self.switching.setVisible(bool(sentences))


def _row(name: str, written: object, here: Decimal | None, there: Decimal | None, shown: Shown) -> Row:
    assert callable(written)
    change = relative(here, there)
    said = shown.share(change, signed=True) if change is not None else ""
    return Row(name, (str(written(here)), str(written(there)), said))
