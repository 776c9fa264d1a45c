"""The user's data as a file to keep or carry: a readable export, and an import that adds, never replaces."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeVar

from ictguide_desktop import __version__
from ictguide_desktop.model.user import Visit
from ictguide_desktop.store import assessment_records, bookmarks, checklists, files, history, works
from ictguide_desktop.store.assessment_records import AssessmentRecord, AssessmentRecords, LockRow
from ictguide_desktop.store.bundle import (
    KINDS,
    Bundle,
    FolderRow,
    PreferenceRow,
    Record,
    SeenRow,
    WorkRecord,
    as_json,
    from_json,
    record_as_json,
)
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.errors import ImportRefused, speaking, unreachable
from ictguide_desktop.store.sealing import is_whole
from ictguide_desktop.store.values import moment, new_id, stamp

__all__ = ["Bundle", "Exported", "Merged", "collect", "export_file", "import_file", "merge", "read_file"]

# A thousand times what a busy user gathers in years; more is another kind of file, and would fill the memory.
_LARGEST = 64 * 1024 * 1024

Thing = TypeVar("Thing", bound=Record)


class Exported(NamedTuple):
    """A finished export: where, how many bytes, how many of each kind."""

    path: Path
    size: int
    counts: dict[str, int]


class Merged(NamedTuple):
    """What an import did, by kind: added, updated by newer ones, kept since what is here is as new."""

    added: dict[str, int]
    updated: dict[str, int]
    kept: dict[str, int]


# --- out ----------------------------------------------------------------------------------------------------


def collect(database: Database) -> Bundle:
    """Everything in the database."""
    runs = checklists.Checklists(database)
    return Bundle(
        folders=_folders(database),
        bookmarks=tuple(sorted(bookmarks.Bookmarks(database).all(), key=lambda bookmark: bookmark.id)),
        visits=history.History(database).newest(),
        runs=runs.runs(),
        ticks=tuple(tick for run in runs.runs() for tick in runs.ticks(run.id).values()),
        preferences=_preferences(database),
        progress=tuple(
            SeenRow(row["page"], row["section"], moment(row["seen"]))
            for row in database.read("SELECT * FROM progress ORDER BY page, section")
        ),
        **assessment_records.collected(database.read)._asdict(),
        works=_works(database),
    )


def export_file(database: Database, path: Path) -> Exported:
    """Write everything to a file: aside first, read again and compared, and only then under its name.

    Raises:
        NoSpace, UserDataLocked: there is no new file, and one that was there is as it was.
    """
    bundle = collect(database)
    data = as_json(bundle, program=__version__, exported=database.now())
    unfinished = path.with_name(f"ictguide-{new_id()}.unfinished")
    with speaking(path):
        try:
            unfinished.write_text(
                json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
            )
            files.flush(unfinished)
            if not _holds(unfinished, bundle):
                raise unreachable(path, "what was written could not be read again")
            size = unfinished.stat().st_size
            files.put_in_place(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    return Exported(path, size, bundle.counts)


def _holds(path: Path, bundle: Bundle) -> bool:
    try:
        return read_file(path) == bundle
    except ImportRefused:
        return False


def _folders(database: Database) -> tuple[FolderRow, ...]:
    rows = database.read("SELECT * FROM folders ORDER BY id")
    return tuple(FolderRow(row["id"], row["name"], moment(row["changed"])) for row in rows)


def _preferences(database: Database) -> tuple[PreferenceRow, ...]:
    found = []
    for row in database.read("SELECT * FROM preferences ORDER BY key"):
        try:
            value = json.loads(row["value"])
        except (ValueError, RecursionError):
            continue
        if isinstance(value, str | int):
            found.append(PreferenceRow(row["key"], value, moment(row["changed"])))
    return tuple(found)


def _works(database: Database) -> tuple[WorkRecord, ...]:
    found = []
    for row in map(works.work_row, database.read("SELECT * FROM works ORDER BY id")):
        body, unreadable = works.strictly(row)
        kind, times = works.kind_of(row.kind), (moment(row.created), moment(row.changed))
        found.append(WorkRecord(row.id, kind, row.subject, row.name, body, unreadable, *times))
    return tuple(found)


# --- in -----------------------------------------------------------------------------------------------------


def read_file(path: Path) -> Bundle:
    """What is in an export, checked; nothing is changed by reading it.

    Raises:
        ImportRefused: one sentence on what is wrong, and where in the file.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise ImportRefused(path, "", "it is too large to be an export of the ICT Guide")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused(path, "", "it is not a text file, so it is no export of the ICT Guide") from None
    except FileNotFoundError:
        raise ImportRefused(path, "", "there is no such file") from None
    except OSError as error:
        raise ImportRefused(
            path, "", f"it cannot be read ({error.strerror or type(error).__name__})"
        ) from error
    return from_json(_parsed(text, path), path)


def _parsed(text: str, path: Path) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ImportRefused(path, place, "the file breaks off or was altered: it is not JSON") from None
    except (ValueError, RecursionError):
        raise ImportRefused(path, "", "it is not an export of the ICT Guide") from None


