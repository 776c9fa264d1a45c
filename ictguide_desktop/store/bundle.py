"""Everything a user owns as one value, and as JSON: what an export holds and an import is checked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.assessment import Assessment
from ictguide_desktop.model.preferences import PreferenceValue
from ictguide_desktop.model.user import Bookmark, Run, Tick, TickState, Visit
from ictguide_desktop.model.work import WorkKind
from ictguide_desktop.store import assessment_records, works
from ictguide_desktop.store.assessment_records import (
    AnswerRow,
    AssessmentRecord,
    LockRow,
    PlanRow,
    SealedRow,
    TargetRow,
)
from ictguide_desktop.store.errors import ImportRefused
from ictguide_desktop.store.reading import Json, Reader
from ictguide_desktop.store.values import stamp

FORMAT = "ictguide-user-data"
# 2: with assessments and works. An older guide would leave them out and say nothing: it refuses a 2 instead.
FORMAT_VERSION = 2


class FolderRow(NamedTuple):
    """A folder of bookmarks and when it was named."""

    id: str
    name: str
    changed: datetime


class PreferenceRow(NamedTuple):
    """A preference and when it was chosen; the value need not be one that this version accepts."""

    key: str
    value: PreferenceValue
    changed: datetime


class SeenRow(NamedTuple):
    """A section that was on screen, and when."""

    page: str
    section: str
    seen: datetime


class WorkRecord(NamedTuple):
    """A piece of work; `unreadable` is the text that a damaged body left."""

    id: str
    kind: WorkKind
    subject: str
    name: str
    body: dict[str, Any]
    unreadable: str
    created: datetime
    changed: datetime


Record = FolderRow | Bookmark | Visit | Run | Tick | PreferenceRow | SeenRow | AssessmentRecord | WorkRecord


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything a user owns; each kind in an order that depends on nothing but what is in it."""

    folders: tuple[FolderRow, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    visits: tuple[Visit, ...] = ()
    runs: tuple[Run, ...] = ()
    ticks: tuple[Tick, ...] = ()
    preferences: tuple[PreferenceRow, ...] = ()
    progress: tuple[SeenRow, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    locks: tuple[LockRow, ...] = ()
    sealed: tuple[SealedRow, ...] = ()
    works: tuple[WorkRecord, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}


KINDS = tuple(Bundle.__dataclass_fields__)


def as_json(bundle: Bundle, *, program: str, exported: datetime) -> Json:
    """The bundle as it is written to a file."""
    head: Json = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": program,
        "exported": stamp(exported),
    }
    return head | {kind: [record_as_json(record) for record in getattr(bundle, kind)] for kind in KINDS}


def record_as_json(record: Record) -> Json:
    """One record: times, addresses and states as text, what is sealed as base64, the rest as it is."""
    if isinstance(record, AssessmentRecord):
        return assessment_records.as_json(record)
    fields = asdict(record) if isinstance(record, Bookmark | Visit | Run | Tick) else record._asdict()
    return {name: _plain(getattr(record, name)) for name in fields}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    return str(value) if isinstance(value, Address | TickState | WorkKind) else value


def from_json(data: object, path: Path) -> Bundle:
    """The bundle in a file, checked to the last field.

    Raises:
        ImportRefused: with the place in the file and what is wrong there.
    """
    top = Reader(path, "", data)
    if top.data.get("format") != FORMAT:
        raise ImportRefused(path, "", "it is not an export of the ICT Guide")
    version = top.data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ImportRefused(path, "version", "it must be a whole number")
    if version > FORMAT_VERSION:
        raise ImportRefused(
            path, "version", "a newer version of the guide wrote this file: update the guide first"
        )
    bundle = Bundle(
        folders=top.each("folders", _folder),
        bookmarks=top.each("bookmarks", _bookmark),
        visits=top.each("visits", _visit),
        runs=top.each("runs", _run),
        ticks=top.each("ticks", _tick),
        preferences=top.each("preferences", _preference),
        progress=top.each("progress", _seen),
        **(_second_version(top) if version > 1 else {}),
    )
    folders = [bookmark.folder or None for bookmark in bundle.bookmarks]
    _check_references(path, "bookmarks", "folder", folders, {folder.id for folder in bundle.folders})
    runs = [tick.run for tick in bundle.ticks]
    _check_references(path, "ticks", "run", runs, {run.id for run in bundle.runs})
    assessments = {assessment.id for assessment in bundle.assessments}
    for kind in ("answers", "targets", "plans"):
        named = [row.assessment for row in getattr(bundle, kind)]
        _check_references(path, kind, "assessment", named, assessments)
    locks = {f"{lock.assessment}.{lock.lock}" for lock in bundle.locks}
    _check_references(
        path, "sealed", "lock", [f"{row.assessment}.{row.lock}" for row in bundle.sealed], locks
    )
    return bundle


def _second_version(top: Reader) -> dict[str, Any]:
    """The kinds that came with the second version of the format."""
    return {
        "assessments": top.each("assessments", assessment_records.read_assessment),
        "answers": top.each("answers", assessment_records.read_answer),
        "targets": top.each("targets", assessment_records.read_target),
        "plans": top.each("plans", assessment_records.read_plan),
        "locks": top.each("locks", assessment_records.read_lock),
        "sealed": top.each("sealed", assessment_records.read_sealed),
        "works": top.each("works", _work),
    }


def _check_references(
    path: Path, kind: str, field: str, names: Sequence[str | None], known: set[str]
) -> None:
    for number, name in enumerate(names):
        if name is not None and name not in known:
            raise ImportRefused(
                path, f"{kind}[{number}].{field}", f"there is no {field} “{name}” in the file"
            )


def _folder(entry: Reader) -> FolderRow:
    return FolderRow(entry.id("id"), entry.text("name"), entry.moment("changed"))


def _bookmark(entry: Reader) -> Bookmark:
    return Bookmark(
        entry.id("id"),
        entry.address("address"),
        entry.text("lang"),
        entry.text("title"),
        entry.text("quote"),
        entry.text("context"),
        entry.text("note"),
        entry.id("folder", optional=True),
        entry.moment("created"),
        entry.moment("changed"),
    )


def _visit(entry: Reader) -> Visit:
    return Visit(entry.address("address"), entry.text("title"), entry.moment("at"))


def _run(entry: Reader) -> Run:
    return Run(
        entry.id("id"),
        entry.name("checklist"),
        entry.text("name"),
        entry.moment("created"),
        entry.moment("changed"),
    )


def _tick(entry: Reader) -> Tick:
    state, date = entry.choice("state", TickState), entry.day("date")
    return Tick(
        entry.id("run"),
        entry.name("item"),
        state,
        entry.text("evidence"),
        entry.text("owner"),
        date,
        entry.moment("changed"),
    )


def _preference(entry: Reader) -> PreferenceRow:
    value = entry.data.get("value")
    if isinstance(value, str):
        value = entry.text("value")
    if not isinstance(value, str | int):
        raise entry.refused("value", "a text, a whole number, true or false is expected here")
    return PreferenceRow(entry.name("key"), value, entry.moment("changed"))


def _seen(entry: Reader) -> SeenRow:
    return SeenRow(entry.name("page"), entry.name("section"), entry.moment("seen"))


def _work(entry: Reader) -> WorkRecord:
    try:
        body = works.checked(entry.data.get("body"))
    except ValueError as error:
        raise entry.refused("body", str(error)) from None
    if works.is_too_large(works.body_text(body)):
        raise entry.refused("body", f"it is larger than {works.LARGEST // (1024 * 1024)} MB")
    return WorkRecord(
        entry.id("id"),
        entry.choice("kind", WorkKind),
        entry.text("subject"),
        entry.text("name"),
        body,
        entry.text("unreadable"),
        entry.moment("created"),
        entry.moment("changed"),
    )
