"""What a plan costs when something goes otherwise: the table life-cycle-cost#sensitivities, and the switching value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.cost import Costs, amount, present_value, reckon
from ictguide_desktop.assess.cost_plan import (
    ONE,
    ZERO,
    ByYear,
    Category,
    CostPlan,
    Line,
    by_year,
    spread,
)

OVERRUNS = (Category.SOFTWARE, Category.INTEGRATION, Category.MIGRATION)


# --- changes --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What goes otherwise than planned; several fields make a combination.

    `overrun` raises software, integration and migration, and so their upkeep; `adaptive` and `corrective` are the new
    shares of software; `staff`, `volume` and `factors` are relative (0.2 is 20 % more); `refresh_cycle` counts years;
    `delay` is how many years late the service begins; `currency_fall` is what the own currency loses (0.2).
    """

    overrun: Decimal = ZERO
    adaptive: Decimal | None = None
    refresh_cycle: int | None = None
    corrective: Decimal | None = None
    staff: Decimal = ZERO
    delay: int = 0
    volume: Decimal = ZERO
    currency_fall: Decimal = ZERO
    rate: Decimal | None = None
    factors: Mapping[Category, Decimal] = field(default_factory=dict)


AS_PLANNED = Change()


def standard_changes(plan: CostPlan) -> tuple[Change, ...]:
    """The lines of life-cycle-cost#sensitivities in order, the plan itself first.

    Where a plan already stands at or above a figure of the table, the same step upwards is taken from there. A fall
    of the own currency by 20 % (life-cycle-cost#unit-costs) follows where something is paid in foreign currency.
    """
    half, fifth = Decimal("0.5"), Decimal("0.2")
    adaptive = _higher(amount(plan, Category.ADAPTIVE), fifth, Decimal("0.08"))
    corrective = _higher(amount(plan, Category.CORRECTIVE), Decimal("0.22"), Decimal("0.04"))
    changes = [
        AS_PLANNED,
        Change(overrun=half),
        Change(overrun=ONE),
        Change(adaptive=adaptive),
        Change(refresh_cycle=max(plan.refresh_cycle - 1, 1)),
        Change(corrective=corrective),
        Change(staff=fifth),
        Change(overrun=half, adaptive=adaptive, staff=fifth),
        Change(adaptive=ZERO),
        Change(delay=1),
    ]
    if any(line.foreign for line in plan.lines.values()):
        changes.append(Change(currency_fall=fifth))
    return tuple(changes)


def _higher(planned: Decimal, usual: Decimal, step: Decimal) -> Decimal:
    return usual if planned < usual else planned + step


def changed(plan: CostPlan, change: Change) -> CostPlan:
    """The plan after the change."""
    factors = dict.fromkeys(OVERRUNS, ONE + change.overrun) if change.overrun else {}
    if change.staff:
        factors[Category.STAFF] = ONE + change.staff
    for category, more in change.factors.items():
        factors[category] = factors.get(category, ONE) * (ONE + more)
    lines = dict(plan.lines)
    for category, share in ((Category.ADAPTIVE, change.adaptive), (Category.CORRECTIVE, change.corrective)):
        if share is not None:
            lines[category] = replace(plan.line(category), amount=share, nil=False)
    for category, factor in factors.items():
        if category in lines:
            lines[category] = _scaled(lines[category], factor)
    volume = None if plan.volume is None else plan.volume * (ONE + change.volume)
    rate = plan.discount_rate if change.rate is None else change.rate
    after = replace(plan, lines=lines, volume=volume, discount_rate=rate)
    if change.refresh_cycle is not None:
        after = _refreshed_every(after, change.refresh_cycle)
    if change.delay:
        after = _delayed(after, change.delay)
    return _dearer_abroad(after, change.currency_fall) if change.currency_fall else after


def _scaled(line: Line, factor: Decimal) -> Line:
    """The line at so many times its figures; its range is left as it is, since changes are read at the plan itself."""
    figures = tuple(ByYear(here.year, here.figure * factor) for here in line.by_year)
    return replace(line, amount=None if line.amount is None else line.amount * factor, by_year=figures)


def _refreshed_every(plan: CostPlan, cycle: int) -> CostPlan:
    """The refresh at another age: what the plan replaces first keeps its date of purchase and is replaced again in turn."""
    line = plan.line(Category.REFRESH)
    if line.nil or not line.by_year:
        return replace(plan, refresh_cycle=cycle)
    first = line.by_year[0].year
    figures: dict[int, Decimal] = {}
    for here in line.by_year:
        if here.year >= first + plan.refresh_cycle:
            break
        bought = here.year - plan.refresh_cycle
        for year in range(bought + cycle, plan.years, cycle):
            if year >= 0:
                figures[year] = figures.get(year, ZERO) + here.figure
    return replace(
        plan.with_line(Category.REFRESH, replace(line, by_year=by_year(figures))), refresh_cycle=cycle
    )


