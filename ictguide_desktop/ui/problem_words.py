"""What went wrong with the user's data, in the language in force: one clear sentence, and what to do."""

from __future__ import annotations

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.problems import GuideError, NoSpace, NotFound, UserDataLocked
from ictguide_desktop.store.database import OpenKind, OpenReport
from ictguide_desktop.store.errors import (
    AssessmentDamaged,
    AssessmentLocked,
    ImportRefused,
    NewerUserData,
    NotSealed,
    PassphraseTooShort,
    SealDamaged,
    TooLarge,
    UserDataDamaged,
    WrongPassphrase,
)


def sentence(error: GuideError) -> str:
    """The sentence for an error."""
    match error:
        case NoSpace():
            return _(
                "The disk is full, so the last change was not saved. Make room on it and try again; nothing else was lost."
            )
        case NewerUserData():
            return _(
                "Your data in {path} were written by a newer version of this program. They were not touched; "
                "what you do now is not kept. Install the newer version to go on with them."
            ).format(path=error.path)
        case UserDataDamaged():
            return _(
                "Your data in {path} are damaged. Close the program and start it again: it goes back to the last good copy."
            ).format(path=error.path)
        case ImportRefused():
            place = f" ({error.place})" if error.place else ""
            return _(
                "The file {path} cannot be read{place}. Nothing was changed. Choose a file that this program saved."
            ).format(path=error.path, place=place)
        case WrongPassphrase():
            return _(
                "This is not the passphrase. Type it again, and mind capital letters, spaces and the language of the keyboard."
            )
        case PassphraseTooShort():
            return _(
                "The passphrase needs at least {n} characters. Choose a longer one, such as four words."
            ).format(n=error.shortest)
        case NotSealed():
            return _("This file was not sealed by the guide, or holds something else. Choose another file.")
        case SealDamaged():
            return _(
                "What was sealed is damaged or not complete and cannot be opened. Use another copy of it."
            )
        case AssessmentLocked():
            return _("The assessment “{label}” is locked. Open it with its passphrase first.").format(
                label=error.label
            )
        case AssessmentDamaged():
            return _(
                "In the locked assessment “{label}”, what stands under {names} is damaged; all else is whole. "
                "Enter it again, or restore an earlier copy."
            ).format(label=error.label, names=", ".join(error.names))
        case TooLarge():
            return _("This is larger than {n} MB. Divide it into smaller pieces.").format(
                n=error.largest // (1024 * 1024)
            )
        case WorkRefused():
            return _("The file cannot be used: {what}. Nothing was changed.").format(what=error)
        case UserDataLocked():
            return _(
                "Your data cannot be written now: another window of the program holds them, or their folder is read-only. "
                "The last change was not saved."
            )
        case NotFound():
            return _("There is no such place in this edition of the guide.")
    return str(error)


def opening_sentence(report: OpenReport, refused: GuideError | None) -> str:
    """What the user must know of how the data were opened; empty when all is well."""
    if refused is not None:
        return sentence(refused)
    if report.uncleansed:
        names = ", ".join(str(path) for path in report.uncleansed)
        return _(
            "A locked assessment can still be read in these files, which could not be written: {names}. "
            "Make them writable and start the program again, or delete them."
        ).format(names=names)
    match report.kind:
        case OpenKind.RESTORED if report.set_aside is not None:
            return _(
                "Your data were damaged. They were set aside as {path}, and the last good copy took their place."
            ).format(path=report.set_aside)
        case OpenKind.RESTORED:
            return _("Your data were missing. The last good copy took their place.")
        case OpenKind.EMPTIED:
            return _(
                "Your data were damaged and there was no good copy. They were set aside as {path}; nothing was deleted."
            ).format(path=report.set_aside)
        case OpenKind.READ_ONLY:
            return _(
                "The folder {path} cannot be written. You can read everything; bookmarks, ticks and notes are not kept."
            ).format(path=report.path.parent if report.path else "")
    return ""
