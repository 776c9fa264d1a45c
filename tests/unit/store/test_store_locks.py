"""Locked assessments: unreadable in every file while locked, whole for whoever has the passphrase, never lost."""

from __future__ import annotations

import codecs
import errno
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Assessment, MeasurePlan, Situation, Target
from ictguide_desktop.model.problems import GuideError, NoSpace
from ictguide_desktop.store import cleansing, sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import (
    AssessmentDamaged,
    AssessmentLocked,
    PassphraseTooShort,
    WrongPassphrase,
)
from ictguide_desktop.store.migrate import latest, migrate
from ictguide_desktop.store.portable import collect, export_file, import_file, merge, read_file

Open = Callable[..., Database]

PASSPHRASE, OTHER = "quatre mots à soi", "four other words"
NAME, UNIT, COMMENT, EVIDENCE, OWNER, LATER = (
    "Ravensbrück-Ost",
    "Zollkriminalamt",
    "Schmiergeld vermutet",
    "محضر سري للغاية",
    "Mme Quéffelec",
    "Nachträglich ergänzt",
)
MARKERS = (NAME, UNIT, COMMENT, EVIDENCE, OWNER, LATER)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)


@pytest.fixture
def assessments(database: Database) -> Assessments:
    return Assessments(database)


def secret(assessments: Assessments) -> Assessment:
    """An assessment full of what nobody else may read; long enough to lie on several pages of the file."""
    made = assessments.start(NAME, UNIT, "Gruppe", "1", "2026-07-01", "2026.1")
    assessments.change(made.id, situation=Situation(release_above_half=True))
    for number in range(50):
        comment = f"{COMMENT} " + "x" * (number * 97 % 5000)
        assessments.answer(
            made.id, Answer(f"trust.{number}", number % 5, comment=comment, evidence=f"{EVIDENCE} {number}")
        )
    assessments.set_target(made.id, Target("trust", 4, "2027-12-31"))
    assessments.set_plan(made.id, MeasurePlan("trust.1", owner=OWNER))
    known = assessments.get(made.id)
    assert known is not None
    return known


