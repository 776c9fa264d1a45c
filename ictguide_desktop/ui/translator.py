"""Live language switch: Qt's own texts follow our language, and every widget is told to write its words anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from ictguide_desktop.i18n import catalog
from ictguide_desktop.i18n.languages import is_rtl

# The territory gives Western digits in Arabic, as CONTENT.md asks; Qt names Brazil's Portuguese by its territory.
_LOCALES = {"ar": "ar_AE"}
_QT_NAMES = {"pt": "pt_BR"}


class _Announcer(QTranslator):
    """Translates nothing; not being empty, its arrival makes Qt send LanguageChange to every widget."""

    def isEmpty(self) -> bool:
        return False


class Languages:
    """Puts a language in force for the whole program: words, Qt's own words, direction, dates and numbers."""

    def __init__(self, locales: Path) -> None:
        self._locales = locales
        self._announcer = _Announcer()
        self._qt = QTranslator()
        self.code = ""

    def use(self, code: str) -> None:
        """Switch; every widget receives LanguageChange and LayoutDirectionChange."""
        app = QCoreApplication.instance()
        assert isinstance(app, QGuiApplication)
        self.code = code
        catalog.use(catalog.load(self._locales, code))
        QLocale.setDefault(QLocale(_LOCALES.get(code, code)))
        app.removeTranslator(self._qt)
        self._qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{_QT_NAMES.get(code, code)}", folder):
            app.installTranslator(self._qt)
        app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_rtl(code) else Qt.LayoutDirection.LeftToRight
        )
        app.removeTranslator(self._announcer)
        app.installTranslator(self._announcer)


class Retranslates:
    """Mixed into a widget, before its Qt class: `retranslate` writes all its words whenever the language changes."""

    def retranslate(self) -> None:
        """Write every word of this widget in the language in force."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)  # type: ignore[misc]  # the Qt class that follows has it
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
