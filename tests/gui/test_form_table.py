"""The table of a filled template: rows that come, go and move, cells that are written in, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from forms_shown import CONTROL, KEYS, REGISTER, Shows, begin, click, focus, row, stored, undo
from hypothesis import given
from hypothesis import strategies as st
from on_screen import press
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.forms import Form
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.models.rows_model import RowsModel
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.form_table import CellEditor, TableEntry
from ictguide_desktop.ui.views.forms_view import FormsView
from ictguide_desktop.ui.views.view import Context

ROWS = (("Owner", "decides", "2024"), ("Doer", "writes", "2025"))
OWNERS = "AR-F7"  # three columns


@pytest.fixture
def model(qapp: QApplication) -> RowsModel:
    """Two rows of three columns, examined at every change."""
    made = RowsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.name_columns(("Role", "What", "Since"))
    made.put(ROWS)
    return made


# --- the model ------------------------------------------------------------------------------------------------


def test_there_is_always_a_row_to_write_into(model: RowsModel) -> None:
    model.put(())
    assert (model.rowCount(), model.columnCount(), model.value) == (1, 3, ())
    model.setData(model.index(0, 1), "writes")
    assert model.value == (("", "writes", ""),)
    assert model.removeRows(0, 1)
    assert (model.rowCount(), model.value) == (1, ())


def test_rows_are_added_removed_and_moved(model: RowsModel) -> None:
    none = QModelIndex()
    assert model.insertRows(1, 1)
    model.setData(model.index(1, 0), "Partner")
    assert [line[0] for line in model.value] == ["Owner", "Partner", "Doer"]
    assert model.moveRows(none, 0, 1, none, 3)
    assert [line[0] for line in model.value] == ["Partner", "Doer", "Owner"]
    assert model.moveRows(none, 2, 1, none, 0)
    assert model.removeRows(1, 1)
    assert [line[0] for line in model.value] == ["Owner", "Doer"]


@pytest.mark.parametrize(
    "impossible",
    [
        lambda model: model.insertRows(5, 1),
        lambda model: model.removeRows(1, 2),
        lambda model: model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 1),
        lambda model: model.moveRows(QModelIndex(), 0, 1, QModelIndex(), 3),
        lambda model: model.setData(QModelIndex(), "x"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    model: RowsModel, impossible: Callable[[RowsModel], bool]
) -> None:
    assert not impossible(model)
    assert model.value == ROWS


def test_columns_are_renamed_in_place(qtbot: QtBot, model: RowsModel) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.headerDataChanged):
        model.name_columns(("Rôle", "Quoi", "Depuis"))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Quoi"
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Quoi: decides"
    assert model.value == ROWS


def test_cells_beyond_the_columns_of_today_stay(model: RowsModel) -> None:
    model.put((("a", "b", "c", "of before"),))
    assert model.columnCount() == 4
    model.setData(model.index(0, 0), "A")
    model.name_columns(("One", "Two"))
    assert model.value == (("A", "b", "c", "of before"),)


TABLES = st.lists(st.lists(st.sampled_from(["", " ", "a", "b c"]), max_size=4).map(tuple), max_size=4).map(
    tuple
)


@given(TABLES)
def test_what_is_put_in_comes_out(rows: tuple[tuple[str, ...], ...]) -> None:
    made = RowsModel()
    made.name_columns(("One", "Two"))
    made.put(rows)

    def full(lines: tuple[tuple[str, ...], ...]) -> list[list[str]]:
        cells = [[cell for cell in line if cell.strip()] for line in lines]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    assert full(made.value) == full(rows)
    before = made.value
    made.put(rows)
    assert made.value == before


# --- on the screen --------------------------------------------------------------------------------------------


def table_of(view: FormsView, field: str = OWNERS) -> TableEntry:
    """The table of a field."""
    entry = row(view, field).entry
    assert isinstance(entry, TableEntry)
    return entry


def test_a_row_is_added_and_written_by_keys(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, REGISTER)
    view = forms(work.id)
    entry = table_of(view)
    click(qtbot, entry.add)
    assert isinstance(focus(), CellEditor)
    assert focus().accessibleName() == "Role and name 1"
    for text in ("Owner", "decides"):
        qtbot.keyClicks(focus(), text)
        press(qtbot, focus(), KEYS.Key_Tab)
    qtbot.keyClicks(focus(), "2024")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is entry.add, "Tab is not caught in the table"
    assert stored(desk, work).rows(OWNERS) == (("Owner", "decides", "2024"),)
    click(qtbot, entry.add)
    assert entry.rows.rowCount() == 2
    qtbot.keyClicks(focus(), "Doer")
    qtbot.waitUntil(lambda: len(stored(desk, work).rows(OWNERS)) == 2, timeout=1500)
    assert isinstance(focus(), CellEditor), "storing does not close the cell"
    assert focus().toPlainText() == "Doer"  # type: ignore[attr-defined]


def test_tab_leaves_a_table_that_is_not_written_in(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, REGISTER, form=Form(REGISTER, {OWNERS: ROWS}))
    entry = table_of(forms(work.id))
    assert focus() is entry.table
    press(qtbot, focus(), KEYS.Key_Down)
    assert entry.table.currentIndex().row() == 1
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is entry.add
    press(qtbot, focus(), KEYS.Key_Backtab)
    press(qtbot, focus(), KEYS.Key_Return)
    assert isinstance(focus(), CellEditor)
    press(qtbot, focus(), KEYS.Key_Escape)
    assert focus() is entry.table
    press(qtbot, focus(), KEYS.Key_Delete)
    assert stored(desk, work).rows(OWNERS)[1] == ("", "writes", "2025")


def test_rows_move_and_go_by_their_buttons(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, REGISTER, form=Form(REGISTER, {OWNERS: ROWS}))
    entry = table_of(forms(work.id))
    assert not entry.up.isEnabled()
    click(qtbot, entry.down)
    assert stored(desk, work).rows(OWNERS) == ROWS[::-1]
    assert entry.table.currentIndex().row() == 1
    assert not entry.down.isEnabled()
    assert focus() is entry.table, "a button that can no longer be pressed lets go of the keyboard"
    click(qtbot, entry.remove)
    assert stored(desk, work).rows(OWNERS) == ROWS[1:]
    undo(qtbot)
    assert stored(desk, work).rows(OWNERS) == ROWS[::-1]
    undo(qtbot)
    assert stored(desk, work).rows(OWNERS) == ROWS
    assert entry.rows.value == ROWS


def test_cells_from_a_spreadsheet_are_pasted_as_cells(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, REGISTER)
    entry = table_of(forms(work.id))
    QApplication.clipboard().setText("Owner\tdecides\t2024\textra\r\nDoer\twrites\t2025\r\n")
    qtbot.keyClick(entry.table, KEYS.Key_V, CONTROL)
    assert stored(desk, work).rows(OWNERS) == ROWS
    entry.table.setCurrentIndex(entry.rows.index(1, 1))
    qtbot.keyClick(entry.table, KEYS.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "writes"


def test_a_long_cell_wraps_and_its_row_grows(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, REGISTER, form=Form(REGISTER, {OWNERS: ROWS}))
    entry = table_of(forms(work.id))
    before = entry.table.rowHeight(0)
    press(qtbot, focus(), KEYS.Key_Return)
    editor = focus()
    editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, "the head of the unit that answers for the register " * 3)
    QApplication.processEvents()
    assert entry.table.rowHeight(0) > before
    assert editor.height() >= entry.table.rowHeight(0) - 4, "all that is written can be seen"
    assert editor.verticalScrollBar().maximum() == 0  # type: ignore[attr-defined]
    assert focus() is editor
    press(qtbot, editor, KEYS.Key_Return)
    assert entry.table.currentIndex().row() == 1


def test_a_switch_of_language_leaves_the_cell_open(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context, languages: Languages
) -> None:
    work = begin(desk, REGISTER, form=Form(REGISTER, {OWNERS: ROWS}))
    entry = table_of(forms(work.id))
    press(qtbot, focus(), KEYS.Key_Return)
    editor = focus()
    editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, "Responsable")
    context.library.set_language("fr")
    languages.use("fr")
    QApplication.processEvents()
    assert focus() is editor
    assert editor.toPlainText() == "Responsable"  # type: ignore[attr-defined]
    assert entry.rows.headerData(0, Qt.Orientation.Horizontal) != "Role and name"
    QCoreApplication.processEvents()
