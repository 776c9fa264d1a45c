"""Searching from the top bar: typing is never disturbed, only the newest answer is shown, and everything works by keyboard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from on_screen import answered, type_, words_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.search.engine import Engine
from ictguide_desktop.services.finder import Found
from ictguide_desktop.ui.actions import Act

Opens = Callable[..., Program]
SECOND_PER_KEY_MS = 66
CONTROL = Qt.KeyboardModifier.ControlModifier


def popup_list(one: Program) -> QListView:
    """The list of answers."""
    return one.window.search_box.popup.findChildren(QListView)[0]


# --- typing (R-04) --------------------------------------------------------------------------------------------


def test_fifteen_keys_a_second_leave_the_text_as_typed(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    field = one.window.top.search
    shown: list[str] = []
    late: list[str] = []
    popup = one.window.search_box.popup
    show = popup.show_found

    def watch(found: Found) -> None:
        if found.results.query.text != field.text().strip():
            late.append(found.results.query.text)
        shown.append(found.results.query.text)
        show(found)

    popup.show_found = watch  # type: ignore[method-assign]
    one.window.focus_search()
    typed = ""
    for letter in "trust registry keys":
        qtbot.keyClick(field, letter)
        typed += letter
        assert field.text() == typed
        assert field.hasFocus()
        qtbot.wait(SECOND_PER_KEY_MS)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == typed, timeout=5000)
    assert not late, "an answer to what is no longer asked was shown"
    assert popup.model.rowCount() > 0
    assert field.cursorPosition() == len(typed)


def test_of_many_questions_only_the_last_is_answered(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "password")
    heard: list[Found] = []
    one.finder.found.connect(heard.append)
    field = one.window.top.search
    field.clear()
    type_(field, "customs officer")
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    qtbot.wait(200)
    assert [found.results.query.text for found in heard] == ["customs officer"]


def test_the_window_answers_while_the_search_runs(
    qtbot: QtBot, program: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = program("home")
    answered(qtbot, one, "key")
    real, free = Engine.search, threading.Event()

    def slow(self: Engine, *args: object, **more: object) -> object:
        free.wait(5)
        return real(self, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "search", slow)
    field = one.window.top.search
    started = time.monotonic()
    type_(field, "s and locks")
    qtbot.wait(150)
    assert time.monotonic() - started < 2, "the keyboard waits for the search"
    assert field.text() == "keys and locks"
    free.set()
    qtbot.waitUntil(lambda: one.window.search_box.popup.model.rowCount() > 0, timeout=5000)


# --- loading (R-05) -------------------------------------------------------------------------------------------


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds back the opening of every index until it is set."""
    opened, real = threading.Event(), Engine.open

    def slow(*args: object, **more: object) -> Engine:
        opened.wait(10)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "open", slow)
    yield opened
    opened.set()


def test_a_search_while_the_index_opens_waits_and_is_answered(
    qtbot: QtBot, program: Opens, gate: threading.Event
) -> None:
    one = program("home")
    box = one.window.search_box
    one.window.focus_search()
    qtbot.keyClicks(one.window.top.search, "credential")
    for _number in range(6):
        qtbot.wait(50)
        said = " ".join(words_of(box.popup).values()) if box.popup.isVisible() else ""
        assert "Nothing" not in said, "nothing found is said before anything was searched"
        assert box.popup.model.rowCount() == 0
    gate.set()
    qtbot.waitUntil(lambda: box.popup.isVisible() and box.popup.model.rowCount() > 0, timeout=5000)


