"""Colours, fonts, icons and the style of the widgets, for light, dark and high contrast, at any size of text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ictguide_desktop.export.colours import THEMES, Colours
from ictguide_desktop.model.preferences import ZOOM_HIGH, ZOOM_LOW
from ictguide_desktop.ui.style import sheet

TEXT_SIZE = 15.0
LIST_SIZE = 13.5
FAMILIES = ["Noto Sans", "Noto Sans Arabic"]
BESIDE = 1.25
_ICON_PIXELS = 48


class Theme(QObject):
    """The look in force. `changed` comes after the program has been given it; sizes are for 100 % text times `scale`."""

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._resources = resources
        self._wanted = "system"
        self.zoom = 100
        self.name = "light"
        self.colours: Colours = THEMES["light"]
        self._icons: dict[tuple[str, str, bool], QIcon] = {}
        self._fonts_loaded = False
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def scale(self) -> float:
        """The factor on every size: 1.0 at 100 %."""
        return self.zoom / 100

    @property
    def wanted(self) -> str:
        """What was asked for: `system`, or the name of a theme."""
        return self._wanted

    def px(self, pixels: float) -> int:
        """A length at the size of text in force."""
        return max(1, round(pixels * self.scale))

    def use(self, name: str | None = None, zoom: int | None = None) -> None:
        """Give the whole program a theme (`system` follows the desktop), a size of text in per cent, or both."""
        self._wanted = name or self._wanted
        self.zoom = min(ZOOM_HIGH, max(ZOOM_LOW, zoom or self.zoom))
        self.name = self._resolve()
        self.colours = THEMES[self.name]
        self._icons.clear()
        self._apply()
        self.changed.emit()

    def icon(self, name: str, role: str = "soft") -> QIcon:
        """A Lucide icon in the colour of a role; arrows are mirrored where the text runs from the right."""
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft and name in _MIRRORED
        key = (name, role, mirrored)
        if key not in self._icons:
            self._icons[key] = self._drawn(name, role, mirrored)
        return self._icons[key]

    def icon_beside(self, name: str) -> QIcon:
        """An icon with some room after it, for a button that has words too: give it a size one quarter wider than high."""
        key = (name, "beside", QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        if key not in self._icons:
            wide = QPixmap(round(_ICON_PIXELS * BESIDE), _ICON_PIXELS)
            wide.fill(Qt.GlobalColor.transparent)
            painter = QPainter(wide)
            left = wide.width() - _ICON_PIXELS if key[2] else 0
            painter.drawPixmap(left, 0, self.icon(name).pixmap(_ICON_PIXELS, _ICON_PIXELS))
            painter.end()
            self._icons[key] = QIcon(wide)
        return self._icons[key]

    def _resolve(self) -> str:
        if self._wanted in THEMES:
            return self._wanted
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow_system(self) -> None:
        if self._wanted == "system" and self._resolve() != self.name:
            self.use()

    @property
    def fonts(self) -> Path:
        """The folder of the fonts, for what is drawn outside the window."""
        return self._resources / "fonts"

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not self._fonts_loaded:
            self._fonts_loaded = True
            for path in sorted((self._resources / "fonts").glob("*.ttf")):
                QFontDatabase.addApplicationFont(str(path))
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(self.px(LIST_SIZE))
        app.setFont(font)
        app.setPalette(_palette(self.colours))
        app.setStyleSheet(sheet(self.colours, self.scale))

    def _drawn(self, name: str, role: str, mirrored: bool) -> QIcon:
        path = self._resources / "icons" / f"{name}.svg"
        svg = path.read_text(encoding="utf-8")
        icon = QIcon()
        modes = ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled"))
        for mode, colour in modes:
            pixmap = QPixmap(QSize(_ICON_PIXELS, _ICON_PIXELS))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            if mirrored:
                painter.translate(_ICON_PIXELS, 0)
                painter.scale(-1, 1)
            QSvgRenderer(QByteArray(svg.replace("currentColor", self.colours[colour]).encode())).render(
                painter
            )
            painter.end()
            icon.addPixmap(pixmap, mode)
        return icon


_MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "undo-2",
        "panel-left",
        "panel-right",
        "list-tree",
        "quote",
    }
)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "canvas", QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Base: "paper",
        QPalette.ColorRole.AlternateBase: "canvas", QPalette.ColorRole.Text: "ink", QPalette.ColorRole.Button: "paper",
        QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.Highlight: "accent", QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.Link: "accent", QPalette.ColorRole.LinkVisited: "accent", QPalette.ColorRole.ToolTipBase: "paper",
        QPalette.ColorRole.ToolTipText: "ink", QPalette.ColorRole.PlaceholderText: "faint", QPalette.ColorRole.Mid: "line",
    }  # fmt: skip
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    return palette
