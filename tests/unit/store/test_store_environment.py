"""Full disks, locks, folders that cannot be written, odd paths: one sentence each, and nothing lost."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import GuideError, NoSpace, UserDataLocked
from ictguide_desktop.model.user import TickState
from ictguide_desktop.store import errors
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.checklists import Checklists
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.portable import export_file, import_file

Open = Callable[..., Database]


def add(database: Database, note: str = "") -> str:
    return Bookmarks(database).add(Address("home"), lang="en", title="Home", note=note).id


def ids(database: Database) -> set[str]:
    return {bookmark.id for bookmark in Bookmarks(database).all()}


def fill_until_refused(database: Database) -> tuple[set[str], GuideError]:
    """Keep bookmarks until the disk refuses; those that were acknowledged, and the refusal."""
    kept: set[str] = set()
    for _ in range(10_000):
        try:
            kept.add(add(database, "n" * 3000))
        except GuideError as error:
            return kept, error
    raise AssertionError("the disk never filled")


def assert_one_sentence(error: GuideError) -> None:
    text = str(error)
    assert "\n" not in text
    assert "Traceback" not in text
    assert "SQLITE" not in text.upper() or "user.sqlite" in text
    assert text[0] in "“ATN"


# --- a full disk --------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(profile: Path, open_profile: Open) -> None:
    database = open_profile()
    pages = database.read("PRAGMA page_count")[0][0]
    database.read(f"PRAGMA max_page_count = {pages + 20}")
    kept, error = fill_until_refused(database)
    assert isinstance(error, NoSpace)
    assert error.exit_code == 4
    assert_one_sentence(error)
    assert kept
    assert ids(database) == kept
    database.read(f"PRAGMA max_page_count = {pages + 2000}")
    kept.add(add(database))
    database.close()
    again = open_profile()
    assert again.sound()
    assert ids(again) == kept


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """A real file system of a given size, where the tests may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="ictguide-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        folder.rmdir()
        pytest.skip(
            "a small disk can only be mounted as root on Linux; the page limit above is tested everywhere"
        )
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def fill_to_the_last_byte(path: Path) -> None:
    with path.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 512)


def test_a_really_full_disk_is_said_and_once_there_is_room_everything_goes_on(clock: object) -> None:
    with small_disk("400k") as disk:
        (disk / "somebody else's file").write_bytes(b"x" * 100_000)
        with Database.open(disk / "profile", now=clock) as database:  # type: ignore[arg-type]
            kept, error = fill_until_refused(database)
            assert isinstance(error, NoSpace)
            assert kept
            assert ids(database) == kept
        fill_to_the_last_byte(disk / "somebody else's file")
        with Database.open(disk / "profile", now=clock) as again:  # type: ignore[arg-type]
            assert again.report.kind is OpenKind.OPENED
            assert "full" in again.report.generation_failed
            assert not list((disk / "profile" / "backups").iterdir())
            assert again.sound()
            assert ids(again) == kept
            with pytest.raises(NoSpace):
                export_file(again, disk / "export.json")
            assert {path.name for path in disk.iterdir()} == {"profile", "somebody else's file"}
            (disk / "somebody else's file").unlink()
            kept.add(add(again, "there is room again"))
            assert ids(again) == kept


def test_a_disk_too_small_for_anything_says_so(clock: object) -> None:
    with small_disk("16k") as disk:
        (disk / "filling").write_bytes(b"x" * 12_000)
        with pytest.raises(NoSpace):
            Database.open(disk / "profile", now=clock)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is a thing of POSIX")
def test_a_write_that_breaks_off_halfway_loses_nothing(open_profile: Open) -> None:
    import resource

    database = open_profile()
    kept = {add(database, "before")}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(str(database.path)).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30_000, hard))
    try:
        more, error = fill_until_refused(database)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_one_sentence(error)
    assert ids(database) == kept | more
    last = add(database, "after")
    database.close()
    again = open_profile()
    assert again.sound()
    assert ids(again) == kept | more | {last}


# --- locks --------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock a tenth of a second instead of two."""
    monkeypatch.setattr("ictguide_desktop.store.connection.BUSY_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
def test_data_held_by_another_process_are_said_to_be_and_stay_as_they_are(
    profile: Path, open_profile: Open
) -> None:
    database = open_profile()
    kept = {add(database)}
    other = connect(profile / "user.sqlite")
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserDataLocked, match="Another program is using") as refused:
            add(database)
        assert_one_sentence(refused.value)
        assert ids(database) == kept
        with pytest.raises(UserDataLocked, match="Another program is using"):
            open_profile()
        other.execute("ROLLBACK")
        kept.add(add(database))
        other.execute("BEGIN")
        other.execute("SELECT * FROM bookmarks").fetchone()
        with pytest.raises(UserDataLocked):
            add(database)
        assert ids(database) == kept
        other.execute("ROLLBACK")
        kept.add(add(database))
        assert ids(database) == kept
    finally:
        other.close()


