"""All that is reckoned from a cost plan as one JSON body, for the command line: numbers as text, years counted from 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ictguide_desktop.assess.cost import Outcome, ranges, reckon, unit_costs
from ictguide_desktop.assess.cost_plan import CostPlan, total
from ictguide_desktop.assess.cost_problems import problems
from ictguide_desktop.assess.cost_proposals import proposals_left
from ictguide_desktop.assess.funding import by_payer, cover, reserve
from ictguide_desktop.assess.funding_findings import Finding, findings, funded_life
from ictguide_desktop.assess.sensitivity import AS_PLANNED, Change, Sensitivity, compare, standard_changes

PLACES = 6


def report_of(plan: CostPlan, changes: Iterable[Change] = ()) -> dict[str, Any]:
    """Costs, ranges, sensitivities, money, findings and problems of a plan, rounded to six places."""
    costs = reckon(plan)
    money = cover(costs)
    ends, shares = ranges(plan), costs.shares
    return {
        "name": plan.name,
        "unit": plan.unit.name.lower(),
        "years": [plan.year_name(year) for year in range(plan.years)],
        "total": _figure(costs.total),
        "build": _figure(costs.build),
        "run": _figure(costs.run),
        "run_share": _figure(costs.run_share),
        "present_value": _figure(costs.present_value),
        "discounted_volume": _figure(costs.discounted_volume),
        "per_declaration": _figure(costs.per_declaration),
        "unit_costs": {name: _figure(each) for name, each in unit_costs(costs)._asdict().items()},
        "by_year": _flow(costs.by_year),
        "build_by_year": _flow(costs.build_by_year),
        "run_by_year": _flow(costs.run_by_year),
        "volume": _flow(costs.volume),
        "categories": {
            str(category): {
                "by_year": _flow(flow),
                "total": _figure(total(flow)),
                "share": _figure(shares.get(category)),
            }
            for category, flow in costs.flows.items()
        },
        "ranges": {name: _outcome(end) for name, end in ends._asdict().items()},
        "sensitivities": [_sensitivity(here) for here in compare(costs, (*standard_changes(plan), *changes))],
        "funding": {
            "sources": [_flow(flow) for flow in money.sources],
            "covered": _flow(money.covered),
            "gap": _flow(money.gap),
            "payers": {str(payer): _flow(flow) for payer, flow in by_payer(costs, money).items()},
            "funded_life": funded_life(costs, money),
        },
        "reserve": [
            {"year": here.year, "left": _figure(here.left), "coverage": _figure(here.coverage)}
            for here in reserve(costs)
        ],
        "findings": [_finding(here) for here in findings(costs, money)],
        "problems": [{"field": here.field, "code": str(here.code)} for here in problems(plan)],
        "proposals": [str(category) for category in proposals_left(plan)],
    }


def _figure(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:.{PLACES}f}"


def _flow(flow: Iterable[Decimal]) -> list[str | None]:
    return [_figure(figure) for figure in flow]


def _outcome(end: Outcome) -> dict[str, str | None]:
    return {name: _figure(figure) for name, figure in end._asdict().items()}


def _sensitivity(here: Sensitivity) -> dict[str, Any]:
    """The change, named by the fields that differ from the plan, and its results."""
    return {
        "change": {
            part.name: _written(getattr(here.change, part.name))
            for part in fields(Change)
            if getattr(here.change, part.name) != getattr(AS_PLANNED, part.name)
        },
        "present_value": _figure(here.present_value),
        "difference": _figure(here.difference),
        "per_declaration": _figure(here.per_declaration),
        "per_declaration_difference": _figure(here.per_declaration_difference),
    }


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return {str(key): f"{factor:f}" for key, factor in value.items()} if isinstance(value, dict) else value


def _finding(here: Finding) -> dict[str, Any]:
    return {
        "code": str(here.code),
        "address": here.address,
        "check": here.check,
        "source": here.source,
        "numbers": {name: _figure(figure) for name, figure in here.numbers.items()},
    }
