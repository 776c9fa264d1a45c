"""The report of a cost plan for the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from unit.assess.cost_plans import any_plan

from ictguide_desktop.assess.cost import reckon
from ictguide_desktop.assess.cost_plan import Category, CostPlan
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.cost_report import report_of
from ictguide_desktop.assess.sensitivity import Change


@given(any_plan())
def test_any_plan_has_a_report_that_json_can_hold(plan: CostPlan) -> None:
    report = json.loads(json.dumps(report_of(plan), allow_nan=False))
    costs = reckon(plan)
    assert abs(Decimal(report["present_value"]) - costs.present_value) <= Decimal("1e-6")
    assert set(report["categories"]) == set(Category)
    assert len(report["by_year"]) == len(report["years"]) == plan.years


def test_the_report_of_the_worked_example() -> None:
    change = Change(factors={Category.HOSTING: Decimal("0.1")})
    report = report_of(replace(worked_example(), first_year=2027), [change])
    assert report["total"] == "55.529738"
    assert report["per_declaration"] == "11.088031"
    assert report["years"][0] == 2027
    assert report["sensitivities"][7]["change"] == {"overrun": "0.5", "adaptive": "0.2", "staff": "0.2"}
    assert report["sensitivities"][-1]["change"] == {"factors": {"hosting": "0.1"}}
    assert report["funding"]["funded_life"] == 3
    assert (report["findings"], report["problems"], report["proposals"]) == ([], [], [])


def test_findings_and_problems_are_told_by_code() -> None:
    report = report_of(replace(worked_example(), reserve=(), rate_source=""))
    assert [here["code"] for here in report["findings"]] == ["reserve-missing"]
    assert report["findings"][0]["numbers"]["yearly"] == "0.620000"
    assert report["problems"] == [{"field": "rate_source", "code": "not-stated"}]
    assert report_of(CostPlan())["categories"]["software"]["share"] is None
