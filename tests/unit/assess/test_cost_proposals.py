"""Planning ranges as marked proposals, and the plan a user begins with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from unit.assess.cost_plans import any_plan, decimals, figures

from ictguide_desktop.assess.cost import reckon
from ictguide_desktop.assess.cost_limits import checked
from ictguide_desktop.assess.cost_plan import BASIS, Basis, Category, CostPlan, Extent, Line, by_year, total
from ictguide_desktop.assess.cost_problems import problems
from ictguide_desktop.assess.cost_proposals import (
    PLANNING_RANGES,
    new_plan,
    proposals_left,
    proposed,
    proposed_line,
    worked_example,
)

MEASURED = set(Category) - set(PLANNING_RANGES)


def software(amount: Decimal) -> CostPlan:
    return new_plan().with_line(Category.SOFTWARE, Line(amount=amount))


def test_a_new_plan_holds_the_shares_as_proposals_and_nothing_else() -> None:
    plan = new_plan("Option B")
    assert (plan.name, plan.years, plan.live_year) == ("Option B", 10, 2)
    shares = {Category.CONTINGENCY: "0.20", Category.CORRECTIVE: "0.185", Category.ADAPTIVE: "0.115"}
    for category, share in shares.items():
        assert plan.line(category).amount == Decimal(share)
        assert plan.line(category).proposal
    assert proposals_left(plan) == (*shares, Category.INTERFACES)
    assert reckon(plan).total == 0


def test_from_the_software_alone_follows_what_has_a_range() -> None:
    plan = proposed(software(Decimal(100)))
    assert plan.line(Category.INTEGRATION) == Line(
        amount=Decimal("22.5"), low=Decimal(15), high=Decimal(30), proposal=True
    )
    assert plan.line(Category.INFRASTRUCTURE).amount == 30
    core = Decimal("100") + Decimal("22.5") + 15 + 30
    assert plan.line(Category.SECURITY).amount == Decimal("19.3"), f"11.5 % of {core}, in three figures"
    assert plan.line(Category.REFRESH).by_year == figures(*"00000", "15.0", "15.0")[5:]
    assert not plan.line(Category.HOSTING).filled


def test_people_are_proposed_from_who_they_serve() -> None:
    extent = Extent(users=1200, traders=2000, person_cost=Decimal("0.01"))
    plan = replace(software(Decimal(10)), extent=extent)
    staff, desk = (proposed_line(plan, category) for category in (Category.STAFF, Category.HELP_DESK))
    assert staff is not None
    assert desk is not None
    assert (staff.low, staff.amount, staff.high) == (Decimal("0.24"), Decimal("0.3"), Decimal("0.4"))
    assert (desk.amount, desk.high) == (Decimal("0.04"), Decimal("0.05"))
    assert proposed_line(replace(plan, extent=Extent()), Category.STAFF) is None


def test_security_operations_are_a_share_of_a_run_that_holds_them() -> None:
    plan = CostPlan(years=3, live_year=1, lines={Category.HOSTING: Line(amount=Decimal(90))})
    line = proposed_line(plan, Category.SECURITY_OPERATIONS)
    assert line is not None
    assert line.amount == 10, "a tenth of the run with itself"


def test_measured_lines_have_no_proposal() -> None:
    plan = software(Decimal(10))
    assert all(proposed_line(plan, category) is None for category in MEASURED)


@given(any_plan())
def test_a_proposal_never_touches_what_the_user_wrote(plan: CostPlan) -> None:
    after = checked(proposed(plan))
    for category, line in plan.lines.items():
        if line.filled or line.nil:
            assert after.line(category) == line
    new = {category for category in Category if after.line(category) != plan.line(category)}
    assert all(after.line(category).proposal for category in new)


@given(decimals("0.01", "100000", 2))
def test_a_proposal_lies_inside_its_range(amount: Decimal) -> None:
    plan = proposed(software(amount))
    for category in proposals_left(plan):
        line = plan.line(category)
        figure = (
            total(here.figure for here in line.by_year) if BASIS[category] is Basis.BY_YEAR else line.amount
        )
        assert figure is not None
        if line.low is not None and line.high is not None:
            assert line.low <= figure <= line.high, category
    assert not any(code == "range-order" for _, code in problems(plan))


def test_the_refresh_comes_again_each_cycle() -> None:
    plan = CostPlan(
        years=13, payment=figures("1"), refresh_cycle=4, lines={Category.SITE_KIT: Line(amount=Decimal(5))}
    )
    line = proposed_line(plan, Category.REFRESH)
    assert line is not None
    assert line.by_year == by_year(dict.fromkeys((4, 8, 12), Decimal(5)))


def test_the_words_of_the_worked_example_may_be_in_another_language() -> None:
    plan = worked_example("Exemple chiffré", "unités", "Ministère des Finances")
    assert (plan.name, plan.currency, plan.rate_source) == (
        "Exemple chiffré",
        "unités",
        "Ministère des Finances",
    )
    assert plan.lines == worked_example().lines
    assert tuple(plan.lines) == tuple(Category)
