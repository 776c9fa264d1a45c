"""A life-cycle cost plan as a value: its categories, its lines, its years and who pays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

DEFAULT_HORIZON = 10
ZERO, ONE = Decimal(0), Decimal(1)


# --- categories -----------------------------------------------------------------------------------------------


class Category(StrEnum):
    """The lines of every option, in the order of the page life-cycle-cost#categories."""

    SOFTWARE = "software"
    INTEGRATION = "integration"
    MIGRATION = "migration"
    INFRASTRUCTURE = "infrastructure"
    SITE_KIT = "site-kit"
    SECURITY = "security"
    TRAINING = "training"
    OWN_TEAM = "own-team"
    CONTINGENCY = "contingency"
    PARALLEL = "parallel"
    CORRECTIVE = "corrective"
    ADAPTIVE = "adaptive"
    INTERFACES = "interfaces"
    LICENCES = "licences"
    HOSTING = "hosting"
    STAFF = "staff"
    SECURITY_OPERATIONS = "security-operations"
    HELP_DESK = "help-desk"
    CONTINUOUS_TRAINING = "continuous-training"
    REFRESH = "refresh"
    EXIT = "exit"


class Basis(StrEnum):
    """What the figure of a line is, and so how it is spread over the years.

    `BUILD`: an amount, paid in the shares of the plan. `SHARE_OF_BUILD`: a share of the seven external lines, paid
    likewise. `BY_YEAR`: an amount for each year. `SHARE_OF_SOFTWARE`, `SHARE_OF_INTEGRATION`: a share a year from the
    first year of service. `YEARLY`: an amount a year from then on, which may grow.
    """

    BUILD = "build"
    SHARE_OF_BUILD = "share-of-build"
    BY_YEAR = "by-year"
    SHARE_OF_SOFTWARE = "share-of-software"
    SHARE_OF_INTEGRATION = "share-of-integration"
    YEARLY = "yearly"


class Part(StrEnum):
    """The part of the life that a category belongs to."""

    BUILD = "build"
    RUN = "run"
    REFRESH = "refresh"
    EXIT = "exit"


EXTERNAL = tuple(Category)[:7]
BUILD = tuple(Category)[:10]
RUNNING = tuple(Category)[10:]  # running, refresh and exit: what follows the build
_OTHER_BASIS = {
    Category.OWN_TEAM: Basis.BY_YEAR,
    Category.CONTINGENCY: Basis.SHARE_OF_BUILD,
    Category.PARALLEL: Basis.BY_YEAR,
    Category.CORRECTIVE: Basis.SHARE_OF_SOFTWARE,
    Category.ADAPTIVE: Basis.SHARE_OF_SOFTWARE,
    Category.INTERFACES: Basis.SHARE_OF_INTEGRATION,
    Category.REFRESH: Basis.BY_YEAR,
    Category.EXIT: Basis.BY_YEAR,
}
BASIS: Mapping[Category, Basis] = {
    category: Basis.BUILD if category in EXTERNAL else _OTHER_BASIS.get(category, Basis.YEARLY)
    for category in Category
}
SHARES = frozenset({Basis.SHARE_OF_BUILD, Basis.SHARE_OF_SOFTWARE, Basis.SHARE_OF_INTEGRATION})
PART: Mapping[Category, Part] = {
    category: Part.BUILD
    if category in BUILD
    else {Category.REFRESH: Part.REFRESH, Category.EXIT: Part.EXIT}.get(category, Part.RUN)
    for category in Category
}

# --- figures by year ------------------------------------------------------------------------------------------


class ByYear(NamedTuple):
    """One figure of one year; years are counted from 0."""

    year: int
    figure: Decimal


def by_year(figures: Mapping[int, Decimal] | Iterable[tuple[int, Decimal]]) -> tuple[ByYear, ...]:
    """Figures by year, in the order of the years."""
    pairs = figures.items() if isinstance(figures, Mapping) else figures
    return tuple(sorted(ByYear(year, figure) for year, figure in pairs))


def spread(figures: Iterable[ByYear], years: int) -> list[Decimal]:
    """One figure for each year of the horizon, zero where none is given; later years are left out."""
    found = [ZERO] * years
    for year, figure in figures:
        if year < years:
            found[year] += figure
    return found


def total(figures: Iterable[Decimal]) -> Decimal:
    """The sum, as a Decimal also when there is nothing to add."""
    return sum(figures, ZERO)


