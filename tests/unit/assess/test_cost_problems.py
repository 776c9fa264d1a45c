"""What a plan still lacks: fields and codes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from unit.assess.cost_plans import figures, with_sources

from ictguide_desktop.assess.cost_plan import (
    ONE,
    Category,
    CostPlan,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    by_year,
)
from ictguide_desktop.assess.cost_problems import Lack, problems
from ictguide_desktop.assess.cost_proposals import worked_example

REST = FundingLine(FundingModel.BUDGET, FundingBasis.REST)


def test_the_worked_example_lacks_nothing() -> None:
    assert problems(worked_example()) == ()


def test_an_empty_plan_lacks_everything_that_the_checklist_asks_for() -> None:
    found = dict(problems(CostPlan()))
    assert {field for field, code in found.items() if code is Lack.NOT_STATED} == {
        "name", "currency", "price_base_year", "rate_source", "volume", "old_system",
    }  # fmt: skip
    assert found["payment"] is Lack.NOT_WHOLE
    assert found["funding"] is Lack.EMPTY
    assert {field for field, code in found.items() if code is Lack.EMPTY} == {
        *(f"lines.{category}" for category in Category),
        "funding",
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (Line(), Lack.EMPTY),
        (Line(low=ONE), Lack.EMPTY),
        (Line(nil=True), Lack.NIL_WITHOUT_REASON),
        (Line(nil=True, reason="  "), Lack.NIL_WITHOUT_REASON),
        (Line(amount=Decimal(0)), Lack.NIL_WITHOUT_REASON),
        (Line(amount=ONE, nil=True, reason="shared"), Lack.NIL_WITH_FIGURE),
        (Line(amount=ONE, low=Decimal(2)), Lack.RANGE_ORDER),
        (Line(amount=ONE, high=Decimal("0.5")), Lack.RANGE_ORDER),
        (Line(nil=True, reason="shared"), None),
        (Line(amount=Decimal(0), reason="given by a partner"), None),
        (Line(amount=ONE, low=Decimal("0.5"), high=Decimal(2)), None),
    ],
)
def test_a_line_is_filled_or_nil_with_a_reason(line: Line, code: Lack | None) -> None:
    """J-C2."""
    found = problems(worked_example().with_line(Category.LICENCES, line))
    assert found == ((("lines.licences", code),) if code else ())


def test_a_share_above_the_whole_and_a_line_by_year() -> None:
    plan = worked_example().with_line(Category.ADAPTIVE, Line(amount=Decimal("1.2")))
    assert problems(plan) == (("lines.adaptive", Lack.ABOVE_WHOLE),)
    plan = worked_example().with_line(Category.OWN_TEAM, Line(by_year=figures("1", "1"), high=ONE))
    assert problems(plan) == (("lines.own-team", Lack.RANGE_ORDER),)


def test_payments_add_up_to_the_whole() -> None:
    plan = replace(worked_example(), payment=figures("0.38", "0.60"))
    assert problems(plan) == (("payment", Lack.NOT_WHOLE),)


def test_what_lies_beyond_the_horizon_is_named() -> None:
    found = problems(replace(worked_example(), years=6))
    assert set(found) == {
        ("lines.refresh", Lack.BEYOND_HORIZON),
        ("lines.exit", Lack.BEYOND_HORIZON),
        ("reserve", Lack.BEYOND_HORIZON),
        ("funding.1", Lack.BEYOND_HORIZON),
    }
    found = problems(replace(worked_example(), years=2))
    assert ("live_year", Lack.BEYOND_HORIZON) in found
    assert ("payment", Lack.BEYOND_HORIZON) in found


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (FundingLine(FundingModel.BUDGET, FundingBasis.AMOUNT), Lack.EMPTY),
        (FundingLine(FundingModel.GRANT, FundingBasis.SHARE, by_year=figures("1.1")), Lack.ABOVE_WHOLE),
        (
            FundingLine(FundingModel.BUDGET, FundingBasis.AMOUNT, by_year=by_year({10: ONE})),
            Lack.BEYOND_HORIZON,
        ),
        (FundingLine(FundingModel.FEE, FundingBasis.PER_DECLARATION, fee_form=FeeForm.FLAT), Lack.EMPTY),
        (FundingLine(FundingModel.CONCESSION, FundingBasis.PER_DECLARATION, fee=ONE), Lack.NOT_STATED),
        (replace(REST, first=5, last=4), Lack.YEARS_ORDER),
        (replace(REST, first=4, last=4), None),
    ],
)
def test_a_source_says_how_it_pays(source: FundingLine, code: Lack | None) -> None:
    found = problems(with_sources(worked_example(), source))
    assert found == ((("funding.0", code),) if code else ())


def test_only_one_source_pays_what_the_others_leave() -> None:
    assert problems(with_sources(worked_example(), REST, REST)) == (("funding.1", Lack.SECOND_REST),)
