"""The window put together: edition, user's data, services and views; also the picture of a window and the self-test."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication

from ictguide_desktop.app import crash, paths
from ictguide_desktop.app.commands import choose_language, open_edition
from ictguide_desktop.app.opening import opened
from ictguide_desktop.editions.edition import Edition, EditionMissing
from ictguide_desktop.i18n.languages import best_match
from ictguide_desktop.model.guide import Audience, Band
from ictguide_desktop.model.problems import NotFound
from ictguide_desktop.services.desk import Desk
from ictguide_desktop.services.finder import Finder
from ictguide_desktop.services.library import HOME, WELCOME, Library
from ictguide_desktop.ui.mainwindow import MainWindow
from ictguide_desktop.ui.problem_words import opening_sentence
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.translator import Languages
from ictguide_desktop.ui.views.view import Context, View

SMALLEST = QSize(1024, 600)
COLLECT_AFTER_MS = 400
# The views are imported when first shown: the start does not wait for what is not on the screen.
VIEWS = {
    "home": ("home_view", "HomeView"),
    "welcome": ("welcome_view", "WelcomeView"),
    "glossary": ("glossary_view", "GlossaryView"),
    "checklists": ("list_view", "ChecklistsView"),
    "cases": ("list_view", "CasesView"),
    "templates": ("list_view", "TemplatesView"),
    "checklist": ("checklist_view", "ChecklistView"),
    "bookmarks": ("bookmarks_view", "BookmarksView"),
    "history": ("history_view", "HistoryView"),
    "search": ("search_view", "SearchView"),
    "assessment": ("assessment_view", "AssessmentView"),
    "results": ("results_view", "ResultsView"),
    "roadmap": ("roadmap_view", "RoadmapView"),
    "brief": ("brief_view", "BriefView"),
    "costs": ("costs_view", "CostsView"),
    "forms": ("forms_view", "FormsView"),
    "ethics-tier": ("ethics_view", "EthicsView"),
}


def _maker(module: str, name: str) -> Callable[[Context], View]:
    def make(context: Context) -> View:
        view = getattr(import_module(f"ictguide_desktop.ui.views.{module}"), name)(context)
        assert isinstance(view, View)
        return view

    return make


class Program:
    """Everything that lives as long as the window."""

    def __init__(
        self, app: QApplication, edition: Edition, args: Namespace, *, profile: Path | None = None
    ) -> None:
        folder = profile or paths.user_folder(args.profile, portable=getattr(args, "portable", False))
        self.app = app
        self.desk = Desk.open(folder)
        app.aboutToQuit.connect(self.desk.close)
        language = self._language(args, edition)
        self.library = Library(edition, language)
        self.languages = Languages(paths.LOCALES)
        self.languages.use(language)
        self.theme = Theme(paths.RESOURCES)
        self.theme.use(args.theme or self.desk.text("theme"), args.zoom or self.desk.number("zoom"))
        audience, band = args.audience or self.desk.text("audience"), args.band or self.desk.text("band")
        self.library.set_audience(Audience(audience) if audience else None)
        self.library.set_band(Band(band) if band else None)
        self.finder = Finder(edition)
        portable = folder == paths.portable_folder() / "data"
        makers = {place: _maker(*where) for place, where in VIEWS.items()}
        self.window = MainWindow(
            self.library, self.desk, self.finder, self.theme, self.languages, makers, portable=portable
        )
        if said := opening_sentence(self.desk.database.report, self.desk.refused):
            self.window.problem.say(said)

    def _language(self, args: Namespace, edition: Edition) -> str:
        if args.lang:
            return choose_language(args.lang, edition)
        stored = self.desk.text("language")
        if stored in edition.languages:
            return stored
        return best_match([*QLocale.system().uiLanguages()], edition.languages)

    def open_at(self, target: str) -> None:
        """Go to the place asked for, the first page on a first start, or the place where the reader stopped.

        Raises:
            NotFound: there is no such place.
        """
        if target:
            self.library.go(self.library.resolve(target))
        elif not self.desk.flag("first_start_done"):
            self.library.go(WELCOME)
        elif not (self.desk.flag("resume") and self._resume()):
            self.library.go(HOME)
        self.window.choices.set_beside(self.desk.text("parallel_language"))
        self.window.focus_page()
        self.finder.warm(self.library.language)

    def _resume(self) -> bool:
        try:
            self.library.go(self.library.resolve(self.desk.text("place")))
        except NotFound:
            return False
        return True


def _application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("ICT Guide Desktop")
    app.setDesktopFileName("ictguide")
    app.setStyle("Fusion")
    return app


def run(name: str, args: Namespace) -> int:
    """Open the window (or take its picture, or try everything once); returns the exit code."""
    if name == "selftest":
        from ictguide_desktop.app.selftest import selftest

        return selftest(_application(), args)
    app = _application()
    if name == "shot":
        from ictguide_desktop.app.shot import shot

        return shot(app, open_edition(args), args)
    edition = opened(args)
    if edition is None:
        return EditionMissing.exit_code
    program = Program(app, edition, args)
    crash.watch(program.window.problem.say)
    program.window.resize(SMALLEST.expandedTo(app.primaryScreen().availableSize() * 0.8))
    program.open_at(args.target or "")
    program.window.show()
    if args.search:
        QTimer.singleShot(0, lambda: program.window.search_box.search(args.search))
    QTimer.singleShot(0, program.window.errands.settle_bookmarks)
    QTimer.singleShot(COLLECT_AFTER_MS, collect_from_now_on)
    return app.exec()


def collect_from_now_on() -> None:
    """What is there now stays until the end: the collector need not walk it, and stop the window, again and again."""
    gc.freeze()
    gc.enable()


def settle(milliseconds: int) -> None:
    """Let the window draw, and background work arrive."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
