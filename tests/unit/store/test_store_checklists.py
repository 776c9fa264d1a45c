"""Checklists: several named runs of one list, every answer stored, a reset that can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ictguide_desktop.model.user import Tick, TickState
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.database import Database

LIST = "trust-and-identity-checklist"


@pytest.fixture
def checklists(database: Database) -> Checklists:
    return Checklists(database)


def test_several_runs_of_one_checklist_each_with_its_own_answers(checklists: Checklists) -> None:
    north, south = checklists.start(LIST, "Poste Nord"), checklists.start(LIST, "المركز الجنوبي")
    other = checklists.start("another-checklist", "Headquarters")
    checklists.tick(north.id, "C-A1", state=TickState.DONE)
    assert checklists.runs(LIST) == (north, south)
    assert checklists.runs() == (north, south, other)
    assert checklists.run(south.id) == south
    assert checklists.run("0" * 32) is None
    assert checklists.ticks(south.id) == {}
    assert checklists.ticks(north.id)["C-A1"].state is TickState.DONE


def test_an_answer_keeps_what_is_not_changed(checklists: Checklists) -> None:
    run = checklists.start(LIST, "Post")
    checklists.tick(run.id, "C-A1", evidence="log of 12 May")
    checklists.tick(run.id, "C-A1", owner="Mme Diallo")
    tick = checklists.tick(run.id, "C-A1", state=TickState.NOT_APPLICABLE, date="2026-07-31")
    expected = Tick(
        run.id, "C-A1", TickState.NOT_APPLICABLE, "log of 12 May", "Mme Diallo", "2026-07-31", tick.changed
    )
    assert tick == expected
    assert checklists.ticks(run.id) == {"C-A1": expected}
    assert checklists.tick(run.id, "C-A1", date="").date == ""


@pytest.mark.parametrize("date", ["yesterday", "2026-02-30", "31/07/2026", "20260731"])
def test_a_date_that_is_none_is_refused(checklists: Checklists, date: str) -> None:
    run = checklists.start(LIST, "Post")
    with pytest.raises(ValueError, match="not an ISO date"):
        checklists.tick(run.id, "C-A1", date=date)
    assert checklists.ticks(run.id) == {}


def test_counts_per_state(checklists: Checklists) -> None:
    run = checklists.start(LIST, "Post")
    for item, state in (("A1", TickState.DONE), ("A2", TickState.DONE), ("A3", TickState.NOT_APPLICABLE)):
        checklists.tick(run.id, item, state=state)
    checklists.tick(run.id, "A4", evidence="to be found")
    assert checklists.counts(run.id) == {TickState.OPEN: 1, TickState.DONE: 2, TickState.NOT_APPLICABLE: 1}


def test_three_hundred_answers_at_speed_are_all_there(profile: Path, checklists: Checklists) -> None:
    run = checklists.start(LIST, "Fast")
    states = list(TickState)
    for number in range(300):
        checklists.tick(run.id, f"I{number}", state=states[number % 3], evidence=f"seen {number}")
    with Database.open(profile) as again:
        ticks = Checklists(again).ticks(run.id)
    assert {item: (tick.state, tick.evidence) for item, tick in ticks.items()} == {
        f"I{number}": (states[number % 3], f"seen {number}") for number in range(300)
    }


def test_reset_opens_and_empties_one_run_only_and_can_be_undone(checklists: Checklists) -> None:
    run, other = checklists.start(LIST, "One"), checklists.start(LIST, "Other")
    for target in (run, other):
        checklists.tick(target.id, "A1", state=TickState.DONE, evidence="x", owner="y", date="2026-01-02")
    before = checklists.reset(run.id)
    emptied = checklists.ticks(run.id)["A1"]
    assert (emptied.state, emptied.evidence, emptied.owner, emptied.date) == (TickState.OPEN, "", "", "")
    assert emptied.changed > before[0].changed
    assert checklists.ticks(other.id)["A1"].state is TickState.DONE
    checklists.put_back(before)
    back = checklists.ticks(run.id)["A1"]
    assert (back.state, back.evidence, back.owner, back.date) == (TickState.DONE, "x", "y", "2026-01-02")
    assert back.changed > emptied.changed


def test_rename_delete_and_restore_a_run(checklists: Checklists) -> None:
    run = checklists.start(LIST, "Old name")
    tick = checklists.tick(run.id, "A1", state=TickState.DONE)
    renamed = checklists.rename(run.id, "New name")
    assert checklists.runs() == (renamed,)
    assert renamed.changed > run.changed
    removed = checklists.delete(run.id)
    assert (removed.run, removed.ticks) == (renamed, (tick,))
    assert checklists.runs() == ()
    assert checklists.ticks(run.id) == {}
    checklists.restore(removed)
    assert checklists.runs() == (renamed,)
    assert checklists.ticks(run.id) == {"A1": tick}


@pytest.mark.parametrize("act", ["rename", "delete", "reset", "tick"])
def test_an_unknown_run_is_a_lookup_error(checklists: Checklists, act: str) -> None:
    arguments = ("0" * 32, "x") if act in ("rename", "tick") else ("0" * 32,)
    with pytest.raises(LookupError):
        getattr(checklists, act)(*arguments)
    assert checklists.runs() == ()
