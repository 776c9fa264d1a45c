"""The sheets of a cost workbook that say what follows: sensitivities as values, funding with live formulas and findings."""

from __future__ import annotations

from collections.abc import Sequence

from ictguide_desktop.assess.cost import Costs, Flow, ranges
from ictguide_desktop.assess.cost_plan import (
    EXTERNAL,
    Category,
    Covers,
    FundingBasis,
    FundingLine,
    spread,
)
from ictguide_desktop.assess.funding import PAYER, Cover, by_payer, cover
from ictguide_desktop.assess.funding_findings import findings
from ictguide_desktop.assess.sensitivity import Change, compare, relative, standard_changes
from ictguide_desktop.export.cost_cells import (
    FUNDING_YEARS,
    HUNDRED,
    Places,
    column_letters,
    summed,
    year_columns,
)
from ictguide_desktop.export.cost_words import (
    COVERS,
    FUNDING_BASES,
    PAYERS,
    Numbers,
    Words,
    change_words,
    finding_words,
    source_name,
)
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Cell, Column, ColumnForm, Formula, Sheet

_FIRST_SOURCE = 3  # row 2 is the heading of what the sources give

Row = tuple[Cell, ...]


# --- sensitivities --------------------------------------------------------------------------------------------


def sensitivities_sheet(
    costs: Costs, place: Places, changes: Sequence[Change], words: Words, numbers: Numbers
) -> Sheet:
    """The sensitivities of the guide, those asked for, and the plan at both ends of its ranges."""
    columns = (
        Column(words(N_("What changes")), ColumnForm.LONG, 60),
        Column(words(N_("Present value")), ColumnForm.NUMBER, 16),
        Column(words(N_("Difference")), ColumnForm.PERCENT, 12),
        Column(words(N_("Cost per declaration, in currency units")), ColumnForm.NUMBER, 20),
        Column(words(N_("Difference per declaration")), ColumnForm.PERCENT, 16),
    )
    usual = standard_changes(costs.plan)
    found = compare(costs, (*usual, *(change for change in changes if change not in usual)))
    rows: list[Row] = [(change_words(here.change, words, numbers), *here[1:]) for here in found]
    rows += _ends(costs, words)
    notes = (
        words(N_("These are values reckoned by the program: they do not follow a change of the inputs.")),
        words(N_("A late service looks cheap until its cost is divided by the declarations it serves.")),
    )
    return Sheet(place.names.sensitivities, columns, tuple(rows), notes)


def _ends(costs: Costs, words: Words) -> list[Row]:
    """The plan at both ends of its ranges, where a line has one."""
    if not any(line.low is not None or line.high is not None for line in costs.plan.lines.values()):
        return []
    both = ranges(costs.plan)
    return [
        (
            label,
            end.present_value,
            relative(end.present_value, costs.present_value),
            end.per_declaration,
            relative(end.per_declaration, costs.per_declaration),
        )
        for label, end in (
            (words(N_("All lines at their low figure")), both.low),
            (words(N_("All lines at their high figure")), both.high),
        )
    ]


# --- funding --------------------------------------------------------------------------------------------------


def funding_sheet(costs: Costs, place: Places, words: Words, numbers: Numbers) -> Sheet:
    """What each source gives, what it pays, what is left, who pays; the findings stand under it as notes."""
    plan, money = costs.plan, cover(costs)
    columns = (
        Column(words(N_("Source of money")), ColumnForm.TEXT, 34),
        Column(words(N_("How it pays")), ColumnForm.TEXT, 26),
        Column(words(N_("What for")), ColumnForm.TEXT, 30),
        *year_columns(plan, words),
        Column(words(N_("Total")), ColumnForm.NUMBER, 14),
    )
    wide = (None,) * (plan.years + 3)
    first_paid = _FIRST_SOURCE + len(plan.funding) + 1
    rows: list[Row] = [(words(N_("What each source gives")), *wide)]
    rows += [_given(costs, source, words) for source in plan.funding]
    rows.append((words(N_("What each source pays")), *wide))
    for number, (source, flow) in enumerate(zip(plan.funding, money.sources, strict=True)):
        formulas = [_pays(place, plan.funding, number, year) for year in range(plan.years)]
        rows.append(_formula_row(place, first_paid + number, _named(source, words), formulas, flow))
    rows += _balance(costs, money, place, first_paid, words)
    notes = tuple(finding_words(finding, plan, words, numbers) for finding in findings(costs, money))
    return Sheet(place.names.funding, columns, tuple(rows), notes)


