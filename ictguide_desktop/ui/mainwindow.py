"""The window: assembles bars, panels, reader and views, and connects them; what they do is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QMouseEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.model.address import Address
from ictguide_desktop.model.guide import Kind
from ictguide_desktop.services.desk import BOOKMARKS, Desk
from ictguide_desktop.services.finder import Finder
from ictguide_desktop.services.library import COSTS, ETHICS_TIER, FORMS, HOME, WELCOME, Library
from ictguide_desktop.ui.actions import Act, Actions
from ictguide_desktop.ui.bars import ProblemBar, StatusBar
from ictguide_desktop.ui.choices import Choices
from ictguide_desktop.ui.errands import Errands
from ictguide_desktop.ui.menus import Menus
from ictguide_desktop.ui.panels.contents_panel import ContentsPanel
from ictguide_desktop.ui.panels.related_panel import RelatedPanel
from ictguide_desktop.ui.panes import Panes
from ictguide_desktop.ui.reader.reader_pane import ReaderPane
from ictguide_desktop.ui.reader.typeset import review_sentence
from ictguide_desktop.ui.search_box import SearchBox
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.topbar import TopBar
from ictguide_desktop.ui.translator import Languages, Retranslates
from ictguide_desktop.ui.views.view import Context, View

if TYPE_CHECKING:
    from ictguide_desktop.services.assessing import Assessing
    from ictguide_desktop.services.exporting import Exporting

SAVE_PLACE_MS = 1500
OF_WORKS = (COSTS, FORMS, ETHICS_TIER)
OWN_WORK = (Act.ASSESSMENT, Act.RESULTS, Act.ROADMAP, Act.BRIEF, Act.COSTS, Act.FORMS, Act.ETHICS_TIER)
ViewMaker = Callable[[Context], View]


class MainWindow(Retranslates, QMainWindow):
    """Views are made when first shown; `views` says how, by the name of their place."""

    def __init__(
        self,
        library: Library,
        desk: Desk,
        finder: Finder,
        theme: Theme,
        languages: Languages,
        views: Mapping[str, ViewMaker],
        *,
        portable: bool = False,
    ) -> None:
        super().__init__()
        self.library, self.desk, self.finder, self.theme = library, desk, finder, theme
        self._languages = languages
        self._makers = views
        self._views: dict[str, View] = {}
        self._portable = portable
        self.actions_ = Actions(self, theme)
        self.menus = Menus(self, self.actions_, library, theme)
        self.top = TopBar(library, self.actions_, theme)
        self.top.set_menus(self.menus.choices, self.menus.whole)
        self.problem = ProblemBar(theme)
        self.contents = ContentsPanel(library, desk, theme)
        self.reader = ReaderPane(library, theme)
        self.related = RelatedPanel(library, desk, theme)
        self.status = StatusBar(theme, library.edition.name, portable=portable)
        self.search_box = SearchBox(self.top.search, self, finder, library, theme)
        self.choices = Choices(library, desk, theme, self.menus, self)
        self.errands = Errands(self, library, desk, theme, self.reader)
        self._assemble()
        self._connect_actions()
        self._connect_parts()
        self._save_place = QTimer(self)
        self._save_place.setSingleShot(True)
        self._save_place.setInterval(SAVE_PLACE_MS)
        self._save_place.timeout.connect(self._store_place)

    @cached_property
    def assessing(self) -> Assessing:
        """The self-assessments; made with the first view, since most starts never come to one."""
        from ictguide_desktop.services.assessing import Assessing

        return Assessing(self.library, self.desk, self)

    @cached_property
    def exporting(self) -> Exporting:
        """What is written to files; made with the first view."""
        from ictguide_desktop.services.exporting import Exporting

        made = Exporting(self.theme.fonts, self)
        made.asked.connect(lambda offer: self.errands.export([offer], made))
        return made

    # --- assembly ---------------------------------------------------------------------------------------------

    def _assemble(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.reader)
        self.panes = Panes(self.contents, self.stack, self.related, self.desk, self.theme)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.problem)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.setMinimumSize(640, 420)

    def _connect_actions(self) -> None:
        library, errands, reader, choices = self.library, self.errands, self.reader, self.choices
        acts: dict[Act, Callable[[], object]] = {
            Act.BACK: library.go_back, Act.FORWARD: library.go_forward, Act.HOME: lambda: library.go(HOME),
            Act.NEXT_PAGE: lambda: library.step(1), Act.PREVIOUS_PAGE: lambda: library.step(-1),
            Act.SEARCH: self.focus_search, Act.SEARCH_ALL: self.search_everywhere, Act.HISTORY: lambda: library.go("history"),
            Act.FIND: reader.open_find, Act.FIND_NEXT: lambda: reader.find_step(1), Act.FIND_PREVIOUS: lambda: reader.find_step(-1),
            Act.UNDO: self.desk.undo, Act.COPY: errands.copy, Act.COPY_CITATION: lambda: errands.copy_citation(self.block_meant()),
            Act.COPY_LINK: lambda: errands.copy_link(self.block_meant()), Act.WHERE: lambda: errands.say_where(self.block_meant()),
            Act.BOOKMARK: lambda: errands.bookmark(self.block_meant()), Act.NOTE: lambda: errands.note(self.block_meant()),
            Act.BOOKMARKS: lambda: library.go("bookmarks"), Act.CHECKLISTS: lambda: library.go("checklists"),
            Act.GLOSSARY: lambda: library.go("glossary"), Act.SIDE_BAR: self.panes.toggle_contents, Act.CONTENTS: self.panes.show_contents,
            Act.RELATED: self.panes.toggle_related, Act.NEXT_PANE: lambda: self.panes.step(1, self.top.search),
            Act.PREVIOUS_PANE: lambda: self.panes.step(-1, self.top.search),
            Act.NEXT_LANGUAGE: choices.next_language, Act.NEXT_AUDIENCE: choices.next_audience, Act.ALL_AUDIENCES: choices.show_all,
            Act.ZOOM_IN: lambda: choices.zoom_by(1), Act.ZOOM_OUT: lambda: choices.zoom_by(-1),
            Act.ZOOM_RESET: choices.zoom_reset,
            Act.FULL_SCREEN: self._toggle_full_screen, Act.PRINT: errands.print_page,
            Act.EXPORT: self.export_here, Act.OPEN_SEALED: errands.open_sealed,
            Act.PAPER_MARKS: lambda: errands.paper_marks(self.assessing), Act.UNDO_ANSWER: self._undo_answer,
            Act.EXPORT_DATA: errands.export_data, Act.IMPORT_DATA: errands.import_data, Act.RESTORE_DATA: errands.restore_data,
            Act.PREFERENCES: errands.preferences, Act.GUIDE: lambda: library.go("how-to-use"), Act.SHORTCUTS: errands.shortcuts,
            Act.SCOPE: lambda: library.go("scope"), Act.LICENCE: lambda: library.go("licence"), Act.ABOUT: errands.about,
            Act.MENU: self.top.menu.showMenu, Act.QUIT: self.close,
        }  # fmt: skip
        for act, run in acts.items():
            self.actions_[act].triggered.connect(lambda _on=False, run=run: run())
        for act in OWN_WORK:
            self.actions_[act].triggered.connect(lambda _on=False, act=act: library.go(act.value))
        for key, act in (("/", Act.SEARCH), ("?", Act.SHORTCUTS)):
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(
                lambda act=act: (
                    self.actions_[act].trigger() if self.desk.flag("single_key_shortcuts") else None
                )
            )

    def _connect_parts(self) -> None:
        library, desk = self.library, self.desk
        library.place_changed.connect(self._show_place)
        library.notice.connect(self.status.tell)
        library.language_changed.connect(self._use_language)
        library.audience_changed.connect(self._redraw_place)
        desk.changed.connect(lambda kind: self._show_bookmarked() if kind == BOOKMARKS else None)
        desk.failed.connect(lambda error: self.problem.say(self.errands.sentence(error)))
        desk.undo_offered.connect(self.problem.offer_undo)
        self.choices.beside_changed.connect(self._show_beside)
        self.choices.panels_changed.connect(self.panes.fold)
        self.choices.told.connect(self.status.tell)
        self.problem.undo_requested.connect(desk.undo)
        self.contents.go_requested.connect(library.go)
        self.related.go_requested.connect(library.go)
        self.reader.link_chosen.connect(self._follow_link)
        self.reader.reading_at.connect(self._reading)
        self.reader.hovered.connect(lambda address: self.status.show_place(str(address or library.place)))
        self.reader.zoom_requested.connect(self.choices.zoom_by)
        self.reader.menu_requested.connect(self._page_menu)
        self.reader.show_all_requested.connect(self.choices.show_all)
        self.reader.failed.connect(self.problem.say)
        self.search_box.opened.connect(self._open_found)
        self.search_box.left.connect(self.focus_page)
        self.top.audience_wanted.connect(self.choices.choose_audience)
        self.theme.changed.connect(self._follow_theme)
        self.errands.told.connect(self.status.tell)

    # --- places -----------------------------------------------------------------------------------------------

    def _show_place(self, address: Address) -> None:
        if address.page in self._makers:
            self._show_view(address.page, address)
        elif self._kind(address) == Kind.CHECKLIST:
            self._show_view("checklist", address)
        else:
            self.stack.setCurrentWidget(self.reader)
            self.reader.show_address(address)
        head = self.library.catalogue.pages.get(address.page)
        on_page = self.stack.currentWidget() is self.reader
        self.related.show_page(head if on_page else None)
        self.status.show_review(review_sentence(head, self.library.language) if head else "")
        # The id of a piece of work says nothing to a person, and cannot be cited.
        self.status.show_place(address.page if address.page in OF_WORKS else str(address))
        names = [head.title if head else "", _("ICT Guide"), _("Portable") if self._portable else ""]
        self.setWindowTitle(" — ".join(name for name in names if name))
        for act in (Act.FIND, Act.FIND_NEXT, Act.FIND_PREVIOUS, Act.COPY_CITATION, Act.COPY_LINK, Act.NOTE):
            self.actions_[act].setEnabled(on_page)
        self.actions_[Act.PRINT].setEnabled(head is not None)
        self.actions_[Act.BOOKMARK].setEnabled(head is not None)
        self.actions_[Act.BACK].setEnabled(self.library.can_go_back)
        self.actions_[Act.FORWARD].setEnabled(self.library.can_go_forward)
        self._show_bookmarked()
        self._fold()
        if head is not None:
            self.errands.visited(address, head.title)
        self._save_place.start()

    def _kind(self, address: Address) -> Kind | None:
        head = self.library.catalogue.pages.get(address.page)
        return head.kind if head is not None else None

    def _show_view(self, name: str, address: Address) -> None:
        view = self._views.get(name)
        if view is None:
            view = self._views[name] = self._makers[name](
                Context(
                    self.library, self.desk, self.theme, self.finder,
                    lambda: self.assessing, lambda: self.exporting,
                )
            )
            view.go_requested.connect(self.library.go)
            view.told.connect(self.status.tell)
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.show_place(address)

    def _follow_link(self, link: str, at: QPoint) -> None:
        scheme, _colon, rest = link.partition(":")
        if scheme == "term":
            self.errands.explain_term(rest, at)
        elif scheme == "source":
            self.errands.explain_source(rest, at)
        else:
            self.library.go(link)

    def _open_found(self, address: Address, found: tuple[str, ...]) -> None:
        self.library.go(address)
        if self.stack.currentWidget() is self.reader:
            self.reader.mark(found)
        self.focus_page()

    def _reading(self, address: Address | None) -> None:
        if address is not None and self.stack.currentWidget() is self.reader:
            self.library.stay_at(address)
            self.related.show_here(address)
            self.status.show_place(str(address))
            self.errands.seen(address, self.reader.view.sections_in_view())
            self._save_place.start()

    def _store_place(self) -> None:
        if self.library.place.page != WELCOME:
            self.desk.set("place", str(self.library.place))

    def block_meant(self) -> Address:
        """The block a command is about: selected, pointed at or read; on a view, the place itself."""
        if self.stack.currentWidget() is self.reader:
            return self.reader.view.address_chosen() or self.library.place
        return self.library.place

    def export_here(self) -> None:
        """Export what is in front of the reader: a view offers its own work, elsewhere it is the guide."""
        from ictguide_desktop.services.guide_offers import guide_offers

        view = self.stack.currentWidget()
        own = view.offers() if isinstance(view, View) else []
        self.errands.export([*own, *guide_offers(self.library, self.desk)], self.exporting)

    def _undo_answer(self) -> None:
        question = self.assessing.undo() if "assessing" in self.__dict__ else ""
        if question:
            self.status.tell(_("The answer to {question} is as it was.").format(question=question))

    # --- following --------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.actions_.retranslate()
        self.menus.retranslate()

    def _use_language(self, code: str) -> None:
        self._languages.use(code)
        self.finder.warm(code)
        if self.choices.beside == code:
            self.desk.set("parallel_language", "")
        self._redraw_place()

    def _follow_theme(self) -> None:
        if self.stack.currentWidget() is self.reader:
            self.reader.redraw()
        self._show_bookmarked()

    def _redraw_place(self) -> None:
        if self.stack.currentWidget() is self.reader:
            self.reader.redraw()
            self.related.show_page(self.library.catalogue.pages.get(self.library.place.page))
        else:
            self._show_place(self.library.place)
        head = self.library.catalogue.pages.get(self.library.place.page)
        self.status.show_review(review_sentence(head, self.library.language) if head else "")

    def _show_beside(self, language: str) -> None:
        self.reader.set_beside(language)
        self._fold()

    def _show_bookmarked(self) -> None:
        self.top.show_bookmarked(bool(self.desk.bookmarks.on_page(self.library.place.page)))

    # --- the window itself ------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the keyboard in the search field, its text selected."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def search_everywhere(self) -> None:
        """Go to the view that shows every answer, with the words typed at the top."""
        words = self.search_box.text
        self.library.go("search")
        view = self.stack.currentWidget()
        if words and isinstance(view, View):
            view.take_words(words)
        self.focus_page()

    def focus_page(self) -> None:
        """Put the keyboard on the page, or where the work of a view begins."""
        if self.stack.currentWidget() is self.reader:
            self.reader.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(view := self.stack.currentWidget(), View):
            view.focus_first()
            if not view.isAncestorOf(self.focusWidget() or self):
                self.contents.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        on_page = self.stack.currentWidget() is self.reader
        quiet = self.library.place.page == WELCOME
        self.panes.show_for(page=on_page, quiet=quiet, beside=on_page and bool(self.choices.beside))
        self.top.setVisible(not quiet)

    def _page_menu(self, address: Address | None, at: QPoint) -> None:
        self.menus.popup_on_page(at)
        self.status.show_place(str(address or self.library.place))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.search_box.close_popup()
        if event.button() == Qt.MouseButton.BackButton:
            self.library.go_back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.library.go_forward()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._store_place()
        self.finder.finish()
        super().closeEvent(event)
