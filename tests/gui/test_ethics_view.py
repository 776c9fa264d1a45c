"""A system gets its record and its tier, through the keys and clicks of the person who judges it."""

from __future__ import annotations

import pytest
from ethics_records import (
    KEYS,
    NONE_RAISES,
    Shows,
    chosen,
    click,
    ethics_shows,  # noqa: F401 - a fixture
    focus,
    kept,
    questions,
    record,
    settle,
    stored,
    write,
)
from on_screen import forget, press, visible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.ethics import CHECKLIST, RAISERS, EthicsRecord, Stage, TierAnswers
from ictguide_desktop.assess.forms import Reply
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import ETHICS_TIER
from ictguide_desktop.ui.views.checklist_view import ChecklistView
from ictguide_desktop.ui.views.ethics_decision import DecisionStep
from ictguide_desktop.ui.views.ethics_list import DELETE, DUPLICATE, RENAME
from ictguide_desktop.ui.views.view import Context
from ictguide_desktop.ui.views.work_in_hand import SAVE_MS

# --- the systems ----------------------------------------------------------------------------------------------


def test_first_record_is_begun_and_named_where_the_cursor_stands(
    qtbot: QtBot, shows: Shows, desk: Desk
) -> None:
    view = shows()
    assert any("No system has a record yet" in label.text() for label in visible(view, QLabel))
    assert focus() is view.list.new
    press(qtbot, view.list.new, KEYS.Key_Space)
    settle()
    assert focus() is view.page.head.name
    qtbot.keyClicks(focus(), "Queue forecast")
    press(qtbot, focus(), KEYS.Key_Tab)
    assert stored(desk).system == "Queue forecast"
    assert desk.works.all(WorkKind.ETHICS)[0].name == "Queue forecast"
    click(qtbot, view.page.head.back)
    assert "Queue forecast" in next(iter(view.list.lines.values())).card.accessibleName()


def test_those_that_need_somebody_come_first_and_say_why(shows: Shows, desk: Desk, context: Context) -> None:
    stopped = kept(desk, record(context.library, E3=Reply.NO))
    fine = kept(desk, record(context.library))
    view = shows()
    assert list(view.list.lines) == [stopped.id, fine.id]
    name = view.list.lines[stopped.id].card.accessibleName()
    assert "Stop: an item that is never waived is at no. E3" in name
    assert "T3" in name
    assert "Passes" in view.list.lines[fine.id].card.accessibleName()


def test_a_record_is_deleted_and_put_back(qtbot: QtBot, shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, record(context.library))
    view = shows()
    with qtbot.waitSignal(desk.undo_offered) as offered:
        view.list.lines[one.id].acts[DELETE].trigger()
    assert offered.args == ["Record deleted: Value score"]
    assert not view.list.lines
    assert desk.works.get(one.id) is None
    desk.undo()
    assert list(view.list.lines) == [one.id]
    assert stored(desk, one.id) == record(context.library)


