"""A checklist in use, through the keys and clicks of an officer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from checklists import KEYS, Shows, focus, stored, top_of
from on_screen import forget, press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind, PageHead
from ictguide_desktop.model.user import TickState
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.checklist_run import SAVE_MS
from ictguide_desktop.ui.views.checklist_view import ChecklistView
from ictguide_desktop.ui.views.date_field import day_of
from ictguide_desktop.ui.views.view import Context

# --- ticking --------------------------------------------------------------------------------------------------


def test_officer_comes_from_search_ticks_and_types(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    item = items[-2]
    view = shows(item)
    row = view.rows[item]
    assert focus() is row.box
    assert row.opened
    assert 0 <= top_of(view, row) < view.area.viewport().height() - 60

    press(qtbot, row.box, KEYS.Key_Space)
    press(qtbot, row.box, KEYS.Key_Tab)
    assert focus() is row.panel.evidence
    qtbot.keyClicks(focus(), "Log of 3 November")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is row.panel.owner
    qtbot.keyClicks(focus(), "A. Mwamba")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is row.panel.date
    qtbot.keyClicks(focus(), "20/11/2026")
    press(qtbot, focus(), KEYS.Key_Tab)

    tick = stored(desk, checklist, item)
    assert (tick.state, tick.evidence, tick.owner) == (TickState.DONE, "Log of 3 November", "A. Mwamba")
    assert tick.date == "2026-11-20"


def test_first_tick_begins_a_run_that_has_a_name(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows()
    assert not view.head.runs.choice.isVisible()
    with qtbot.waitSignal(view.told):
        press(qtbot, view.rows[items[0]].box, KEYS.Key_Space)
    assert [run.name for run in desk.checklists.runs(checklist.id)] == ["First run"]
    assert view.head.runs.choice.currentText() == "First run"
    assert view.rows[items[0]].opened
    assert view.head.tally.text() == f"1 of {len(items)} done"
    press(qtbot, view.rows[items[1]].box, KEYS.Key_Space)
    assert len(desk.checklists.runs(checklist.id)) == 1


def test_space_and_n_go_through_the_states(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    box = view.rows[items[0]].box
    for key, state in (
        (KEYS.Key_Space, TickState.DONE),
        (KEYS.Key_Space, TickState.OPEN),
        (KEYS.Key_N, TickState.NOT_APPLICABLE),
        (KEYS.Key_Space, TickState.DONE),
        (KEYS.Key_N, TickState.NOT_APPLICABLE),
        (KEYS.Key_N, TickState.OPEN),
    ):
        press(qtbot, box, key)
        assert stored(desk, checklist, items[0]).state == state
        assert box.state == state


def test_items_that_do_not_apply_count_and_are_said(qtbot: QtBot, shows: Shows, items: list[str]) -> None:
    view = shows(items[0])
    press(qtbot, view.rows[items[0]].box, KEYS.Key_Space)
    press(qtbot, view.rows[items[1]].box, KEYS.Key_N)
    assert view.head.tally.text() == f"2 of {len(items)} done · 1 of them not applicable"
    assert view.head.bar.value() == 2
    assert view.head.bar.maximum() == len(items)


def test_single_letters_can_be_switched_off(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    desk.set("single_key_shortcuts", False)
    view = shows(items[0])
    press(qtbot, view.rows[items[0]].box, KEYS.Key_N)
    assert view.rows[items[0]].box.state == TickState.OPEN
    assert desk.checklists.runs(checklist.id) == ()


def test_by_mouse(qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]) -> None:
    view = shows()
    row = view.rows[items[0]]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() // 2, 14))
    assert row.opened
    QApplication.processEvents()
    qtbot.mouseClick(row.panel.apart, Qt.MouseButton.LeftButton)
    assert stored(desk, checklist, items[0]).state == TickState.NOT_APPLICABLE
    qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert stored(desk, checklist, items[0]).state == TickState.DONE
    assert not row.panel.apart.isChecked()


def test_menu_offers_the_three_states(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    box = shows(items[0]).rows[items[0]].box
    box.show_menu(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Not done yet"]
    press(qtbot, menu, KEYS.Key_Down)
    press(qtbot, menu, KEYS.Key_Down)
    press(qtbot, menu, KEYS.Key_Down)
    press(qtbot, menu, KEYS.Key_Return)
    assert stored(desk, checklist, items[0]).state == TickState.NOT_APPLICABLE


def test_ticks_are_there_after_a_new_start(
    qtbot: QtBot, shows: Shows, context: Context, desk: Desk, items: list[str], tmp_path: Path
) -> None:
    view = shows(items[0])
    press(qtbot, view.rows[items[0]].box, KEYS.Key_Space)
    view.rows[items[0]].panel.evidence.setPlainText("Seen on paper")
    view.hide()
    desk.database.close()

    again = Desk.open(tmp_path / "profile")
    other = ChecklistView(Context(context.library, again, context.theme))
    other.show_place(context.library.place)
    assert other.rows[items[0]].box.state == TickState.DONE
    assert other.run.answer(items[0]).evidence == "Seen on paper"
    assert other.head.tally.text() == f"1 of {len(items)} done"
    forget(other)
    again.close()


# --- evidence, owner, date ------------------------------------------------------------------------------------


def test_fields_are_made_only_when_an_item_is_opened(qtbot: QtBot, shows: Shows, items: list[str]) -> None:
    view = shows()
    assert view.findChildren(QPlainTextEdit) == []
    press(qtbot, view.rows[items[1]].box, KEYS.Key_Return)
    assert view.rows[items[1]].opened
    assert len(view.findChildren(QPlainTextEdit)) == 1
    press(qtbot, view.rows[items[1]].panel.evidence, KEYS.Key_Escape)
    assert not view.rows[items[1]].opened
    assert focus() is view.rows[items[1]].box


def test_what_is_typed_is_stored_while_the_typing_goes_on(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    evidence = view.rows[items[0]].panel.evidence
    evidence.setFocus()
    begun = datetime.now().astimezone()
    longest = ""
    while (datetime.now().astimezone() - begun).total_seconds() < 2 * SAVE_MS / 1000:
        qtbot.keyClicks(evidence, "a")
        qtbot.wait(40)
        if runs := desk.checklists.runs(checklist.id):
            longest = desk.checklists.ticks(runs[0].id)[items[0]].evidence
    assert longest, "nothing was stored before the typing paused"
    assert evidence.toPlainText().startswith(longest)
    assert evidence.hasFocus()


@pytest.mark.parametrize("leave", ["hide", "focus", "page", "close"])
def test_leaving_stores_at_once(
    qtbot: QtBot,
    shows: Shows,
    context: Context,
    desk: Desk,
    checklist: PageHead,
    items: list[str],
    leave: str,
) -> None:
    view = shows(items[0])
    owner = view.rows[items[0]].panel.owner
    owner.setFocus()
    qtbot.keyClicks(owner, "Head of post")
    match leave:
        case "hide":
            view.hide()
        case "close":
            view.close()
        case "focus":
            view.rows[items[0]].box.setFocus()
        case "page":
            context.library.go(Address(context.library.catalogue.of_kind(Kind.CHECKLIST)[1].id))
    assert stored(desk, checklist, items[0]).owner == "Head of post"


def test_a_date_that_is_none_is_said_and_never_stored(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    panel = view.rows[items[0]].panel
    panel.date.setFocus()
    qtbot.keyClicks(panel.date, "31/02/2026")
    press(qtbot, panel.date, KEYS.Key_Tab)
    assert "31/02/2026" in panel.date.accessibleDescription()
    assert panel.date.text() == "31/02/2026"
    assert desk.checklists.runs(checklist.id) == ()

    qtbot.mouseClick(panel.today, Qt.MouseButton.LeftButton)
    today = datetime.now().astimezone().date().isoformat()
    assert stored(desk, checklist, items[0]).date == today
    assert "31/02/2026" not in panel.date.accessibleDescription()

    panel.date.setFocus()
    panel.date.selectAll()
    press(qtbot, panel.date, KEYS.Key_Delete)
    panel.owner.setFocus()
    assert stored(desk, checklist, items[0]).date == ""


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-24", "2026-11-24"),
        (" 24.11.2026 ", "2026-11-24"),
        ("3/4/2026", "2026-04-03"),
        ("٢٤/١١/٢٠٢٦", "2026-11-24"),
        ("29/02/2025", ""),
        ("24/11/26", ""),
        ("soon", ""),
    ],
)
def test_days_in_the_ways_people_write_them(text: str, iso: str) -> None:
    day = day_of(text)
    assert (day.isoformat() if day else "") == iso


def test_folded_rows_say_what_was_noted(qtbot: QtBot, shows: Shows, items: list[str]) -> None:
    view = shows(items[0])
    row = view.rows[items[0]]
    row.panel.evidence.setPlainText("Register, page 12")
    press(qtbot, row.panel.evidence, KEYS.Key_Escape)
    said = [label.text() for label in row.findChildren(type(row._summary)) if label.isVisible()]
    assert any("Register, page 12" in text for text in said)
