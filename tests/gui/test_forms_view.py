"""A template filled in, through the keys and clicks of those who fill it in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms_shown import (
    CHARTER,
    CONTROL,
    GO_LIVE,
    KEYS,
    REGISTER,
    Shows,
    begin,
    click,
    focus,
    row,
    stored,
    undo,
    works,
)
from on_screen import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.forms import Form, Note, Outcome
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.services.exporting import Wanted
from ictguide_desktop.services.library import FORMS
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.form_choice import ChoiceEntry
from ictguide_desktop.ui.views.form_entries import LineEntry, LongEntry, NumberEntry
from ictguide_desktop.ui.views.form_in_hand import SAVE_MS
from ictguide_desktop.ui.views.forms_view import FormsView
from ictguide_desktop.ui.views.view import Context

PROOF = Note("List of 8 March")
ACTION = Note("Retest", "A. Mwamba", "2028-03-01", "Move the date")
CRITERIA = [f"GL-F{n}" for n in range(4, 20)]


def all_yes() -> Form:
    """A go-live decision with every criterion at yes, and evidence for each."""
    return Form(GO_LIVE, dict.fromkeys(CRITERIA, "1"), dict.fromkeys(CRITERIA, PROOF))


def choose(qtbot: QtBot, view: FormsView, field: str, place: str) -> None:
    """Choose an answer by a click."""
    entry = row(view, field).entry
    assert isinstance(entry, ChoiceEntry)
    click(qtbot, entry.buttons[place])
    QApplication.processEvents()


# --- the list -------------------------------------------------------------------------------------------------


def test_every_template_says_how_many_are_filled(forms: Shows, desk: Desk, context: Context) -> None:
    begin(desk, GO_LIVE, "First")
    begin(desk, GO_LIVE, "Second")
    view = forms()
    templates = [head.id for head in context.library.catalogue.of_kind(Kind.TEMPLATE)]
    assert list(view.list.groups) == templates
    assert view.list.groups[GO_LIVE]._count.text() == "2 filled"
    assert view.list.groups[CHARTER]._count.text() == "none filled yet"
    cards = [one.card.accessibleName() for one in view.list.groups[GO_LIVE].rows.values()]
    assert sorted(name.split(".")[0] for name in cards) == ["First", "Second"]
    assert "0 of 24 required fields filled in" in cards[0]
    assert "not decided" in cards[0]


def test_a_name_begins_a_form_and_the_keyboard_is_in_its_first_field(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    view = forms()
    click(qtbot, view.list.groups[REGISTER].fill)
    assert focus() is view.list.naming.name
    qtbot.keyClicks(focus(), "Register of 2027")
    press(qtbot, focus(), KEYS.Key_Return)
    begun = works(desk, REGISTER)
    assert [work.name for work in begun] == ["Register of 2027"]
    assert context.library.place == Address(FORMS, begun[0].id)
    assert view.working
    assert view.sheet.head.title.text() == "Register of 2027"


def test_a_name_that_is_taken_is_said_and_stays(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    begin(desk, GO_LIVE, "Release")
    view = forms()
    view.list.ask_new(GO_LIVE)
    view.list.naming.name.setText("release ")
    assert not view.list.naming.take.isEnabled()
    assert "has this name already" in view.list.naming.name.accessibleDescription()
    press(qtbot, view.list.naming.name, KEYS.Key_Return)
    assert len(works(desk)) == 1
    press(qtbot, view.list.naming.name, KEYS.Key_Escape)
    assert view.list.naming.isHidden()
    assert focus() is view.list.groups[GO_LIVE].fill


def test_the_place_of_a_template_asks_for_a_name(forms: Shows, desk: Desk) -> None:
    view = forms(GO_LIVE)
    assert focus() is view.list.naming.name
    assert view.list.naming.name.text() == "Go-live decision"
    assert works(desk) == []


def test_rename_duplicate_and_delete_from_the_list(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE, "Release", all_yes())
    view = forms()
    view.acts.do("rename", work.id)
    qtbot.keyClicks(focus(), "Release 3")
    press(qtbot, focus(), KEYS.Key_Return)
    assert [one.name for one in works(desk)] == ["Release 3"]
    assert focus() is view.list.groups[GO_LIVE].rows[work.id].card

    view.acts.do("duplicate", work.id)
    copy = next(one for one in works(desk) if one.id != work.id)
    assert copy.name == "Release 3 (copy)"
    assert stored(desk, copy) == stored(desk, work)
    assert context.library.place == Address(FORMS, copy.id)

    context.library.go(FORMS)
    with qtbot.waitSignal(desk.undo_offered):
        view.acts.do("delete", work.id)
    assert [one.id for one in works(desk)] == [copy.id]
    view.list.focus_form(copy.id)
    undo(qtbot)
    assert {one.id for one in works(desk)} == {work.id, copy.id}
    assert work.id in view.list.groups[GO_LIVE].rows


def test_the_menu_offers_what_can_be_done(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    lost = begin(desk, "a-template-of-before", "Old", Form("a-template-of-before", {"X-F1": "kept"}))
    broken = desk.works.start(WorkKind.FORM, GO_LIVE, "Broken", {"version": 9, "fields": {}, "decisions": []})
    view = forms()
    assert "export" in view.acts.possible(work.id)
    assert view.acts.possible(lost.id) == ("rename", "duplicate", "save", "delete")
    assert view.acts.possible(broken.id) == ("rename", "duplicate", "delete")
    click(qtbot, view.list.groups[GO_LIVE].rows[work.id].more)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Rename…",
        "Duplicate",
        "Export…",
        "Save as our own file…",
        "Delete",
    ]
    menu.close()


def test_many_forms_are_folded_and_can_all_be_shown(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    for number in range(9):
        begin(desk, GO_LIVE, f"Release {number}")
    group = forms().list.groups[GO_LIVE]
    assert len(group.rows) == 6
    assert group.whole.text() == "Show all 9"
    click(qtbot, group.whole)
    assert len(group.rows) == 9
    assert group.whole.isHidden()
    assert focus() in [one.card for one in group.rows.values()]


def test_a_form_that_cannot_be_read_is_said_and_stays(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    broken = desk.works.start(WorkKind.FORM, GO_LIVE, "Broken", {"version": 9, "fields": {}, "decisions": []})
    view = forms(broken.id)
    assert not view.working
    assert "newer version" in view.list.problem.text()
    assert "cannot be read" in view.list.groups[GO_LIVE].rows[broken.id].card.accessibleName()
    context.library.go(Address(FORMS, "no-such-form"))
    assert desk.works.get(broken.id) == broken


def test_a_template_that_the_edition_lacks_keeps_what_was_filled_in(forms: Shows, desk: Desk) -> None:
    lost = begin(desk, "a-template-of-before", "Old", Form("a-template-of-before", {"X-F1": "kept words"}))
    view = forms()
    assert lost.id in view.list.groups[""].rows
    view.go_requested.emit(Address(FORMS, lost.id))
    assert view.working
    assert view.sheet.old.isVisible()
    assert "kept words" in [label.text() for label in view.sheet.old._kept]
    assert not view.sheet.standing.isVisible()


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


# --- what the form comes to -----------------------------------------------------------------------------------


def test_what_stands_beside_an_answer_depends_on_it(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    one = row(view, "GL-F5")
    assert one.note is None
    choose(qtbot, view, "GL-F5", "1")
    assert one.note is not None
    assert one.note._label.text() == "Evidence"
    assert one.note.action is None
    assert "needs evidence" in one.problem.text()
    choose(qtbot, view, "GL-F5", "3")
    assert one.note._label.text() == "Reason"
    choose(qtbot, view, "GL-F5", "2")
    assert one.note._label.text() == "Action"
    action = one.note.action
    assert action is not None
    one.note.text.setFocus()
    for text in ("Retest", "A. Mwamba", "1/3/2028"):
        qtbot.keyClicks(focus(), text)
        press(qtbot, focus(), KEYS.Key_Tab)
    assert "needs an action" in one.problem.text(), "this template also asks what happens otherwise"
    action.otherwise.setFocus()
    qtbot.keyClicks(focus(), "Move the date")
    assert one.problem.text() == ""
    view.sheet.hand.leave()
    assert stored(desk, work).note("GL-F5") == ACTION


def test_the_verdict_follows_every_answer(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, GO_LIVE, form=all_yes())
    view = forms(work.id)
    standing = view.sheet.standing
    assert standing.outcome.text() == "Go"
    choose(qtbot, view, "GL-F6", "2")
    assert standing.outcome.text() == "No go"
    assert standing.groups["failed"][0].text() == "Not met · 1"
    assert "GL-F6 Software frozen" in standing.groups["failed"][1].text()
    one = row(view, "GL-F6")
    assert one.note is not None
    for part, text in ACTION._asdict().items():
        one.note._type(**{part: text})
    assert standing.outcome.text() == "Go, with conditions"
    assert "GL-F6" in standing.groups["conditions"][1].text()
    assert not standing.groups["failed"][1].isVisible()
    choose(qtbot, view, "GL-F4", "2")
    assert standing.outcome.text() == "No go", "a criterion that is never waived"
    undo(qtbot)
    assert standing.outcome.text() == "Go, with conditions"
    choose(qtbot, view, "GL-F4", "1")
    assert standing.outcome.text() == "Not decided"
    assert "Retest" in row(view, "GL-F21").above.text(), "conditions are derived where they are recorded"


def test_each_criterion_in_the_verdict_leads_to_its_field(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    form = all_yes().with_value("GL-F16", "2").with_note("GL-F5", Note())
    view = forms(begin(desk, GO_LIVE, form=form).id)
    standing = view.sheet.standing
    standing.groups["failed"][1].linkActivated.emit("GL-F16")
    assert view.sheet.section == "law"
    entry = view.sheet.rows["GL-F16"].entry
    assert isinstance(entry, ChoiceEntry)
    assert focus() is entry.buttons["2"]
    standing.groups["unproven"][1].linkActivated.emit("GL-F5")
    note = view.sheet.rows["GL-F5"].note
    assert note is not None
    assert focus() is note.text, "the keyboard is where something lacks"


def test_the_next_required_field_that_is_empty(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    form = all_yes().with_value("GL-F1", "Import").with_value("GL-F2", "2028-03-11")
    work = begin(desk, GO_LIVE, form=form)
    view = forms(work.id)
    standing = view.sheet.standing
    assert standing.tally.text() == "18 of 24 required fields filled in"
    found = []
    for _number in range(7):
        click(qtbot, standing.next)
        found.append(view.sheet._field)
    assert found == ["GL-F3", "GL-F20", "GL-F23", "GL-F24", "GL-F25", "GL-F26", "GL-F3"]
    qtbot.keyClick(focus(), KEYS.Key_Return, CONTROL)
    assert view.sheet._field == "GL-F20"
    for field, text in zip(found[:6], ("x", "x", "1", "x", "x", "2028-05-05"), strict=True):
        view.sheet._type(field, text)
    assert standing.tally.text() == "24 of 24 required fields filled in"
    assert not standing.next.isEnabled()
    view.sheet._type_note("GL-F5", Note())
    assert standing.next.isEnabled()
    click(qtbot, standing.next)
    assert view.sheet._field == "GL-F5", "what is filled in and wrong is led to at the end"


def test_sections_follow_one_another(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    view = forms(begin(desk, GO_LIVE).id)
    assert view.sheet.section == "decision-to-take"
    seen = []
    while view.sheet.following.isVisible():
        seen.append(view.sheet.section)
        click(qtbot, view.sheet.following)
        assert view.sheet.rows[view.sheet._field].isAncestorOf(focus())
    assert seen == ["decision-to-take", "software", "security", "people", "law", "way-back"]


# --- gates ----------------------------------------------------------------------------------------------------


def at_first_gate() -> Form:
    """A charter with the criteria of its first gate at yes."""
    criteria = ("PC-F30", "PC-F31", "PC-F32")
    return Form(CHARTER, dict.fromkeys(criteria, "1"), dict.fromkeys(criteria, PROOF))


def test_a_gate_is_closed_on_purpose_and_opens_the_next(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, CHARTER, form=at_first_gate())
    view = forms(work.id)
    assert view.sheet.standing.gate.text() == "Gate G0: intake"
    one, gate = row(view, "PC-F28"), view.sheet.gate
    assert gate is not None
    assert not gate.ask.isVisible(), "nothing is decided yet"
    choose(qtbot, view, "PC-F28", "1")
    click(qtbot, gate.ask)
    assert focus() is gate.leave, "the keyboard is on the answer that changes nothing"
    assert "The criteria say: go" in gate._asked.text()
    assert stored(desk, work).decisions == ()
    gate.day.field.setText("2027-03-02")
    click(qtbot, gate.record)
    form = stored(desk, work)
    assert [(line.gate, line.on, line.decision, line.outcome) for line in form.decisions] == [
        ("G0", "2027-03-02", "1", Outcome.GO)
    ]
    assert form.gate == "G1"
    assert form.text("PC-F28") == ""
    assert view.sheet.standing.gate.text() == "Gate G1: sandbox"
    assert "G0" in gate.past.text()
    assert "March 2, 2027" in gate.past.text()
    assert one.isAncestorOf(focus())
    undo(qtbot)
    assert stored(desk, work).decisions == ()
    assert view.sheet.standing.gate.text() == "Gate G0: intake"


def test_a_decision_beyond_the_criteria_is_said(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    view = forms(begin(desk, CHARTER).id)
    one = row(view, "PC-F28")
    choose(qtbot, view, "PC-F28", "1")
    assert "goes beyond" in one.problem.text()
    assert view.sheet.gate is not None
    click(qtbot, view.sheet.gate.ask)
    assert "the record will show both" in view.sheet.gate._asked.text()
    press(qtbot, focus(), KEYS.Key_Escape)
    assert view.sheet.gate.ask.isVisible()


def test_a_gate_needs_a_day(qtbot: QtBot, forms: Shows, desk: Desk) -> None:
    work = begin(desk, CHARTER, form=at_first_gate())
    view = forms(work.id)
    choose(qtbot, view, "PC-F28", "4")
    gate = view.sheet.gate
    assert gate is not None
    click(qtbot, gate.ask)
    gate.day.field.setText("some day")
    click(qtbot, gate.record)
    assert "is not a date" in gate._problem.text()
    assert gate.day.field.text() == "some day"
    assert stored(desk, work).decisions == ()


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


def switch(context: Context, languages: Languages, code: str) -> None:
    """Another language, as the window puts it in force."""
    context.library.set_language(code)
    languages.use(code)
    QApplication.processEvents()


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


# --- files ----------------------------------------------------------------------------------------------------


def test_our_own_file_goes_and_comes_back_as_a_new_form(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context, tmp_path: Path
) -> None:
    work = begin(desk, GO_LIVE, "Release 2.0", all_yes())
    view = forms()
    with qtbot.waitSignal(view.told):
        view.acts.save_to(work, tmp_path / "release")
    for number in (2, 3):
        view.acts.add_from_file(tmp_path / "release.json")
        added = [one for one in works(desk) if one.name == f"Release 2.0 {number}"]
        assert len(added) == 1
        assert stored(desk, added[0]) == stored(desk, work)
        assert context.library.place == Address(FORMS, added[0].id)
    assert desk.works.get(work.id) == work, "nothing was replaced"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "not JSON"),
        (json.dumps({"schema": "ictguide-cost"}), "holds no form"),
        (None, "cannot be read"),
    ],
)
def test_another_file_is_refused_in_a_sentence(
    forms: Shows, desk: Desk, tmp_path: Path, text: str | None, said: str
) -> None:
    view = forms()
    path = tmp_path / "other.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    view.acts.add_from_file(path)
    assert said in view.list.problem.text()
    assert view.list.problem.isVisible()
    assert works(desk) == []


def test_a_file_that_is_no_text_is_refused(forms: Shows, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff\xfe")
    view = forms()
    view.acts.add_from_file(tmp_path / "picture.json")
    assert "no text" in view.list.problem.text()
    assert works(desk) == []


def test_a_folder_that_is_not_there_is_said(forms: Shows, desk: Desk, tmp_path: Path) -> None:
    work = begin(desk, GO_LIVE)
    view = forms(work.id)
    view.acts.save_to(work, tmp_path / "none" / "release.json")
    assert "no folder" in view.sheet.head.problem.text()


def test_export_offers_the_form_with_what_was_typed_last(
    qtbot: QtBot, forms: Shows, desk: Desk, context: Context
) -> None:
    work = begin(desk, GO_LIVE, "Release 2.0", all_yes())
    view = forms(work.id)
    qtbot.keyClicks(row(view, "GL-F1").entry.stops[0], "Import of A. Mwamba")
    assert context.exporting is not None
    with qtbot.waitSignal(context.exporting.asked) as asked:
        click(qtbot, view.sheet.head.export)
    (offer,) = asked.args
    assert offer.formats == ("pdf", "docx")
    assert offer.names
    whole, bare = offer.make(Wanted("fr")), offer.make(Wanted("fr", nameless=True))
    assert "Import of A. Mwamba" in str(whole)
    assert whole.title == "Release 2.0"
    assert "Mwamba" not in str(bare)
    assert "Release 2.0" not in str(bare)
    assert bare.facts[:2] == whole.facts[:2], "the verdict and the progress are the same"
    assert [one.title for one in view.offers()] == [offer.title]


def test_the_list_has_nothing_to_export(forms: Shows) -> None:
    assert forms().offers() == []
