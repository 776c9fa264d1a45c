"""Opening a profile: new, older, newer, damaged, missing, read-only; nothing is ever overwritten."""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import UserDataLocked
from ictguide_desktop.model.user import TickState
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import NewerUserData
from ictguide_desktop.store.history import History
from ictguide_desktop.store.migrate import latest, migrate, migrations, tables_at
from ictguide_desktop.store.portable import collect, export_file
from ictguide_desktop.store.preferences import Preferences

Open = Callable[..., Database]

FIRST_VERSION = f"""
INSERT INTO folders VALUES ('{1:032x}', 'Old folder', '2025-01-01T00:00:00.000000+00:00');
INSERT INTO bookmarks VALUES ('{2:032x}', 'release', 'release#steps:2', 'ar', 'خطوات', 'quote', 'context',
    'my note', '{1:032x}', '2025-01-01T00:00:00.000000+00:00', '2025-01-02T00:00:00.000000+00:00');
INSERT INTO visits VALUES ('2025-01-03T00:00:00.000000+00:00', 'home', 'Home');
INSERT INTO runs VALUES ('{3:032x}', 'list', 'Poste', '2025-01-01T00:00:00.000000+00:00',
    '2025-01-01T00:00:00.000000+00:00');
INSERT INTO ticks VALUES ('{3:032x}', 'A1', 'done', 'seen', 'me', '2025-01-01',
    '2025-01-01T00:00:00.000000+00:00');
INSERT INTO preferences VALUES ('theme', '"dark"', '2025-01-01T00:00:00.000000+00:00');
"""


def fill(database: Database) -> None:
    bookmarks = Bookmarks(database)
    folder = bookmarks.add_folder("Folder")
    for number in range(60):
        bookmarks.add(
            Address("release", "steps", number + 1),
            lang="en",
            title=f"Title {number}",
            quote="quoted " * 20,
            note="note " * 30,
            folder=folder.id if number % 2 else "",
        )
    checklists = Checklists(database)
    run = checklists.start("list", "Post")
    for number in range(40):
        checklists.tick(run.id, f"I{number}", state=TickState.DONE)
    History(database).add(Address("home"), "Home")


def everything(database: Database) -> object:
    return collect(database)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


# --- new, again, older, newer -------------------------------------------------------------------------------


def test_a_new_profile_is_made_for_its_owner_only(profile: Path, open_profile: Open) -> None:
    database = open_profile(profile / "deeper" / "still")
    folder = profile / "deeper" / "still"
    assert database.report.kind is OpenKind.NEW
    assert database.report.path == folder / "user.sqlite" == database.path
    assert database.writable
    assert database.sound()
    assert database.generations() == ()
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "user.sqlite").stat().st_mode) == 0o600


def test_the_next_session_finds_everything(open_profile: Open) -> None:
    first = open_profile()
    fill(first)
    kept = everything(first)
    first.close()
    again = open_profile()
    assert again.report.kind is OpenKind.OPENED
    assert again.report.migrated_from == 0
    assert everything(again) == kept


