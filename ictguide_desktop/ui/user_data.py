"""The user's data in a file: saved as readable JSON, added to what is here, or put back from an earlier copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.i18n.formats import format_moment
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.store import portable
from ictguide_desktop.ui.problem_words import sentence


class UserData:
    """Asks for the file, does the work, and says in `tell` what was done."""

    def __init__(self, desk: Desk, language: str, window: QWidget, tell: Callable[[str], object]) -> None:
        self._language = language
        self._desk = desk
        self._window = window
        self._tell = tell

    def export(self, path: Path | None = None) -> None:
        """Save everything the user owns; the file is read again before success is said."""
        if path is None:
            name = f"ict-guide-{datetime.now().astimezone():%Y-%m-%d}.json"
            chosen, _filter = QFileDialog.getSaveFileName(
                self._window, _("Save a copy of my data"), name, "JSON (*.json)"
            )
            if not chosen:
                return
            path = Path(chosen)
        try:
            exported = portable.export_file(self._desk.database, path)
        except GuideError as error:
            self._refuse(error)
            return
        self._tell(
            _("Saved and read again: {path} ({what})").format(
                path=exported.path, what=_counted(exported.counts)
            )
        )

    def add_from_file(self, path: Path | None = None) -> None:
        """Add the data of a file to what is here: nothing here is replaced by something older, nothing is deleted."""
        if path is None:
            chosen, _filter = QFileDialog.getOpenFileName(
                self._window, _("Add data from a file"), "", "JSON (*.json)"
            )
            if not chosen:
                return
            path = Path(chosen)
        try:
            bundle = portable.read_file(path)
            if not self._agreed(_counted(bundle.counts)):
                return
            merged = portable.merge(self._desk.database, bundle, preferences=False)
        except GuideError as error:
            self._refuse(error)
            return
        self._desk.reload()
        said = _("Added: {added}. Brought up to date: {updated}. Nothing was removed.")
        self._tell(said.format(added=_counted(merged.added), updated=_counted(merged.updated)))

    def restore(self) -> None:
        """Put an earlier copy in the place of what is here, which is set aside."""
        copies = self._desk.database.generations()
        if not copies:
            QMessageBox.information(
                self._window,
                _("Restore an earlier copy"),
                _("There is no earlier copy yet: one is made each day the program is used."),
            )
            return
        rows = [format_moment(copy.made, self._language) for copy in copies]
        chosen, agreed = QInputDialog.getItem(
            self._window, _("Restore an earlier copy"), _("Go back to the copy of:"), rows, 0, editable=False
        )
        if not agreed:
            return
        try:
            report = self._desk.database.restore(copies[rows.index(chosen)])
        except GuideError as error:
            self._refuse(error)
            return
        self._desk.reload(preferences=True)
        self._tell(_("Restored. What was here before is in {path}.").format(path=report.set_aside))

    def _agreed(self, what: str) -> bool:
        answer = QMessageBox.question(
            self._window, _("Add data from a file"),
            _("The file holds: {what}. Add it to your data? Nothing of yours is removed; of two versions the newer stays.").format(
                what=what
            ),
        )  # fmt: skip
        return answer == QMessageBox.StandardButton.Yes

    def _refuse(self, error: GuideError) -> None:
        QMessageBox.warning(self._window, _("Your data"), sentence(error))


def _counted(counts: Mapping[str, int]) -> str:
    """How many of each kind, in words."""
    said = []
    for kind, number in counts.items():
        words = {
            "bookmarks": ngettext("{n} bookmark", "{n} bookmarks", number),
            "folders": ngettext("{n} folder", "{n} folders", number),
            "runs": ngettext("{n} checklist run", "{n} checklist runs", number),
            "ticks": ngettext("{n} answer", "{n} answers", number),
        }.get(kind)
        if words and number:
            said.append(words.format(n=number))
    return " · ".join(said) or _("nothing")
