"""What can go wrong with the user's data, each in one sentence that says what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ictguide_desktop.model.problems import GuideError, NoSpace, UserDataLocked

# Below this a write that failed for no stated reason failed for want of room: SQLite names a full disk only
# when the very write was refused, not when the journal could not be made or flushed.
_LITTLE_SPACE = 256 * 1024

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What a statement may raise; see `is_damage` for the second."""

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class NewerUserData(GuideError):
    """The data were written by a newer version of the guide; they have not been touched."""

    exit_code = 5

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            f"“{path}” was written by a newer version of the guide and has been left as it is: "
            "install the newer version, or choose another folder with --profile"
        )


class UserDataDamaged(GuideError):
    """The data turned out to be damaged while they were in use."""

    exit_code = 5

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"“{path}” is damaged: close the guide and start it again, and the newest good copy is used"
        )


class ImportRefused(GuideError):
    """A file to be imported is not what it should be; `place` says where in the file (empty: all of it)."""

    exit_code = 2

    def __init__(self, path: Path, place: str, what: str) -> None:
        self.path, self.place, self.what = path, place, what
        where = f"“{path.name}”, at {place}" if place else f"“{path.name}”"
        super().__init__(f"{where}: {what}; nothing was imported")


def is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether an error means that the file itself is wrong."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    # SQLite quotes the damaged bytes in its message, which Python then cannot read: an error about an error.
    unspeakable = isinstance(error, UnicodeDecodeError)
    return unspeakable or code & 0xFF in _DAMAGED or code == sqlite3.SQLITE_IOERR_SHORT_READ


def is_unreadable(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether an error, met by a statement known to be right, means that the file is wrong."""
    return is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def is_closed_to_writing(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether an error means that the file or its folder may not be written."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in _CLOSED and code != sqlite3.SQLITE_READONLY_DBMOVED


def full(path: Path) -> NoSpace:
    """The disk is full."""
    return NoSpace(
        f"The disk that holds “{path}” is full, so nothing was written: free some space and try again"
    )


def locked(path: Path) -> UserDataLocked:
    """Another process holds the data."""
    return UserDataLocked(
        f"Another program is using “{path}”: close it (perhaps a second window of the guide) and try again"
    )


def read_only(path: Path) -> UserDataLocked:
    """The data may not be written."""
    return UserDataLocked(
        f"“{path}” cannot be written: make its folder writable, or start with --profile and another folder"
    )


def unreachable(path: Path, reason: str) -> UserDataLocked:
    """The drive does not answer as it should."""
    return UserDataLocked(
        f"“{path}” cannot be reached ({reason}): check that its drive is still connected and try again"
    )


def moved(path: Path) -> UserDataLocked:
    """Somebody put another file in the place of the open one."""
    return UserDataLocked(
        f"“{path}” was moved or replaced while the guide was open, so nothing was written: "
        "close the guide and start it again"
    )


def said_of(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> GuideError | None:
    """The sentence for an error of the environment, or None when the error is a fault of the program."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    kind = code & 0xFF
    said: GuideError | None = None
    if kind == sqlite3.SQLITE_FULL:
        said = full(path)
    elif kind in _HELD:
        said = locked(path)
    elif is_damage(error):
        said = UserDataDamaged(path)
    elif code == sqlite3.SQLITE_READONLY_DBMOVED:
        said = moved(path)
    elif kind in _CLOSED | {sqlite3.SQLITE_IOERR} and _nearly_full(path):
        said = full(path)
    elif kind in _CLOSED:
        said = read_only(path)
    elif kind == sqlite3.SQLITE_IOERR:
        said = unreachable(path, str(error))
    return said


def said_of_file(error: OSError, path: Path) -> GuideError:
    """The sentence for an error of the file system."""
    if error.errno in _FULL:
        return full(path)
    if refuses_writing(error):
        return read_only(path)
    if isinstance(error, NotADirectoryError | FileExistsError):
        return UserDataLocked(
            f"“{path}” cannot be made, because a part of it is a file and not a folder: choose another folder"
        )
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UserDataLocked(
            f"“{path}” is not a path that this system accepts: choose a shorter or simpler one"
        )
    return unreachable(path, error.strerror or type(error).__name__)


def refuses_writing(error: OSError) -> bool:
    """Whether the file system lets us look but not write."""
    return isinstance(error, PermissionError) or error.errno == errno.EROFS


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn the errors of the environment met inside into sentences about `path`."""
    try:
        yield
    except FAILURES as error:
        said = said_of(error, path)
        if said is None:
            raise
        raise said from error
    except OSError as error:
        raise said_of_file(error, path) from error


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_SPACE
    except OSError:
        return False