def test_each_change_is_on_the_disk_before_the_call_returns(
    profile: Path, open_profile: Open, tmp_path: Path
) -> None:
    database = open_profile()
    made = Bookmarks(database).add(Address("home"), lang="en", title="Home")
    copied = tmp_path / "copied"
    shutil.copytree(profile, copied)
    assert Bookmarks(open_profile(copied)).all() == (made,)
    settings = {name: database.read(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "truncate", "synchronous": 2}


def test_data_of_the_first_version_are_copied_then_brought_up_to_date(
    profile: Path, open_profile: Open
) -> None:
    profile.mkdir()
    with closing(connect(profile / "user.sqlite")) as connection:
        migrate(connection, 1)
        connection.executescript(FIRST_VERSION)
    database = open_profile()
    report = database.report
    assert (report.kind, report.migrated_from) == (OpenKind.OPENED, 1)
    assert database.sound()
    assert database.read("PRAGMA user_version")[0][0] == latest()
    (bookmark,) = Bookmarks(database).all()
    assert (bookmark.note, bookmark.title, bookmark.address) == (
        "my note",
        "خطوات",
        Address("release", "steps", 2),
    )
    assert [folder.name for folder in Bookmarks(database).folders()] == ["Old folder"]
    (run,) = Checklists(database).runs()
    assert Checklists(database).ticks(run.id)["A1"].state is TickState.DONE
    assert Preferences(database).get("theme") == "dark"
    assert History(database).newest()[0].title == "Home"
    assert report.generation is not None
    with closing(sqlite3.connect(report.generation.path)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copy.execute("SELECT note FROM bookmarks").fetchall() == [("my note",)]
    Bookmarks(database).update(bookmark.id, note="changed since")
    database.restore(report.generation)
    assert database.read("PRAGMA user_version")[0][0] == latest()
    assert database.sound()
    assert Bookmarks(database).all() == (bookmark,)


@pytest.mark.parametrize("number", [step.number for step in migrations()])
def test_every_migration_is_whole_or_not_at_all(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, number - 1)
        before = connection.execute("SELECT sql FROM sqlite_master").fetchall()
        broken = list(migrations())
        step = broken[number - 1]
        broken[number - 1] = step._replace(statements=(*step.statements, "INSERT INTO nowhere VALUES (1)"))
        monkeypatch.setattr("ictguide_desktop.store.migrate.migrations", lambda: tuple(broken))
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(connection)
        assert connection.execute("SELECT sql FROM sqlite_master").fetchall() == before
        assert connection.execute("PRAGMA user_version").fetchone()[0] == number - 1
        monkeypatch.undo()
        migrate(connection)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == latest()


def test_the_migrations_are_numbered_without_gaps_and_each_changes_the_tables() -> None:
    numbers = [step.number for step in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 2
    shapes = [repr(tables_at(number)) for number in [0, *numbers]]
    assert len(set(shapes)) == len(shapes)


def test_a_newer_database_is_refused_and_stays_as_it_is_byte_for_byte(
    profile: Path, open_profile: Open
) -> None:
    database = open_profile()
    fill(database)
    database.close()
    with closing(sqlite3.connect(profile / "user.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {latest() + 1}")
        connection.execute("CREATE TABLE of_tomorrow (x)")
    (profile / "user.sqlite-journal").write_bytes(b"left by the newer version")
    before, written = files_of(profile), (profile / "user.sqlite").stat().st_mtime_ns
    for options in ({}, {"read_only": True}):
        with pytest.raises(NewerUserData) as refused:
            open_profile(**options)
        assert (refused.value.found, refused.value.known) == (latest() + 1, latest())
        assert str(profile / "user.sqlite") in str(refused.value)
        assert refused.value.exit_code == 5
    assert files_of(profile) == before
    assert (profile / "user.sqlite").stat().st_mtime_ns == written
    with Database.temporary() as temporary:
        assert temporary.report.kind is OpenKind.TEMPORARY
        assert temporary.path is None
        assert (
            Bookmarks(temporary).add(Address("home"), lang="en", title="Home")
            == Bookmarks(temporary).all()[0]
        )
        assert temporary.generations() == ()
        assert temporary.keep_generation() is None
    assert files_of(profile) == before


# --- damaged and missing ------------------------------------------------------------------------------------


def with_generation(open_profile: Open, clock: object) -> object:
    """Fill the profile, and have the next day's session make a copy; what the copy holds."""
    first = open_profile()
    fill(first)
    first.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    second = open_profile()
    assert second.report.generation is not None
    kept = everything(second)
    second.close()
    return kept


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"not a database at all" * 100, id="another kind of file"),
        pytest.param(lambda data: bytes(len(data)), id="zeros, as after a power cut"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data[:50], id="cut in its head"),
        pytest.param(lambda data: data[:4096] + b"\xff" * (len(data) - 4096), id="every page but the first"),
        pytest.param(lambda data: b"", id="emptied"),
        pytest.param(lambda data: data[:18] + b"\3" + data[19:], id="the number of a format to be read only"),
        pytest.param(lambda data: data[:60] + b"\0\0\0\1" + data[64:], id="the number of an older version"),
        pytest.param(lambda data: data[:60] + b"\1\0\0\2" + data[64:], id="the number of no version"),
    ],
)
def test_damaged_data_are_set_aside_and_the_newest_good_copy_takes_their_place(
    profile: Path, open_profile: Open, clock: object, damage: Callable[[bytes], bytes]
) -> None:
    kept = with_generation(open_profile, clock)
    damaged = damage((profile / "user.sqlite").read_bytes())
    (profile / "user.sqlite").write_bytes(damaged)
    database = open_profile()
    report = database.report
    assert report.kind is OpenKind.RESTORED
    assert report.restored == database.generations()[0]
    assert report.set_aside is not None
    assert report.set_aside.name.startswith("user.2026")
    assert report.set_aside.name.endswith(".bad.sqlite")
    assert report.set_aside.read_bytes() == damaged
    assert everything(database) == kept
    Bookmarks(database).add(Address("home"), lang="en", title="and it can be written")
    assert database.sound()


def test_the_journal_of_damaged_data_goes_aside_with_them(
    profile: Path, open_profile: Open, clock: object
) -> None:
    kept = with_generation(open_profile, clock)
    (profile / "user.sqlite").write_bytes(b"x" * 9000)
    (profile / "user.sqlite-journal").write_bytes(b"a journal that must not be played into the copy")
    database = open_profile()
    aside = database.report.set_aside
    assert aside is not None
    assert aside.with_name(aside.name + "-journal").read_bytes().startswith(b"a journal")
    assert everything(database) == kept


def test_a_second_damaged_file_does_not_take_the_name_of_the_first(
    profile: Path, open_profile: Open, clock: object
) -> None:
    with_generation(open_profile, clock)
    asides = []
    for number in range(3):
        (profile / "user.sqlite").write_bytes(b"bad %d" % number * 1000)
        clock.pass_by(seconds=-1)  # type: ignore[attr-defined]
        database = open_profile()
        asides.append(database.report.set_aside)
        database.close()
    assert len(set(asides)) == 3
    assert [path.read_bytes() for path in asides if path] == [
        b"bad %d" % number * 1000 for number in range(3)
    ]


def test_damaged_data_without_any_copy_make_room_for_an_empty_file(profile: Path, open_profile: Open) -> None:
    profile.mkdir()
    (profile / "user.sqlite").write_bytes(b"?" * 5000)
    database = open_profile()
    assert database.report.kind is OpenKind.EMPTIED
    assert database.report.set_aside is not None
    assert database.report.set_aside.read_bytes() == b"?" * 5000
    assert database.report.restored is None
    assert Bookmarks(database).all() == ()
    assert database.writable


def test_a_database_of_another_program_is_set_aside_not_written_into(
    profile: Path, open_profile: Open
) -> None:
    profile.mkdir()
    with closing(sqlite3.connect(profile / "user.sqlite")) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    before = (profile / "user.sqlite").read_bytes()
    aside = open_profile().report.set_aside
    assert aside is not None
    assert aside.read_bytes() == before


def test_a_missing_file_is_made_from_the_newest_good_copy(
    profile: Path, open_profile: Open, clock: object
) -> None:
    kept = with_generation(open_profile, clock)
    (profile / "user.sqlite").unlink()
    database = open_profile()
    assert (database.report.kind, database.report.set_aside) == (OpenKind.RESTORED, None)
    assert everything(database) == kept


def test_a_damaged_copy_is_passed_over_for_the_one_before(
    profile: Path, open_profile: Open, clock: object
) -> None:
    kept = with_generation(open_profile, clock)
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    later = open_profile()
    newest = later.report.generation
    later.close()
    assert newest is not None
    newest.path.write_bytes(b"broken too" * 100)
    (profile / "user.sqlite").write_bytes(b"broken" * 1000)
    database = open_profile()
    assert database.report.kind is OpenKind.RESTORED
    assert database.report.restored is not None
    assert database.report.restored.path != newest.path
    assert everything(database) == kept
    assert newest.path.read_bytes() == b"broken too" * 100


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_stops_the_guide_and_never_loses_the_damaged_file(
    profile: Path, open_profile: Open, clock: object, seed: int
) -> None:
    with_generation(open_profile, clock)
    path, chance = profile / "user.sqlite", random.Random(seed)
    whole = path.read_bytes()
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)
        try:
            database = open_profile()
        except NewerUserData:
            assert path.read_bytes() == data
            continue
        bookmarks = Bookmarks(database)
        export_file(database, profile / "export.json")
        bookmarks.update(bookmarks.add(Address("home"), lang="en", title="writable").id, note="still")
        aside = database.report.set_aside
        if aside is None:
            assert database.report.kind is OpenKind.OPENED
            assert bookmarks.count() == 61
        else:
            assert aside.read_bytes() == data
            assert bookmarks.count() == 61
        database.close()