def test_two_windows_on_one_profile_see_each_others_changes(open_profile: Open) -> None:
    one, two = open_profile(), open_profile()
    run = Checklists(one).start("list", "Post")
    for number in range(20):
        Checklists(one).tick(run.id, f"I{number}", state=TickState.DONE)
        Checklists(two).tick(run.id, f"I{number}", evidence=str(number))
    ticks = Checklists(one).ticks(run.id)
    assert ticks == Checklists(two).ticks(run.id)
    assert all(tick.state is TickState.DONE and tick.evidence == item[1:] for item, tick in ticks.items())


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved on Windows")
def test_a_file_moved_away_while_open_is_not_written_to_in_secret(profile: Path, open_profile: Open) -> None:
    database = open_profile()
    add(database)
    (profile / "user.sqlite").rename(profile / "taken by a sync client")
    for _ in range(2):
        with pytest.raises(UserDataLocked, match="moved or replaced"):
            add(database)


def test_damage_met_while_running_is_said_and_mended_at_the_next_start(
    profile: Path, open_profile: Open, clock: object
) -> None:
    first = open_profile()
    kept = {add(first, "n" * 3000) for _ in range(10)}
    first.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    database = open_profile()
    data = (profile / "user.sqlite").read_bytes()
    (profile / "user.sqlite").write_bytes(data[:8192] + b"\x55" * (len(data) - 8192))
    database.read("PRAGMA shrink_memory")
    with pytest.raises(errors.UserDataDamaged) as said:
        Bookmarks(database).all()
    assert_one_sentence(said.value)
    database.close()
    again = open_profile()
    assert again.report.kind is OpenKind.RESTORED
    assert ids(again) == kept


def test_a_change_inside_another_is_a_part_of_it(open_profile: Open) -> None:
    database = open_profile()

    def both() -> None:
        with database.change():
            add(database)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        both()
    assert ids(database) == set()
    with database.change():
        kept = {add(database), add(database)}
    assert ids(database) == kept


