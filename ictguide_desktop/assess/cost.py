"""The arithmetic of a cost plan: cost of each category and year, present value, cost of a declaration, ranges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ictguide_desktop.assess.cost_plan import (
    BASIS,
    BUILD,
    EXTERNAL,
    ONE,
    RUNNING,
    ZERO,
    Basis,
    ByYear,
    Category,
    CostPlan,
    Line,
    spread,
    total,
)

Flow = tuple[Decimal, ...]


# --- what a plan costs ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Costs:
    """What a plan costs: one figure for each year, in the plan's unit at constant prices; volumes are counts.

    `build` is what the first ten categories cost, `run` what follows: running, refresh and exit.
    """

    plan: CostPlan
    flows: Mapping[Category, Flow]
    by_year: Flow
    build_by_year: Flow
    run_by_year: Flow
    volume: Flow
    factors: Flow
    total: Decimal
    build: Decimal
    run: Decimal
    present_value: Decimal
    discounted_volume: Decimal

    @property
    def per_declaration(self) -> Decimal | None:
        """Currency units a declaration: both discounted, at the rate of the plan; None without declarations."""
        return self.unit_cost(self.present_value, self.discounted_volume)

    def unit_cost(self, cost: Decimal, count: Decimal) -> Decimal | None:
        """Currency units apiece, for a cost in the plan's unit."""
        return cost * self.plan.unit / count if count else None

    @property
    def run_share(self) -> Decimal | None:
        """Running, refresh and exit as a share of all cost."""
        return self.run / self.total if self.total else None

    @property
    def external_build(self) -> Decimal:
        """The seven external lines of the build, without contingency."""
        return total(amount(self.plan, category) for category in EXTERNAL)

    @property
    def shares(self) -> dict[Category, Decimal]:
        """The share of each category in all cost; empty while nothing costs anything."""
        if not self.total:
            return {}
        return {category: total(flow) / self.total for category, flow in self.flows.items()}

    @property
    def first_run_year(self) -> Decimal:
        """What the first year of service costs to run, zero where the service begins after the horizon."""
        return total(self.run_by_year[self.plan.live_year : self.plan.live_year + 1])

    def present_at(self, rate: Decimal) -> Decimal:
        """The present value of all cost at another rate."""
        return present_value(self.by_year, rate)

    def of_group(self, categories: Iterable[Category]) -> Flow:
        """The cost of several categories, year by year."""
        return added(self.plan.years, (self.flows[category] for category in categories))


def reckon(plan: CostPlan) -> Costs:
    """What a plan costs; lines that are empty or nil cost nothing."""
    flows = {category: _flow(plan, category) for category in Category}
    build = added(plan.years, (flows[category] for category in BUILD))
    run = added(plan.years, (flows[category] for category in RUNNING))
    by_year = added(plan.years, (build, run))
    factors = discount_factors(plan.discount_rate, plan.years)
    volume = _volume(plan)
    return Costs(
        plan=plan,
        flows=flows,
        by_year=by_year,
        build_by_year=build,
        run_by_year=run,
        volume=volume,
        factors=factors,
        total=total(by_year),
        build=total(build),
        run=total(run),
        present_value=total(cost * factor for cost, factor in zip(by_year, factors, strict=True)),
        discounted_volume=total(count * factor for count, factor in zip(volume, factors, strict=True)),
    )


def amount(plan: CostPlan, category: Category) -> Decimal:
    """The figure of a line that counts: an amount or a share, zero where it is empty or nil."""
    line = plan.line(category)
    return ZERO if line.nil or line.amount is None else line.amount


def _flow(plan: CostPlan, category: Category) -> Flow:
    match BASIS[category]:
        case Basis.BUILD:
            return _paid(plan, amount(plan, category))
        case Basis.SHARE_OF_BUILD:
            return _paid(plan, amount(plan, category) * total(amount(plan, line) for line in EXTERNAL))
        case Basis.BY_YEAR:
            line = plan.line(category)
            return tuple(spread(() if line.nil else line.by_year, plan.years))
        case Basis.SHARE_OF_SOFTWARE:
            return _served(plan, amount(plan, category) * amount(plan, Category.SOFTWARE), ZERO)
        case Basis.SHARE_OF_INTEGRATION:
            return _served(plan, amount(plan, category) * amount(plan, Category.INTEGRATION), ZERO)
        case Basis.YEARLY:
            return _served(plan, amount(plan, category), plan.line(category).growth)


