"""What each field of a cost plan reads from it and makes of it: pairs of pure functions, whose figures are checked by the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_UP, Decimal
from typing import Any, NamedTuple

from ictguide_desktop.assess.cost_limits import PlanRefused, Refusal
from ictguide_desktop.assess.cost_plan import (
    BASIS,
    ONE,
    SHARES,
    ZERO,
    ByYear,
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    Unit,
)

_OWN_FIGURES = frozenset({"amount", "low", "high"})


class Edit(NamedTuple):
    """What a field shows of a plan, and the plan after something else was typed."""

    get: Callable[[CostPlan], Any]
    put: Callable[[CostPlan, Any], CostPlan]


# --- the plan itself ------------------------------------------------------------------------------------------


def plain(name: str) -> Edit:
    """A field of the plan as it stands: a text, a choice, a number that may be empty."""
    return Edit(lambda plan: getattr(plan, name), lambda plan, value: _with(plan, name, value))


def given(name: str) -> Edit:
    """A number that the plan cannot do without."""
    return Edit(lambda plan: getattr(plan, name), lambda plan, value: _with(plan, name, _wanted(name, value)))


def or_zero(name: str) -> Edit:
    """A number that is zero where the field is empty."""
    return Edit(
        lambda plan: getattr(plan, name) or None, lambda plan, value: _with(plan, name, value or ZERO)
    )


def whole(name: str) -> Edit:
    """A whole number that the plan cannot do without."""
    return Edit(
        lambda plan: Decimal(getattr(plan, name)),
        lambda plan, value: _with(plan, name, int(_wanted(name, value))),
    )


def whole_or_none(name: str) -> Edit:
    """A whole number that may be empty."""
    return Edit(
        lambda plan: _decimal(getattr(plan, name)), lambda plan, value: _with(plan, name, _int(value))
    )


def _first_year(plan: CostPlan, value: Decimal | None) -> CostPlan:
    """The plan with its years named anew; the year of its prices, named in the same way, is kept where it was stated."""
    return replace(plan, first_year=_int(value) or 0)


FIRST_YEAR = Edit(lambda plan: Decimal(plan.first_year) if plan.first_year else None, _first_year)


def unit() -> Edit:
    """The unit of the amounts; the figures stay as they are written."""
    return Edit(lambda plan: plan.unit, lambda plan, value: replace(plan, unit=Unit(value)))


def extent(name: str) -> Edit:
    """A number of what the system serves."""

    def put(plan: CostPlan, value: Decimal | None) -> CostPlan:
        figure = value if name == "person_cost" else _int(value)
        changes: dict[str, Any] = {name: figure}
        return replace(plan, extent=replace(plan.extent, **changes))

    return Edit(lambda plan: _decimal(getattr(plan.extent, name)), put)


def year_of(name: str, year: int) -> Edit:
    """The figure of one year of a list of the plan: payment or reserve."""
    return Edit(
        lambda plan: figure_of(getattr(plan, name), year),
        lambda plan, value: _with(plan, name, with_year(getattr(plan, name), year, value)),
    )


# --- lines ----------------------------------------------------------------------------------------------------


def line_part(category: Category, part: str) -> Edit:
    """A part of a line; a figure typed over a proposal is the administration's own."""
    own = part in _OWN_FIGURES

    def put(plan: CostPlan, value: Any) -> CostPlan:
        line = plan.line(category)
        return plan.with_line(
            category, _with_part(replace(line, proposal=line.proposal and not own), part, value)
        )

    return Edit(lambda plan: getattr(plan.line(category), part), put)


def line_share(category: Category, part: str) -> Edit:
    """Growth, or the share in foreign currency: zero where the field is empty."""
    return Edit(
        lambda plan: getattr(plan.line(category), part) or None,
        lambda plan, value: plan.with_line(category, _with_part(plan.line(category), part, value or ZERO)),
    )


def line_year(category: Category, year: int) -> Edit:
    """The figure of one year of a line."""

    def put(plan: CostPlan, value: Decimal | None) -> CostPlan:
        line = plan.line(category)
        figures = with_year(line.by_year, year, value)
        return plan.with_line(category, replace(line, by_year=figures, proposal=False))

    return Edit(lambda plan: figure_of(plan.line(category).by_year, year), put)


def confirmed(plan: CostPlan, category: Category) -> CostPlan:
    """The plan with a proposal taken over as the administration's own figure."""
    return plan.with_line(category, replace(plan.line(category), proposal=False))


def is_share(category: Category) -> bool:
    """Whether the figure of a line is a percentage."""
    return BASIS[category] in SHARES


# --- sources of money -----------------------------------------------------------------------------------------

NO_SOURCE = FundingLine(FundingModel.BUDGET, FundingBasis.AMOUNT)