# --- folders that cannot be written, and odd paths ----------------------------------------------------------


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


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are for their owner only."""
    folder = Path(tempfile.mkdtemp(prefix="ictguide-stick-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
@pytest.mark.parametrize("cut_off", [False, True], ids=["finished", "with a change cut off"])
def test_a_read_only_folder_shows_the_data_and_refuses_changes(
    public_folder: Path, clock: object, cut_off: bool
) -> None:
    folder = public_folder / "profile"
    with Database.open(folder, now=clock) as first:  # type: ignore[arg-type]
        kept = {add(first, "n" * 3000) for _ in range(5)}
        if cut_off:
            leave_a_change_cut_off(folder)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert bool(before.get("user.sqlite-journal")) is cut_off
    with as_nobody(), Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
        assert database.report.kind is OpenKind.READ_ONLY
        assert ids(database) == kept
        with pytest.raises(UserDataLocked, match="cannot be written") as refused:
            add(database)
        assert_one_sentence(refused.value)
        assert ids(database) == kept
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def leave_a_change_cut_off(folder: Path) -> None:
    """What a power cut leaves: a file half written, and the journal to undo it."""
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode = TRUNCATE'); c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('PRAGMA cache_spill = 1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE bookmarks SET note = zeroblob(3000), title = 'lost'\")\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(folder / "user.sqlite")], check=True)


def test_a_change_cut_off_is_undone_at_the_next_start(profile: Path, open_profile: Open) -> None:
    first = open_profile()
    kept = {add(first, "n" * 3000) for _ in range(5)}
    first.close()
    leave_a_change_cut_off(profile)
    assert (profile / "user.sqlite-journal").stat().st_size > 0
    again = open_profile()
    assert again.report.kind is OpenKind.OPENED
    assert ids(again) == kept
    assert all(bookmark.note == "n" * 3000 for bookmark in Bookmarks(again).all())


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
def test_a_folder_that_may_not_be_made_leaves_the_guide_usable(public_folder: Path, clock: object) -> None:
    public_folder.chmod(0o555)
    with as_nobody(), Database.open(public_folder / "profile", now=clock) as database:  # type: ignore[arg-type]
        assert database.report.kind is OpenKind.READ_ONLY
        assert ids(database) == set()
        with pytest.raises(UserDataLocked):
            add(database)
    assert not list(public_folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a folder is not made read-only by its mode")
def test_damaged_data_in_a_read_only_folder_are_shown_from_the_newest_good_copy(
    public_folder: Path, clock: object
) -> None:
    folder = public_folder / "profile"
    with Database.open(folder, now=clock) as first:  # type: ignore[arg-type]
        kept = {add(first)}
        assert first.keep_generation() is not None
    (folder / "user.sqlite").write_bytes(b"bad" * 3000)
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555)
    for path in [folder / "user.sqlite", *(folder / "backups").iterdir()]:
        path.chmod(0o444)
    with as_nobody(), Database.open(folder, now=clock) as database:  # type: ignore[arg-type]
        assert database.report.kind is OpenKind.READ_ONLY
        assert database.report.restored is not None
        assert ids(database) == kept
    assert (folder / "user.sqlite").read_bytes() == b"bad" * 3000


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a file is not made unreadable by its mode")
def test_data_that_may_not_even_be_read_are_said_to_be_locked(public_folder: Path, clock: object) -> None:
    folder = public_folder / "profile"
    Database.open(folder, now=clock).close()  # type: ignore[arg-type]
    folder.chmod(0o700)
    with as_nobody(), pytest.raises(UserDataLocked) as refused:
        Database.open(folder, now=clock)  # type: ignore[arg-type]
    assert_one_sentence(refused.value)


@pytest.mark.parametrize("place", ["taken", "taken/profile", "x" * 300])
def test_a_profile_where_none_can_be_is_refused_in_one_sentence(
    tmp_path: Path, clock: object, place: str
) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserDataLocked) as refused:
        Database.open(tmp_path / place, now=clock)  # type: ignore[arg-type]
    assert_one_sentence(refused.value)
    assert (tmp_path / "taken").read_text() == "a file"


LONG = "/".join(["dossier de travail à la frontière"] * 7)


@pytest.mark.parametrize(
    "name",
    [
        "with spaces and 100% of # odd? signs & more",
        "Hélène Großmann",
        "ملفات الجمارك",
        "таможня",
        "'quoted' ; and--dashed",
        "e\u0301 decomposed",
        LONG,
    ],
    ids=["spaces", "accents", "arabic", "cyrillic", "quotes", "decomposed", "long"],
)
def test_every_path_opens_keeps_copies_restores_exports_and_reads(
    tmp_path: Path, open_profile: Open, clock: object, name: str
) -> None:
    folder = tmp_path / name
    assert name is not LONG or len(str(folder)) > 200
    database = open_profile(folder)
    kept = {add(database, "ملاحظة")}
    database.close()
    clock.pass_by(days=2)  # type: ignore[attr-defined]
    again = open_profile(folder)
    assert again.report.generation is not None
    add(again)
    again.restore(again.generations()[0])
    assert ids(again) == kept
    assert export_file(again, folder / f"{Path(name).name}.json").counts["bookmarks"] == 1
    assert import_file(again, folder / f"{Path(name).name}.json").kept["bookmarks"] == 1
    again.close()
    assert ids(open_profile(folder, read_only=True)) == kept
    moved = tmp_path / "moved elsewhere"
    shutil.move(folder, moved)
    assert ids(open_profile(moved)) == kept


def test_no_path_and_no_name_of_this_machine_is_stored(profile: Path, open_profile: Open) -> None:
    database = open_profile()
    add(database)
    database.close()
    data = (profile / "user.sqlite").read_bytes()
    for trace in (str(profile), profile.parent.name, socket.gethostname()):
        assert trace.encode() not in data


# --- the sentences ------------------------------------------------------------------------------------------


ROOM, NO_ROOM = 50_000_000, 0


@pytest.mark.parametrize(
    ("code", "free", "kind", "part"),
    [
        (sqlite3.SQLITE_FULL, ROOM, NoSpace, "full"),
        (sqlite3.SQLITE_IOERR_WRITE, NO_ROOM, NoSpace, "full"),
        (sqlite3.SQLITE_CANTOPEN, NO_ROOM, NoSpace, "full"),
        (sqlite3.SQLITE_IOERR_WRITE, ROOM, UserDataLocked, "still connected"),
        (sqlite3.SQLITE_IOERR_READ, ROOM, UserDataLocked, "still connected"),
        (sqlite3.SQLITE_CANTOPEN, ROOM, UserDataLocked, "cannot be written"),
        (sqlite3.SQLITE_READONLY, ROOM, UserDataLocked, "cannot be written"),
        (sqlite3.SQLITE_READONLY_DBMOVED, ROOM, UserDataLocked, "moved or replaced"),
        (sqlite3.SQLITE_BUSY, NO_ROOM, UserDataLocked, "Another program"),
        (sqlite3.SQLITE_LOCKED, ROOM, UserDataLocked, "Another program"),
        (sqlite3.SQLITE_CORRUPT, ROOM, errors.UserDataDamaged, "damaged"),
        (sqlite3.SQLITE_NOTADB, ROOM, errors.UserDataDamaged, "damaged"),
        (sqlite3.SQLITE_IOERR_SHORT_READ, ROOM, errors.UserDataDamaged, "damaged"),
    ],
)
def test_every_error_of_the_environment_has_its_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, free: int, kind: type[GuideError], part: str
) -> None:
    monkeypatch.setattr(
        "ictguide_desktop.store.errors.shutil.disk_usage", lambda _: SimpleNamespace(free=free)
    )
    raised = sqlite3.OperationalError("told by SQLite")
    raised.sqlite_errorcode = code
    with pytest.raises(kind, match=part) as said, errors.speaking(tmp_path / "user.sqlite"):
        raise raised
    assert_one_sentence(said.value)
    assert "user.sqlite" in str(said.value)


def test_an_error_of_the_program_is_not_told_as_one_of_the_environment(open_profile: Open) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        open_profile().read("SELECT * FROM nowhere")
