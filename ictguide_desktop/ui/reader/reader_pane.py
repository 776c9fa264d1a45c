"""The reader: the page in the language in force, beside it the same page in another, find bar, definitions and citations."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from ictguide_desktop.model.address import Address
from ictguide_desktop.model.problems import GuideError
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.reader.find_bar import FindBar
from ictguide_desktop.ui.reader.page_view import PageView
from ictguide_desktop.ui.reader.typeset import SHOW_ALL, Typesetter
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Retranslates

FOLD = "fold:"
RESIZE_MS = 30
_ALIGN_PASSES, _LEVEL = 4, 0.5


class ReaderPane(Retranslates, QWidget):
    """`link_chosen` carries a link of the guide and where it stands on the screen; `reading_at` the block under the eye."""

    link_chosen = Signal(str, QPoint)
    reading_at = Signal(object)
    hovered = Signal(object)
    zoom_requested = Signal(int)
    menu_requested = Signal(object, QPoint)
    show_all_requested = Signal()
    failed = Signal(str)

    def __init__(self, library: Library, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._theme = theme
        self._typesetter = Typesetter(library, theme)
        self._address = Address("")
        self._measure = 0
        self._opened: dict[str, frozenset[str]] = {}
        self._beside_language = ""
        self._drawn: tuple[object, ...] = ()
        self._marks: tuple[tuple[str, str], tuple[str, ...]] = (("", ""), ())
        self._matches: list[QTextCursor] = []
        self._match = 0
        self.view = self._new_view()
        self.beside: PageView | None = None
        self.find_bar = FindBar(theme, self)
        self._pages = QHBoxLayout()
        self._pages.setSpacing(1)
        self._pages.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages, 1)
        column.addWidget(self.find_bar)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZE_MS)
        self._resized.timeout.connect(self._fit)
        self.view.reading_at.connect(self.reading_at)
        self.view.hovered.connect(self.hovered)
        self.view.scrolled.connect(lambda: self._follow(self.view, self.beside))
        self.find_bar.find_requested.connect(self._find)
        self.find_bar.step_requested.connect(self.find_step)
        self.find_bar.closed.connect(self._end_find)

    @property
    def address(self) -> Address:
        """The page that is shown, and the block that was asked for."""
        return self._address

    @property
    def typesetter(self) -> Typesetter:
        """What sets the pages, for whoever prints them."""
        return self._typesetter

    def show_address(self, address: Address) -> None:
        """Show a page, and bring the block asked for to the top; a folded section is opened."""
        self._open_for(address)
        self._address = address
        if self._drawn != self._in_force():
            self._draw()
        self.view.go_to(address)
        self._follow(self.view, self.beside)

    def redraw(self) -> None:
        """Draw the page anew, in what is in force now, and keep the block under the eye where it is."""
        if not self._address.page:
            return
        eye, offset = self.view.eye()
        self._draw()
        if eye is not None:
            self.view.go_to(eye, offset)
        self._follow(self.view, self.beside)

    def set_beside(self, language: str) -> None:
        """Show the page in a second language beside the first; an empty code takes it away."""
        self._beside_language = language
        if language and self.beside is None:
            self.beside = self._new_view()
            self._pages.addWidget(self.beside)
            self.beside.scrolled.connect(lambda: self._follow(self.beside, self.view))
        elif not language and self.beside is not None:
            self._pages.removeWidget(self.beside)
            self.beside.deleteLater()
            self.beside = None
        self.redraw()

    def mark(self, found: tuple[str, ...]) -> None:
        """Highlight the words that were searched for, as long as this page is read in this language."""
        self._marks = (self._text_shown(), found)
        self._draw_marks(found)

    def open_find(self) -> None:
        """Find in the page, beginning with what is selected."""
        self.find_bar.open_bar(self.view.textCursor().selectedText().replace("\u2029", " "))

    # --- drawing ----------------------------------------------------------------------------------------------

    def _new_view(self) -> PageView:
        view = PageView(self)
        view.link_chosen.connect(self._link)
        view.term_pointed.connect(self._point_at_term)
        view.zoom_requested.connect(self.zoom_requested)
        view.menu_requested.connect(self.menu_requested)
        view.resized.connect(self._fit_soon)
        return view

    def _fit_soon(self) -> None:
        if self._address.page and (
            self.beside is not None or self.view.measure(self._theme.scale) != self._measure
        ):
            self._resized.start()

    def _fit(self) -> None:
        """Figures and twins are drawn for one width: draw them for the new one."""
        self.redraw()

    def _in_force(self) -> tuple[object, ...]:
        """Everything that decides how the page looks; when it is what it was, the page need not be drawn."""
        library, page = self._library, self._address.page
        opened = self._opened.get(page, frozenset())
        look = (self._theme.name, self._theme.zoom, self.view.measure(self._theme.scale))
        return (page, library.language, library.audience, library.band, opened, self._beside_language, look)

    def _text_shown(self) -> tuple[str, str]:
        return self._address.page, self._library.language

    def _draw_marks(self, found: tuple[str, ...], *, whole: bool = True) -> None:
        colours = self._theme.colours
        self.view.mark(found, colours["match"], colours["match-ink"], whole=whole)

    def _open_for(self, address: Address) -> None:
        """A place that was asked for is never folded."""
        if address.section:
            opened = self._opened.get(address.page, frozenset())
            parents = self._parents_of(address)
            self._opened[address.page] = opened | parents

    def _parents_of(self, address: Address) -> frozenset[str]:
        head = self._library.catalogue.pages.get(address.page)
        section = head.section(address.section) if head else None
        audience, band = self._library.audience, self._library.band
        if head is None or section is None:
            return frozenset()
        hidden = not section.serves(audience) or (band is not None and section.band not in (None, band))
        return frozenset({address.section}) if hidden else frozenset()

    def _draw(self) -> None:
        opened = self._opened.get(self._address.page, frozenset())
        number = self._theme.colours["faint"]
        self._drawn = self._in_force()
        try:
            self._measure = self.view.measure(self._theme.scale)
            shown = self._typesetter.shown(self._address, self._library.language, opened, self._measure)
            self.view.show_page(shown, self._theme.scale, number)
            self.view.setAccessibleName(self._library.catalogue.pages[self._address.page].title)
            if self.beside is not None:
                self.beside.show_page(
                    self._typesetter.shown(
                        self._address, self._beside_language, opened, self.beside.measure(self._theme.scale)
                    ),
                    self._theme.scale,
                    number,
                )
                self.beside.setAccessibleName(
                    self._library.edition.catalogue(self._beside_language).pages[self._address.page].title
                )
                self._align(self.beside)
        except GuideError as error:
            self.failed.emit(str(error))
        if self.find_bar.isVisible():
            self._find(self.find_bar.field.text())
        else:
            self._draw_marks(self._marks[1] if self._marks[0] == self._text_shown() else ())

    def _align(self, beside: PageView) -> None:
        """Give both pages the space they need for each block to begin level with its twin."""
        for _pass in range(_ALIGN_PASSES):  # the margins of Qt do not simply add up everywhere
            my_spaces, their_spaces = _spaces(self.view.block_tops(), beside.block_tops())
            if not my_spaces and not their_spaces:
                return
            self.view.anchors.add_space_before(my_spaces)
            beside.anchors.add_space_before(their_spaces)

    @staticmethod
    def _follow(leader: PageView | None, follower: PageView | None) -> None:
        if leader is not None and follower is not None:
            follower.follow(leader)

    # --- links ------------------------------------------------------------------------------------------------

    def _link(self, link: str, at: QPoint) -> None:
        if link.startswith(FOLD):
            page = self._address.page
            self._opened[page] = self._opened.get(page, frozenset()) | frozenset(
                link.removeprefix(FOLD).split(",")
            )
            self.redraw()
        elif link == SHOW_ALL:
            self.show_all_requested.emit()
        else:
            self.link_chosen.emit(link, at)

    def _point_at_term(self, term: str, at: QPoint) -> None:
        known = self._library.catalogue.terms.get(term) if term else None
        if known is None:
            QToolTip.hideText()
            return
        QToolTip.showText(at, f"<b>{escape(known.name)}</b><br>{escape(known.definition)}", self)

    # --- find in page -----------------------------------------------------------------------------------------

    def _find(self, text: str) -> None:
        self._matches = []
        if text.strip():
            cursor = self.view.document().find(text)
            while not cursor.isNull() and len(self._matches) < 500:
                self._matches.append(cursor)
                cursor = self.view.document().find(text, cursor)
        self._draw_marks((text,) if text.strip() else (), whole=False)
        start = self.view.textCursor().selectionStart()
        self._match = next((n for n, c in enumerate(self._matches) if c.selectionStart() >= start), 0)
        self._show_match()

    def find_step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match."""
        if not self.find_bar.isVisible():
            self.open_find()
            return
        if self._matches:
            self._match = (self._match + by) % len(self._matches)
            self._show_match()

    def _show_match(self) -> None:
        if self._matches:
            self.view.setTextCursor(self._matches[self._match])
            self.view.ensureCursorVisible()
        self.find_bar.show_count(len(self._matches), self._match + 1 if self._matches else 0)

    def _end_find(self) -> None:
        self.mark(())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _spaces(mine: dict[str, float], theirs: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """The space each anchor of two pages needs before it, to begin where its twin begins."""
    my_spaces, their_spaces = dict[str, float](), dict[str, float]()
    my_shift = their_shift = 0.0
    for name, top in sorted(mine.items(), key=lambda pair: pair[1]):
        if name not in theirs or name.startswith("source-"):
            continue
        ahead = (top + my_shift) - (theirs[name] + their_shift)
        if ahead > _LEVEL:
            their_spaces[name] = ahead
            their_shift += ahead
        elif ahead < -_LEVEL:
            my_spaces[name] = -ahead
            my_shift -= ahead
    return my_spaces, their_spaces
