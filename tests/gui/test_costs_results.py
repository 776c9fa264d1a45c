"""What follows from a cost plan: years, sensitivities, who pays, the models behind the tables, the workbook."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from planner import (
    CONTROL,
    KEYS,
    Shows,
    funding,
    kept,
    plan_shown,  # noqa: F401 - the fixture `shows`
    write,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.cost_plan import (
    ByYear,
    Category,
    Covers,
    FeeForm,
    FundingBasis,
    FundingLine,
    FundingModel,
    Unit,
)
from ictguide_desktop.assess.cost_proposals import worked_example
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.document import Formula, Workbook
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.ui.views.cost_page import FUNDING, INPUTS, SENSITIVITIES, YEARS
from ictguide_desktop.ui.views.cost_sensitivities import SensitivitiesTab
from ictguide_desktop.ui.views.cost_table import FiguresModel, Row, Weight
from ictguide_desktop.ui.views.cost_tornado import TornadoModel
from ictguide_desktop.ui.views.cost_years import YearsTab
from ictguide_desktop.ui.views.view import Context

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
