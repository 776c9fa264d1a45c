"""The copies of a locked assessment: sealed with it, named when they cannot be, and never lost; also when it is cut off."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from locked_assessments import MARKERS, NAME, OTHER, PASSPHRASE, everything, secret, traces, unlabelled

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Answer, Assessment
from ictguide_desktop.model.problems import NoSpace
from ictguide_desktop.store import cleansing, sealing
from ictguide_desktop.store.assessments import Assessments
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import (
    WrongPassphrase,
)
from ictguide_desktop.store.migrate import latest, migrate
from ictguide_desktop.store.portable import collect, export_file, import_file

Open = Callable[..., Database]


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LOG2_N", 4)


@pytest.fixture
def assessments(database: Database) -> Assessments:
    return Assessments(database)


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
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def rehearse(folder: Path) -> None:
    """Do once with all rights what the tests do without: what Python imports on its first use may be for root only."""
    with Database.open(folder) as database:
        assessments = Assessments(database)
        made = secret(assessments)
        import_file(database, export_file(database, folder / "export.json").path)
        database.keep_generation()
        assessments.lock(made.id, PASSPHRASE, "")
        assessments.open(made.id, PASSPHRASE)
        database.restore(database.generations()[0])
    assert traces(folder) == {"export.json": list(MARKERS[:-1])}
    shutil.rmtree(folder)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are for their owner only."""
    folder = Path(tempfile.mkdtemp(prefix="ictguide-stick-"))
    folder.chmod(0o777)
    rehearse(folder / "rehearsal")
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
