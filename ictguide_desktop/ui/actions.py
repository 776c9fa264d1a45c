"""Every command of the window, once: its words, its keys and its icon."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.theme import Theme


class Act(StrEnum):
    """The commands, by name."""

    BACK = "back"
    FORWARD = "forward"
    HOME = "home"
    NEXT_PAGE = "next-page"
    PREVIOUS_PAGE = "previous-page"
    SEARCH = "search"
    SEARCH_ALL = "search-all"
    HISTORY = "history"
    FIND = "find"
    FIND_NEXT = "find-next"
    FIND_PREVIOUS = "find-previous"
    UNDO = "undo"
    COPY = "copy"
    COPY_CITATION = "copy-citation"
    COPY_LINK = "copy-link"
    WHERE = "where"
    BOOKMARK = "bookmark"
    NOTE = "note"
    BOOKMARKS = "bookmarks"
    CHECKLISTS = "checklists"
    GLOSSARY = "glossary"
    SIDE_BAR = "side-bar"
    CONTENTS = "contents"
    RELATED = "related"
    NEXT_PANE = "next-pane"
    PREVIOUS_PANE = "previous-pane"
    NEXT_LANGUAGE = "next-language"
    NEXT_AUDIENCE = "next-audience"
    ALL_AUDIENCES = "all-audiences"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_RESET = "zoom-reset"
    FULL_SCREEN = "full-screen"
    PRINT = "print"
    EXPORT = "export"
    OPEN_SEALED = "open-sealed"
    PAPER_MARKS = "paper-marks"
    UNDO_ANSWER = "undo-answer"
    ASSESSMENT = "assessment"
    RESULTS = "results"
    ROADMAP = "roadmap"
    BRIEF = "brief"
    COSTS = "costs"
    FORMS = "forms"
    ETHICS_TIER = "ethics-tier"
    EXPORT_DATA = "export-data"
    IMPORT_DATA = "import-data"
    RESTORE_DATA = "restore-data"
    PREFERENCES = "preferences"
    GUIDE = "user-guide"
    SHORTCUTS = "shortcuts"
    SCOPE = "scope"
    LICENCE = "licence"
    ABOUT = "about"
    MENU = "menu"
    QUIT = "quit"


class Command(NamedTuple):
    """What an action says, the keys it answers to (the first is shown) and, for the top bar, its icon: menus go without."""

    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""


COMMANDS: Mapping[Act, Command] = {
    Act.BACK: Command(N_("Back"), ("Alt+Left",), "chevron-left"),
    Act.FORWARD: Command(N_("Forward"), ("Alt+Right",), "chevron-right"),
    Act.HOME: Command(N_("Home"), ("Alt+Home",), "house"),
    Act.NEXT_PAGE: Command(N_("Next page"), ("Alt+PgDown",)),
    Act.PREVIOUS_PAGE: Command(N_("Previous page"), ("Alt+PgUp",)),
    Act.SEARCH: Command(N_("Search the guide"), ("Ctrl+K", "Ctrl+L")),
    Act.SEARCH_ALL: Command(N_("Search everywhere"), ("Ctrl+Shift+F",)),
    Act.HISTORY: Command(N_("History"), ("Ctrl+H",)),
    Act.FIND: Command(N_("Find in this page"), ("Ctrl+F",)),
    Act.FIND_NEXT: Command(N_("Find next"), ("F3",)),
    Act.FIND_PREVIOUS: Command(N_("Find previous"), ("Shift+F3",)),
    Act.UNDO: Command(N_("Undo the last deletion"), ("Ctrl+Shift+Z",)),
    Act.COPY: Command(N_("Copy")),
    Act.COPY_CITATION: Command(N_("Copy citation"), ("Ctrl+Shift+C",)),
    Act.COPY_LINK: Command(N_("Copy link to this block")),
    Act.WHERE: Command(N_("Where am I?"), ("Ctrl+Shift+I",)),
    Act.BOOKMARK: Command(N_("Bookmark this place"), ("Ctrl+D",), "bookmark"),
    Act.NOTE: Command(N_("Add a note here…"), ("Ctrl+Shift+D",)),
    Act.BOOKMARKS: Command(N_("Bookmarks and notes"), ("Ctrl+Shift+B",)),
    Act.CHECKLISTS: Command(N_("Checklists")),
    Act.GLOSSARY: Command(N_("Glossary")),
    Act.SIDE_BAR: Command(N_("Side bar"), ("Ctrl+B",)),
    Act.CONTENTS: Command(N_("Go to the contents"), ("Ctrl+M",)),
    Act.RELATED: Command(N_("On this page and related"), (), "panel-right"),
    Act.NEXT_PANE: Command(N_("Next pane"), ("F6",)),
    Act.PREVIOUS_PANE: Command(N_("Previous pane"), ("Shift+F6",)),
    Act.NEXT_LANGUAGE: Command(N_("Next language"), ("F8",)),
    Act.NEXT_AUDIENCE: Command(N_("Next audience"), ("F9",)),
    Act.ALL_AUDIENCES: Command(N_("Show everything, for every role"), ("Shift+F9",)),
    Act.ZOOM_IN: Command(N_("Larger text"), ("Ctrl++", "Ctrl+=")),
    Act.ZOOM_OUT: Command(N_("Smaller text"), ("Ctrl+-",)),
    Act.ZOOM_RESET: Command(N_("Text at 100 %"), ("Ctrl+0",)),
    Act.FULL_SCREEN: Command(N_("Full screen"), ("F11",)),
    Act.PRINT: Command(N_("Print or save as PDF…"), ("Ctrl+P",), "printer"),
    Act.EXPORT: Command(N_("Export…"), ("Ctrl+E",)),
    Act.OPEN_SEALED: Command(N_("Open a sealed file…")),
    Act.PAPER_MARKS: Command(N_("Type marks from paper…")),
    Act.UNDO_ANSWER: Command(N_("Undo the last answer")),
    Act.ASSESSMENT: Command(N_("Assess yourselves")),
    Act.RESULTS: Command(N_("Results")),
    Act.ROADMAP: Command(N_("Roadmap")),
    Act.BRIEF: Command(N_("Minister’s brief")),
    Act.COSTS: Command(N_("Life-cycle cost planner")),
    Act.FORMS: Command(N_("Filled templates")),
    Act.ETHICS_TIER: Command(N_("Ethics tier")),
    Act.EXPORT_DATA: Command(N_("Save a copy of my data…")),
    Act.IMPORT_DATA: Command(N_("Add data from a file…")),
    Act.RESTORE_DATA: Command(N_("Restore an earlier copy…")),
    Act.PREFERENCES: Command(N_("Preferences…"), ("Ctrl+,",)),
    Act.GUIDE: Command(N_("How to use this guide"), ("F1",)),
    Act.SHORTCUTS: Command(N_("Keyboard shortcuts"), ("Ctrl+/",)),
    Act.SCOPE: Command(N_("What this guide covers")),
    Act.LICENCE: Command(N_("Licences")),
    Act.ABOUT: Command(N_("About ICT Guide Desktop")),
    Act.MENU: Command(N_("Menu"), ("F10",)),
    Act.QUIT: Command(N_("Quit"), ("Ctrl+Q",)),
}
_SWAPPED = {Act.BACK: Act.FORWARD, Act.FORWARD: Act.BACK}


class Actions(QObject):
    """Makes every action once and gives it to the window, so that its keys work wherever the focus is."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._made = {act: QAction(window) for act in Act}
        for act, action in self._made.items():
            action.setObjectName(act.value)
            window.addAction(action)
        theme.changed.connect(self.redraw)
        self.retranslate()

    def __getitem__(self, act: Act) -> QAction:
        return self._made[act]

    def retranslate(self) -> None:
        """Write every action's words and keys; Alt+arrows follow the direction of the text."""
        rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for act, action in self._made.items():
            command = COMMANDS[act]
            keys = COMMANDS[_SWAPPED.get(act, act) if rtl else act].keys
            action.setText(_(command.words))
            action.setShortcuts([QKeySequence(key) for key in keys])
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{_(command.words)} ({shown})" if shown else _(command.words))
        self.redraw()

    def redraw(self) -> None:
        """Give every action its icon in the colours in force."""
        for act, action in self._made.items():
            if icon := COMMANDS[act].icon:
                action.setIcon(self._theme.icon(icon))
