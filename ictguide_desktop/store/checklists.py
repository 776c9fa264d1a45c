"""The checklists in use: named runs and the answers in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ictguide_desktop.model.user import Run, Tick, TickState
from ictguide_desktop.store.database import Database
from ictguide_desktop.store.values import is_day, later, moment, new_id, stamp, words


class RemovedRun(NamedTuple):
    """A run that was deleted, with its answers."""

    run: Run
    ticks: tuple[Tick, ...]


class Checklists:
    """Runs and ticks; a run is named by its id, and an unknown id is a LookupError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- runs -----------------------------------------------------------------------------------------------

    def start(self, checklist: str, name: str) -> Run:
        """Begin to use a checklist under a name, such as a border post."""
        now = self._database.now()
        run = Run(new_id(), checklist, words(name), now, now)
        with self._database.change() as connection:
            put_run(connection, run)
        return run

    def runs(self, checklist: str = "") -> tuple[Run, ...]:
        """The runs of a checklist, or of all of them, the oldest first."""
        rows = self._database.read(
            "SELECT * FROM runs WHERE ? IN ('', checklist) ORDER BY created, id", (checklist,)
        )
        return tuple(_run(row) for row in rows)

    def touched(self, most: int) -> tuple[Run, ...]:
        """The runs worked on last, of every checklist, the latest first."""
        rows = self._database.read(
            "SELECT runs.* FROM runs LEFT JOIN (SELECT run, MAX(changed) AS latest FROM ticks GROUP BY run) ON run = id"
            " ORDER BY MAX(changed, COALESCE(latest, '')) DESC, id LIMIT ?",
            (most,),
        )
        return tuple(_run(row) for row in rows)

    def run(self, run: str) -> Run | None:
        """One run, or None."""
        rows = self._database.read("SELECT * FROM runs WHERE id = ?", (run,))
        return _run(rows[0]) if rows else None

    def rename(self, run: str, name: str) -> Run:
        """Give a run another name."""
        with self._database.change() as connection:
            old = self._known(run)
            new = replace(old, name=words(name), changed=later(self._database.now(), old.changed))
            put_run(connection, new)
        return new

    def delete(self, run: str) -> RemovedRun:
        """Delete a run with its answers, and return them so that they can be restored."""
        with self._database.change() as connection:
            removed = RemovedRun(self._known(run), tuple(self.ticks(run).values()))
            connection.execute("DELETE FROM ticks WHERE run = ?", (run,))
            connection.execute("DELETE FROM runs WHERE id = ?", (run,))
        return removed

    def restore(self, removed: RemovedRun) -> None:
        """Put a deleted run back as it was."""
        with self._database.change() as connection:
            put_run(connection, removed.run)
            for tick in removed.ticks:
                put_tick(connection, tick)

    def _known(self, run: str) -> Run:
        found = self.run(run)
        if found is None:
            raise LookupError(f"there is no run {run!r}")
        return found

    # --- answers --------------------------------------------------------------------------------------------

    def ticks(self, run: str) -> dict[str, Tick]:
        """The items of a run that were ever answered; one that was reset is open and empty."""
        rows = self._database.read("SELECT * FROM ticks WHERE run = ? ORDER BY item", (run,))
        return {row["item"]: _tick(row) for row in rows}

    def counts(self, run: str) -> dict[TickState, int]:
        """How many of the items ever answered stand in each state."""
        states = [tick.state for tick in self.ticks(run).values()]
        return {state: states.count(state) for state in TickState}

    def tick(
        self,
        run: str,
        item: str,
        *,
        state: TickState | None = None,
        evidence: str | None = None,
        owner: str | None = None,
        date: str | None = None,
    ) -> Tick:
        """Answer an item: what is given is changed, the rest stays; a date is ISO or empty."""
        if date and not is_day(date):
            raise ValueError(f"{date!r} is not an ISO date")
        with self._database.change() as connection:
            self._known(run)
            now = self._database.now()
            old = self.ticks(run).get(item)
            base = old or Tick(run, item, TickState.OPEN, "", "", "", now)
            new = replace(
                base,
                state=base.state if state is None else state,
                evidence=base.evidence if evidence is None else words(evidence),
                owner=base.owner if owner is None else words(owner),
                date=base.date if date is None else date,
                changed=later(now, old.changed) if old else now,
            )
            put_tick(connection, new)
        return new

    def reset(self, run: str) -> tuple[Tick, ...]:
        """Open and empty every answer of a run, and return them as they were.

        The rows stay: an emptied answer is a newer answer, which an older export must not fill again.
        """
        with self._database.change() as connection:
            self._known(run)
            ticks = tuple(self.ticks(run).values())
            for tick in ticks:
                changed = later(self._database.now(), tick.changed)
                put_tick(connection, Tick(run, tick.item, TickState.OPEN, "", "", "", changed))
        return ticks

    def put_back(self, ticks: Iterable[Tick]) -> None:
        """Give answers that were reset back, as the newest answers."""
        with self._database.change() as connection:
            for tick in ticks:
                now = self.ticks(tick.run).get(tick.item, tick)
                put_tick(connection, replace(tick, changed=later(self._database.now(), now.changed)))


def put_run(connection: sqlite3.Connection, run: Run) -> None:
    """Write a run over the one with the same id, if any."""
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " checklist = excluded.checklist, name = excluded.name,"
        " created = excluded.created, changed = excluded.changed",
        (run.id, run.checklist, run.name, stamp(run.created), stamp(run.changed)),
    )


def put_tick(connection: sqlite3.Connection, tick: Tick) -> None:
    """Write an answer over the one to the same item, if any."""
    connection.execute(
        "INSERT OR REPLACE INTO ticks VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tick.run, tick.item, tick.state.value, tick.evidence, tick.owner, tick.date, stamp(tick.changed)),
    )


def _run(row: sqlite3.Row) -> Run:
    return Run(row["id"], row["checklist"], row["name"], moment(row["created"]), moment(row["changed"]))


def _tick(row: sqlite3.Row) -> Tick:
    known = {state.value for state in TickState}
    # A damaged state reads as open: an item to check again is better than one wrongly done.
    state = TickState(row["state"]) if row["state"] in known else TickState.OPEN
    date = row["date"] if is_day(row["date"]) else ""
    return Tick(row["run"], row["item"], state, row["evidence"], row["owner"], date, moment(row["changed"]))
