"""What lies in plain in the copies of an assessment that was locked: sealed there too, and what could not be is named."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store import assessment_rows as rows
from ictguide_desktop.store import files, generations
from ictguide_desktop.store.assessment_rows import Read, Version, reading
from ictguide_desktop.store.connection import APPLICATION_ID, COMPANIONS, read_head
from ictguide_desktop.store.errors import (
    FAILURES,
    NewerUserData,
    UserDataDamaged,
    WrongPassphrase,
    unreachable,
)
from ictguide_desktop.store.migrate import latest
from ictguide_desktop.store.sealing import RowKey, seal, unseal
from ictguide_desktop.store.values import new_id

SEALED = ".sealed"
PURPOSE = "damaged copy"
_OWED = "copies to be sealed for "
_FIRST_WITH_ASSESSMENTS = 3

# Dated copies, what was set aside, and what SQLite wrote beside them: nothing that somebody else put there.
_COPY = re.compile(
    r"user(-[0-9]{8}-[0-9]{6}|\.[0-9]{8}-[0-9]{6}(-[0-9]+)?\.(bad|replaced))\.sqlite(-journal|-wal|-shm)?(\.sealed)?"
)
_UNFINISHED = re.compile(r"unfinished-[0-9a-f]+\.sqlite(-journal|-wal|-shm)?")


class Opener(NamedTuple):
    """What it takes to seal a copy as it is: the key of a lock, its passphrase, and the one before, if it was changed."""

    lock: str
    key: RowKey
    passphrase: str
    before: str = ""


class Cleansed(NamedTuple):
    """Damaged copies that were sealed whole, as nobody can say what is in them; and files that could not be seen to."""

    sealed: tuple[Path, ...] = ()
    failed: tuple[Path, ...] = ()


# --- what is owed -------------------------------------------------------------------------------------------


def owe(connection: sqlite3.Connection, place: tuple[str, str]) -> None:
    """Note, within the change that locks, that the copies are still to be seen to: after a kill it is taken up again."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, '')", (_OWED + ".".join(place),))


def forget(connection: sqlite3.Connection, place: tuple[str, str]) -> None:
    """Owe nothing any more for a version."""
    connection.execute("DELETE FROM facts WHERE name = ?", (_OWED + ".".join(place),))


def is_owed(read: Read, place: tuple[str, str]) -> bool:
    """Whether copies are still to be seen to for a version."""
    return bool(read("SELECT 1 FROM facts WHERE name = ?", (_OWED + ".".join(place),)))


# --- done ---------------------------------------------------------------------------------------------------


def cleanse(connection: sqlite3.Connection, path: Path, now: datetime, opener: Opener | None) -> Cleansed:
    """Leave nothing in plain of what is locked: neither in unused parts of the file nor in any copy of it.

    Each copy is seen to whole or not at all; what failed stays owed, and is tried again at the next start. Without an
    opener, as at a start, a copy gets the rows that are sealed here in the place of its own.
    """
    read = reading(connection)
    facts = read("SELECT name FROM facts WHERE substr(name, 1, ?) = ?", (len(_OWED), _OWED))
    if not facts:
        return Cleansed()
    owed = [one for one in rows.all_versions(read).values() if one.lock and is_owed(read, one.place)]
    sealed, failed = [], []
    for copy in _copies(path.parent):
        try:
            aside = _see_to(copy, connection, owed, now, opener)
        except (*FAILURES, OSError, GuideError):
            failed.append(copy)
        else:
            sealed += [aside] if aside is not None else []
    if not _rewrite(connection, facts if not failed else []):
        failed.append(path)
    return Cleansed(tuple(sealed), tuple(failed))


def _rewrite(connection: sqlite3.Connection, settled: list[sqlite3.Row]) -> bool:
    try:
        # SQLite writes zeros over what it deletes, but rows that moved within a page leave their traces.
        connection.execute("VACUUM")
        connection.executemany("DELETE FROM facts WHERE name = ?", [(row["name"],) for row in settled])
    except FAILURES:
        return False
    return True


