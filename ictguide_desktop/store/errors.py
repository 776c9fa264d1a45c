"""What can go wrong with the user's data, each in one sentence that says what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
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


class WrongPassphrase(GuideError):
    """Another passphrase opens it."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            "This is not the passphrase: type it again, and mind capital letters, spaces and the language of the keyboard"
        )


class PassphraseTooShort(GuideError):
    """A passphrase that could be guessed."""

    exit_code = 2

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest
        super().__init__(
            f"A passphrase needs at least {shortest} characters: choose a longer one, such as four words"
        )


class NotSealed(GuideError):
    """The guide did not seal this, or it is sealed for another purpose."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("This was not sealed by the guide, or holds something else: choose another file")


class SealDamaged(GuideError):
    """What was sealed is not as it was written."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            "What was sealed is damaged or not complete, and cannot be opened: use another copy of it"
        )


class AssessmentLocked(GuideError):
    """An assessment is locked and was not opened in this session."""

    exit_code = 5

    def __init__(self, label: str) -> None:
        self.label = label
        super().__init__(f"The assessment “{label}” is locked: open it with its passphrase first")


class AssessmentDamaged(GuideError):
    """Some entries of a locked assessment are damaged; `readable` holds the others, by name."""

    exit_code = 5

    def __init__(
        self, label: str, names: Sequence[str], readable: Mapping[str, object] | None = None
    ) -> None:
        self.label, self.names, self.readable = label, tuple(names), dict(readable or {})
        super().__init__(
            f"In the locked assessment “{label}” what stands under {', '.join(names)} is damaged, and all else is whole: "
            "enter it again, or restore an earlier copy"
        )


class TooLarge(GuideError):
    """More than can be kept in one piece."""

    exit_code = 2

    def __init__(self, what: str, largest: int) -> None:
        self.largest = largest
        super().__init__(
            f"{what} is larger than {largest // (1024 * 1024)} MB: divide it into smaller pieces"
        )


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