def _named(source: FundingLine, words: Words) -> tuple[str, str, str]:
    covers = (
        words(COVERS[source.covers]) if source.basis is not FundingBasis.REST else words(COVERS[Covers.ALL])
    )
    return source_name(source, words), words(FUNDING_BASES[source.basis]), covers


def _given(costs: Costs, source: FundingLine, words: Words) -> Row:
    """Amounts, shares in per cent, or the fee of each year in which it is paid."""
    plan = costs.plan
    given: Sequence[Cell] = (None,) * plan.years
    match source.basis:
        case FundingBasis.AMOUNT:
            given = spread(source.by_year, plan.years)
        case FundingBasis.SHARE:
            given = [share * HUNDRED for share in spread(source.by_year, plan.years)]
        case FundingBasis.PER_DECLARATION:
            given = [source.fee if source.pays_in(year) else None for year in range(plan.years)]
        case FundingBasis.REST:
            pass
    return (*_named(source, words), *given, None)


def _pays(place: Places, funding: Sequence[FundingLine], number: int, year: int) -> str:
    """The formula of what a source pays in a year."""
    source, column = funding[number], column_letters(FUNDING_YEARS + year)
    given = f"{column}{_FIRST_SOURCE + number}"
    match source.basis:
        case FundingBasis.AMOUNT:
            return f"={given}"
        case FundingBasis.SHARE:
            return f"={given}/100*{_covered_cost(place, source.covers, year)}"
        case FundingBasis.PER_DECLARATION:
            return f"={given}*{place.other_year(place.declarations, year)}/{place.input(place.unit)}"
        case FundingBasis.REST:
            first_rest = next(n for n, each in enumerate(funding) if each.basis is FundingBasis.REST)
            if number != first_rest or not source.pays_in(year):
                return "=0"
            first_paid = _FIRST_SOURCE + len(funding) + 1
            others = [f"{column}{first_paid + n}" for n in range(len(funding)) if n != number]
            return "-".join((f"={place.other_year(place.whole, year)}", *others))


def _covered_cost(place: Places, covers: Covers, year: int) -> str:
    match covers:
        case Covers.ALL:
            return place.other_year(place.whole, year)
        case Covers.BUILD:
            return place.other_year(place.build, year)
        case Covers.RUN:
            return place.other_year(place.run, year)
        case Covers.EXTERNAL_BUILD:
            first = place.other_year(place.cost(EXTERNAL[0]), year)
            last = place.year(place.cost(EXTERNAL[-1]), year)
            return f"(SUM({first}:{last})+{place.other_year(place.cost(Category.CONTINGENCY), year)})"


def _formula_row(place: Places, row: int, labels: Sequence[Cell], formulas: Sequence[str], flow: Flow) -> Row:
    cells = [Formula(formula, float(figure)) for formula, figure in zip(formulas, flow, strict=True)]
    return (*labels, *cells, summed(place, row, FUNDING_YEARS, flow))


def _balance(costs: Costs, money: Cover, place: Places, first_paid: int, words: Words) -> list[Row]:
    """All that is paid, all cost, the gap, and what each payer bears."""
    plan = costs.plan
    paid, cost = first_paid + len(plan.funding), first_paid + len(plan.funding) + 1
    columns = [column_letters(FUNDING_YEARS + year) for year in range(plan.years)]
    sums = [f"=SUM({at}{first_paid}:{at}{paid - 1})" if plan.funding else "=0" for at in columns]
    costs_there = [f"={place.other_year(place.whole, year)}" for year in range(plan.years)]
    gaps = [f"={at}{cost}-{at}{paid}" for at in columns]
    rows = [
        _formula_row(place, paid, (words(N_("Paid")), None, None), sums, money.covered),
        _formula_row(place, cost, (words(N_("All cost")), None, None), costs_there, costs.by_year),
        _formula_row(place, cost + 1, (words(N_("Not covered")), None, None), gaps, money.gap),
    ]
    for number, (payer, flow) in enumerate(by_payer(costs, money).items()):
        of = [first_paid + n for n, source in enumerate(plan.funding) if PAYER[source.model] is payer]
        formulas = ["=" + ("+".join(f"{at}{row}" for row in of) or "0") for at in columns]
        label = words(N_("Paid by: {payer}")).format(payer=words(PAYERS[payer]))
        rows.append(_formula_row(place, cost + 2 + number, (label, None, None), formulas, flow))
    return rows
