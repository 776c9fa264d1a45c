"""What the reader has chosen, in force: language, second language, role, level, theme and size of text; kept as preferences."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ictguide_desktop.i18n.languages import own_name
from ictguide_desktop.model.guide import Audience, Band
from ictguide_desktop.model.preferences import ZOOM_HIGH, ZOOM_LOW, ZOOM_STEP
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.menus import Menus
from ictguide_desktop.ui.theme import Theme


class Choices(QObject):
    """A choice is stored first and comes into force when the desk says that it changed: one way, whoever chose."""

    beside_changed = Signal(str)
    panels_changed = Signal()
    told = Signal(str)

    def __init__(self, library: Library, desk: Desk, theme: Theme, menus: Menus, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._desk = desk
        self._theme = theme
        self._menus = menus
        desk.preference_changed.connect(self._put_in_force)
        menus.language_wanted.connect(lambda code: desk.set("language", code))
        menus.beside_wanted.connect(lambda code: desk.set("parallel_language", code))
        menus.audience_wanted.connect(self.choose_audience)
        menus.band_wanted.connect(lambda band: desk.set("band", band.value if band else ""))
        menus.zoom_wanted.connect(lambda zoom: desk.set("zoom", zoom))
        menus.theme_wanted.connect(lambda name: desk.set("theme", name))

    @property
    def beside(self) -> str:
        """The second language; empty when there is none."""
        return self._menus.beside

    def set_beside(self, language: str) -> None:
        """Show a second language beside the page; an empty code takes it away."""
        self._menus.beside = language if language != self._library.language else ""
        self.beside_changed.emit(self._menus.beside)

    def choose_audience(self, audience: Audience | None) -> None:
        """Read as one audience, or as everybody."""
        self._desk.set("audience", audience.value if audience else "")

    def show_all(self) -> None:
        """Take every filter away."""
        self._desk.set("band", "")
        self._desk.set("audience", "")
        # What the command line chose is not among the preferences.
        self._library.set_band(None)
        self._library.set_audience(None)

    def next_language(self) -> None:
        """The next language of the edition."""
        codes = self._library.edition.languages
        self._desk.set("language", codes[(codes.index(self._library.language) + 1) % len(codes)])
        self.told.emit(own_name(self._library.language))

    def next_audience(self) -> None:
        """The next audience; after the last, everybody."""
        order: list[Audience | None] = [*Audience, None]
        self.choose_audience(order[(order.index(self._library.audience) + 1) % len(order)])

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller text, 10 per cent a step."""
        self._desk.set("zoom", min(ZOOM_HIGH, max(ZOOM_LOW, self._theme.zoom + steps * ZOOM_STEP)))

    def zoom_reset(self) -> None:
        """Text at 100 %."""
        self._desk.set("zoom", 100)

    def _put_in_force(self, key: str) -> None:
        desk, library = self._desk, self._library
        match key:
            case "language":
                library.set_language(desk.text(key) or library.language)
            case "parallel_language":
                self.set_beside(desk.text(key))
            case "audience":
                library.set_audience(Audience(desk.text(key)) if desk.text(key) else None)
            case "band":
                library.set_band(Band(desk.text(key)) if desk.text(key) else None)
            case "theme":
                self._theme.use(name=desk.text(key))
            case "zoom":
                self._theme.use(zoom=desk.number(key))
            case "contents_shown" | "related_shown":
                self.panels_changed.emit()
