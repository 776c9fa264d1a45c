"""What a filled template comes to, always in sight: how far it is, what lacks, the verdict of its criteria, and its sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ictguide_desktop.assess.forms import Outcome, fields, gates
from ictguide_desktop.export.form_document import GROUPS, SHORT_VERDICTS, VERDICTS
from ictguide_desktop.i18n.catalog import _
from ictguide_desktop.i18n.languages import is_rtl
from ictguide_desktop.model.guide import Page
from ictguide_desktop.ui.theme import Theme
from ictguide_desktop.ui.views.form_in_hand import Judged
from ictguide_desktop.ui.views.form_section import parts_of
from ictguide_desktop.ui.views.form_words import led, link, put, show_links
from ictguide_desktop.ui.views.view import words

LOOKS = {
    Outcome.GO: ("circle-check", "done"),
    Outcome.CONDITIONS: ("triangle-alert", "warning"),
    Outcome.NO_GO: ("circle-slash", "warning"),
    Outcome.UNDECIDED: ("circle", "soft"),
}
_SIDE, _ICON, _FOLDED_OUT, _TALLY = 276, 18, 240, 260
_OLD = "old:"


class Standing(QFrame):
    """Stands beside the form where there is room, else above it in one line that opens.

    `wanted` carries a field to go to, `section_wanted` a section (empty: what is no longer asked), `next_wanted` asks for
    the next required field that is empty.
    """

    wanted = Signal(str)
    section_wanted = Signal(str)
    next_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formStanding")
        self._theme = theme
        self._page: Page | None = None
        self._labels: dict[str, str] = {}
        self._judged, self._here, self._old = Judged(), "", False
        self._beside: bool | None = None
        self._opened = False
        self._icon, self.outcome = QLabel(self), words("", "verdictWord")
        self.tally, self.bar = words("", "soft"), QProgressBar(self)
        self.bar.setTextVisible(False)
        self.next = QPushButton(self)
        self.fold = QToolButton(self)
        self.fold.setObjectName("outlined")
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.gate, self.said = words("", "panelTitle"), words("", "soft")
        self.groups = {group: (words("", "verdictGroup"), words("", "")) for group in GROUPS}
        self._sections_title, self.sections = words("", "panelTitle"), words("", "")
        self.area = QScrollArea(self)
        self._lay_out()
        self._connect()
        self.restyle()

    # --- what is shown ----------------------------------------------------------------------------------------

    def show_judged(self, page: Page, judged: Judged, *, here: str, old: bool) -> None:
        """Show what the form comes to now; `here` is the section in sight, `old` says that something is no longer asked."""
        self._here, self._old = here, old
        if page is not self._page:
            self._labels = {one.field: f"{one.field} {one.label}" for one in fields(page)}
        self._page, self._judged = page, judged
        done = judged.progress
        said = _("{filled} of {all} required fields filled in")
        put(self.tally, said.format(filled=done.filled, all=done.required), hide=False)
        self.bar.setRange(0, max(1, done.required))
        self.bar.setValue(done.filled)
        self.bar.setAccessibleDescription(self.tally.text())
        lacking = judged.lacking
        self.next.setEnabled(bool(lacking))
        said = _("Nothing required is missing")
        if lacking:
            said = _("Next required field") if judged.missing else _("Next field to mend")
        if self.next.text() != said:
            self.next.setText(said)
            self.next.setToolTip(f"{said} (Ctrl+Enter)" if lacking else "")
        self.next.setAccessibleDescription(self._label(lacking[0]) if lacking else "")
        self._show_verdict(page)
        self._show_sections(page)

    def show_words(self) -> None:
        """Write the words in the language in force."""
        self._place(beside=bool(self._beside), anew=True)  # the direction may be another
        self.setAccessibleName(_("Where this form stands"))
        self.bar.setAccessibleName(_("Progress of this form"))
        self.area.setAccessibleName(_("Where this form stands"))
        self._sections_title.setText(_("Sections"))
        self._show_fold()
        if self._page is not None:
            self.show_judged(self._page, self._judged, here=self._here, old=self._old)

    def restyle(self) -> None:
        """Follow the colours and the size of text."""
        self._place(beside=bool(self._beside), anew=True)
        self._show_fold()
        if self._page is not None:
            self.show_judged(self._page, self._judged, here=self._here, old=self._old)

    def place(self, *, beside: bool) -> None:
        """Stand beside the form, or above it."""
        if beside != self._beside:
            self._place(beside=beside)

    @property
    def width_beside(self) -> int:
        """How wide it is beside the form."""
        return self._theme.px(_SIDE)

    # --- inside -----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self._icon)
        verdict.addWidget(self.outcome, 1)
        tally = QVBoxLayout()
        tally.setSpacing(5)
        tally.addWidget(self.tally)
        tally.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.next, 1)
        buttons.addWidget(self.fold)
        self._status = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._status.setSpacing(12)
        self._status.addLayout(verdict)
        self._status.addLayout(tally, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(12)
        self._line.addLayout(self._status, 1)
        self._line.addLayout(buttons)
        inside = QWidget()
        inside.setObjectName("canvas")
        self._inside = column = QVBoxLayout(inside)
        column.setSpacing(4)
        for widget in (self.gate, self.said):
            column.addWidget(widget)
        for title, links in self.groups.values():
            column.addSpacing(6)
            column.addWidget(title)
            column.addWidget(links)
        column.addSpacing(14)
        column.addWidget(self._sections_title)
        column.addWidget(self.sections)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addLayout(self._line)
        self._column.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.next.clicked.connect(self.next_wanted)
        self.fold.clicked.connect(self._turn)
        for _title, links in self.groups.values():
            links.linkActivated.connect(lambda field: self._follow(self.wanted, field))
        self.sections.linkActivated.connect(
            lambda name: self._follow(self.section_wanted, name.removeprefix(_OLD))
        )

    def _follow(self, wanted: SignalInstance, name: str) -> None:
        """Go there; above the form the details close, so that it can be seen."""
        if not self._beside:
            self._opened = False
            self._place(beside=False, anew=True)
        wanted.emit(name)

    def _turn(self) -> None:
        self._opened = not self._opened
        self._place(beside=False, anew=True)

    def _place(self, *, beside: bool, anew: bool = False) -> None:
        if beside == self._beside and not anew:
            return
        self._beside = beside
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._status.setDirection(down if beside else across)
        self._fold_line()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._inside.setContentsMargins(*((8, 4, 0, 4) if rtl else (0, 4, 8, 4)))
        self._column.setContentsMargins(*((18, 24, 14, 16) if beside else (20, 10, 20, 10)))
        self.fold.setVisible(not beside)
        self.area.setVisible(beside or self._opened)
        if beside:
            self.setFixedWidth(self.width_beside)
            self.area.setMaximumHeight(16777215)
            self.area.setMinimumHeight(0)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
            self.area.setFixedHeight(self._theme.px(_FOLDED_OUT))
        _give(self, "place", ("beside-rtl" if rtl else "beside") if beside else "above")
        self._show_fold()

    def _fold_line(self) -> None:
        """The buttons stand on a line of their own where there is no room for them beside the rest."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        verdict = 0 if self.outcome.isHidden() else self.outcome.sizeHint().width() + self._theme.px(_ICON)
        needed = (
            verdict + self.next.sizeHint().width() + self.fold.sizeHint().width() + self._theme.px(_TALLY)
        )
        wanted = down if self._beside or self.width() < needed else across
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_line()

    def _show_fold(self) -> None:
        self.fold.setText(_("Details"))
        self.fold.setIcon(self._theme.icon("chevron-up" if self._opened else "chevron-down"))
        self.fold.setIconSize(QSize(self._theme.px(_ICON - 2), self._theme.px(_ICON - 2)))
        self.fold.setAccessibleName(_("Close the details") if self._opened else _("Show the details"))

    def _show_verdict(self, page: Page) -> None:
        found = self._judged.verdict
        for widget in (self._icon, self.outcome, self.said):
            widget.setVisible(found is not None)
        if found is None:
            put(self.gate, "")
            for title, links in self.groups.values():
                title.hide()
                links.hide()
            return
        icon, role = LOOKS[found.outcome]
        side = self._theme.px(_ICON)
        self._icon.setPixmap(self._theme.icon(icon, role).pixmap(side, side))
        word = _(SHORT_VERDICTS[found.outcome])
        put(self.outcome, word[:1].upper() + word[1:], hide=False)
        _give(self.outcome, "role", role)
        put(self.said, _(VERDICTS[found.outcome]), hide=False)
        titles = {gate.id: gate.title for gate in gates(page)}
        put(self.gate, led(titles.get(found.gate, ""), page.head.lang))
        for group, (title, links) in self.groups.items():
            members: tuple[str, ...] = getattr(found, group)
            self._show_group(title, links, _(GROUPS[group]), members)

    def _show_group(self, title: QLabel, links: QLabel, name: str, members: Sequence[str]) -> None:
        title.setVisible(bool(members))
        links.setVisible(bool(members))
        if members:
            put(title, f"{name} · {len(members)}", hide=False)
            self._write_links(links, ((one, self._label(one), "") for one in members))
            links.setAccessibleName(f"{name}: " + ", ".join(map(self._label, members)))

    def _show_sections(self, page: Page) -> None:
        lines = []
        for part in parts_of(page, self._judged):
            count = "✓" if part.whole else f"{part.filled}/{part.required}" if part.required else ""
            lines.append((part.id, part.title, count))
        if self._old:
            lines.append((_OLD, _("No longer asked"), ""))
        self._write_links(self.sections, lines, here=self._here or _OLD)
        self.sections.setAccessibleName(
            _("Sections") + ": " + ", ".join(f"{title} {count}".strip() for _name, title, count in lines)
        )

    def _write_links(self, label: QLabel, lines: Iterable[tuple[str, str, str]], here: str = "") -> None:
        """A line each: a link, and a count at its end; the one in sight is bold."""
        assert self._page is not None
        side = "rtl" if is_rtl(self._page.head.lang) else "ltr"
        end = "left" if side == "rtl" else "right"
        ink, faint = self._theme.colours["accent"], self._theme.colours["faint"]
        rows = []
        for target, said, count in lines:
            words_ = f"<b>{escape(said)}</b>" if target == here else escape(said)
            first = f'<td style="padding:2px 0">{link(target, words_, ink)}</td>'
            last = f'<td align="{end}" style="padding:2px 0 2px 8px;color:{faint}">{count}</td>'
            rows.append(f"<tr>{first}{last if count else '<td></td>'}</tr>")
        show_links(label, f'<table dir="{side}" width="100%" cellspacing="0">{"".join(rows)}</table>')

    def _label(self, field: str) -> str:
        return self._labels.get(field, field)


def _give(widget: QWidget, name: str, value: str) -> None:
    """Give a widget a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
