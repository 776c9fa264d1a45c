"""Everything a user owns as one value, and as JSON: what an export holds and an import is checked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from ictguide_desktop.model.address import Address, AddressError
from ictguide_desktop.model.preferences import PreferenceValue
from ictguide_desktop.model.user import Bookmark, Run, Tick, TickState, Visit
from ictguide_desktop.store.errors import ImportRefused
from ictguide_desktop.store.values import is_day, stamp

FORMAT = "ictguide-user-data"
FORMAT_VERSION = 1
_ID = re.compile(r"[0-9a-f]{32}")

Json = dict[str, object]
Value = TypeVar("Value")


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


Record = FolderRow | Bookmark | Visit | Run | Tick | PreferenceRow | SeenRow


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
    """One record: times, addresses and states as text, the rest as it is."""
    fields = asdict(record) if isinstance(record, Bookmark | Visit | Run | Tick) else record._asdict()
    return {name: _plain(getattr(record, name)) for name in fields}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    return str(value) if isinstance(value, Address | TickState) else value


def from_json(data: object, path: Path) -> Bundle:
    """The bundle in a file, checked to the last field.

    Raises:
        ImportRefused: with the place in the file and what is wrong there.
    """
    top = _Reader(path, "", data)
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
    )
    _check_references(
        path, "bookmarks", "folder", [b.folder or None for b in bundle.bookmarks], bundle.folders
    )
    _check_references(path, "ticks", "run", [tick.run for tick in bundle.ticks], bundle.runs)
    return bundle


def _check_references(
    path: Path, kind: str, field: str, names: Sequence[str | None], things: Sequence[FolderRow | Run]
) -> None:
    known = {thing.id for thing in things}
    for number, name in enumerate(names):
        if name is not None and name not in known:
            raise ImportRefused(
                path, f"{kind}[{number}].{field}", f"there is no {field} “{name}” in the file"
            )


class _Reader:
    """One object of the file, which knows where it stands."""

    def __init__(self, path: Path, place: str, data: object) -> None:
        self.path, self.place = path, place
        if not isinstance(data, dict):
            raise self.refused("", "an object in braces is expected here")
        self.data: Json = data

    def refused(self, key: str, what: str) -> ImportRefused:
        return ImportRefused(self.path, ".".join(part for part in (self.place, key) if part), what)

    def each(self, key: str, read: Callable[[_Reader], Value]) -> tuple[Value, ...]:
        entries = self.data.get(key)
        if not isinstance(entries, list):
            raise self.refused(key, "a list in brackets is expected here")
        return tuple(
            read(_Reader(self.path, f"{key}[{number}]", entry)) for number, entry in enumerate(entries)
        )

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str):
            raise self.refused(key, "a text in quotation marks is expected here")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise self.refused(key, "the text holds half of a character") from None
        return value

    def name(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self.refused(key, "it must not be empty")
        return value

    def id(self, key: str, *, optional: bool = False) -> str:
        value = self.text(key)
        if not (_ID.fullmatch(value) or (optional and not value)):
            raise self.refused(key, f"“{_short(value)}” is not an identifier of 32 hexadecimal digits")
        return value

    def moment(self, key: str) -> datetime:
        value = self.text(key)
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise self.refused(key, f"“{_short(value)}” is not a time such as 2026-07-31T10:15:00+00:00")

    def address(self, key: str) -> Address:
        try:
            return Address.parse(self.text(key))
        except AddressError:
            raise self.refused(
                key, f"“{_short(self.text(key))}” is not an address such as trust-and-identity#steps:2"
            ) from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _folder(entry: _Reader) -> FolderRow:
    return FolderRow(entry.id("id"), entry.text("name"), entry.moment("changed"))


def _bookmark(entry: _Reader) -> Bookmark:
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


def _visit(entry: _Reader) -> Visit:
    return Visit(entry.address("address"), entry.text("title"), entry.moment("at"))


def _run(entry: _Reader) -> Run:
    return Run(
        entry.id("id"),
        entry.name("checklist"),
        entry.text("name"),
        entry.moment("created"),
        entry.moment("changed"),
    )


def _tick(entry: _Reader) -> Tick:
    state, date = entry.text("state"), entry.text("date")
    if state not in {known.value for known in TickState}:
        raise entry.refused("state", f"“{_short(state)}” is not one of {', '.join(TickState)}")
    if date and not is_day(date):
        raise entry.refused("date", f"“{_short(date)}” is not a date such as 2026-07-31")
    return Tick(
        entry.id("run"),
        entry.name("item"),
        TickState(state),
        entry.text("evidence"),
        entry.text("owner"),
        date,
        entry.moment("changed"),
    )


def _preference(entry: _Reader) -> PreferenceRow:
    value = entry.data.get("value")
    if isinstance(value, str):
        value = entry.text("value")
    if not isinstance(value, str | int):
        raise entry.refused("value", "a text, a whole number, true or false is expected here")
    return PreferenceRow(entry.name("key"), value, entry.moment("changed"))


def _seen(entry: _Reader) -> SeenRow:
    return SeenRow(entry.name("page"), entry.name("section"), entry.moment("seen"))
