"""Dated copies: made when due, proved whole, five kept, and put back whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import UserDataLocked
from ictguide_desktop.store.bookmarks import Bookmarks
from ictguide_desktop.store.connection import connect
from ictguide_desktop.store.database import Database, OpenKind
from ictguide_desktop.store.errors import NewerUserData, UserDataDamaged
from ictguide_desktop.store.generations import KEPT
from ictguide_desktop.store.migrate import latest

Open = Callable[..., Database]


def add(database: Database, title: str) -> None:
    Bookmarks(database).add(Address("home"), lang="en", title=title)


def titles(database: Database) -> set[str]:
    return {bookmark.title for bookmark in Bookmarks(database).all()}


def session(open_profile: Open, title: str = "", **options: str) -> Database:
    """Open, add a bookmark, close."""
    database = open_profile(**options)
    if title:
        add(database, title)
    database.close()
    return database


def test_a_copy_a_day_and_one_after_an_upgrade(profile: Path, open_profile: Open, clock: object) -> None:
    session(open_profile, "first")
    assert session(open_profile).report.generation is not None
    assert session(open_profile).report.generation is None
    clock.pass_by(hours=23)  # type: ignore[attr-defined]
    assert session(open_profile).report.generation is None
    clock.pass_by(hours=1)  # type: ignore[attr-defined]
    assert session(open_profile).report.generation is not None
    upgraded = session(open_profile, program="99.0")
    assert upgraded.report.generation is not None
    assert session(open_profile, program="99.0").report.generation is None
    names = [path.name for path in (profile / "backups").iterdir()]
    assert len(names) == 3
    assert all(re.fullmatch(r"user-\d{8}-\d{6}\.sqlite", name) for name in names)


def test_a_guide_left_open_for_days_makes_its_copy_too(open_profile: Open, clock: object) -> None:
    database = open_profile()
    add(database, "first")
    assert database.keep_generation() is not None
    assert database.keep_generation() is None
    clock.pass_by(days=1)  # type: ignore[attr-defined]
    generation = database.keep_generation()
    assert generation == database.generations()[0]


def test_the_five_newest_are_kept_and_nothing_else_in_the_folder_is_touched(
    profile: Path, open_profile: Open, clock: object
) -> None:
    session(open_profile, "0")
    strangers = [
        profile / "backups" / name
        for name in ("user-notes.sqlite", "user-20260101-000000.sqlite.old", "x.txt")
    ]
    (profile / "backups").mkdir(mode=0o700)
    for path in strangers:
        path.write_text("not ours")
    made = []
    for number in range(1, 9):
        clock.pass_by(days=1)  # type: ignore[attr-defined]
        database = session(open_profile, str(number))
        made.append(database.report.generation)
    database = open_profile()
    assert list(database.generations()) == made[: -KEPT - 1 : -1]
    assert all(path.read_text() == "not ours" for path in strangers)
    assert sorted(p.name for p in (profile / "backups").iterdir()) == sorted(
        [generation.path.name for generation in database.generations()] + [path.name for path in strangers]
    )


def test_a_clock_that_falls_back_does_not_make_the_newest_copy_the_one_to_go(
    open_profile: Open, clock: object
) -> None:
    session(open_profile, "before")
    for _ in range(KEPT):
        clock.pass_by(days=1)  # type: ignore[attr-defined]
        session(open_profile)
    clock.pass_by(days=-9000)  # type: ignore[attr-defined]
    session(open_profile, "after the battery died")
    clock.pass_by(days=1)  # type: ignore[attr-defined]
    newest = session(open_profile).report.generation
    database = open_profile()
    assert database.generations()[0] == newest
    database.restore(database.generations()[0])
    assert titles(database) == {"before", "after the battery died"}
    assert open_profile().report.generation is None


def test_what_a_killed_process_left_of_a_copy_is_cleared_later_not_at_once(
    profile: Path, open_profile: Open, clock: object
) -> None:
    session(open_profile, "first")
    (profile / "backups").mkdir()
    left = profile / "backups" / "unfinished-0123456789abcdef.sqlite"
    left.write_bytes(b"half a copy")
    clock.time = clock.time.fromtimestamp(left.stat().st_mtime, clock.time.tzinfo)  # type: ignore[attr-defined]
    session(open_profile, program="2.0")
    assert left.exists()
    clock.time += timedelta(hours=2)  # type: ignore[attr-defined]
    session(open_profile, program="3.0")
    assert not left.exists()


def test_restoring_a_copy_sets_the_present_data_aside(
    profile: Path, open_profile: Open, clock: object
) -> None:
    session(open_profile, "old")
    database = open_profile()
    bookmarks = Bookmarks(database)
    generation = database.generations()[0]
    add(database, "new")
    report = database.restore(generation)
    assert report == database.report
    assert (report.kind, report.restored) == (OpenKind.RESTORED, generation)
    assert {bookmark.title for bookmark in bookmarks.all()} == {"old"}
    add(database, "newer")
    assert report.set_aside is not None
    assert re.fullmatch(r"user\.\d{8}-\d{6}\.replaced\.sqlite", report.set_aside.name)
    aside = profile.with_name("aside")
    aside.mkdir()
    report.set_aside.rename(aside / "user.sqlite")
    assert titles(open_profile(aside)) == {"old", "new"}
    database.close()
    assert titles(open_profile()) == {"old", "newer"}


def test_a_damaged_or_newer_copy_is_not_restored_and_nothing_changes(
    profile: Path, open_profile: Open
) -> None:
    session(open_profile, "old")
    database = open_profile()
    add(database, "new")
    generation = database.generations()[0]
    whole = generation.path.read_bytes()
    generation.path.write_bytes(whole[:5000])
    with pytest.raises(UserDataDamaged, match=re.escape(generation.path.name)):
        database.restore(generation)
    newer = bytearray(whole)
    newer[60:64] = (latest() + 1).to_bytes(4, "big")
    generation.path.write_bytes(newer)
    with pytest.raises(NewerUserData):
        database.restore(generation)
    assert titles(database) == {"old", "new"}
    assert database.report.kind is OpenKind.OPENED
    assert not list(profile.glob("*replaced*"))


def test_restoring_while_another_process_holds_the_data_changes_nothing_and_does_not_hang(
    profile: Path, open_profile: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ictguide_desktop.store.connection.BUSY_SECONDS", 0.1)
    session(open_profile, "old")
    database = open_profile()
    add(database, "new")
    other = connect(profile / "user.sqlite")
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserDataLocked, match="Another program"):
            database.restore(database.generations()[0])
        assert titles(database) == {"old", "new"}
    finally:
        other.close()


def test_data_that_can_only_be_read_cannot_be_replaced(open_profile: Open) -> None:
    session(open_profile, "old")
    session(open_profile)
    shown = open_profile(read_only=True)
    with pytest.raises(UserDataLocked):
        shown.restore(shown.generations()[0])
    with Database.temporary() as temporary, pytest.raises(UserDataLocked):
        temporary.restore(shown.generations()[0])