def source_part(number: int, part: str) -> Edit:
    """A part of a source of money."""
    return Edit(
        lambda plan: getattr(source_of(plan, number), part),
        lambda plan, value: with_source(plan, number, _with_source_part(plan.funding[number], part, value)),
    )


def source_basis(number: int) -> Edit:
    """How a source pays: figures that mean another thing then give way to the whole of each of their years."""

    def put(plan: CostPlan, basis: FundingBasis) -> CostPlan:
        source = plan.funding[number]
        figures = source.by_year
        if basis is FundingBasis.SHARE and source.basis is not FundingBasis.SHARE:
            years = [here.year for here in figures] or range(plan.years)
            figures = tuple(ByYear(year, ONE) for year in years)
        elif basis is not source.basis:
            figures = ()
        fee_form = source.fee_form
        if basis is FundingBasis.PER_DECLARATION and fee_form is FeeForm.NONE:
            fee_form = FeeForm.FLAT
        changed = replace(source, basis=basis, by_year=figures, fee_form=fee_form)
        return with_source(plan, number, changed)

    return Edit(lambda plan: source_of(plan, number).basis, put)


def source_year(number: int, year: int) -> Edit:
    """The amount or share that a source gives in one year."""

    def put(plan: CostPlan, value: Decimal | None) -> CostPlan:
        source = plan.funding[number]
        return with_source(plan, number, replace(source, by_year=with_year(source.by_year, year, value)))

    return Edit(lambda plan: figure_of(source_of(plan, number).by_year, year), put)


def source_of(plan: CostPlan, number: int) -> FundingLine:
    """A source of money by its place, or an empty one where there is none any more."""
    return plan.funding[number] if number < len(plan.funding) else NO_SOURCE


def with_source(plan: CostPlan, number: int, source: FundingLine) -> CostPlan:
    """The plan with one source replaced."""
    return replace(plan, funding=(*plan.funding[:number], source, *plan.funding[number + 1 :]))


def without_source(plan: CostPlan, number: int) -> CostPlan:
    """The plan without one source."""
    return replace(plan, funding=(*plan.funding[:number], *plan.funding[number + 1 :]))


def with_new_source(plan: CostPlan, model: FundingModel) -> CostPlan:
    """The plan with one source more, begun in the way its model usually pays."""
    first = min(plan.live_year, plan.years - 1)
    building, serving = range(first), range(first, plan.years)
    usual = FundingLine(model, FundingBasis.AMOUNT)
    if model is FundingModel.BUDGET:
        shares = tuple(ByYear(year, ONE) for year in serving)
        usual = FundingLine(model, FundingBasis.SHARE, by_year=shares, covers=Covers.RUN)
    elif model is FundingModel.GRANT:
        shares = tuple(ByYear(year, ONE) for year in building)
        usual = FundingLine(model, FundingBasis.SHARE, by_year=shares, covers=Covers.EXTERNAL_BUILD)
    elif model in (FundingModel.FEE, FundingModel.CONCESSION):
        covers = Covers.RUN if model is FundingModel.FEE else Covers.ALL
        basis = FundingBasis.PER_DECLARATION
        usual = FundingLine(model, basis, covers=covers, fee_form=FeeForm.FLAT, first=first)
    return replace(plan, funding=(*plan.funding, usual))


def with_reserve(plan: CostPlan, years: range, yearly: Decimal) -> CostPlan:
    """The plan with a sum set aside in each of these years, rounded up so that it is enough."""
    enough = yearly.quantize(Decimal("0.01"), ROUND_UP) if plan.unit > 1 else yearly.quantize(ONE, ROUND_UP)
    return replace(plan, reserve=tuple(ByYear(year, enough) for year in years))


# --- figures by year ------------------------------------------------------------------------------------------


def figure_of(figures: tuple[ByYear, ...], year: int) -> Decimal | None:
    """The figure of a year, or None."""
    return next((here.figure for here in figures if here.year == year), None)


def with_year(figures: tuple[ByYear, ...], year: int, figure: Decimal | None) -> tuple[ByYear, ...]:
    """Figures with that of one year replaced, or taken out where it is empty."""
    others = [here for here in figures if here.year != year]
    return tuple(sorted(others if figure is None else [*others, ByYear(year, figure)]))


def _wanted(name: str, value: Decimal | None) -> Decimal:
    if value is None:
        raise PlanRefused(name, Refusal.MISSING, "is empty")
    return value


def _int(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _with(plan: CostPlan, name: str, value: Any) -> CostPlan:
    changes: dict[str, Any] = {name: value}
    return replace(plan, **changes)


def _with_part(line: Line, part: str, value: Any) -> Line:
    changes: dict[str, Any] = {part: value}
    return replace(line, **changes)


def _with_source_part(source: FundingLine, part: str, value: Any) -> FundingLine:
    changes: dict[str, Any] = {part: value}
    return replace(source, **changes)
