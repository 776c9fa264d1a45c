"""The real window for tests: one edition compiled from the content of the checkout, a profile of its own for each test."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from checklists import checklist, items, shows  # noqa: F401 - fixtures of the tests of checklists
from forms_shown import forms  # noqa: F401 - fixture of the tests of filled templates
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QCursor, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ictguide_desktop.app import paths
from ictguide_desktop.app.commands import make_edition
from ictguide_desktop.app.window import Program
from ictguide_desktop.editions.edition import Edition
from ictguide_desktop.i18n import catalog
from ictguide_desktop.services.assessing import Assessing
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.exporting import Exporting
from ictguide_desktop.services.library import Library
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.view import Context

CONTENT = Path(__file__).parents[2] / "content"
SIZE = (1280, 800)
Opens = Callable[..., Program]


@pytest.fixture(scope="session")
def edition_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide of the checkout, compiled once."""
    out = tmp_path_factory.mktemp("guide") / "edition"
    make_edition(CONTENT, out)
    return out


@pytest.fixture(scope="session")
def edition(edition_folder: Path) -> Edition:
    """The guide of the checkout, opened."""
    return Edition.open(edition_folder)


def silence(languages: Languages) -> None:
    """A closed window speaks no language: its translators would go on speaking in those that follow."""
    for translator in (languages._qt, languages._announcer):
        QCoreApplication.removeTranslator(translator)


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    """What is of the whole program, not of one window, is given back: language, direction, style, clipboard."""
    qapp.setStyle("Fusion")
    direction, words = qapp.layoutDirection(), catalog.load(paths.LOCALES, "en")
    QApplication.clipboard().clear()
    yield
    qapp.setLayoutDirection(direction)
    QLocale.setDefault(QLocale("en"))
    catalog.use(words)


@pytest.fixture(scope="session", autouse=True)
def _fonts_once() -> Iterator[None]:
    """Each window loads the fonts of the program: once is enough for all, and Qt forgets all it knows of text each time."""
    known: dict[str, int] = {}
    load = QFontDatabase.addApplicationFont

    def once(path: str) -> int:
        if path not in known:
            known[path] = load(path)
        return known[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFontDatabase, "addApplicationFont", once)
        yield


def arguments(**given: Any) -> Namespace:
    """The arguments of the command line, none given unless named."""
    plain: dict[str, Any] = {
        "lang": None, "profile": None, "edition": None, "target": None, "search": None, "portable": False,
        "audience": None, "band": None, "theme": "light", "zoom": None,
    }  # fmt: skip
    return Namespace(**{**plain, **given})


def close(program: Program) -> None:
    """Close a window as its user would, and let Qt forget it."""
    program.window.close()
    program.finder.finish()
    program.desk.close()
    silence(program.languages)
    program.app.aboutToQuit.disconnect(program.desk.close)
    program.app.removeEventFilter(program.window)
    program.app.removeEventFilter(program.window.search_box)
    program.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, edition: Edition, tmp_path: Path) -> Iterator[Opens]:
    """Opens the program: `program(target, size=…, profile=…, **arguments)`; English unless another language is named."""
    opened: list[Program] = []

    def open_it(
        target: str = "home", *, size: tuple[int, int] = SIZE, profile: Path | None = None,
        guide: Edition | None = None, show: bool = True, **given: Any,
    ) -> Program:  # fmt: skip
        given.setdefault("lang", "en")
        made = Program(qapp, guide or edition, arguments(**given), profile=profile or tmp_path / "profile")
        opened.append(made)
        made.window.resize(*size)
        QCursor.setPos(QPoint(0, 0))
        made.open_at(target)
        if show:
            made.window.show()
            qtbot.waitExposed(made.window)
            made.window.activateWindow()
            made.window.focus_page()
            QApplication.processEvents()
        return made

    open_it.close = lambda one: (opened.remove(one), close(one))  # type: ignore[attr-defined]
    yield open_it
    for one in opened:
        close(one)


@pytest.fixture
def library(edition: Edition) -> Library:
    """The guide read in English, for a view on its own."""
    return Library(edition, "en")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The user's own data in a folder of the test."""
    made = Desk.open(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %."""
    made = Theme(paths.RESOURCES)
    made.use("light", 100)
    return made


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """The words of the program in English."""
    made = Languages(paths.LOCALES)
    made.use("en")
    yield made
    silence(made)


@pytest.fixture
def context(library: Library, desk: Desk, theme: Theme, languages: Languages) -> Context:
    """What a view works with."""
    assessing, exporting = Assessing(library, desk), Exporting(theme.fonts)
    return Context(library, desk, theme, None, lambda: assessing, lambda: exporting)


def shown_under(widget: QWidget, kind: type[QWidget] = QWidget) -> list[Any]:
    """The widgets of a kind that can be seen inside another."""
    return [one for one in widget.findChildren(kind) if one.isVisible()]


def is_rtl(widget: QWidget) -> bool:
    """Whether a widget is laid out from the right."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
