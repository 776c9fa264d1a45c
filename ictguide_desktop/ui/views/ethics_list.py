"""The systems that have an ethics record, each with its tier and where it stands, those that need somebody first."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ictguide_desktop.assess.ethics import CHECKLIST
from ictguide_desktop.export.ethics_document import EthicsPages
from ictguide_desktop.i18n.catalog import N_, _
from ictguide_desktop.ui.card import Card
from ictguide_desktop.ui.flow import FlowLayout
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.assessment_words import as_high_as_wide
from ictguide_desktop.ui.views.ethics_shelf import EthicsShelf, Kept
from ictguide_desktop.ui.views.ethics_standing import card_words
from ictguide_desktop.ui.views.ethics_step import TierMark, link_button, title_row
from ictguide_desktop.ui.views.ethics_words import TIER_TEST, system_name
from ictguide_desktop.ui.views.view import words

RENAME, DUPLICATE, DELETE = "rename", "duplicate", "delete"
ACTS = {
    RENAME: (N_("Rename…"), "pencil"),
    DUPLICATE: (N_("Duplicate for a new look"), "copy"),
    DELETE: (N_("Delete"), "trash-2"),
}
_ICON, _AT_ONCE = 16, 24


class SystemsList(QWidget):
    """`opened` carries the id of a record, `act_wanted` an act and the id; `new_wanted` asks for a new record,
    `every_wanted` for those that are not shown yet.
    """

    opened = Signal(str)
    act_wanted = Signal(str, str)
    new_wanted = Signal()
    every_wanted = Signal()
    go_requested = Signal(object)

    def __init__(self, theme: Theme, shelf: EthicsShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._shelf = theme, shelf
        self._shown: tuple[tuple[Kept, ...], str] | None = None
        self.language = ""
        self._most = _AT_ONCE
        self.lines: dict[str, SystemLine] = {}
        self._title, self._lead, self._none = words("", "pageTitle"), words("", "lead"), words("", "soft")
        self.new = QPushButton()
        self.new.setObjectName("primary")
        self.every = QPushButton()
        self.test, self.checklist = link_button(self), link_button(self)
        ways = QWidget()
        flow = FlowLayout(16)
        ways.setLayout(flow)
        ways.setSizePolicy(as_high_as_wide())
        for button in (self.test, self.checklist):
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(title_row(self._title, self.new))
        self._column.addWidget(self._lead)
        self._column.addWidget(self._none)
        self._column.addWidget(ways)
        self._column.addSpacing(6)
        self.new.clicked.connect(self.new_wanted)
        self.every.clicked.connect(self.every_wanted)
        self.test.clicked.connect(lambda: self.go_requested.emit(TIER_TEST))
        self.checklist.clicked.connect(lambda: self.go_requested.emit(CHECKLIST))

    def take_focus(self) -> None:
        """Put the keyboard on the first system, or on the button that begins one."""
        first = next(iter(self.lines.values()), None)
        (first.card if first is not None else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self, pages: EthicsPages, language: str) -> None:
        """Write every word, unless it is written, and the systems there are."""
        if language == self.language:
            self.refresh(pages, language)
            return
        self._title.setText(_("Ethics tier"))
        self._lead.setText(
            _(
                "Judge a system before its data is opened: six questions give its tier, the tier its items, "
                "the items what may be decided."
            )
        )
        self.new.setText(_("New record"))
        self.test.setText(_("The tier test in the guide"))
        self.checklist.setText(_("The checklist in the guide"))
        self._none.setText(_("No system has a record yet. Begin with the one whose errors would hurt most."))
        self.language = language
        self.refresh(pages, language)

    def show_every(self, pages: EthicsPages, language: str) -> None:
        """Show all systems, however many there are, with the keyboard on the first that was not shown."""
        before, self._most = len(self.lines), sys.maxsize
        self.refresh(pages, language)
        for line in list(self.lines.values())[before : before + 1]:
            line.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, pages: EthicsPages, language: str) -> None:
        """Show the systems there are; nothing is done where they are shown already."""
        found = self._shelf.all(pages.checklist)
        if self._shown == (found, language) and len(self.lines) == min(len(found), self._most):
            return
        self._shown = (found, language)
        here = next((name for name, line in self.lines.items() if line.isAncestorOf(_focus(self))), "")
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        self.lines = {kept.work.id: self._made_line(kept, language) for kept in found[: self._most]}
        for line in self.lines.values():
            self._column.addWidget(line)
        self._column.removeWidget(self.every)
        self._column.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeading)
        self.every.setText(_("Show all systems ({n})").format(n=len(found)))
        self.every.setVisible(len(found) > self._most)
        self._none.setVisible(not found)
        self.restyle()
        if here:
            again = self.lines.get(here)
            (again.card if again is not None else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        self.new.setIcon(self._theme.icon("plus", "on-accent"))
        self.new.setIconSize(QSize(self._theme.px(_ICON), self._theme.px(_ICON)))
        for line in self.lines.values():
            line.restyle()

    def _made_line(self, kept: Kept, language: str) -> SystemLine:
        line, name = SystemLine(self._theme, kept, language), kept.work.id
        line.card.chosen.connect(lambda: self.opened.emit(name))
        for act, action in line.acts.items():
            action.triggered.connect(lambda _on=False, act=act: self.act_wanted.emit(act, name))
        return line


class SystemLine(QWidget):
    """A system: its tier, a card that opens it, and what can be done with it."""

    def __init__(self, theme: Theme, kept: Kept, language: str) -> None:
        super().__init__()
        self._theme = theme
        name = system_name(kept.work.name)
        mark: QLabel
        if kept.standing is None:
            mark = words("", "soft")
            self.card = Card(
                name, _("This record cannot be read: it is damaged, or a newer version wrote it.")
            )
        else:
            mark = TierMark(theme)
            mark.show_tier(kept.standing.tier)
            urgent, calm = card_words(kept.record, kept.standing, language)
            purpose = " ".join(kept.record.purpose.split())
            self.card = _Card(name, purpose, urgent, calm)
            self.card.setAccessibleName(
                ". ".join(part for part in (name, mark.text(), urgent, purpose, calm) if part)
            )
        self.more = QToolButton(self)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setAccessibleName(_("This record: {name}").format(name=name))
        self.more.setToolTip(_("This record"))
        self.menu = QMenu(self)
        self.acts = {act: self.menu.addAction(_(said)) for act, (said, _icon) in ACTS.items()}
        for act in (RENAME, DUPLICATE):
            self.acts[act].setVisible(kept.standing is not None)
        self.more.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.card, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def restyle(self) -> None:
        """Follow the colours and the size of the text."""
        side = self._theme.px(_ICON)
        self.more.setIcon(self._theme.icon("chevron-down"))
        self.more.setIconSize(QSize(side, side))
        for act, (_said, icon) in ACTS.items():
            self.acts[act].setIcon(self._theme.icon(icon))


class _Card(Card):
    """A card that says in the colour of a warning what needs somebody."""

    def __init__(self, title: str, purpose: str, urgent: str, calm: str) -> None:
        super().__init__(title, purpose, calm)
        if urgent:
            label = words(urgent, "warningText")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.insertWidget(1, label)


def _focus(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget
