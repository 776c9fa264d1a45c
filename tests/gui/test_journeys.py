"""Three people at work, by keys and clicks only: an officer in Arabic, a manager between two languages, a leader who prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.user import TickState
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.dialogs.note import NoteDialog
from ictguide_desktop.ui.dialogs.printing import PrintDialog

Opens = Callable[..., Program]


class Keys:
    """Types as a person does, into whatever has the focus, and counts the keystrokes."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self._qtbot = qtbot
        self._program = program
        self.pressed = 0

    def focus(self) -> QWidget:
        """What the keyboard is in."""
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        return focus

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        self.pressed += 1
        self._qtbot.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        """A word, letter by letter."""
        for letter in text:
            self.pressed += 1
            # QTest types Latin letters only: an Arabic keyboard sends this.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, Qt.Key.Key_unknown.value, Qt.KeyboardModifier.NoModifier, letter))


def test_an_officer_in_arabic_closes_a_leavers_account(qtbot: QtBot, program: Opens, tmp_path: Path) -> None:
    one = program("home", lang="ar", audience="implementer")
    keys = Keys(qtbot, one)
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    keys.type("مغادر")
    qtbot.waitUntil(one.window.search_box.popup.isVisible)
    qtbot.waitUntil(lambda: one.window.search_box.popup.current_text() != "")
    keys.press(Qt.Key.Key_Return)
    assert keys.pressed <= 10
    assert one.library.place.page in ("trust-and-identity", "trust-and-identity-checklist", "insider-threat", "insider-threat-checklist")
    step = one.library.page(one.library.place.page).section(one.library.place.section)
    assert step is not None
    assert one.window.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # From the step to the checklist item it names, by the link in it.
    one.library.go("check:C-C1")
    assert one.library.place[:2] == ("trust-and-identity-checklist", "C-C1")
    view = one.window.stack.currentWidget()
    assert view is not None
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QCheckBox))
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(one.desk.checklists.runs("trust-and-identity-checklist")) == 1)
    qtbot.waitUntil(lambda: any(field.isVisible() for field in view.findChildren(QPlainTextEdit)))
    evidence = next(field for field in view.findChildren(QPlainTextEdit) if field.isVisible())
    for _number in range(12):
        if QApplication.focusWidget() is evidence:
            break
        keys.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is evidence, "Tab leads from the tick to its evidence"
    keys.type("قائمة 12 مايو، موقّعة")
    run = one.desk.checklists.runs("trust-and-identity-checklist")[0]
    qtbot.waitUntil(lambda: one.desk.checklists.ticks(run.id)["C-C1"].evidence == "قائمة 12 مايو، موقّعة", timeout=3000)
    with Database.open(tmp_path / "profile") as database:
        tick = Checklists(database).ticks(run.id)["C-C1"]
    assert tick.state == TickState.DONE


def test_a_manager_reads_beside_french_and_comes_back_to_a_note(qtbot: QtBot, program: Opens, tmp_path: Path) -> None:
    one = program("trust-and-identity#set-up", audience="manager")
    menu = one.window.menus.choices["beside"]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if "Français" in action.text()).trigger()
    assert one.window.reader.beside is not None
    left, right = one.window.reader.view, one.window.reader.beside
    qtbot.waitUntil(lambda: right.shown is not None and right.shown.language == "fr")
    qtbot.waitUntil(lambda: _level(left.block_tops(), right.block_tops()), timeout=3000)
    assert left.verticalScrollBar().value() == right.verticalScrollBar().value() > 0

    left.setFocus()
    address = one.window.block_meant()
    assert address.page == "trust-and-identity"
    assert address.section

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        qtbot.keyClicks(dialog.field, "Ask who signs for the registry")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    QTimer.singleShot(100, write)
    qtbot.keyClick(left, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: one.desk.bookmarks.count() == 1)
    one.window.activateWindow()
    qtbot.waitUntil(one.window.isActiveWindow)
    qtbot.keyClick(left, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not one.window.isVisible())
    program.close(one)  # type: ignore[attr-defined]

    with Database.open(tmp_path / "profile") as database:
        (mark,) = Bookmarks(database).all()
    assert (mark.address, mark.note, mark.lang) == (address, "Ask who signs for the registry", "en")
    assert mark.quote

    again = program("", lang=None)
    again.desk.set("first_start_done", True)
    again.library.go("home")
    qtbot.keyClick(again.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert again.library.place.page == "bookmarks"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert again.library.place == address
    assert again.window.reader.beside is not None, "the second language is remembered too"


def _level(one: dict[str, float], other: dict[str, float]) -> bool:
    shared = [name for name in one if name in other and not name.startswith("source")]
    return bool(shared) and all(abs(one[name] - other[name]) <= 3 for name in shared)


def test_a_leader_in_french_reads_four_summaries_and_prints(
    qtbot: QtBot, program: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = program("home", lang="fr", audience="leader")
    read = []
    for number in range(4):
        home = one.window.stack.currentWidget()
        assert home is not None
        qtbot.waitUntil(lambda home=home: sum(card.isVisible() for card in home.findChildren(Card)) > 4)
        cards = [card for card in home.findChildren(Card) if card.isVisible()]
        qtbot.mouseClick(cards[number], Qt.MouseButton.LeftButton)
        assert one.library.place.section == "summary"
        page = one.library.page(one.library.place.page)
        assert page.head.lang == "fr"
        assert page.head.title in one.window.reader.view.toPlainText()
        assert one.window.reader.view.shown is not None
        assert "pitfalls" in one.window.reader.view.shown.folded, "what is for others is folded away"
        read.append(page.head.id)
        qtbot.keyClick(one.window.reader.view, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
        assert one.library.place.page == "home"
    assert len(set(read)) == 4

    one.library.go("executive-guide#brief")
    out = tmp_path / "note.pdf"

    def save() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintDialog)
        dialog.what.setCurrentIndex(dialog.what.count() - 1)
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(out), ""))
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(200, save)
    qtbot.keyClick(one.window.reader.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(out.is_file, timeout=10_000)
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    brief = one.library.page("executive-guide").section("brief")
    assert brief is not None
    assert "".join(brief.title.split()) in "".join(text.split())
    assert len(PdfReader(out).pages) <= 2, "the two-page brief"