def test_deleting_the_record_in_hand_leads_to_the_list(shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    view.page.head.acts[DELETE].trigger()
    settle()
    assert context.library.place == Address(ETHICS_TIER)
    assert view.list.isVisible()
    desk.undo()
    assert list(view.list.lines) == [one.id]


def test_a_copy_for_a_new_look_takes_the_answers_and_leaves_the_decisions(
    shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows()
    view.list.lines[one.id].acts[DUPLICATE].trigger()
    settle()
    copy = stored(desk, context.library.place.section)
    assert copy.system == "Value score, new look"
    assert copy.replies == record(context.library).replies
    assert (copy.decisions, copy.changes, copy.tested_by) == ((), (), "")
    assert context.library.place.section != one.id
    assert view.page.head.name.text() == copy.system


def test_renaming_from_the_list_selects_the_name(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows()
    view.list.lines[one.id].acts[RENAME].trigger()
    settle()
    assert focus() is view.page.head.name
    qtbot.keyClicks(focus(), "Score of used vehicles")
    qtbot.waitUntil(lambda: stored(desk, one.id).system == "Score of used vehicles", timeout=SAVE_MS + 400)


def test_a_record_that_cannot_be_read_says_so_and_stays_as_it_is(
    qtbot: QtBot, shows: Shows, desk: Desk
) -> None:
    one = desk.works.start(WorkKind.ETHICS, "", "From next year", {"version": 9, "more": 1})
    view = shows(one.id)
    assert "cannot be read" in view._problem.text()
    assert not view.page.isVisible()
    assert view.offers() == []
    click(qtbot, view.back)
    assert "cannot be read" in view.list.lines[one.id].card.accessibleName()
    found = desk.works.get(one.id)
    assert found is not None
    assert found.body == {"version": 9, "more": 1}


def test_a_record_that_is_not_there_leads_to_the_list(qtbot: QtBot, shows: Shows, context: Context) -> None:
    view = shows()
    with qtbot.waitSignal(view.told):
        context.library.go(Address(ETHICS_TIER, "nowhere"))
    assert view.list.isVisible()


# --- the six questions ----------------------------------------------------------------------------------------


def test_six_questions_by_keys_give_the_tier_at_once_with_the_reasons(
    qtbot: QtBot, shows: Shows, desk: Desk
) -> None:
    one = kept(desk, EthicsRecord(system="Chat help"))
    view = shows(one.id)
    step = questions(view)
    assert view.page.tabs.tabs["tier"].text().endswith("open\u2069")
    assert "until it is answered, the tier counts as T3" in step.found.said
    assert focus() is step.worst.holder
    press(qtbot, focus(), KEYS.Key_2)
    assert step.found.mark.text() == "T2"
    press(qtbot, focus(), KEYS.Key_Tab)
    for name in RAISERS:
        assert focus() is step.raisers[name].answers.holder
        press(qtbot, focus(), KEYS.Key_1 if name == "appeal" else KEYS.Key_2)
        press(qtbot, focus(), KEYS.Key_Down)
    assert stored(desk, one.id).answers == TierAnswers(2, NONE_RAISES | {"appeal": True})
    assert step.found.mark.text() == view.page.standing.mark.text() == "T3"
    assert "Question 1: T2 Limited." in step.found.said
    assert "Raised by one, once: \u2068The way to appeal is weak\u2069." in step.found.said
    assert view.page.tabs.tabs["tier"].text() == "1 · Tier · \u2068T3\u2069"


def test_a_tier_that_nobody_knows_counts_as_t3(qtbot: QtBot, shows: Shows, desk: Desk) -> None:
    one = kept(desk, EthicsRecord(system="Bought in 2019"))
    view = shows(one.id)
    with qtbot.waitSignal(view.told) as told:
        press(qtbot, focus(), KEYS.Key_0)
    assert told.args == ["T3 Significant"]
    assert stored(desk, one.id).answers.worst == 0
    assert "A tier that nobody knows counts as T3." in questions(view).found.said
    press(qtbot, focus(), KEYS.Key_Backspace)
    assert stored(desk, one.id).answers.worst is None


def test_the_words_of_a_tier_can_be_clicked_and_the_arrows_only_move(
    qtbot: QtBot, shows: Shows, desk: Desk
) -> None:
    one = kept(desk, EthicsRecord(system="Face match"))
    view = shows(one.id)
    step = questions(view)
    click(qtbot, step.worst._lines["4"])
    assert stored(desk, one.id).answers.worst == 4
    press(qtbot, focus(), KEYS.Key_Up)
    assert focus() is step.worst.buttons["3"]
    assert stored(desk, one.id).answers.worst == 4
    press(qtbot, focus(), KEYS.Key_Return)
    assert stored(desk, one.id).answers.worst == 3


def test_the_highest_tier_is_raised_no_further_and_it_is_said(qtbot: QtBot, shows: Shows, desk: Desk) -> None:
    one = kept(desk, EthicsRecord(system="Face match", answers=TierAnswers(4, NONE_RAISES)))
    step = questions(shows(one.id))
    click(qtbot, step.raisers["people"].answers.buttons[Reply.YES])
    assert step.found.mark.text() == "T4"
    assert "T4 is the highest tier" in step.found.said


@pytest.mark.parametrize(
    ("button", "place"), [("_guide", "ethics#tier-test"), ("found.guide", "ethics#who-signs")]
)
def test_the_tier_leads_to_its_place_in_the_guide(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context, button: str, place: str
) -> None:
    one = kept(desk, EthicsRecord(system="Chat help"))
    step: object = questions(shows(one.id))
    for name in button.split("."):
        step = getattr(step, name)
    click(qtbot, step)  # type: ignore[arg-type]
    assert str(context.library.place) == place


def test_who_took_the_test_is_kept_and_a_text_that_is_no_day_is_not(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    step = questions(shows(one.id))
    write(qtbot, step.fields["tested_by"].field, "A. Mwamba")
    write(qtbot, step.fields["tested_on"].field, "next week")
    assert "is not a date" in step.fields["tested_on"].said
    assert (stored(desk, one.id).tested_by, stored(desk, one.id).tested_on) == ("A. Mwamba", "")
    write(qtbot, step.fields["tested_on"].field, "3/11/2026")
    assert stored(desk, one.id).tested_on == "2026-11-03"
    assert step.fields["tested_on"].said == "November 3, 2026"


def test_a_system_that_runs_already_is_where_it_is(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    click(qtbot, questions(view).stage.buttons[Stage.LIVE])
    assert stored(desk, one.id).stage is Stage.LIVE
    click(qtbot, questions(view).stage.buttons[Stage.LIVE])
    assert stored(desk, one.id).stage is Stage.LIVE
    assert chosen(questions(view).stage) == Stage.LIVE


# --- the checklist --------------------------------------------------------------------------------------------


def test_the_checklist_on_ethics_leads_to_the_tier_and_no_other_does(qtbot: QtBot, context: Context) -> None:
    view = ChecklistView(context)
    view.show_place(Address(CHECKLIST))
    assert not view.head.tier.isHidden()
    view.head.tier.click()
    assert context.library.place == Address(ETHICS_TIER)
    view.show_place(Address("insider-threat-checklist"))
    assert view.head.tier.isHidden()
    forget(view)


def test_steps_are_light_until_they_are_shown(shows: Shows, desk: Desk, context: Context) -> None:
    view = shows(kept(desk, record(context.library)).id)
    assert set(view.page.steps) == {"tier"}
    view.page.turn_to("decision")
    assert isinstance(view.page.step, DecisionStep)
