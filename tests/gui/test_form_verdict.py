"""What a filled template comes to: the verdict of its criteria, what lacks, and the gates that are closed on purpose."""

from __future__ import annotations

from forms_shown import (
    ACTION,
    CHARTER,
    CONTROL,
    GO_LIVE,
    KEYS,
    PROOF,
    Shows,
    all_yes,
    begin,
    choose,
    click,
    focus,
    row,
    stored,
    undo,
)
from on_screen import press
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.forms import Form, Note, Outcome
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.ui.views.form_choice import ChoiceEntry

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
    with qtbot.waitSignal(view.told, check_params_cb=lambda said: said == "verdict: No go"):
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
