"""Finding words in the page that is shown, and the marks of what was searched for."""

from __future__ import annotations

from collections.abc import Callable

from on_screen import words_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program

Opens = Callable[..., Program]
MODULE = "trust-and-identity"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_find_in_page_counts_steps_and_ends(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    reader = one.window.reader
    view, bar = reader.view, reader.find_bar
    wanted = view.toPlainText().lower().count("registry")
    assert wanted > 3
    qtbot.keyClick(view, Qt.Key.Key_F, CONTROL)
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "registry")
    assert f"1 of {wanted}" in " ".join(words_of(bar).values())
    assert len(view.extraSelections()) == wanted
    first = view.textCursor().selectionStart()
    qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert f"2 of {wanted}" in " ".join(words_of(bar).values())
    second = view.textCursor().selectionStart()
    assert second > first
    assert view.viewport().rect().contains(view.cursorRect().center()), "the match is in sight"
    qtbot.keyClick(bar.field, Qt.Key.Key_F3, SHIFT)
    qtbot.keyClick(bar.field, Qt.Key.Key_F3, SHIFT)
    assert f"{wanted} of {wanted}" in " ".join(words_of(bar).values()), "it goes round"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert view.textCursor().selectionStart() == first
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not view.extraSelections()
    assert view.hasFocus()


def test_find_says_when_there_is_nothing_and_survives_a_switch(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    reader = one.window.reader
    qtbot.keyClick(reader.view, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(reader.find_bar.field, "zzzz")
    assert "Not on this page" in words_of(reader.find_bar).values()
    reader.find_bar.field.setText("PKI")
    one.desk.set("language", "fr")
    assert reader.find_bar.field.text() == "PKI"
    assert reader.find_bar.isVisible()
    assert len(reader.view.extraSelections()) == reader.view.toPlainText().lower().count("pki")


def test_find_begins_with_what_is_selected(qtbot: QtBot, program: Opens) -> None:
    one = program(MODULE)
    view = one.window.reader.view
    view.setTextCursor(view.document().find("trust registry"))
    qtbot.keyClick(view, Qt.Key.Key_F, CONTROL)
    assert one.window.reader.find_bar.field.text() == "trust registry"


def test_the_words_searched_for_are_marked_on_the_page_that_is_opened(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    field = one.window.top.search
    field.setFocus()
    qtbot.keyClicks(field, "registry")
    qtbot.waitUntil(lambda: one.window.search_box.popup.model.rowCount() > 0, timeout=5000)
    model = one.window.search_box.popup.model
    row = next(n for n in range(model.rowCount()) if str(model.target(n)).startswith("trust-and-identity#"))
    for _number in range(row):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    view = one.window.reader.view
    qtbot.waitUntil(lambda: bool(view.extraSelections()), timeout=2000)
    marked = {selection.cursor.selectedText().lower() for selection in view.extraSelections()}  # type: ignore[attr-defined]
    assert "registry" in marked
    assert view.hasFocus()
    one.desk.set("theme", "dark")
    assert view.extraSelections(), "marks outlive a change of theme"
    one.library.go("licence")
    assert not view.extraSelections(), "another page has none"
