"""The user's own things: bookmarks, notes, places, checklist runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ictguide_desktop.model.address import Address


class TickState(StrEnum):
    """How a checklist item stands in a run."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of bookmarks."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place the user keeps: its address, the words that stood there and those around them, and a note."""

    id: str
    address: Address
    lang: str
    title: str
    quote: str
    context: str
    note: str
    folder: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A place the user was at."""

    address: Address
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One use of a checklist under a name of its own, such as a border post."""

    id: str
    checklist: str
    name: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """An item in a run: its state, the evidence seen, who answers for it and the day it was checked (ISO date or empty)."""

    run: str
    item: str
    state: TickState
    evidence: str
    owner: str
    date: str
    changed: datetime


class BookmarkFate(StrEnum):
    """What a new edition did to a bookmark."""

    KEPT = "kept"
    RELOCATED = "relocated"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Progress:
    """The sections of a page that have been on the user's screen."""

    page: str
    seen: frozenset[str]
    changed: datetime

    def percent(self, sections: Collection[str]) -> int:
        """How much has been seen of the sections the page has now; 100 only when all of it has been."""
        if not sections:
            return 0
        return 100 * len(self.seen.intersection(sections)) // len(set(sections))
