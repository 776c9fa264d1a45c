"""The arithmetic of a cost plan: against a second reckoning in fractions, and at its edges."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from unit.assess.cost_plans import AMOUNTS, any_plan, decimals, figures

from ictguide_desktop.assess.cost import (
    foreign_by_year,
    present_value,
    ranges,
    reckon,
    unit_costs,
)
from ictguide_desktop.assess.cost_limits import PlanRefused, checked
from ictguide_desktop.assess.cost_plan import (
    BASIS,
    BUILD,
    EXTERNAL,
    PART,
    RUNNING,
    Basis,
    Category,
    CostPlan,
    Extent,
    Line,
    Part,
    Unit,
    by_year,
    total,
)
from ictguide_desktop.assess.cost_problems import problems
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.funding import cover
from ictguide_desktop.assess.funding_findings import findings
from ictguide_desktop.assess.sensitivity import compare, standard_changes


def near(found: Decimal, wanted: Fraction) -> bool:
    """Equal but for the places that a Decimal drops when it divides."""
    return abs(Fraction(found) - wanted) <= max(abs(wanted), Fraction(1)) * Fraction(1, 10**18)


def again(plan: CostPlan, category: Category, year: int) -> Fraction:
    """The cost of a category in a year, reckoned a second time from the words of the guide."""

    def figure(of: Category) -> Fraction:
        line = plan.lines.get(of)
        return Fraction(0) if line is None or line.nil or line.amount is None else Fraction(line.amount)

    paid = sum((Fraction(share) for at, share in plan.payment if at == year), Fraction(0))
    serves = year >= plan.live_year
    line = plan.lines.get(category, Line())
    match BASIS[category]:
        case Basis.BUILD:
            return figure(category) * paid
        case Basis.SHARE_OF_BUILD:
            return figure(category) * sum(figure(each) for each in EXTERNAL) * paid
        case Basis.BY_YEAR:
            return sum(
                (Fraction(sum_) for at, sum_ in line.by_year if at == year and not line.nil), Fraction(0)
            )
        case Basis.SHARE_OF_SOFTWARE:
            return figure(category) * figure(Category.SOFTWARE) * serves
        case Basis.SHARE_OF_INTEGRATION:
            return figure(category) * figure(Category.INTEGRATION) * serves
        case Basis.YEARLY:
            grown = Fraction(1 + line.growth) ** (year - plan.base_year)
            return figure(category) * grown * serves


@given(any_plan())
def test_each_category_and_year_agrees_with_a_second_reckoning(plan: CostPlan) -> None:
    costs = reckon(checked(plan))
    for category in Category:
        for year in range(plan.years):
            assert near(costs.flows[category][year], again(plan, category, year)), (category, year)


@given(any_plan())
def test_totals_add_up(plan: CostPlan) -> None:
    costs = reckon(plan)
    whole = sum(Fraction(cost) for flow in costs.flows.values() for cost in flow)
    assert near(costs.total, whole)
    assert near(costs.build + costs.run, whole)
    assert all(
        len(flow) == plan.years
        for flow in (*costs.flows.values(), costs.by_year, costs.volume, costs.factors)
    )
    discounted = sum(
        Fraction(cost) / Fraction(1 + plan.discount_rate) ** t for t, cost in enumerate(costs.by_year)
    )
    assert near(costs.present_value, discounted)
    if costs.total:
        assert near(total(costs.shares.values()), Fraction(1))


@given(any_plan())
def test_no_plan_within_bounds_breaks_the_reckoning(plan: CostPlan) -> None:
    costs = reckon(plan)
    compare(costs, standard_changes(plan))
    ranges(plan)
    findings(costs, cover(costs))
    problems(plan)
    unit_costs(costs)
    foreign_by_year(costs)


@given(any_plan())
def test_a_rate_of_nothing_makes_the_present_value_the_total(plan: CostPlan) -> None:
    costs = reckon(replace(plan, discount_rate=Decimal(0)))
    assert costs.present_value == costs.total
    assert costs.discounted_volume == total(costs.volume)


@given(AMOUNTS, AMOUNTS, decimals("0", "0.5"))
def test_a_later_cost_is_worth_no_more(now: Decimal, later: Decimal, rate: Decimal) -> None:
    assert present_value([now, later], rate) <= now + later
    assert present_value([], rate) == 0


def test_the_cost_of_a_declaration_is_in_currency_units_whatever_the_unit_of_the_amounts() -> None:
    plan = worked_example()
    thousand = {
        category: replace(
            line,
            amount=line.amount * 1000
            if line.amount is not None and BASIS[category] in {Basis.BUILD, Basis.YEARLY}
            else line.amount,
            by_year=by_year((here.year, here.figure * 1000) for here in line.by_year),
        )
        for category, line in plan.lines.items()
    }
    same = reckon(replace(plan, unit=Unit.THOUSAND, lines=thousand))
    wanted = reckon(plan).per_declaration
    assert same.per_declaration is not None
    assert wanted is not None
    assert abs(same.per_declaration - wanted) < Decimal("1e-18")


def test_nothing_is_divided_by_nothing() -> None:
    costs = reckon(CostPlan())
    assert (costs.total, costs.per_declaration, costs.run_share, costs.shares) == (0, None, None, {})
    assert unit_costs(costs) == (None, None, None)


def test_a_nil_line_costs_nothing_and_takes_its_upkeep_with_it() -> None:
    plan = worked_example()
    nil = reckon(plan.with_line(Category.SOFTWARE, Line(amount=Decimal(6), nil=True, reason="given")))
    assert not any(nil.flows[Category.SOFTWARE])
    assert not any(nil.flows[Category.CORRECTIVE])
    assert nil.flows[Category.CONTINGENCY][0] == Decimal("7.4") * Decimal("0.15") * Decimal("0.38")


def test_growth_is_counted_from_the_year_that_is_stated() -> None:
    line = Line(amount=Decimal(100), growth=Decimal("0.1"))
    plan = CostPlan(years=4, live_year=1, lines={Category.STAFF: line})
    assert reckon(plan).flows[Category.STAFF] == (0, 100, 110, 121)
    later = replace(plan, live_year=2, stated_for=1)
    assert reckon(later).flows[Category.STAFF] == (0, 0, 110, 121)


def test_a_service_after_the_horizon_is_never_paid_for() -> None:
    costs = reckon(replace(worked_example(), years=2))
    assert costs.run == 0
    assert costs.first_run_year == 0
    assert costs.per_declaration is None


def test_ranges_move_every_line_and_keep_the_proportions_of_the_years() -> None:
    team = Line(by_year=figures("1", "3"), low=Decimal(2), high=Decimal(8))
    software = Line(amount=Decimal(10), low=Decimal(8), high=Decimal(15))
    plan = CostPlan(
        years=2, live_year=1, discount_rate=Decimal(0), payment=figures("1"),
        lines={Category.SOFTWARE: software, Category.OWN_TEAM: team, Category.HOSTING: Line(amount=Decimal(5))},
    )  # fmt: skip
    found = ranges(plan)
    assert [end.total for end in found] == [8 + 2 + 5, 10 + 4 + 5, 15 + 8 + 5]
    from ictguide_desktop.assess.cost import at_high

    assert reckon(at_high(plan)).flows[Category.OWN_TEAM] == (2, 6)


def test_a_range_of_a_line_without_years_changes_nothing() -> None:
    plan = CostPlan(lines={Category.EXIT: Line(high=Decimal(5))})
    assert ranges(plan).high.total == 0


def test_unit_costs_of_a_year_of_service() -> None:
    plan = CostPlan(
        years=4, live_year=2, unit=Unit.THOUSAND, lines={Category.HOSTING: Line(amount=Decimal(3))},
        extent=Extent(users=100, sites=6),
    )  # fmt: skip
    assert unit_costs(reckon(plan)) == (30, 500, None)


def test_the_part_paid_abroad() -> None:
    plan = CostPlan(
        years=3, live_year=1,
        lines={
            Category.LICENCES: Line(amount=Decimal(4), foreign=Decimal("0.5")),
            Category.HOSTING: Line(amount=Decimal(9)),
        },
    )  # fmt: skip
    assert foreign_by_year(reckon(plan)) == (0, 2, 2)


def test_categories_and_parts_fit_together() -> None:
    assert (*BUILD, *RUNNING) == tuple(Category)
    assert {category for category, part in PART.items() if part is Part.BUILD} == set(BUILD)
    assert all(BASIS[category] is Basis.BUILD for category in EXTERNAL)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"years": 0}, "years"),
        ({"years": 31}, "years"),
        ({"live_year": -1}, "live_year"),
        ({"discount_rate": Decimal("1.01")}, "discount_rate"),
        ({"discount_rate": Decimal("NaN")}, "discount_rate"),
        ({"volume": Decimal(-1)}, "volume"),
        ({"volume_growth": Decimal(-1)}, "volume_growth"),
        ({"payment": figures("0.5", "11")}, "payment.1"),
        ({"payment": figures("1") + figures("1")}, "payment"),
        ({"reserve": by_year({30: Decimal(1)})}, "reserve"),
        ({"lines": {Category.SOFTWARE: Line(amount=Decimal("Infinity"))}}, "lines.software.amount"),
        ({"lines": {Category.SOFTWARE: Line(by_year=figures("1"))}}, "lines.software.by_year"),
        ({"lines": {Category.EXIT: Line(amount=Decimal(1))}}, "lines.exit.amount"),
        ({"lines": {Category.LICENCES: Line(foreign=Decimal(2))}}, "lines.licences.foreign"),
        ({"extent": Extent(users=-1)}, "extent.users"),
    ],
)
def test_a_figure_out_of_bounds_is_named(changes: dict[str, object], field: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        checked(replace(CostPlan(), **changes))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert str(refused.value).startswith(f"“{field}” ")
