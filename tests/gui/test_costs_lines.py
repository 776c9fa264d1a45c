"""The lines of a cost plan: proposals, figures by year, nil with a reason, and what is left to do."""

from __future__ import annotations

from decimal import Decimal

from planner import (
    KEYS,
    SOFTWARE,
    Shows,
    inputs,
    plan_shown,  # noqa: F401 - the fixture `shows`
    stored,
    write,
)
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.cost_plan import (
    Category,
    Line,
)
from ictguide_desktop.assess.cost_proposals import new_plan, worked_example
from ictguide_desktop.ui.views.cost_page import FUNDING
from ictguide_desktop.ui.views.view import Context

# --- proposals ------------------------------------------------------------------------------------------------


def test_a_proposal_follows_its_base_until_it_is_confirmed(qtbot: QtBot, shows: Shows) -> None:
    view = shows(new_plan("Option B"))
    write(qtbot, view, SOFTWARE, "10")
    tab = inputs(view)
    row = tab.rows[Category.INTEGRATION]
    assert row.chip.isVisible()
    row.chip.setFocus()
    qtbot.keyClick(row.chip, KEYS.Key_Space)
    line = view.hand.plan.line(Category.INTEGRATION)
    assert (line.amount, line.low, line.high, line.proposal) == (
        Decimal("2.25"),
        Decimal("1.5"),
        Decimal("3"),
        True,
    )
    assert row.figure is not None
    assert row.figure.hasFocus()
    write(qtbot, view, SOFTWARE, "20")
    assert view.hand.plan.line(Category.INTEGRATION).amount == Decimal("4.5")
    assert row.figure.text() == "4.5"

    assert "confirm" in row.chip.text()
    qtbot.mouseClick(row.chip, Qt.MouseButton.LeftButton)
    assert not view.hand.plan.line(Category.INTEGRATION).proposal
    assert not row.chip.isVisible()
    write(qtbot, view, SOFTWARE, "30")
    assert view.hand.plan.line(Category.INTEGRATION).amount == Decimal("4.5")


def test_a_figure_typed_over_a_proposal_is_one_s_own(qtbot: QtBot, shows: Shows) -> None:
    view = shows(new_plan("Option B"))
    assert view.hand.plan.line(Category.ADAPTIVE).proposal
    write(qtbot, view, "lines.adaptive.amount", "12")
    assert not view.hand.plan.line(Category.ADAPTIVE).proposal
    assert view.hand.plan.line(Category.ADAPTIVE).amount == Decimal("0.12")


def test_all_empty_lines_are_proposed_at_once_and_undone_at_once(qtbot: QtBot, shows: Shows) -> None:
    view = shows(new_plan("Option B"))
    with qtbot.waitSignal(view.told) as told:
        qtbot.mouseClick(inputs(view).fill, Qt.MouseButton.LeftButton)
    assert "software" in told.args[0]
    write(qtbot, view, SOFTWARE, "10")
    before = view.hand.plan
    qtbot.mouseClick(inputs(view).fill, Qt.MouseButton.LeftButton)
    plan = view.hand.plan
    assert plan.line(Category.REFRESH).by_year
    assert plan.line(Category.SITE_KIT) == Line(), "it is measured, and so not proposed"
    view.hand.undo()
    assert view.hand.plan == before


# --- lines ----------------------------------------------------------------------------------------------------


def test_the_lines_are_those_of_the_guide_in_its_order(shows: Shows) -> None:
    view = shows(worked_example())
    assert list(inputs(view).rows) == list(Category)
    tops = [row.mapTo(inputs(view).widget(), row.rect().topLeft()).y() for row in inputs(view).rows.values()]
    assert tops == sorted(tops)


def test_figures_by_year_nil_growth_and_currency_are_typed_in_the_line(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example())
    write(qtbot, view, "lines.parallel.by_year.3", "0.4")
    assert inputs(view).rows[Category.PARALLEL].total.text() == "0.80"
    write(qtbot, view, "lines.hosting.foreign", "40")
    write(qtbot, view, "lines.hosting.growth", "3")
    row = inputs(view).rows[Category.EXIT]
    row.set_open(True)
    row.details.nil.click()
    assert row.total.text() == "0.00"
    assert "nil" in row.problem.text()
    write(qtbot, view, "lines.exit.reason", "Sold with the building")
    write(qtbot, view, "lines.exit.by_year.9", "")
    assert not row.problem.isVisible()
    view.hand.flush()
    plan = stored(context.desk)
    assert plan.line(Category.EXIT) == Line(nil=True, reason="Sold with the building")
    assert plan.line(Category.HOSTING).foreign == Decimal("0.4")
    assert plan.line(Category.HOSTING).growth == Decimal("0.03")


def test_a_longer_plan_has_more_years_everywhere_and_a_shorter_one_loses_no_figure(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(worked_example())
    write(qtbot, view, "years", "15")
    row = inputs(view).rows[Category.REFRESH]
    assert row.years is not None
    assert len(row.years.cells) == 15
    write(qtbot, view, "years", "5")
    assert view.hand.plan.line(Category.REFRESH).by_year == worked_example().line(Category.REFRESH).by_year
    assert len(row.years.cells) == 8, "the figures of years 6 and 7 can still be seen and taken out"
    assert "after the last year" in row.problem.text()
    write(qtbot, view, "first_year", "2027")
    assert "2029" in row.years.cells[2].accessibleName()


def test_shares_of_payment_that_are_not_the_whole_are_told_beside_them(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    write(qtbot, view, "payment.1", "50")
    payment = inputs(view).payment
    assert "100%" in payment.problem.text()
    assert payment.problem.isVisible()
    write(qtbot, view, "payment.1", "60")
    assert not payment.problem.isVisible()


def test_each_thing_left_leads_to_its_field(qtbot: QtBot, shows: Shows) -> None:
    view = shows(new_plan("Option B"))
    left = view.page.pane.left
    left.more.click()
    buttons = {button.text(): button for button in left.buttons}
    assert len(buttons) == len(view.hand.result.problems)
    buttons["Who sets the rate · J-C5"].click()
    assert view.page.planner.fields["rate_source"].hasFocus()
    buttons["Old system in parallel · J-C2"].click()
    assert view.page.planner.fields["lines.parallel.by_year.0"].hasFocus()
    buttons["Who pays"].click()
    assert view.page.shown == FUNDING
    assert view.page.tab(FUNDING).add.hasFocus()  # type: ignore[attr-defined]
