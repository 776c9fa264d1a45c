"""The items of a tier are answered, what stops the system is said first, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from ethics_records import (
    KEYS,
    NONE_RAISES,
    Shows,
    action,
    chosen,
    click,
    ethics_shows,  # noqa: F401 - a fixture
    focus,
    in_days,
    items,
    kept,
    questions,
    record,
    settle,
    stored,
    undo,
    with_notes,
    write,
)
from on_screen import press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ictguide_desktop.assess.ethics import CHECKLIST, EthicsRecord, TierAnswers
from ictguide_desktop.assess.forms import Note, Reply
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.services.desk import WORKS, Desk
from ictguide_desktop.ui.views.ethics_view import EthicsView
from ictguide_desktop.ui.views.view import Context
from ictguide_desktop.ui.views.work_in_hand import SAVE_MS


def shown_items(view: EthicsView) -> list[str]:
    """The items that can be seen."""
    return [item for item, row in items(view).rows.items() if row.isVisible()]


# --- the items ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tier", "count"), [(1, 7), (2, 21), (3, 35), (4, 37)])
def test_a_tier_asks_for_its_items_and_says_which_are_never_waived(
    shows: Shows, desk: Desk, tier: int, count: int
) -> None:
    one = kept(desk, EthicsRecord(answers=TierAnswers(tier, NONE_RAISES)))
    view = shows(one.id, "items")
    assert len(shown_items(view)) == count
    assert items(view)._title.text() == f"{count} items for tier T{tier}"
    named = {row.item for row in items(view).rows.values() if row._never.text() == "never waived"}
    assert named == {"E3", "E8", "E9", "E18", "E22", "E28", "E32"}
    assert "never waived" in items(view).rows["E18"].answers.holder.accessibleName()


def test_answers_above_the_tier_are_kept(shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    questions(view).worst.wanted.emit("2")
    view.page.turn_to("items")
    settle()
    assert len(shown_items(view)) == 21
    assert items(view)._kept.text().startswith("14 answers to items that this tier does not ask are kept")
    assert stored(desk, one.id).replies == record(context.library).replies


def test_items_are_answered_by_keys_and_their_evidence_is_stored_as_it_is_typed(
    qtbot: QtBot, shows: Shows, desk: Desk
) -> None:
    one = kept(desk, EthicsRecord(answers=TierAnswers(1, NONE_RAISES)))
    view = shows(one.id, "items")
    row = items(view).rows["E1"]
    assert focus() is row.answers.holder
    press(qtbot, focus(), KEYS.Key_1)
    assert row.opened
    assert row.panel.text.said == "“Yes” needs evidence that somebody else has read."
    assert "“Yes” without evidence: E1" in view.page.standing.said
    press(qtbot, focus(), KEYS.Key_Tab)
    assert focus() is row.panel.text.field
    qtbot.keyClicks(focus(), "Note of one page")
    assert stored(desk, one.id).notes == {}
    qtbot.waitUntil(
        lambda: stored(desk, one.id).notes == {"E1": Note("Note of one page")}, timeout=SAVE_MS + 400
    )
    assert focus() is row.panel.text.field
    assert row.panel.text.said == ""
    press(qtbot, focus(), KEYS.Key_Escape)
    assert not row.opened
    assert focus() is row.answers.buttons[Reply.YES]
    press(qtbot, focus(), KEYS.Key_Down)
    assert focus() is items(view).rows["E14"].answers.holder
    assert view.page.standing.bar.value() == 1


def test_a_no_that_is_never_waived_stops_first_and_plainly_whatever_is_done(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "items")
    view.page.seek("E3")
    press(qtbot, focus(), KEYS.Key_2)
    row = items(view).rows["E3"]
    for field, text in ((row.panel.owner, "Data office"), (row.panel.by, in_days(9))):
        write(qtbot, field.field, text)
    said = view.page.standing.said
    assert said.startswith("Stop: an item that is never waived is at no. At no, and never waived: E3")
    assert "a dated action is not enough" in row._stop.text()
    assert view.page.standing.objectName() == "notice"
    assert stored(desk, one.id).notes["E3"].dated_action


def test_what_stops_leads_to_the_item(qtbot: QtBot, shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, record(context.library, E28=Reply.NO))
    view = shows(one.id)
    view.page.standing._named["stop_items"].linkActivated.emit("E28")
    settle()
    row = items(view).rows["E28"]
    assert focus() is row.answers.buttons[Reply.NO]
    assert row.opened
    assert row.mapTo(view.area.viewport(), row.rect().topLeft()).y() < view.area.viewport().height() - 60


def test_a_no_needs_an_action_with_an_owner_and_a_day(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, with_notes(record(context.library, E13=Reply.NO), E13=Note()))
    view = shows(one.id, "items")
    items(view).next_open.click()
    settle()
    row = items(view).rows["E13"]
    assert focus() is row.answers.buttons[Reply.NO]
    press(qtbot, focus(), KEYS.Key_Return)
    assert focus() is row.panel.text.field
    assert row.panel.text.said == "“No” needs an action with an owner and a date."
    for field, text in zip(
        (row.panel.text, row.panel.owner, row.panel.by), ("Publish", "Data office", in_days(30)), strict=True
    ):
        write(qtbot, field.field, text)
    assert stored(desk, one.id).notes["E13"] == Note("Publish", "Data office", in_days(30))
    assert view.page.standing.said.startswith("Every item of the tier is at yes, or has an action")
    assert not items(view).next_open.isEnabled()


def test_an_action_past_its_day_takes_the_system_one_step_back(
    shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, with_notes(record(context.library, E13=Reply.NO), E13=action(-1)))
    view = shows(one.id, "items")
    assert view.page.standing.said.startswith("An action missed its date: the system goes back to sandbox.")
    assert "Action past its date: E13" in view.page.standing.said
    assert "The action missed its day." in items(view).rows["E13"]._summary.text()


def test_a_not_applicable_needs_its_reason(qtbot: QtBot, shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, with_notes(record(context.library), E21=Note()))
    view = shows(one.id, "items")
    view.page.seek("E21")
    press(qtbot, focus(), KEYS.Key_3)
    row = items(view).rows["E21"]
    assert row.panel.text.said == "“Not applicable” needs a reason."
    assert not row.panel.owner.isVisible()
    write(qtbot, row.panel.text.field, "No transfer abroad")
    assert view.page.standing.said.startswith("Every item of the tier is at yes, or does not apply.")


def test_explained_here_leads_to_the_place(qtbot: QtBot, shows: Shows, desk: Desk, context: Context) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "items")
    click(qtbot, items(view).rows["E1"].link)
    assert str(context.library.place) == "ethics#answer-items"
    context.library.go_back()
    settle()
    assert view.page.here == "items", "one comes back to the step one left"


# --- nothing is lost ------------------------------------------------------------------------------------------


def test_what_was_typed_is_stored_when_the_view_is_left(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    field = questions(view).purpose.field
    field.setFocus()
    qtbot.keyClicks(field, "More. ")
    context.library.go(Address(CHECKLIST))
    assert stored(desk, one.id).purpose == "More. Signals a possible undervaluation"


def test_undo_takes_back_the_last_change_and_goes_where_it_was(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "items")
    press(qtbot, focus(), KEYS.Key_2)
    press(qtbot, focus(), KEYS.Key_3)
    click(qtbot, view.page.tabs.tabs["tier"])
    undo(qtbot)
    assert stored(desk, one.id).replies["E1"] == Reply.NO
    assert focus() is items(view).rows["E1"].answers.buttons[Reply.NO]
    undo(qtbot)
    assert stored(desk, one.id) == record(context.library)
    with qtbot.waitSignal(view.told) as told:
        undo(qtbot)
    assert "nothing to undo" in told.args[0]
    qtbot.keyClick(focus(), KEYS.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert stored(desk, one.id).replies["E1"] == Reply.NO


def test_undo_in_a_field_takes_back_its_letters_only(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    click(qtbot, questions(view).raisers["people"].answers.buttons[Reply.YES])
    write(qtbot, questions(view).fields["reasons"].field, "Wrong")
    questions(view).fields["reasons"].field.setFocus()
    undo(qtbot)
    assert questions(view).fields["reasons"].text == ""
    assert stored(desk, one.id).answers.raisers["people"] is True


def test_a_change_made_elsewhere_is_shown_and_what_is_typed_here_stays(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id)
    other = dict(desk.works.get(one.id).body) | {"purpose": "From the other window"}  # type: ignore[union-attr]
    desk.write(WORKS, lambda: desk.works.save(one.id, other))
    assert questions(view).purpose.text == "From the other window"
    field = questions(view).purpose.field
    field.setFocus()
    qtbot.keyClicks(field, "Mine. ")
    desk.write(WORKS, lambda: desk.works.save(one.id, other | {"purpose": "Once more"}))
    assert questions(view).purpose.text == "Mine. From the other window"


def test_a_store_that_cannot_be_written_keeps_what_was_typed_in_hand(
    qtbot: QtBot, shows: Shows, desk: Desk, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = kept(desk, record(context.library))
    view = shows(one.id, "items")

    def full(*_args: object) -> None:
        raise NoSpace(Path("x"))

    with monkeypatch.context() as patch, qtbot.waitSignal(desk.failed):
        patch.setattr(desk.works, "save", full)
        press(qtbot, focus(), KEYS.Key_2)
    assert chosen(items(view).rows["E1"].answers) == Reply.NO
    view.hand.flush()
    assert stored(desk, one.id).replies["E1"] == Reply.NO
