"""Files put in place whole and set aside, never overwritten: the two moves the user's data depend on."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ictguide_desktop.store.connection import COMPANIONS


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read; one that is there stays as it is."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def flush(path: Path) -> None:
    """Have the disk keep what was written to a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder; Windows has no such call and does it in its own time."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_in_place(finished: Path, path: Path) -> None:
    """Give a finished file its name, in one step that a power cut cannot halve."""
    flush(finished)
    finished.replace(path)
    flush_folder(path.parent)


def discard(path: Path) -> None:
    """Delete an unfinished file of our own, and what SQLite wrote beside it."""
    for name in (path.name, *(path.name + ending for ending in COMPANIONS)):
        path.with_name(name).unlink(missing_ok=True)


def free_name(path: Path, now: datetime, reason: str) -> Path:
    """A name beside `path` that nothing has: user.20260731-101500.bad.sqlite."""
    when = now.strftime("%Y%m%d-%H%M%S")
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        name = path.with_name(f"{path.stem}.{when}{again}.{reason}{path.suffix}")
        if not any(name.with_name(name.name + ending).exists() for ending in ("", *COMPANIONS)):
            return name
        number += 1


def set_aside(path: Path, now: datetime, reason: str) -> Path | None:
    """Rename a file with the journal that belongs to it; None when there was no file."""
    aside = free_name(path, now, reason)
    # The journal first: left behind alone, SQLite would play it back into whatever file takes the name next.
    for ending in (*COMPANIONS, ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    flush_folder(path.parent)
    return aside if aside.exists() else None
