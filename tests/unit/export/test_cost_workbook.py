"""The workbook of a cost plan: its formulas give the program's figures, follow its inputs, and speak one language."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from unit.assess.cost_plans import any_plan, figures, with_sources
from unit.export.formulas import Reckoner

from ictguide_desktop.assess.cost import Costs, reckon
from ictguide_desktop.assess.cost_plan import (
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    by_year,
)
from ictguide_desktop.assess.cost_problems import Lack
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.assess.funding import cover
from ictguide_desktop.assess.funding_findings import FindingCode, findings
from ictguide_desktop.assess.sensitivity import Change, Lever, compare, standard_changes
from ictguide_desktop.export import cost_words
from ictguide_desktop.export.cost_cells import Places, column_letters, sheet_names
from ictguide_desktop.export.cost_words import PlainNumbers, change_words, finding_words
from ictguide_desktop.export.cost_workbook import cost_workbook
from ictguide_desktop.export.sheets import legal_names
from ictguide_desktop.model.document import Formula, Sheet, Workbook

REST = FundingLine(FundingModel.BUDGET, FundingBasis.REST)
FEE = FundingLine(
    FundingModel.FEE,
    FundingBasis.PER_DECLARATION,
    covers=Covers.RUN,
    fee=Decimal("6.9"),
    fee_form=FeeForm.FLAT,
)
GRANT = FundingLine(
    FundingModel.GRANT, FundingBasis.SHARE, covers=Covers.EXTERNAL_BUILD, by_year=figures("1", "0.5")
)


def same(message: str) -> str:
    return message


def marked(message: str) -> str:
    """Stands for a translation: it can be seen where a text has not passed through the words."""
    return f"‹{message}›"


def workbook(plan: CostPlan, *changes: Change) -> Workbook:
    return cost_workbook(plan, language="en", words=same, changes=changes)


def sheet(of: Workbook, name: str) -> Sheet:
    return next(here for here in of.sheets if here.name == name)


def agree(made: Workbook) -> int:
    """Check each formula against its value, and count them."""
    reckoner = Reckoner(made)
    count = 0
    for place, formula in reckoner.formulas():
        assert reckoner.value(*place) == pytest.approx(formula.value, rel=1e-9, abs=1e-9), (place, formula)
        count += 1
    return count


# --- the formulas ---------------------------------------------------------------------------------------------


def test_the_formulas_of_the_worked_example_give_the_figures_of_the_program() -> None:
    assert agree(workbook(worked_example())) > 350


def test_every_way_to_pay_is_a_formula_that_agrees() -> None:
    amount = FundingLine(FundingModel.CONCESSION, FundingBasis.AMOUNT, by_year=figures("1", "2"))
    whole = replace(GRANT, covers=Covers.ALL)
    for sources in ((REST, FEE, GRANT), (amount, whole, REST, REST), (replace(REST, first=2, last=4),), ()):
        agree(workbook(with_sources(worked_example(), *sources)))


@settings(max_examples=40)
@given(any_plan())
def test_the_formulas_of_any_plan_give_the_figures_of_the_program(plan: CostPlan) -> None:
    agree(workbook(plan))


def final(made: Workbook, changes: dict[tuple[str, int, int], Decimal]) -> tuple[float, float, float]:
    """Total, present value and cost per declaration of a workbook in which inputs were changed."""
    plan = worked_example()
    place = Places(plan, sheet_names(same))
    reckoner = Reckoner(made, dict(changes))
    column = plan.years + 1
    return (
        reckoner.value("Years", place.whole, column),
        reckoner.value("Years", place.present, column),
        reckoner.value("Years", place.unit_cost, column),
    )


def outcome(costs: Costs) -> tuple[float, float, float]:
    assert costs.per_declaration is not None
    return float(costs.total), float(costs.present_value), float(costs.per_declaration)


PLAN = worked_example()
CELLS = Places(PLAN, sheet_names(same))


@pytest.mark.parametrize(
    ("row", "column", "figure", "changed"),
    [
        (CELLS.rate, 1, "10", replace(PLAN, discount_rate=Decimal("0.1"))),
        (CELLS.volume, 1, "750000", replace(PLAN, volume=Decimal(750_000))),
        (CELLS.volume, 3, "0", replace(PLAN, volume_growth=Decimal(0))),
        (CELLS.live, 1, "3", replace(PLAN, live_year=3, stated_for=2)),
        (CELLS.line(Category.SOFTWARE), 1, "9", PLAN.with_line(Category.SOFTWARE, Line(amount=Decimal(9)))),
        (CELLS.line(Category.CONTINGENCY), 1, "25", PLAN.with_line(Category.CONTINGENCY, Line(amount=Decimal("0.25")))),
        (CELLS.line(Category.ADAPTIVE), 1, "20", PLAN.with_line(Category.ADAPTIVE, Line(amount=Decimal("0.2")))),
        (CELLS.line(Category.INTERFACES), 1, "5", PLAN.with_line(Category.INTERFACES, Line(amount=Decimal("0.05")))),
        (CELLS.line(Category.STAFF), 3, "0", PLAN.with_line(Category.STAFF, Line(amount=Decimal("0.72")))),
        (
            CELLS.line(Category.EXIT), 7 + 9, "2",
            PLAN.with_line(Category.EXIT, Line(by_year=by_year({9: Decimal(2)}))),
        ),
        (
            CELLS.payment, 7, "40",
            replace(PLAN, payment=figures("0.40", "0.60", "0.02")),
        ),
    ],
)  # fmt: skip
def test_a_changed_input_changes_the_years_as_in_the_program(
    row: int, column: int, figure: str, changed: CostPlan
) -> None:
    found = final(workbook(PLAN), {("Inputs", row, column): Decimal(figure)})
    assert found == pytest.approx(outcome(reckon(changed)), rel=1e-9)
    assert found != pytest.approx(outcome(reckon(PLAN)), rel=1e-6)


def test_the_total_row_is_where_the_reader_looks() -> None:
    years = sheet(workbook(worked_example()), "Years")
    rows = {str(row[0]): row for row in years.rows}
    present, each = rows["Present value"][-2], rows["Cost per declaration, in currency units"][-2]
    assert isinstance(present, Formula)
    assert isinstance(each, Formula)
    assert (round(present.value, 2), round(each.value, 1)) == (44.36, 11.1)
    assert [column.title for column in years.columns[1:4]] == ["Year 0", "Year 1", "Year 2"]
    dated = workbook(replace(worked_example(), first_year=2027))
    assert sheet(dated, "Years").columns[1].title == "Year 2027"


def test_columns_beyond_z() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    agree(workbook(replace(worked_example(), years=30)))


# --- the other sheets -----------------------------------------------------------------------------------------


def test_sensitivities_are_the_values_of_the_program() -> None:
    plan = worked_example()
    own = Change(volume=Decimal("-0.2"))
    found = sheet(workbook(plan, own, Change(overrun=Decimal("0.5"))), "Sensitivities")
    wanted = compare(reckon(plan), (*standard_changes(plan), own))
    assert [row[1:] for row in found.rows] == [here[1:] for here in wanted], (
        "a change of the guide is not repeated"
    )
    assert found.rows[-1][0] == "Declarations −20%"
    assert not any(isinstance(cell, Formula) for row in found.rows for cell in row)


def test_both_ends_of_the_ranges_stand_under_the_sensitivities() -> None:
    plan = worked_example().with_line(Category.HOSTING, Line(amount=Decimal("0.55"), high=Decimal(1)))
    low, high = sheet(workbook(plan), "Sensitivities").rows[-2:]
    assert (low[0], low[2]) == ("All lines at their low figure", 0)
    difference = high[2]
    assert isinstance(difference, Decimal)
    assert difference > 0


def test_findings_stand_under_the_funding() -> None:
    plan = with_sources(worked_example(), REST, replace(FEE, fee_form=FeeForm.VALUE, name="Levy"))
    notes = sheet(workbook(plan), "Funding").notes
    assert any(note.startswith("Levy: the fee is a share of the value of goods.") for note in notes)
    assert len(notes) == len(findings(reckon(plan)))


def test_an_input_says_why_it_is_nil_and_what_is_a_proposal() -> None:
    plan = worked_example().with_line(
        Category.LICENCES, Line(nil=True, reason="open source", note="see annex")
    )
    plan = plan.with_line(Category.HOSTING, Line(amount=Decimal(1), proposal=True, low=Decimal("0.5")))
    rows = {str(row[0]): row for row in sheet(workbook(plan), "Inputs").rows}
    assert rows["Licences"][1] is None
    assert rows["Licences"][6] == "Nil: open source; see annex"
    assert str(rows["Hosting and links"][6]).startswith("Proposal")
    assert rows["Hosting and links"][4] == Decimal("0.5")


# --- one language ---------------------------------------------------------------------------------------------


def texts(made: Workbook) -> list[str]:
    """Every text of a workbook that is not a figure."""
    found = [made.title]
    for here in made.sheets:
        found += [here.name, *(column.title for column in here.columns), *here.notes]
        found += [cell for row in here.rows for cell in row if isinstance(cell, str)]
    return found


def test_every_text_passes_through_the_words() -> None:
    plan = with_sources(
        replace(worked_example(), name="", rate_source=""), REST, replace(FEE, fee=Decimal(20)), GRANT
    ).with_line(
        Category.LICENCES, Line(amount=Decimal(1), low=Decimal(0), proposal=True, foreign=Decimal("0.5"))
    )
    made = cost_workbook(replace(plan, reserve=()), language="fr", words=marked)
    assert made.language == "fr"
    assert [text for text in texts(made) if not text.startswith("‹") and text not in {"%", ""}] == []


def test_names_of_sheets_are_ones_that_a_workbook_accepts() -> None:
    names = sheet_names(
        lambda message: {"Years": "Inputs", "Funding": "[Fonds]: d'où?/*\\ " + "x" * 40}.get(message, message)
    )
    assert names.inputs == "Inputs"
    assert legal_names(names) == list(names), "the writer leaves them as the formulas name them"
    assert names.years != names.inputs
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    made = cost_workbook(worked_example(), language="fr", words=lambda m: "Année d'un" if m == "Years" else m)
    assert agree(made) > 350


# --- words ----------------------------------------------------------------------------------------------------


def test_every_value_has_a_name() -> None:
    for names, kind in (
        (cost_words.CATEGORIES, Category), (cost_words.MODELS, FundingModel), (cost_words.COVERS, Covers),
        (cost_words.FUNDING_BASES, FundingBasis), (cost_words.FEE_FORMS, FeeForm), (cost_words.LACKS, Lack),
        (cost_words.LEVERS, Lever), (cost_words.FINDINGS, FindingCode),
    ):  # fmt: skip
        assert set(names) == set(kind)


def test_the_worked_example_speaks_the_language_of_the_words() -> None:
    plan = cost_words.worked_example_in(marked)
    assert (plan.name, plan.currency, plan.rate_source) == (
        "‹Worked example›",
        "‹currency units›",
        "‹Finance ministry›",
    )
    assert plan.lines == worked_example().lines


def test_a_change_is_named_in_one_line() -> None:
    found = [change_words(change, same, PlainNumbers()) for change in standard_changes(worked_example())]
    assert found == [
        "As planned",
        "Software, integration, migration +50%, with their upkeep",
        "Software, integration, migration +100%, with their upkeep",
        "Adaptive change: 20%",
        "Refresh at an age of 4 years",
        "Corrective maintenance: 22%",
        "Operations staff +20%",
        "Combined: Software, integration, migration +50%, with their upkeep; Adaptive change: 20%; Operations staff +20%",
        "Adaptive change unfunded",
        "Service 12 months late, team and old system paid on",
    ]
    other = Change(
        rate=Decimal("0.035"), currency_fall=Decimal("0.2"), factors={Category.HOSTING: Decimal("0.1")}
    )
    assert change_words(other, same, PlainNumbers()) == (
        "Combined: Hosting and links +10%; Discount rate 3.5%; Own currency loses 20%"
    )


def test_each_finding_is_one_sentence_with_its_numbers() -> None:
    costs = reckon(with_sources(replace(worked_example(), first_year=2027, reserve=()), FEE))
    said = {
        here.code: finding_words(here, costs.plan, same, PlainNumbers())
        for here in findings(costs, cover(costs))
    }
    assert said[FindingCode.RESERVE_MISSING] == (
        "The refresh costs 3.10, for the first time in year 2033, and nothing is set aside for it. "
        "0.62 in each year from 2029 to 2033 would pay for the first refresh."
    )
    assert said[FindingCode.RUN_NOT_SECURED].startswith(
        "Years of running cost that a law or a contract binds: 0."
    )
    assert "in year 2027" in said[FindingCode.GAP]
    assert not any("{" in sentence for sentence in said.values())
