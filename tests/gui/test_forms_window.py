"""Filled templates in the real window: names and roles, the way of Tab, words that fit, keys that are not the window's, speed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from forms_shown import CHARTER, CONTROL, GO_LIVE, KEYS, begin, click, focus, stored
from gui.test_accessibility import assert_all_named, assert_tab_reaches_all
from on_screen import cut_off, visible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.app.window import Program
from ictguide_desktop.assess.forms import Form, Note
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Scope
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.views.form_choice import ChoiceEntry
from ictguide_desktop.ui.views.forms_view import FormsView

Opens = Callable[..., Program]
AEO = "aeo-credential-pilot"
HALF_FILLED = Form(
    GO_LIVE,
    {
        "GL-F1": "Import",
        "GL-F4": "2",
        "GL-F5": "2",
        "GL-F6": "1",
        "GL-F7": "3",
        "GL-F23": "1",
        "GL-F99": "old",
    },
    {"GL-F5": Note("Retest", "A. Mwamba", "2028-03-01", "Move the date"), "GL-F6": Note("Report")},
)


def settle() -> None:
    """Let the window lay itself out."""
    for _number in range(4):
        QApplication.processEvents()


def view_of(one: Program) -> FormsView:
    """The view of filled templates in the window."""
    view = one.window.stack.currentWidget()
    assert isinstance(view, FormsView)
    return view


def at_work(program: Opens, form: Form = HALF_FILLED, **given: object) -> tuple[Program, FormsView]:
    """The program with a form in work."""
    one = program("forms", **given)
    one.library.go(Address(FORMS, begin(one.desk, form.template, "Release 2.0", form).id))
    settle()
    return one, view_of(one)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_everything_has_a_name_and_a_role(program: Opens, lang: str) -> None:
    one, view = at_work(program, lang=lang)
    for group in view.sheet._groups:
        view.sheet.turn_to(group.id)
        settle()
        assert_all_named(one.window, f"{group.id} in {lang}")
    one.library.go("forms")
    view.list.ask_new(CHARTER)
    settle()
    assert_all_named(one.window, f"the list in {lang}")


def test_tab_reaches_everything_and_comes_back(qtbot: QtBot, program: Opens) -> None:
    one, view = at_work(program)
    for section in ("decision-to-take", "software", "way-back", "decision"):
        view.sheet.turn_to(section)
        settle()
        one.window.focus_search()
        assert_tab_reaches_all(qtbot, one.window)
    one.library.go("forms")
    settle()
    one.window.focus_search()
    assert_tab_reaches_all(qtbot, one.window)


def test_tab_goes_from_an_answer_to_what_stands_beside_it(qtbot: QtBot, program: Opens) -> None:
    _one, view = at_work(program, Form(GO_LIVE))
    view.sheet.go_to("GL-F5")
    settle()
    row = view.sheet.rows["GL-F5"]
    assert isinstance(row.entry, ChoiceEntry)
    click(qtbot, row.entry.buttons["2"])
    assert row.note is not None
    assert row.note.action is not None
    for stop in (*row.note.stops, row.fold):
        qtbot.keyClick(focus(), KEYS.Key_Tab)
        assert focus() is stop


@pytest.mark.parametrize(
    ("lang", "zoom", "size"),
    [
        ("en", 100, (1024, 600)),
        ("fr", 200, (1024, 600)),
        ("ar", 200, (1280, 800)),
        ("fr", 80, (1280, 800)),
        ("en", 150, (1024, 600)),
    ],
)
def test_no_word_is_cut_off(program: Opens, lang: str, zoom: int, size: tuple[int, int]) -> None:
    one, view = at_work(program, lang=lang, zoom=zoom, size=size)
    for section in ("software", "way-back", "decision"):
        view.sheet.turn_to(section)
        settle()
        assert cut_off(view) == [], section
    one.library.go("forms")
    view.list.ask_new(GO_LIVE)
    settle()
    assert cut_off(view) == []
    long_options = begin(one.desk, AEO, "Credential of authorised operators, first round")
    one.library.go(Address(FORMS, long_options.id))
    view.sheet.go_to("AEO-F12")
    settle()
    assert cut_off(view) == []


def test_the_verdict_is_always_in_sight(program: Opens) -> None:
    for size in ((1024, 600), (1280, 800)):
        _one, view = at_work(program, size=size)
        view.sheet.turn_to("software")
        settle()
        bar = view.sheet.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        settle()
        outcome = view.sheet.standing.outcome
        assert outcome.isVisible()
        assert outcome.text() == "No go"
        assert view.rect().contains(outcome.mapTo(view, outcome.rect().center()))


def test_ctrl_z_belongs_to_the_form_and_not_to_an_assessment(qtbot: QtBot, program: Opens) -> None:
    one, view = at_work(program, Form(GO_LIVE))
    assessing = one.window.assessing
    begun = assessing.start("First", "Customs", "ICT", "2026", "2026-11-25", Scope.ALL)
    assert begun is not None
    assessing.answer(begun.id, "D4.2", score=3)
    view.sheet.go_to("GL-F5")
    settle()
    entry = view.sheet.rows["GL-F5"].entry
    assert isinstance(entry, ChoiceEntry)
    click(qtbot, entry.buttons["1"])
    for _number in range(2):
        qtbot.keyClick(focus(), KEYS.Key_Z, CONTROL)
    assert view.sheet.hand.form.text("GL-F5") == ""
    assert assessing.answers(begun)["D4.2"].score == 3


def test_the_page_of_a_template_leads_to_filling_it_in(qtbot: QtBot, program: Opens) -> None:
    one = program(GO_LIVE)
    begin(one.desk, GO_LIVE)
    one.desk.changed.emit("works")
    settle()
    cards = [card for card in visible(one.window.related, Card) if "Fill in" in card.accessibleName()]
    assert [card.accessibleName() for card in cards] == ["Fill in this template. 1 filled"]
    click(qtbot, cards[0])
    assert one.library.place == Address(FORMS, GO_LIVE)
    naming = view_of(one).list.naming
    assert naming.isVisible()
    assert naming.name.text() == "Go-live decision"
    one.library.go_back()
    assert one.library.place == Address(GO_LIVE)
    one.library.go("agile-delivery")
    settle()
    assert not [card for card in visible(one.window.related, Card) if "Fill in" in card.accessibleName()]


def test_what_was_typed_last_is_there_after_closing_the_window(
    qtbot: QtBot, program: Opens, tmp_path: object
) -> None:
    one, view = at_work(program, Form(GO_LIVE))
    work = view.sheet.hand.work
    assert work is not None
    qtbot.keyClicks(view.sheet.rows["GL-F1"].entry.stops[0], "typed at the last moment")
    program.close(one)  # type: ignore[attr-defined]
    again = program("forms")
    assert stored(again.desk, work.id).text("GL-F1") == "typed at the last moment"