# --- lines ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One category of one option: a figure, or nil with a reason.

    `amount` is an amount or, by the basis of the category, a share (0.18); lines given by year use `by_year` instead.
    `low` and `high` are in the same terms; for a line given by year they are sums over all years. `growth` a year
    applies to yearly amounts. `foreign` is the share paid in foreign currency. `proposal` marks a figure taken from the
    planning ranges, which the administration has not yet replaced by its own.
    """

    amount: Decimal | None = None
    by_year: tuple[ByYear, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    growth: Decimal = ZERO
    foreign: Decimal = ZERO
    nil: bool = False
    reason: str = ""
    proposal: bool = False
    note: str = ""

    @property
    def filled(self) -> bool:
        """Whether the line holds a figure."""
        return self.amount is not None or bool(self.by_year)


EMPTY = Line()


# --- who pays -------------------------------------------------------------------------------------------------


class FundingModel(StrEnum):
    """The models of the page sustainable-funding#options, in its order."""

    BUDGET = "budget"
    FEE = "fee"
    REVENUE_SHARE = "revenue-share"
    CONCESSION = "concession"
    GRANT = "grant"
    SHARED = "shared"
    SUBSCRIPTION = "subscription"
    OPEN_SOURCE = "open-source"


class FundingBasis(StrEnum):
    """How a source pays: amounts, shares of a cost, so much a declaration, or whatever the other sources leave."""

    AMOUNT = "amount"
    SHARE = "share"
    PER_DECLARATION = "per-declaration"
    REST = "rest"


class Covers(StrEnum):
    """The cost that a source pays for: the external build holds its contingency; the run holds refresh and exit."""

    ALL = "all"
    BUILD = "build"
    EXTERNAL_BUILD = "external-build"
    RUN = "run"


class FeeForm(StrEnum):
    """What a fee is reckoned on; `VALUE` is a share of the value of goods."""

    NONE = "none"
    FLAT = "flat"
    TIERED = "tiered"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One source of money.

    `by_year` holds amounts, or shares of what `covers` names; a fee a declaration is in currency units (not in
    millions) and is paid from `first` to `last` (None: to the end). `secured_to` is the last year that a law or a
    contract binds.
    """

    model: FundingModel
    basis: FundingBasis
    name: str = ""
    by_year: tuple[ByYear, ...] = ()
    covers: Covers = Covers.ALL
    fee: Decimal | None = None
    fee_form: FeeForm = FeeForm.NONE
    first: int = 0
    last: int | None = None
    secured_to: int | None = None

    def pays_in(self, year: int) -> bool:
        """Whether a fee or a rest falls in this year."""
        return self.first <= year and (self.last is None or year <= self.last)


# --- the plan -------------------------------------------------------------------------------------------------


class Unit(IntEnum):
    """In what the amounts of a plan are written."""

    ONE = 1
    THOUSAND = 1_000
    MILLION = 1_000_000
    BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Extent:
    """What the system serves, where known; `person_cost` is the yearly cost of one member of staff, in the plan's unit."""

    users: int | None = None
    sites: int | None = None
    interfaces: int | None = None
    traders: int | None = None
    person_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CostPlan:
    """The cost of one option over its life; any values may stand here, `cost_limits.checked` says which can be computed.

    Years are counted from 0; `first_year` is the calendar year of year 0, or 0 where years are only numbered, and
    `price_base_year` is named in the same way. The years before `live_year` build. Yearly amounts and the volume are
    those of `stated_for` (None: the first year of service), from which growth is counted, also when the service is late.
    `old_system` is what a year of the old system costs if the new one is late. `reserve` holds the sums set aside for
    the refresh.
    """

    name: str = ""
    currency: str = ""
    unit: Unit = Unit.MILLION
    first_year: int = 0
    price_base_year: int | None = None
    years: int = DEFAULT_HORIZON
    live_year: int = 2
    stated_for: int | None = None
    discount_rate: Decimal = Decimal("0.06")
    rate_source: str = ""
    payment: tuple[ByYear, ...] = ()
    lines: Mapping[Category, Line] = field(default_factory=dict)
    volume: Decimal | None = None
    volume_growth: Decimal = ZERO
    refresh_cycle: int = 5
    old_system: Decimal | None = None
    reserve_opening: Decimal = ZERO
    reserve: tuple[ByYear, ...] = ()
    extent: Extent = Extent()
    funding: tuple[FundingLine, ...] = ()

    @property
    def base_year(self) -> int:
        """The year whose amounts and volume are stated."""
        return self.live_year if self.stated_for is None else self.stated_for

    def line(self, category: Category) -> Line:
        """The line of a category, empty where it is not in the plan."""
        return self.lines.get(category, EMPTY)

    def year_name(self, year: int) -> int:
        """The calendar year, or the number of the year where years are only numbered."""
        return self.first_year + year

    def with_line(self, category: Category, line: Line) -> CostPlan:
        """The plan with one line replaced."""
        return replace(self, lines={**self.lines, category: line})
