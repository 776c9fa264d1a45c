"""What can be done with a filled template, each in one place for the list and the form: copy, delete, export, save to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ictguide_desktop.assess.body import WorkRefused
from ictguide_desktop.assess.form_file import from_body
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.model.work import Work
from ictguide_desktop.ui.problem_words import sentence
from ictguide_desktop.ui.views.form_offer import form_offer
from ictguide_desktop.ui.views.form_shelf import FormShelf, file_name
from ictguide_desktop.ui.views.view import Context

NAMES = {
    "rename": N_("Rename…"),
    "duplicate": N_("Duplicate"),
    "export": N_("Export…"),
    "save": N_("Save as our own file…"),
    "delete": N_("Delete"),
}
ICONS = {
    "rename": "pencil",
    "duplicate": "copy",
    "export": "download",
    "save": "file-text",
    "delete": "trash-2",
}
# A template that this edition lacks has no words to print, and one that cannot be read is kept as it is.
_UNREADABLE = ("rename", "duplicate", "delete")
_UNKNOWN = ("rename", "duplicate", "save", "delete")


class FormActs(QObject):
    """`leaving` comes before anything is done, so that what is being typed is stored first.

    `rename_wanted` and `opened` carry the id of a form, `told` a sentence of what was done, `failed` one of what was not.
    """

    leaving = Signal()
    rename_wanted = Signal(str)
    opened = Signal(str)
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, context: Context, shelf: FormShelf, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._shelf, self._window = context, shelf, window

    def menu(self, work: str) -> QMenu:
        """What can be done with a form, to be shown at its button."""
        menu = QMenu(self._window)
        for name in self.possible(work):
            action = menu.addAction(self._context.theme.icon(ICONS[name]), _(NAMES[name]))
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, name=name: self.do(name, work))
        return menu

    def possible(self, work: str) -> tuple[str, ...]:
        """What can be done with a form as it stands."""
        found = self._context.desk.works.get(work)
        if found is None:
            return ()
        try:
            from_body(found.subject, found.body)
        except WorkRefused:
            return _UNREADABLE
        return tuple(NAMES) if self._shelf.page_of(found.subject) is not None else _UNKNOWN

    def do(self, name: str, work: str) -> None:
        """Do what a line of the menu says."""
        self.leaving.emit()
        found = self._context.desk.works.get(work)
        if found is None:
            return
        match name:
            case "rename":
                self.rename_wanted.emit(work)
            case "duplicate":
                self._duplicate(work)
            case "export":
                self._export(found)
            case "save":
                self._save(found)
            case "delete":
                self._shelf.delete(work)

    def add_from_file(self, path: Path | None = None) -> None:
        """Add the form in a file as a new one, and go to it."""
        self.leaving.emit()
        if path is None:
            chosen, _filter = QFileDialog.getOpenFileName(
                self._window.window(), _("Add a filled template from a file"), "", "JSON (*.json)"
            )
            if not chosen:
                return
            path = Path(chosen)
        try:
            added = self._shelf.add(path)
        except GuideError as error:
            self.failed.emit(sentence(error))
            return
        self.failed.emit("")
        if added is not None:
            self.told.emit(_("Added as a new form: {name}. Nothing was replaced.").format(name=added.name))
            self.opened.emit(added.id)

    def save_to(self, work: Work, path: Path) -> None:
        """Save a form to a file, which is read again before success is said."""
        if path.suffix.lower() != ".json":
            path = path.with_name(f"{path.name}.json")
        try:
            self._shelf.save(work, from_body(work.subject, work.body), path)
        except GuideError as error:
            self.failed.emit(sentence(error))
            return
        self.failed.emit("")
        self.told.emit(_("Saved and read again: {path}").format(path=path))

    # --- inside -----------------------------------------------------------------------------------------------

    def _duplicate(self, work: str) -> None:
        copy = self._shelf.duplicate(work)
        if copy is not None:
            self.told.emit(_("Copied: {name}").format(name=copy.name))
            self.opened.emit(copy.id)

    def _export(self, work: Work) -> None:
        if self._context.exporting is not None:
            form = from_body(work.subject, work.body)
            self._context.exporting.ask(form_offer(self._context.library, work, form))

    def _save(self, work: Work) -> None:
        proposal = QDir.home().filePath(f"{file_name(work.name)}.json")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window.window(), _("Save as our own file"), proposal, "JSON (*.json)"
        )
        if chosen:
            self.save_to(work, Path(chosen))
