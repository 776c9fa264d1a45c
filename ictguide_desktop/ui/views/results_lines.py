"""Pieces of the results: words with links that wrap, and a list of lines that is folded after the first ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ictguide_desktop.i18n.catalog import ngettext
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.chart import Chart
from ictguide_desktop.ui.charts.frame import ChartFrame
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.view import words


class Link(NamedTuple):
    """Words that lead to a place."""

    target: str
    words: str


class Linked(QLabel):
    """Words and links on as many lines as they need; Tab stops at it, Enter follows the link that is marked."""

    went = Signal(str)

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.linkActivated.connect(self.went)

    def say(self, parts: Sequence[str | Link], language: str) -> None:
        """Say words and links one after another, in the direction of a language; nothing hides the label."""
        ink, rtl = self._theme.colours["accent"], is_rtl(language)
        isolate = "\u2067" if rtl else "\u2066"
        written, plain, linked = "", "", False
        for part in parts:
            if isinstance(part, Link):
                style = f'style="color:{ink};text-decoration:none"'
                written += f'<a {style} href="{escape(part.target)}">{isolate}{escape(part.words)}\u2069</a>'
                plain, linked = plain + part.words, True
            else:
                written, plain = written + escape(part), plain + part
        flags = Qt.TextInteractionFlag
        both = flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(both if linked else flags.NoTextInteraction)
        self.setText(f'<div dir="{"rtl" if rtl else "ltr"}">{written}</div>')
        self.setAccessibleName(plain)
        self.setVisible(bool(plain))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        backwards = event.reason() == Qt.FocusReason.BacktabFocusReason
        if not self.hasSelectedText():
            self.focusNextPrevChild(not backwards)  # marks a link at once, so that Enter follows it


class Line(QFrame):
    """One line of a list."""

    def show_thing(self, thing: Any) -> None:
        """Show what the line is about."""


class Lines(QWidget):
    """Lines are made once and written anew; after the first ones a button shows the others."""

    def __init__(
        self, make: Callable[[], Line], first: int, parent: QWidget | None = None, *, spacing: int = 0
    ) -> None:
        super().__init__(parent)
        self._make, self._first = make, first
        self._all = False
        self._things: Sequence[object] = ()
        self.lines: list[Line] = []
        self.more = QPushButton(self)
        self.more.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._column.addSpacing(8)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def shown(self) -> list[Line]:
        """The lines in use."""
        return [line for line in self.lines if not line.isHidden()]

    def show_things(self, things: Sequence[object]) -> None:
        """Show these, one a line."""
        self._things = things
        count = len(things) if self._all else min(len(things), self._first)
        while len(self.lines) < count:
            line = self._make()
            self._column.insertWidget(len(self.lines), line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            if number < count:
                line.show_thing(things[number])
            line.setVisible(number < count)
        folded = len(things) - count
        self.more.setText(ngettext("Show {n} more", "Show {n} more", folded).format(n=folded))
        self.more.setVisible(folded > 0)
        self.setVisible(bool(things))

    def _unfold(self) -> None:
        before = len(self.shown)
        self._all = True
        self.show_things(self._things)
        stops = (one for line in self.lines[before:] for one in line.findChildren(QWidget))
        stop = next((one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)


def show_anew(frame: ChartFrame, chart: Chart, caption: str = "") -> None:
    """Show a chart that says something else than the one that is shown: to lay one out takes its time."""
    if chart != frame.canvas.chart:
        frame.show_chart(chart, caption)


def heading() -> QLabel:
    """The title of a part of the results."""
    title = words("", "sectionTitle")
    title.setContentsMargins(0, 16, 0, 0)
    return title