def test_damage_inside_a_text_is_shown_as_far_as_it_can_be_read(profile: Path, open_profile: Open) -> None:
    database = open_profile()
    made = Bookmarks(database).add(
        Address("release", "steps", 2), lang="en", title="Title", quote="words", note="note"
    )
    run = Checklists(database).start("list", "Post")
    Checklists(database).tick(run.id, "A1", state=TickState.DONE, evidence="seen", date="2026-07-31")
    with database.change() as connection:
        connection.execute(
            "UPDATE bookmarks SET created = 'qqq', changed = '', address = '??',"
            " title = CAST(x'54ff' AS TEXT)"
        )
        connection.execute("UPDATE ticks SET state = 'dpne', date = '2026-0x-01', changed = ''")
    database.read("PRAGMA foreign_keys = OFF")
    with database.change() as connection:
        connection.execute("UPDATE bookmarks SET folder = 'no such folder'")
    (read,) = Bookmarks(database).all()
    assert (read.id, read.quote, read.note, read.title) == (made.id, "words", "note", "T\ufffd")
    assert read.created.year == read.changed.year == 1970
    assert read.address.page == "unreadable-address"
    tick = Checklists(database).ticks(run.id)["A1"]
    assert (tick.state, tick.date, tick.evidence) == (TickState.OPEN, "", "seen")
    assert Bookmarks(database).in_folder("") == (read,)
    assert export_file(database, profile / "export.json").counts["bookmarks"] == 1
    assert Bookmarks(database).update(made.id, note="mended").changed > read.changed