def _copies(profile: Path) -> tuple[Path, ...]:
    folders = (profile, profile / "backups")
    return tuple(
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if _COPY.fullmatch(path.name) or _UNFINISHED.fullmatch(path.name)
    )


def _see_to(
    path: Path, main: sqlite3.Connection, owed: list[Version], now: datetime, opener: Opener | None
) -> Path | None:
    """Seal what is in plain in one copy; the file it became when it had to be sealed whole."""
    if _UNFINISHED.fullmatch(path.name):
        path.unlink(missing_ok=True)
        return None
    if path.name.endswith(SEALED):
        return _seal_again(path, opener)
    head = read_head(path)
    if head is None or head.size == 0:
        return None
    if path.name.endswith(COMPANIONS):
        return _seal_whole(path, opener)
    if head.readable and head.application == APPLICATION_ID and 0 < head.version < _FIRST_WITH_ASSESSMENTS:
        return None
    if head.is_newer_than(latest()):
        raise NewerUserData(path, head.version, latest())
    data = generations.good(path)
    if data is None:
        return _seal_whole(path, opener)
    with closing(data):
        changed = [_seal_within(data, main, version, opener) for version in owed]
        if any(changed):
            _put_back(data, path, now)
    return None


def _seal_within(
    copy: sqlite3.Connection, main: sqlite3.Connection, version: Version, opener: Opener | None
) -> bool:
    """Seal one assessment in a copy, which is in memory; whether that changed it."""
    there = {one.place: one for one in rows.all_versions(reading(copy)).values()}
    plain = (version.id, "")
    if version.place in there:
        if there[version.place].wrap == version.wrap:
            return False
        rows.put_version(copy, version)
    elif plain not in there:
        return False
    elif opener is not None and opener.lock == version.lock:
        rows.seal_version(copy, version, opener.key)
    else:
        rows.delete(copy, plain)
        rows.put_version(copy, version)
        for row in rows.rows_of(reading(main), version.place):
            rows.put_row(copy, row)
    return True


def _put_back(data: sqlite3.Connection, path: Path, now: datetime) -> None:
    data.execute("VACUUM")
    profile = path.parent.parent if path.parent.name == "backups" else path.parent
    written = path.stat()
    with generations.unfinished_copy(data, profile, now) as finished:
        # By the time of its newest copy it is known when the next one is due.
        os.utime(finished, ns=(written.st_atime_ns, written.st_mtime_ns))
        files.put_in_place(finished, path)


# --- sealed whole -------------------------------------------------------------------------------------------


def _seal_whole(path: Path, opener: Opener | None) -> Path:
    """Seal a damaged file as it is: what is in it can neither be read nor be told, and it is not ours to delete."""
    if opener is None:
        raise UserDataDamaged(path)
    aside = path.with_name(path.name + SEALED)
    _write_sealed(path.read_bytes(), aside, opener.passphrase)
    path.unlink()
    return aside


def _seal_again(path: Path, opener: Opener | None) -> Path | None:
    """Seal a file for the new passphrase, when it was sealed for the one before."""
    if opener is not None and opener.before:
        with suppress(WrongPassphrase):
            data = unseal(path.read_bytes(), opener.before, purpose=PURPOSE)
            _write_sealed(data, path, opener.passphrase)
            return path
    return None


def _write_sealed(data: bytes, path: Path, passphrase: str) -> None:
    unfinished = path.with_name(f"unfinished-{new_id()}.sqlite")
    try:
        files.create_private(unfinished)
        unfinished.write_bytes(seal(data, passphrase, purpose=PURPOSE))
        if unseal(unfinished.read_bytes(), passphrase, purpose=PURPOSE) != data:
            raise unreachable(path, "what was written could not be read again")
        files.put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
