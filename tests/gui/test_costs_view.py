"""The life-cycle cost planner, through the keys and clicks of whoever keeps the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import process_time

import pytest
from on_screen import accessible_name, cut_off, focusable, forget, path_to
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.assess.cost_plan import (
    ByYear,
    Category,
    CostPlan,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Line,
    Unit,
)
from ictguide_desktop.assess.cost_proposals import new_plan, worked_example
from ictguide_desktop.assess.cost_record import body_of, plan_from
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Formula, Workbook
from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.cost_fields import NumberField
from ictguide_desktop.ui.views.cost_funding import FundingTab
from ictguide_desktop.ui.views.cost_in_hand import SAVE_MS
from ictguide_desktop.ui.views.cost_lines import InputsTab
from ictguide_desktop.ui.views.cost_page import FUNDING, INPUTS, OVERVIEW, SENSITIVITIES, YEARS
from ictguide_desktop.ui.views.cost_sensitivities import SensitivitiesTab
from ictguide_desktop.ui.views.cost_table import FiguresModel, Row, Weight
from ictguide_desktop.ui.views.cost_tornado import TornadoModel
from ictguide_desktop.ui.views.cost_years import YearsTab
from ictguide_desktop.ui.views.costs_view import CostsView
from ictguide_desktop.ui.views.view import Context

Shows = Callable[..., CostsView]
KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SOFTWARE = "lines.software.amount"


@pytest.fixture
def shows(qtbot: QtBot, context: Context) -> Iterator[Shows]:
    """Shows the list, or a plan when one is given, as the window does."""
    views: list[CostsView] = []

    def show(plan: CostPlan | None = None, size: tuple[int, int] = (1100, 760)) -> CostsView:
        view = CostsView(context)
        views.append(view)
        view.resize(*size)
        library = context.library
        view.go_requested.connect(library.go)
        library.place_changed.connect(
            lambda address: view.show_place(address) if address.page == "costs" else view.hide()
        )
        library.go(Address("costs", kept(context.desk, plan).id if plan is not None else ""))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.focus_first()
        QApplication.processEvents()
        return view

    yield show
    for view in views:
        forget(view)


def kept(desk: Desk, plan: CostPlan) -> Work:
    """The plan as a piece of work that is kept."""
    work = desk.write(WORKS, lambda: desk.works.start(WorkKind.COST, "", plan.name, body_of(plan)))
    assert work is not None
    return work


def stored(desk: Desk) -> CostPlan:
    """The plan in the database, of which there is one."""
    (work,) = desk.works.all(WorkKind.COST)
    return plan_from(work.body)


def inputs(view: CostsView) -> InputsTab:
    """The tab of the inputs, with all its lines."""
    tab = view.page.tab(INPUTS)
    assert isinstance(tab, InputsTab)
    assert tab.groups
    QApplication.processEvents()
    return tab


def field(view: CostsView, path: str) -> NumberField:
    """A field of the plan that is shown, with the keyboard in it."""
    inputs(view)
    view.page.reveal(path)
    found = view.page.planner.fields[path]
    assert isinstance(found, QLineEdit)
    assert found.hasFocus(), path
    return found  # type: ignore[return-value]


def write(qtbot: QtBot, view: CostsView, path: str, text: str) -> NumberField:
    """Replace what a field holds, key by key."""
    found = field(view, path)
    found.selectAll()
    if text:
        qtbot.keyClicks(found, text)
    else:
        qtbot.keyClick(found, KEYS.Key_Delete)
    return found


def total(view: CostsView) -> str:
    """The total as it stands beside the plan."""
    return view.page.pane.figures.total.value.text()


def said(root: QWidget) -> list[str]:
    """The words of every label that can be seen."""
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible() and label.text()]


# --- the list -------------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_it_is_for_and_begins_a_plan(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows()
    assert any("21 lines" in words for words in said(view))
    assert view.list.new.hasFocus()
    qtbot.mouseClick(view.list.new, Qt.MouseButton.LeftButton)
    assert view.on_plan
    plan = stored(context.desk)
    assert plan.line(Category.ADAPTIVE).proposal
    assert plan.line(Category.ADAPTIVE).amount == Decimal("0.115")


def test_the_worked_example_opens_with_the_figures_that_the_guide_prints(qtbot: QtBot, shows: Shows) -> None:
    view = shows()
    qtbot.mouseClick(view.list.example, Qt.MouseButton.LeftButton)
    figures = view.page.pane.figures
    assert total(view) == "55.53"
    assert figures.present.value.text() == "44.36"
    assert figures.declaration.value.text() == "11.09"
    assert "17.01" in figures.build.text()
    assert "38.52" in figures.run.text()
    assert view.page.pane.left.buttons == []


def test_a_plan_is_renamed_copied_and_deleted_and_comes_back(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    desk = context.desk
    work = kept(desk, worked_example("Option A"))
    view = shows()
    rename, _copy, _delete = view.list.menus[work.id].menu().actions()
    rename.trigger()
    naming = QApplication.focusWidget()
    assert isinstance(naming, QLineEdit)
    qtbot.keyClicks(naming, "Option Z")
    qtbot.keyClick(naming, KEYS.Key_Return)
    assert desk.works.get(work.id).name == "Option Z"  # type: ignore[union-attr]
    assert stored(desk).name == "Option Z"
    assert view.list.cards[work.id].hasFocus()

    _rename, copy, _delete = view.list.menus[work.id].menu().actions()
    copy.trigger()
    names = {one.name for one in desk.works.all(WorkKind.COST)}
    assert names == {"Option Z", "Option Z, copy"}

    view.list.menus[work.id].menu().actions()[2].trigger()
    assert [one.name for one in desk.works.all(WorkKind.COST)] == ["Option Z, copy"]
    desk.undo()
    assert work.id in view.list.cards


def test_a_plan_that_cannot_be_read_is_shown_as_such_and_kept(
    shows: Shows, context: Context, qtbot: QtBot
) -> None:
    desk = context.desk
    broken = desk.works.start(WorkKind.COST, "", "Broken", {"format": 1, "years": 900})
    newer = desk.works.start(WorkKind.COST, "", "Newer", {"format": 7})
    view = shows()
    assert not view.list.cards[broken.id].isEnabled()
    assert any("cannot be read" in words for words in said(view))
    assert any("newer version" in words for words in said(view))
    with qtbot.waitSignal(view.told):
        view.show_place(Address("costs", newer.id))
    assert not view.on_plan
    assert desk.works.get(broken.id).body == {"format": 1, "years": 900}  # type: ignore[union-attr]


def test_a_name_that_is_being_typed_survives_a_switch_of_language(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages
) -> None:
    work = kept(context.desk, worked_example("Option A"))
    view = shows()
    view.list.menus[work.id].menu().actions()[0].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "Option Z")
    context.library.set_language("fr")
    languages.use("fr")
    naming = QApplication.focusWidget()
    assert isinstance(naming, QLineEdit)
    assert naming.text() == "Option Z"
    qtbot.keyClick(naming, KEYS.Key_Escape)
    assert context.desk.works.get(work.id).name == "Option A"  # type: ignore[union-attr]
    assert view.list.cards[work.id].hasFocus()


# --- typing ---------------------------------------------------------------------------------------------------


def test_every_figure_follows_within_the_keystroke_and_nothing_is_made_anew(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(worked_example())
    amount = field(view, SOFTWARE)
    amount.selectAll()
    before = set(view.page.findChildren(QWidget))
    seen = []
    for key in "12.5":
        QTest.keyClick(amount, key)  # no event is handled between the key and the look
        seen.append(total(view))
    assert seen[0] != "55.53"
    assert len(set(seen)) == 3, "1 and 12 and 12.5 cost something else each; a point alone changes nothing"
    row = inputs(view).rows[Category.SOFTWARE]
    assert row.total.text() == "12.50"
    assert amount.text() == "12.5"
    QApplication.processEvents()
    assert set(view.page.findChildren(QWidget)) == before


def test_a_keystroke_costs_little(qtbot: QtBot, shows: Shows) -> None:
    view = shows(replace(worked_example(), years=30))
    amount = field(view, SOFTWARE)
    amount.selectAll()
    spent = []
    for key in "1234567":
        before = process_time()
        QTest.keyClick(amount, key)
        spent.append(process_time() - before)
    assert min(spent) < 0.03, "the bound of the whole act is 100 ms on a slow machine"


def test_what_is_typed_is_stored_within_a_second_and_on_leaving_the_field(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "7")
    qtbot.waitUntil(lambda: stored(context.desk).line(Category.SOFTWARE).amount == 7, timeout=SAVE_MS + 1500)
    qtbot.keyClicks(amount, "5")
    qtbot.keyClick(amount, KEYS.Key_Tab)
    assert stored(context.desk).line(Category.SOFTWARE).amount == 75
    write(qtbot, view, "volume", "700000")
    view.hide()
    assert stored(context.desk).volume == 700000


@pytest.mark.parametrize(("lang", "shown"), [("fr", "6,25"), ("ar", "6.25"), ("en", "6.25")])
@pytest.mark.parametrize("typed", ["6.25", "6,25"])
def test_the_separator_of_the_language_and_a_point_are_taken_and_the_language_is_shown(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages, lang: str, shown: str, typed: str
) -> None:
    context.library.set_language(lang)
    languages.use(lang)
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, typed)
    if typed == "6,25" and lang != "fr":
        assert inputs(view).rows[Category.SOFTWARE].problem.isVisible()
        return
    qtbot.keyClick(amount, KEYS.Key_Tab)
    assert amount.text() == shown
    assert stored(context.desk).line(Category.SOFTWARE).amount == Decimal("6.25")


def test_thousands_may_stand_apart_by_spaces(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    volume = write(qtbot, view, "volume", "1 250 000")
    qtbot.keyClick(volume, KEYS.Key_Tab)
    assert stored(context.desk).volume == 1_250_000
    assert volume.text() == "1,250,000"


def test_a_text_that_is_no_number_is_kept_told_and_counts_for_nothing(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example())
    with qtbot.waitSignal(view.told):
        amount = write(qtbot, view, SOFTWARE, "six")
    problem = inputs(view).rows[Category.SOFTWARE].problem
    assert problem.isVisible()
    assert "six" in problem.text()
    assert "number" in amount.accessibleDescription()
    assert total(view) == "55.53"
    qtbot.keyClick(amount, KEYS.Key_Tab)
    write(qtbot, view, "lines.integration.amount", "2")
    assert amount.text() == "six"
    assert stored(context.desk).line(Category.SOFTWARE).amount == 6
    write(qtbot, view, SOFTWARE, "7")
    assert not problem.isVisible()
    assert amount.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("path", "text", "least", "most"),
    [
        ("lines.adaptive.amount", "2000", "0%", "1,000%"),
        ("discount_rate", "101", "0%", "100%"),
        ("years", "31", "1", "30"),
        ("years", "2.5", "", ""),
        ("lines.staff.growth", "-95", "-90%", "1,000%"),
    ],
)
def test_a_figure_out_of_bounds_is_refused_with_its_bounds(
    qtbot: QtBot, shows: Shows, path: str, text: str, least: str, most: str
) -> None:
    view = shows(worked_example())
    before = view.hand.plan
    found = write(qtbot, view, path, text)
    assert found.text() == text
    assert least in found.accessibleDescription()
    assert most in found.accessibleDescription()
    assert view.hand.plan.years in (before.years, 3, 2)
    assert found.wrong


def test_a_minus_that_begins_a_number_is_not_told_off_until_the_field_is_left(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(worked_example())
    growth = write(qtbot, view, "lines.staff.growth", "-")
    problem = inputs(view).rows[Category.STAFF].problem
    assert not problem.isVisible()
    qtbot.keyClick(growth, KEYS.Key_Tab)
    assert problem.isVisible()


def test_an_empty_field_is_no_figure_and_the_line_is_left_to_do(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    write(qtbot, view, "lines.licences.amount", "")
    assert view.hand.plan.line(Category.LICENCES).amount is None
    assert [button.text() for button in view.page.pane.left.buttons] == ["Licences · J-C2"]


# --- undo -----------------------------------------------------------------------------------------------------


def test_undo_takes_back_a_field_at_a_time_and_goes_there(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    write(qtbot, view, SOFTWARE, "12.5")
    rate = write(qtbot, view, "discount_rate", "10")
    qtbot.keyClick(rate, KEYS.Key_Z, CONTROL)
    assert view.hand.plan.discount_rate == Decimal("0.06")
    assert rate.hasFocus()
    assert rate.text() == "6"
    view.page.show_tab(YEARS)
    view.page.tabs[YEARS].setFocus()
    qtbot.keyClick(view.page.tabs[YEARS], KEYS.Key_Z, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == 6
    amount = view.page.planner.fields[SOFTWARE]
    assert view.page.shown == INPUTS
    assert amount.hasFocus()
    assert total(view) == "55.53"
    qtbot.keyClick(amount, KEYS.Key_Y, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == Decimal("12.5")
    qtbot.mouseClick(view.page.undo, Qt.MouseButton.LeftButton)
    assert total(view) == "55.53"
    assert not view.page.undo.isEnabled()


def test_undo_of_a_refused_text_shows_the_figure_that_counts(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "6 or 7")
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL)
    assert amount.text() == "6"
    assert not inputs(view).rows[Category.SOFTWARE].problem.isVisible()
    assert view.hand.plan == worked_example()


def test_in_the_window_ctrl_z_is_the_plan_s_and_ctrl_shift_z_the_last_deletion(
    qtbot: QtBot, program: Callable[..., Program]
) -> None:
    one = program("costs")
    gone = kept(one.desk, worked_example("Gone"))
    work = kept(one.desk, worked_example("Option A"))
    one.library.go(f"costs#{work.id}")
    view = one.window.stack.currentWidget()
    assert isinstance(view, CostsView)
    removed = one.desk.works.delete(gone.id)
    one.desk.offer_undo(WORKS, "Gone", lambda: one.desk.works.restore(removed))
    amount = write(qtbot, view, SOFTWARE, "9")
    assert "Ctrl+Z" in [key.toString(QKeySequence.SequenceFormat.PortableText) for action in one.window.actions()
                        for key in action.shortcuts()]  # fmt: skip
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL)
    assert view.hand.plan.line(Category.SOFTWARE).amount == 6
    qtbot.keyClick(amount, KEYS.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert one.desk.works.get(gone.id) is not None


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


# --- results --------------------------------------------------------------------------------------------------


def test_the_years_are_a_table_with_every_category_whose_sums_are_those_of_the_plan(shows: Shows) -> None:
    view = shows(worked_example())
    view.page.show_tab(YEARS)
    tab = view.page.tab(YEARS)
    assert isinstance(tab, YearsTab)
    model = tab.table.figures
    names = [row.name for row in model.rows]
    assert names[:3] == ["Software", "Integration", "Migration"]
    assert len(names) == 21 + 3 + 3
    whole = model.rows[names.index("All cost")]
    assert whole.cells[:2] == ("6.36", "9.85")
    assert whole.cells[10] == "55.53"
    present = model.rows[names.index("Present value")]
    assert present.cells[10] == "44.36"
    index = model.index(names.index("All cost"), 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "All cost, 1: 9.85"
    assert model.headerData(0, Qt.Orientation.Vertical) == "Software"


def test_the_name_of_a_row_stays_while_the_years_move(shows: Shows) -> None:
    view = shows(replace(worked_example(), years=30))
    view.page.show_tab(YEARS)
    QApplication.processEvents()
    tab = view.page.tab(YEARS)
    assert isinstance(tab, YearsTab)
    bar = tab.table.horizontalScrollBar()
    assert bar.maximum() > 0
    before = tab.table.verticalHeader().geometry()
    bar.setValue(bar.maximum())
    assert tab.table.verticalHeader().geometry() == before
    assert tab.table.verticalHeader().isVisible()


def test_sensitivities_are_sorted_by_size_with_the_figures_of_the_guide(shows: Shows) -> None:
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    rows = tab.changes.changes.rows
    assert rows[0].name == "As planned"
    sizes = [max(-row.start, row.end) for row in rows[1:]]
    assert sizes == sorted(sizes, reverse=True)
    assert rows[1].cells[:2] == ("64.82", "+46.1%")
    late = next(row for row in rows if "months late" in row.name)
    assert late.cells == ("42.01", "-5.3%", "12.12 (+9.3%)")
    assert (late.start < 0, late.end) == (True, 0.0)


def test_the_range_of_a_line_has_a_bar_of_its_own(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    assert not tab.ranges.isVisible()
    write(qtbot, view, "lines.software.low", "5")
    write(qtbot, view, "lines.software.high", "9")
    write(qtbot, view, "lines.licences.high", "0.3")
    assert view.page.pane.figures.total.range.text() == "from 51.98 to 66.58"
    view.page.show_tab(SENSITIVITIES)
    rows = tab.ranges.changes.rows
    assert [row.name for row in rows] == ["Software", "Licences"]
    assert rows[0].start < 0 < rows[0].end
    assert rows[1].start == 0


def test_another_plan_stands_beside_with_the_switching_value(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    cheap = worked_example("Cheaper")
    cheap = cheap.with_line(Category.SOFTWARE, replace(cheap.line(Category.SOFTWARE), amount=Decimal(5)))
    kept(context.desk, replace(cheap, discount_rate=Decimal("0.05")))
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    rows = {row.name: row.cells for row in tab.other.table.figures.rows}
    assert rows["Total"][0] == "55.53"
    assert float(rows["Total"][1]) < 55.53
    assert tab.other.warning.isVisible()
    assert "discount rate" in tab.other.warning.text()
    assert "Operations staff" in tab.other.switching.text()


def test_plans_in_another_currency_are_not_reckoned_against_each_other(
    shows: Shows, context: Context
) -> None:
    kept(context.desk, worked_example("Other", "dirhams"))
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    assert "currency" in tab.other.warning.text()
    assert not tab.other.switching.isVisible()


def test_a_plan_in_thousands_is_compared_with_one_in_millions(shows: Shows, context: Context) -> None:
    plan = worked_example("In thousands")
    lines = {
        category: line
        if category in (Category.CONTINGENCY, Category.CORRECTIVE, Category.ADAPTIVE, Category.INTERFACES)
        else replace(
            line,
            amount=line.amount * 1000 if line.amount is not None else None,
            by_year=tuple(ByYear(year, figure * 1000) for year, figure in line.by_year),
        )
        for category, line in plan.lines.items()
    }
    kept(context.desk, replace(plan, unit=Unit.THOUSAND, lines=lines))
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    assert tab.other.table.figures.rows[1].cells == ("44.36", "44.36", "0%")


@pytest.mark.parametrize(
    ("tab", "page"),
    [
        (INPUTS, "life-cycle-cost#categories"),
        (SENSITIVITIES, "life-cycle-cost#sensitivities"),
        (FUNDING, "sustainable-funding#options"),
    ],
)
def test_each_part_leads_to_the_section_that_explains_it(
    qtbot: QtBot, shows: Shows, context: Context, tab: str, page: str
) -> None:
    view = shows(worked_example())
    view.page.show_tab(tab)
    link = view.page.tab(tab).explained  # type: ignore[attr-defined]
    where = context.library.catalogue.where(Address.parse(page))
    assert where is not None
    assert where.title in link.text()
    link.setFocus()
    qtbot.keyClick(link, KEYS.Key_Space)
    assert context.library.place == Address.parse(page)


# --- who pays -------------------------------------------------------------------------------------------------


def funding(view: CostsView) -> FundingTab:
    """The tab that says who pays."""
    view.page.show_tab(FUNDING)
    tab = view.page.tab(FUNDING)
    assert isinstance(tab, FundingTab)
    QApplication.processEvents()
    return tab


def test_a_fee_by_the_value_of_goods_is_found_and_explained(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    fee = FundingLine(
        FundingModel.FEE, FundingBasis.PER_DECLARATION, fee=Decimal("12.3"), fee_form=FeeForm.VALUE,
        covers=Covers.RUN, first=2,
    )  # fmt: skip
    view = shows(replace(worked_example(), funding=(fee,)))
    tab = funding(view)
    notices = tab.found.notices
    assert "value of goods" in notices[0].said.text()
    assert "legal risk" in notices[1].said.text()
    assert notices[0].explained.text() == "Explained: Limits on fees"
    with qtbot.waitSignal(view.go_requested) as asked:
        qtbot.mouseClick(notices[0].check, Qt.MouseButton.LeftButton)
    assert context.library.resolve(str(asked.args[0])).page == "sustainable-funding-checklist"
    assert context.library.place.section == "I-C2"


def test_a_source_is_added_described_and_removed_and_comes_back(qtbot: QtBot, shows: Shows) -> None:
    view = shows(replace(worked_example(), funding=()))
    tab = funding(view)
    tab.menu.actions()[list(FundingModel).index(FundingModel.FEE)].trigger()
    (card,) = tab.cards
    assert card.model.hasFocus()
    assert not card.years.isVisible()
    card.fee.setFocus()
    qtbot.keyClicks(card.fee, "6.9")
    assert view.hand.plan.funding[0].fee == Decimal("6.9")
    rows = {row.name: row.cells for row in tab.money.figures.rows}
    assert rows["Not covered"][0] == "6.36"
    assert rows["Cost-based fee"][2] == "4.14"
    qtbot.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    assert tab.cards == []
    assert tab.add.hasFocus()
    qtbot.keyClick(tab.add, KEYS.Key_Z, CONTROL)
    (card,) = tab.cards
    assert card.fee.text() == "6.9"


def test_a_grant_that_ends_is_a_cliff_and_a_gap(shows: Shows) -> None:
    shares = tuple(ByYear(year, Decimal(1)) for year in range(4))
    grant = FundingLine(FundingModel.GRANT, FundingBasis.SHARE, by_year=shares, secured_to=3)
    view = shows(replace(worked_example(), funding=(grant,)))
    tab = funding(view)
    words = " ".join(notice.said.text() for notice in tab.found.notices)
    assert "stop after year 3" in words
    assert "Not every year is paid in full" in words
    missing = next(row for row in tab.money.figures.rows if row.name == "Not covered")
    assert missing.weight is Weight.WARNING


def test_how_a_source_pays_changes_what_is_asked(qtbot: QtBot, shows: Shows) -> None:
    view = shows(worked_example())
    card = funding(view).cards[0]
    assert card.years.isVisible()
    card.basis.setFocus()
    row = [value for _words, value in card.basis._entries].index(FundingBasis.REST)
    card.basis.setCurrentIndex(row)
    card.basis.activated.emit(row)
    assert view.hand.plan.funding[0].basis is FundingBasis.REST
    assert not card.years.isVisible()
    assert card.first.isVisible()
    assert not card.covers.isVisible()


def test_the_reserve_that_pays_for_the_first_refresh_is_set_aside_in_one_click(
    qtbot: QtBot, shows: Shows
) -> None:
    view = shows(replace(worked_example(), reserve=()))
    tab = funding(view)
    assert any("nothing is set aside" in notice.said.text() for notice in tab.found.notices)
    assert "0.62" in tab.reserve.fill.text()
    qtbot.mouseClick(tab.reserve.fill, Qt.MouseButton.LeftButton)
    assert view.hand.plan.reserve == worked_example().reserve
    assert tab.found.notices == []
    assert not tab.reserve.fill.isVisible()


# --- models ---------------------------------------------------------------------------------------------------


def test_the_model_of_figures_keeps_its_promises_while_rows_and_columns_change() -> None:
    model = FiguresModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    changed = []
    model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.column())))
    assert model.put(("0", "1"), [Row("A", ("1", "2")), Row("B", ("3", "4"), Weight.SUM)])
    assert not model.put(("0", "1"), [Row("A", ("1", "2")), Row("B", ("3", "5"), Weight.SUM)])
    assert changed == [(1, 1)], "only the row that differs is drawn anew"
    assert model.put(("0", "1", "2"), [Row("A", ("1", "2", "3"))])
    assert model.put((), [])
    assert model.rowCount() == model.columnCount() == 0
    assert tester.model() is model


def test_the_model_of_a_tornado_keeps_its_promises(shows: Shows) -> None:
    view = shows(worked_example())
    view.page.show_tab(SENSITIVITIES)
    tab = view.page.tab(SENSITIVITIES)
    assert isinstance(tab, SensitivitiesTab)
    model = TornadoModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = tab.changes.changes.rows
    model.put(("a", "b", "c", "d"), rows)
    model.put(("a", "b", "c", "e"), rows)
    model.put(("a", "b", "c", "e"), rows[:2])
    assert tester.model() is model
    assert model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole).endswith(rows[1].cells[1])


def test_the_tables_on_the_screen_are_sound(shows: Shows) -> None:
    view = shows(worked_example())
    testers = []
    for name in (YEARS, FUNDING):
        view.page.show_tab(name)
    for table in (view.page.tab(YEARS).table, funding(view).money):  # type: ignore[attr-defined]
        testers.append(
            QAbstractItemModelTester(table.figures, QAbstractItemModelTester.FailureReportingMode.Fatal)
        )
    view.hand.change("years", replace(view.hand.plan, years=12))
    view.hand.change("funding", replace(view.hand.plan, funding=()))
    view.page.show_tab(YEARS)
    assert view.page.tab(YEARS).table.figures.columnCount() == 14  # type: ignore[attr-defined]


# --- export ---------------------------------------------------------------------------------------------------


def test_the_workbook_is_offered_in_any_language_with_live_formulas(
    qtbot: QtBot, shows: Shows, context: Context
) -> None:
    view = shows(worked_example("Système A"))
    offers: list[Offer] = []
    assert context.exporting is not None
    context.exporting.asked.connect(offers.append)
    qtbot.mouseClick(view.page.export, Qt.MouseButton.LeftButton)
    (offer,) = offers
    assert offer.formats[0] == "xlsx"
    assert [one.name for one in view.offers()] == [offer.name]
    for language in context.library.edition.languages:
        book = offer.make(Wanted(language))
        assert isinstance(book, Workbook)
        assert book.language == language
        formulas = [cell for row in book.sheets[1].rows for cell in row if isinstance(cell, Formula)]
        assert any(round(cell.value, 2) == 55.53 for cell in formulas)


# --- the window around it -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(768, 500), (1100, 760)])
def test_the_figures_are_always_in_sight(qtbot: QtBot, shows: Shows, size: tuple[int, int]) -> None:
    view = shows(worked_example(), size)
    for name in (INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        words = " ".join(said(view))
        for figure in ("55.53", "44.36", "11.09"):
            assert figure in words, name
    assert view.page.tabs[OVERVIEW].isVisible() == (size[0] < 900)
    write(qtbot, view, SOFTWARE, "7")
    assert "55.53" not in " ".join(said(view))
    if size[0] < 900:
        view.page.tabs[OVERVIEW].click()
        assert view.page.pane.isVisible()
        view.resize(1200, 760)
        QApplication.processEvents()
        assert view.page.shown == INPUTS
        assert view.page.pane.isVisible()


def test_language_and_theme_switch_without_losing_what_is_typed(
    qtbot: QtBot, shows: Shows, context: Context, languages: Languages
) -> None:
    view = shows(worked_example())
    amount = write(qtbot, view, SOFTWARE, "6.5 millions")
    kept_field = view.page.planner.fields["lines.integration.amount"]
    bar = inputs(view).verticalScrollBar().value()
    for language in ("fr", "ar", "en"):
        context.library.set_language(language)
        languages.use(language)
        context.theme.use("dark" if language == "fr" else "light")
        QApplication.processEvents()
        assert amount.hasFocus()
        assert amount.text() == "6.5 millions"
        assert inputs(view).verticalScrollBar().value() == bar
        assert isinstance(kept_field, QLineEdit)
        assert kept_field.text() == ("1,2" if language == "fr" else "1.2")
        problem = inputs(view).rows[Category.SOFTWARE].problem
        assert problem.isVisible()


def test_a_plan_deleted_elsewhere_leads_back_to_the_list(shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    work = view.hand.work
    assert work is not None
    view.page.menu.actions()[1].trigger()
    assert not view.on_plan
    assert context.library.place == Address("costs")
    context.desk.undo()
    context.library.go(Address("costs", work.id))
    assert view.on_plan


def test_a_plan_changed_elsewhere_is_shown_as_it_is_now(shows: Shows, context: Context) -> None:
    view = shows(worked_example())
    work = view.hand.work
    assert work is not None
    other = replace(worked_example(), discount_rate=Decimal("0.1"))
    context.desk.write(WORKS, lambda: context.desk.works.save(work.id, body_of(other)))
    assert view.page.pane.figures.present.value.text() == "39.03"
    assert not view.hand.can_undo


def test_a_change_that_cannot_be_stored_is_kept_and_tried_again(
    qtbot: QtBot, shows: Shows, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ictguide_desktop.store.errors import TooLarge

    view = shows(worked_example())
    save = context.desk.works.save

    def refuse(*_given: object) -> None:
        raise TooLarge("“plan”", 1)

    monkeypatch.setattr(context.desk.works, "save", refuse)
    amount = write(qtbot, view, SOFTWARE, "7")
    with qtbot.waitSignal(context.desk.failed):
        qtbot.keyClick(amount, KEYS.Key_Tab)
    assert total(view) != "55.53"
    monkeypatch.setattr(context.desk.works, "save", save)
    assert view.hand.flush()
    assert stored(context.desk).line(Category.SOFTWARE).amount == 7


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_everything_the_keyboard_reaches_has_a_name(
    shows: Shows, context: Context, languages: Languages, language: str
) -> None:
    context.library.set_language(language)
    languages.use(language)
    view = shows(new_plan("Option B"))
    inputs(view).rows[Category.STAFF].set_open(True)
    for name in (INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        QApplication.processEvents()
        nameless = [path_to(widget) for widget in focusable(view) if not accessible_name(widget)]
        assert not nameless, name


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_word_is_cut_off(
    shows: Shows, context: Context, languages: Languages, language: str, zoom: int
) -> None:
    context.library.set_language(language)
    languages.use(language)
    context.theme.use("light", zoom)
    grant = FundingLine(
        FundingModel.GRANT, FundingBasis.SHARE, by_year=(ByYear(0, Decimal(1)),), fee_form=FeeForm.VALUE
    )
    plan = replace(worked_example(), funding=(grant, *worked_example().funding), reserve=())
    view = shows(plan, (1024 if zoom == 200 else 768, 520))
    inputs(view).rows[Category.STAFF].set_open(True)
    for name in (OVERVIEW, INPUTS, YEARS, SENSITIVITIES, FUNDING):
        view.page.show_tab(name)
        for _number in range(3):
            QApplication.processEvents()
        assert cut_off(view) == [], name
