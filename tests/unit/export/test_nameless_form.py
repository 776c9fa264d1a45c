"""A filled template without names: nothing that somebody typed is left, and what it comes to is the same."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from unit.assess.filled import ACTION, FORMS, gated, good_form, one_decision

from ictguide_desktop.assess.forms import Form, GateDecision, Note, Outcome, progress, verdict
from ictguide_desktop.export.form_document import FormPaper, form_document
from ictguide_desktop.export.nameless_form import with_remark, without_names

SAID = "(left out)"


def texts(form: Form) -> set[str]:
    """Every text in a form, without spaces around it."""
    found: set[str] = set()
    for value in form.values.values():
        found.update([value] if isinstance(value, str) else [cell for row in value for cell in row])
    for note in (*form.notes.values(), *(line.note for line in form.decisions)):
        found.update(note)
    for line in form.decisions:
        found.update(cell for row in line.conditions for cell in row)
    return {text.strip() for text in found if text.strip()}


@given(FORMS)
def test_only_answers_days_and_figures_are_left(form: Form) -> None:
    for page in (one_decision(), gated()):
        for text in texts(without_names(page, form, SAID)) - {SAID}:
            days_and_figures = all(letter.isdigit() or letter in "-." for letter in text)
            assert days_and_figures, text


@given(FORMS)
def test_it_comes_to_the_same(form: Form) -> None:
    for page in (one_decision(), gated()):
        bare = without_names(page, form, SAID)
        assert verdict(page, bare) == verdict(page, form)
        assert progress(page, bare) == progress(page, form)


def test_a_condition_keeps_its_day_and_loses_its_owner() -> None:
    form = good_form().with_value("L-F6", "2").with_note("L-F6", ACTION)
    bare = without_names(one_decision(), form, SAID)
    assert bare.note("L-F6") == Note(SAID, SAID, "2027-04-01", SAID)
    assert bare.rows("L-F4") == ((SAID, SAID),)
    assert (bare.text("L-F1"), bare.text("L-F2"), bare.text("L-F5")) == (SAID, "2027-03-02", "1")


def test_a_name_typed_where_a_day_belongs_goes_too() -> None:
    form = Form("live", {"L-F2": "ask Mr Diallo"}, {"L-F6": ACTION._replace(by="Mr Diallo")})
    line = GateDecision("G0", "2027-03-02", "1", Outcome.GO, ACTION, (("Ask", "Mr Diallo", "Mr Diallo", ""),))
    bare = without_names(one_decision(), Form("live", form.values, form.notes, decisions=(line,)), SAID)
    assert "Diallo" not in str(bare)
    assert bare.decisions[0].on == "2027-03-02"


def test_the_document_says_what_was_left_out_before_anything_else() -> None:
    paper = FormPaper("", "2026.1", date(2027, 3, 2))
    bare = without_names(one_decision(), good_form(), SAID)
    document = form_document(one_decision(), bare, paper, "en", lambda _language: str)
    said = with_remark(document, "Left out.")
    assert "Left out." in str(said.sections[0])
    assert said.sections[1:] == document.sections
    assert document.title == "Title of live"
