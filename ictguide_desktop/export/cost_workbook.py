"""A cost plan as a workbook: inputs, years with live formulas that agree with the program, sensitivities, funding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ictguide_desktop.assess.cost import Costs, Flow, reckon
from ictguide_desktop.assess.cost_plan import BASIS, BUILD, EXTERNAL, Basis, Category, CostPlan, spread, total
from ictguide_desktop.assess.funding import reserve
from ictguide_desktop.assess.sensitivity import Change
from ictguide_desktop.export.cost_cells import (
    COST_YEARS,
    GROWTH,
    HUNDRED,
    INPUT_YEARS,
    Places,
    column_letters,
    sheet_names,
    summed,
    year_columns,
)
from ictguide_desktop.export.cost_outcome_sheets import funding_sheet, sensitivities_sheet
from ictguide_desktop.export.cost_words import (
    BASES,
    CATEGORIES,
    UNITS,
    Numbers,
    PlainNumbers,
    Words,
    is_percent,
)
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Formula, Sheet, Workbook

_PROPOSAL = N_("Proposal from the planning range, to be replaced by your own figure")


def cost_workbook(
    plan: CostPlan,
    *,
    language: str,
    words: Words,
    numbers: Numbers | None = None,
    changes: Sequence[Change] = (),
) -> Workbook:
    """The workbook of a plan in one language; `changes` are sensitivities beside those of the guide."""
    shown = numbers or PlainNumbers()
    costs = reckon(plan)
    place = Places(plan, sheet_names(words))
    sheets = (
        _inputs(plan, place, words),
        _years(costs, place, words),
        sensitivities_sheet(costs, place, changes, words, shown),
        funding_sheet(costs, place, words, shown),
    )
    return Workbook(plan.name or words(N_("Life-cycle cost")), language, sheets)


# --- inputs ---------------------------------------------------------------------------------------------------


def _inputs(plan: CostPlan, place: Places, words: Words) -> Sheet:
    columns = (
        Column(words(N_("Line")), ColumnForm.TEXT, 34),
        Column(words(N_("Figure")), ColumnForm.NUMBER, 14),
        Column(words(N_("What it is")), ColumnForm.TEXT, 36),
        Column(words(N_("Growth a year, %")), ColumnForm.NUMBER, 12),
        Column(words(N_("Low figure")), ColumnForm.NUMBER, 11),
        Column(words(N_("High figure")), ColumnForm.NUMBER, 11),
        Column(words(N_("Reason or note")), ColumnForm.LONG, 40),
        *year_columns(plan, words),
    )
    rows = (*_rules(plan, place, words), *(_line_row(plan, place, category, words) for category in Category))
    set_aside = spread(plan.reserve, plan.years)
    reserve_rows: tuple[tuple[Cell, ...], ...] = (
        _row(plan, words(N_("Refresh reserve at the start")), plan.reserve_opening),
        _row(
            plan,
            words(N_("Set aside for the refresh")),
            summed(place, place.reserve, INPUT_YEARS, set_aside),
            words(N_("Amount of each year")),
            years=set_aside,
        ),
    )
    notes = (
        words(N_("Change the figures of this sheet: the sheets of years and funding follow.")),
        words(N_("Year 0 is not discounted.")),
    )
    return Sheet(place.names.inputs, columns, (*rows, *reserve_rows), notes)


def _row(
    plan: CostPlan,
    label: str,
    value: Cell = None,
    what: str = "",
    growth: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    note: str = "",
    years: Sequence[Cell] = (),
) -> tuple[Cell, ...]:
    """One row of inputs, as wide as the sheet."""
    told = tuple(years) or (None,) * plan.years
    return (label, value, what or None, growth, low, high, note or None, *told)


def _rules(plan: CostPlan, place: Places, words: Words) -> list[tuple[Cell, ...]]:
    """The first lines: scope, prices, horizon, rate, volume, payment."""
    shares = [share * HUNDRED for share in spread(plan.payment, plan.years)]
    unit = words(N_("{unit} of {currency}")).format(
        unit=words(UNITS[plan.unit]), currency=plan.currency or words(N_("currency units"))
    )
    return [
        _row(plan, words(N_("Option")), None, plan.name),
        _row(plan, words(N_("Unit of the amounts")), int(plan.unit), unit),
        _row(plan, words(N_("Prices of year")), plan.price_base_year),
        _row(plan, words(N_("Years of the plan")), plan.years),
        _row(plan, words(N_("First year of service, counted from 0")), plan.live_year),
        _row(plan, words(N_("Year of the yearly amounts and of the volume, counted from 0")), plan.base_year),
        _row(plan, words(N_("Discount rate")), plan.discount_rate * HUNDRED, "%", note=plan.rate_source),
        _row(
            plan,
            words(N_("Declarations")),
            plan.volume,
            words(N_("Number in that year")),
            plan.volume_growth * HUNDRED,
        ),
        _row(
            plan,
            words(N_("Shares of payment")),
            summed(place, place.payment, INPUT_YEARS, shares),
            words(N_("Per cent of the build")),
            years=shares,
        ),
    ]


def _line_row(plan: CostPlan, place: Places, category: Category, words: Words) -> tuple[Cell, ...]:
    line, basis = plan.line(category), BASIS[category]
    times = HUNDRED if is_percent(category) else Decimal(1)

    def scaled(figure: Decimal | None) -> Decimal | None:
        return None if figure is None else figure * times

    note = "; ".join(
        part
        for part in (
            words(N_("Nil: {reason}")).format(reason=line.reason) if line.nil else "",
            words(_PROPOSAL) if line.proposal else "",
            line.note,
        )
        if part
    )
    years: list[Decimal] = []
    value: Cell = None if line.nil else scaled(line.amount)
    if basis is Basis.BY_YEAR:
        years = spread(() if line.nil else line.by_year, plan.years)
        value = summed(place, place.line(category), INPUT_YEARS, years)
    growth = line.growth * HUNDRED if basis is Basis.YEARLY else None
    label, what = words(CATEGORIES[category]), words(BASES[basis])
    return _row(plan, label, value, what, growth, scaled(line.low), scaled(line.high), note, years)


# --- years ----------------------------------------------------------------------------------------------------


def _years(costs: Costs, place: Places, words: Words) -> Sheet:
    plan = costs.plan
    columns = (
        Column(words(N_("Cost at constant prices")), ColumnForm.TEXT, 34),
        *year_columns(plan, words),
        Column(words(N_("Total")), ColumnForm.NUMBER, 14),
        Column(words(N_("Share of all cost")), ColumnForm.PERCENT, 14),
    )
    rows: list[tuple[Cell, ...]] = [(words(N_("Year, counted from 0")), *range(plan.years), None, None)]
    for category in Category:
        formulas = [_cost_formula(place, category, year) for year in range(plan.years)]
        label, flow = words(CATEGORIES[category]), costs.flows[category]
        rows.append(_totalled(place, costs, place.cost(category), label, formulas, flow))
    first = place.first_cost
    for row, label, top, bottom, flow in (
        (place.build, words(N_("Build")), first, first + len(BUILD) - 1, costs.build_by_year),
        (
            place.run,
            words(N_("Running, refresh and exit")),
            first + len(BUILD),
            place.build - 1,
            costs.run_by_year,
        ),
        (place.whole, words(N_("All cost")), place.build, place.run, costs.by_year),
    ):
        sums = [f"=SUM({place.year(top, y)}:{place.year(bottom, y)})" for y in range(plan.years)]
        rows.append(_totalled(place, costs, row, label, sums, flow))
    return Sheet(
        place.names.years,
        columns,
        (*rows, *_present_rows(costs, place, words), _left_row(costs, place, words)),
    )


def _cost_formula(place: Places, category: Category, year: int) -> str:
    """The formula of one category in one year."""
    value = place.input(place.line(category))
    paid = f"{place.input_year(place.payment, year)}/100"
    here = f"{column_letters(COST_YEARS + year)}${place.number}"
    served = f"{here}>={place.input(place.live)}"
    match BASIS[category]:
        case Basis.BUILD:
            return f"={value}*{paid}"
        case Basis.SHARE_OF_BUILD:
            top, bottom = (place.input(place.line(each)) for each in (EXTERNAL[0], EXTERNAL[-1]))
            return f"=SUM({top}:{bottom.partition('!')[2]})*{value}/100*{paid}"
        case Basis.BY_YEAR:
            return f"={place.input_year(place.line(category), year)}"
        case Basis.SHARE_OF_SOFTWARE:
            return f"=IF({served},{place.input(place.line(Category.SOFTWARE))}*{value}/100,0)"
        case Basis.SHARE_OF_INTEGRATION:
            return f"=IF({served},{place.input(place.line(Category.INTEGRATION))}*{value}/100,0)"
        case Basis.YEARLY:
            return f"=IF({served},{value}*{_grown(place, place.line(category), here)},0)"


def _grown(place: Places, row: int, here: str) -> str:
    return f"(1+{place.input(row, GROWTH)}/100)^({here}-{place.input(place.stated)})"


def _totalled(
    place: Places, costs: Costs, row: int, label: str, formulas: Sequence[str], flow: Flow
) -> tuple[Cell, ...]:
    """A row of costs with its total and its share of all cost."""
    cells = [Formula(formula, float(cost)) for formula, cost in zip(formulas, flow, strict=True)]
    at = column_letters(COST_YEARS + costs.plan.years)
    share = float(total(flow) / costs.total) if costs.total else 0.0
    sum_ = summed(place, row, COST_YEARS, flow)
    return (label, *cells, sum_, Formula(f"=IF({at}${place.whole}=0,0,{at}{row}/{at}${place.whole})", share))


def _present_rows(costs: Costs, place: Places, words: Words) -> list[tuple[Cell, ...]]:
    """Discount factors, present value, declarations and what one of them costs."""
    plan = costs.plan
    years = range(plan.years)
    here = [f"{column_letters(COST_YEARS + year)}${place.number}" for year in years]

    def row(
        label: str, formula: Callable[[int], str], flow: Sequence[Decimal], sum_row: int
    ) -> tuple[Cell, ...]:
        cells = [Formula(formula(year), float(flow[year])) for year in years]
        sum_ = summed(place, sum_row, COST_YEARS, flow) if sum_row else None
        return (label, *cells, sum_, None)

    def times_factor(of: int) -> Callable[[int], str]:
        return lambda year: f"={place.year(of, year)}*{place.year(place.factor, year)}"

    served, volume = place.input(place.live), place.input(place.volume)
    at = column_letters(COST_YEARS + plan.years)
    unit_cost = Formula(
        f"=IF({at}{place.discounted}=0,0,{at}{place.present}*{place.input(place.unit)}/{at}{place.discounted})",
        float(costs.per_declaration or 0),
    )
    both = list(zip(costs.by_year, costs.volume, costs.factors, strict=True))
    return [
        row(
            words(N_("Discount factor")),
            lambda year: f"=1/(1+{place.input(place.rate)}/100)^{here[year]}",
            costs.factors,
            0,
        ),
        row(
            words(N_("Present value")),
            times_factor(place.whole),
            [cost * factor for cost, _, factor in both],
            place.present,
        ),
        row(
            words(N_("Declarations")),
            lambda year: f"=IF({here[year]}>={served},{volume}*{_grown(place, place.volume, here[year])},0)",
            costs.volume,
            place.declarations,
        ),
        row(
            words(N_("Declarations, discounted")),
            times_factor(place.declarations),
            [count * factor for _, count, factor in both],
            place.discounted,
        ),
        (words(N_("Cost per declaration, in currency units")), *(None,) * plan.years, unit_cost, None),
    ]


def _left_row(costs: Costs, place: Places, words: Words) -> tuple[Cell, ...]:
    """What is left in the refresh reserve at the end of each year."""
    refresh = place.cost(Category.REFRESH)
    cells = []
    for here in reserve(costs):
        year = here.year
        before = place.year(place.left, year - 1) if year else place.input(place.opening)
        put = place.input_year(place.reserve, year)
        cells.append(Formula(f"={before}+{put}-{place.year(refresh, year)}", float(here.left)))
    return (words(N_("Left in the refresh reserve")), *cells, None, None)
