"""What the page sustainable-funding warns of in a plan's money: a code, numbers and the address that explains, no sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ictguide_desktop.assess.cost import Costs, Flow, added
from ictguide_desktop.assess.cost_plan import (
    ONE,
    ZERO,
    Category,
    Covers,
    FeeForm,
    FundingLine,
    FundingModel,
    total,
)
from ictguide_desktop.assess.funding import (
    NOTHING,
    Cover,
    Payer,
    by_payer,
    cover,
    is_charge,
    level_fee,
    recovery,
    reserve,
    reserve_proposal,
)

YEARS_TO_SECURE = 3  # I-C4
_FENCE = "sustainable-funding#fee-limits"
_OPTIONS = "sustainable-funding#options"
_TWO_NUMBERS = "sustainable-funding#set-up"
_DECISIONS = "sustainable-funding#decisions"
_RESERVE = "life-cycle-cost#reserve"


class FindingCode(StrEnum):
    """What was found."""

    FEE_BY_VALUE = "fee-by-value"
    FEE_ABOVE_COST = "fee-above-cost"
    SHARE_OF_REVENUE = "share-of-revenue"
    DONOR_CLIFF = "donor-cliff"
    DONOR_TO_THE_END = "donor-to-the-end"
    GAP = "gap"
    RUN_NOT_SECURED = "run-not-secured"
    RESERVE_MISSING = "reserve-missing"
    RESERVE_SHORT = "reserve-short"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: its numbers, the place in the guide that explains it, the item to check, the source it is about.

    Numbers named `year`, `first` or `last` are years counted from 0; shares are from 0 to 1.
    """

    code: FindingCode
    address: str
    check: str = ""
    source: int | None = None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)


def findings(costs: Costs, money: Cover | None = None) -> tuple[Finding, ...]:
    """All that is to be looked at in the money of a plan; nothing while no source is named but for the reserve."""
    money = cover(costs) if money is None else money
    found = [*_fees(costs, money)]
    if costs.plan.funding:
        found += [*_donors(costs, money), *_gaps(money), *_secured(costs, money)]
    return (*found, *_reserve(costs))


def _fees(costs: Costs, money: Cover) -> Iterator[Finding]:
    """The fence: at most the approximate cost of the service rendered, and never a share of the value of goods."""
    for number, source in enumerate(costs.plan.funding):
        if is_charge(source) and source.fee_form is FeeForm.VALUE:
            yield Finding(FindingCode.FEE_BY_VALUE, _FENCE, "I-C2", number)
        if source.model is FundingModel.REVENUE_SHARE:
            yield Finding(FindingCode.SHARE_OF_REVENUE, _OPTIONS, "", number)
    for covers in Covers:
        sources = [n for n, s in enumerate(costs.plan.funding) if is_charge(s) and s.covers is covers]
        if not sources:
            continue
        charge = recovery(costs, money, covers)
        if charge.income <= charge.cost + NOTHING:
            continue
        numbers = {"income": charge.income, "cost": charge.cost, "surplus": -charge.gap}
        if charge.rate is not None:
            numbers["rate"] = charge.rate
        if (fee := level_fee(costs, covers, ZERO)) is not None:
            numbers["fee"] = fee
        yield Finding(FindingCode.FEE_ABOVE_COST, _FENCE, "I-C1", sources[0], numbers)


def run_part(costs: Costs, source: FundingLine, paid: Flow) -> Flow:
    """The part of what a source pays that goes into the run: in proportion, where it pays for all cost."""
    match source.covers:
        case Covers.RUN:
            shares = [ONE] * costs.plan.years
        case Covers.ALL:
            both = zip(costs.run_by_year, costs.by_year, strict=True)
            shares = [run / cost if cost else ZERO for run, cost in both]
        case _:
            shares = [ZERO] * costs.plan.years
    run = costs.run_by_year
    return tuple(min(pays * share, cost) for pays, share, cost in zip(paid, shares, run, strict=True))