def test_an_index_that_cannot_be_opened_is_said(
    qtbot: QtBot, program: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> Engine:
        raise OSError("The index cannot be read.")

    monkeypatch.setattr(Engine, "open", refuse)
    one = program("home")
    one.window.focus_search()
    qtbot.keyClicks(one.window.top.search, "credential")
    qtbot.waitUntil(one.window.search_box.popup.isVisible, timeout=5000)
    assert "The index cannot be read." in words_of(one.window.search_box.popup).values()


# --- choosing -------------------------------------------------------------------------------------------------


def test_arrows_enter_and_escape(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    field, popup = one.window.top.search, one.window.search_box.popup
    answered(qtbot, one, "credential")
    rows = popup_list(one)
    assert rows.currentIndex().row() == 0
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert rows.currentIndex().row() == 2
    assert field.accessibleDescription() == popup.current_text()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert rows.currentIndex().row() == 1
    assert field.hasFocus()
    target = popup.model.target(1)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert target is not None
    assert one.library.place == target
    one.window.focus_search()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field.text() == "credential", "the first Escape closes the answers, and keeps the words"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert not field.hasFocus()


def test_a_click_on_an_answer_opens_it(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "credential")
    rows = popup_list(one)
    target = one.window.search_box.popup.model.target(1)
    where = rows.visualRect(rows.model().index(1, 0)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert one.library.place == target


@pytest.mark.parametrize("where", ["page", "contents", "status", "bar"])
def test_a_click_elsewhere_closes_the_answers(qtbot: QtBot, program: Opens, where: str) -> None:
    one = program("licence")
    window = one.window
    answered(qtbot, one, "credential")
    widget, at = {
        "page": (window.reader.view.viewport(), QPoint(20, 600)),
        "contents": (window.contents.tree.viewport(), QPoint(120, 640)),
        "status": (window.status, QPoint(400, 10)),
        "bar": (window.top, QPoint(window.top.search.geometry().right() + 4, 3)),
    }[where]
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
    assert not window.search_box.popup.isVisible()
    assert window.top.search.text() == "credential"


def test_a_click_between_the_answers_does_not_close_them(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    answered(qtbot, one, "credential")
    popup = one.window.search_box.popup
    qtbot.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(popup.width() - 4, 4))
    assert popup.isVisible()


def test_the_answers_stand_beneath_the_field_in_both_directions(qtbot: QtBot, program: Opens) -> None:
    for lang, text in (("en", "credential"), ("ar", "حساب")):
        for size in ((1280, 800), (1024, 600)):
            one = program("home", lang=lang, size=size)
            answered(qtbot, one, text)
            popup, field = one.window.search_box.popup, one.window.top.search
            QApplication.processEvents()
            below = field.mapTo(one.window, QPoint(0, field.height()))
            assert one.window.rect().contains(popup.geometry())
            assert popup.y() >= below.y()
            assert popup.geometry().left() <= below.x() + 4
            assert (
                popup.geometry().right() >= below.x() + field.width() - 4
                or popup.geometry().right() >= one.window.width() - 40
            )
            program.close(one)  # type: ignore[attr-defined]


def test_words_go_with_one_to_the_large_search(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "credential")
    qtbot.keyClick(one.window.top.search, Qt.Key.Key_F, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    view = one.window.stack.currentWidget()
    assert one.library.place.page == "search"
    assert not one.window.search_box.popup.isVisible()
    assert view.field.text() == "credential"  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: view.model.rowCount() > 12, timeout=5000)  # type: ignore[union-attr]


def test_an_answer_that_comes_too_late_does_not_open_the_popup_again(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    answered(qtbot, one, "key")
    field = one.window.top.search
    with qtbot.waitSignal(one.finder.found, timeout=5000):
        type_(field, "s")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not one.window.search_box.popup.isVisible()


def test_an_empty_field_shows_no_answers(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    answered(qtbot, one, "credential")
    field = one.window.top.search
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert not one.window.search_box.popup.isVisible()


def test_the_key_hint_makes_room_for_words(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    hint = one.window.top._key_hint
    assert hint.isVisible()
    qtbot.keyClick(one.window.contents.tree, Qt.Key.Key_K, CONTROL)
    assert one.window.top.search.hasFocus()
    qtbot.keyClicks(one.window.top.search, "a")
    assert not hint.isVisible()
    assert one.window.actions_[Act.SEARCH].shortcuts()