def import_file(database: Database, path: Path, *, preferences: bool = True) -> Merged:
    """Read an export and merge it.

    Raises:
        ImportRefused: the file is not what it should be; nothing was imported.
    """
    return merge(database, read_file(path), preferences=preferences)


def merge(database: Database, bundle: Bundle, *, preferences: bool = True) -> Merged:
    """Add what is missing here and take what is newer there, in one change; nothing is deleted.

    The result does not depend on the order of several imports, nor on how often one is made.
    """
    with database.change() as connection:
        merging = _Merging(connection, collect(database), bundle)
        merging.folders()
        merging.bookmarks()
        merging.runs()
        merging.visits()
        merging.progress()
        merging.assessments()
        merging.works()
        if preferences:
            merging.preferences()
    return merging.result


class _Merging:
    """One import under way: what is here, what is there, and what became of each."""

    def __init__(self, connection: sqlite3.Connection, here: Bundle, there: Bundle) -> None:
        self.result = Merged(*(dict.fromkeys(KINDS, 0) for _ in range(3)))
        self._connection, self._here, self._there = connection, here, there

    def folders(self) -> None:
        for folder in self._newer(
            "folders", self._here.folders, self._there.folders, lambda folder: folder.id
        ):
            self._connection.execute(
                "INSERT INTO folders VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name, changed = excluded.changed",
                (folder.id, folder.name, stamp(folder.changed)),
            )

    def bookmarks(self) -> None:
        newer = self._newer(
            "bookmarks", self._here.bookmarks, self._there.bookmarks, lambda bookmark: bookmark.id
        )
        for bookmark in newer:
            bookmarks.put(self._connection, bookmark)
        if newer:
            bookmarks.unsettle(self._connection)

    def runs(self) -> None:
        for run in self._newer("runs", self._here.runs, self._there.runs, lambda run: run.id):
            checklists.put_run(self._connection, run)
        for tick in self._newer(
            "ticks", self._here.ticks, self._there.ticks, lambda tick: (tick.run, tick.item)
        ):
            checklists.put_tick(self._connection, tick)

    def visits(self) -> None:
        def place(visit: Visit) -> tuple[str, str]:
            return stamp(visit.at), str(visit.address)

        # Only what is among the newest of both together: what would go at once is not said to be added.
        both = sorted({place(visit) for visit in (*self._here.visits, *self._there.visits)}, reverse=True)
        wanted = set(both[: history.KEPT])
        there = [visit for visit in self._there.visits if place(visit) in wanted]
        for visit in self._newer("visits", self._here.visits, there, place):
            history.put(self._connection, visit)
        history.trim(self._connection)

    def progress(self) -> None:
        def section(row: SeenRow) -> tuple[str, str]:
            return row.page, row.section

        for row in self._newer("progress", self._here.progress, self._there.progress, section):
            values = (row.page, row.section, stamp(row.seen))
            self._connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", values)

    def assessments(self) -> None:
        """A version in plain and one under a lock are two things, and so are two locks: neither goes into the other."""
        for kind in AssessmentRecords._fields:
            here: tuple[AssessmentRecord, ...] = getattr(self._here, kind)
            for record in self._newer(kind, here, getattr(self._there, kind), assessment_records.place):
                assessment_records.put(self._connection, record)

    def works(self) -> None:
        for work in self._newer("works", self._here.works, self._there.works, lambda work: work.id):
            texts = (work.kind.value, work.subject, work.name, works.body_text(work.body), work.unreadable)
            row = works.WorkRow(work.id, *texts, stamp(work.created), stamp(work.changed))
            works.put_work(self._connection, row)

    def preferences(self) -> None:
        here, there = self._here.preferences, self._there.preferences
        for row in self._newer("preferences", here, there, lambda row: row.key):
            values = (row.key, json.dumps(row.value), stamp(row.changed))
            self._connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)", values)

    def _newer(
        self, kind: str, here: Iterable[Thing], there: Iterable[Thing], key: Callable[[Thing], Hashable]
    ) -> list[Thing]:
        """Those that are missing here or newer there, and count them."""
        known = {key(thing): thing for thing in here}
        newer: dict[Hashable, Thing] = {}
        for thing in there:
            old = newer.get(key(thing), known.get(key(thing)))
            if old is None or _rank(thing) > _rank(old):
                newer[key(thing)] = thing
        for name in newer:
            (self.result.updated if name in known else self.result.added)[kind] += 1
        self.result.kept[kind] += len({key(thing) for thing in there}) - len(newer)
        return list(newer.values())


def _rank(record: Record) -> tuple[bool, str, str]:
    """What makes one version of a thing win: its time, and of two at the same time always the same one."""
    # A damaged key that came later would keep its owner out for good.
    sound = not isinstance(record, LockRow) or is_whole(record.wrap)
    match record:
        case SeenRow():
            changed = record.seen
        case Visit():
            changed = record.at
        case _:
            changed = record.changed
    return sound, stamp(changed), json.dumps(record_as_json(record), sort_keys=True)