def _run_paid(costs: Costs, money: Cover, *, donors: bool) -> Flow:
    """The run that donors pay, or that the sources bound by law or contract pay, year by year."""
    flows = []
    for source, paid in zip(costs.plan.funding, money.sources, strict=True):
        part = run_part(costs, source, paid)
        if donors and source.model is FundingModel.GRANT:
            flows.append(part)
        elif not donors and source.secured_to is not None:
            flows.append(part[: source.secured_to + 1])
    return added(costs.plan.years, flows)


def _donors(costs: Costs, money: Cover) -> Iterator[Finding]:
    """The share of the run that donors pay, and the year it stops (I-K3)."""
    paid = _run_paid(costs, money, donors=True)
    years = [year for year, pays in enumerate(paid) if pays > NOTHING]
    if not years or not costs.run:
        return
    last = years[-1]
    numbers = {
        "share": total(paid) / costs.run,
        "last": Decimal(last),
        "last_share": paid[last] / costs.run_by_year[last],
    }
    if last + 1 >= costs.plan.years:
        yield Finding(FindingCode.DONOR_TO_THE_END, _TWO_NUMBERS, "I-C5", None, numbers)
        return
    state = by_payer(costs, money)[Payer.STATE]
    numbers |= {
        "year": Decimal(last + 1),
        "run": costs.run_by_year[last + 1],
        "state_before": state[last],
        "state_after": state[last + 1],
    }
    yield Finding(FindingCode.DONOR_CLIFF, _TWO_NUMBERS, "I-C5", None, numbers)


def _gaps(money: Cover) -> Iterator[Finding]:
    gaps = [(year, left) for year, left in enumerate(money.gap) if left > 0]
    if gaps:
        numbers = {
            "years": Decimal(len(gaps)),
            "first": Decimal(gaps[0][0]),
            "total": total(left for _, left in gaps),
            "largest": max(left for _, left in gaps),
        }
        yield Finding(FindingCode.GAP, _DECISIONS, "I-C4", None, numbers)


def funded_life(costs: Costs, money: Cover) -> int:
    """Years of running cost, from the first year of service on, that a law or a contract binds in full (I-K1)."""
    secured = _run_paid(costs, money, donors=False)
    years = 0
    for pays, run in zip(
        secured[costs.plan.live_year :], costs.run_by_year[costs.plan.live_year :], strict=True
    ):
        if pays < run - NOTHING:
            break
        years += 1
    return years


def _secured(costs: Costs, money: Cover) -> Iterator[Finding]:
    wanted = min(YEARS_TO_SECURE, costs.plan.years - costs.plan.live_year)
    years = funded_life(costs, money)
    if years < wanted:
        numbers = {"years": Decimal(years), "wanted": Decimal(wanted)}
        yield Finding(FindingCode.RUN_NOT_SECURED, _DECISIONS, "I-C4", None, numbers)


def _reserve(costs: Costs) -> Iterator[Finding]:
    """Refresh without money set aside, or with too little of it in some year (J-K4)."""
    needs = costs.flows[Category.REFRESH]
    if not any(needs):
        return
    plan = costs.plan
    if not plan.reserve_opening and not total(here.figure for here in plan.reserve):
        first = next(year for year, need in enumerate(needs) if need)
        numbers = {"need": total(needs), "first": Decimal(first)}
        if (proposal := reserve_proposal(costs)) is not None:
            when, yearly = proposal
            numbers |= {"yearly": yearly, "from": Decimal(when[0]), "to": Decimal(when[-1])}
        yield Finding(FindingCode.RESERVE_MISSING, _RESERVE, "J-C7", None, numbers)
        return
    years = reserve(costs)
    short = [here for here in years if here.left < -NOTHING]
    if short:
        coverages = [here.coverage for here in years if here.coverage is not None]
        numbers = {
            "year": Decimal(short[0].year),
            "missing": -short[0].left,
            "most": -min(here.left for here in short),
            "coverage": min(coverages, default=ZERO),
        }
        yield Finding(FindingCode.RESERVE_SHORT, _RESERVE, "J-C7", None, numbers)
