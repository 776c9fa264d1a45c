"""What a cost plan still lacks or contradicts before it can go to a decision: fields and codes, no sentences."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from ictguide_desktop.assess.cost_plan import (
    BASIS,
    ONE,
    SHARES,
    Basis,
    ByYear,
    Category,
    CostPlan,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    total,
)

CHARGING = frozenset({FundingModel.FEE, FundingModel.REVENUE_SHARE, FundingModel.CONCESSION})


class Lack(StrEnum):
    """What is wrong with a field."""

    NOT_STATED = "not-stated"
    EMPTY = "empty"  # neither filled nor nil with a reason: J-C2
    NIL_WITHOUT_REASON = "nil-without-reason"
    NIL_WITH_FIGURE = "nil-with-figure"
    NOT_WHOLE = "not-100-percent"
    ABOVE_WHOLE = "above-100-percent"
    BEYOND_HORIZON = "beyond-horizon"
    RANGE_ORDER = "range-order"
    YEARS_ORDER = "years-order"
    SECOND_REST = "second-rest"


class Problem(NamedTuple):
    """A field, named as in the JSON body (`lines.software`, `funding.0`), and what is wrong with it."""

    field: str
    code: Lack


def problems(plan: CostPlan) -> tuple[Problem, ...]:
    """Everything that is still wrong with a plan, in the order of its fields."""
    return (*_rules(plan), *_payment(plan), *_lines(plan), *_money(plan))


def _rules(plan: CostPlan) -> Iterator[Problem]:
    """Scope, horizon, price base and rate are written on the first line (J-C5)."""
    stated = {
        "name": plan.name.strip(),
        "currency": plan.currency.strip(),
        "price_base_year": plan.price_base_year is not None,
        "rate_source": plan.rate_source.strip(),
        "volume": plan.volume,
        "old_system": plan.old_system is not None,
    }
    for field, given in stated.items():
        if not given:
            yield Problem(field, Lack.NOT_STATED)
    if plan.live_year >= plan.years:
        yield Problem("live_year", Lack.BEYOND_HORIZON)


def _payment(plan: CostPlan) -> Iterator[Problem]:
    if _beyond(plan, plan.payment):
        yield Problem("payment", Lack.BEYOND_HORIZON)
    if total(here.figure for here in plan.payment) != ONE:
        yield Problem("payment", Lack.NOT_WHOLE)


def _lines(plan: CostPlan) -> Iterator[Problem]:
    for category in Category:
        for code in _line(plan, category, plan.line(category)):
            yield Problem(f"lines.{category}", code)


def _line(plan: CostPlan, category: Category, line: Line) -> Iterator[Lack]:
    planned = total(here.figure for here in line.by_year)
    figure = planned if BASIS[category] is Basis.BY_YEAR else line.amount
    if line.nil or (line.filled and not figure):
        if not line.reason.strip():
            yield Lack.NIL_WITHOUT_REASON
        if line.nil and figure:
            yield Lack.NIL_WITH_FIGURE
        return
    if not line.filled or figure is None:
        yield Lack.EMPTY
        return
    if BASIS[category] in SHARES and figure > ONE:
        yield Lack.ABOVE_WHOLE
    if _beyond(plan, line.by_year):
        yield Lack.BEYOND_HORIZON
    if (line.low is not None and line.low > figure) or (line.high is not None and line.high < figure):
        yield Lack.RANGE_ORDER


def _money(plan: CostPlan) -> Iterator[Problem]:
    if _beyond(plan, plan.reserve):
        yield Problem("reserve", Lack.BEYOND_HORIZON)
    if not plan.funding:
        yield Problem("funding", Lack.EMPTY)
    rests = 0
    for number, source in enumerate(plan.funding):
        rests += source.basis is FundingBasis.REST
        if source.basis is FundingBasis.REST and rests > 1:
            yield Problem(f"funding.{number}", Lack.SECOND_REST)
        for code in _source(plan, source):
            yield Problem(f"funding.{number}", code)


def _source(plan: CostPlan, source: FundingLine) -> Iterator[Lack]:
    match source.basis:
        case FundingBasis.AMOUNT | FundingBasis.SHARE if not source.by_year:
            yield Lack.EMPTY
        case FundingBasis.PER_DECLARATION if source.fee is None:
            yield Lack.EMPTY
        case _:
            pass
    if source.basis is FundingBasis.SHARE and any(here.figure > ONE for here in source.by_year):
        yield Lack.ABOVE_WHOLE
    if source.model in CHARGING and source.fee_form is FeeForm.NONE:
        yield Lack.NOT_STATED
    if source.last is not None and source.last < source.first:
        yield Lack.YEARS_ORDER
    if _beyond(plan, source.by_year):
        yield Lack.BEYOND_HORIZON


def _beyond(plan: CostPlan, figures: tuple[ByYear, ...]) -> bool:
    return any(here.year >= plan.years for here in figures)
