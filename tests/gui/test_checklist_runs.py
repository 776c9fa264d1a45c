"""Runs of a checklist, and what a change of language, role, size or disk does to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from checklists import KEYS, Shows, focus, stored, top_of
from on_screen import press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Audience, CheckItem, PageHead, plain
from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.model.user import Tick, TickState
from ictguide_desktop.services.desk import CHECKLISTS, Desk
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.checklist_view import ChecklistView
from ictguide_desktop.ui.views.view import Context

# --- runs -----------------------------------------------------------------------------------------------------


def begin(qtbot: QtBot, view: ChecklistView, name: str) -> None:
    """A new run, by keys."""
    qtbot.mouseClick(view.head.runs.new, Qt.MouseButton.LeftButton)
    assert focus() is view.head.runs.naming.name
    qtbot.keyClicks(focus(), name)  # the name proposed is selected, and replaced
    press(qtbot, focus(), KEYS.Key_Return)


def test_runs_keep_their_answers_apart(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    begin(qtbot, view, "Post Kasumbalesa")
    row = view.rows[items[0]]
    press(qtbot, row.box, KEYS.Key_Space)
    row.panel.evidence.setPlainText("Seen at the post")
    begin(qtbot, view, "Post Mokambo")
    assert row.box.state == TickState.OPEN
    assert row.panel.evidence.toPlainText() == ""

    choice = view.head.runs.choice
    choice.setFocus()
    press(qtbot, choice, KEYS.Key_Up)
    assert choice.currentText() == "Post Kasumbalesa"
    assert row.box.state == TickState.DONE
    assert row.panel.evidence.toPlainText() == "Seen at the post"
    assert [run.name for run in desk.checklists.runs(checklist.id)] == ["Post Kasumbalesa", "Post Mokambo"]


def test_a_name_that_is_taken_is_refused_in_words(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead
) -> None:
    view = shows()
    begin(qtbot, view, "Post Mokambo")
    begin(qtbot, view, "post mokambo ")
    naming = view.head.runs.naming
    assert naming.isVisible()
    assert "already" in naming.name.accessibleDescription()
    assert not naming.take.isEnabled()
    press(qtbot, naming.name, KEYS.Key_Escape)
    assert not naming.isVisible()
    assert len(desk.checklists.runs(checklist.id)) == 1


def test_a_run_gets_another_name(qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead) -> None:
    view = shows()
    begin(qtbot, view, "Post")
    view.head.runs.rename_action.trigger()
    qtbot.keyClicks(focus(), "Post of the river")
    press(qtbot, focus(), KEYS.Key_Return)
    assert desk.checklists.runs(checklist.id)[0].name == "Post of the river"
    assert view.head.runs.choice.currentText() == "Post of the river"


def test_emptying_asks_first_and_can_be_undone(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    row, runs = view.rows[items[0]], view.head.runs
    press(qtbot, row.box, KEYS.Key_Space)
    row.panel.evidence.setPlainText("Log")
    runs.reset_action.trigger()
    assert runs.confirming.isVisible()
    assert focus() is runs.confirming.keep
    press(qtbot, focus(), KEYS.Key_Space)
    assert stored(desk, checklist, items[0]).evidence == "Log"

    runs.reset_action.trigger()
    with qtbot.waitSignal(desk.undo_offered):
        qtbot.mouseClick(runs.confirming.empty, Qt.MouseButton.LeftButton)
    assert (row.box.state, row.panel.evidence.toPlainText()) == (TickState.OPEN, "")
    assert view.head.bar.value() == 0

    desk.undo()
    assert (row.box.state, row.panel.evidence.toPlainText()) == (TickState.DONE, "Log")
    assert stored(desk, checklist, items[0]).state == TickState.DONE


def test_a_deleted_run_comes_back_with_its_answers(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    begin(qtbot, view, "One")
    press(qtbot, view.rows[items[0]].box, KEYS.Key_Space)
    begin(qtbot, view, "Two")
    press(qtbot, view.rows[items[1]].box, KEYS.Key_Space)
    with qtbot.waitSignal(desk.undo_offered):
        view.head.runs.delete_action.trigger()
    assert view.head.runs.choice.currentText() == "One"
    assert view.rows[items[1]].box.state == TickState.OPEN
    desk.undo()
    assert view.head.runs.choice.currentText() == "Two"
    assert view.rows[items[1]].box.state == TickState.DONE


# --- language, audience, size ---------------------------------------------------------------------------------


def test_switching_language_keeps_text_cursor_and_place(
    qtbot: QtBot, shows: Shows, context: Context, desk: Desk, items: list[str], languages: Languages
) -> None:
    item = items[len(items) // 2]
    view = shows(item)
    row = view.rows[item]
    evidence = row.panel.evidence
    evidence.setFocus()
    qtbot.keyClicks(evidence, "half a sente")
    cursor = evidence.textCursor()
    cursor.setPosition(4)
    evidence.setTextCursor(cursor)
    before, english = top_of(view, row), row.box.accessibleName()

    languages.use("ar")
    context.library.set_language("ar")
    qtbot.waitUntil(lambda: view.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert row.box.accessibleName() != english
    assert focus() is evidence
    assert (evidence.toPlainText(), evidence.textCursor().position()) == ("half a sente", 4)
    assert abs(top_of(view, row) - before) <= 2
    assert row.box.mapTo(view, QPoint(0, 0)).x() > view.width() // 2, "the row is not mirrored"

    languages.use("en")
    context.library.set_language("en")
    QApplication.processEvents()
    assert row.box.accessibleName() == english
    assert abs(top_of(view, row) - before) <= 2


def test_larger_text_keeps_the_item_under_the_eye(
    qtbot: QtBot, shows: Shows, context: Context, items: list[str]
) -> None:
    item = items[len(items) // 2]
    view = shows(item)
    before = top_of(view, view.rows[item])
    for zoom in (200, 80, 100):
        context.theme.use("dark", zoom)
        qtbot.wait(20)  # Qt polishes what it left for later
        assert abs(top_of(view, view.rows[item]) - before) <= 2


@pytest.mark.parametrize("zoom", [80, 200])
def test_nothing_is_cut_off_at_the_edge(
    qtbot: QtBot, shows: Shows, context: Context, items: list[str], zoom: int
) -> None:
    context.theme.use("light", zoom)
    view = shows(items[0], (770, 540))
    qtbot.waitUntil(lambda: view.area.horizontalScrollBar().maximum() == 0)
    for row in view.rows.values():
        assert row.height() >= row.heightForWidth(row.width())


def test_items_for_others_are_counted_and_shown_by_one_click(
    qtbot: QtBot, shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    desk, library = context.desk, context.library
    desk.set("audience", "leader")
    library.set_audience(Audience.LEADER)
    sections = {section.id: section for section in library.page(checklist.id).sections}
    mine = [item for item in items if Audience.LEADER in sections[item].audiences]
    assert 0 < len(mine) < len(items)

    view = shows()
    assert [item for item, row in view.rows.items() if row.isVisible()] == mine
    assert view.head.filtered.isVisible()
    assert str(len(items) - len(mine)) in view.head.show_all.accessibleDescription()
    qtbot.mouseClick(view.head.show_all, Qt.MouseButton.LeftButton)
    assert all(row.isVisible() for row in view.rows.values())
    assert not view.head.filtered.isVisible()
    assert desk.text("audience") == ""


def test_an_item_that_was_searched_for_is_never_hidden(
    shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    context.library.set_audience(Audience.LEADER)
    sections = {section.id: section for section in context.library.page(checklist.id).sections}
    other = next(item for item in items if Audience.LEADER not in sections[item].audiences)
    view = shows(other)
    assert view.rows[other].isVisible()
    assert focus() is view.rows[other].box


def test_a_change_of_audience_keeps_what_is_typed(
    qtbot: QtBot, shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    sections = {section.id: section for section in context.library.page(checklist.id).sections}
    mine = next(item for item in items if Audience.IMPLEMENTER in sections[item].audiences)
    view = shows(mine)
    evidence = view.rows[mine].panel.evidence
    evidence.setFocus()
    qtbot.keyClicks(evidence, "half")
    context.library.set_audience(Audience.IMPLEMENTER)
    view.show_place(context.library.place)  # as the window does
    assert focus() is evidence
    assert evidence.toPlainText() == "half"


# --- places, speech, failures ---------------------------------------------------------------------------------


def test_arrows_walk_and_the_place_is_noted(
    qtbot: QtBot, shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    press(qtbot, view.rows[items[0]].box, KEYS.Key_Down)
    assert focus() is view.rows[items[1]].box
    assert context.library.place == Address(checklist.id, items[1])
    press(qtbot, focus(), KEYS.Key_Up)
    press(qtbot, focus(), KEYS.Key_Up)
    assert focus() is view.rows[items[0]].box
    context.library.go("home")
    context.library.go_back()
    assert context.library.place == Address(checklist.id, items[0])
    assert not context.library.can_go_back, "walking through the items filled the history"


def test_links_lead_to_the_explanation(
    qtbot: QtBot, shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    page = context.library.page(checklist.id)
    block = next(b for _a, _s, b in page.blocks() if isinstance(b, CheckItem))
    with qtbot.waitSignal(view.go_requested) as asked:
        qtbot.mouseClick(view.rows[items[0]].link, Qt.MouseButton.LeftButton)
    assert asked.args == [block.explains]
    with qtbot.waitSignal(view.go_requested) as asked:
        view.head.crumb.setFocus()
        press(qtbot, view.head.crumb, KEYS.Key_Tab)
        press(qtbot, view.head.crumb, KEYS.Key_Return)
    assert context.library.resolve(asked.args[0])


def test_screen_readers_hear_code_statement_and_state(
    qtbot: QtBot, shows: Shows, context: Context, checklist: PageHead, items: list[str]
) -> None:
    view = shows(items[0])
    page = context.library.page(checklist.id)
    block = next(b for _a, _s, b in page.blocks() if isinstance(b, CheckItem))
    box = view.rows[items[0]].box
    spoken = QAccessible.queryAccessibleInterface(box)
    assert spoken.text(QAccessible.Text.Name) == f"{items[0]}. {plain(block.statement)} Not done yet."
    assert spoken.state().checkable  # type: ignore[attr-defined]
    press(qtbot, box, KEYS.Key_Space)
    assert spoken.text(QAccessible.Text.Name).endswith(" Done.")
    assert spoken.state().checked  # type: ignore[attr-defined]
    press(qtbot, box, KEYS.Key_N)
    assert spoken.text(QAccessible.Text.Name).endswith(" Not applicable.")
    assert spoken.state().checkStateMixed  # type: ignore[attr-defined]


def test_everything_that_takes_the_keyboard_has_a_name(shows: Shows, items: list[str]) -> None:
    view = shows(items[0])
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view):
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken.text(QAccessible.Text.Name), widget


def test_a_full_disk_shows_what_is_stored_and_loses_no_text(
    qtbot: QtBot, shows: Shows, desk: Desk, checklist: PageHead, items: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # fmt: skip
    view = shows(items[0])
    row = view.rows[items[0]]
    press(qtbot, row.box, KEYS.Key_Space)

    def full(*_given: object, **_more: object) -> Tick:
        raise NoSpace(tmp_path)

    with monkeypatch.context() as broken:
        broken.setattr(desk.checklists, "tick", full)
        with qtbot.waitSignal(desk.failed):
            press(qtbot, row.box, KEYS.Key_Space)
        assert row.box.state == TickState.DONE
        qtbot.keyClicks(row.panel.evidence, "written on a full disk")
        with qtbot.waitSignal(desk.failed):
            row.panel.owner.setFocus()
        desk.changed.emit(CHECKLISTS)
        assert row.panel.evidence.toPlainText() == "written on a full disk"
    view.hide()
    assert stored(desk, checklist, items[0]).evidence == "written on a full disk"


def test_data_that_came_from_elsewhere_are_shown(shows: Shows, desk: Desk, checklist: PageHead, items: list[str]) -> None:  # fmt: skip
    view = shows(items[0])
    run = desk.checklists.start(checklist.id, "From a stick")
    desk.checklists.tick(run.id, items[2], state=TickState.DONE, owner="M. Diallo")
    desk.reload()
    assert view.head.runs.choice.currentText() == "From a stick"
    assert view.rows[items[2]].box.state == TickState.DONE


def test_in_the_window_search_place_and_language_work_together(
    qtbot: QtBot, program: Callable[..., Program], checklist: PageHead, items: list[str]
) -> None:
    opened = program(f"{checklist.id}#{items[3]}")
    view = opened.window.stack.currentWidget()
    assert isinstance(view, ChecklistView)
    row = view.rows[items[3]]
    assert focus() is row.box
    press(qtbot, row.box, KEYS.Key_Space)
    press(qtbot, row.box, KEYS.Key_Tab)
    qtbot.keyClicks(focus(), "written in English")
    before = top_of(view, row)
    opened.desk.set("language", "fr")
    qtbot.waitUntil(lambda: opened.window.library.language == "fr")
    QApplication.processEvents()
    assert focus() is row.panel.evidence
    assert row.panel.evidence.toPlainText() == "written in English"
    assert abs(top_of(view, row) - before) <= 2


def test_who_reads_elsewhere_on_the_page_is_not_carried_off(
    qtbot: QtBot, program: Callable[..., Program], checklist: PageHead, items: list[str]
) -> None:
    opened = program(f"{checklist.id}#{items[0]}")
    view = opened.window.stack.currentWidget()
    assert isinstance(view, ChecklistView)
    opened.window.top.search.setFocus()
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.wait(20)
    row = next(row for row in view.rows.values() if top_of(view, row) + row.height() > 0)
    before = top_of(view, row)
    for key, value in (("language", "ar"), ("band", ""), ("zoom", 120), ("language", "en")):
        opened.desk.set(key, value)
        qtbot.wait(20)
        assert abs(top_of(view, row) - before) <= 2, key
        assert opened.window.top.search.hasFocus(), key
