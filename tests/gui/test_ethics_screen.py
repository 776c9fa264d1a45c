"""The ethics view in every language, direction, theme and size; what the keyboard reaches; how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from ethics_records import (
    KEYS,
    Shows,
    approved,
    click,
    ethics_shows,  # noqa: F401 - a fixture
    focus,
    in_days,
    kept,
    record,
    settle,
    stored,
    undo,
)
from on_screen import accessible_name, cut_off, focusable, path_to, press, role, visible, words_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.assess.ethics import (
    ChangeOf,
    SystemChange,
)
from ictguide_desktop.assess.forms import Reply
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.ethics_head import STEPS
from ictguide_desktop.ui.views.ethics_items import ItemsStep
from ictguide_desktop.ui.views.ethics_view import EthicsView
from ictguide_desktop.ui.views.view import Context

Opens = Callable[..., Program]


# --- language, direction, size --------------------------------------------------------------------------------


def test_a_switch_of_language_keeps_step_cursor_and_unsaved_text(qtbot: QtBot, program: Opens) -> None:
    one = program("ethics-tier")
    work = kept(one.desk, record(one.library))
    one.library.go(f"ethics-tier#{work.id}")
    settle()
    view = one.window.stack.currentWidget()
    assert isinstance(view, EthicsView)
    view.page.turn_to("items")
    view.page.seek("E18")
    step = view.page.step
    assert isinstance(step, ItemsStep)
    row = step.rows["E18"]
    row.panel.text.take_focus()
    qtbot.keyClicks(focus(), "New: ")
    settle()
    above = row.mapTo(view.area.viewport(), row.rect().topLeft()).y()
    one.library.set_language("fr")
    settle()
    assert focus() is row.panel.text.field
    assert row.panel.text.text == "New: Report of 12 October, folder 7"
    assert "Preuve à conserver" in row._evidence.text()
    assert abs(row.mapTo(view.area.viewport(), row.rect().topLeft()).y() - above) <= 24
    assert not view.page._notice.isVisible()
    one.library.set_language("ar")
    settle()
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert view.page._notice.isVisible(), "the guide's page on ethics is not in Arabic"
    assert row._words.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert row.panel.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert focus() is row.panel.text.field


def test_a_language_chosen_elsewhere_is_spoken_when_one_comes_back(program: Opens) -> None:
    one = program("ethics-tier")
    work = kept(one.desk, record(one.library))
    one.library.go(f"ethics-tier#{work.id}")
    view = one.window.stack.currentWidget()
    assert isinstance(view, EthicsView)
    for away in (f"ethics-tier#{work.id}", "ethics-tier"):
        one.library.set_language("en")
        one.library.go(away)
        one.library.go("home")
        one.library.set_language("fr")
        one.library.go(away)
        settle()
        assert not {"Purpose", "Reasons", "Yes", "Still open"} & set(words_of(view).values()), away
        assert any("réponses sur 35" in text for text in words_of(view).values()), away


def test_from_record_to_record_the_first_step_is_shown(program: Opens) -> None:
    one = program("ethics-tier")
    first, second = (kept(one.desk, record(one.library)) for _number in range(2))
    one.library.go(f"ethics-tier#{first.id}")
    view = one.window.stack.currentWidget()
    assert isinstance(view, EthicsView)
    view.page.turn_to("decision")
    one.library.go(f"ethics-tier#{second.id}")
    settle()
    assert [name for name, step in view.page.steps.items() if step.isVisible()] == ["tier"]
    assert view.page.tabs.tabs["tier"].isChecked()


def test_in_the_window_undo_is_the_record_s_and_closing_it_loses_nothing(
    qtbot: QtBot, program: Opens
) -> None:
    one = program("ethics-tier")
    work = kept(one.desk, record(one.library))
    one.library.go(f"ethics-tier#{work.id}")
    settle()
    view = one.window.stack.currentWidget()
    assert isinstance(view, EthicsView)
    view.page.seek("E1")
    press(qtbot, focus(), KEYS.Key_2)
    assert stored(one.desk, work.id).replies["E1"] == Reply.NO
    undo(qtbot)
    assert stored(one.desk, work.id).replies["E1"] == Reply.YES
    view.page.head.ask_name()
    qtbot.keyClicks(focus(), "Renamed")
    one.window.close()
    assert stored(one.desk, work.id).system == "Renamed"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("step", [*STEPS, ""])
@pytest.mark.parametrize(("size", "zoom"), [((1024, 600), 100), ((1024, 600), 200), ((1280, 800), 80)])
def test_nothing_is_cut_off(
    program: Opens, language: str, step: str, size: tuple[int, int], zoom: int
) -> None:
    one = program("ethics-tier", lang=language, zoom=zoom, size=size)
    changed = replace(
        approved(one.library, on=in_days(-400), E3=Reply.NO),
        changes=(SystemChange(in_days(-3), ChangeOf.DATA, "Two more offices"),),
    )
    work = kept(one.desk, changed)
    one.library.go(f"ethics-tier#{work.id}" if step else "ethics-tier")
    view = one.window.stack.currentWidget()
    assert isinstance(view, EthicsView)
    if step:
        view.page.turn_to(step)
    if step == "items":
        view.page.seek("E3")
    settle()
    assert cut_off(view) == []
    assert view.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_everything_has_a_name_and_a_role_and_tab_reaches_it(
    qtbot: QtBot, program: Opens, language: str
) -> None:
    one = program("ethics-tier", lang=language)
    changed = replace(
        approved(one.library, on=in_days(-400), E3=Reply.NO),
        changes=(SystemChange(in_days(-3), ChangeOf.DATA, "Two more offices"),),
    )
    work = kept(one.desk, changed)
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)
    for step in ("", *STEPS):
        one.library.go(f"ethics-tier#{work.id}" if step else "ethics-tier")
        view = one.window.stack.currentWidget()
        assert isinstance(view, EthicsView)
        if step:
            view.page.turn_to(step)
        if step == "items":
            view.page.seek("E3")
        settle()
        assert not [path_to(w) for w in focusable(view) if not accessible_name(w)], step
        assert not [path_to(w) for w in focusable(view) if role(w) in vague], step
        wanted = {w for w in focusable(view) if not (isinstance(w, QRadioButton) and not w.isChecked())}
        assert not [path_to(w) for w in wanted - tabbed(qtbot, one.window)], step


def tabbed(qtbot: QtBot, window: QWidget) -> set[QWidget]:
    """Where the Tab key stops on its way round the window."""
    first = QApplication.focusWidget()
    assert first is not None
    seen = {first}
    for _number in range(400):
        qtbot.keyClick(QApplication.focusWidget() or window, KEYS.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is first:
            break
        seen.add(now)
    return seen


def test_theme_and_size_of_text_change_while_it_is_open(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context, theme: Theme
) -> None:
    view = shows(kept(desk, record(context.library)).id, "items")
    qtbot.waitUntil(lambda: len(view.page.step.marks()) == 37)
    height = view.page.standing.mark.height()
    theme.use("dark", 150)
    settle()
    assert view.page.standing.mark.height() > height
    assert cut_off(view) == []


def test_words_change_with_the_language(
    shows: Shows, desk: Desk, context: Context, languages: Languages
) -> None:
    view = shows(kept(desk, record(context.library)).id)
    context.library.set_language("fr")
    languages.use("fr")
    settle()
    english = {"Purpose", "Test taken by", "Reasons", "Yes", "No"}
    assert not english & set(words_of(view).values())
    assert any("utilise des données" in label.text() for label in visible(view, QLabel))


def test_many_systems_are_shown_on_demand(qtbot: QtBot, shows: Shows, desk: Desk, context: Context) -> None:
    for _number in range(30):
        kept(desk, record(context.library, 1))
    view = shows()
    assert len(view.list.lines) == 24
    click(qtbot, view.list.every)
    assert len(view.list.lines) == 30
    assert focus() is list(view.list.lines.values())[24].card
    assert not view.list.every.isVisible()


# --- speed ----------------------------------------------------------------------------------------------------
