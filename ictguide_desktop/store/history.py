"""Where the user has been: the newest 500 places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.user import Visit
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.values import address, later, moment, stamp, words

KEPT = 500


class History:
    """The visits, each a place at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, address: Address, title: str) -> Visit:
        """Note a visit; the same place twice in a row is one visit, at the later time."""
        with self._database.change() as connection:
            newest = next(iter(self.newest(1)), None)
            now = self._database.now()
            visit = Visit(address, words(title), later(now, newest.at) if newest else now)
            if newest is not None and newest.address == address:
                _remove(connection, newest)
            put(connection, visit)
            trim(connection)
        return visit

    def newest(self, limit: int = KEPT) -> tuple[Visit, ...]:
        """The newest visits, newest first."""
        rows = self._database.read("SELECT * FROM visits ORDER BY at DESC, address DESC LIMIT ?", (limit,))
        return tuple(Visit(address(row["address"]), row["title"], moment(row["at"])) for row in rows)

    def forget(self, visit: Visit) -> None:
        """Delete one visit; one that is gone already is no matter."""
        with self._database.change() as connection:
            _remove(connection, visit)

    def clear(self) -> tuple[Visit, ...]:
        """Delete every visit, and return them so that they can be restored."""
        with self._database.change() as connection:
            visits = self.newest()
            connection.execute("DELETE FROM visits")
        return visits

    def restore(self, visits: Iterable[Visit]) -> None:
        """Put deleted visits back."""
        with self._database.change() as connection:
            for visit in visits:
                put(connection, visit)
            trim(connection)


def put(connection: sqlite3.Connection, visit: Visit) -> None:
    """Write a visit over the one to the same place at the same time, if any."""
    row = (stamp(visit.at), str(visit.address), visit.title)
    connection.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", row)


def trim(connection: sqlite3.Connection) -> None:
    """Keep the newest only; of two at the same time always the same one, whatever the order of merges."""
    connection.execute(
        "DELETE FROM visits WHERE (at, address) NOT IN"
        " (SELECT at, address FROM visits ORDER BY at DESC, address DESC LIMIT ?)",
        (KEPT,),
    )


def _remove(connection: sqlite3.Connection, visit: Visit) -> None:
    connection.execute(
        "DELETE FROM visits WHERE at = ? AND address = ?", (stamp(visit.at), str(visit.address))
    )
