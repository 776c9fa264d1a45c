"""How far the user has read: the sections of each page that have been on screen."""

from __future__ import annotations

from collections.abc import Iterable

from ictguide_desktop.model.user import Progress
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.values import moment, stamp


class ReadingProgress:
    """The sections seen, by page."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def see(self, page: str, sections: Iterable[str]) -> bool:
        """Note sections as seen; True when any was new. Otherwise nothing is written: call it freely."""
        known = self.of(page)
        new = set(sections) - (known.seen if known else frozenset())
        if not new:
            return False
        now = stamp(self._database.now())
        with self._database.change() as connection:
            rows = [(page, section, now) for section in sorted(new)]
            connection.executemany("INSERT OR IGNORE INTO progress VALUES (?, ?, ?)", rows)
        return True

    def of(self, page: str) -> Progress | None:
        """What has been seen of a page, or None when nothing has."""
        return self._read("SELECT * FROM progress WHERE page = ?", page).get(page)

    def all(self) -> dict[str, Progress]:
        """What has been seen of every page, by page."""
        return self._read("SELECT * FROM progress")

    def forget(self, page: str) -> None:
        """Have a page unread again."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM progress WHERE page = ?", (page,))

    def clear(self) -> None:
        """Have every page unread again."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM progress")

    def _read(self, query: str, *parameters: str) -> dict[str, Progress]:
        sections: dict[str, dict[str, str]] = {}
        for row in self._database.read(query, parameters):
            sections.setdefault(row["page"], {})[row["section"]] = row["seen"]
        return {
            page: Progress(page, frozenset(seen), moment(max(seen.values())))
            for page, seen in sections.items()
        }
