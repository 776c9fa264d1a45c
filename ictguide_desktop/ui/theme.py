"""Colours, fonts and the style of the widgets, for light, dark and high contrast."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ictguide_desktop.export.colours import THEMES, Colours

TEXT_SIZE = 15.0
FAMILIES = ["Noto Sans", "Noto Sans Arabic"]


def resolve_theme(app: QApplication, name: str) -> str:
    """The theme a preference means: `system` follows the desktop."""
    if name in THEMES:
        return name
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def load_fonts(folder: Path) -> None:
    """Make the fonts that come with the program known to Qt."""
    for path in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def apply_theme(app: QApplication, colours: Colours, zoom: int) -> None:
    """Give the whole program its colours and its size of text (`zoom` in per cent)."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(round(13.5 * zoom / 100))
    app.setFont(font)
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "canvas", QPalette.ColorRole.WindowText: "ink", QPalette.ColorRole.Base: "paper",
        QPalette.ColorRole.AlternateBase: "canvas", QPalette.ColorRole.Text: "ink", QPalette.ColorRole.Button: "paper",
        QPalette.ColorRole.ButtonText: "ink", QPalette.ColorRole.Highlight: "accent", QPalette.ColorRole.HighlightedText: "on-accent",
        QPalette.ColorRole.Link: "accent", QPalette.ColorRole.ToolTipBase: "paper", QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "faint", QPalette.ColorRole.Mid: "line",
    }  # fmt: skip
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["faint"]))
    app.setPalette(palette)
    app.setStyleSheet(_sheet(colours))


def _sheet(c: Colours) -> str:
    return f"""
* {{ outline: none; }}
QToolTip {{ background: {c["paper"]}; color: {c["ink"]}; border: 1px solid {c["line"]}; padding: 6px; }}
#topBar {{ background: {c["paper"]}; border-bottom: 1px solid {c["line"]}; }}
#contents, #related {{ background: {c["canvas"]}; border: none; padding: 8px; }}
#reader {{ background: {c["paper"]}; border: none; }}
#contents {{ border-right: 1px solid {c["line"]}; }}
#related {{ border-left: 1px solid {c["line"]}; }}
QTreeView, QListView {{ background: transparent; border: none; }}
QTreeView::item, QListView::item {{ padding: 5px 6px; border-radius: 6px; color: {c["ink"]}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QTreeView:focus, QListView:focus, QTextBrowser:focus {{ border: 1px solid {c["accent"]}; }}
QLineEdit {{ background: {c["canvas"]}; border: 1px solid {c["line"]}; border-radius: 7px; padding: 6px 10px; color: {c["ink"]}; }}
QLineEdit:focus {{ border: 1px solid {c["accent"]}; background: {c["paper"]}; }}
QToolButton, QPushButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px 9px; color: {c["ink"]}; }}
QPushButton {{ border-color: {c["line"]}; background: {c["paper"]}; }}
QToolButton:hover, QPushButton:hover {{ background: {c["accent-ground"]}; }}
QToolButton:focus, QPushButton:focus {{ border: 1px solid {c["accent"]}; }}
QToolButton:checked {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QToolButton:disabled {{ color: {c["faint"]}; }}
QToolButton::menu-indicator {{ image: none; }}
#searchPopup {{ background: {c["paper"]}; border: 1px solid {c["line"]}; border-radius: 8px; }}
#statusBar {{ background: {c["paper"]}; border-top: 1px solid {c["line"]}; color: {c["soft"]}; }}
#statusBar QLabel {{ color: {c["soft"]}; font-size: 12px; padding: 2px 6px; }}
#meta {{ color: {c["faint"]}; }}
QMenu {{ background: {c["paper"]}; border: 1px solid {c["line"]}; padding: 4px; color: {c["ink"]}; }}
QMenu::item {{ padding: 6px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c["accent-ground"]}; color: {c["accent"]}; }}
QMenu::item:disabled {{ color: {c["faint"]}; }}
QMenuBar {{ background: {c["paper"]}; color: {c["ink"]}; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; }}
QMenuBar::item:selected {{ background: {c["accent-ground"]}; }}
QSplitter::handle {{ background: {c["line"]}; width: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c["line"]}; border-radius: 5px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: none; height: 0; width: 0; }}
"""


class Icons:
    """The Lucide icons in the ink of a theme."""

    def __init__(self, folder: Path, colours: Colours) -> None:
        self._folder = folder
        self._colours = colours

    def icon(self, name: str, *, mirrored: bool = False) -> QIcon:
        """An icon by its Lucide name; an empty one when the file is missing."""
        path = self._folder / f"{name}.svg"
        if not path.is_file():
            return QIcon()
        icon = QIcon()
        for mode, role in ((QIcon.Mode.Normal, "soft"), (QIcon.Mode.Disabled, "line"), (QIcon.Mode.Active, "accent")):
            svg = path.read_text(encoding="utf-8").replace("currentColor", self._colours[role])
            pixmap = QPixmap(QSize(40, 40))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(svg.encode())).render(painter)
            painter.end()
            icon.addPixmap(QPixmap.fromImage(pixmap.toImage().flipped(Qt.Orientation.Horizontal)) if mirrored else pixmap, mode)
        return icon