def traces(folder: Path) -> dict[str, list[str]]:
    """What of the secrets stands in which file, in any encoding."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            said = [marker for marker in MARKERS if any(marker.encode(code) in data for code in ENCODINGS)]
            if said:
                found[path.relative_to(folder).as_posix()] = said
    return found


def everything(assessments: Assessments, name: str) -> tuple[object, ...]:
    return (
        assessments.get(name),
        assessments.answers(name),
        assessments.targets(name),
        assessments.plans(name),
    )


def unlabelled(assessment: Assessment | None) -> tuple[object, ...]:
    """All that an assessment says, apart from its lock."""
    assert assessment is not None
    one = assessment
    return one.name, one.unit, one.group, one.round, one.on, one.model, one.scope, one.situation, one.created


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


# --- the copies ---------------------------------------------------------------------------------------------


def test_a_dated_copy_keeps_what_it_held_sealed_and_all_else_as_it_was(
    profile: Path, open_profile: Open, clock: object
) -> None:
    first = open_profile()
    made = secret(Assessments(first))
    plain = Assessments(first).start("In plain", "", "", "", "2026-07-01", "2026.1")
    Bookmarks(first).add(Address("home"), lang="en", title="kept")
    first.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    database = open_profile()
    assessments = Assessments(database)
    then = everything(assessments, made.id)
    (copy,) = database.generations()
    written = copy.path.stat().st_mtime_ns
    clock.pass_by(hours=12)  # type: ignore[attr-defined]
    assessments.answer(made.id, Answer("trust.1", 0, comment="after the copy"))
    Bookmarks(database).add(Address("home"), lang="en", title="after the copy")
    assessments.lock(made.id, PASSPHRASE, "East")
    (again,) = database.generations()
    assert again[:2] == copy[:2]
    assert again.path.stat().st_mtime_ns == written
    clock.pass_by(hours=13)  # type: ignore[attr-defined]
    assert database.keep_generation() is not None, "the copy is as old as it was"
    database.restore(again)
    assert [bookmark.title for bookmark in Bookmarks(database).all()] == ["kept"]
    assert assessments.get(plain.id) == plain
    opened = assessments.open(made.id, PASSPHRASE)
    assert unlabelled(opened) == unlabelled(made)
    assert everything(assessments, made.id)[1:] == then[1:]


def test_copies_from_before_there_were_assessments_are_not_touched(profile: Path, open_profile: Open) -> None:
    profile.mkdir()
    with closing(connect(profile / "user.sqlite")) as connection:
        migrate(connection, 2)
    database = open_profile()
    assert database.report.generation is not None
    before = database.report.generation.path.read_bytes()
    made = secret(Assessments(database))
    assert Assessments(database).lock(made.id, PASSPHRASE, "").failed == ()
    assert database.report.generation.path.read_bytes() == before


def test_nothing_that_somebody_else_put_there_is_touched(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    database.keep_generation()
    strangers = [
        profile / "user-notes.sqlite",
        profile / "user.sqlite.bak",
        profile / "unfinished-novel.sqlite",
        profile / "backups" / "user-20260101-000000.sqlite.old",
        profile / "backups" / "thesis.sqlite",
    ]
    for path in strangers:
        path.write_text("not ours")
    assessments.lock(made.id, PASSPHRASE, "")
    assert all(path.read_text() == "not ours" for path in strangers)


def test_a_copy_that_a_killed_program_left_half_made_is_removed(
    profile: Path, assessments: Assessments
) -> None:
    made = secret(assessments)
    (profile / "backups").mkdir()
    left = profile / "backups" / "unfinished-0123456789abcdef.sqlite"
    for name in (left, left.with_name(left.name + "-journal")):
        name.write_bytes(f"half a copy with {NAME}".encode())
    assessments.lock(made.id, PASSPHRASE, "")
    assert traces(profile) == {}
    assert not left.exists()


def damaged_copies(
    profile: Path, open_profile: Open, clock: object
) -> tuple[Database, Assessment, dict[str, bytes]]:
    """A profile whose data were damaged and set aside, journal and all, beside a damaged dated copy."""
    first = open_profile()
    made = secret(Assessments(first))
    first.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    open_profile().close()
    whole = (profile / "user.sqlite").read_bytes()
    damaged = whole[:4096] + whole[8192:]
    (profile / "user.sqlite").write_bytes(damaged)
    database = open_profile()
    assert database.report.set_aside is not None
    copy = profile / "backups" / "user-20260101-000000.sqlite"
    copy.write_bytes(damaged)
    aside = database.report.set_aside
    aside.with_name(aside.name + "-journal").write_bytes(f"pages with {NAME}".encode())
    held = {path.name: path.read_bytes() for path in (aside, aside.with_name(aside.name + "-journal"), copy)}
    return database, made, held


def test_damaged_files_that_may_hold_it_are_sealed_whole_and_nothing_of_them_is_lost(
    profile: Path, open_profile: Open, clock: object
) -> None:
    database, made, held = damaged_copies(profile, open_profile, clock)
    assessments = Assessments(database)
    locked = assessments.lock(made.id, PASSPHRASE, "East")
    assert traces(profile) == {}
    assert locked.failed == ()
    assert {path.name.removesuffix(".sealed") for path in locked.sealed} == set(held)
    for passphrase in (PASSPHRASE, OTHER):
        for path in locked.sealed:
            data = sealing.unseal(path.read_bytes(), passphrase, purpose=cleansing.PURPOSE)
            assert data == held[path.name.removesuffix(".sealed")]
        if passphrase == PASSPHRASE:
            assert set(assessments.change_passphrase(made.id, PASSPHRASE, OTHER).sealed) == set(locked.sealed)
    with pytest.raises(WrongPassphrase):
        sealing.unseal(locked.sealed[0].read_bytes(), PASSPHRASE, purpose=cleansing.PURPOSE)
    other = secret(assessments)
    assert assessments.lock(other.id, "a third passphrase", "West").sealed == ()
    assert assessments.change_passphrase(other.id, "a third passphrase", PASSPHRASE) == ((), ())


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, for whom no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    # What is imported on its first use may lie where nobody may look.
    codecs.lookup("utf-8-sig")
    Database.temporary().close()
    sealing.unseal(sealing.seal(b"", PASSPHRASE, purpose="x"), PASSPHRASE, purpose="x")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are for their owner only."""
    folder = Path(tempfile.mkdtemp(prefix="ictguide-stick-"))
    folder.chmod(0o777)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
