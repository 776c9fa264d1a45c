"""The one door out: makes a file, writes it beside its place, opens it again, compares it, and only then gives it its name."""

from __future__ import annotations

import errno
import secrets
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ictguide_desktop.export import reopened
from ictguide_desktop.export.failures import Cancelled, ExportFailed
from ictguide_desktop.export.flow import WordsIn, flow
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.document import Document, Workbook
from ictguide_desktop.store.files import put_in_place

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
Thing = Document | Workbook | Mapping[str, Any] | list[Any]
_STEPS = 4
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_GLANCE = 0.05  # seconds between two looks at whether the user still wants the file


class Format(StrEnum):
    """What a file is; its value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class Made(NamedTuple):
    """A file in memory, how to compare bytes with what was asked for, and the characters its fonts could not show."""

    data: bytes
    check: Callable[[bytes], None]
    missing: tuple[str, ...]


class Written(NamedTuple):
    """A file that was opened again and holds what was asked for; `missing` are characters its fonts could not show."""

    path: Path
    size: int
    missing: tuple[str, ...]


def formats_of(thing: Thing) -> tuple[Format, ...]:
    """The formats in which a thing can be written."""
    match thing:
        case Document():
            return Format.PDF, Format.DOCX, Format.JSON
        case Workbook():
            return Format.XLSX, Format.CSV, Format.JSON
    return (Format.JSON,)


def write(
    thing: Thing,
    format: Format,  # noqa: A002 - the word of the command line
    path: Path,
    *,
    words_in: WordsIn,
    fonts: Path,
    paper: str = "a4",
    progress: Progress = lambda _done, _total, _what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write a file under a name; what stood there stays until the new file has been found right.

    Raises:
        ExportFailed: why the file could not be made or kept, and what to do.
        Cancelled: `cancelled` said so.
    """
    progress(0, _STEPS, _("Making the file"))
    result = _patiently(lambda: made(thing, format, words_in=words_in, fonts=fonts, paper=paper), cancelled)
    keep(path, result.data, result.check, progress=progress, cancelled=cancelled)
    return Written(path, len(result.data), result.missing)


def made(
    thing: Thing,
    format: Format,  # noqa: A002 - the word of the command line
    *,
    words_in: WordsIn,
    fonts: Path,
    paper: str = "a4",
) -> Made:
    """Make a file in memory, for one who seals it before it reaches the disk: see `keep`.

    Raises:
        ExportFailed: the format cannot hold the thing.
    """
    match thing, format:
        case Document(), Format.PDF:
            from ictguide_desktop.export.lettering import Lettering
            from ictguide_desktop.export.pdf import pdf

            pieces = flow(thing, words_in)
            printed = pdf(pieces, fonts=fonts, paper=paper)
            return Made(
                printed.data, lambda data: reopened.same_pdf(data, pieces, Lettering(fonts)), printed.missing
            )
        case Document(), Format.DOCX:
            from ictguide_desktop.export.word import word

            pieces = flow(thing, words_in)
            return Made(word(pieces, paper=paper), lambda data: reopened.same_word(data, pieces), ())
        case Workbook(), Format.XLSX | Format.CSV:
            from ictguide_desktop.export.sheets import csv_file, xlsx

            say = words_in(thing.language)
            if format == Format.XLSX:
                return Made(xlsx(thing, say), lambda data: reopened.same_xlsx(data, thing, say), ())
            return Made(csv_file(thing, say), lambda data: reopened.same_csv(data, thing, say), ())
        case _, Format.JSON:
            from ictguide_desktop.export.machine import as_json, machine_text

            return Made(machine_text(thing), lambda data: reopened.same_json(data, as_json(thing)), ())
    raise ExportFailed(
        _("This cannot be written as {format}. Choose {others}.").format(
            format=format.value.upper(), others=", ".join(one.value.upper() for one in formats_of(thing))
        )
    )


def keep(
    path: Path,
    data: bytes,
    check: Callable[[bytes], None],
    *,
    progress: Progress = lambda _done, _total, _what: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Put bytes on the disk under a name, once what the disk gives back has passed `check`.

    Raises:
        ExportFailed: why not, and what to do.
        Cancelled: `cancelled` said so.
    """
    if path.is_dir():
        raise ExportFailed(_("{path} is a folder. Choose a name for the file.").format(path=path))
    unfinished = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        progress(1, _STEPS, _("Writing the file"))
        _written(unfinished, data, path)
        _stop_if(cancelled)
        progress(2, _STEPS, _("Opening the file again to compare it"))
        _patiently(lambda: _checked(unfinished, check, path), cancelled)
        progress(3, _STEPS, _("Putting the file in place"))
        _placed(unfinished, path)
    finally:
        _removed(unfinished)
    progress(_STEPS, _STEPS, _("Done"))


def _written(unfinished: Path, data: bytes, path: Path) -> None:
    try:
        with unfinished.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise _said(error, path) from error


def _checked(unfinished: Path, check: Callable[[bytes], None], path: Path) -> None:
    try:
        check(unfinished.read_bytes())
    except reopened.Differs as error:
        said = _(
            "The file {path} was opened again and did not hold what was asked for, so it was not kept. Try again."
        )
        raise ExportFailed(said.format(path=path)) from error
    except OSError as error:
        raise _said(error, path) from error


def _placed(unfinished: Path, path: Path) -> None:
    try:
        put_in_place(unfinished, path)
    except PermissionError as error:
        # The folder took the unfinished file a moment ago: it is the file in place that refuses.
        said = _("{path} is open in another program, or protected. Close it there, or choose another name.")
        raise ExportFailed(said.format(path=path)) from error
    except OSError as error:
        raise _said(error, path) from error


def _removed(unfinished: Path) -> None:
    try:
        unfinished.unlink(missing_ok=True)
    except OSError:
        return  # the drive is gone, and the file with it


def _said(error: OSError, path: Path) -> ExportFailed:
    """The sentence for an error of the file system."""
    folder = path.parent
    if error.errno in _FULL:
        said = _("The disk that holds {folder} is full. Make room on it, or choose another folder.")
        return ExportFailed(said.format(folder=folder), full=True)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportFailed(
            _("Nothing can be written into {folder}. Choose another folder.").format(folder=folder)
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExportFailed(_("There is no folder {folder}. Choose one that exists.").format(folder=folder))
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return ExportFailed(
            _("This system does not accept the name {path}. Choose a shorter one.").format(path=path)
        )
    said = _("{folder} cannot be reached ({reason}). Check that its drive is still connected.")
    return ExportFailed(said.format(folder=folder, reason=error.strerror or type(error).__name__))


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


def _patiently(work: Callable[[], T], cancelled: Callable[[], bool]) -> T:
    """Do a piece of work on a thread of its own, and leave it there when the user no longer waits for it: it touches no file."""
    _stop_if(cancelled)
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - handed to the one who waits
            errors.append(error)

    thread = threading.Thread(target=run, name="export")
    thread.start()
    while thread.is_alive():
        thread.join(_GLANCE)
        _stop_if(cancelled)
    if errors:
        raise errors[0]
    return results[0]
