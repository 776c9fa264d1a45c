"""What a screen reader hears and what the keyboard reaches: every view and dialog, in every language (R-19)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from on_screen import accessible_name, focusable, in_dialog, path_to, role, visible
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGraphicsView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Scope
from ictguide_desktop.services.desk import BOOKMARKS
from ictguide_desktop.ui.actions import COMMANDS, Act
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.dialogs.note import NoteDialog
from ictguide_desktop.ui.dialogs.preferences import PreferencesDialog
from ictguide_desktop.ui.dialogs.printing import PrintDialog
from ictguide_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from ictguide_desktop.ui.reader.page_view import PageView

Opens = Callable[..., Program]
CHECKLIST = "trust-and-identity-checklist"
VIEWS = (
    "home",
    "licence",
    "glossary",
    "checklists",
    CHECKLIST,
    "cases",
    "templates",
    "bookmarks",
    "history",
    "search",
    "assessment",
    "results",
    "roadmap",
    "brief",
    "costs",
    "forms",
    "ethics-tier",
)
DIALOGS = {
    Act.PREFERENCES: PreferencesDialog, Act.SHORTCUTS: ShortcutsDialog, Act.ABOUT: QDialog, Act.NOTE: NoteDialog, Act.PRINT: PrintDialog,
}  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier
TAB, BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


def furnished(program: Opens, target: str = "home", **given: object) -> Program:
    """The program with a bookmark, a folder, a begun checklist and a begun assessment."""
    one = program(target, **given)
    marks = one.desk.bookmarks
    one.desk.write(BOOKMARKS, lambda: marks.add_folder("For Monday"))
    one.desk.write(
        BOOKMARKS,
        lambda: marks.add(
            Address("scope"), lang="en", title="Scope", quote="What the guide covers", note="Ask"
        ),
    )
    one.desk.checklists.start(CHECKLIST, "Post B")
    begun = one.window.assessing.start("Look", "Customs", "ict", "2026", "2026-11-20", Scope.ALL)
    assert begun is not None
    for question in ("D1.1", "D5.1", "D5.2"):
        one.window.assessing.answer(begun.id, question, score=1)
    return one


def settle() -> None:
    """Let the window lay itself out."""
    for _number in range(3):
        QApplication.processEvents()


def assert_all_named(root: QWidget, where: str) -> None:
    """Everything that can have the keyboard has a name and is something."""
    nameless = [path_to(w) for w in focusable(root) if not accessible_name(w)]
    assert not nameless, where
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)
    assert not [
        path_to(w) for w in focusable(root) if role(w) in vague and not isinstance(w, QGraphicsView)
    ], where


# --- names and roles ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_everything_the_keyboard_reaches_has_a_name_and_a_role(program: Opens, lang: str) -> None:
    one = furnished(program, lang=lang)
    for target in (*VIEWS, "welcome"):
        one.library.go(target)
        settle()
        assert_all_named(one.window, f"{target} in {lang}")


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize("act", DIALOGS)
def test_every_dialog_says_what_it_is_and_lets_go_of_the_keyboard(
    qtbot: QtBot, program: Opens, lang: str, act: Act
) -> None:
    one = program("licence", lang=lang)

    def look(dialog: QDialog) -> None:
        settle()
        assert dialog.windowTitle()
        assert_all_named(dialog, f"{act} in {lang}")
        assert_tab_reaches_all(qtbot, dialog)
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), "Escape closes it"

    in_dialog(DIALOGS[act], one.window.actions_[act].trigger, look)


def test_a_card_is_a_button_and_says_all_its_words(qtbot: QtBot, program: Opens) -> None:
    one = program("cases")
    card = visible(one.window.stack.currentWidget(), Card)[0]  # type: ignore[arg-type]
    head = next(
        iter(one.library.catalogue.of_kind(one.library.catalogue.pages["costa-rica-ransomware"].kind))
    )
    assert role(card) == QAccessible.Role.Button
    assert head.title in accessible_name(card)
    assert head.place in accessible_name(card)
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert one.library.place == Address(head.id)


def test_the_page_is_a_text_that_can_be_read_aloud(program: Opens) -> None:
    one = program("licence")
    view = one.window.reader.view
    interface = QAccessible.queryAccessibleInterface(view)
    text = interface.textInterface()
    assert text is not None
    assert "MIT" in text.text(0, text.characterCount())
    assert accessible_name(view) == one.library.catalogue.pages["licence"].title


# --- the way of the Tab key -----------------------------------------------------------------------------------


def walk(qtbot: QtBot, root: QWidget, key: Qt.Key, most: int = 400) -> Iterator[QWidget]:
    """The widgets the key stops at, from where the keyboard is until it comes round."""
    first = focus_of(root)
    yield first
    for _number in range(most):
        qtbot.keyClick(focus_of(root), key)
        now = focus_of(root)
        if now is first and not (isinstance(now, PageView) and now.textCursor().hasSelection()):
            return
        yield now
    pytest.fail(f"after {most} steps the keyboard is still in {path_to(focus_of(root))}")


def focus_of(root: QWidget) -> QWidget:
    """What has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    assert root.window() is focus.window()
    return focus


