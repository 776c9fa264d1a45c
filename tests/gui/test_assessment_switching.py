"""The self-assessment under another language, theme, size and way, by Tab, for a screen reader, and with a lot in it."""

# ruff: noqa: F811 - pytest gives a test the fixtures of `self_assessment` by their names

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from on_screen import accessible_name, cut_off, focusable, press, role
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from self_assessment import (  # noqa: F401 - fixtures
    FRESH,
    KEYS,
    OLD,
    ON,
    Shows,
    assessing,
    begin,
    card,
    common,
    critical,
    focus,
    questions,
    said_on,
    settle,
    shows,
    stored,
)

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import TickState
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.library import ASSESSMENT
from ictguide_desktop.ui.models.dimensions_model import DimensionLine, DimensionsModel
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.view import Context

DIGITS = (KEYS.Key_0, KEYS.Key_1, KEYS.Key_2, KEYS.Key_3, KEYS.Key_4)


# --- switching ------------------------------------------------------------------------------------------------


def test_language_changes_under_the_typing_hand(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context, languages: Languages
) -> None:
    here = begin(assessing)
    view = shows("D1.3")
    press(qtbot, focus(), KEYS.Key_Return)
    field = focus()
    qtbot.keyClicks(field, "Half a sent")
    field.textCursor().movePosition(field.textCursor().MoveOperation.Left)  # type: ignore[attr-defined]
    place = field.textCursor().position()  # type: ignore[attr-defined]
    english = card(view, "D1.3")._text.text()
    for code in ("ar", "fr"):
        context.library.set_language(code)
        languages.use(code)
        view.show_place(context.library.place)
        settle()
        assert focus() is field
        assert field.toPlainText() == "Half a sent"  # type: ignore[attr-defined]
        assert field.textCursor().position() == place  # type: ignore[attr-defined]
        assert card(view, "D1.3")._text.text() != english
        rtl = code == "ar"
        assert (view.layoutDirection() == Qt.LayoutDirection.RightToLeft) is rtl
    view.hide()
    assert stored(assessing, here, "D1.3").evidence == "Half a sent"


