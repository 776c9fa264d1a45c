"""Where a plan starts from: the planning ranges of life-cycle-cost#categories as marked proposals, and the worked example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.cost import Costs, amount, reckon
from ictguide_desktop.assess.cost_plan import (
    BASIS,
    EXTERNAL,
    ONE,
    RUNNING,
    SHARES,
    Basis,
    ByYear,
    Category,
    CostPlan,
    Covers,
    Extent,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    Unit,
    by_year,
    total,
)

_TIDY = Context(prec=3)
_CORE = EXTERNAL[:5]  # software to site kit: what security is reckoned on


# --- planning ranges ------------------------------------------------------------------------------------------


class RangeOf(StrEnum):
    """What a planning range is a range of."""

    SOFTWARE = "software"
    CORE_BUILD = "core-build"
    PROGRAMME = "programme"
    EXTERNAL_BUILD = "external-build"
    SOFTWARE_YEARLY = "software-yearly"
    INTEGRATION_YEARLY = "integration-yearly"
    RUN = "run"
    USERS = "users"
    TRADERS = "traders"
    HARDWARE = "hardware"
    BUILD = "build"


class PlanningRange(NamedTuple):
    """The planning range of a category; for people, how many users or traders one person serves, most first."""

    low: Decimal
    high: Decimal
    of: RangeOf


def _range(low: str, high: str, of: RangeOf) -> PlanningRange:
    return PlanningRange(Decimal(low), Decimal(high), of)


# Categories that are not here are measured or quoted; software is the base of the others.
PLANNING_RANGES: Mapping[Category, PlanningRange] = {
    Category.INTEGRATION: _range("0.15", "0.30", RangeOf.SOFTWARE),
    Category.MIGRATION: _range("0.10", "0.20", RangeOf.SOFTWARE),
    Category.INFRASTRUCTURE: _range("0.20", "0.40", RangeOf.SOFTWARE),
    Category.SECURITY: _range("0.08", "0.15", RangeOf.CORE_BUILD),
    Category.TRAINING: _range("0.10", "0.15", RangeOf.PROGRAMME),
    Category.OWN_TEAM: _range("0.10", "0.20", RangeOf.EXTERNAL_BUILD),
    Category.CONTINGENCY: _range("0.15", "0.25", RangeOf.EXTERNAL_BUILD),
    Category.CORRECTIVE: _range("0.15", "0.22", RangeOf.SOFTWARE_YEARLY),
    Category.ADAPTIVE: _range("0.08", "0.15", RangeOf.SOFTWARE_YEARLY),
    Category.INTERFACES: _range("0.10", "0.20", RangeOf.INTEGRATION_YEARLY),
    Category.STAFF: _range("50", "30", RangeOf.USERS),
    Category.SECURITY_OPERATIONS: _range("0.08", "0.12", RangeOf.RUN),
    Category.HELP_DESK: _range("600", "400", RangeOf.TRADERS),
    Category.REFRESH: _range("1", "1", RangeOf.HARDWARE),
    Category.EXIT: _range("0.03", "0.08", RangeOf.BUILD),
}


def proposed_line(plan: CostPlan, category: Category) -> Line | None:
    """The middle of the planning range as a marked proposal with its low and high end, reckoned from the lines above it.

    None where the category is measured or quoted, or where the figure it is a share of is not known yet.
    """
    range_ = PLANNING_RANGES.get(category)
    if range_ is None:
        return None
    if BASIS[category] in SHARES:
        middle = (range_.low + range_.high) / 2
        return Line(amount=middle, low=range_.low, high=range_.high, proposal=True)
    low, middle, high = (_tidied(figure) for figure in _figures(plan, range_))
    if not middle:
        return None
    if BASIS[category] is not Basis.BY_YEAR:
        return Line(amount=middle, low=low, high=high, proposal=True)
    if not (years := _years(plan, category, middle)):
        return None
    if category is Category.REFRESH:
        return Line(by_year=years, proposal=True)
    return Line(by_year=years, low=low, high=high, proposal=True)


def proposed(plan: CostPlan) -> CostPlan:
    """The plan with a proposal in each empty line that has a planning range, from the top, so that each rests on the last.

    Security operations are a share of the whole run and so come after the other running lines.
    """
    last = Category.SECURITY_OPERATIONS
    for category in (*(each for each in Category if each is not last), last):
        here = plan.line(category)
        if not here.filled and not here.nil and (line := proposed_line(plan, category)) is not None:
            plan = plan.with_line(category, line)
    return plan


def _figures(plan: CostPlan, range_: PlanningRange) -> tuple[Decimal, Decimal, Decimal]:
    """The low, middle and high amount of a range."""
    if range_.of in {RangeOf.USERS, RangeOf.TRADERS}:
        served = plan.extent.users if range_.of is RangeOf.USERS else plan.extent.traders
        pay = (plan.extent.person_cost or Decimal(0)) * (served or 0)
        return pay / range_.low, pay * 2 / (range_.low + range_.high), pay / range_.high
    base = _base(reckon(plan), range_.of)
    middle = (range_.low + range_.high) / 2
    if range_.of is RangeOf.RUN:  # the share is of a run that holds the line itself
        return (
            base * _within_whole(range_.low),
            base * _within_whole(middle),
            base * _within_whole(range_.high),
        )
    return base * range_.low, base * middle, base * range_.high


def _within_whole(share: Decimal) -> Decimal:
    return share / (ONE - share)


def _base(costs: Costs, of: RangeOf) -> Decimal:
    plan = costs.plan
    match of:
        case RangeOf.SOFTWARE:
            return amount(plan, Category.SOFTWARE)
        case RangeOf.CORE_BUILD:
            return total(amount(plan, category) for category in _CORE)
        case RangeOf.PROGRAMME:
            return total(amount(plan, category) for category in EXTERNAL if category is not Category.TRAINING)
        case RangeOf.HARDWARE:
            return amount(plan, Category.INFRASTRUCTURE) + amount(plan, Category.SITE_KIT)
        case RangeOf.RUN:
            running = (c for c in RUNNING[:-2] if c is not Category.SECURITY_OPERATIONS)
            return total(costs.of_group(running)[plan.live_year : plan.live_year + 1])
        case RangeOf.BUILD:
            return costs.build
        case _:
            return costs.external_build


def _years(plan: CostPlan, category: Category, sum_: Decimal) -> tuple[ByYear, ...]:
    """A proposed sum over the years: as the build is paid, one cycle after each payment and again, or in the last year."""
    payment = [here for here in plan.payment if here.year < plan.years]
    if category is Category.EXIT:
        return (ByYear(plan.years - 1, sum_),)
    if category is Category.OWN_TEAM:
        return by_year((here.year, _tidied(sum_ * here.figure)) for here in payment if here.figure)
    figures: dict[int, Decimal] = {}
    for bought, share in payment:
        for year in range(bought + plan.refresh_cycle, plan.years, plan.refresh_cycle):
            figures[year] = figures.get(year, Decimal(0)) + _tidied(sum_ * share)
    return by_year({year: figure for year, figure in figures.items() if figure})


def _tidied(figure: Decimal) -> Decimal:
    """Three figures that count: a proposal is not more exact than that."""
    return Decimal(f"{_TIDY.plus(figure):f}")


def proposals_left(plan: CostPlan) -> tuple[Category, ...]:
    """The lines whose figure is still a proposal."""
    return tuple(category for category in Category if plan.line(category).proposal)


def new_plan(name: str = "") -> CostPlan:
    """A plan to begin with: ten years, two of them build, paid in equal parts, and every share in the middle of its range."""
    return proposed(CostPlan(name=name, payment=by_year({0: Decimal("0.5"), 1: Decimal("0.5")})))


# --- the worked example ---------------------------------------------------------------------------------------


def worked_example(
    name: str = "Worked example", currency: str = "units", rate_source: str = "Finance ministry"
) -> CostPlan:
    """The invented administration of life-cycle-cost#worked-example; its words may be given in another language."""
    amounts = {
        Category.SOFTWARE: "6.0", Category.INTEGRATION: "1.2", Category.MIGRATION: "0.8",
        Category.INFRASTRUCTURE: "2.2", Category.SITE_KIT: "1.3", Category.SECURITY: "1.0",
        Category.TRAINING: "0.9", Category.CONTINGENCY: "0.15", Category.CORRECTIVE: "0.18",
        Category.ADAPTIVE: "0.12", Category.INTERFACES: "0.15", Category.LICENCES: "0.25",
        Category.HOSTING: "0.55", Category.STAFF: "0.72", Category.SECURITY_OPERATIONS: "0.35",
        Category.HELP_DESK: "0.30", Category.CONTINUOUS_TRAINING: "0.15",
    }  # fmt: skip
    lines = {category: Line(amount=Decimal(figure)) for category, figure in amounts.items()}
    lines[Category.STAFF] = replace(lines[Category.STAFF], growth=Decimal("0.02"))
    lines[Category.OWN_TEAM] = Line(by_year=_read({0: "0.5", 1: "0.6", 2: "0.1"}))
    lines[Category.PARALLEL] = Line(by_year=_read({2: "0.4"}))
    lines[Category.REFRESH] = Line(by_year=_read({6: "2.6", 7: "0.5"}))
    lines[Category.EXIT] = Line(by_year=_read({9: "0.6"}))
    return CostPlan(
        name=name,
        currency=currency,
        unit=Unit.MILLION,
        price_base_year=0,
        discount_rate=Decimal("0.06"),
        rate_source=rate_source,
        payment=_read({0: "0.38", 1: "0.60", 2: "0.02"}),
        lines={category: lines[category] for category in Category},
        volume=Decimal(600_000),
        volume_growth=Decimal("0.04"),
        old_system=Decimal("1.2"),
        reserve=_read(dict.fromkeys(range(2, 7), "0.62")),
        extent=Extent(users=900, sites=21, interfaces=20),
        funding=(_budget(Covers.BUILD, range(3), 2), _budget(Covers.RUN, range(2, 10), 4)),
    )


def _budget(covers: Covers, years: range, secured_to: int) -> FundingLine:
    """A budget that pays the whole of a cost in these years (life-cycle-cost-sheet#LCC-F18)."""
    return FundingLine(
        FundingModel.BUDGET,
        FundingBasis.SHARE,
        by_year=by_year(dict.fromkeys(years, ONE)),
        covers=covers,
        secured_to=secured_to,
    )


def _read(figures: Mapping[int, str]) -> tuple[ByYear, ...]:
    return by_year((year, Decimal(figure)) for year, figure in figures.items())
