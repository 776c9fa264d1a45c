"""The rows of assessments as they lie in the file: versions in plain and under a lock, found, written and sealed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ictguide_desktop.model.assessment import Answer
from ictguide_desktop.store import assessment_bodies as bodies
from ictguide_desktop.store.sealing import RowKey
from ictguide_desktop.store.values import moment

HEAD, ANSWER, TARGET, PLAN = "head", "answer", "target", "plan"
KINDS = (HEAD, ANSWER, TARGET, PLAN)

# The length of what is sealed can be seen: in steps of this many bytes it tells no score, and little of a comment.
_STEP = 256

Cell = str | int | None
Read = Callable[[str, Sequence[Cell]], list[sqlite3.Row]]


class Version(NamedTuple):
    """One version of an assessment: in plain, or under a lock with its label and its wrapped key."""

    id: str
    lock: str
    label: str
    wrap: bytes
    created: str
    changed: str

    @property
    def place(self) -> tuple[str, str]:
        """What names the version."""
        return self.id, self.lock


class Row(NamedTuple):
    """One row of a version: the body is JSON text in plain, and bytes under a lock."""

    assessment: str
    lock: str
    kind: str
    name: str
    body: str | bytes
    given: int | None
    changed: str

    @property
    def bound(self) -> tuple[str, ...]:
        """What a sealed body is bound to, so that it opens in its own place and at its own time only."""
        return self.assessment, self.kind, self.name, self.changed


def reading(connection: sqlite3.Connection) -> Read:
    """The way to read a connection that no `Database` holds."""
    return lambda query, parameters: connection.execute(query, parameters).fetchall()


# --- found --------------------------------------------------------------------------------------------------


def all_versions(read: Read) -> dict[str, Version]:
    """Every version by the name it is called by, the oldest first."""
    found: dict[str, Version] = {}
    for row in read("SELECT * FROM assessments ORDER BY id, lock", ()):
        version = _version(row)
        # In plain comes first; a second version, which only an import brings, is called by its lock too.
        found[version.id if version.id not in found else f"{version.id}.{version.lock}"] = version
    return dict(sorted(found.items(), key=lambda item: (item[1].created, item[0])))


def find_version(read: Read, name: str) -> Version | None:
    """The version called by a name, or None."""
    id_, _, lock = name.partition(".")
    found = [_version(row) for row in read("SELECT * FROM assessments WHERE id = ? ORDER BY lock", (id_,))]
    return next((one for one in found if not lock or one.lock == lock), None)


def name_of(read: Read, place: tuple[str, str]) -> str:
    """What a version is called by."""
    return next(name for name, one in all_versions(read).items() if one.place == place)


def rows_of(read: Read, place: tuple[str, str], kind: str = "") -> tuple[Row, ...]:
    """The rows of a version, or those of one kind, by name."""
    query = "SELECT * FROM assessment_rows WHERE assessment = ? AND lock = ? AND ? IN ('', kind) ORDER BY kind, name"
    return tuple(_row(row) for row in read(query, (*place, kind)))


def find_row(read: Read, place: tuple[str, str], kind: str, name: str) -> Row | None:
    """One row, or None."""
    query = "SELECT * FROM assessment_rows WHERE assessment = ? AND lock = ? AND kind = ? AND name = ?"
    return next((_row(found) for found in read(query, (*place, kind, name))), None)


def every_row(read: Read) -> tuple[Row, ...]:
    """The rows of every version."""
    query = "SELECT * FROM assessment_rows ORDER BY assessment, lock, kind, name"
    return tuple(_row(row) for row in read(query, ()))


def heads(read: Read) -> dict[tuple[str, str], Row]:
    """The head of every version, by what names the version."""
    found = read("SELECT * FROM assessment_rows WHERE kind = ?", (HEAD,))
    return {(row["assessment"], row["lock"]): _row(row) for row in found}


def plain_text(body: str | bytes) -> str:
    """A body in plain; a damaged cell may hold bytes, of which what can be read is shown."""
    return body if isinstance(body, str) else body.decode("utf-8", "replace")


def answer_of(row: Row) -> Answer:
    """The answer in a row in plain."""
    return bodies.read_answer(row.name, plain_text(row.body), moment(row.changed))


def _version(row: sqlite3.Row) -> Version:
    wrap = row["wrap"]
    return Version(
        row["id"],
        row["lock"],
        row["label"],
        wrap if isinstance(wrap, bytes) else str(wrap).encode("utf-8"),
        row["created"],
        row["changed"],
    )


def _row(row: sqlite3.Row) -> Row:
    body = row["body"]
    return Row(
        row["assessment"],
        row["lock"],
        row["kind"],
        row["name"],
        body if isinstance(body, str | bytes) else str(body),
        row["given"],
        row["changed"],
    )


# --- written ------------------------------------------------------------------------------------------------


def put_version(connection: sqlite3.Connection, version: Version) -> None:
    """Write a version over the one with the same name, if any; its rows stay."""
    connection.execute(
        "INSERT INTO assessments VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id, lock) DO UPDATE SET"
        " label = excluded.label, wrap = excluded.wrap, created = excluded.created, changed = excluded.changed",
        version,
    )


def put_row(connection: sqlite3.Connection, row: Row) -> None:
    """Write a row over the one in the same place, if any."""
    connection.execute("INSERT OR REPLACE INTO assessment_rows VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def delete(connection: sqlite3.Connection, place: tuple[str, str]) -> None:
    """Delete a version with its rows."""
    connection.execute("DELETE FROM assessment_rows WHERE assessment = ? AND lock = ?", place)
    connection.execute("DELETE FROM assessments WHERE id = ? AND lock = ?", place)


# --- sealed -------------------------------------------------------------------------------------------------


def sealed(row: Row, text: str, key: RowKey) -> Row:
    """A row with its body sealed."""
    body = text.encode("utf-8", "replace")
    return row._replace(body=key.seal(body + b" " * (-len(body) % _STEP), row.bound), given=None)


def unsealed(row: Row, key: RowKey) -> str:
    """The text of a sealed row.

    Raises:
        SealDamaged: it, or the name of its place, is not as it was written.
    """
    body = row.body if isinstance(row.body, bytes) else row.body.encode("utf-8")
    return key.unseal(body, row.bound).decode("utf-8", "replace").rstrip(" ")


def seal_version(connection: sqlite3.Connection, lock: Version, key: RowKey) -> None:
    """Put the plain version of an assessment under a lock, row by row; inside a change."""
    read, plain = reading(connection), (lock.id, "")
    put_version(connection, lock)
    for row in rows_of(read, plain):
        put_row(connection, sealed(row._replace(lock=lock.lock), plain_text(row.body), key))
    delete(connection, plain)


def unseal_version(connection: sqlite3.Connection, lock: Version, opened: Iterable[Row]) -> None:
    """Take a lock off: `opened` are its rows in plain. Of what is there in plain already, the newer stays."""
    read = reading(connection)
    plain = lock._replace(lock="", label="", wrap=b"", changed=lock.created)
    if not any(one.place == plain.place for one in all_versions(read).values()):
        put_version(connection, plain)
    for row in opened:
        here = find_row(read, plain.place, row.kind, row.name)
        if here is None or here.changed < row.changed:
            put_row(connection, row._replace(lock=""))
    delete(connection, lock.place)
