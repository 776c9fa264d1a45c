"""Where the figures of a cost plan stand in its workbook: names of sheets, rows, columns, and the cells that formulas name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ictguide_desktop.assess.cost_plan import Category, CostPlan, total
from ictguide_desktop.export.cost_words import Words
from ictguide_desktop.i18n.catalog import N_
from ictguide_desktop.model.document import Column, ColumnForm, Formula

# Columns of the sheets, counted from 0; the years follow.
VALUE, GROWTH, INPUT_YEARS = 1, 3, 7
COST_YEARS = 1
FUNDING_YEARS = 3
HUNDRED = Decimal(100)
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


class Names(NamedTuple):
    """The names of the sheets."""

    inputs: str
    years: str
    sensitivities: str
    funding: str


def sheet_names(words: Words) -> Names:
    """Names that a workbook accepts, all different."""
    found: list[str] = []
    for name in (N_("Inputs"), N_("Years"), N_("Sensitivities"), N_("Funding")):
        plain = _FORBIDDEN.sub(" ", words(name)).strip()[: _LONGEST_NAME - 2].strip() or name
        found.append(
            plain if plain.lower() not in (n.lower() for n in found) else f"{plain} {len(found) + 1}"
        )
    return Names(*found)


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Places:
    """The cells that formulas name; rows are those of the program that opens the file, counted from 1."""

    plan: CostPlan
    names: Names

    # Rows of the sheet of inputs
    option, unit, price_base, horizon, live, stated, rate, volume, payment = range(2, 11)
    first_line = 11
    opening = first_line + len(Category)
    reserve = opening + 1
    # Rows of the sheet of years
    number = 2
    first_cost = 3
    build = first_cost + len(Category)
    run, whole, factor, present, declarations, discounted, unit_cost, left = range(build + 1, build + 9)

    def line(self, category: Category) -> int:
        """The row of a category among the inputs."""
        return self.first_line + list(Category).index(category)

    def cost(self, category: Category) -> int:
        """The row of a category among the years."""
        return self.first_cost + list(Category).index(category)

    def input(self, row: int, column: int = VALUE) -> str:
        """A cell of the inputs, seen from another sheet."""
        return f"'{self.names.inputs}'!${column_letters(column)}${row}"

    def input_year(self, row: int, year: int) -> str:
        """The cell of a year among the inputs, seen from another sheet."""
        return self.input(row, INPUT_YEARS + year)

    def year(self, row: int, year: int) -> str:
        """A cell of the years on their own sheet."""
        return f"{column_letters(COST_YEARS + year)}{row}"

    def all_years(self, row: int, first: int = COST_YEARS) -> str:
        """The years of a row on their own sheet."""
        last = first + self.plan.years - 1
        return f"{column_letters(first)}{row}:{column_letters(last)}{row}"

    def other_year(self, row: int, year: int) -> str:
        """A cell of the years, seen from another sheet."""
        return f"'{self.names.years}'!{self.year(row, year)}"


def year_columns(plan: CostPlan, words: Words) -> tuple[Column, ...]:
    """One column for each year."""
    title = words(N_("Year {year}"))
    return tuple(
        Column(title.format(year=plan.year_name(year)), ColumnForm.NUMBER, 11) for year in range(plan.years)
    )


def summed(place: Places, row: int, first: int, figures: Sequence[Decimal]) -> Formula:
    """The sum of the years of a row on the same sheet, whose first year stands in column `first`."""
    return Formula(f"=SUM({place.all_years(row, first)})", float(total(figures)))
