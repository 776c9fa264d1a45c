"""The menus: every command and every choice that works, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Audience, Band
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.actions import Act, Actions
from ictguide_desktop.ui.reader.typeset import BANDS
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.topbar import AUDIENCES

THEMES = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
ZOOMS = (80, 100, 125, 150, 175, 200, 250)
_SEPARATOR = None
_Value = TypeVar("_Value")
_STRUCTURE: tuple[tuple[str, tuple[Act | str | None, ...]], ...] = (
    (N_("&File"), (Act.PRINT, Act.EXPORT, Act.OPEN_SEALED, _SEPARATOR, Act.EXPORT_DATA, Act.IMPORT_DATA, Act.RESTORE_DATA,
                   _SEPARATOR, Act.QUIT)),
    (N_("&Edit"), (Act.UNDO_ANSWER, Act.UNDO, _SEPARATOR, Act.COPY, Act.COPY_CITATION, Act.COPY_LINK, _SEPARATOR,
                   Act.FIND, Act.FIND_NEXT, Act.FIND_PREVIOUS, _SEPARATOR, Act.PREFERENCES)),
    (N_("&View"), (Act.SIDE_BAR, Act.CONTENTS, Act.RELATED, _SEPARATOR, "language", "beside", "audience", "band",
                   _SEPARATOR, "size", "theme",
                   Act.FULL_SCREEN)),
    (N_("&Go"), (Act.BACK, Act.FORWARD, Act.HOME, _SEPARATOR, Act.PREVIOUS_PAGE, Act.NEXT_PAGE, _SEPARATOR, Act.SEARCH, Act.SEARCH_ALL,
                 Act.GLOSSARY, Act.HISTORY, Act.WHERE)),
    (N_("&Bookmarks"), (Act.BOOKMARK, Act.NOTE, Act.BOOKMARKS)),
    (N_("&Assess"), (Act.CHECKLISTS, Act.ASSESSMENT, Act.RESULTS, Act.ROADMAP, Act.BRIEF, _SEPARATOR, Act.COSTS, Act.FORMS, Act.ETHICS_TIER,
                     _SEPARATOR, Act.PAPER_MARKS)),
    (N_("&Help"), (Act.GUIDE, Act.SHORTCUTS, Act.SCOPE, Act.LICENCE, Act.ABOUT)),
)  # fmt: skip


class Menus(QObject):
    """Choices are asked for by signal; what is in force is ticked each time a menu opens."""

    language_wanted = Signal(str)
    beside_wanted = Signal(str)
    audience_wanted = Signal(object)
    band_wanted = Signal(object)
    zoom_wanted = Signal(int)
    theme_wanted = Signal(str)

    def __init__(self, window: QWidget, actions: Actions, library: Library, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._library = library
        self._theme = theme
        self.beside = ""
        self.choices: dict[str, QMenu] = {
            name: QMenu(window) for name in ("language", "beside", "audience", "band", "size", "theme")
        }
        self.whole = QMenu(window)
        self._tops: list[QMenu] = []
        for name, menu in self.choices.items():
            menu.aboutToShow.connect(lambda name=name: self._fill(name))
        for _words, acts in _STRUCTURE:
            top = QMenu(window)
            for act in acts:
                if act is _SEPARATOR:
                    top.addSeparator()
                elif isinstance(act, Act):
                    top.addAction(actions[act])
                else:
                    top.addMenu(self.choices[str(act)])
            self._tops.append(top)
            self.whole.addMenu(top)
        self.retranslate()

    def retranslate(self) -> None:
        """Write every title."""
        for top, (said, _acts) in zip(self._tops, _STRUCTURE, strict=True):
            top.setTitle(_(said))
        titles = {
            "language": _("&Language"), "beside": _("Second language &beside"), "audience": _("&Audience"), "band": _("&Maturity"),
            "size": _("Text &size"), "theme": _("&Theme"),
        }  # fmt: skip
        for name, menu in self.choices.items():
            menu.setTitle(titles[name])
            self._fill(name)

    def popup_on_page(self, at: QPoint) -> None:
        """The menu of a block of the page."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in (Act.COPY, Act.COPY_CITATION, Act.COPY_LINK, Act.BOOKMARK, Act.NOTE):
            menu.addAction(self._actions[act])
        menu.addSeparator()
        menu.addMenu(self.choices["beside"])
        menu.popup(at)

    def _fill(self, name: str) -> None:
        library, menu = self._library, self.choices[name]
        menu.clear()
        match name:
            case "language":
                rows = [(f"{own_name(code)}  {code.upper()}", code) for code in library.edition.languages]
                self._choices(menu, rows, library.language, self.language_wanted.emit)
            case "beside":
                rows = [(_("None"), "")]
                rows += [
                    (f"{own_name(code)}  {code.upper()}", code)
                    for code in library.edition.languages
                    if code != library.language
                ]
                self._choices(menu, rows, self.beside, self.beside_wanted.emit)
            case "audience":
                audiences: list[tuple[str, Audience | None]] = [
                    (_("Everybody"), None),
                    *((_(said), one) for one, said in AUDIENCES.items()),
                ]
                self._choices(menu, audiences, library.audience, self.audience_wanted.emit)
            case "band":
                bands: list[tuple[str, Band | None]] = [
                    (_("Every level"), None),
                    *((_(said), one) for one, said in BANDS.items()),
                ]
                self._choices(menu, bands, library.band, self.band_wanted.emit)
            case "size":
                self._choices(
                    menu,
                    [(_("{n} %").format(n=zoom), zoom) for zoom in ZOOMS],
                    self._theme.zoom,
                    self.zoom_wanted.emit,
                )
                menu.addSeparator()
                for act in (Act.ZOOM_IN, Act.ZOOM_OUT, Act.ZOOM_RESET):
                    menu.addAction(self._actions[act])
            case "theme":
                self._choices(
                    menu,
                    [(_(said), key) for key, said in THEMES.items()],
                    self._theme.wanted,
                    self.theme_wanted.emit,
                )

    @staticmethod
    def _choices(
        menu: QMenu, rows: Sequence[tuple[str, _Value]], now: _Value, wanted: Callable[[_Value], object]
    ) -> None:
        group = QActionGroup(menu)
        for said, value in rows:
            action = QAction(said, menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _on=False, value=value: wanted(value))
            group.addAction(action)
            menu.addAction(action)