def _delayed(plan: CostPlan, late: int) -> CostPlan:
    """Service begins later: until then the team and the old system are paid on, and the refresh moves as well.

    The team costs each year what it was to cost in the last year of the build.
    """
    team = spread(plan.line(Category.OWN_TEAM).by_year, plan.years)
    waiting = range(plan.live_year, min(plan.live_year + late, plan.years))
    build_team = team[plan.live_year - 1] if 0 < plan.live_year <= plan.years else ZERO
    for category, yearly in ((Category.OWN_TEAM, build_team), (Category.PARALLEL, plan.old_system or ZERO)):
        line = plan.line(category)
        figures = {} if line.nil else dict(line.by_year)
        for year in waiting if yearly else ():
            figures[year] = figures.get(year, ZERO) + yearly
        plan = plan.with_line(category, replace(line, by_year=by_year(figures), nil=line.nil and not figures))
    line = plan.line(Category.REFRESH)
    moved = by_year((here.year + late, here.figure) for here in line.by_year)
    after = plan.with_line(Category.REFRESH, replace(line, by_year=moved))
    return replace(after, live_year=plan.live_year + late, stated_for=plan.base_year)


def _dearer_abroad(plan: CostPlan, fall: Decimal) -> CostPlan:
    """Foreign prices after the own currency has lost a share of its worth."""
    lines = {
        category: _scaled(line, ONE - line.foreign + line.foreign / (ONE - fall)) if line.foreign else line
        for category, line in plan.lines.items()
    }
    return replace(plan, lines=lines)


# --- results --------------------------------------------------------------------------------------------------


class Sensitivity(NamedTuple):
    """What a change makes of the plan; differences are relative, None where the plan has no figure to compare with."""

    change: Change
    present_value: Decimal
    difference: Decimal | None
    per_declaration: Decimal | None
    per_declaration_difference: Decimal | None


def compare(costs: Costs, changes: Iterable[Change]) -> tuple[Sensitivity, ...]:
    """Each change beside the plan."""
    return tuple(_sensitivity(costs, change) for change in changes)


def _sensitivity(costs: Costs, change: Change) -> Sensitivity:
    after = costs if change == AS_PLANNED else reckon(changed(costs.plan, change))
    return Sensitivity(
        change,
        after.present_value,
        relative(after.present_value, costs.present_value),
        after.per_declaration,
        relative(after.per_declaration, costs.per_declaration),
    )


def relative(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By how much a figure differs from the planned one (0.2 is 20 % more)."""
    return None if after is None or not before else after / before - ONE


# --- switching value ------------------------------------------------------------------------------------------


class Lever(StrEnum):
    """What may move until the choice turns; each is relative to the plan."""

    OVERRUN = "overrun"
    ADAPTIVE = "adaptive"
    CORRECTIVE = "corrective"
    STAFF = "staff"
    HOSTING = "hosting"


def pulled(lever: Lever, by: Decimal) -> Change:
    """The change of a lever: 0.2 is 20 % more."""
    if lever is Lever.OVERRUN:
        return Change(overrun=by)
    return Change(factors={Category(lever.value): by})


def switching_value(costs: Costs, other: Decimal, lever: Lever) -> Decimal | None:
    """How far a lever must move for the plan to reach the present value of the other option.

    Present value is linear in each lever, so one step gives the answer. None where the lever moves nothing, or where
    even a cost of zero does not reach the other option.
    """
    step = reckon(changed(costs.plan, pulled(lever, ONE))).present_value - costs.present_value
    if not step:
        return None
    move = (other - costs.present_value) / step
    return move if move >= -ONE else None


def switching_rate(one: Costs, other: Costs, most: Decimal = ONE) -> Decimal | None:
    """The lowest discount rate up to `most` at which two options cost the same, to six decimal places; None if there is none."""

    def gap(rate: Decimal) -> Decimal:
        return present_value(one.by_year, rate) - present_value(other.by_year, rate)

    step = Decimal("0.01")
    low, before = ZERO, gap(ZERO)
    while before and low < most:
        high = low + step
        after = gap(high)
        if not after or (before < 0) != (after < 0):
            return _crossing(gap, low, high)
        low, before = high, after
    return low if not before else None


def _crossing(gap: Callable[[Decimal], Decimal], low: Decimal, high: Decimal) -> Decimal:
    below = gap(low) < 0
    for _ in range(24):
        middle = (low + high) / 2
        if (gap(middle) < 0) == below:
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 6)