def _paid(plan: CostPlan, sum_: Decimal) -> Flow:
    return tuple(sum_ * share for share in spread(plan.payment, plan.years))


def _served(plan: CostPlan, yearly: Decimal, growth: Decimal) -> Flow:
    """A yearly figure in each year of service; growth follows the calendar, whenever the service begins."""
    if not yearly:
        return (ZERO,) * plan.years
    if not growth:
        return tuple(yearly if year >= plan.live_year else ZERO for year in range(plan.years))
    return tuple(
        yearly * (ONE + growth) ** (year - plan.base_year) if year >= plan.live_year else ZERO
        for year in range(plan.years)
    )


def _volume(plan: CostPlan) -> Flow:
    return _served(plan, plan.volume or ZERO, plan.volume_growth)


def added(years: int, flows: Iterable[Sequence[Decimal]]) -> Flow:
    """Several flows as one."""
    sums = [ZERO] * years
    for flow in flows:
        for year, cost in enumerate(flow):
            if cost:
                sums[year] += cost
    return tuple(sums)


# --- discounting ----------------------------------------------------------------------------------------------


def discount_factors(rate: Decimal, years: int) -> Flow:
    """What one unit of each year is worth today; year 0 is not discounted."""
    factors = [ONE]
    for _ in range(1, years):
        factors.append(factors[-1] / (ONE + rate))
    return tuple(factors)


def present_value(flow: Sequence[Decimal], rate: Decimal) -> Decimal:
    """The sum of (figure of year t ÷ (1 + rate)^t)."""
    factors = discount_factors(rate, max(len(flow), 1))
    return total(figure * factor for figure, factor in zip(flow, factors, strict=False))


# --- other unit costs, foreign currency -----------------------------------------------------------------------


class UnitCosts(NamedTuple):
    """Currency units of an average year of service (running, refresh and exit), by what the system serves."""

    user: Decimal | None
    site: Decimal | None
    interface: Decimal | None


def unit_costs(costs: Costs) -> UnitCosts:
    """The yearly run for one user, one site, one interface; None where their number is not known."""
    service = costs.plan.years - costs.plan.live_year
    yearly = costs.run / service if service > 0 else ZERO
    extent = costs.plan.extent
    counts = (extent.users, extent.sites, extent.interfaces)
    return UnitCosts(*(costs.unit_cost(yearly, Decimal(count or 0)) for count in counts))


def foreign_by_year(costs: Costs) -> Flow:
    """The cost of each year that is paid in foreign currency."""
    plan = costs.plan
    shares = ((plan.line(category).foreign, flow) for category, flow in costs.flows.items())
    return added(plan.years, (tuple(share * cost for cost in flow) for share, flow in shares if share))


# --- ranges ---------------------------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """The three figures by which plans are compared."""

    total: Decimal
    present_value: Decimal
    per_declaration: Decimal | None


class Ranges(NamedTuple):
    """A plan with every line at its low figure, as planned, and with every line at its high figure."""

    low: Outcome
    base: Outcome
    high: Outcome


def ranges(plan: CostPlan) -> Ranges:
    """What the plan costs at both ends of its ranges; a line without a range stays as planned."""
    return Ranges(outcome(reckon(at_low(plan))), outcome(reckon(plan)), outcome(reckon(at_high(plan))))


def outcome(costs: Costs) -> Outcome:
    """The three figures of a reckoned plan."""
    return Outcome(costs.total, costs.present_value, costs.per_declaration)


def at_low(plan: CostPlan) -> CostPlan:
    """The plan with every line at its low figure."""
    return replace(plan, lines={name: _at(name, line, line.low) for name, line in plan.lines.items()})


def at_high(plan: CostPlan) -> CostPlan:
    """The plan with every line at its high figure."""
    return replace(plan, lines={name: _at(name, line, line.high) for name, line in plan.lines.items()})


def _at(category: Category, line: Line, figure: Decimal | None) -> Line:
    """The line at another figure; one given by year keeps the proportions of its years."""
    if figure is None:
        return line
    if BASIS[category] is not Basis.BY_YEAR:
        return replace(line, amount=figure)
    planned = total(here.figure for here in line.by_year)
    if not planned:
        return line
    return replace(
        line, by_year=tuple(ByYear(here.year, here.figure * figure / planned) for here in line.by_year)
    )
