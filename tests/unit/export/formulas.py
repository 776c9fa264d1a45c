"""A second reckoning of a workbook: the formulas our sheets use, evaluated from the cells alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ictguide_desktop.model.document import Cell, Formula, Workbook

_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<range>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<cell>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<name>[A-Z]+)(?=\()"
    r"|(?P<sign>>=|[-+*/^=(),])"
)
_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")


def column_number(letters: str) -> int:
    """The number of a column from its letters; A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Reckoner:
    """Evaluates cells of a workbook; `changes` are new values of cells, by sheet, row (from 1) and column (from 0)."""

    def __init__(self, workbook: Workbook, changes: dict[tuple[str, int, int], Cell] | None = None) -> None:
        self._cells: dict[tuple[str, int, int], Cell] = {
            (sheet.name, row, column): cell
            for sheet in workbook.sheets
            for row, cells in enumerate(sheet.rows, start=2)
            for column, cell in enumerate(cells)
        } | (changes or {})
        self.value = cache(self._value)

    def _value(self, sheet: str, row: int, column: int) -> float:
        cell = self._cells[sheet, row, column]
        if isinstance(cell, Formula):
            assert cell.expression.startswith("=")
            return _Parser(self, sheet, cell.expression[1:]).whole()
        assert not isinstance(cell, str), f"a text is reckoned with: {sheet} {row} {column}"
        return float(cell or 0)  # type: ignore[arg-type]

    def formulas(self) -> Iterator[tuple[tuple[str, int, int], Formula]]:
        """Every formula and where it stands."""
        return ((place, cell) for place, cell in self._cells.items() if isinstance(cell, Formula))


class _Parser:
    """One formula: comparison, sum, product, power, and the functions SUM and IF."""

    def __init__(self, reckoner: Reckoner, sheet: str, text: str) -> None:
        self._reckoner, self._sheet = reckoner, sheet
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found is not None, f"not understood: {text[at:]}"
            self._tokens.append((str(found.lastgroup), found.group()))
            at = found.end()

    def whole(self) -> float:
        value = self._comparison()
        assert not self._tokens
        return value

    def _next(self, *signs: str) -> str:
        if self._tokens and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs:
            return self._tokens.pop(0)[1]
        return ""

    def _comparison(self) -> float:
        value = self._sum()
        if sign := self._next(">=", "="):
            other = self._sum()
            return float(value >= other if sign == ">=" else value == other)
        return value

    def _sum(self) -> float:
        value = self._product()
        while sign := self._next("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> float:
        value = self._power()
        while sign := self._next("*", "/"):
            other = self._power()
            value = value * other if sign == "*" else value / other
        return value

    def _power(self) -> float:
        value = self._single()
        while self._next("^"):
            value **= self._single()
        return value

    def _single(self) -> float:
        if self._next("("):
            value = self._comparison()
            assert self._next(")")
            return value
        kind, text = self._tokens.pop(0)
        if kind == "number":
            return float(text)
        if kind == "cell":
            return self._cell(text)
        assert kind == "name", text
        return self._sum_of() if text == "SUM" else self._if()

    def _cell(self, text: str) -> float:
        sheet, _, place = text.rpartition("!")
        found = _CELL.fullmatch(place)
        assert found is not None
        return self._reckoner.value(sheet.strip("'") or self._sheet, int(found[2]), column_number(found[1]))

    def _sum_of(self) -> float:
        assert self._next("(")
        kind, text = self._tokens.pop(0)
        assert kind == "range"
        assert self._next(")")
        sheet, _, place = text.rpartition("!")
        (left, top), (right, bottom) = _CELL.findall(place)
        return sum(
            self._reckoner.value(sheet.strip("'") or self._sheet, row, column)
            for row in range(int(top), int(bottom) + 1)
            for column in range(column_number(left), column_number(right) + 1)
        )

    def _if(self) -> float:
        assert self._next("(")
        asked = self._comparison()
        assert self._next(",")
        # Only the chosen branch is reckoned: the other may divide by nothing.
        first = self._branch()
        assert self._next(",")
        second = self._branch()
        assert self._next(")")
        chosen = _Parser(self._reckoner, self._sheet, "")
        chosen._tokens = first if asked else second
        return chosen.whole()

    def _branch(self) -> list[tuple[str, str]]:
        depth, taken = 0, []
        while depth or self._tokens[0][1] not in {",", ")"}:
            depth += {"(": 1, ")": -1}.get(self._tokens[0][1], 0)
            taken.append(self._tokens.pop(0))
        return taken