def test_a_copy_that_cannot_be_written_is_named_and_seen_to_when_it_can(
    public_folder: Path, clock: object
) -> None:
    folder = public_folder / "profile"
    with as_nobody():
        with Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
            assessments = Assessments(database)
            made = secret(assessments)
            copy = database.keep_generation()
            assert copy is not None
            copy.path.parent.chmod(0o555)
            locked = assessments.lock(made.id, PASSPHRASE, "East")
            assert locked.failed == (copy.path,)
            assert list(traces(folder)) == [f"backups/{copy.path.name}"]
            assert assessments.open(made.id, PASSPHRASE).name == NAME
            assert traces(folder) != {}
        with Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
            assert database.report.kind is OpenKind.OPENED
            assert database.report.uncleansed == (copy.path,)
            copy.path.parent.chmod(0o755)
        with Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
            assert database.report.uncleansed == ()
            assert traces(folder) == {}
            assert database.read("SELECT * FROM facts WHERE name LIKE 'copies%'") == []
            database.restore(database.generations()[-1])
            again = Assessments(database)
            assert again.open(made.id, PASSPHRASE).name == NAME
            assert len(again.answers(made.id)) == 50


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
def test_a_copy_left_behind_is_sealed_also_when_an_import_brought_the_plain_one_back(
    public_folder: Path, clock: object
) -> None:
    folder = public_folder / "profile"
    with as_nobody():
        with Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
            assessments = Assessments(database)
            made = secret(assessments)
            old = export_file(database, public_folder / "old.json").path
            copy = database.keep_generation()
            assert copy is not None
            copy.path.parent.chmod(0o555)
            assessments.lock(made.id, PASSPHRASE, "East")
            copy.path.parent.chmod(0o755)
            import_file(database, old)
        with Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
            assert set(traces(folder)) == {"user.sqlite"}
            Assessments(database).delete(made.id)
            assert traces(folder) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
def test_a_copy_left_behind_is_sealed_as_it_was_when_the_assessment_is_opened(
    public_folder: Path, clock: object
) -> None:
    folder = public_folder / "profile"
    with as_nobody(), Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
        assessments = Assessments(database)
        made = secret(assessments)
        then = assessments.answers(made.id)
        copy = database.keep_generation()
        assert copy is not None
        assessments.answer(made.id, Answer("trust.1", 0, comment="after the copy"))
        copy.path.parent.chmod(0o555)
        assert assessments.lock(made.id, PASSPHRASE, "East").failed == (copy.path,)
        copy.path.parent.chmod(0o755)
        assessments.open(made.id, PASSPHRASE)
        assert traces(folder) == {}
        database.restore(copy)
        assert assessments.answers(made.id) == then


