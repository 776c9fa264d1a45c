"""What the commands of the window do: copy, cite, bookmark, explain, print, and the dialogs for the user's own data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from ictguide_desktop.i18n.catalog import _, ngettext
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.desk import BOOKMARKS, HISTORY, PROGRESS, Desk
from ictguide_desktop.services.library import GLOSSARY, Library
from ictguide_desktop.ui.citations import citation
from ictguide_desktop.ui.reader.definition import Choice, DefinitionCard
from ictguide_desktop.ui.reader.reader_pane import ReaderPane
from ictguide_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from ictguide_desktop.services.assessing import Assessing
    from ictguide_desktop.services.exporting import Exporting, Offer

CONTEXT_CHARACTERS = 300


class Errands(QObject):
    """`told` carries what was done, for the status bar."""

    told = Signal(str)

    def __init__(
        self, window: QWidget, library: Library, desk: Desk, theme: Theme, reader: ReaderPane
    ) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._desk = desk
        self._theme = theme
        self._reader = reader

    # --- words ------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy what is selected on the page."""
        if self._reader.view.textCursor().hasSelection():
            self._reader.view.copy()

    def copy_citation(self, address: Address) -> None:
        """Copy the citation of a block, with the words selected in it."""
        quote = self._reader.view.textCursor().selectedText().replace("\u2029", " ").strip()
        QGuiApplication.clipboard().setText(citation(self._library, address, quote))
        self.told.emit(_("Citation copied: {address}").format(address=address))

    def copy_link(self, address: Address) -> None:
        """Copy the address of a block."""
        QGuiApplication.clipboard().setText(address.uri)
        self.told.emit(_("Link copied: {address}").format(address=address.uri))

    def say_where(self, address: Address) -> None:
        """Tell where the reader is."""
        self.told.emit(citation(self._library, address))

    def explain_term(self, term_id: str, at: QPoint) -> None:
        """Show what a term means."""
        term = self._library.catalogue.terms.get(term_id)
        if term is None:
            self._library.go(Address(GLOSSARY, term_id))
            return
        choices = [Choice(_("Open in the glossary"), lambda: self._library.go(Address(GLOSSARY, term_id)))]
        DefinitionCard(self._window).show_words(term.name, [(term.definition, "soft")], choices, at)

    def explain_source(self, source_id: str, at: QPoint) -> None:
        """Show a cited work; its address on the web is shown and copied, and opened only by a deliberate click."""
        source = self._library.edition.sources.get(source_id)
        if source is None:
            return
        lines = [
            (f"{source.owner}, {source.year}", "soft"),
            (source.reference, "soft"),
            (source.url, "small"),
        ]
        choices = []
        if source.url:
            choices = [
                Choice(_("Copy the address"), lambda: QGuiApplication.clipboard().setText(source.url)),
                Choice(_("Open in a browser"), lambda: QDesktopServices.openUrl(QUrl(source.url))),
            ]
        DefinitionCard(self._window).show_words(source.title, lines, choices, at)

    # --- the user's things ------------------------------------------------------------------------------------

    def bookmark(self, address: Address) -> None:
        """Keep a place, or let go of it when it is kept already."""
        kept = self._desk.bookmarks.at(address)
        if kept:
            mark = kept[0]
            if self._desk.write(BOOKMARKS, lambda: self._desk.bookmarks.delete(mark.id)) is not None:
                said = _("Bookmark removed: {title}").format(title=mark.title)
                self._desk.offer_undo(BOOKMARKS, said, lambda: self._desk.bookmarks.restore(mark))
            return
        if self._desk.write(BOOKMARKS, lambda: self._add_bookmark(address, "")) is not None:
            self.told.emit(_("Bookmarked: {address}").format(address=address))

    def note(self, address: Address) -> None:
        """Write a note at a place; it is kept as a bookmark with words."""
        from ictguide_desktop.ui.dialogs.note import NoteDialog

        kept = self._desk.bookmarks.at(address)
        dialog = NoteDialog(kept[0].note if kept else "", self._library.words_at(address), self._window)
        if not dialog.exec():
            return
        if kept:
            self._desk.write(BOOKMARKS, lambda: self._desk.bookmarks.update(kept[0].id, note=dialog.text))
        else:
            self._desk.write(BOOKMARKS, lambda: self._add_bookmark(address, dialog.text))

    def _add_bookmark(self, address: Address, note: str) -> object:
        head = self._library.catalogue.pages[address.page]
        section = head.section(address.section) if address.section else None
        title = f"{head.title} › {section.title}" if section is not None else head.title
        quote = self._library.words_at(address)
        return self._desk.bookmarks.add(
            address, lang=head.lang, title=title, quote=quote, context=quote[:CONTEXT_CHARACTERS], note=note
        )

    def visited(self, address: Address, title: str) -> None:
        """Remember a page that was opened."""
        self._desk.write(HISTORY, lambda: self._desk.history.add(address, title))

    def seen(self, address: Address, sections: Iterable[str]) -> None:
        """Remember which sections were on the screen."""
        known = list(sections)
        try:
            if self._desk.progress.see(address.page, known):
                self._desk.changed.emit(PROGRESS)
        except GuideError as error:
            self._desk.failed.emit(error)

    def settle_bookmarks(self) -> None:
        """After a new edition, find each bookmark's words again and say how many have moved."""
        from ictguide_desktop.services.relocation import blocks_of

        edition = self._library.edition
        if self._desk.bookmarks.settled_for == edition.digest or not self._desk.bookmarks.count():
            return
        moved = self._desk.write(
            BOOKMARKS, lambda: self._desk.bookmarks.settle(blocks_of(edition), edition.digest)
        )
        if moved:
            self.told.emit(
                ngettext(
                    "{n} bookmark has moved with the new edition",
                    "{n} bookmarks have moved with the new edition",
                    len(moved),
                ).format(n=len(moved))
            )

    # --- paper, preferences, data -----------------------------------------------------------------------------

    def print_page(self) -> None:
        """Show how the page will look on paper; there it is printed or saved."""
        from ictguide_desktop.ui.dialogs.printing import PrintDialog

        PrintDialog(
            self._library, self._desk, self._reader.typesetter, self._library.place, self._window
        ).exec()

    def export(self, offers: Sequence[Offer], exporting: Exporting) -> None:
        """Ask how something is to leave the program, and write it."""
        from ictguide_desktop.ui.dialogs.export import ExportDialog

        ExportDialog(offers, self._library, self._desk, exporting, self._window).exec()

    def open_sealed(self) -> None:
        """Open a file that was sealed with a passphrase."""
        from ictguide_desktop.ui.sealed_files import open_sealed

        open_sealed(self._window, self.told.emit)

    def paper_marks(self, assessing: Assessing) -> None:
        """Record what was marked on paper."""
        from ictguide_desktop.ui.dialogs.paper_marks import PaperMarksDialog

        PaperMarksDialog(self._library, self._desk, assessing, self._window).exec()

    def preferences(self) -> None:
        """Change preferences; each is in force at once."""
        from ictguide_desktop.ui.dialogs.preferences import PreferencesDialog

        PreferencesDialog(self._library, self._desk, self._window).exec()

    def shortcuts(self) -> None:
        """List the keys."""
        from ictguide_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window).exec()

    def about(self) -> None:
        """Tell versions, edition and where the user's data are."""
        from ictguide_desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self._library, self._desk, self._window).exec()

    def export_data(self) -> None:
        """Save a copy of the user's data as a readable file."""
        from ictguide_desktop.ui.user_data import UserData

        UserData(self._desk, self._library.language, self._window, self.told.emit).export()

    def import_data(self) -> None:
        """Add the data of a file to those that are here."""
        from ictguide_desktop.ui.user_data import UserData

        UserData(self._desk, self._library.language, self._window, self.told.emit).add_from_file()
        self.settle_bookmarks()

    def restore_data(self) -> None:
        """Go back to an earlier copy; what is here is set aside."""
        from ictguide_desktop.ui.user_data import UserData

        UserData(self._desk, self._library.language, self._window, self.told.emit).restore()
        self.settle_bookmarks()

    @staticmethod
    def sentence(error: GuideError) -> str:
        """What an error says, in the language in force."""
        from ictguide_desktop.ui.problem_words import sentence

        return sentence(error)
