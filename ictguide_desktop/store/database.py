"""The one file with everything the user owns: each change written at once, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ictguide_desktop import __version__
from ictguide_desktop.store import cleansing, files, generations
from ictguide_desktop.store.cleansing import Cleansed, Opener
from ictguide_desktop.store.connection import copy, in_memory, is_sound, read_head
from ictguide_desktop.store.errors import NewerUserData, UserDataDamaged, read_only, speaking
from ictguide_desktop.store.generations import Generation
from ictguide_desktop.store.migrate import latest, migrate, tables_at
from ictguide_desktop.store.opening import Opened, OpenKind, OpenReport, open_profile, remember_program
from ictguide_desktop.store.values import utc_now

__all__ = ["Database", "OpenKind", "OpenReport"]

Cell = str | int | None


class Database:
    """The user's data of one profile; nothing is kept beside the file, so what is read is what is stored.

    It holds no identity of the person or the machine: a copied profile is no second user.
    """

    def __init__(self, opened: Opened, *, now: Callable[[], datetime], program: str) -> None:
        self._connection, self._report = opened
        self._program = program
        self.now = now

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = utc_now,
        program: str = __version__,
    ) -> Self:
        """Open the data in a folder, which is made when missing; `report` then says what was found.

        Raises:
            NewerUserData: a newer version wrote them; they are untouched.
            UserDataLocked: another process holds them, or the folder cannot be reached.
            NoSpace: there is no room to make them, or to copy them before they are brought up to date.
        """
        return cls(
            open_profile(folder, read_only=read_only, now=now(), program=program), now=now, program=program
        )

    @classmethod
    def temporary(cls, *, now: Callable[[], datetime] = utc_now) -> Self:
        """Data in memory, gone when the program ends: for when the profile's own must not be touched."""
        connection = in_memory()
        migrate(connection)
        return cls(Opened(connection, OpenReport(OpenKind.TEMPORARY)), now=now, program=__version__)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def report(self) -> OpenReport:
        """What was found when the data were opened, or last restored."""
        return self._report

    @property
    def path(self) -> Path | None:
        """The file, or None when the data are in memory only."""
        return self._report.path

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return self._report.kind is not OpenKind.READ_ONLY

    @property
    def in_change(self) -> bool:
        """Whether a change is under way."""
        return self._connection.in_transaction

    @property
    def _name(self) -> Path:
        return self._report.path or Path("memory")

    # --- for the repositories -------------------------------------------------------------------------------

    def read(self, query: str, parameters: Sequence[Cell] = ()) -> list[sqlite3.Row]:
        """The rows of a query."""
        with speaking(self._name):
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One change, on the disk when the block ends or not at all; inside another it is a part of that one.

        Raises:
            NoSpace, UserDataLocked, UserDataDamaged: nothing was changed.
        """
        if not self.writable:
            raise read_only(self._name)
        with speaking(self._name):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk has already ended the transaction; a lock met at the commit has not.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    # --- copies ---------------------------------------------------------------------------------------------

    def generations(self) -> tuple[Generation, ...]:
        """The dated copies there are, newest first."""
        return generations.listed(self.path.parent) if self.path else ()

    def keep_generation(self) -> Generation | None:
        """Make the dated copy when it is due: for a guide that stays open for days. None when it is not."""
        if self.path is None or not self.writable:
            return None
        with speaking(self.path.parent / "backups"):
            if not generations.is_due(self.path.parent, self.now()):
                return None
            return generations.make(self._connection, self.path.parent, self.now())

    def restore(self, generation: Generation) -> OpenReport:
        """Put a dated copy in the place of the data, which are set aside beside them; whole or not at all.

        Raises:
            UserDataDamaged: the copy is not whole.
            NewerUserData: a newer version wrote the copy.
            UserDataLocked, NoSpace: nothing was changed.
        """
        if self.path is None or not self.writable:
            raise read_only(self._name)
        with speaking(self.path):
            data = _whole(generation)
            with closing(data):
                migrate(data)
                aside = files.free_name(self.path, self.now(), "replaced")
                with generations.unfinished_copy(self._connection, self.path.parent, self.now()) as present:
                    files.put_in_place(present, aside)
                copy(data, self._connection, self.path)
            remember_program(self._connection, self._program)
        self._report = OpenReport(OpenKind.RESTORED, self.path, aside, generation)
        return self._report

    def cleanse(self, opener: Opener) -> Cleansed:
        """See to the copies of what was just locked, and to the unused parts of the file; outside any change."""
        if self.path is None:
            return Cleansed()
        with speaking(self.path):
            return cleansing.cleanse(self._connection, self.path, self.now(), opener)

    def sound(self) -> bool:
        """Whether the data are whole, down to the last page of the file."""
        with speaking(self._name):
            return is_sound(self._connection, tables_at)


def _whole(generation: Generation) -> sqlite3.Connection:
    head = read_head(generation.path)
    if head is not None and head.is_newer_than(latest()):
        raise NewerUserData(generation.path, head.version, latest())
    data = generations.good(generation.path)
    if data is None:
        raise UserDataDamaged(generation.path)
    return data
