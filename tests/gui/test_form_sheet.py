"""A template filled in, through the keys and clicks of those who fill it in."""

from __future__ import annotations

import pytest
from forms_shown import (
    CONTROL,
    GO_LIVE,
    KEYS,
    Shows,
    all_yes,
    begin,
    choose,
    click,
    focus,
    row,
    stored,
    switch,
    undo,
)
from on_screen import press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.forms import Form, Note
from ictguide_desktop.model.address import Address
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.form_choice import ChoiceEntry
from ictguide_desktop.ui.views.form_entries import LineEntry, LongEntry, NumberEntry
from ictguide_desktop.ui.views.view import Context
from ictguide_desktop.ui.views.work_in_hand import SAVE_MS

# --- filling in -----------------------------------------------------------------------------------------------


def test_what_is_typed_is_stored_by_itself(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    entry = row(view, "GL-F1").entry
    assert isinstance(entry, LineEntry)
    assert focus() is entry.field
    qtbot.keyClicks(entry.field, "Import, release 2.0")
    assert stored(desk, work).values == {}
    assert "Being stored" in view.sheet.head.state.text()
    qtbot.waitUntil(lambda: stored(desk, work).text("GL-F1") == "Import, release 2.0", timeout=SAVE_MS + 400)
    assert "Stored" in view.sheet.head.state.text()
    assert entry.field.text() == "Import, release 2.0"


def test_what_is_typed_is_stored_when_the_field_or_the_view_is_left(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    qtbot.keyClicks(row(view, "GL-F1").entry.stops[0], "Import")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert stored(desk, work).text("GL-F1") == "Import"
    entry = row(view, "GL-F3").entry
    assert isinstance(entry, LongEntry)
    qtbot.keyClicks(entry.field, "Deputy head")
    context.library.go("home")
    assert stored(desk, work).text("GL-F3") == "Deputy head"


def test_a_day_in_words_and_a_text_that_is_none(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    one = row(view, "GL-F2")
    qtbot.keyClicks(focus(), "11/3/2028")
    assert one.entry.said.text() == "March 11, 2028"  # type: ignore[attr-defined]
    press(qtbot, focus(), KEYS.Key_Tab)
    assert stored(desk, work).text("GL-F2") == "2028-03-11"
    one.entry.stops[0].setFocus()
    one.entry.stops[0].selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(focus(), "soon")
    assert not one.problem.isVisible(), "nobody is told off while writing"
    press(qtbot, focus(), KEYS.Key_Tab)
    assert "is not a date" in one.problem.text()
    assert one.entry.stops[0].text() == "soon"  # type: ignore[attr-defined]
    assert stored(desk, work).text("GL-F2") == "soon", "what was typed stays"
    assert "GL-F2" in view.sheet.hand.judged.missing


@pytest.mark.parametrize(
    ("language", "typed", "kept", "shown"),
    [
        ("en", "1,250.5", "1250.5", "1,250.5"),
        ("en", "1250.5", "1250.5", "1,250.5"),
        ("fr", "1250,5", "1250.5", "1\u202f250,5"),
        ("fr", "1250.5", "1250.5", "1\u202f250,5"),
        ("ar", "١٢", "12", "12"),
        ("en", "many", "many", "many"),
    ],
)
def test_a_number_in_the_language_and_with_a_point(
    qtbot: QtBot, context: Context, language: str, typed: str, kept: str, shown: str
) -> None:
    from ictguide_desktop.model.guide import Field

    entry = NumberEntry(context.theme)
    qtbot.addWidget(entry)
    entry.show_words(Field("X-F1", "Sum", "number", True, (), (), ()), language, language)
    heard: list[object] = []
    entry.typed.connect(heard.append)
    entry.field.setText(typed)
    entry.field.textEdited.emit(typed)
    entry.field.left.emit()
    assert heard[-1] == kept
    assert entry.field.text().replace("\u00a0", "\u202f") == shown
    assert bool(entry.problem()) == (typed == "many")


def test_an_answer_is_chosen_and_taken_back_by_keys(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    entry = row(view, "GL-F5").entry
    assert isinstance(entry, ChoiceEntry)
    press(qtbot, focus(), KEYS.Key_Right)
    assert focus() is entry.buttons["2"]
    assert stored(desk, work).text("GL-F5") == "", "arrows look, they do not choose"
    press(qtbot, focus(), KEYS.Key_Space)
    assert stored(desk, work).text("GL-F5") == "2"
    assert [place for place, button in entry.buttons.items() if button.isChecked()] == ["2"]
    press(qtbot, focus(), KEYS.Key_Space)
    assert stored(desk, work).text("GL-F5") == ""


def test_the_example_is_folded_away(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    view = forms(begin(desk, GO_LIVE).id)
    one = row(view, "GL-F1")
    assert one.example.isHidden()
    click(qtbot, one.fold)
    assert "release 2.0, three offices" in one.example.text()
    click(qtbot, one.fold)
    assert one.example.isHidden()


def test_fields_of_before_are_kept_and_shown(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    form = Form(GO_LIVE, {"GL-F99": "asked once"}, {"GL-F98": Note("evidence of then")})
    work = begin(desk, GO_LIVE, form=form)
    view = forms(work.id)
    assert not view.sheet.old.isVisible()
    assert "No longer asked" in view.sheet.standing.sections.text()
    view.sheet.standing.section_wanted.emit("")
    assert view.sheet.old.isVisible()
    said = [label.text() for label in view.sheet.old._kept]
    assert "asked once" in said
    assert "evidence of then" in said
    qtbot.keyClicks(row(view, "GL-F1").entry.stops[0], "x")
    view.hide()
    assert stored(desk, work).text("GL-F99") == "asked once"


# --- taking back ----------------------------------------------------------------------------------------------


def test_ctrl_z_takes_letters_back_first_and_then_whole_fields(
    qtbot: QtBot, forms: Shows, desk: Desk
) -> None:
    work = begin(desk, GO_LIVE, form=Form(GO_LIVE, {"GL-F1": "Before"}))
    view = forms(work.id)
    choose(qtbot, view, "GL-F5", "1")
    entry = row(view, "GL-F1").entry
    assert isinstance(entry, LineEntry)
    entry.field.end(False)
    qtbot.keyClicks(entry.field, " noon")
    undo(qtbot)
    assert entry.field.text() == "Before"
    undo(qtbot)
    assert view.sheet.section == "software", "the change before is in another section"
    assert view.sheet.hand.form.text("GL-F5") == ""
    assert stored(desk, work).text("GL-F5") == ""
    qtbot.keyClick(focus(), KEYS.Key_Y, CONTROL)
    assert stored(desk, work).text("GL-F5") == "1"


def test_there_is_nothing_to_take_back(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    view = forms(begin(desk, GO_LIVE).id)
    with qtbot.waitSignal(view.told):
        undo(qtbot)


def test_deleted_elsewhere_leads_to_the_list(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    desk.write(WORKS, lambda: desk.works.delete(work.id))
    assert context.library.place == Address(FORMS)
    assert not view.working


# --- languages ------------------------------------------------------------------------------------------------


def test_another_language_keeps_focus_text_and_what_is_stored(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context, languages: Languages
) -> None:
    work = begin(desk, GO_LIVE, form=all_yes())
    view = forms(work.id)
    entry = row(view, "GL-F1").entry
    assert isinstance(entry, LineEntry)
    qtbot.keyClicks(entry.field, "Import")
    entry.field.setCursorPosition(3)
    switch(context, languages, "fr")
    assert focus() is entry.field
    assert (entry.field.text(), entry.field.cursorPosition()) == ("Import", 3)
    assert view.sheet.rows["GL-F1"].label.text() != "System, release and offices"
    choice = row(view, "GL-F5").entry
    assert isinstance(choice, ChoiceEntry)
    assert [button.text() for button in choice.buttons.values()] == ["Oui", "Non", "Sans objet"]
    assert choice.buttons["1"].isChecked()
    view.sheet.hand.flush()
    assert stored(desk, work).text("GL-F5") == "1"
    assert view.sheet.head._fallback.isHidden()


def test_a_template_that_is_not_translated_says_so_and_keeps_its_direction(
    forms: Shows, desk: Desk, context: Context, languages: Languages
) -> None:
    view = forms(begin(desk, GO_LIVE).id)
    switch(context, languages, "ar")
    assert not view.sheet.head._fallback.isHidden()
    assert "English" in view.sheet.head.notice.text()
    assert view.sheet.rows["GL-F1"].layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    switch(context, languages, "en")
    assert view.sheet.head._fallback.isHidden()


def test_a_name_being_typed_stays_through_a_switch(
    qtbot: QtBot, forms: Shows, context: Context, languages: Languages
) -> None:
    view = forms(GO_LIVE)
    qtbot.keyClicks(focus(), "Mise en service")
    switch(context, languages, "fr")
    assert focus() is view.list.naming.name
    assert view.list.naming.name.text() == "Mise en service"
