"""Dated copies of the user's data, of which the five newest are kept."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.store import files
from ictguide_desktop.store.connection import connect, copy, is_sound, load, read_head
from ictguide_desktop.store.errors import FAILURES, UserDataDamaged
from ictguide_desktop.store.migrate import latest, tables_at
from ictguide_desktop.store.values import new_id

KEPT = 5
_DUE_AFTER = timedelta(days=1)
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"user-([0-9]{8}-[0-9]{6})\.sqlite")


class Generation(NamedTuple):
    """A dated copy: where it is, when it was made, its size in bytes."""

    path: Path
    made: datetime
    size: int


def listed(profile: Path) -> tuple[Generation, ...]:
    """The copies there are, newest first."""
    folder = profile / "backups"
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            made = _made(path)
            if made is not None:
                found.append(Generation(path, made, path.stat().st_size))
    return tuple(sorted(found, key=lambda generation: generation.made, reverse=True))


def is_due(profile: Path, now: datetime) -> bool:
    """Whether the newest copy is older than a day, by the time its file was written."""
    newest = next(iter(listed(profile)), None)
    # The name of a copy never runs backwards, but the clock of an old machine does: the file's own time is
    # what that clock said, and a copy from a future that never came must not put off the next for years.
    return newest is None or abs(now - datetime.fromtimestamp(newest.path.stat().st_mtime, UTC)) >= _DUE_AFTER


def make(connection: sqlite3.Connection, profile: Path, now: datetime) -> Generation:
    """Write a copy, prove it whole, give it its name, and let the oldest go.

    Raises:
        sqlite3.Error, OSError: the copy could not be written; those that were there are still there.
    """
    path = _next_name(profile, now)
    with unfinished_copy(connection, profile, now) as finished:
        files.put_in_place(finished, path)
    made = _made(path)
    assert made is not None
    trim(profile)
    return Generation(path, made, path.stat().st_size)


def trim(profile: Path) -> None:
    """Delete all but the newest; also what a process killed between making a copy and this left over."""
    for old in listed(profile)[KEPT:]:
        with suppress(OSError):
            old.path.unlink(missing_ok=True)


@contextmanager
def unfinished_copy(connection: sqlite3.Connection, profile: Path, now: datetime) -> Iterator[Path]:
    """A copy of the data, written and proved whole, to be given its name in the block, or else deleted."""
    folder = profile / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    _clear_unfinished(folder, now)
    # A name nobody else has: two windows may be making a copy at the same moment.
    path = folder / f"unfinished-{new_id()}.sqlite"
    try:
        files.create_private(path)
        with closing(connect(path)) as target:
            copy(connection, target, path)
            if not is_sound(target, tables_at):
                raise UserDataDamaged(path)
        with suppress(OSError):
            os.utime(path, (now.timestamp(), now.timestamp()))
        yield path
    finally:
        files.discard(path)


def newest_good(profile: Path) -> tuple[Generation, sqlite3.Connection] | None:
    """The newest copy that is whole and that this version can read, with its data in memory."""
    for generation in listed(profile):
        data = good(generation.path)
        if data is not None:
            return generation, data
    return None


def good(path: Path) -> sqlite3.Connection | None:
    """The data of a copy in memory, or None when they are damaged or too new."""
    try:
        head = read_head(path)
        if head is None or not head.readable or head.is_newer_than(latest()):
            return None
        data = load(path)
    except (*FAILURES, OSError):
        return None
    if is_sound(data, tables_at):
        return data
    data.close()
    return None


def _made(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def _clear_unfinished(folder: Path, now: datetime) -> None:
    """Delete what a killed process left of a copy; an hour old, so that nobody is still writing it."""
    for path in folder.glob("unfinished-*.sqlite"):
        if abs(now.timestamp() - path.stat().st_mtime) > 3600:
            files.discard(path)


def _next_name(profile: Path, now: datetime) -> Path:
    """A name after every other, even when the clock was set back: or this copy would be the one to go."""
    newest = next(iter(listed(profile)), None)
    when = now.astimezone(UTC).replace(microsecond=0)
    if newest is not None and newest.made >= when:
        when = newest.made + timedelta(seconds=1)
    return profile / "backups" / f"user-{when.strftime(_STAMP)}.sqlite"