# --- for reading only ---------------------------------------------------------------------------------------


def test_a_profile_opened_for_reading_shows_everything_and_refuses_every_change(
    profile: Path, open_profile: Open
) -> None:
    first = open_profile()
    fill(first)
    kept = everything(first)
    first.close()
    before = files_of(profile)
    database = open_profile(read_only=True)
    assert database.report.kind is OpenKind.READ_ONLY
    assert not database.writable
    assert everything(database) == kept
    bookmark = Bookmarks(database).all()[0]
    for change in (
        lambda: Bookmarks(database).delete(bookmark.id),
        lambda: Preferences(database).set("theme", "dark"),
        lambda: History(database).clear(),
    ):
        with pytest.raises(UserDataLocked, match="cannot be written"):
            change()
    assert database.keep_generation() is None
    assert everything(database) == kept
    database.close()
    assert files_of(profile) == before


def test_a_profile_that_is_not_there_can_be_opened_for_reading_without_being_made(
    profile: Path, open_profile: Open
) -> None:
    database = open_profile(read_only=True)
    assert database.report.kind is OpenKind.READ_ONLY
    assert Bookmarks(database).all() == ()
    assert not profile.exists()


def test_older_data_opened_for_reading_are_brought_up_to_date_in_memory_only(
    profile: Path, open_profile: Open
) -> None:
    profile.mkdir()
    with closing(connect(profile / "user.sqlite")) as connection:
        migrate(connection, 1)
        connection.executescript(FIRST_VERSION)
    before = files_of(profile)
    database = open_profile(read_only=True)
    assert Bookmarks(database).all()[0].note == "my note"
    assert files_of(profile) == before


def test_damaged_data_opened_for_reading_show_the_newest_good_copy_and_stay_where_they_are(
    profile: Path, open_profile: Open, clock: object
) -> None:
    kept = with_generation(open_profile, clock)
    (profile / "user.sqlite").write_bytes(b"bad" * 3000)
    before = files_of(profile)
    database = open_profile(read_only=True)
    assert database.report.kind is OpenKind.READ_ONLY
    assert database.report.restored == database.generations()[0]
    assert everything(database) == kept
    assert files_of(profile) == before