def test_what_is_under_the_eye_stays_when_the_text_grows(
    shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    for question in questions(assessing)[:5]:
        assessing.answer(here.id, question.id, score=0)
    view = shows("D1.4")
    settle()

    def below() -> int:
        return card(view, "D1.4").mapTo(view.area.viewport(), QPoint(0, 0)).y()

    before = below()
    for zoom in (150, 100):
        context.theme.use("dark", zoom)
        settle()
        assert abs(below() - before) <= 2
        assert focus() in card(view, "D1.4").scores.buttons.values()


def test_the_list_of_dimensions_stays_in_sight(shows: Shows, assessing: Assessing) -> None:
    here = begin(assessing)
    for question in questions(assessing)[:5]:
        assessing.answer(here.id, question.id, score=0)
    view = shows("D1.5")
    settle()
    top = view.page.list.list.mapTo(view.area.viewport(), QPoint(0, 0)).y()
    assert view.area.verticalScrollBar().value() > 300
    assert 0 <= top < 60


def test_choosing_a_dimension_shows_its_questions(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    begin(assessing)
    view = shows("D1.1")
    view.page.list.list.setFocus()
    press(qtbot, view.page.list.list, KEYS.Key_Down)
    assert view.page.dimension == "D2"
    assert focus() is view.page.list.list, "the arrows go on through the list"
    assert context.library.place == Address(ASSESSMENT, "D2")
    qtbot.mouseClick(view.page.following, Qt.MouseButton.LeftButton)
    settle()
    assert view.page.dimension == "D3"
    assert focus() in card(view, "D3.1").scores.buttons.values()


def test_tab_goes_down_the_page_and_leaves_nothing_out(
    qtbot: QtBot, shows: Shows, assessing: Assessing, context: Context
) -> None:
    here = begin(assessing)
    item = questions(assessing)[0].items[0]
    run = context.desk.checklists.start(context.library.catalogue.items[item].page, "Post B")
    context.desk.checklists.tick(run.id, item, state=TickState.DONE)
    assessing.answer(here.id, "D1.1", score=0)
    view = shows("D1.1")
    card(view, "D1.1").foot.open_fields()
    card(view, "D1.2").foot.open_helps()
    card(view, "D1.2").foot.open_fields()
    settle()
    view.bar.choice.setFocus()
    stops = [focus()]
    while stops[-1] is not view.page.following and len(stops) < 60:
        press(qtbot, focus(), KEYS.Key_Tab)
        if focus() is not stops[-1]:
            stops.append(focus())
    inside = [one for shown in view.page.shown for one in focusable(shown)]
    assert set(inside) <= set(stops), [one for one in inside if one not in stops]
    places = [
        one.mapTo(view.page, QPoint(0, 0))
        for one in stops
        if any(c.isAncestorOf(one) for c in view.page.shown)
    ]
    climbs = [a.y() - b.y() for a, b in pairwise(places)]
    assert max(climbs) < 24, "what stands lower comes later"


def test_in_the_window_the_language_key_and_the_way_back_leave_the_answer_alone(
    qtbot: QtBot, program: Any
) -> None:
    one = program("home")
    begun = begin(one.window.assessing)
    one.library.go(Address(ASSESSMENT, "D3.2"))
    one.window.focus_page()
    settle()
    view = one.window.stack.currentWidget()
    press(qtbot, focus(), KEYS.Key_2)
    press(qtbot, focus(), KEYS.Key_Return)
    field = focus()
    qtbot.keyClicks(field, "Half a sent")
    for _number in range(len(one.library.edition.languages)):
        qtbot.keyClick(field, KEYS.Key_F8)
        settle()
        assert focus() is field
    assert field.toPlainText() == "Half a sent"  # type: ignore[attr-defined]
    one.library.go("results")
    assert stored(one.window.assessing, begun, "D3.2").evidence == "Half a sent"
    one.library.go_back()
    one.window.focus_page()
    settle()
    assert focus() in card(view, "D3.2").scores.buttons.values()
    assert one.library.place == Address(ASSESSMENT, "D3.2")


# --- models, names, room, speed -------------------------------------------------------------------------------


def test_the_model_of_the_list_keeps_the_rules(qapp: QApplication) -> None:
    model = DimensionsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines = tuple(DimensionLine(f"D{n}", f"Title {n}", 0, 5, None) for n in range(1, 11))
    model.put(lines)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    model.put((lines[0], lines[1]._replace(done=3, level=2), *lines[2:]))
    assert changed == [1], "only what changed is told"
    assert "3 of 5 · level 2" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    model.put(())
    assert model.rowCount() == 0


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_everything_has_a_name_and_a_role(
    shows: Shows, assessing: Assessing, context: Context, languages: Languages, lang: str
) -> None:
    here = begin(assessing)
    assessing.answer(here.id, "D1.1", score=0)
    context.library.set_language(lang)
    languages.use(lang)
    view = shows("D1.1")
    card(view, "D1.2").foot.open_fields()
    settle()
    vague = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Border)
    reached = focusable(view)
    assert len(reached) > 15
    for widget in reached:
        assert accessible_name(widget), widget
        assert role(widget) not in vague, widget
    assert role(card(view, "D1.1").scores.holder) == QAccessible.Role.RadioButton


@pytest.mark.parametrize(("lang", "zoom", "size"), [
    ("en", 100, (768, 520)), ("en", 200, (1024, 520)), ("fr", 100, (768, 520)), ("fr", 200, (1024, 520)),
    ("ar", 100, (768, 520)), ("ar", 80, (768, 520)), ("ar", 200, (1024, 520)),
])  # fmt: skip
def test_no_word_is_cut_off(
    shows: Shows,
    assessing: Assessing,
    context: Context,
    languages: Languages,
    lang: str,
    zoom: int,
    size: tuple[int, int],
) -> None:
    here = begin(assessing, "National customs of a country with a long name")
    context.library.set_language(lang)
    languages.use(lang)
    context.theme.use("light", zoom)
    assessing.answer(here.id, "D1.2", score=4, evidence="A long note " * 20, evidence_on=OLD)
    assessing.answer(here.id, "D1.3", score=0)
    view = shows("D1.1", size)
    card(view, "D1.4").foot.open_fields()
    settle()
    assert not cut_off(view)
    assert view.area.horizontalScrollBar().maximum() == 0
