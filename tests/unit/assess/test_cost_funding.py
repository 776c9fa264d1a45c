"""Who pays a plan, the reserve, and what is found in its money."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from unit.assess.cost_plans import any_plan, figures, with_sources

from ictguide_desktop.assess.cost import Costs, reckon
from ictguide_desktop.assess.cost_plan import (
    ONE,
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    by_year,
    total,
)
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.funding import (
    NOTHING,
    PAYER,
    Payer,
    by_payer,
    cover,
    level_fee,
    recovery,
    reserve,
    reserve_proposal,
)
from ictguide_desktop.assess.funding_findings import Finding, FindingCode, findings, funded_life
from ictguide_desktop.content.loader import load
from ictguide_desktop.model.address import Address

CONTENT = Path(__file__).resolve().parents[3] / "content"
EVERY_YEAR = by_year(dict.fromkeys(range(10), ONE))
REST = FundingLine(FundingModel.BUDGET, FundingBasis.REST)
FEE = FundingLine(
    FundingModel.FEE, FundingBasis.PER_DECLARATION, name="Portal", covers=Covers.RUN,
    fee=Decimal("6.9"), fee_form=FeeForm.FLAT,
)  # fmt: skip


def paid_by(*sources: FundingLine) -> Costs:
    return reckon(with_sources(worked_example(), *sources))


def found(costs: Costs) -> dict[FindingCode, Finding]:
    return {here.code: here for here in findings(costs)}


# --- who pays -------------------------------------------------------------------------------------------------


@given(any_plan())
def test_what_is_paid_and_what_is_left_make_the_cost(plan: CostPlan) -> None:
    costs = reckon(plan)
    money = cover(costs)
    for year in range(plan.years):
        paid = sum(flow[year] for flow in money.sources)
        assert abs(money.covered[year] - paid) <= NOTHING
        assert abs(costs.by_year[year] - money.covered[year] - money.gap[year]) <= max(ONE, paid) * NOTHING
    payers = by_payer(costs, money)
    assert abs(sum(map(total, payers.values())) - total(money.covered)) <= NOTHING * max(
        ONE, total(money.covered)
    )


@given(any_plan())
def test_a_rest_leaves_nothing(plan: CostPlan) -> None:
    others = [source for source in plan.funding if source.basis is not FundingBasis.REST]
    costs = reckon(with_sources(plan, REST, *others))
    assert not any(cover(costs).gap)


def test_the_worked_example_is_paid_in_full_and_secured_for_three_years() -> None:
    costs = reckon(worked_example())
    assert not any(cover(costs).gap)
    assert funded_life(costs, cover(costs)) == 3
    assert findings(costs) == ()


def test_a_source_pays_in_its_years_only() -> None:
    costs = paid_by(replace(FEE, first=4, last=5))
    (flow,) = cover(costs).sources
    assert [bool(paid) for paid in flow] == [False] * 4 + [True] * 2 + [False] * 4
    assert flow[4] == Decimal("6.9") * costs.volume[4] / 1_000_000


def test_a_rest_takes_what_the_others_bring_beyond_the_cost() -> None:
    costs = paid_by(REST, FundingLine(FundingModel.GRANT, FundingBasis.AMOUNT, by_year=figures("10")))
    assert by_payer(costs, cover(costs))[Payer.STATE][0] == costs.by_year[0] - 10


def test_every_model_has_a_payer() -> None:
    assert {
        model: PAYER[model] for model in (FundingModel.GRANT, FundingModel.CONCESSION, FundingModel.SHARED)
    } == {
        FundingModel.GRANT: Payer.DONOR,
        FundingModel.CONCESSION: Payer.TRADERS,
        FundingModel.SHARED: Payer.STATE,
    }
    assert set(PAYER) == set(FundingModel)


# --- fees -----------------------------------------------------------------------------------------------------


def test_a_level_fee_pays_exactly_the_cost_it_covers() -> None:
    costs = reckon(worked_example())
    for covers in Covers:
        fee = level_fee(costs, covers, Decimal(0))
        assert fee is not None
        way = paid_by(replace(FEE, fee=fee, covers=covers))
        assert abs(recovery(way, cover(way), covers).gap) < Decimal("1e-18")
    assert level_fee(costs) == costs.per_declaration
    assert level_fee(reckon(replace(costs.plan, volume=None))) is None


@pytest.mark.parametrize("model", [FundingModel.FEE, FundingModel.CONCESSION])
@pytest.mark.parametrize("basis", [FundingBasis.AMOUNT, FundingBasis.SHARE, FundingBasis.PER_DECLARATION])
def test_a_fee_by_the_value_of_goods_is_flagged(model: FundingModel, basis: FundingBasis) -> None:
    source = FundingLine(
        model, basis, by_year=figures("0.1"), fee=ONE, fee_form=FeeForm.VALUE, covers=Covers.RUN
    )
    here = found(paid_by(REST, source))[FindingCode.FEE_BY_VALUE]
    assert (here.source, here.check, here.address) == (1, "I-C2", "sustainable-funding#fee-limits")
    flat = replace(source, fee_form=FeeForm.FLAT)
    assert FindingCode.FEE_BY_VALUE not in found(paid_by(REST, flat))


def test_fees_together_above_the_cost_of_their_service_are_flagged() -> None:
    assert FindingCode.FEE_ABOVE_COST not in found(paid_by(FEE))
    second = replace(FEE, fee=Decimal(1))
    here = found(paid_by(FEE, second))[FindingCode.FEE_ABOVE_COST]
    costs = reckon(worked_example())
    assert here.numbers["cost"] == costs.run
    assert here.numbers["rate"] == here.numbers["income"] / costs.run > 1
    assert here.numbers["fee"] == level_fee(costs, Covers.RUN, Decimal(0))


def test_a_fee_where_nothing_costs_anything_is_above_the_cost() -> None:
    empty = with_sources(CostPlan(volume=Decimal(100)), FEE)
    assert "rate" not in found(reckon(empty))[FindingCode.FEE_ABOVE_COST].numbers


def test_a_share_of_revenue_is_flagged() -> None:
    source = FundingLine(
        FundingModel.REVENUE_SHARE, FundingBasis.AMOUNT, by_year=figures("1"), fee_form=FeeForm.FLAT
    )
    assert found(paid_by(source))[FindingCode.SHARE_OF_REVENUE].address == "sustainable-funding#options"


# --- donors ---------------------------------------------------------------------------------------------------


def test_a_donor_who_pays_the_build_alone_makes_no_cliff() -> None:
    gift = FundingLine(FundingModel.GRANT, FundingBasis.SHARE, covers=Covers.BUILD, by_year=EVERY_YEAR)
    assert FindingCode.DONOR_CLIFF not in found(paid_by(REST, gift))


def test_a_donor_who_pays_half_of_all_cost_pays_half_of_the_run() -> None:
    half = by_year(dict.fromkeys(range(5), Decimal("0.5")))
    gift = FundingLine(FundingModel.GRANT, FundingBasis.SHARE, by_year=half)
    costs = paid_by(REST, gift)
    here = found(costs)[FindingCode.DONOR_CLIFF]
    assert (here.numbers["last"], here.numbers["year"]) == (4, 5)
    assert abs(here.numbers["last_share"] - Decimal("0.5")) < NOTHING
    paid = total(costs.run_by_year[2:5]) / 2
    assert abs(here.numbers["share"] - paid / costs.run) < NOTHING
    assert here.numbers["run"] == costs.run_by_year[5]
    assert here.check == "I-C5"


def test_a_donor_to_the_last_year_is_no_cliff_but_no_end_either() -> None:
    gift = FundingLine(FundingModel.GRANT, FundingBasis.SHARE, covers=Covers.RUN, by_year=EVERY_YEAR)
    codes = found(paid_by(REST, gift))
    assert codes[FindingCode.DONOR_TO_THE_END].numbers["share"] == 1
    assert FindingCode.DONOR_CLIFF not in codes


# --- gaps, secured years ----------------------------------------------------------------------------------------


def test_years_that_nobody_pays_are_counted() -> None:
    budget = FundingLine(FundingModel.BUDGET, FundingBasis.SHARE, by_year=EVERY_YEAR[:4])
    costs = paid_by(budget)
    numbers = found(costs)[FindingCode.GAP].numbers
    assert (numbers["years"], numbers["first"]) == (6, 4)
    assert numbers["total"] == total(costs.by_year[4:])
    assert numbers["largest"] == costs.by_year[6]


@pytest.mark.parametrize(("secured_to", "years"), [(None, 0), (1, 0), (2, 1), (3, 2), (4, 3), (9, 8)])
def test_secured_years_are_counted_from_the_first_year_of_service(secured_to: int | None, years: int) -> None:
    """I-K1, I-C4."""
    costs = paid_by(
        replace(
            FundingLine(FundingModel.BUDGET, FundingBasis.SHARE, by_year=EVERY_YEAR), secured_to=secured_to
        )
    )
    assert funded_life(costs, cover(costs)) == years
    assert (FindingCode.RUN_NOT_SECURED in found(costs)) == (years < 3)


def test_without_a_source_only_the_reserve_is_looked_at() -> None:
    costs = reckon(replace(worked_example(), funding=(), reserve=()))
    assert [here.code for here in findings(costs)] == [FindingCode.RESERVE_MISSING]


# --- the reserve ----------------------------------------------------------------------------------------------


def test_the_reserve_of_the_worked_example_meets_its_need_each_year() -> None:
    """J-K4: 1 or more wherever something falls due within three years."""
    years = reserve(reckon(worked_example()))
    assert all(here.coverage is None or here.coverage >= 1 for here in years)
    assert all(here.left >= 0 for here in years)
    assert years[-1].left == 0
    assert [here.need for here in years] == [
        0,
        0,
        0,
        Decimal("2.6"),
        *[Decimal("3.1")] * 2,
        Decimal("0.5"),
        0,
        0,
        0,
    ]


def test_a_missing_reserve_says_what_to_set_aside() -> None:
    numbers = found(reckon(replace(worked_example(), reserve=())))[FindingCode.RESERVE_MISSING].numbers
    assert numbers == {
        "need": Decimal("3.1"), "first": 6, "yearly": Decimal("0.62"), "from": 2, "to": 6,
    }  # fmt: skip


def test_a_reserve_too_small_names_the_first_year_without_money() -> None:
    plan = replace(worked_example(), reserve=by_year(dict.fromkeys(range(2, 7), Decimal("0.5"))))
    numbers = found(reckon(plan))[FindingCode.RESERVE_SHORT].numbers
    assert (numbers["year"], numbers["missing"], numbers["most"]) == (6, Decimal("0.1"), Decimal("0.6"))
    assert numbers["coverage"] < 1
    opened = replace(plan, reserve_opening=Decimal("0.6"))
    assert FindingCode.RESERVE_SHORT not in found(reckon(opened))


def test_no_refresh_needs_no_reserve() -> None:
    plan = worked_example().with_line(Category.REFRESH, Line(nil=True, reason="subscription"))
    assert reserve_proposal(reckon(plan)) is None
    assert findings(reckon(plan)) == ()


# --- addresses --------------------------------------------------------------------------------------------------


def test_each_finding_points_to_a_place_and_an_item_of_the_guide() -> None:
    value = replace(FEE, fee_form=FeeForm.VALUE, fee=Decimal(20))
    revenue = FundingLine(FundingModel.REVENUE_SHARE, FundingBasis.AMOUNT, by_year=figures("0.1"))
    start = FundingLine(FundingModel.GRANT, FundingBasis.SHARE, covers=Covers.RUN, by_year=by_year({2: ONE}))
    whole = replace(start, by_year=EVERY_YEAR)
    plans = [
        with_sources(worked_example(), value, revenue, start),
        with_sources(replace(worked_example(), reserve=()), whole),
        replace(worked_example(), reserve=figures("0.1")),
    ]
    every = [here for plan in plans for here in findings(reckon(plan))]
    assert {here.code for here in every} == set(FindingCode)
    content = load(CONTENT)
    items = {
        block.item
        for page in content.pages["en"].values()
        for _, _, block in page.blocks()
        if hasattr(block, "item")
    }
    for here in every:
        address = Address.parse(here.address)
        assert content.pages["en"][address.page].section(address.section) is not None, here.address
        assert not here.check or here.check in items, here.check
