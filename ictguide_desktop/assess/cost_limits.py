"""The bounds of every figure of a cost plan: within them a plan, and each change of it, can be computed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ictguide_desktop.assess.cost_plan import (
    BASIS,
    ONE,
    SHARES,
    ZERO,
    Basis,
    ByYear,
    CostPlan,
    FundingBasis,
    FundingLine,
    Line,
)

LONGEST_HORIZON = 30
LARGEST = Decimal(10) ** 15
LARGEST_SHARE = Decimal(10)
# A figure that loses everything in a year has no growth to reckon back from.
SLOWEST, FASTEST = Decimal("-0.9"), Decimal(10)
MOST_SOURCES = 50


class Refusal(StrEnum):
    """Why a field is refused; those after `TOO_MANY` concern how a file is written."""

    OUT_OF_BOUNDS = "out-of-bounds"
    NOT_BY_YEAR = "not-by-year"
    BY_YEAR = "by-year"
    YEARS_IN_ORDER = "years-in-order"
    TOO_MANY = "too-many"
    NOT_A_NUMBER = "not-a-number"
    NOT_WHOLE = "not-whole"
    NOT_A_TEXT = "not-a-text"
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_A_GROUP = "not-a-group"
    NOT_A_LIST = "not-a-list"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_CHOICE = "unknown-choice"
    MISSING = "missing"
    NEWER = "newer"


class PlanRefused(ValueError):
    """A plan that cannot be taken: `field` says where, `code` why; its text is one sentence that names the field."""

    def __init__(self, field: str, code: Refusal, what: str) -> None:
        self.field = field
        self.code = code
        super().__init__(f"“{field}” {what}.")


def checked(plan: CostPlan) -> CostPlan:
    """The same plan, when each of its figures is within bounds.

    Raises:
        PlanRefused: naming the first field that is not.
    """
    _whole("years", plan.years, 1, LONGEST_HORIZON)
    _whole("live_year", plan.live_year, 0, LONGEST_HORIZON)
    _whole("stated_for", plan.stated_for, 0, LONGEST_HORIZON)
    _whole("refresh_cycle", plan.refresh_cycle, 1, LONGEST_HORIZON)
    _whole("first_year", plan.first_year, 0, 9999)
    _whole("price_base_year", plan.price_base_year, 0, 9999)
    within("discount_rate", plan.discount_rate, ZERO, ONE)
    within("volume", plan.volume)
    within("volume_growth", plan.volume_growth, SLOWEST, FASTEST)
    within("old_system", plan.old_system)
    within("reserve_opening", plan.reserve_opening)
    _years("payment", plan.payment, LARGEST_SHARE)
    _years("reserve", plan.reserve)
    for category, line in plan.lines.items():
        _check_line(f"lines.{category}", BASIS[category], line)
    for name in ("users", "sites", "interfaces", "traders"):
        _whole(f"extent.{name}", getattr(plan.extent, name), 0, int(LARGEST))
    within("extent.person_cost", plan.extent.person_cost)
    if len(plan.funding) > MOST_SOURCES:
        raise PlanRefused("funding", Refusal.TOO_MANY, f"holds more than {MOST_SOURCES} sources")
    for number, source in enumerate(plan.funding):
        _check_source(f"funding.{number}", source)
    return plan


def within(field: str, figure: Decimal | None, least: Decimal = ZERO, most: Decimal = LARGEST) -> None:
    """Stop a figure that is out of bounds.

    Raises:
        PlanRefused: naming the field and the bounds.
    """
    if figure is not None and not (figure.is_finite() and least <= figure <= most):
        raise PlanRefused(field, Refusal.OUT_OF_BOUNDS, f"must be between {least} and {most:f}")


def _check_line(field: str, basis: Basis, line: Line) -> None:
    most = LARGEST_SHARE if basis in SHARES else LARGEST
    for part in ("amount", "low", "high"):
        within(f"{field}.{part}", getattr(line, part), ZERO, most)
    within(f"{field}.growth", line.growth, SLOWEST, FASTEST)
    within(f"{field}.foreign", line.foreign, ZERO, ONE)
    _years(f"{field}.by_year", line.by_year)
    if line.by_year and basis is not Basis.BY_YEAR:
        raise PlanRefused(f"{field}.by_year", Refusal.NOT_BY_YEAR, "is not given by year: write one figure")
    if line.amount is not None and basis is Basis.BY_YEAR:
        raise PlanRefused(
            f"{field}.amount", Refusal.BY_YEAR, "is given by year: write the figure of each year"
        )


def _check_source(field: str, source: FundingLine) -> None:
    _years(
        f"{field}.by_year", source.by_year, LARGEST_SHARE if source.basis is FundingBasis.SHARE else LARGEST
    )
    within(f"{field}.fee", source.fee)
    for part in ("first", "last", "secured_to"):
        _whole(f"{field}.{part}", getattr(source, part), 0, LONGEST_HORIZON)


def _whole(field: str, figure: int | None, least: int, most: int) -> None:
    if figure is not None and not least <= figure <= most:
        raise PlanRefused(field, Refusal.OUT_OF_BOUNDS, f"must be a whole number between {least} and {most}")


def _years(field: str, figures: tuple[ByYear, ...], most: Decimal = LARGEST) -> None:
    before = -1
    for year, figure in figures:
        _whole(field, year, 0, LONGEST_HORIZON - 1)
        if year <= before:
            raise PlanRefused(field, Refusal.YEARS_IN_ORDER, "must name each year once, in order")
        within(f"{field}.{year}", figure, ZERO, most)
        before = year
