"""A cost plan as a JSON body and back, exactly: numbers are written as text, and a bad body is refused in one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from ictguide_desktop.assess.cost_limits import PlanRefused, Refusal, checked
from ictguide_desktop.assess.cost_plan import (
    BASIS,
    EMPTY,
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
)

FORMAT = 1
LONGEST_TEXT = 10_000
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,80})?")
_YEAR = re.compile(r"0|[1-9][0-9]?")
_UNITS = {unit.name.lower(): unit for unit in Unit}

Choice = TypeVar("Choice", bound=StrEnum)
Chosen = TypeVar("Chosen")


# --- out ------------------------------------------------------------------------------------------------------


def body_of(plan: CostPlan) -> dict[str, Any]:
    """The JSON body of a plan; `plan_from` reads the same plan from it."""
    return {
        "format": FORMAT,
        "name": plan.name,
        "currency": plan.currency,
        "unit": plan.unit.name.lower(),
        "first_year": plan.first_year,
        "price_base_year": plan.price_base_year,
        "years": plan.years,
        "live_year": plan.live_year,
        "stated_for": plan.stated_for,
        "discount_rate": _written(plan.discount_rate),
        "rate_source": plan.rate_source,
        "payment": _written_years(plan.payment),
        "lines": {
            str(category): _line_body(plan.lines[category]) for category in Category if category in plan.lines
        },
        "volume": _written(plan.volume),
        "volume_growth": _written(plan.volume_growth),
        "refresh_cycle": plan.refresh_cycle,
        "old_system": _written(plan.old_system),
        "reserve_opening": _written(plan.reserve_opening),
        "reserve": _written_years(plan.reserve),
        "extent": _extent_body(plan.extent),
        "funding": [_source_body(source) for source in plan.funding],
    }


def text_of(plan: CostPlan) -> str:
    """The plan as the text of a JSON file."""
    return json.dumps(body_of(plan), ensure_ascii=False, indent=2) + "\n"


def _written(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"


def _written_years(figures: tuple[ByYear, ...]) -> dict[str, str]:
    return {str(year): f"{figure:f}" for year, figure in figures}


def _line_body(line: Line) -> dict[str, Any]:
    """Only what says something: an empty line is an empty group."""
    whole = {
        "amount": _written(line.amount),
        "by_year": _written_years(line.by_year),
        "low": _written(line.low),
        "high": _written(line.high),
        "growth": _written(line.growth) if line.growth else None,
        "foreign": _written(line.foreign) if line.foreign else None,
        "nil": line.nil,
        "reason": line.reason,
        "proposal": line.proposal,
        "note": line.note,
    }
    return {
        name: value for name, value in whole.items() if value is not None and value not in (False, "", {})
    }


def _extent_body(extent: Extent) -> dict[str, Any]:
    return {
        "users": extent.users,
        "sites": extent.sites,
        "interfaces": extent.interfaces,
        "traders": extent.traders,
        "person_cost": _written(extent.person_cost),
    }


def _source_body(source: FundingLine) -> dict[str, Any]:
    return {
        "model": str(source.model),
        "basis": str(source.basis),
        "name": source.name,
        "by_year": _written_years(source.by_year),
        "covers": str(source.covers),
        "fee": _written(source.fee),
        "fee_form": str(source.fee_form),
        "first": source.first,
        "last": source.last,
        "secured_to": source.secured_to,
    }


# --- in -------------------------------------------------------------------------------------------------------


def plan_from(body: object) -> CostPlan:
    """The plan of a JSON body; what is left out has its usual value.

    Raises:
        PlanRefused: in one sentence that names the first field that is wrong.
    """
    read = _Group("", body)
    if (form := read.whole("format", FORMAT)) != FORMAT:
        kind = Refusal.NEWER if form is not None and form > FORMAT else Refusal.UNKNOWN_CHOICE
        raise PlanRefused(
            "format", kind, f"must be {FORMAT}; a newer version of the program may have written this plan"
        )
    usual = CostPlan()
    plan = CostPlan(
        name=read.text("name"),
        currency=read.text("currency"),
        unit=read.unit("unit", usual.unit),
        first_year=read.given_whole("first_year", usual.first_year),
        price_base_year=read.whole("price_base_year"),
        years=read.given_whole("years", usual.years),
        live_year=read.given_whole("live_year", usual.live_year),
        stated_for=read.whole("stated_for"),
        discount_rate=read.given_number("discount_rate", usual.discount_rate),
        rate_source=read.text("rate_source"),
        payment=read.years("payment"),
        lines=_lines(read.group("lines")),
        volume=read.number("volume"),
        volume_growth=read.given_number("volume_growth", usual.volume_growth),
        refresh_cycle=read.given_whole("refresh_cycle", usual.refresh_cycle),
        old_system=read.number("old_system"),
        reserve_opening=read.given_number("reserve_opening", usual.reserve_opening),
        reserve=read.years("reserve"),
        extent=_extent(read.group("extent")),
        funding=tuple(_source(group) for group in read.groups("funding")),
    )
    read.end()
    return checked(plan)


def plan_from_text(text: str) -> CostPlan:
    """The plan of a JSON file; numbers may also be written as JSON numbers, which are read exactly.

    Raises:
        PlanRefused: in one sentence that says what is wrong.
    """
    try:
        body = json.loads(text, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise PlanRefused(f"file{line}", Refusal.NOT_A_GROUP, "is not a cost plan in JSON") from None
    return plan_from(body)


def figure(field: str, text: str) -> Decimal:
    """The number that a text writes with ASCII digits and a full stop.

    Raises:
        PlanRefused: naming the field.
    """
    if _NUMBER.fullmatch(text) is None:
        raise PlanRefused(field, Refusal.NOT_A_NUMBER, "must be a number such as 6.25")
    return Decimal(text)


def _lines(read: _Group) -> dict[Category, Line]:
    lines = {}
    for category in Category:
        if category in read.body:
            lines[category] = _line(read.group(category), BASIS[category])
    read.end()
    return lines


def _line(read: _Group, basis: Basis) -> Line:
    line = Line(
        amount=read.number("amount"),
        by_year=read.years("by_year"),
        low=read.number("low"),
        high=read.number("high"),
        growth=read.given_number("growth", EMPTY.growth),
        foreign=read.given_number("foreign", EMPTY.foreign),
        nil=read.flag("nil"),
        reason=read.text("reason"),
        proposal=read.flag("proposal"),
        note=read.text("note"),
    )
    read.end()
    if line.growth and basis is not Basis.YEARLY:
        raise PlanRefused(
            f"{read.name}.growth", Refusal.UNKNOWN_FIELD, "is only for lines given as a yearly amount"
        )
    return line


def _extent(read: _Group) -> Extent:
    extent = Extent(
        users=read.whole("users"),
        sites=read.whole("sites"),
        interfaces=read.whole("interfaces"),
        traders=read.whole("traders"),
        person_cost=read.number("person_cost"),
    )
    read.end()
    return extent


def _source(read: _Group) -> FundingLine:
    source = FundingLine(
        model=read.choice("model", FundingModel, None),
        basis=read.choice("basis", FundingBasis, None),
        name=read.text("name"),
        by_year=read.years("by_year"),
        covers=read.choice("covers", Covers, Covers.ALL),
        fee=read.number("fee"),
        fee_form=read.choice("fee_form", FeeForm, FeeForm.NONE),
        first=read.given_whole("first", 0),
        last=read.whole("last"),
        secured_to=read.whole("secured_to"),
    )
    read.end()
    return source


class _Group:
    """One JSON object being read: each read field is ticked off, so that an unknown one can be named."""

    def __init__(self, name: str, body: object) -> None:
        self.name = name
        if not isinstance(body, Mapping):
            raise PlanRefused(name or "plan", Refusal.NOT_A_GROUP, "must be a group of named fields")
        self.body: Mapping[str, Any] = body
        self._seen: set[str] = set()

    def _take(self, key: str) -> Any:
        self._seen.add(key)
        return self.body.get(key)

    def _path(self, key: object) -> str:
        return f"{self.name}.{key}" if self.name else str(key)

    def _refuse(self, key: object, code: Refusal, what: str) -> NoReturn:
        raise PlanRefused(self._path(key), code, what)

    def end(self) -> None:
        """Refuse what nobody has read."""
        for key in self.body:
            if key not in self._seen:
                self._refuse(key, Refusal.UNKNOWN_FIELD, "is not a field of a cost plan")

    def text(self, key: str) -> str:
        value = self._take(key)
        if value is None:
            return ""
        # A half of a surrogate pair cannot be stored.
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or re.search("[\ud800-\udfff]", value):
            self._refuse(key, Refusal.NOT_A_TEXT, f"must be a text of at most {LONGEST_TEXT} characters")
        return value

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self._refuse(key, Refusal.NOT_YES_OR_NO, "must be true or false")
        return value

    def whole(self, key: str, usual: int | None = None) -> int | None:
        value = self._take(key)
        if value is None:
            return usual
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse(key, Refusal.NOT_WHOLE, "must be a whole number")
        return value

    def given_whole(self, key: str, usual: int) -> int:
        value = self.whole(key)
        return usual if value is None else value

    def number(self, key: str) -> Decimal | None:
        return self._number(key, self._take(key))

    def given_number(self, key: str, usual: Decimal) -> Decimal:
        value = self.number(key)
        return usual if value is None else value

    def _number(self, key: object, value: object) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, str):
            return figure(self._path(key), value)
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse(key, Refusal.NOT_A_NUMBER, 'must be a number written as text, such as "6.25"')
        return Decimal(value)

    def years(self, key: str) -> tuple[ByYear, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self._refuse(
                key, Refusal.NOT_A_GROUP, 'must be a group of years, such as {"0": "0.5", "1": "0.5"}'
            )
        found = []
        for year, text in value.items():
            number = self._number(f"{key}.{year}", text)
            if not isinstance(year, str) or _YEAR.fullmatch(year) is None or number is None:
                self._refuse(key, Refusal.NOT_A_NUMBER, 'must give a number for each year, counted from "0"')
            found.append(ByYear(int(year), number))
        return tuple(sorted(found))

    def group(self, key: str) -> _Group:
        value = self._take(key)
        return _Group(self._path(key), {} if value is None else value)

    def groups(self, key: str) -> list[_Group]:
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self._refuse(key, Refusal.NOT_A_LIST, "must be a list")
        return [_Group(self._path(f"{key}.{number}"), here) for number, here in enumerate(value)]

    def choice(self, key: str, kind: type[Choice], usual: Choice | None) -> Choice:
        value = self._take(key)
        if value is None and usual is not None:
            return usual
        return self._chosen(key, {str(choice): choice for choice in kind}, value)

    def unit(self, key: str, usual: Unit) -> Unit:
        value = self._take(key)
        return usual if value is None else self._chosen(key, _UNITS, value)

    def _chosen(self, key: str, choices: Mapping[str, Chosen], value: object) -> Chosen:
        if not isinstance(value, str) or value not in choices:
            self._refuse(key, Refusal.UNKNOWN_CHOICE, f"must be one of {', '.join(choices)}")
        return choices[value]
