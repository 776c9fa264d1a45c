"""How a profile is opened: whole, mended from a good copy, for reading only, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.store import cleansing, files, generations
from ictguide_desktop.store.connection import connect, in_memory, is_sound, load, read_head, version
from ictguide_desktop.store.errors import (
    FAILURES,
    NewerUserData,
    is_closed_to_writing,
    is_unreadable,
    refuses_writing,
    speaking,
)
from ictguide_desktop.store.generations import Generation
from ictguide_desktop.store.migrate import latest, migrate, tables_at

FILE_NAME = "user.sqlite"


class OpenKind(StrEnum):
    """What became of the user's data when they were opened."""

    NEW = "new"
    OPENED = "opened"
    RESTORED = "restored"
    EMPTIED = "emptied"
    READ_ONLY = "read-only"
    TEMPORARY = "temporary"


class OpenReport(NamedTuple):
    """What was found, what was set aside, and which copy took its place.

    `uncleansed` are files that may still show in plain what was locked since: they could not be written.
    """

    kind: OpenKind
    path: Path | None = None
    set_aside: Path | None = None
    restored: Generation | None = None
    migrated_from: int = 0
    generation: Generation | None = None
    generation_failed: str = ""
    uncleansed: tuple[Path, ...] = ()


class Opened(NamedTuple):
    """A connection and what is to be said of it."""

    connection: sqlite3.Connection
    report: OpenReport


class _ClosedToWritingError(Exception):
    """The profile may be read but not written: a turn in the way, which nobody outside sees."""


def open_profile(folder: Path, *, read_only: bool, now: datetime, program: str) -> Opened:
    """Open the data of a profile; see `Database.open`."""
    path = folder / FILE_NAME
    with speaking(path):
        _refuse_newer(path)
        if not read_only and _prepare(folder):
            try:
                return _keep(_open_to_write(path, now), folder, now, program)
            except _ClosedToWritingError:
                pass
        return _open_to_read(path)


def _refuse_newer(path: Path) -> None:
    head = read_head(path)
    if head is not None and head.is_newer_than(latest()):
        raise NewerUserData(path, head.version, latest())


def _prepare(folder: Path) -> bool:
    """Make the folder; False when it may not be made, so that there is at least something to read."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if refuses_writing(error):
            return False
        raise
    return True


# --- to write -----------------------------------------------------------------------------------------------


def _open_to_write(path: Path, now: datetime) -> Opened:
    head = read_head(path)
    if head is None or head.size == 0:
        return _replace(path, now, OpenKind.NEW)
    connection = _sound_connection(path) if head.readable else None
    if connection is None:
        return _replace(path, now, OpenKind.EMPTIED)
    try:
        _try_writing(connection)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, OpenReport(OpenKind.OPENED, path))


def _sound_connection(path: Path) -> sqlite3.Connection | None:
    """A connection to the file, or None when it is damaged or not ours."""
    try:
        connection = connect(path)
    except FAILURES as error:
        if is_unreadable(error):
            return None
        raise _closed(error) from error
    try:
        if is_sound(connection, tables_at):
            return connection
    except FAILURES as error:
        connection.close()
        raise _closed(error) from error
    connection.close()
    return None


def _try_writing(connection: sqlite3.Connection) -> None:
    """Begin a change and take it back: only so is it known that the file and a journal can be written."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {version(connection)}")
    except sqlite3.Error as error:
        # On a full disk the data are still worth opening: there may be room when something is to be kept.
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise _closed(error) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _closed(error: sqlite3.Error | UnicodeDecodeError) -> Exception:
    return _ClosedToWritingError() if is_closed_to_writing(error) else error


def _replace(path: Path, now: datetime, otherwise: OpenKind) -> Opened:
    """Put the newest good copy, or else an empty file, in the place of one that is damaged or missing."""
    try:
        good = generations.newest_good(path.parent)
        if good is None and otherwise is OpenKind.NEW:
            return Opened(_new(path), OpenReport(OpenKind.NEW, path))
        generation, data = good if good is not None else (None, _empty())
        with closing(data), generations.unfinished_copy(data, path.parent, now) as finished:
            aside = files.set_aside(path, now, "bad")
            files.put_in_place(finished, path)
        kind = OpenKind.EMPTIED if generation is None else OpenKind.RESTORED
        return Opened(connect(path), OpenReport(kind, path, aside, generation))
    except OSError as error:
        if refuses_writing(error):
            raise _ClosedToWritingError from error
        raise
    except FAILURES as error:
        raise _closed(error) from error


def _new(path: Path) -> sqlite3.Connection:
    files.create_private(path)
    connection = connect(path)
    try:
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    files.flush_folder(path.parent)
    return connection


def _keep(opened: Opened, folder: Path, now: datetime, program: str) -> Opened:
    """Copy the data before a newer program changes them, and once a day; then bring them up to date."""
    connection, report = opened
    try:
        generations.trim(folder)
        before = version(connection)
        if before < latest():
            report = report._replace(
                generation=generations.make(connection, folder, now), migrated_from=before
            )
            migrate(connection)
        # A program killed while it locked an assessment left the copies to us; before another is made of the file.
        uncleansed = cleansing.cleanse(connection, folder / FILE_NAME, now, None).failed
        report = report._replace(uncleansed=uncleansed)
        if report.kind is not OpenKind.OPENED or report.generation is not None:
            remember_program(connection, program)
        elif remembered_program(connection) != program or generations.is_due(folder, now):
            report = _dated_copy(connection, report, folder, now, program)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, report)


def _dated_copy(
    connection: sqlite3.Connection, report: OpenReport, folder: Path, now: datetime, program: str
) -> OpenReport:
    try:
        with speaking(folder / "backups"):
            report = report._replace(generation=generations.make(connection, folder, now))
            remember_program(connection, program)
    except GuideError as error:
        # No room for a copy is a reason to say so, not to keep the user from the data.
        report = report._replace(generation_failed=str(error))
    return report


def remembered_program(connection: sqlite3.Connection) -> str:
    """Which version of the guide had the data last."""
    row = connection.execute("SELECT value FROM facts WHERE name = 'program'").fetchone()
    return row[0] if row else ""


def remember_program(connection: sqlite3.Connection, program: str) -> None:
    """Note which version of the guide has the data: after an upgrade they are copied first."""
    if remembered_program(connection) != program:
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('program', ?)", (program,))


# --- to read ------------------------------------------------------------------------------------------------


def _open_to_read(path: Path) -> Opened:
    """What the profile holds, as a copy in memory: `Database.change` refuses to change it."""
    data, restored = _readable(path), None
    if data is None:
        good = generations.newest_good(path.parent)
        restored, data = good if good is not None else (None, _empty())
    migrate(data)
    return Opened(data, OpenReport(OpenKind.READ_ONLY, path, restored=restored))


def _readable(path: Path) -> sqlite3.Connection | None:
    head = read_head(path)
    if head is None or not head.readable:
        return None
    try:
        data = load(path)
    except FAILURES as error:
        if is_unreadable(error):
            return None
        raise
    if is_sound(data, tables_at):
        return data
    data.close()
    return None


def _empty() -> sqlite3.Connection:
    data = in_memory()
    migrate(data)
    return data
