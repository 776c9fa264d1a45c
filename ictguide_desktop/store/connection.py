"""Connections to the file: how it is opened, copied and found sound."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from ictguide_desktop.store.errors import FAILURES, is_unreadable, locked

BUSY_SECONDS = 2.0
APPLICATION_ID = int.from_bytes(b"ICTG", "big")
COMPANIONS = ("-journal", "-wal", "-shm")

# One header byte gone wrong makes the version number huge; the guide will not have that many migrations.
_PLAUSIBLE_VERSION = 255

Tables = dict[str, tuple[tuple[object, ...], ...]]


class Head(NamedTuple):
    """What the first bytes of a file say, read without SQLite so that nothing is touched."""

    size: int
    application: int
    version: int
    readable: bool

    def is_newer_than(self, known: int) -> bool:
        """Whether a newer version of the guide wrote the file."""
        return self.application == APPLICATION_ID and known < self.version <= _PLAUSIBLE_VERSION


def read_head(path: Path) -> Head | None:
    """The head of a file, or None when there is no file."""
    try:
        with path.open("rb") as file:
            start = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return None
    # A wrong format number makes SQLite take the file for one it may only read, not for a damaged one.
    readable = start[:16] == b"SQLite format 3\0" and start[18:20] in (b"\1\1", b"\2\2")
    return Head(size, int.from_bytes(start[68:72], "big"), int.from_bytes(start[60:64], "big"), readable)


def connect(path: Path) -> sqlite3.Connection:
    """Open a file for reading and writing."""
    connection = _prepared(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None))
    try:
        # A rollback journal, emptied at each commit, flushed at every step (docs/adr/0006-journal-mode.md).
        # WAL needs shared memory, which a network share has not, and leaves the newest changes in a second
        # file, which whoever copies a profile to a stick forgets. TRUNCATE rather than DELETE because under
        # FULL SQLite flushes the emptied journal itself, while the removal of a name is flushed by nobody.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory() -> sqlite3.Connection:
    """An empty database that is never written anywhere."""
    return _prepared(sqlite3.connect(":memory:", isolation_level=None))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.row_factory = sqlite3.Row
    connection.text_factory = _decoded
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    # What is deleted or sealed must not stand on in unused parts of the file, nor in a file of SQLite's own.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _decoded(raw: bytes) -> str:
    # One damaged byte in a note must not hide the note, nor all those after it.
    return raw.decode("utf-8", "replace")


def copy(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Make `target` hold what `source` holds, all or nothing; `path` is what an error speaks of."""
    source.backup(target, progress=_patience(path), sleep=0.05)


def _patience(path: Path) -> Callable[[int, int, int], None]:
    """A limit to the waiting for a lock: without one Python's backup waits for ever."""
    deadline = time.monotonic() + BUSY_SECONDS

    def wait(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise locked(path)

    return wait


def load(path: Path) -> sqlite3.Connection:
    """A copy of a file in memory; the file is opened for reading only."""
    try:
        return _loaded(path)
    except sqlite3.OperationalError as error:
        unfinished = path.with_name(path.name + "-journal")
        if (
            error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
            or not unfinished.exists()
        ):
            raise
    # A change was cut off before the folder became read-only: it can only be undone in a copy.
    with tempfile.TemporaryDirectory() as folder:
        spare = Path(folder) / path.name
        spare.write_bytes(path.read_bytes())
        spare.with_name(unfinished.name).write_bytes(unfinished.read_bytes())
        with closing(connect(spare)) as connection:
            return _in_memory_copy(connection, path)


def _loaded(path: Path) -> sqlite3.Connection:
    name = path.absolute().as_posix()
    location = f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), safe='/:')}?mode=ro"
    with closing(
        sqlite3.connect(location, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as connection:
        return _in_memory_copy(connection, path)


def _in_memory_copy(source: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    memory = in_memory()
    try:
        copy(source, memory, path)
    except BaseException:
        memory.close()
        raise
    return memory


def tables(connection: sqlite3.Connection) -> Tables:
    """The tables with their columns and what these refer to."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    columns = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
    references = 'SELECT "from", "table", "to", id FROM pragma_foreign_key_list(?)'
    return {
        name: tuple(
            tuple(row) for query in (columns, references) for row in connection.execute(query, (name,))
        )
        for (name,) in names.fetchall()
    }


def version(connection: sqlite3.Connection) -> int:
    """The number of the last migration the data have been through."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def is_sound(connection: sqlite3.Connection, tables_at: Callable[[int], Tables]) -> bool:
    """Whether the data are ours, whole, and have the tables of their version, which `tables_at` gives."""
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return False
        if [row[0] for row in connection.execute("PRAGMA integrity_check")] != ["ok"]:
            return False
        # Not for what it finds, since a bookmark without its folder is no great harm, but for whether it runs.
        connection.execute("PRAGMA foreign_key_check").fetchall()
        return tables(connection) == tables_at(version(connection))
    except FAILURES as error:
        if is_unreadable(error):
            return False
        raise
