"""Who decided on a system stays on record; what changed calls for a new look; the record leaves as a document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ethics_records import (
    BY,
    KEYS,
    Shows,
    action,
    approved,
    click,
    decision,
    ethics_shows,  # noqa: F401 - a fixture
    focus,
    in_days,
    kept,
    look,
    record,
    settle,
    stored,
    undo,
    with_notes,
    write,
)
from on_screen import press
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.ethics import (
    CHECKLIST,
    RAISERS,
    ChangeOf,
    EthicsDecision,
    EthicsRecord,
    Ground,
    Stage,
    SystemChange,
    TierAnswers,
    decided,
    standing,
)
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.exporting import Offer, Wanted
from ictguide_desktop.ui.views.date_field import today
from ictguide_desktop.ui.views.ethics_decision import APPROVE, REFUSE, DecisionStep
from ictguide_desktop.ui.views.ethics_in_hand import Draft, draft_of, with_draft
from ictguide_desktop.ui.views.ethics_shelf import nameless
from ictguide_desktop.ui.views.ethics_view import EthicsView
from ictguide_desktop.ui.views.view import Context


def fill(qtbot: QtBot, step: DecisionStep, ruling: str = APPROVE, by: str = "A. Mwamba") -> None:
    """Write a decision of today for the sandbox."""
    write(qtbot, step.fields["by"].field, by)
    click(qtbot, step.ruling.buttons[ruling])
    click(qtbot, step.stage.buttons[Stage.SANDBOX])


# --- deciding -------------------------------------------------------------------------------------------------


def test_what_a_decision_lacks_is_said_beside_it_and_nothing_is_recorded(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    step = decision(shows(one.id, "decision"))
    click(qtbot, step.take)
    assert step.fields["by"].said == "Name who decides."
    assert focus() is step.fields["by"].field
    assert [label.text() for label in step._missing.values()] == [
        "Choose whether it is approved.",
        "Choose the stage that the decision is for.",
    ]
    assert stored(desk, one.id).decisions == ()
    qtbot.keyClicks(focus(), "A")
    assert step.fields["by"].said == ""


def test_a_decision_is_recorded_with_name_post_day_and_words(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "decision")
    step = decision(view)
    fill(qtbot, step)
    write(qtbot, step.fields["role"].field, "Director")
    write(qtbot, step.fields["reasons"].field, "Test data only")
    with qtbot.waitSignal(desk.undo_offered) as offered:
        click(qtbot, step.take)
    line = stored(desk, one.id).decisions[-1]
    assert line == EthicsDecision(
        in_days(0), "A. Mwamba", "Director", True, Stage.SANDBOX, 3, Ground.PASSES, "Test data only"
    )
    assert stored(desk, one.id).stage is Stage.SANDBOX
    assert draft_of(stored(desk, one.id)) == Draft()
    assert offered.args == ["Decision recorded: Approved: sandbox, T3"]
    said = step.history.lines[0].accessibleName()
    assert said.startswith("Approved: sandbox, T3")
    assert "A. Mwamba" in said
    assert "What the answers allowed: passes" in said
    assert view.page.tabs.tabs["decision"].text().endswith("approved\u2069")


def test_former_decisions_stay_under_the_new_one(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, approved(context.library))
    step = decision(shows(one.id, "decision"))
    fill(qtbot, step, REFUSE)
    click(qtbot, step.take)
    before, now = stored(desk, one.id).decisions
    assert before == BY
    assert not now.approved
    assert [line.accessibleName().partition(".")[0] for line in step.history.lines] == [
        "Not approved: sandbox, T3",
        "Approved: live use, T3",
    ]
    assert stored(desk, one.id).stage is Stage.LIVE, "a refusal moves no system"


def test_a_decision_is_taken_back_at_once_but_not_by_the_keys_that_undo_answers(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "decision")
    fill(qtbot, decision(view))
    click(qtbot, decision(view).take)
    view.page.tabs.tabs["decision"].setFocus()
    undo(qtbot)
    assert len(stored(desk, one.id).decisions) == 1
    desk.undo()
    assert stored(desk, one.id).decisions == ()
    assert stored(desk, one.id).stage is Stage.SHADOW
    assert decision(view).fields["by"].text == "A. Mwamba", "it is being written again"
    assert not decision(view).history.lines


def test_an_approval_against_the_rule_is_said_before_and_after(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library, E9=Reply.YES, E8=Reply.NO))
    step = decision(shows(one.id, "decision"))
    assert step.against.isHidden()
    fill(qtbot, step)
    assert step.against.text().startswith("The rule of the guide does not allow this approval. Stop:")
    click(qtbot, step.ruling.buttons[REFUSE])
    assert step.against.isHidden()
    click(qtbot, step.ruling.buttons[APPROVE])
    click(qtbot, step.take)
    assert stored(desk, one.id).decisions[-1].against_rule
    assert "Against the rule of the guide" in step.history.lines[0].accessibleName()


def test_a_decision_being_written_is_kept_until_it_is_taken(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "decision")
    fill(qtbot, decision(view))
    context.library.go("home")
    assert draft_of(stored(desk, one.id)) == Draft(by="A. Mwamba", approved=True, stage=Stage.SANDBOX.value)
    assert stored(desk, one.id).decisions == ()
    context.library.go(f"ethics-tier#{one.id}")
    settle()
    assert decision(view).fields["by"].text == "A. Mwamba"


@pytest.mark.parametrize(
    "found", [None, 3, [], {"by": 4, "stage": "moon", "approved": "yes"}, {"on": "2026-01-01"}]
)
def test_a_damaged_draft_reads_as_far_as_it_can(found: object) -> None:
    read = draft_of(EthicsRecord(extra={"decision_draft": found}))
    assert read == Draft(on="2026-01-01" if isinstance(found, dict) and "on" in found else "")
    assert with_draft(EthicsRecord(extra={"decision_draft": found}), Draft()).extra == {}


# --- looking again --------------------------------------------------------------------------------------------


def test_t3_is_looked_at_a_year_after_its_approval(shows: Shows, desk: Desk, context: Context) -> None:
    recent = kept(desk, approved(context.library, on=in_days(-10)))
    view = shows(recent.id, "look")
    assert look(view)._due.text().startswith("The next look is due on ")
    assert view.page.standing.objectName() == "tinted"
    old = kept(desk, approved(context.library, on=in_days(-400)))
    context.library.go(f"ethics-tier#{old.id}")
    settle()
    assert "A new look is due since" in view.page.standing.said
    assert "a year has passed" in view.page.standing.said
    assert view.page.standing.objectName() == "notice"
    assert view.page.tabs.tabs["look"].text().endswith("due\u2069")


def test_nothing_is_due_before_an_approval_and_low_tiers_wait_for_a_change(
    shows: Shows, desk: Desk, context: Context
) -> None:
    low = decided(context.library.page(CHECKLIST), record(context.library, 1), BY)
    fresh = kept(desk, record(context.library))
    view = shows(fresh.id, "look")
    assert look(view)._due.text().startswith("Nothing is approved, so no look is due.")
    context.library.go(f"ethics-tier#{kept(desk, low).id}")
    view.page.turn_to("look")
    assert look(view)._due.text() == "Only a change calls for a new look."


def test_a_change_is_recorded_with_its_day_and_calls_for_a_look(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, approved(context.library, on=in_days(-10)))
    view = shows(one.id, "look")
    click(qtbot, look(view).buttons[ChangeOf.SUPPLIER])
    assert focus() is look(view).lines[0].text.field
    qtbot.keyClicks(focus(), "Another vendor")
    write(qtbot, look(view).lines[0].day.field, in_days(-2))
    assert stored(desk, one.id).changes == (SystemChange(in_days(-2), ChangeOf.SUPPLIER, "Another vendor"),)
    assert "What changed: supplier." in view.page.standing.said
    click(qtbot, look(view).again)
    assert view.page.here == "tier"


def test_a_change_has_a_day_and_is_deleted_and_put_back(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    changes = (SystemChange("2026-01-02", ChangeOf.LAW, "A"), SystemChange("2026-02-02", ChangeOf.DATA, "B"))
    one = kept(desk, replace(record(context.library), changes=changes))
    view = shows(one.id, "look")
    day = look(view).lines[0].day.field
    day.setFocus()
    day.selectAll()
    press(qtbot, day, KEYS.Key_Backspace)
    press(qtbot, day, KEYS.Key_Tab)
    assert day.text() == "2026-01-02"
    with qtbot.waitSignal(desk.undo_offered):
        click(qtbot, look(view).lines[0].remove)
    assert stored(desk, one.id).changes == changes[1:]
    assert [line.text.text for line in look(view).lines] == ["B"]
    desk.undo()
    assert stored(desk, one.id).changes == changes
    assert [line.text.text for line in look(view).lines] == ["A", "B"]


# --- leaving as a document ------------------------------------------------------------------------------------


def offer_of(view: EthicsView, qtbot: QtBot, context: Context) -> Offer:
    """What is offered when Export… is pressed."""
    assert context.exporting is not None
    with qtbot.waitSignal(context.exporting.asked) as asked:
        click(qtbot, view.page.head.export)
    offer = asked.args[0]
    assert isinstance(offer, Offer)
    return offer


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_record_is_made_into_a_document_of_each_language(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context, language: str
) -> None:
    one = kept(desk, approved(context.library, on=in_days(-3)))
    view = shows(one.id)
    offer = offer_of(view, qtbot, context)
    assert offer.name == "ethics-value-score"
    assert offer.names
    assert view.offers()[0].title == offer.title
    made = offer.make(Wanted(language))
    assert made.title == "Value score"
    assert made.language == language
    text = repr(made)
    assert "C. Rossi" in text
    assert "folder 7" in text
    left_out = repr(offer.make(Wanted(language, nameless=True)))
    assert "C. Rossi" not in left_out
    assert "folder 7" not in left_out
    assert "In one office" not in left_out


def test_what_is_left_out_changes_no_verdict(context: Context) -> None:
    checklist = context.library.page(CHECKLIST)
    for one in (
        record(context.library),
        with_notes(record(context.library, E13=Reply.NO), E13=action()),
        with_notes(record(context.library, E13=Reply.NO), E13=action(-1)),
        with_notes(record(context.library, E13=Reply.NO), E13=Note("Only words")),
        with_notes(record(context.library), E1=Note()),
        record(context.library, E3=Reply.NO),
    ):
        assert standing(checklist, nameless(one), today()) == standing(checklist, one, today())


def test_a_record_without_names_offers_to_leave_out_none(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, EthicsRecord(system="!?", answers=TierAnswers(1, dict.fromkeys(RAISERS, False))))
    offer = offer_of(shows(one.id), qtbot, context)
    assert (offer.names, offer.name) == (False, "ethics-record")
