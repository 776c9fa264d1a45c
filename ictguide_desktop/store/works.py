"""The pieces of work the user keeps under a name: filled templates, cost plans, ethics records, briefs."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from ictguide_desktop.model.work import Work, WorkKind
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import TooLarge
from ictguide_desktop.store.values import later, moment, new_id, stamp, words

LARGEST = 2 * 1024 * 1024
_DEEPEST = 50
# Every number the program computes with fits; beyond it another program would read another number.
_MOST = 2**63


class WorkRow(NamedTuple):
    """A piece of work as it lies in the file; `unreadable` keeps the text of a body that was damaged."""

    id: str
    kind: str
    subject: str
    name: str
    body: str
    unreadable: str
    created: str
    changed: str


class RemovedWork(NamedTuple):
    """A piece of work that was deleted, also as it lay in the file."""

    work: Work
    row: WorkRow


class Works:
    """Pieces of work, named by their ids; an unknown id is a LookupError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, kind: WorkKind, subject: str, name: str, body: Mapping[str, Any]) -> Work:
        """Begin a piece of work; what is no JSON is a ValueError.

        Raises:
            TooLarge: nothing was kept.
        """
        now = stamp(self._database.now())
        row = WorkRow(
            new_id(), WorkKind(kind).value, words(subject), words(name), _text(name, body), "", now, now
        )
        with self._database.change() as connection:
            put_work(connection, row)
        return work_of(row)

    def all(self, kind: WorkKind, subject: str = "") -> tuple[Work, ...]:
        """The pieces of a kind, or those on one subject, the oldest first."""
        found = self._database.read(
            "SELECT * FROM works WHERE ? IN ('', subject) ORDER BY created, id", (subject,)
        )
        return tuple(work_of(work_row(row)) for row in found if kind_of(row["kind"]) is kind)

    def get(self, work: str) -> Work | None:
        """One piece of work, or None."""
        row = self._row(work)
        return work_of(row) if row else None

    def unreadable(self, work: str) -> str:
        """What is left of a damaged body, as text; it is kept when the work is saved anew. Empty: nothing was damaged."""
        return unreadable_of(self._known(work))

    def save(self, work: str, body: Mapping[str, Any]) -> Work:
        """Write the body over the one before, at once; what is no JSON is a ValueError.

        Raises:
            TooLarge: the one before stays.
        """
        return self._change(work, body=body)

    def rename(self, work: str, name: str) -> Work:
        """Give a piece of work another name."""
        return self._change(work, name=name)

    def delete(self, work: str) -> RemovedWork:
        """Delete a piece of work, and return it so that it can be restored."""
        with self._database.change() as connection:
            row = self._known(work)
            connection.execute("DELETE FROM works WHERE id = ?", (work,))
        return RemovedWork(work_of(row), row)

    def restore(self, removed: RemovedWork) -> None:
        """Put a deleted piece of work back as it was."""
        with self._database.change() as connection:
            put_work(connection, removed.row)

    def _change(self, work: str, *, body: Mapping[str, Any] | None = None, name: str | None = None) -> Work:
        with self._database.change() as connection:
            old = self._known(work)
            new = old._replace(
                name=old.name if name is None else words(name),
                changed=stamp(later(self._database.now(), moment(old.changed))),
            )
            if body is not None:
                new = new._replace(body=_text(old.name, body), unreadable=unreadable_of(old))
            put_work(connection, new)
        return work_of(new)

    def _row(self, work: str) -> WorkRow | None:
        rows = self._database.read("SELECT * FROM works WHERE id = ?", (work,))
        return work_row(rows[0]) if rows else None

    def _known(self, work: str) -> WorkRow:
        found = self._row(work)
        if found is None:
            raise LookupError(f"there is no work {work!r}")
        return found


def work_row(row: sqlite3.Row) -> WorkRow:
    """A row as it was read; a damaged cell may hold bytes, of which what can be read is kept."""
    return WorkRow(
        *(cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row)
    )


def put_work(connection: sqlite3.Connection, row: WorkRow) -> None:
    """Write a piece of work over the one with the same id, if any."""
    connection.execute("INSERT OR REPLACE INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def work_of(row: WorkRow) -> Work:
    """The piece of work in a row; a damaged body reads as an empty one."""
    return Work(
        row.id,
        kind_of(row.kind),
        row.subject,
        row.name,
        _parsed(row.body) or {},
        moment(row.created),
        moment(row.changed),
    )


def unreadable_of(row: WorkRow) -> str:
    """What damaged bodies left, that of now after those before."""
    if _parsed(row.body) is not None:
        return row.unreadable
    return "\n".join(part for part in (row.unreadable, row.body) if part)


def strictly(row: WorkRow) -> tuple[dict[str, Any], str]:
    """The body in a row, checked entry by entry, and what is unreadable."""
    try:
        return checked(work_of(row).body), unreadable_of(row)
    except ValueError:
        return {}, "\n".join(part for part in (row.unreadable, row.body) if part)


def checked(body: object) -> dict[str, Any]:
    """A body as it can be stored: a table of texts, numbers, yes and no, nothing, lists and tables; else a ValueError."""
    if not isinstance(body, Mapping):
        raise ValueError("a table is expected here")
    table: dict[str, Any] = _checked(body, "", 0)
    return table


def body_text(body: Mapping[str, Any]) -> str:
    """A checked body as it is written."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def is_too_large(text: str) -> bool:
    """Whether a body is more than is kept in one piece."""
    return len(text.encode("utf-8")) > LARGEST


def _checked(value: object, place: str, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError(f"{place[:40]}… is nested too deep")
    match value:
        case None | bool():
            return value
        case str():
            return words(value)
        case int() if -_MOST <= value < _MOST:
            return int(value)
        case float() if math.isfinite(value):
            return float(value)
        case list():
            return [_checked(entry, f"{place}[{n}]", depth + 1) for n, entry in enumerate(value)]
        case Mapping() if all(isinstance(key, str) for key in value):
            return {words(key): _checked(entry, f"{place}.{key}", depth + 1) for key, entry in value.items()}
    raise ValueError(
        f"{place.lstrip('.') or 'the body'} is {type(value).__name__} and cannot be kept as JSON"
    )


def _text(name: str, body: Mapping[str, Any]) -> str:
    text = body_text(checked(body))
    if is_too_large(text):
        raise TooLarge(f"“{words(name)}”", LARGEST)
    return text


def _parsed(text: str) -> dict[str, Any] | None:
    """The body in a text, or None for a damaged one; not checked entry by entry, since lists of works are read often."""
    try:
        body = json.loads(text, parse_constant=_refuse, parse_float=_finite, parse_int=_whole)
        if "\\u" in text:  # half of a character pair hides in such a spelling only, which is rare
            return checked(body)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


def _whole(digits: str) -> int:
    number = int(digits)
    return number if -_MOST <= number < _MOST else _refuse(digits)


def kind_of(kind: str) -> WorkKind:
    """The kind in a row."""
    # A damaged kind is a form: of a kind that nobody lists the work would be as good as lost.
    return WorkKind(kind) if kind in set(WorkKind) else WorkKind.FORM
