"""Locked assessments: unreadable in every file while locked, whole for whoever has the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from locked_assessments import (
    COMMENT,
    EVIDENCE,
    LATER,
    MARKERS,
    NAME,
    OTHER,
    OWNER,
    PASSPHRASE,
    UNIT,
    everything,
    secret,
    traces,
    unlabelled,
)

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, MeasurePlan, Situation, Target
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store import sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import (
    AssessmentLocked,
    PassphraseTooShort,
    WrongPassphrase,
)
from ictguide_desktop.store.portable import collect

Open = Callable[..., Database]


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)


@pytest.fixture
def assessments(database: Database) -> Assessments:
    return Assessments(database)


# --- unreadable ---------------------------------------------------------------------------------------------


def test_nothing_of_a_locked_assessment_can_be_read_in_any_file_of_the_profile(
    profile: Path, open_profile: Open, clock: object
) -> None:
    first = open_profile()
    made = secret(Assessments(first))
    Bookmarks(first).add(Address("home"), lang="en", title="a bookmark of long ago")
    first.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    database = open_profile()
    assert database.report.generation is not None
    database.restore(database.generations()[0])
    assessments = Assessments(database)
    assessments.answer(made.id, Answer("trust.1", 2, comment=f"{COMMENT}, first"))
    assert set(traces(profile)) >= {"user.sqlite", "backups/" + database.generations()[0].path.name}
    assert len(traces(profile)) == 3, "in the data, the dated copy and what was set aside"
    locked = assessments.lock(made.id, PASSPHRASE, "The post in the east")
    assert (locked.sealed, locked.failed) == ((), ())
    assert traces(profile) == {}
    assessments.open(made.id, PASSPHRASE)
    assessments.answer(made.id, Answer("trust.2", 1, comment=LATER, evidence=EVIDENCE))
    assessments.change(made.id, unit=f"{UNIT} {LATER}")
    assessments.set_plan(made.id, MeasurePlan("trust.3", owner=OWNER, note=LATER))
    assert database.sound()
    assert traces(profile) == {}
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    assert database.keep_generation() is not None
    database.close()
    assert open_profile().report.kind is OpenKind.OPENED
    assert traces(profile) == {}
    assert not any("journal" in path.name and path.stat().st_size for path in profile.rglob("*"))


def test_what_was_deleted_before_is_not_left_in_unused_parts_of_the_file(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    for number in range(50):
        assessments.answer(made.id, Answer(f"trust.{number}", 1))
    assessments.change(made.id, name="N", unit="U")
    assessments.set_plan(made.id, MeasurePlan("trust.1"))
    assert traces(profile) == {}, "SQLite writes zeros over what it deletes"
    other = secret(assessments)
    database.keep_generation()
    assessments.lock(other.id, PASSPHRASE, "")
    assert traces(profile) == {}


def test_traces_that_sqlite_leaves_within_a_page_are_gone_too(profile: Path, open_profile: Open) -> None:
    database = open_profile()
    database.read("PRAGMA secure_delete = OFF")
    assessments = Assessments(database)
    made = secret(assessments)
    assessments.change(made.id, name="another name")
    database.keep_generation()
    assert NAME in traces(profile)["user.sqlite"]
    assert any(name.startswith("backups/") for name in traces(profile))
    assessments.lock(made.id, PASSPHRASE, "")
    assert traces(profile) == {}


def test_sqlite_is_told_to_write_zeros_over_what_it_deletes_and_to_make_no_files_of_its_own(
    database: Database,
) -> None:
    settings = {name: database.read(f"PRAGMA {name}")[0][0] for name in ("secure_delete", "temp_store")}
    assert settings == {"secure_delete": 1, "temp_store": 2}


def test_the_length_of_what_is_sealed_tells_no_score(assessments: Assessments, database: Database) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "")
    assessments.open(made.id, PASSPHRASE)
    lengths = set()
    for answer in (
        Answer("q", 0),
        Answer("q", 4, comment="yes"),
        Answer("q", not_applicable=True, reason="no"),
        Answer("q"),
    ):
        assessments.answer(made.id, answer)
        lengths.add(database.read("SELECT length(body) AS n FROM assessment_rows WHERE name = 'q'")[0]["n"])
    assert len(lengths) == 1
    assert database.read("SELECT count(*) FROM assessment_rows WHERE given IS NOT NULL")[0][0] == 0


# --- locked, open, closed -----------------------------------------------------------------------------------


def test_a_locked_assessment_shows_its_label_and_nothing_else(
    assessments: Assessments, clock: object
) -> None:
    made, other = secret(assessments), assessments.start("Other", "", "", "", "2026-07-01", "2026.1")
    shown = assessments.lock(made.id, PASSPHRASE, "The post in the east").assessment
    assert assessments.all() == (shown, other)
    assert assessments.get(made.id) == shown
    assert (shown.id, shown.locked, shown.label) == (made.id, True, "The post in the east")
    assert (shown.name, shown.unit, shown.group, shown.round, shown.on, shown.model) == ("",) * 6
    assert shown.situation == Situation()
    assert (shown.created, shown.changed) == (made.created, made.changed)
    assert not assessments.is_open(made.id)
    assert assessments.counts() == {other.id: 0}


@pytest.mark.parametrize(
    "act",
    [
        lambda a, name: a.answers(name),
        lambda a, name: a.targets(name),
        lambda a, name: a.plans(name),
        lambda a, name: a.answer(name, Answer("trust.1", 3)),
        lambda a, name: a.answer_many(name, [Answer("trust.1", 3)]),
        lambda a, name: a.set_target(name, Target("trust", 3)),
        lambda a, name: a.remove_target(name, "trust"),
        lambda a, name: a.set_plan(name, MeasurePlan("trust.1")),
        lambda a, name: a.change(name, name="x"),
    ],
)
def test_a_closed_assessment_is_neither_read_nor_written(
    assessments: Assessments, database: Database, act: Callable[[Assessments, str], object]
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    before = collect(database)
    with pytest.raises(AssessmentLocked, match="“East” is locked: open it") as refused:
        act(assessments, made.id)
    assert isinstance(refused.value, GuideError)
    assert collect(database) == before


def test_who_has_the_passphrase_finds_everything_as_it_was(
    assessments: Assessments, open_profile: Open
) -> None:
    made = secret(assessments)
    _, *before = everything(assessments, made.id)
    assessments.lock(made.id, PASSPHRASE, "East")
    opened = assessments.open(made.id, PASSPHRASE)
    assert assessments.is_open(made.id)
    assert unlabelled(opened) == unlabelled(made)
    assert (opened.locked, opened.label) == (True, "East")
    assert everything(assessments, made.id) == (opened, *before)
    assert assessments.all() == (opened,)
    assert assessments.counts() == {made.id: 50}
    elsewhere = Assessments(open_profile())
    assert not elsewhere.is_open(made.id)
    assessments.close(made.id)
    assessments.close(made.id)
    with pytest.raises(AssessmentLocked):
        assessments.answers(made.id)
    assert elsewhere.open(made.id, PASSPHRASE) == opened


def test_answers_while_open_are_kept_and_read_again(assessments: Assessments, database: Database) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    before = assessments.answers(made.id)["trust.1"]
    written = assessments.answer(made.id, Answer("trust.1", 4, comment=LATER))
    assert written.changed is not None
    assert before.changed is not None
    assert written.changed > before.changed
    changed = assessments.change(made.id, round="2")
    assessments.remove_target(made.id, "trust")
    again = Assessments(database)
    assert again.open(made.id, PASSPHRASE) == changed
    assert again.answers(made.id)["trust.1"] == written
    assert again.targets(made.id) == {}


@pytest.mark.parametrize("wrong", ["", "quatre mots a soi", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(
    assessments: Assessments, database: Database, wrong: str
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    before = collect(database)
    for act in (
        lambda: assessments.open(made.id, wrong),
        lambda: assessments.change_passphrase(made.id, wrong, OTHER),
        lambda: assessments.unlock(made.id, wrong),
    ):
        with pytest.raises(WrongPassphrase, match="not the passphrase"):
            act()
    assert not assessments.is_open(made.id)
    assert collect(database) == before


def test_a_passphrase_that_is_too_short_locks_nothing(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    with pytest.raises(PassphraseTooShort):
        assessments.lock(made.id, "short", "East")
    assert assessments.get(made.id) == made
    assessments.lock(made.id, PASSPHRASE, "East")
    with pytest.raises(PassphraseTooShort):
        assessments.change_passphrase(made.id, PASSPHRASE, "short")
    assert assessments.open(made.id, PASSPHRASE).name == NAME


def test_a_lock_on_a_lock_and_a_key_without_one_are_faults_of_the_program(assessments: Assessments) -> None:
    made = secret(assessments)
    for act in (
        lambda: assessments.unlock(made.id, PASSPHRASE),
        lambda: assessments.change_passphrase(made.id, PASSPHRASE, OTHER),
    ):
        with pytest.raises(ValueError, match="not locked"):
            act()
    assert assessments.open(made.id, PASSPHRASE) == made
    assessments.close(made.id)
    assert assessments.is_open(made.id)
    assessments.lock(made.id, PASSPHRASE, "East")
    with pytest.raises(ValueError, match="locked already"):
        assessments.lock(made.id, OTHER, "West")


def test_a_lock_taken_off_leaves_everything_in_plain_as_it_was(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    before = everything(assessments, made.id)
    shown = assessments.unlock(made.id, PASSPHRASE)
    assert shown == made
    assert assessments._locks._keys == {}, "a key that opens nothing any more is forgotten"
    assert everything(assessments, made.id)[1:] == before[1:]
    assert assessments.counts() == {made.id: 50}
    assert set(traces(profile)) == {"user.sqlite"}
    assert collect(database).sealed == collect(database).locks == ()
    assessments.lock(made.id, OTHER, "Again")
    assert traces(profile) == {}
    with pytest.raises(WrongPassphrase):
        assessments.open(made.id, PASSPHRASE)
    assert assessments.open(made.id, OTHER).name == NAME


def test_a_closed_assessment_can_be_deleted_and_put_back_still_locked(
    assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    removed = assessments.delete(made.id)
    assert assessments.all() == ()
    assert not any(marker in repr(removed) for marker in MARKERS)
    assert collect(database).sealed == ()
    assessments.restore(removed)
    assert assessments.all() == (removed.assessment,)
    assert len(assessments.answers(assessments.open(made.id, PASSPHRASE).id)) == 50


def test_another_window_cannot_write_in_plain_what_was_locked_meanwhile(open_profile: Open) -> None:
    one, two = Assessments(open_profile()), Assessments(open_profile())
    made = secret(one)
    two.answer(made.id, Answer("trust.1", 1))
    one.lock(made.id, PASSPHRASE, "East")
    with pytest.raises(AssessmentLocked):
        two.answer(made.id, Answer("trust.1", 2))


@pytest.mark.parametrize("act", ["lock", "change_passphrase", "unlock"])
def test_an_assessment_deleted_in_another_window_meanwhile_does_not_come_back_empty(
    open_profile: Open, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    one, two = Assessments(open_profile()), Assessments(open_profile())
    made = secret(one)
    if act != "lock":
        one.lock(made.id, PASSPHRASE, "East")
    derived = sealing._derived

    def slowly(*arguments: object) -> bytes:
        if two.all():
            two.delete(made.id)
        return derived(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sealing, "_derived", slowly)
    texts = {"lock": (PASSPHRASE, "East"), "change_passphrase": (PASSPHRASE, OTHER), "unlock": (PASSPHRASE,)}
    with pytest.raises(LookupError):
        getattr(one, act)(made.id, *texts[act])
    assert one.all() == two.all() == ()


# --- another passphrase -------------------------------------------------------------------------------------


def test_another_passphrase_opens_the_data_and_every_copy_and_the_old_one_nothing(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    database.keep_generation()
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    bodies = {row.body for row in collect(database).sealed}
    assert assessments.change_passphrase(made.id, PASSPHRASE, OTHER) == ((), ())
    assert {row.body for row in collect(database).sealed} == bodies
    assert assessments.is_open(made.id)
    for name in ("the data", "the copy"):
        if name == "the copy":
            database.restore(database.generations()[0])
        again = Assessments(database)
        with pytest.raises(WrongPassphrase):
            again.open(made.id, PASSPHRASE)
        assert again.open(made.id, OTHER).name == NAME
        assert len(again.answers(made.id)) == 50
    with pytest.raises(WrongPassphrase):
        assessments.change_passphrase(made.id, PASSPHRASE, OTHER)
    assert traces(profile) == {}


def test_no_file_keeps_the_key_as_the_old_passphrase_opens_it(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    database.keep_generation()
    assessments.lock(made.id, PASSPHRASE, "East")
    wrap = collect(database).locks[0].wrap[-80:]
    assert sum(wrap in path.read_bytes() for path in profile.rglob("*") if path.is_file()) == 2
    assessments.change_passphrase(made.id, PASSPHRASE, OTHER)
    assert sum(wrap in path.read_bytes() for path in profile.rglob("*") if path.is_file()) == 0
