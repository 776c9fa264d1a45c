"""A profile of its own for every test, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ictguide_desktop.store.database import Database


class Clock:
    """A second passes each time somebody looks."""

    def __init__(self) -> None:
        self.time = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def pass_by(self, **span: float) -> None:
        """Let time pass, also backwards."""
        self.time += timedelta(**span)


Open = Callable[..., Database]


@pytest.fixture
def clock() -> Clock:
    """The clock of the databases that `open_profile` opens."""
    return Clock()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile folder that does not exist yet."""
    return tmp_path / "profile"


@pytest.fixture
def open_profile(profile: Path, clock: Clock) -> Iterator[Open]:
    """Opens the profile, or another folder, and closes it after the test."""
    opened: list[Database] = []

    def open_it(folder: Path = profile, **options: object) -> Database:
        opened.append(Database.open(folder, now=clock, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_it
    for database in opened:
        database.close()


@pytest.fixture
def database(open_profile: Open) -> Database:
    """A new, empty database."""
    return open_profile()
