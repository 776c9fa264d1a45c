"""Cost plans for tests: any plan within bounds, and short ways to write one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from ictguide_desktop.assess.cost_plan import (
    BASIS,
    SHARES,
    Basis,
    ByYear,
    Category,
    CostPlan,
    Covers,
    Extent,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    Unit,
    by_year,
)

HORIZONS = st.integers(1, 30)
YEARS = st.integers(0, 29)


def decimals(least: str, most: str, places: int = 4) -> st.SearchStrategy[Decimal]:
    """Decimals between two bounds, with so many places at most."""
    return st.decimals(Decimal(least), Decimal(most), allow_nan=False, allow_infinity=False, places=places)


AMOUNTS = decimals("0", "1000000")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def years(figures: st.SearchStrategy[Decimal]) -> st.SearchStrategy[tuple[ByYear, ...]]:
    """Figures of some years."""
    return st.dictionaries(YEARS, figures, max_size=6).map(by_year)


@st.composite
def any_line(draw: st.DrawFn, category: Category) -> Line:
    """Any line that a category may hold."""
    basis = BASIS[category]
    figures = decimals("0", "2") if basis in SHARES else AMOUNTS
    listed = basis is Basis.BY_YEAR
    return Line(
        amount=None if listed else draw(st.none() | figures),
        by_year=draw(years(AMOUNTS)) if listed else (),
        low=draw(st.none() | figures),
        high=draw(st.none() | figures),
        growth=draw(decimals("-0.5", "0.5")) if basis is Basis.YEARLY else Decimal(0),
        foreign=draw(decimals("0", "1")),
        nil=draw(st.booleans()),
        reason=draw(TEXTS),
        proposal=draw(st.booleans()),
        note=draw(TEXTS),
    )


@st.composite
def any_source(draw: st.DrawFn) -> FundingLine:
    """Any source of money."""
    basis = draw(st.sampled_from(FundingBasis))
    return FundingLine(
        model=draw(st.sampled_from(FundingModel)),
        basis=basis,
        name=draw(TEXTS),
        by_year=draw(years(decimals("0", "1") if basis is FundingBasis.SHARE else AMOUNTS)),
        covers=draw(st.sampled_from(Covers)),
        fee=draw(st.none() | AMOUNTS),
        fee_form=draw(st.sampled_from(FeeForm)),
        first=draw(YEARS),
        last=draw(st.none() | YEARS),
        secured_to=draw(st.none() | YEARS),
    )


@st.composite
def any_plan(draw: st.DrawFn) -> CostPlan:
    """Any plan whose figures are within bounds, whether it makes sense or not."""
    counts = st.none() | st.integers(0, 10**6)
    chosen = draw(st.sets(st.sampled_from(Category)))
    return CostPlan(
        name=draw(TEXTS),
        currency=draw(TEXTS),
        unit=draw(st.sampled_from(Unit)),
        first_year=draw(st.just(0) | st.integers(2000, 2100)),
        price_base_year=draw(st.none() | st.integers(0, 2100)),
        years=draw(HORIZONS),
        live_year=draw(st.integers(0, 30)),
        stated_for=draw(st.none() | st.integers(0, 30)),
        discount_rate=draw(decimals("0", "0.5")),
        rate_source=draw(TEXTS),
        payment=draw(years(decimals("0", "1"))),
        lines={category: draw(any_line(category)) for category in Category if category in chosen},
        volume=draw(st.none() | decimals("0", "10000000", 0)),
        volume_growth=draw(decimals("-0.5", "0.5")),
        refresh_cycle=draw(st.integers(1, 30)),
        old_system=draw(st.none() | AMOUNTS),
        reserve_opening=draw(AMOUNTS),
        reserve=draw(years(AMOUNTS)),
        extent=Extent(draw(counts), draw(counts), draw(counts), draw(counts), draw(st.none() | AMOUNTS)),
        funding=tuple(draw(st.lists(any_source(), max_size=3))),
    )


def figures(*written: str) -> tuple[ByYear, ...]:
    """Figures of the years 0, 1, 2 and so on."""
    return by_year(enumerate(Decimal(text) for text in written))


def with_sources(plan: CostPlan, *sources: FundingLine) -> CostPlan:
    """The plan paid by these sources."""
    return replace(plan, funding=sources)
