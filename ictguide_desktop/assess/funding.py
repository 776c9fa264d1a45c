"""Who pays a cost plan year by year: sources, gaps, fees beside the cost of their service, the refresh reserve."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.cost import Costs, Flow, added, present_value
from ictguide_desktop.assess.cost_plan import (
    EXTERNAL,
    ONE,
    ZERO,
    Category,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    spread,
    total,
)
from ictguide_desktop.assess.cost_problems import CHARGING

YEARS_OF_NEED = 3  # J-K4
# Below this a difference comes from dividing, not from a plan.
NOTHING = Decimal("1e-9")


# --- who pays -------------------------------------------------------------------------------------------------


class Payer(StrEnum):
    """Who pays in the end."""

    STATE = "state"
    TRADERS = "traders"
    DONOR = "donor"


PAYER: Mapping[FundingModel, Payer] = {
    model: Payer.TRADERS if model in CHARGING else Payer.DONOR if model is FundingModel.GRANT else Payer.STATE
    for model in FundingModel
}


class Cover(NamedTuple):
    """What each source pays in each year, and what is left: a gap where positive, a surplus where negative."""

    sources: tuple[Flow, ...]
    covered: Flow
    gap: Flow


def cover(costs: Costs) -> Cover:
    """Who pays each year.

    A rest pays what the other sources leave of a year, and takes what they bring beyond its cost; the first one does.
    """
    plan = costs.plan
    paid = [_paid(costs, source) for source in plan.funding]
    for number, source in enumerate(plan.funding):
        if source.basis is FundingBasis.REST:
            others = added(plan.years, paid)
            paid[number] = tuple(
                cost - other if source.pays_in(year) else ZERO
                for year, (cost, other) in enumerate(zip(costs.by_year, others, strict=True))
            )
            break
    covered = added(plan.years, paid)
    gap = tuple(_clean(cost - pays) for cost, pays in zip(costs.by_year, covered, strict=True))
    return Cover(tuple(paid), covered, gap)


def _clean(left: Decimal) -> Decimal:
    return ZERO if abs(left) < NOTHING else left


def _paid(costs: Costs, source: FundingLine) -> Flow:
    years = costs.plan.years
    match source.basis:
        case FundingBasis.AMOUNT:
            return tuple(spread(source.by_year, years))
        case FundingBasis.SHARE:
            shares = spread(source.by_year, years)
            return tuple(a * b for a, b in zip(shares, cost_of(costs, source.covers), strict=True))
        case FundingBasis.PER_DECLARATION:
            fee = (source.fee or ZERO) / costs.plan.unit
            return tuple(
                fee * count if source.pays_in(year) else ZERO for year, count in enumerate(costs.volume)
            )
        case FundingBasis.REST:
            return (ZERO,) * years


def cost_of(costs: Costs, covers: Covers) -> Flow:
    """The cost, year by year, that a source may pay for."""
    match covers:
        case Covers.ALL:
            return costs.by_year
        case Covers.BUILD:
            return costs.build_by_year
        case Covers.EXTERNAL_BUILD:
            return costs.of_group((*EXTERNAL, Category.CONTINGENCY))
        case Covers.RUN:
            return costs.run_by_year


def by_payer(costs: Costs, money: Cover) -> dict[Payer, Flow]:
    """What the State, the traders and the donors pay in each year."""
    pays: dict[Payer, list[Flow]] = {payer: [] for payer in Payer}
    for source, flow in zip(costs.plan.funding, money.sources, strict=True):
        pays[PAYER[source.model]].append(flow)
    return {payer: added(costs.plan.years, flows) for payer, flows in pays.items()}


# --- fees -----------------------------------------------------------------------------------------------------


def level_fee(
    costs: Costs, covers: Covers = Covers.ALL, rate: Decimal | None = None, volume: Decimal = ONE
) -> Decimal | None:
    """The flat fee a declaration, in currency units, that pays a cost at a rate of return (that of the plan, if None).

    `volume` is a factor on the planned volume. None where nothing is declared.
    """
    used = costs.plan.discount_rate if rate is None else rate
    count = present_value(costs.volume, used) * volume
    return costs.unit_cost(present_value(cost_of(costs, covers), used), count)


class Recovery(NamedTuple):
    """Income of a charge and cost of the service it pays for, over the whole horizon (I-K2 is `rate`)."""

    income: Decimal
    cost: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Fee income ÷ cost of the charged service; above 1 there is a legal risk."""
        return self.income / self.cost if self.cost else None

    @property
    def gap(self) -> Decimal:
        """What the charge leaves to pay; negative where it brings more than the cost."""
        return self.cost - self.income


def recovery(costs: Costs, money: Cover, covers: Covers, volume: Decimal = ONE) -> Recovery:
    """What the charges for one service bring, at so many times the planned volume, beside its planned cost."""
    charged = (
        total(flow)
        for source, flow in zip(costs.plan.funding, money.sources, strict=True)
        if is_charge(source) and source.covers is covers
    )
    return Recovery(total(charged) * volume, total(cost_of(costs, covers)))


def is_charge(source: FundingLine) -> bool:
    """Whether traders pay it."""
    return (
        source.model in CHARGING
        or source.basis is FundingBasis.PER_DECLARATION
        or source.fee_form is not FeeForm.NONE
    )


# --- the refresh reserve --------------------------------------------------------------------------------------


class ReserveYear(NamedTuple):
    """The reserve in one year: set aside, taken out, left at the end, and J-K4 for the next three years.

    `coverage` is what is left and what is planned to be set aside in those years, divided by their `need`.
    """

    year: int
    set_aside: Decimal
    taken: Decimal
    left: Decimal
    need: Decimal
    coverage: Decimal | None


def reserve(costs: Costs) -> tuple[ReserveYear, ...]:
    """The reserve year by year."""
    plan = costs.plan
    needs, planned = costs.flows[Category.REFRESH], spread(plan.reserve, plan.years)
    left, found = plan.reserve_opening, []
    for year in range(plan.years):
        left += planned[year] - needs[year]
        ahead = slice(year + 1, year + 1 + YEARS_OF_NEED)
        need = total(needs[ahead])
        coverage = (left + total(planned[ahead])) / need if need else None
        found.append(ReserveYear(year, planned[year], needs[year], left, need, coverage))
    return tuple(found)


def reserve_proposal(costs: Costs) -> tuple[range, Decimal] | None:
    """Years and yearly sum that pay for the first refresh, and what falls due within three years of its start.

    From the first year of service to the year of that refresh (life-cycle-cost#reserve).
    """
    needs = costs.flows[Category.REFRESH]
    first = next((year for year, need in enumerate(needs) if need), None)
    if first is None or first < costs.plan.live_year:
        return None
    years = range(costs.plan.live_year, first + 1)
    return years, total(needs[first : first + YEARS_OF_NEED]) / len(years)
