"""Sensitivities of a cost plan and the values at which a choice turns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from unit.assess.cost_plans import any_plan, decimals, figures

from ictguide_desktop.assess.cost import present_value, reckon
from ictguide_desktop.assess.cost_plan import Category, CostPlan, Line, by_year
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.sensitivity import (
    AS_PLANNED,
    Change,
    Lever,
    changed,
    compare,
    pulled,
    standard_changes,
    switching_rate,
    switching_value,
)

HALF = Decimal("0.5")


def test_a_change_of_nothing_is_the_plan() -> None:
    plan = worked_example()
    assert changed(plan, AS_PLANNED) == plan
    (same,) = compare(reckon(plan), [AS_PLANNED])
    assert (same.difference, same.per_declaration_difference) == (0, 0)


def test_an_overrun_takes_contingency_and_upkeep_with_it() -> None:
    before, after = reckon(worked_example()), reckon(changed(worked_example(), Change(overrun=HALF)))
    assert after.flows[Category.SOFTWARE][0] == before.flows[Category.SOFTWARE][0] * Decimal("1.5")
    assert after.flows[Category.CORRECTIVE][5] == before.flows[Category.CORRECTIVE][5] * Decimal("1.5")
    assert after.flows[Category.INTERFACES][5] == before.flows[Category.INTERFACES][5] * Decimal("1.5")
    external = (Decimal("13.4"), Decimal("17.4"))
    for costs, base in zip((before, after), external, strict=True):
        assert costs.flows[Category.CONTINGENCY][0] == base * Decimal("0.15") * Decimal("0.38")
    assert after.flows[Category.INFRASTRUCTURE] == before.flows[Category.INFRASTRUCTURE]


def test_a_shorter_refresh_cycle_keeps_the_year_of_purchase_and_comes_again() -> None:
    after = changed(worked_example(), Change(refresh_cycle=4))
    assert after.line(Category.REFRESH).by_year == by_year(
        {5: Decimal("2.6"), 6: Decimal("0.5"), 9: Decimal("2.6")}
    )


def test_a_plan_that_repeats_its_refresh_is_not_counted_twice() -> None:
    plan = replace(worked_example(), years=15).with_line(
        Category.REFRESH, Line(by_year=by_year({6: Decimal(2), 11: Decimal(2)}))
    )
    assert changed(plan, Change(refresh_cycle=5)).line(Category.REFRESH) == plan.line(Category.REFRESH)
    longer = changed(plan, Change(refresh_cycle=7)).line(Category.REFRESH)
    assert longer.by_year == by_year({8: Decimal(2)})


def test_a_late_service_pays_team_and_old_system_on_and_loses_a_year_of_service() -> None:
    plan = worked_example()
    before, after = reckon(plan), reckon(changed(plan, Change(delay=1)))
    waiting = before.build_by_year[2] + Decimal("0.6") + Decimal("1.2")
    assert after.by_year[2] == waiting
    assert after.volume == (0, 0, 0, *before.volume[3:])
    assert after.flows[Category.STAFF][3:] == before.flows[Category.STAFF][3:], "pay follows the calendar"
    assert after.flows[Category.REFRESH][6:9] == (0, Decimal("2.6"), Decimal("0.5"))


def test_the_own_currency_loses_worth() -> None:
    plan = CostPlan(
        years=2, live_year=0, discount_rate=Decimal(0),
        lines={
            Category.LICENCES: Line(amount=Decimal(10), foreign=HALF),
            Category.HOSTING: Line(amount=Decimal(10)),
        },
    )  # fmt: skip
    after = reckon(changed(plan, Change(currency_fall=Decimal("0.2"))))
    assert after.flows[Category.LICENCES][0] == 5 + 5 / Decimal("0.8")
    assert after.flows[Category.HOSTING][0] == 10
    assert standard_changes(plan)[-1] == Change(currency_fall=Decimal("0.2"))


def test_a_change_of_the_user_is_taken_with_the_others() -> None:
    plan = worked_example()
    change = Change(factors={Category.HOSTING: HALF, Category.SOFTWARE: HALF}, overrun=HALF, volume=HALF)
    after = changed(plan, change)
    assert after.line(Category.HOSTING).amount == Decimal("0.825")
    assert after.line(Category.SOFTWARE).amount == 6 * Decimal("2.25")
    assert after.volume == 900_000


def test_at_least_five_single_changes_and_one_combination() -> None:
    """J-C6."""
    changes = standard_changes(worked_example())
    fields = ("overrun", "adaptive", "refresh_cycle", "corrective", "staff", "delay")
    touched = [sum(getattr(c, name) != getattr(AS_PLANNED, name) for name in fields) for c in changes]
    assert touched.count(1) >= 5
    assert max(touched) == 3


def test_a_plan_above_the_figures_of_the_table_is_still_raised() -> None:
    plan = worked_example().with_line(Category.ADAPTIVE, Line(amount=Decimal("0.25")))
    assert standard_changes(plan)[3].adaptive == Decimal("0.33")


@given(any_plan())
def test_present_value_follows_each_lever_in_a_straight_line(plan: CostPlan) -> None:
    costs = reckon(plan)
    for lever in Lever:
        one, three = (reckon(changed(plan, pulled(lever, Decimal(by)))).present_value for by in (1, 3))
        gap = (three - costs.present_value) - 3 * (one - costs.present_value)
        assert abs(gap) <= max(three, Decimal(1)) * Decimal("1e-20")


@given(decimals("-0.9", "3"))
def test_the_switching_value_reaches_the_other_option(by: Decimal) -> None:
    costs = reckon(worked_example())
    for lever in Lever:
        other = reckon(changed(costs.plan, pulled(lever, by))).present_value
        found = switching_value(costs, other, lever)
        assert found is not None
        assert abs(found - by) < Decimal("1e-20")


def test_no_switching_value_where_the_lever_does_nothing_or_not_enough() -> None:
    costs = reckon(worked_example())
    without = reckon(costs.plan.with_line(Category.STAFF, Line(nil=True, reason="shared")))
    assert switching_value(without, Decimal(50), Lever.STAFF) is None
    assert switching_value(costs, Decimal(10), Lever.STAFF) is None


def test_the_rate_at_which_two_options_cost_the_same() -> None:
    def option(first: str, second: str) -> CostPlan:
        return CostPlan(years=2, lines={Category.OWN_TEAM: Line(by_year=figures(first, second))})

    dear_now, dear_later = reckon(option("100", "0")), reckon(option("0", "110"))
    assert switching_rate(dear_now, dear_later) == Decimal("0.1")
    assert switching_rate(dear_now, reckon(option("101", "0"))) is None


@pytest.mark.parametrize("other", ["0", "0.035", "0.1"])
def test_present_value_at_another_rate(other: str) -> None:
    costs = reckon(worked_example())
    rate = Decimal(other)
    again = reckon(changed(costs.plan, Change(rate=rate)))
    assert costs.present_at(rate) == again.present_value == present_value(again.by_year, rate)