def assert_tab_reaches_all(qtbot: QtBot, root: QWidget) -> None:
    """Tab stops at everything and comes back; of a group of choices it stops at the one chosen."""
    wanted = {w for w in focusable(root) if not (isinstance(w, QRadioButton) and not w.isChecked())}
    if QApplication.focusWidget() is None:
        next(iter(wanted)).setFocus()
    visited = {*walk(qtbot, root, TAB)}
    missed = [path_to(w) for w in wanted - visited if w.isVisible() and w.isEnabled()]
    assert not missed


@pytest.mark.parametrize("target", [*VIEWS, "welcome"])
def test_tab_visits_everything_and_comes_back(qtbot: QtBot, program: Opens, target: str) -> None:
    one = furnished(program)
    one.library.go(target)
    settle()
    if target == "welcome":
        one.window.focus_page()
    else:
        one.window.focus_search()
    assert_tab_reaches_all(qtbot, one.window)


def test_backtab_goes_the_other_way(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    one.window.focus_search()
    there = [w for w in walk(qtbot, one.window, TAB) if not isinstance(w, PageView)]
    one.window.focus_search()
    back = [w for w in walk(qtbot, one.window, BACKTAB) if not isinstance(w, PageView)]
    assert back == [there[0], *reversed(there[1:])]
    assert any(isinstance(w, PageView) for w in walk(qtbot, one.window, BACKTAB)), (
        "it goes through the page too"
    )


def test_f6_goes_from_pane_to_pane_and_shift_f6_back(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    window = one.window
    panes = [window.top.search, window.contents, window.reader, window.related]

    def at() -> int:
        focus = focus_of(window)
        return next(n for n, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus))

    window.focus_search()
    seen = []
    for _number in range(5):
        seen.append(at())
        qtbot.keyClick(focus_of(window), Qt.Key.Key_F6)
    assert seen == [0, 1, 2, 3, 0]
    window.focus_search()
    qtbot.keyClick(focus_of(window), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert at() == 3
    qtbot.keyClick(focus_of(window), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert at() == 2


@pytest.mark.parametrize("target", [v for v in VIEWS if v != "licence"])
def test_f6_reaches_the_view_and_leaves_it(qtbot: QtBot, program: Opens, target: str) -> None:
    one = furnished(program)
    one.library.go(target)
    settle()
    window = one.window
    window.focus_search()
    view = window.stack.currentWidget()
    assert view is not None
    seen = []
    for _number in range(4):
        qtbot.keyClick(focus_of(window), Qt.Key.Key_F6)
        seen.append(view is focus_of(window) or view.isAncestorOf(focus_of(window)))
    assert any(seen), "F6 never reaches the view"
    assert not all(seen), "F6 never leaves the view"


# --- commands -------------------------------------------------------------------------------------------------


def everything_in(menu: QMenu) -> Iterator[object]:
    """Every action of a menu and the menus beneath it."""
    for action in menu.actions():
        yield action
        below = action.menu()
        if isinstance(below, QMenu):
            below.aboutToShow.emit()
            yield from everything_in(below)


def test_every_command_has_a_key_or_stands_in_the_menu(program: Opens) -> None:
    one = program("licence")
    reached = {id(action) for action in everything_in(one.window.menus.whole)}
    for act in Act:
        action = one.window.actions_[act]
        assert action.text()
        assert id(action) in reached or not action.shortcut().isEmpty(), act


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_two_commands_share_a_key_and_none_takes_ctrl_alt_and_a_letter(program: Opens, lang: str) -> None:
    one = furnished(program, lang=lang)
    for target in VIEWS:
        one.library.go(target)
    settle()
    keys: dict[str, str] = {}
    pairs = [(a.objectName() or a.text(), k) for a in one.window.actions() for k in a.shortcuts()]
    pairs += [("shortcut", s.key()) for s in one.window.findChildren(QShortcut)]
    for name, sequence in pairs:
        said = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        assert said not in keys, f"{said}: {name} and {keys[said]}"
        keys[said] = name
        parts = said.split("+")
        assert not ("Ctrl" in parts and "Alt" in parts and len(parts[-1]) == 1), (
            f"{said} is AltGr on many keyboards"
        )
    assert {"/", "?"} <= {*keys}
    assert {a.value for a in Act if COMMANDS[a].keys} <= {*keys.values()}


def test_mnemonics_of_a_menu_do_not_collide(program: Opens) -> None:
    for lang in ("en", "fr", "ar"):
        one = program("home", lang=lang)
        letters = [
            t.title()[t.title().index("&") + 1].lower() for t in one.window.menus._tops if "&" in t.title()
        ]
        assert len(letters) == len({*letters}), f"{lang}: {letters}"


def test_f10_opens_the_menu(qtbot: QtBot, program: Opens) -> None:
    one = program("home")
    seen: list[bool] = []

    def look() -> None:
        seen.append(one.window.menus.whole.isVisible())
        one.window.menus.whole.close()

    QTimer.singleShot(200, look)
    qtbot.keyClick(focus_of(one.window), Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]


# --- single keys ----------------------------------------------------------------------------------------------


def question(qtbot: QtBot, widget: QWidget) -> None:
    """Types a question mark."""
    qtbot.keyClick(widget, Qt.Key.Key_Question)  # a real keyboard layout has taken Shift into account already


def test_slash_goes_to_the_search_and_a_question_mark_lists_the_keys(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    view = one.window.reader.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Slash)
    assert one.window.top.search.hasFocus()
    assert one.window.top.search.text() == ""
    view.setFocus()
    in_dialog(ShortcutsDialog, lambda: question(qtbot, view), lambda dialog: dialog.close())


@pytest.mark.parametrize("key", ["/", "?"])
def test_single_keys_are_letters_where_one_types(qtbot: QtBot, program: Opens, key: str) -> None:
    one = furnished(program)
    field = one.window.top.search
    field.setFocus()
    qtbot.keyClicks(field, f"a{key}b")
    assert field.text() == f"a{key}b"
    one.library.go("bookmarks")
    settle()
    tree = visible(one.window.stack.currentWidget(), QTreeView)[0]  # type: ignore[arg-type]
    qtbot.keyClick(tree, Qt.Key.Key_End)
    note = visible(one.window.stack.currentWidget(), QPlainTextEdit)[0]  # type: ignore[arg-type]
    note.setFocus()
    note.clear()
    qtbot.keyClicks(note, f"a{key}b")
    assert note.toPlainText() == f"a{key}b"
    one.library.go("glossary")
    settle()
    filter_ = visible(one.window.stack.currentWidget(), QLineEdit)[0]  # type: ignore[arg-type]
    filter_.setFocus()
    qtbot.keyClicks(filter_, f"a{key}b")
    assert filter_.text() == f"a{key}b"


def test_single_keys_can_be_switched_off(qtbot: QtBot, program: Opens) -> None:
    one = program("licence")
    one.desk.set("single_key_shortcuts", False)
    view = one.window.reader.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Slash)
    question(qtbot, view)
    settle()
    assert view.hasFocus()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_what_happens_is_told_to_a_screen_reader(qtbot: QtBot, program: Opens) -> None:
    one = program("licence#content:1")
    one.window.actions_[Act.BOOKMARK].trigger()
    said = one.window.status._review
    assert said.text() == accessible_name(said)
    assert "licence#content:1" in said.text()
    one.window.actions_[Act.BOOKMARK].trigger()
    problem = one.window.problem
    assert problem.isVisible()
    assert problem.text in {accessible_name(w) for w in problem.findChildren(QWidget)}
    qtbot.keyClick(focus_of(one.window), Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert one.desk.bookmarks.count() == 1