def test_a_copy_of_a_newer_version_is_named_and_left_as_it_is(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    copy = database.keep_generation()
    assert copy is not None
    with closing(sqlite3.connect(copy.path)) as connection:
        connection.execute(f"PRAGMA user_version = {latest() + 1}")
    before = copy.path.read_bytes()
    assert assessments.lock(made.id, PASSPHRASE, "").failed == (copy.path,)
    assert copy.path.read_bytes() == before


def test_data_in_memory_can_be_locked_too() -> None:
    with Database.temporary() as database:
        assessments = Assessments(database)
        made = secret(assessments)
        assert assessments.lock(made.id, PASSPHRASE, "East").failed == ()
        assert assessments.open(made.id, PASSPHRASE).name == NAME
        assert assessments.unlock(made.id, PASSPHRASE) == made


# --- a lock cut off -----------------------------------------------------------------------------------------


class Cut(BaseException):
    """The power fails."""


@pytest.mark.parametrize("step", ["before the copies", "at the second copy", "at the file itself"])
def test_a_lock_cut_off_is_finished_at_the_next_start(
    profile: Path, open_profile: Open, clock: object, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = open_profile()
    made = secret(Assessments(first))
    for days in (2, 4):
        first.close()
        clock.pass_by(days=days)  # type: ignore[attr-defined]
        first = open_profile()
    database = open_profile()
    seen: list[Path] = []
    whole_see_to = cleansing._see_to

    def cut(*_: object) -> None:
        raise Cut

    def see_to(path: Path, *rest: object) -> Path | None:
        if step == "before the copies" or (step == "at the second copy" and seen):
            raise Cut
        seen.append(path)
        return whole_see_to(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(cleansing, "_see_to", see_to)
    if step == "at the file itself":
        monkeypatch.setattr(cleansing, "_rewrite", cut)
    with pytest.raises(Cut):
        Assessments(database).lock(made.id, PASSPHRASE, "East")
    monkeypatch.undo()
    monkeypatch.setattr(sealing, "LOG2_N", 4)
    database.close()
    assert (traces(profile) == {}) == (step == "at the file itself")
    again = open_profile()
    assert again.report.uncleansed == ()
    assert traces(profile) == {}
    assert Assessments(again).open(made.id, PASSPHRASE).name == NAME
    for copy in again.generations():
        again.restore(copy)
        assessments = Assessments(again)
        assert assessments.open(made.id, PASSPHRASE).name == NAME
        assert len(assessments.answers(made.id)) == 50


def test_a_lock_that_fails_halfway_locks_nothing(
    profile: Path, assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    with database.change() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER no BEFORE INSERT ON assessment_rows WHEN new.name = 'trust.30'"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    before = everything(assessments, made.id)
    with pytest.raises(sqlite3.IntegrityError, match="no"):
        assessments.lock(made.id, PASSPHRASE, "East")
    assert everything(assessments, made.id) == before
    assert collect(database).locks == ()


def test_a_lock_within_another_change_is_a_fault_of_the_program(
    assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    with database.change(), pytest.raises(RuntimeError, match="outside"):
        assessments.lock(made.id, PASSPHRASE, "East")
    assert assessments.get(made.id) == made


def test_a_full_disk_locks_nothing(assessments: Assessments, database: Database) -> None:
    made = secret(assessments)
    before = everything(assessments, made.id)
    database.read(f"PRAGMA max_page_count = {database.read('PRAGMA page_count')[0][0] + 3}")
    with pytest.raises(NoSpace):
        assessments.lock(made.id, PASSPHRASE, "East")
    assert everything(assessments, made.id) == before
    database.read("PRAGMA max_page_count = 100000")
    assert assessments.lock(made.id, PASSPHRASE, "East").failed == ()


def test_a_copy_for_which_there_is_no_room_is_named_and_left_whole(
    profile: Path, assessments: Assessments, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = secret(assessments)
    copy = database.keep_generation()
    assert copy is not None
    before = copy.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("ictguide_desktop.store.cleansing.files.put_in_place", full)
    assert assessments.lock(made.id, PASSPHRASE, "East").failed == (copy.path,)
    assert copy.path.read_bytes() == before
    assert [path.name for path in copy.path.parent.iterdir()] == [copy.path.name]
    monkeypatch.undo()
    assessments.open(made.id, PASSPHRASE)
    assert traces(profile) == {}


# --- damage -------------------------------------------------------------------------------------------------


def body(database: Database, name: str, kind: str) -> bytes:
    rows = database.read("SELECT body FROM assessment_rows WHERE kind = ? AND name = ?", (kind, name))
    return bytes(rows[0]["body"])


def write(database: Database, name: str, kind: str, data: bytes) -> None:
    with database.change() as connection:
        connection.execute(
            "UPDATE assessment_rows SET body = ? WHERE kind = ? AND name = ?", (data, kind, name)
        )


def test_any_flipped_byte_of_a_row_is_said_and_loses_nothing_else(
    assessments: Assessments, database: Database
) -> None:
    made = assessments.start(NAME, UNIT, "", "", "2026-07-01", "2026.1")
    for number in range(3):
        assessments.answer(made.id, Answer(f"q.{number}", number))
    assessments.set_target(made.id, Target("trust", 4))
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    whole, others = body(database, "q.1", "answer"), assessments.answers(made.id)
    del others["q.1"]
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << place % 8
        write(database, "q.1", "answer", bytes(altered))
        with pytest.raises(AssessmentDamaged, match=re.escape("q.1")) as said:
            assessments.answers(made.id)
        assert said.value.names == ("q.1",)
        assert said.value.readable == others
    assert "\n" not in str(said.value)
    assert "“East”" in str(said.value)
    assert assessments.targets(made.id) == {"trust": Target("trust", 4)}
    assert assessments.counts() == {made.id: 2}
    closed = Assessments(database)
    with pytest.raises(AssessmentDamaged):
        closed.unlock(made.id, PASSPHRASE)
    assert not closed.is_open(made.id)
    mended = assessments.answer(made.id, Answer("q.1", 3))
    assert assessments.answers(made.id) == {**others, "q.1": mended}
    assert assessments.unlock(made.id, PASSPHRASE).name == NAME


def test_rows_cannot_be_swapped_dated_back_or_taken_from_another_assessment(
    assessments: Assessments, database: Database
) -> None:
    made, other = secret(assessments), secret(assessments)
    for one in (made, other):
        assessments.lock(one.id, PASSPHRASE, "East")
        assessments.open(one.id, PASSPHRASE)
    statements = (
        "UPDATE assessment_rows SET body = (SELECT body FROM assessment_rows WHERE assessment = :a"
        " AND name = 'trust.2') WHERE assessment = :a AND name = 'trust.1' AND kind = 'answer'",
        "UPDATE assessment_rows SET changed = '2031-01-01T00:00:00.000000+00:00' WHERE assessment = :a"
        " AND name = 'trust.1' AND kind = 'answer'",
        "UPDATE assessment_rows SET body = (SELECT body FROM assessment_rows WHERE assessment = :b"
        " AND name = 'trust.1' AND kind = 'answer') WHERE assessment = :a AND name = 'trust.1' AND kind = 'answer'",
    )
    for statement in statements:
        with database.change() as connection:
            connection.execute("SAVEPOINT before")
            connection.execute(statement, {"a": made.id, "b": other.id})
            with pytest.raises(AssessmentDamaged):
                assessments.answers(made.id)
            connection.execute("ROLLBACK TO before")
    assert len(assessments.answers(made.id)) == 50


def test_a_damaged_head_still_lets_the_answers_be_read_and_can_be_begun_anew(
    assessments: Assessments, database: Database
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    write(database, "", "head", b"\x01" + bytes(300))
    opened = assessments.open(made.id, PASSPHRASE)
    assert (opened.name, opened.label, opened.locked) == ("", "East", True)
    assert assessments.all() == (opened,)
    assert len(assessments.answers(made.id)) == 50
    with pytest.raises(AssessmentDamaged, match="its name, unit and day"):
        assessments.change(made.id, name="New name")
    assessments.change(made.id, name="New name", on="2026-07-01", model="2026.1")
    assert assessments.unlock(made.id, PASSPHRASE).name == "New name"


def test_a_damaged_key_is_told_from_a_wrong_passphrase_and_an_export_that_is_whole_mends_it(
    assessments: Assessments, database: Database, tmp_path: Path
) -> None:
    made = secret(assessments)
    assessments.lock(made.id, PASSPHRASE, "East")
    whole = export_file(database, tmp_path / "whole.json").path
    with database.change() as connection:
        wrap = bytearray(connection.execute("SELECT wrap FROM assessments").fetchone()[0])
        wrap[50] ^= 1
        connection.execute(
            "UPDATE assessments SET wrap = ?, changed = '2031-01-01T00:00:00.000000+00:00'", (bytes(wrap),)
        )
    with pytest.raises(GuideError, match="damaged"):
        assessments.open(made.id, PASSPHRASE)
    damaged = export_file(database, tmp_path / "damaged.json").path
    import_file(database, whole)
    assert assessments.open(made.id, PASSPHRASE).name == NAME
    import_file(database, damaged)
    assert assessments.open(made.id, PASSPHRASE).name == NAME


# --- in an export -------------------------------------------------------------------------------------------


def test_a_locked_assessment_travels_locked(tmp_path: Path, open_profile: Open) -> None:
    amina, boris = open_profile(tmp_path / "amina"), open_profile(tmp_path / "boris")
    here, there = Assessments(amina), Assessments(boris)
    made = secret(here)
    here.lock(made.id, PASSPHRASE, "East")
    opened = here.open(made.id, PASSPHRASE)
    exported = export_file(amina, tmp_path / "export.json")
    assert (exported.counts["locks"], exported.counts["sealed"], exported.counts["answers"]) == (1, 53, 0)
    import_file(boris, exported.path)
    assert collect(boris) == collect(amina)
    assert traces(tmp_path) == {}
    with pytest.raises(AssessmentLocked):
        there.answers(made.id)
    assert there.open(made.id, PASSPHRASE) == opened
    there.answer(made.id, Answer("trust.1", 1, comment=LATER))
    here.answer(made.id, Answer("trust.2", 2))
    here.change_passphrase(made.id, PASSPHRASE, OTHER)
    import_file(amina, export_file(boris, tmp_path / "b.json").path)
    import_file(boris, export_file(amina, tmp_path / "a.json").path)
    assert collect(boris) == collect(amina)
    assert (here.answers(made.id)["trust.1"].comment, there.answers(made.id)["trust.2"].score) == (LATER, 2)
    with pytest.raises(WrongPassphrase):
        Assessments(boris).open(made.id, PASSPHRASE)
    assert Assessments(boris).open(made.id, OTHER) == opened


def test_what_was_locked_here_and_is_in_plain_in_a_file_stands_beside_it_and_neither_is_mixed_with_the_other(
    tmp_path: Path, open_profile: Open
) -> None:
    database = open_profile()
    assessments = Assessments(database)
    made = secret(assessments)
    old = export_file(database, tmp_path / "old.json").path
    assessments.lock(made.id, PASSPHRASE, "East")
    assessments.open(made.id, PASSPHRASE)
    written = assessments.answer(made.id, Answer("trust.1", 4, comment=LATER))
    stale = assessments.answers(made.id)["trust.2"]
    import_file(database, old)
    plain, locked = assessments.all()
    assert (plain, locked.label) == (made, "East")
    assert (plain.id, locked.id.split(".")[0]) == (made.id, made.id)
    assert assessments.get(locked.id) == locked
    assert assessments.answers(locked.id)["trust.1"] == written
    assert assessments.answers(plain.id)["trust.1"].score == 1
    assert set(assessments.counts()) == {plain.id, locked.id}
    with Database.temporary() as other:
        merge(other, collect(database))
        merge(other, read_file(old))
        assert collect(other) == collect(database)
    newer = assessments.answer(plain.id, Answer("trust.2", 0, comment="answered in plain"))
    assert newer != stale
    joined = assessments.unlock(locked.id, PASSPHRASE)
    assert assessments.all() == (joined,)
    assert joined == made
    assert assessments.answers(made.id)["trust.1"] == written
    assert assessments.answers(made.id)["trust.2"] == newer
    assert len(assessments.answers(made.id)) == 50


def test_the_plain_one_of_two_can_be_deleted_and_the_locked_one_has_its_name_again(
    tmp_path: Path, open_profile: Open
) -> None:
    database = open_profile()
    assessments = Assessments(database)
    made = secret(assessments)
    old = export_file(database, tmp_path / "old.json").path
    assessments.lock(made.id, PASSPHRASE, "East")
    import_file(database, old)
    _, locked = assessments.all()
    assessments.delete(made.id)
    (left,) = assessments.all()
    assert (left.id, left.label) == (made.id, "East")
    assert assessments.open(locked.id, PASSPHRASE).name == NAME
    assert assessments.is_open(made.id)
